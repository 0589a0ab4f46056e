import CTesseract
import Glibc

/// Tells the script of a picture by tesseract's orientation model, where that is installed.
final class ScriptDetector {
    private let handle: OpaquePointer

    /// Nil where the model is not installed.
    init?(folder: String) {
        guard access("\(folder)/osd.traineddata", R_OK) == 0, let handle = TessBaseAPICreate() else { return nil }
        guard TessBaseAPIInit2(handle, folder, "osd", OEM_TESSERACT_ONLY) == 0 else {
            TessBaseAPIDelete(handle)
            return nil
        }
        TessBaseAPISetVariable(handle, "debug_file", "/dev/null")
        self.handle = handle
    }

    deinit {
        TessBaseAPIEnd(handle)
        TessBaseAPIDelete(handle)
    }

    /// The likeliest script's name, such as `Cyrillic`; nil where there is too little text to tell.
    func script(of picture: Picture, resolution: Int) -> String? {
        defer { TessBaseAPIClear(handle) }
        TessBaseAPISetPageSegMode(handle, PSM_OSD_ONLY)
        TessBaseAPISetImage2(handle, picture.handle)
        TessBaseAPISetSourceResolution(handle, Int32(resolution))
        var degrees: Int32 = 0
        var degreesConfidence: Float = 0
        var name: UnsafePointer<CChar>?
        var confidence: Float = 0
        let found = TessBaseAPIDetectOrientationScript(handle, &degrees, &degreesConfidence, &name, &confidence)
        // The name belongs to the engine.
        guard found != 0, let name else { return nil }
        return String(cString: name)
    }
}
