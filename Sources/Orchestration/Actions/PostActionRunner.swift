package import OrchestrateModel
package import Persistence
import Synchronization

/// Carries out what the ledger plans for input files, each once a run, many at a time.
///
/// A file's new name is in the ledger before the file has it; an input is removed only when its content is durable elsewhere.
/// So a run that is cut off anywhere leaves each file whole, and the next one finishes the rest.
package final class PostActionRunner: Sendable {
    /// Where a run may be cut off, for tests.
    enum Step: Sendable, Hashable, CaseIterable {
        case named
        case placed
        case synced
        case removed
    }

    /// A file that stayed where it was.
    package struct Problem: Sendable, Hashable {
        package let path: DocumentPath
        /// What hindered it and what follows.
        package let message: String
        /// True where the next run tries again.
        package let isPostponed: Bool
    }

    private static let portion = 100

    private let store: JobStore
    private let interrupt: @Sendable (Step) throws(Failure) -> Void
    private let tried = Mutex<Set<Int64>>([])

    package convenience init(store: JobStore) {
        self.init(store: store) { _ in }
    }

    init(store: JobStore, interrupt: @escaping @Sendable (Step) throws(Failure) -> Void) {
        self.store = store
        self.interrupt = interrupt
    }

    /// Carries out what was planned since the last call, and on the first what earlier runs left; blocks meanwhile.
    ///
    /// `mayGoOn` is asked before each file. The files that stayed where they were are returned.
    package func carryOut(mayGoOn: () -> Bool) throws(Failure) -> [Problem] {
        var problems: [Problem] = []
        var last: Int64 = 0
        while mayGoOn() {
            let portion = try store.plannedActions(after: last, limit: Self.portion)
            guard let newest = portion.last else { break }
            last = newest.id
            // What a document carries is read from its file.
            let ready = portion.filter { planned in
                planned.memberStates.isDisjoint(with: [.pending, .running])
                    && tried.withLock { $0.insert(planned.id).inserted }
            }
            guard !ready.isEmpty else { continue }
            let moves = try carryOut(ready, mayGoOn: mayGoOn)
            try store.conclude(moves.compactMap { move in move.ending.map { (move.planned.id, $0) } })
            problems += moves.compactMap(Self.problem)
        }
        return problems
    }

    private func carryOut(_ planned: [PlannedAction], mayGoOn: () -> Bool) throws(Failure) -> [InputMove] {
        var moves = planned.map { InputMove($0) }
        var taken = Set(planned.compactMap(\.target))
        for index in moves.indices { moves[index].prepare(taken: &taken) }
        try store.choose(moves.filter(\.isNewlyNamed).compactMap { move in move.target.map { (move.planned.id, $0) } })
        try interrupt(.named)
        for index in moves.indices {
            guard mayGoOn() else { return moves.filter { $0.ending != nil } }
            try place(&moves[index], taken: &taken)
            try interrupt(.placed)
        }
        let folders = Set(moves.filter { $0.ending == nil }.compactMap { $0.target?.folder })
        let unsynced = folders.filter { FileTransfer.sync($0) != 0 }
        try interrupt(.synced)
        for index in moves.indices {
            if let folder = moves[index].target?.folder, unsynced.contains(folder) {
                moves[index].end(.postponed("cannot sync the folder \(folder.display)"))
            }
            moves[index].remove()
            try interrupt(.removed)
        }
        for folder in Set(moves.filter { $0.ending == .done }.map(\.path.folder)) { _ = FileTransfer.sync(folder) }
        return moves
    }

    /// Brings a file to its place, under another name where its own was given away meanwhile.
    private func place(_ move: inout InputMove, taken: inout Set<DocumentPath>) throws(Failure) {
        for _ in 0..<10 {
            if move.place() { return }
            move.chooseAnother(taken: &taken)
            guard let target = move.target, move.ending == nil else { return }
            try store.choose([(move.planned.id, target)])
        }
        move.end(.postponed("its names are taken again and again"))
    }

    private static func problem(_ move: InputMove) -> Problem? {
        let verb =
            switch move.planned.action {
            case .move: "moved"
            case .copy: "copied"
            case .delete: "deleted"
            case .keep: "kept"
            }
        let path = move.path.display
        switch move.ending {
        case .kept(let reason):
            return Problem(path: move.path, message: "\(path) was not \(verb): \(reason)", isPostponed: false)
        case .postponed(let reason):
            let message = "\(path) was not \(verb): \(reason); the next run tries again"
            return Problem(path: move.path, message: message, isPostponed: true)
        case .done, nil: return nil
        }
    }
}
