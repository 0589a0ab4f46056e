import Synchronization

/// An unbounded queue with one reader, which waits until something comes, whether or not its task is cancelled.
///
/// Whoever writes to it promises a last element; that is what bounds the wait.
final class Mailbox<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var reader: CheckedContinuation<Element, Never>?
    }

    private let state = Mutex(State())

    func put(_ element: Element) {
        let reader = state.withLock { state in
            let reader = state.reader
            if reader == nil { state.elements.append(element) }
            state.reader = nil
            return reader
        }
        reader?.resume(returning: element)
    }

    func next() async -> Element {
        await withCheckedContinuation { continuation in
            let element: Element? = state.withLock { state in
                guard state.elements.isEmpty else { return state.elements.removeFirst() }
                precondition(state.reader == nil, "a mailbox has one reader")
                state.reader = continuation
                return nil
            }
            if let element { continuation.resume(returning: element) }
        }
    }
}
