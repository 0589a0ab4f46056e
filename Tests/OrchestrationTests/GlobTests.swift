import OrchestrateModel
import Orchestration
import Testing

@Suite struct GlobTests {
    @Test(arguments: [
        ("*.pdf", "a.pdf", true), ("*.pdf", "deep/down/a.pdf", true), ("*.pdf", "a.pdf.txt", false),
        ("a?.txt", "ab.txt", true), ("a?.txt", "abc.txt", false), ("in/*.pdf", "in/a.pdf", true),
        ("in/*.pdf", "in/sub/a.pdf", false), ("in/**/*.pdf", "in/sub/deep/a.pdf", true),
        ("in/**/*.pdf", "in/a.pdf", true), ("**/x", "x", true), ("**/x", "a/b/x", true), ("**/x", "a/bx", false),
        ("in/**", "in/a/b", true), ("in/", "in/a/b", true), ("/in/*.pdf", "in/a.pdf", true),
        ("[a-c]*", "beta", true), ("[!a-c]*", "beta", false), ("[]x]", "]", true), ("*.{jpg,png}", "s.png", true),
        ("{a,b{c,d}}.txt", "bd.txt", true), ("\\*", "*", true), ("\\*", "a", false), ("*", "", true),
        ("caf\u{E9}*", "caf\u{E9}.pdf", true), ("A*", "a", false),
    ])
    func patternCoversPath(pattern: String, path: String, isCovered: Bool) throws {
        #expect(try Glob(pattern).matches(DocumentPath(path)) == isCovered)
    }

    @Test(arguments: ["", "[a", "{a,b", "[z-a]"])
    func brokenPatternIsRefused(pattern: String) {
        #expect(throws: Glob.Problem.self) { try Glob(pattern) }
    }

    @Test func namesThatAreNotUTF8AreMatchedByTheirBytes() throws {
        #expect(try Glob("*.pdf").matches(DocumentPath(bytes: [0xFF, 0xFE] + Array(".pdf".utf8))))
    }

    @Test(.timeLimit(.minutes(1))) func manyStarsTakeNoExponentialTime() throws {
        let glob = try Glob(String(repeating: "*a", count: 60) + "b")
        #expect(!glob.matches(DocumentPath(String(repeating: "a", count: 200))))
    }
}
