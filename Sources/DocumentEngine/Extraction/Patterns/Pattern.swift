import CPCRE2

/// A compiled regular expression over UTF-8 bytes: PCRE2 with JIT, Unicode classes, and limits that end hopeless searches.
///
/// One thread at a time may match with it.
final class Pattern {
    /// A pattern that cannot be compiled.
    struct SyntaxError: Error, Equatable {
        let message: String
        /// Byte offset into the pattern as it was compiled.
        let offset: Int
    }

    /// A search that was ended by a limit: the pattern backtracks catastrophically on this text.
    struct LimitExceeded: Error, Equatable {
        let pattern: String
    }

    /// Byte ranges of a match and its groups; a group that took no part is nil.
    struct Match: Equatable {
        let groups: [Range<Int>?]

        var range: Range<Int> { groups[0] ?? 0..<0 }
    }

    let source: String
    /// Capture groups, the whole match not counted.
    let groupCount: Int
    /// Number of each named group; a name used twice stands for several numbers.
    let groupNames: [(name: String, number: Int)]
    private let code: OpaquePointer
    /// Where a search leaves its groups; made with the machine code at the first search.
    private var matchData: OpaquePointer?

    init(_ source: String) throws(SyntaxError) {
        self.source = source
        code = try Self.compile(source)
        var count: UInt32 = 0
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
        groupCount = Int(count)
        groupNames = Self.names(in: code)
    }

    deinit {
        if let matchData { pcre2_match_data_free_8(matchData) }
        pcre2_code_free_8(code)
    }

    /// The first match within a range of bytes, which is searched as if it were the whole text.
    func firstMatch(in text: borrowing [UInt8], within range: Range<Int>) throws(LimitExceeded) -> Match? {
        try match(text, within: range, from: 0, options: 0)
    }

    /// All matches from left to right that do not overlap, as Python's `finditer` has them.
    func matches(in text: borrowing [UInt8], within range: Range<Int>) throws(LimitExceeded) -> [Match] {
        var found: [Match] = []
        var start = 0
        var lastWasEmpty = false
        while start <= range.count {
            let options = lastWasEmpty ? PCRE2_NOTEMPTY_ATSTART : 0
            guard let match = try match(text, within: range, from: start, options: options) else { break }
            found.append(match)
            lastWasEmpty = match.range.isEmpty
            start = match.range.upperBound - range.lowerBound
        }
        return found
    }

    private func match(
        _ text: borrowing [UInt8],
        within range: Range<Int>,
        from start: Int,
        options: UInt32
    ) throws(LimitExceeded) -> Match? {
        let matchData = ready()
        let result = text.withUnsafeBufferPointer { buffer in
            MatchScratch.lend { context in
                // An empty array may have no address, and PCRE2 takes none for an empty subject.
                pcre2_match_8(
                    code,
                    buffer.baseAddress.map { $0 + range.lowerBound },
                    range.count,
                    start,
                    options | PCRE2_NO_UTF_CHECK,
                    matchData,
                    context
                )
            }
        }
        switch result {
        case 1...: return captured(Int(result), from: matchData, base: range.lowerBound)
        case PCRE2_ERROR_NOMATCH: return nil
        default: throw LimitExceeded(pattern: source)
        }
    }

    /// Translates the pattern to machine code before its first search.
    private func ready() -> OpaquePointer {
        if let matchData { return matchData }
        // Where the machine has no JIT the interpreter does the same work, slower.
        _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
        guard let made = pcre2_match_data_create_from_pattern_8(code, nil) else { preconditionFailure("out of memory") }
        matchData = made
        return made
    }

    private func captured(_ count: Int, from matchData: OpaquePointer, base: Int) -> Match? {
        guard let vector = pcre2_get_ovector_pointer_8(matchData) else { return nil }
        let groups = (0...groupCount).map { group -> Range<Int>? in
            guard group < count else { return nil }
            let start = Int(vector[2 * group])
            let end = Int(vector[2 * group + 1])
            return start >= 0 && start <= end ? (base + start)..<(base + end) : nil
        }
        return Match(groups: groups)
    }

    private static func compile(_ source: String) throws(SyntaxError) -> OpaquePointer {
        let flags = PCRE2_UTF | PCRE2_UCP | PCRE2_DUPNAMES
        var number: Int32 = 0
        var offset = 0
        let bytes = Array(source.utf8)
        let compiled = bytes.withUnsafeBufferPointer {
            pcre2_compile_8($0.baseAddress, bytes.count, flags, &number, &offset, nil)
        }
        guard let compiled else {
            var buffer = [UInt8](repeating: 0, count: 256)
            pcre2_get_error_message_8(number, &buffer, buffer.count)
            let message = String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
            throw SyntaxError(message: message, offset: offset)
        }
        return compiled
    }

    private static func names(in code: OpaquePointer) -> [(name: String, number: Int)] {
        var count: UInt32 = 0
        var entrySize: UInt32 = 0
        var table: UnsafePointer<UInt8>?
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &entrySize)
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
        guard let table else { return [] }
        let entries = (0..<Int(count)).map { index -> (name: String, number: Int) in
            let entry = table + index * Int(entrySize)
            return (String(cString: entry + 2), Int(entry[0]) << 8 | Int(entry[1]))
        }
        return entries.sorted { $0.number < $1.number }
    }
}
