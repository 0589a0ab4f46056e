import OrchestrateTestSupport
import Subprocess
import Testing

@Suite(.timeLimit(.minutes(1)))
struct LinkageTests {
    @Test func parentLinksNoParser() async throws {
        let libraries = try await libraries(of: "orchestrate")
        #expect(libraries.contains("libc.so"))
        for parser in ["tesseract", "lept", "poppler", "cairo", "pcre2", "uchardet", "glib"] {
            #expect(!libraries.contains("lib\(parser)"), "orchestrate links \(parser)")
        }
    }

    private func libraries(of product: String) async throws -> String {
        let result = try await Subprocess.run(
            .name("ldd"),
            arguments: [BuiltProducts.path(product)],
            output: .string(limit: 1 << 20)
        )
        #expect(result.terminationStatus.isSuccess)
        return result.standardOutput
    }
}
