import ArgumentParser
import OrchestrateModel
import Orchestration
import Persistence

/// `orchestrate gc`: drop cached pages that no document needs.
struct GCCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc",
        abstract: "Drop cached pages that no document needs."
    )

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let folder = try StateFolder.open(at: global.state)
        let ownership = try folder.acquireOwnership()
        let store = try JobStore(folder, role: .owner(ownership))
        let cache = try PageCache(folder)
        let dropped = try cache.collectGarbage(keeping: store.cacheNeeds())
        try cache.close()
        if global.json {
            let object: JSONValue = ["schema": "orchestrate.gc/1", "pages_dropped": .integer(dropped)]
            Console.data(object.serialized())
        } else if !global.quiet {
            Console.error("\(dropped) cached pages dropped")
        }
    }
}
