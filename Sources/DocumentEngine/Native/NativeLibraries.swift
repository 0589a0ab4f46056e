import CTesseract

/// Settings that belong to a whole process.
enum NativeLibraries {
    /// Keeps leptonica from writing to standard error: what matters comes back as a failure.
    static func silence() {
        setMsgSeverity(Int32(L_SEVERITY_NONE))
    }
}
