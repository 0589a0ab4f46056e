import OrchestrateModel

/// What a document carries, each under a name of its own.
struct Contents {
    struct Entry {
        var member: Member
        /// What to find it by in the container.
        var place: Int
        /// Why it is not unpacked; a document all the same, which fails by this.
        var refusal: Failure?
    }

    var entries: [Entry] = []
    /// Files beyond the limit on their number.
    var leftOut = 0
    /// Folders, links and hidden files, which are no documents.
    var passedOver = 0
    /// Why the end of the container is not known; nil where all of it was seen.
    var damage: String?
}

/// A document that carries others: looks what there is, and unpacks one.
protocol Container {
    func contents() throws(Failure) -> Contents
    func unpack(_ entry: Contents.Entry) throws(Failure) -> FileContent
}

/// What a container may cost; all of it is configurable.
struct ContainerLimits {
    let settings: Configuration.Containers
    let maxFileBytes: Int

    init(_ configuration: Configuration) {
        settings = configuration.containers
        maxFileBytes = configuration.recognition.maxFileMB << 20
    }

    /// Part of the fingerprint of results.
    var fingerprint: String {
        "\(settings.enabled) \(settings.maxDepth) \(settings.maxMembers) \(settings.maxUnpackedMB) \(settings.maxRatio)"
    }

    /// Bytes that all members of a container of this size may unpack to.
    func unpackedBytes(of packed: Int) -> Int {
        // Small containers of much white paper are packed very well without harm.
        let byRatio = max(packed, 1).multipliedReportingOverflow(by: settings.maxRatio)
        let ratio = byRatio.overflow ? Int.max : max(byRatio.partialValue, 64 << 20)
        return min(settings.maxUnpackedMB << 20, ratio)
    }
}
