import Testing

@testable import DocumentEngine

@Suite struct MediaTypeTests {
    private func type(_ text: String) -> String {
        Array(text.utf8).withUnsafeBytes { MediaType(of: $0).name }
    }

    @Test func tableThatSpeaksOfPDFIsText() {
        #expect(type("part,name,size\nfile,%PDF-1.4,9\nfile,3 0 obj,258\nfile,trailer,40\n") == "text/plain")
        #expect(type("A file that begins with %PDF-1.7 is a PDF.\n") == "text/plain")
    }

    @Test func headerBehindOtherBytesBeginsAPDF() {
        #expect(type("HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj\n<< >>\nendobj\n") == "application/pdf")
        #expect(type("garbage%PDF-1.4\n1 0 obj\n<< >>\nendobj\n") == "application/pdf")
        #expect(type("\u{FEFF}%PDF-1.4\n") == "application/pdf")
    }
}
