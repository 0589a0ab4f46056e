/// What an external engine did wrong.
enum EngineFault: Error, Equatable {
    case missing(String)
    case notStarted(String)
    case wrongProtocol(String)
    case wrongLanguages(wanted: [String], read: [String])
    /// It is not the one that it was when the run began.
    case changed(String)
    case silent(seconds: Double)
    case died
    case flooded
    case garbled(String)
    /// What it says cannot be on the picture.
    case lied(String)
    /// It answered that it cannot read the picture.
    case refused(String)
    /// It failed so often that it is not asked any more.
    case givenUp

    /// What happened, as the end of a sentence that names the engine.
    var reason: String {
        switch self {
        case .missing(let path): "cannot be found: there is no program \(path)"
        case .notStarted(let why): "cannot be started: \(why)"
        case .wrongProtocol(let other): "speaks \(other.prefix(60)) instead of \(EngineProtocol.name)"
        case .wrongLanguages(let wanted, let read):
            "does not read \(wanted.joined(separator: "+")), only \(read.joined(separator: " "))"
        case .changed(let now): "has become \(now) while it was in use"
        case .silent(let seconds): "gave no answer within \(seconds) s"
        case .died: "ended before it answered"
        case .flooded: "sent more than an answer can be"
        case .garbled(let what): "sent no message of the protocol: \(what)"
        case .lied(let what): "claims what cannot be: \(what)"
        case .refused(let what): "could not read the picture: \(what)"
        case .givenUp: "failed too often and is not asked any more"
        }
    }

    /// True where the process is sound and may be asked again.
    var leavesEngineSound: Bool {
        if case .refused = self { true } else { false }
    }
}
