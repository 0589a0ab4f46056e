import CPCRE2
import CPoppler
import CTesseract
import Crypto
import Glibc
import OrchestrateModel

/// The libraries that shape what is read, and fingerprints made of them.
enum EngineVersions {
    static var libraries: [EngineReport.Library] {
        recognitionLibraries + [
            EngineReport.Library(name: "libxml2", version: XMLTree.version),
            EngineReport.Library(name: "libarchive", version: ArchiveReader.version),
            EngineReport.Library(name: "GMime", version: MailParser.version),
        ]
    }

    /// Asked for once: every document needs them for its fingerprint, and one is looked up in /proc.
    private static let recognitionLibraries = [
        EngineReport.Library(name: "poppler", version: String(cString: poppler_get_version())),
        EngineReport.Library(name: "cairo", version: String(cString: cairo_version_string())),
        EngineReport.Library(name: "tesseract", version: TesseractEngine.version),
        EngineReport.Library(name: "leptonica", version: leptonica),
        EngineReport.Library(name: "PCRE2", version: pcre2),
        EngineReport.Library(name: "uchardet", version: uchardet),
    ]

    /// A short name for everything that shapes recognised pages, jobs in the slow lane apart.
    static func recognitionFingerprint(
        _ settings: Configuration.Recognition,
        languages: OCRLanguages,
        engines: [String],
        isSlow: Bool
    ) -> String {
        let parts = [
            languages.fingerprint, String(settings.resolution), String(settings.maxPixels),
            String(PageCodec.version), String(PictureReader.version), isSlow ? "slow" : "normal",
        ]
        return digest(parts + engines + recognitionLibraries.map { "\($0.name) \($0.version)" })
    }

    /// The first 32 hexadecimal digits of the parts' SHA-256.
    static func digest(_ parts: [String]) -> String {
        var hash = SHA256()
        for part in parts { hash.update(data: Array(part.utf8) + [0]) }
        let digits = Array("0123456789abcdef".utf8)
        let hexadecimal = hash.finalize().prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: hexadecimal, as: UTF8.self)
    }

    private static var leptonica: String {
        guard let text = getLeptonicaVersion() else { return "unknown" }
        defer { lept_free(text) }
        return String(String(cString: text).drop { !$0.isNumber })
    }

    private static var pcre2: String {
        let buffer = [CChar](unsafeUninitializedCapacity: 64) { buffer, count in
            count = max(0, Int(pcre2_config_8(UInt32(PCRE2_CONFIG_VERSION), buffer.baseAddress)))
        }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(String(decoding: bytes, as: UTF8.self).prefix { $0 != " " })
    }

    /// Uchardet tells no version, so that of the file it was loaded from is taken.
    private static var uchardet: String {
        guard let maps = fopen("/proc/self/maps", "re") else { return "unknown" }
        defer { fclose(maps) }
        var buffer = [CChar](repeating: 0, count: 4096)
        while fgets(&buffer, Int32(buffer.count), maps) != nil {
            let bytes = buffer.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }
            let line = String(decoding: bytes, as: UTF8.self)
            let name = line.split(separator: "/").last ?? ""
            if name.hasPrefix("libuchardet.so.") { return String(name.dropFirst(15)) }
        }
        return "unknown"
    }
}
