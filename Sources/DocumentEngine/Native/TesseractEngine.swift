import CTesseract
import Glibc
import OrchestrateModel

/// A word as OCR saw it, in pixels of the picture that was read.
struct OCRWord {
    var text: String
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int
    /// 0 to 1.
    var confidence: Double
    /// Name of the external engine that read it; nil for tesseract.
    var engine: String?
}

/// What OCR read in one picture: blocks of lines of words.
struct OCRReading {
    var blocks: [[[OCRWord]]] = []
}

/// What tesseract is told about a picture.
struct OCRSettings {
    /// Pixels an inch.
    var resolution: Int
    var segmentation: TessPageSegMode
    /// Characters that are not to be read.
    var unwanted = ""
    /// Tesseract's codes, the likeliest first.
    var languages: [String]
}

/// Tesseract, LSTM engine only; loads languages when a picture is to be read in them.
final class TesseractEngine {
    let languages: OCRLanguages
    private let folder: String
    /// Handles by their languages, the one used last at the end.
    private var handles: [(languages: [String], handle: OpaquePointer)] = []
    private lazy var scripts = ScriptDetector(folder: folder)

    /// A handle takes 12 MB a language; a batch rarely changes between more orders than these.
    private static let maxHandles = 3

    /// Checks that the languages are installed; throws `missing_language` with the packages that bring the missing ones.
    init(languages: [String]) throws(Failure) {
        folder = Self.dataFolder
        self.languages = try OCRLanguages(languages, installed: Self.installedLanguages, folder: folder)
    }

    deinit {
        for entry in handles { Self.free(entry.handle) }
    }

    private static func free(_ handle: OpaquePointer) {
        TessBaseAPIEnd(handle)
        TessBaseAPIDelete(handle)
    }

    static var version: String { String(cString: TessVersion()) }

    /// The folder with the trained data, by the environment or where Debian keeps it.
    static var dataFolder: String {
        let named = getenv("TESSDATA_PREFIX").map { String(cString: $0) }
        let usual = ["/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata"]
        let candidates = (named.map { [$0, $0 + "/tessdata"] } ?? []) + usual
        return candidates.first { access($0 + "/eng.traineddata", R_OK) == 0 } ?? usual[0]
    }

