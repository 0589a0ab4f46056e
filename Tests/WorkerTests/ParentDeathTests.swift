import FoundationEssentials
import Glibc
import OrchestrateTestSupport
import Subprocess
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ParentDeathTests {
    /// One worker blocks deaf to TERM, the other floods its standard error, which nobody reads any more.
    @Test func noWorkerOutlivesAKilledParentByTwoSeconds() async throws {
        let result = try await Subprocess.run(
            .path(FilePath(BuiltProducts.path("PoolHost"))),
            arguments: [BuiltProducts.path("FaultyWorker"), "/inbox/ignoreTerm.pdf", "/inbox/flood.pdf"],
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            var workers: [Int32] = []
            for try await line in execution.standardOutput.strings() {
                if let pid = Int32(line.filter(\.isNumber)) { workers.append(pid) }
                if workers.count == 2 { break }
            }
            #expect(workers.count == 2)
            kill(execution.processIdentifier.value, SIGKILL)
            for worker in workers { #expect(await ProcessProbe.waitUntilGone(worker, seconds: 2)) }
        }
        #expect(result.terminationStatus == .signaled(SIGKILL))
    }
}
