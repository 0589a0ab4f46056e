import Glibc
import OrchestrateModel
import Orchestration

// A parent to be killed: starts two workers, has them read documents that never end, and prints the workers' process ids.
let configuration = Configuration()
let pool = WorkerPool(
    executable: CommandLine.arguments[1],
    limits: configuration.workers,
    setup: { WorkerSetup(configuration: configuration, stateFolder: nil, epoch: 1, index: $0) }
)
_ = try await pool.start(count: 2)
await withTaskGroup(of: Void.self) { group in
    for number in 1...2 {
        group.addTask {
            let name = DocumentPath(CommandLine.arguments[1 + number])
            let job = Job(id: Int64(number), path: name, size: 1)
            _ = await pool.run(.documents([job])) { event in
                guard case .started(_, let pid) = event else { return }
                let line = Array("\(pid)\n".utf8)
                _ = write(1, line, line.count)
            }
        }
    }
}
