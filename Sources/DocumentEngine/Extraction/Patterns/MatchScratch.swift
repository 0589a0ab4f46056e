import CPCRE2
import Synchronization

/// Limits and stack that a search runs with; shared by all patterns, since each of them would reserve a stack of its own.
// @unchecked Sendable because the pool hands each one to one search at a time.
final class MatchScratch: @unchecked Sendable {
    let context: OpaquePointer
    private let stack: OpaquePointer?

    private static let matchLimit: UInt32 = 2_000_000
    private static let depthLimit: UInt32 = 10_000
    private static let heapLimitKiB: UInt32 = 32_768
    private static let stackBytes = (first: 32_768, most: 4_194_304)
    private static let pool = Mutex<[MatchScratch]>([])

    private init() {
        guard let context = pcre2_match_context_create_8(nil) else { preconditionFailure("out of memory") }
        self.context = context
        pcre2_set_match_limit_8(context, Self.matchLimit)
        pcre2_set_depth_limit_8(context, Self.depthLimit)
        pcre2_set_heap_limit_8(context, Self.heapLimitKiB)
        // Without a stack of its own JIT has 32 KiB, so a failure here only lowers a limit.
        stack = pcre2_jit_stack_create_8(Self.stackBytes.first, Self.stackBytes.most, nil)
        if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    }

    deinit {
        pcre2_match_context_free_8(context)
        if let stack { pcre2_jit_stack_free_8(stack) }
    }

    /// Lends a context for one search.
    static func lend<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        let scratch = pool.withLock { $0.popLast() } ?? MatchScratch()
        defer { pool.withLock { $0.append(scratch) } }
        return body(scratch.context)
    }
}
