import Glibc
import OrchestrateModel

/// The containers around the member that was opened last, kept open because the next one is likely in them as well.
///
/// One for each pipeline. Without it a packed archive would be unpacked from its beginning for each of its members.
final class ContainerShelf {
    /// One container on the way to a member.
    struct Level {
        let file: OpenedFile
        let container: any Container
        private let entries: [[UInt8]: Contents.Entry]

        init(_ file: OpenedFile, _ container: any Container) throws(Failure) {
            self.file = file
            self.container = container
            let list = try container.contents().entries.map { ($0.member.name.bytes, $0) }
            entries = Dictionary(list) { first, _ in first }
        }

        /// The member that the path leads to or through: the longest name that it begins with.
        func entry(on path: ArraySlice<UInt8>) -> Contents.Entry? {
            if let entry = entries[Array(path)] { return entry }
            let ends = path.indices.reversed().filter { path[$0] == Member.separator }
            return ends.lazy.compactMap { self.entries[Array(path[..<$0])] }.first
        }
    }

    let pulse: Pulse
    private var levels: [Level] = []
    private var stamp: FileStamp?
    /// More than this is not kept until the next member.
    private static let maxBytes = 256 << 20

    init(pulse: Pulse = Pulse()) {
        self.pulse = pulse
    }

    /// The level at this depth if it is the file of that name; for the outermost, if that is as it was.
    func level(_ depth: Int, named name: String, stamp current: FileStamp? = nil) -> Level? {
        guard levels.indices.contains(depth), levels[depth].file.name == name else { return nil }
        return depth > 0 || current != nil && current == stamp ? levels[depth] : nil
    }

    /// Takes a level in, and those inside another one at its depth out.
    func put(_ level: Level, stamp current: FileStamp? = nil) {
        let depth = level.file.depth
        if depth == 0 { stamp = current }
        levels = levels.prefix(depth) + [level]
    }

    /// Lets go of what is too large to keep.
    func tidy() {
        if levels.reduce(0, { $0 + $1.file.content.bytes.count }) > Self.maxBytes { levels = [] }
    }
}

/// What tells one version of a file from another without reading it.
struct FileStamp: Equatable {
    private let numbers: [Int]

    /// Nil where there is no such file.
    init?(_ path: DocumentPath) {
        var status = stat()
        guard path.withCString({ stat($0, &status) }) == 0 else { return nil }
        numbers = [
            Int(status.st_dev), Int(status.st_ino), Int(status.st_size),
            status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
        ]
    }
}
