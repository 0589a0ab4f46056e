/// Cuts a worker's standard error into lines and keeps the last of them, however much is written.
struct LineTail {
    private static let longestLine = 500
    private static let keptLines = 20
    /// Lines handed on in a worker's life; a library that prints without end must not fill the log.
    private static let mostLines = 1000

    private(set) var last: [String] = []
    private var partial: [UInt8] = []
    private var handedOn = 0

    /// The lines that are complete by now and may go to the log.
    mutating func append(_ bytes: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                if let line = finish() { lines.append(line) }
            } else if partial.count < Self.longestLine {
                partial.append(byte)
            }
        }
        return lines
    }

    /// Ends the line that has begun; nil where there is none or the log has had enough.
    mutating func finish() -> String? {
        guard !partial.isEmpty else { return nil }
        let line = String(decoding: partial, as: UTF8.self)
        partial.removeAll(keepingCapacity: true)
        last.append(line)
        if last.count > Self.keptLines { last.removeFirst() }
        handedOn += 1
        return handedOn <= Self.mostLines ? line : nil
    }
}