    /// Languages installed, sorted; the orientation model is none.
    static var installedLanguages: [String] {
        guard let directory = opendir(dataFolder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".traineddata"), name != "osd.traineddata" { names.append(String(name.dropLast(12))) }
        }
        return names.sorted()
    }

    /// Reads a picture; nil where `monitor` asked to stop.
    func read(_ picture: Picture, _ settings: OCRSettings, monitor: OCRMonitor) throws(Failure) -> OCRReading? {
        let handle = try loaded(settings.languages)
        defer { TessBaseAPIClear(handle) }
        TessBaseAPIClearAdaptiveClassifier(handle)
        TessBaseAPISetPageSegMode(handle, settings.segmentation)
        TessBaseAPISetVariable(handle, "tessedit_char_blacklist", settings.unwanted)
        TessBaseAPISetImage2(handle, picture.handle)
        TessBaseAPISetSourceResolution(handle, Int32(settings.resolution))
        let status = monitor.watch { TessBaseAPIRecognize(handle, $0) }
        if monitor.isStopped { return nil }
        guard status == 0 else { return OCRReading() }
        return Self.collect(from: handle)
    }

    /// The likeliest script of a picture; nil without the orientation model or with too little text.
    func script(of picture: Picture, resolution: Int) -> String? {
        scripts?.script(of: picture, resolution: resolution)
    }

    private func loaded(_ languages: [String]) throws(Failure) -> OpaquePointer {
        if let index = handles.firstIndex(where: { $0.languages == languages }) {
            let entry = handles.remove(at: index)
            handles.append(entry)
            return entry.handle
        }
        if handles.count == Self.maxHandles { Self.free(handles.removeFirst().handle) }
        guard let new = TessBaseAPICreate() else { throw Failure(.outOfMemory, "no memory for the OCR engine") }
        let names = languages.joined(separator: "+")
        guard TessBaseAPIInit2(new, folder, names, OEM_LSTM_ONLY) == 0 else {
            TessBaseAPIDelete(new)
            throw Failure(.missingLanguage, "the OCR data for \(names) in \(folder) is damaged; reinstall its package")
        }
        for (key, value) in Self.variables { TessBaseAPISetVariable(new, key, value) }
        handles.append((languages, new))
        return new
    }

    /// What the engine is not to spend time on.
    ///
    /// Inversion trials double the time of every weak line and were never of use on pages made dark on light before. The
    /// search for letters of one width was of use to the engine before the LSTM only.
    private static let variables = [
        ("debug_file", "/dev/null"), ("tessedit_do_invert", "0"), ("textord_all_prop", "1"),
    ]

    private static func collect(from handle: OpaquePointer) -> OCRReading {
        var reading = OCRReading()
        guard let iterator = TessBaseAPIGetIterator(handle) else { return reading }
        defer { TessResultIteratorDelete(iterator) }
        let page = TessResultIteratorGetPageIterator(iterator)
        repeat {
            if TessPageIteratorIsAtBeginningOf(page, RIL_BLOCK) != 0 || reading.blocks.isEmpty {
                reading.blocks.append([])
            }
            let block = reading.blocks.count - 1
            if TessPageIteratorIsAtBeginningOf(page, RIL_TEXTLINE) != 0 || reading.blocks[block].isEmpty {
                reading.blocks[block].append([])
            }
            guard let word = word(at: iterator, page: page) else { continue }
            reading.blocks[block][reading.blocks[block].count - 1].append(word)
        } while TessResultIteratorNext(iterator, RIL_WORD) != 0
        reading.blocks = reading.blocks.map { $0.filter { !$0.isEmpty } }.filter { !$0.isEmpty }
        return reading
    }

    private static func word(at iterator: OpaquePointer, page: OpaquePointer?) -> OCRWord? {
        guard let text = TessResultIteratorGetUTF8Text(iterator, RIL_WORD) else { return nil }
        defer { TessDeleteText(text) }
        let trimmed = String(cString: text).split(whereSeparator: \.isWhitespace).joined()
        guard !trimmed.isEmpty else { return nil }
        var left: Int32 = 0
        var top: Int32 = 0
        var right: Int32 = 0
        var bottom: Int32 = 0
        guard TessPageIteratorBoundingBox(page, RIL_WORD, &left, &top, &right, &bottom) != 0 else { return nil }
        return OCRWord(
            text: trimmed,
            left: Int(left),
            top: Int(top),
            right: Int(right),
            bottom: Int(bottom),
            confidence: Double(min(max(TessResultIteratorConfidence(iterator, RIL_WORD), 0), 100)) / 100
        )
    }
}

/// Watches one picture being read: tells progress and ends the reading when a stop is asked for.
final class OCRMonitor {
    private let stop: StopFlag
    private let progressed: () -> Void
    private(set) var isStopped = false
    private var calls = 0

    init(stop: StopFlag, progressed: @escaping () -> Void) {
        self.stop = stop
        self.progressed = progressed
    }

    /// Calls `body` with a monitor handle for tesseract.
    func watch(_ body: (OpaquePointer?) -> Int32) -> Int32 {
        guard let monitor = TessMonitorCreate() else { return body(nil) }
        defer { TessMonitorDelete(monitor) }
        TessMonitorSetCancelThis(monitor, Unmanaged.passUnretained(self).toOpaque())
        TessMonitorSetCancelFunc(monitor) { context, _ in
            guard let context else { return false }
            return Unmanaged<OCRMonitor>.fromOpaque(context).takeUnretainedValue().tick()
        }
        return body(monitor)
    }

    /// Called for each word; true ends the reading.
    private func tick() -> Bool {
        calls += 1
        if calls % 16 == 0 { progressed() }
        if stop.isRaised { isStopped = true }
        return isStopped
    }
}
