import Synchronization

/// Remembers the last death that a pool told of.
final class DeathLog: Sendable {
    private let state = Mutex<Death?>(nil)

    var last: Death? { state.withLock { $0 } }

    func note(_ death: Death) {
        state.withLock { $0 = death }
    }
}
