import FoundationEssentials
import Glibc
import OrchestrateModel

/// Adds to an inbox what neither git nor an archive can hold.
enum Hazards {
    /// Makes a FIFO, a link to itself and a file without read permission below `root`; returns what is expected of them.
    ///
    /// The unreadable file is left out for root, who may read everything.
    static func add(to root: String) throws -> [Expectation] {
        let folder = URL(filePath: root).appending(path: "hazards").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard mkfifo(folder + "/pipe.pdf", 0o644) == 0, symlink("loop.pdf", folder + "/loop.pdf") == 0 else {
            throw Failure(.ioError, "\(folder) cannot take a FIFO and a link; does it hold them already?")
        }
        var expectations = [
            Expectation(path: "hazards/pipe.pdf", state: "skipped", code: "not_a_regular_file"),
            Expectation(path: "hazards/loop.pdf", state: "skipped", code: "link_loop"),
        ]
        if geteuid() != 0 {
            let path = folder + "/unreadable.txt"
            try Data("Nobody may read this.\n".utf8).write(to: URL(filePath: path))
            guard chmod(path, 0) == 0 else { throw Failure(.ioError, "the permissions of \(path) cannot be changed") }
            expectations.append(
                Expectation(path: "hazards/unreadable.txt", state: "failed", code: "permission_denied")
            )
        }
        return expectations
    }
}
