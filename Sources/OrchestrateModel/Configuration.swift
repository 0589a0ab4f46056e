/// Every setting of a run, with its default; times are in seconds, sizes in bytes unless a name says otherwise.
///
/// The key of a setting in a configuration file is its path here in snake case: `workers.page_cpu_seconds`.
package struct Configuration: Sendable, Hashable, Codable {
    package var workers = Workers()
    package var queue = Queue()
    package var retry = Retry()
    package var resources = Resources()
    package var progress = Progress()
    package var cancellation = Cancellation()
    package var recognition = Recognition()
    package var containers = Containers()
    package var extraction = Extraction()
    package var inputs = Inputs()
    package var storage = Storage()
    package var logging = Logging()

    package init() {}

    package struct Workers: Sendable, Hashable, Codable {
        /// Worker processes; 0 means one a core, 2 to 8.
        package var count = 0
        /// CPU time for one page.
        package var pageCPUSeconds = 120.0
        /// Time without any sign of progress.
        package var noProgressSeconds = 60.0
        /// Time for a whole document; a page fanned out counts on its own.
        package var documentSeconds = 600.0
        package var helloSeconds = 30.0
        package var frameSeconds = 30.0
        package var writeSeconds = 10.0
        package var controlSeconds = 60.0
        package var terminateSeconds = 5.0
        /// A worker is replaced after this many documents.
        package var recycleAfterDocuments = 500
        /// A worker that holds more than this when idle is replaced.
        package var recycleMemoryMB = 600
        /// Address space of a worker; 0 for no limit.
        package var memoryLimitMB = 4096
        /// Deaths before a first task within `breakerSeconds` that stop the run.
        package var breakerDeaths = 3
        package var breakerSeconds = 300.0
        /// Attempts given back to a document whose worker was killed by something else.
        package var maxInterruptions = 5
        package var niceness = 0

        package init() {}
    }

    package struct Queue: Sendable, Hashable, Codable {
        /// False for a plain queue: documents one by one in the order of discovery.
        package var enabled = true
        /// Documents in work at once; 0 means as many as workers.
        package var maxConcurrentFiles = 0
        /// Waiting documents; 0 for no limit.
        package var maxQueueSize = 0
        package var policy = FullPolicy.pause
        package var priorities: [PriorityRule] = []
        package var batching = true
        package var longestFirst = true
        /// A document that has waited this long is preferred now and then, so that nothing starves.
        package var ageingSeconds = 300.0
        /// Documents that are expected to take less than this share a round trip to a worker.
        package var cheapSeconds = 0.05

        package init() {}
    }

    package enum FullPolicy: String, Sendable, Hashable, Codable, CaseIterable {
        case reject
        case oldestFirst = "oldest_first"
        case pause
    }

    package struct PriorityRule: Sendable, Hashable, Codable {
        package var glob: String
        package var priority: Priority

        package init(glob: String, priority: Priority) {
            self.glob = glob
            self.priority = priority
        }
    }

    package struct Retry: Sendable, Hashable, Codable {
        /// False to take the first failure of a document as its last.
        package var enabled = true
        package var maxAttempts = 3
        package var backoffFactor = 2.0
        package var baseDelaySeconds = 1.0
        package var maxDelaySeconds = 60.0
        package var jitter = true
        /// Codes that are retried; nil means those of the classes temporary and resource.
        package var retryableCodes: [FailureCode]?

        package init() {}
    }

    package struct Resources: Sendable, Hashable, Codable {
        package var enabled = true
        package var warnPercent = 75.0
        package var admitPercent = 85.0
        package var stopPercent = 95.0
        package var jobMemoryMB = 500
        package var modelMemoryMB = 1000
        package var diskMB = 1000
        package var scaleDownMemoryPercent = 80.0
        package var scaleDownCPUPercent = 90.0
        package var scaleFactor = 1.5
        package var intervalSeconds = 5.0
        /// False keeps the number of workers as it is.
        package var scaling = true
        /// Fewest workers; the most are `workers.count`.
        package var minWorkers = 1
        /// Measurements that are kept.
        package var history = 720

        package init() {}
    }

    package struct Progress: Sendable, Hashable, Codable {
        package var enabled = true
        package var intervalSeconds = 0.5
        package var plainIntervalSeconds = 30.0
        package var alertSeconds = 60.0
        /// Weights of the phases of a document; without OCR the others share its weight.
        package var ingestionWeight = 0.2
        package var ocrWeight = 0.3
        package var extractionWeight = 0.4
        package var validationWeight = 0.1

        package init() {}
    }

    package struct Cancellation: Sendable, Hashable, Codable {
        package var graceSeconds = 30.0
        package var autosaveSeconds = 30.0
        /// False switches off state.json; the database keeps the run resumable all the same.
        package var saveState = true

        package init() {}
    }

    package struct Recognition: Sendable, Hashable, Codable {
        /// Tesseract language codes in any order; `auto` by itself finds each page's among those installed.
        package var languages = ["eng"]
        /// Resolution that pages are rendered at for OCR.
        package var resolution = 300
        /// Pixels of a rendered page or decoded picture; larger ones are scaled down.
        package var maxPixels = 40_000_000
        /// Pages of one document that may lack recognition before they are shared out among the workers.
        package var fanOutPages = 4
        /// Pages of a document that are read; the others are reported as failed.
        package var maxPages = 5000
        /// A larger file is not read.
        package var maxFileMB = 1024
        /// Program and arguments of the OCR engine; empty for tesseract, which is built in.
        package var engine: [String] = []
        /// Program and arguments of the engine that reads again what was read weakly; empty for none.
        package var secondLook: [String] = []
        /// A page whose words have a lower mean confidence than this is looked at again.
        package var secondLookBelow = 0.9
        /// Time for an engine's start and for each of its answers.
        package var engineSeconds = 30.0

        /// True where a program that is not part of this one reads pages.
        package var usesExternalEngine: Bool { !engine.isEmpty || !secondLook.isEmpty }

        package init() {}
    }

    /// What archives, mails and portfolios may cost; a member beyond a limit fails and says so.
    package struct Containers: Sendable, Hashable, Codable {
        /// False leaves what a document carries unread.
        package var enabled = true
        /// Containers inside containers.
        package var maxDepth = 4
        /// Documents that one container may carry; the others are left out, which is reported.
        package var maxMembers = 2000
        /// Megabytes that all members of one container may unpack to.
        package var maxUnpackedMB = 2048
        /// How many times its own size a container may unpack to.
        package var maxRatio = 200

        package init() {}
    }

    package struct Extraction: Sendable, Hashable, Codable {
        /// Template files or folders, besides the built-in library.
        package var templates: [String] = []
        /// False leaves XML carried by e-invoices unread.
        package var embedded = true

        package init() {}
    }

    package struct Inputs: Sendable, Hashable, Codable {
        /// What becomes of the file of a document that is done.
        package var onDone = PostAction.keep
        /// What becomes of the file of a document that failed or was quarantined.
        package var onFail = PostAction.keep

        package init() {}
    }

    package struct Storage: Sendable, Hashable, Codable {
        package enum Synchronous: String, Sendable, Hashable, Codable, CaseIterable {
            case full
            case normal
        }

        package var synchronous = Synchronous.full
        package var batchDocuments = 20
        package var batchSeconds = 0.2
        package var busySeconds = 10.0

        package init() {}
    }

    package struct Logging: Sendable, Hashable, Codable {
        package enum Level: String, Sendable, Hashable, Codable, CaseIterable {
            case debug
            case info
            case warning
            case error
        }

        package var level = Level.info
        package var maxFileMB = 10
        package var keepFiles = 5

        package init() {}
    }
}
