import OrchestrateModel

/// The documents that a document carries, as they are handed on, and what is to be said about the others.
struct Carried {
    var members: [Member] = []
    var findings: [Finding] = []
    /// Why a person should look; nil where everything is accounted for by members.
    var reviewReason: String?

    init() {}

    init(_ contents: Contents, name: String, depth: Int, limits: ContainerLimits) {
        guard limits.settings.enabled else { return }
        if depth < limits.settings.maxDepth {
            members = contents.entries.map(\.member)
        } else if !contents.entries.isEmpty {
            leaveOut(contents.entries.count, name, "it lies \(depth) containers deep (containers.max_depth)")
        }
        if contents.leftOut > 0 {
            leaveOut(contents.leftOut, name, "it carries more than containers.max_members allows")
        }
        if let damage = contents.damage {
            reviewReason = "not everything it carries could be read"
            let message = "\(name): not everything it carries could be read: \(damage)"
            findings.append(Finding(severity: .error, code: "container_damaged", message: message))
        }
        guard contents.passedOver > 0 else { return }
        let message = "\(contents.passedOver) folders, links, hidden files or signatures in it are no documents"
        findings.append(Finding(severity: .info, code: "members_passed_over", message: message))
    }

    /// Containers in containers may carry ten times as many documents in all as one may; a container beyond that is not
    /// followed, and true is returned.
    mutating func cut(to settings: Configuration.Containers, around count: (_ limit: Int) -> Int) -> Bool {
        guard !members.isEmpty else { return false }
        let limit = settings.maxMembers * 10
        guard count(limit) > limit - members.count else { return false }
        leaveOut(members.count, "the container", "all containers around it carry too many (containers.max_members)")
        members = []
        return true
    }

    private mutating func leaveOut(_ count: Int, _ name: String, _ why: String) {
        reviewReason = "\(count) documents that it carries were left out"
        let message = "\(name): \(count) documents that it carries were left out, because \(why)"
        findings.append(Finding(severity: .error, code: "members_left_out", message: message))
    }
}

/// An archive as a document: the list of its files, from which nothing is extracted.
enum ArchiveListing {
    static func document(_ contents: Contents, mediaType: String) -> ConvertedDocument {
        var table = TextTable()
        for entry in contents.entries {
            let name = TextTable.Cell(lines: [entry.member.name.display])
            table.append([name, TextTable.Cell(lines: ["\(entry.member.size) bytes"])])
        }
        var document = ConvertedDocument(pages: [table.lines()], mediaType: mediaType)
        document.isContent = false
        return document
    }
}
