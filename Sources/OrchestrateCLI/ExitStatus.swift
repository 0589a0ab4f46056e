import OrchestrateModel

/// An end of the program with an exit code of the contract and, where there is something to say, a message.
struct ExitStatus: Error {
    static let usageCode: Int32 = 2
    static let missingInputCode: Int32 = 3
    static let engineCode: Int32 = 4
    static let ownedCode: Int32 = 75

    let code: Int32
    let message: String?

    init(code: Int32, message: String? = nil) {
        self.code = code
        self.message = message
    }

    /// The end that a failure outside any document leads to.
    init(_ failure: Failure) {
        let code: Int32 =
            switch failure.code {
            case .stateFolderOwned: Self.ownedCode
            case .notFound, .permissionDenied: Self.missingInputCode
            case .unsupported, .corrupt, .invalidConfiguration, .missingLanguage: Self.usageCode
            default: Self.engineCode
            }
        self.init(code: code, message: failure.message)
    }

    static func usage(_ message: String) -> ExitStatus {
        ExitStatus(code: usageCode, message: message)
    }

    func report() {
        guard let message else { return }
        Console.error("error: \(message)")
    }
}
