import Testing

@testable import DocumentEngine

struct PatternTests {
    private func found(_ pattern: String, in text: String) throws -> [String] {
        let source = Self.source(text)
        return try LazyPattern(pattern).matches(in: source).map {
            source.string($0.groups.last.flatMap { $0 } ?? $0.range)
        }
    }

    private static func source(_ text: String) -> SourceText {
        var source = SourceText()
        source.append(text, origin: -1)
        return source
    }

    @Test(arguments: [
        (#"a\Z"#, "ba\na", ["a"]),
        (#"a$"#, "a\n", ["a"]),
        (#"a\Z"#, "a\n", []),
        (#"\d{,2}x"#, "1234x", ["34x"]),
        (#"x{,}y"#, "xxy", ["xxy"]),
        (#"[].]+"#, "a].]b", ["].]"]),
        (#"[[:]+"#, "a[:b", ["[:"]),
        (#"total (?i)sum"#, "TOTAL Sum", ["TOTAL Sum"]),
        (#"\u20ac (\d+)"#, "€ 12", ["12"]),
        (#"\w+"#, "Größe – ÉTÉ", ["Größe", "ÉTÉ"]),
        (#"\d+"#, "٣٤", ["٣٤"]),
        (#"a\s+b"#, "a\u{A0}b", ["a\u{A0}b"]),
        (#"(?<=No )\d+"#, "No 17", ["17"]),
        (#"(?P<a>x)y|(?P<b>z)"#, "z", ["z"]),
        (#"(?#comment)q"#, "q", ["q"]),
    ])
    func matchesAsPythonDoes(pattern: String, text: String, expected: [String]) throws {
        #expect(try found(pattern, in: text) == expected)
    }

    @Test func emptyMatchesFollowPython() throws {
        let source = Self.source("abxd")
        let ranges = try LazyPattern("x*").matches(in: source).map(\.range)
        #expect(ranges == [0..<0, 1..<1, 2..<3, 3..<3, 4..<4])
    }

    @Test func namesUsedTwiceGiveTheGroupThatTookPart() throws {
        let source = Self.source("7 kg")
        let pattern = LazyPattern(#"(?P<n>[a-z]+) (?P<u>\d+)|(?P<n>\d+) (?P<u>[a-z]+)"#)
        let match = try #require(try pattern.firstMatch(in: source))
        let groups = match.named(try pattern.names()).map { ($0.name, $0.range.map(source.string) ?? "") }
        #expect(groups.map(\.0) == ["n", "u"])
        #expect(groups.map(\.1) == ["7", "kg"])
    }

    @Test(.timeLimit(.minutes(1)))
    func catastrophicPatternIsGivenUp() {
        let source = Self.source(String(repeating: "a", count: 60) + "!")
        #expect(throws: LazyPattern.Problem.limit) { try LazyPattern("(a+)+$").matches(in: source) }
    }

    @Test func badPatternSaysWhere() {
        #expect(throws: LazyPattern.Problem.self) { try LazyPattern("(BTW").groupCount() }
    }

    @Test(arguments: [
        (#"(\d+)\.(\d+)"#, #"\1,\2"#, "1.50 2.75", "1,50 2,75"),
        (#"(?P<q>\d+) L"#, #"\g<q> LTR"#, "12 L", "12 LTR"),
        ("x", #"\n"#, "axb", "a\nb"),
    ])
    func replacesWithGroups(pattern: String, template: String, text: String, expected: String) throws {
        let result = try Self.source(text).replacing(LazyPattern(pattern), with: Replacement(template))
        #expect(result.string(result.all) == expected)
        #expect(result.bytes.count == result.origins.count)
    }

    @Test(arguments: [
        ("Total", "Total"), (#"NL8152[.]54[.]295"#, "NL8152"), ("a|b", nil), ("(?i)abc", nil), ("colou?r", "colo"),
        (#"B\.V\. [0-9]+"#, "B.V. "), ("(opt)?tail", "tail"),
    ])
    func knowsWhatAMatchMustContain(pattern: String, literal: String?) {
        #expect(RequiredLiteral.of(pattern) == literal)
    }

    @Test func keywordIndexFindsOverlappingTexts() {
        let index = KeywordIndex(["he", "she", "hers", "his", "€"])
        let found = index.found(in: Array("ushers €".utf8))
        let names = ["he", "she", "hers", "his", "€"].filter { index.number(of: $0).map { found[$0] } == true }
        #expect(names == ["he", "she", "hers", "€"])
    }
}
