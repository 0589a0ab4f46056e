import Glibc
import OrchestrateModel

/// What a process takes of the machine.
package struct ProcessUsage: Sendable, Hashable {
    /// User and system time since its start.
    package var cpuSeconds = 0.0
    package var residentBytes: Int64 = 0
    package var addressBytes: Int64 = 0

    package init(cpuSeconds: Double = 0, residentBytes: Int64 = 0, addressBytes: Int64 = 0) {
        self.cpuSeconds = cpuSeconds
        self.residentBytes = residentBytes
        self.addressBytes = addressBytes
    }

    /// Reads /proc/PID/stat; nil where the process is gone.
    package static func sample(pid: Int32) -> ProcessUsage? {
        guard let text = ProcFile.read("/proc/\(pid)/stat") else { return nil }
        return parse(text)
    }

    /// Takes the fields after the name, which may itself hold blanks and parentheses.
    static func parse(_ text: String) -> ProcessUsage? {
        guard let close = text.utf8.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = text.utf8[text.utf8.index(after: close)...].split(separator: UInt8(ascii: " "))
        // Fields 14, 15, 23 and 24 of proc(5); the first after the name is field 3.
        guard fields.count > 21, let user = Double(Substring(fields[11])), let system = Double(Substring(fields[12])),
            let address = Int64(Substring(fields[20])), let pages = Int64(Substring(fields[21]))
        else { return nil }
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        let pageBytes = Int64(sysconf(Int32(_SC_PAGESIZE)))
        return ProcessUsage(
            cpuSeconds: (user + system) / ticks,
            residentBytes: pages * pageBytes,
            addressBytes: address
        )
    }
}

/// Reads small files of /proc and /sys without buffering.
enum ProcFile {
    /// The content, at most `limit` bytes of it; nil where it cannot be read.
    static func read(_ path: String, limit: Int = 65536) -> String? {
        bytes(path, limit: limit).map { String(decoding: $0, as: UTF8.self) }
    }

    static func bytes(_ path: String, limit: Int = 65536) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while content.count < limit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 { return nil }
            if count == 0 { break }
            content.append(contentsOf: chunk[..<count])
        }
        return content
    }
}
