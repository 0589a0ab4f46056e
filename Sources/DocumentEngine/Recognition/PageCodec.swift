import OrchestrateModel

/// The form in which the cache keeps a page: variable-length integers, lengths in hundredths of a point.
///
/// What a page loses by it, it loses whether it comes from the cache or not: the pipeline works on decoded pages only.
enum PageCodec {
    static let version: UInt8 = 2

    static func encode(_ page: RecognizedPage) -> [UInt8] {
        var writer = ByteWriter()
        writer.bytes.append(version)
        writer.write(page.number)
        writer.write(PageState.allCases.firstIndex(of: page.state) ?? 0)
        writer.write(length: page.width)
        writer.write(length: page.height)
        writer.write(page.rotation)
        writer.write(page.findings.count)
        for finding in page.findings { writer.write(finding) }
        writer.engines = Set(page.words.compactMap(\.engine)).sorted()
        writer.write(writer.engines.count)
        for engine in writer.engines { writer.write(engine) }
        writer.write(page.blocks.count)
        for block in page.blocks {
            writer.write(block.lines.count)
            for line in block.lines {
                writer.write(line.words.count)
                for word in line.words { writer.write(word) }
            }
        }
        return writer.bytes
    }

    /// Nil for bytes that another version wrote or that are damaged.
    static func decode(_ bytes: [UInt8]) -> RecognizedPage? {
        var reader = ByteReader(bytes: bytes)
        do throws(ByteReader.Damage) {
            guard try reader.byte() == version else { return nil }
            var page = RecognizedPage(number: try reader.integer(), state: try reader.state(), width: 0, height: 0)
            page.width = try reader.length()
            page.height = try reader.length()
            page.rotation = try reader.integer()
            for _ in 0..<(try reader.count()) { page.findings.append(try reader.finding()) }
            for _ in 0..<(try reader.count()) { reader.engines.append(try reader.text()) }
            for _ in 0..<(try reader.count()) {
                var block = Block(lines: [])
                for _ in 0..<(try reader.count()) {
                    var line = Line(words: [])
                    for _ in 0..<(try reader.count()) { line.words.append(try reader.word()) }
                    block.lines.append(line)
                }
                page.blocks.append(block)
            }
            return page
        } catch {
            return nil
        }
    }
}

private struct ByteWriter {
    var bytes: [UInt8] = []
    /// Names of the external engines that read words of the page.
    var engines: [String] = []

    /// Small magnitudes take few bytes; the sign is in the lowest bit.
    mutating func write(_ value: Int) {
        var rest = UInt64(bitPattern: Int64((value << 1) ^ (value >> 63)))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func write(length: Double) {
        write(Int((min(max(length, -1e9), 1e9) * 100).rounded()))
    }

    mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write(_ finding: Finding) {
        write(finding.severity.rawValue)
        write(finding.code)
        write(finding.message)
    }

    mutating func write(_ word: Word) {
        write(word.text)
        write(length: word.box.x0)
        write(length: word.box.y0)
        write(length: word.box.width)
        write(length: word.box.height)
        write(Int((word.confidence * 10_000).rounded()))
        write(length: word.fontSize)
        // 0 for the text layer, 1 for OCR, from 2 on for an engine of the list.
        let engine = word.engine.flatMap { engines.firstIndex(of: $0) }
        write(engine.map { $0 + 2 } ?? (word.source == .ocr ? 1 : 0))
    }
}

private struct ByteReader {
    struct Damage: Error {}

    let bytes: [UInt8]
    var engines: [String] = []
    private var place = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func byte() throws(Damage) -> UInt8 {
        guard place < bytes.count else { throw Damage() }
        place += 1
        return bytes[place - 1]
    }

    mutating func integer() throws(Damage) -> Int {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return Int(Int64(bitPattern: value >> 1)) ^ -Int(Int64(bitPattern: value & 1)) }
            shift += 7
        }
        throw Damage()
    }

    /// A number of elements, each of which takes at least a byte.
    mutating func count() throws(Damage) -> Int {
        let value = try integer()
        guard value >= 0, value <= bytes.count - place else { throw Damage() }
        return value
    }

    mutating func length() throws(Damage) -> Double { Double(try integer()) / 100 }

    mutating func text() throws(Damage) -> String {
        let length = try count()
        defer { place += length }
        return String(decoding: bytes[place..<(place + length)], as: UTF8.self)
    }

    mutating func state() throws(Damage) -> PageState {
        let index = try integer()
        guard PageState.allCases.indices.contains(index) else { throw Damage() }
        return PageState.allCases[index]
    }

    mutating func finding() throws(Damage) -> Finding {
        guard let severity = Finding.Severity(rawValue: try text()) else { throw Damage() }
        return Finding(severity: severity, code: try text(), message: try text())
    }

    mutating func word() throws(Damage) -> Word {
        let text = try text()
        let left = try integer()
        let top = try integer()
        let right = left + (try integer())
        let bottom = top + (try integer())
        let confidence = Double(try integer()) / 10_000
        let size = try length()
        let origin = try integer()
        guard (0..<engines.count + 2).contains(origin) else { throw Damage() }
        let box = Box(
            x0: Double(left) / 100,
            y0: Double(top) / 100,
            x1: Double(right) / 100,
            y1: Double(bottom) / 100
        )
        return Word(
            text: text,
            box: box,
            confidence: confidence,
            source: origin == 0 ? .text : .ocr,
            fontSize: size,
            engine: origin < 2 ? nil : engines[origin - 2]
        )
    }
}
