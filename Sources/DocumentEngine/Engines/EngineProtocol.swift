import FoundationEssentials

/// The lines of JSON that a worker and an external OCR engine say to each other; see docs/engines.md.
enum EngineProtocol {
    /// What the engine's hello must name.
    static let name = "orchestrate.engine/1"
    /// Bytes of the longest line that is taken from an engine.
    static let maxLineBytes = 16 << 20
    /// Bytes that an engine may have sent without being asked.
    static let maxUnaskedBytes = 1 << 16
    /// Words of the fullest page, and characters of the longest word.
    static let maxWords = 20_000
    static let maxWordLength = 500
    /// Where the engine finds the picture to read.
    static let picturePath = "/dev/fd/3"

    /// The engine's first line, sent without being asked.
    struct Hello: Codable {
        let `protocol`: String
        let engine: String
        let version: String
        /// Tesseract's codes of the languages that it reads; absent or empty for any.
        let languages: [String]?
    }

    /// A picture to read: grey, one PGM file (P5), upright.
    struct Request: Codable {
        let id: Int
        let picture: String
        let width: Int
        let height: Int
        /// Height of small letters in pixels; 0 where it is not known.
        let letterHeight: Double
        let languages: [String]
        /// Boxes of what is read well already; lines inside one may be left out.
        let skip: [[Int]]

        enum CodingKeys: String, CodingKey {
            case id
            case picture
            case width
            case height
            case letterHeight = "letter_height"
            case languages
            case skip
        }
    }

    /// The answer to a request: lines, or an error.
    struct Reply: Codable {
        let id: Int
        let lines: [Line]?
        let error: Problem?
    }

    /// A line in reading order, its words from left to right.
    struct Line: Codable {
        let words: [Word]
    }

    struct Word: Codable {
        let text: String
        /// Left, top, right and bottom in pixels of the picture, from its top-left corner.
        let box: [Double]
        /// 0 to 1.
        let confidence: Double
    }

    /// Why the engine could not read a picture.
    struct Problem: Codable {
        let message: String
    }

    static func decode<Message: Decodable>(_ type: Message.Type, _ line: [UInt8]) throws(EngineFault) -> Message {
        do {
            return try JSONDecoder().decode(type, from: Data(line))
        } catch {
            let start = String(decoding: line.prefix(80), as: UTF8.self)
            throw .garbled("`\(start)\(line.count > 80 ? "…" : "")` is no \(Message.self)")
        }
    }

    /// The message as one line with its end.
    static func encode(_ message: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Values of this file hold text and finite numbers only, which always encode.
        return Array((try? encoder.encode(message)) ?? Data()) + [UInt8(ascii: "\n")]
    }
}

extension EngineProtocol.Hello {
    /// The name and version, after both were found fit for a fingerprint.
    func checked() throws(EngineFault) -> EngineIdentity {
        guard `protocol` == EngineProtocol.name else { throw .wrongProtocol(`protocol`) }
        for text in [engine, version] {
            let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
            guard !text.isEmpty, text.count <= 100, isPlain else {
                throw .garbled("its name and version must be 1 to 100 characters each")
            }
        }
        return EngineIdentity(name: engine, version: version, languages: languages ?? [])
    }
}

/// Who an engine says it is.
struct EngineIdentity: Equatable {
    let name: String
    let version: String
    /// Tesseract's codes; empty for any.
    let languages: [String]
}

extension EngineProtocol.Reply {
    /// The lines in pixels of the picture, after every word was found to be one that can stand on it.
    func checked(width: Int, height: Int) throws(EngineFault) -> [[OCRWord]] {
        if let error { throw .refused(String(error.message.prefix(200))) }
        guard let lines else { throw .garbled("a reply must have `lines` or `error`") }
        guard lines.reduce(0, { $0 + $1.words.count }) <= EngineProtocol.maxWords else {
            throw .lied("more than \(EngineProtocol.maxWords) words on one page")
        }
        var found: [[OCRWord]] = []
        for line in lines {
            var words: [OCRWord] = []
            for word in line.words {
                if let word = try word.checked(width: width, height: height) { words.append(word) }
            }
            if !words.isEmpty { found.append(words) }
        }
        return found
    }
}

extension EngineProtocol.Word {
    /// A box may reach this far beyond the picture's edge; it is cut there.
    private static let tolerance = 2.0

    /// Nil for a word without a visible character.
    fileprivate func checked(width: Int, height: Int) throws(EngineFault) -> OCRWord? {
        let shown = text.split(whereSeparator: \.isWhitespace).joined()
        guard !shown.isEmpty else { return nil }
        guard shown.count <= EngineProtocol.maxWordLength else { throw .lied("a word of \(shown.count) characters") }
        guard shown.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw .lied("a control character in a word")
        }
        guard (0...1).contains(confidence) else { throw .lied("a confidence of \(confidence)") }
        guard box.count == 4, box.allSatisfy(\.isFinite) else { throw .lied("a box without four numbers") }
        let (left, top, right, bottom) = (box[0], box[1], box[2], box[3])
        let isInside =
            left >= -Self.tolerance && top >= -Self.tolerance && right <= Double(width) + Self.tolerance
            && bottom <= Double(height) + Self.tolerance
        guard isInside, left < right, top < bottom else {
            throw .lied("the box \(box) on a picture of \(width) × \(height) pixels")
        }
        return OCRWord(
            text: shown,
            left: max(0, Int(left.rounded(.down))),
            top: max(0, Int(top.rounded(.down))),
            right: min(width, Int(right.rounded(.up))),
            bottom: min(height, Int(bottom.rounded(.up))),
            confidence: confidence
        )
    }
}
