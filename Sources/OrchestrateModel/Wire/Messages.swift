/// What a worker needs to know before its first task.
package struct WorkerSetup: Sendable, Hashable, Codable {
    package var configuration: Configuration
    /// Path of the state folder; nil for a worker that answers control requests only.
    package var stateFolder: String?
    /// Session of the state folder's owner; part of every settlement.
    package var epoch: Int64
    /// Place among the workers, from 0.
    package var index: Int
    /// Tried in order on encrypted documents; never stored or logged.
    package var passwords: [String]
    /// Folders and files of templates, resolved to absolute paths, the user's own before the built-in ones.
    package var templatePaths: [String]

    package init(
        configuration: Configuration,
        stateFolder: String?,
        epoch: Int64,
        index: Int,
        passwords: [String] = [],
        templatePaths: [String] = []
    ) {
        self.configuration = configuration
        self.stateFolder = stateFolder
        self.epoch = epoch
        self.index = index
        self.passwords = passwords
        self.templatePaths = templatePaths
    }
}

/// Work for one worker.
package enum WorkerTask: Sendable, Hashable, Codable {
    /// Process these documents one after the other; more than one only where they are cheap.
    case documents([Job])
    /// Recognise these pages, numbered from 1, of a document and put them into the cache.
    case pages(Job, [Int])

    package var jobs: [Job] {
        switch self {
        case .documents(let jobs): jobs
        case .pages(let job, _): [job]
        }
    }
}

/// A question that only the engine can answer.
package enum ControlRequest: Sendable, Hashable, Codable {
    /// Versions, languages and limits of the parsers; answered with an `EngineReport`.
    case engineReport
    /// Load the templates at these paths; answered with a `TemplateReport`.
    case checkTemplates([String])
    /// Look at one document and store nothing; answered with an `InspectionAnswer`.
    case inspect(Inspection)
    /// Try this OCR engine, a program and its arguments; answered with an `EngineTrial`.
    case tryEngine([String])
}

/// What the worker was built with and finds on this machine.
package struct EngineReport: Sendable, Hashable, Codable {
    /// Name and version of each library, in display order.
    package struct Library: Sendable, Hashable, Codable {
        package var name: String
        package var version: String

        package init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    package var libraries: [Library]
    /// Installed OCR languages, sorted.
    package var languages: [String]
    package var languageFolder: String
    /// Why the configured ones cannot be used.
    package var languageProblem: Failure?
    /// Name and version of each external OCR engine of the configuration.
    package var engines: [Library]
    /// Why one of them cannot be used.
    package var engineProblem: Failure?

    package init(
        libraries: [Library],
        languages: [String],
        languageFolder: String,
        engines: [Library] = [],
        engineProblem: Failure? = nil
    ) {
        self.libraries = libraries
        self.languages = languages
        self.languageFolder = languageFolder
        self.engines = engines
        self.engineProblem = engineProblem
    }
}

/// How an external OCR engine stood up to what the protocol demands.
package struct EngineTrial: Sendable, Hashable, Codable {
    package struct Check: Sendable, Hashable, Codable {
        /// What the engine does where it conforms.
        package var name: String
        /// What it did instead, as the end of a sentence that names it; nil where it conforms.
        package var problem: String?

        package init(name: String, problem: String?) {
            self.name = name
            self.problem = problem
        }
    }

    /// By its own word, else the command.
    package var name: String
    package var version: String?
    package var checks: [Check]

    package init(name: String, version: String?, checks: [Check]) {
        self.name = name
        self.version = version
        self.checks = checks
    }

    package var conforms: Bool { checks.allSatisfy { $0.problem == nil } }
}

/// One complaint about a template file.
package struct TemplateProblem: Error, Sendable, Hashable, Codable {
    package enum Severity: String, Sendable, Codable {
        case warning
        case error
    }

    package var severity: Severity
    package var file: String
    /// From 1; nil where the problem has no place in the file.
    package var line: Int?
    /// Dotted path of the key, such as `fields.total.regex`.
    package var key: String?
    /// What is wrong and how to mend it.
    package var message: String

    package init(severity: Severity, file: String, line: Int?, key: String?, message: String) {
        self.severity = severity
        self.file = file
        self.line = line
        self.key = key
        self.message = message
    }

    /// The problem on one line, such as `error: invoice.yml:12: fields.total.regex: two capture groups`.
    package var description: String {
        let place = [file, line.map(String.init)].compactMap(\.self).joined(separator: ":")
        return "\(severity.rawValue): \(place): \(key.map { "\($0): " } ?? "")\(message)"
    }
}

/// The templates that were loaded and what is wrong with them.
package struct TemplateReport: Sendable, Hashable, Codable {
    package struct Entry: Sendable, Hashable, Codable {
        package var name: String
        package var file: String
        package var priority: Int
        package var keywords: [String]

        package init(name: String, file: String, priority: Int, keywords: [String]) {
            self.name = name
            self.file = file
            self.priority = priority
            self.keywords = keywords
        }
    }

    package var templates: [Entry]
    package var problems: [TemplateProblem]

    package init(templates: [Entry], problems: [TemplateProblem]) {
        self.templates = templates
        self.problems = problems
    }

    package var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

/// From the parent to a worker.
package enum ParentMessage: Sendable, Hashable, Codable {
    /// First, once; answered by `ready` or `setupFailed`.
    case setup(WorkerSetup)
    case task(WorkerTask)
    case control(ControlRequest)
    /// Leave when the current task is finished.
    case leave
}

/// How far a worker has come with its task.
package struct TaskProgress: Sendable, Hashable, Codable {
    package var job: Job.ID
    package var phase: Phase
    /// Page at work, from 1; 0 before the first.
    package var page: Int
    /// 0 until known.
    package var pages: Int

    package init(job: Job.ID, phase: Phase, page: Int, pages: Int) {
        self.job = job
        self.phase = phase
        self.page = page
        self.pages = pages
    }
}

/// What the parent has to know of a document's outcome; the result itself is in the database.
package struct OutcomeReport: Sendable, Hashable, Codable {
    package enum Ending: Sendable, Hashable, Codable {
        /// The worker has settled the job in this state.
        case settled(JobState, reason: String?)
        /// The settlement was refused: the job belongs to somebody else by now.
        case stale
        /// The parent shares these pages out and sends the document again.
        case needsPages([Int])
        /// The parent decides between a retry and the end, and settles.
        case failed(Failure)
        /// Stopped on request; the parent gives the attempt back.
        case interrupted
        /// The pages of a `pages` task are in the cache, as far as they could be read.
        case pagesRecognized([Int: PageState])
    }

    package var job: Job.ID
    package var ending: Ending
    package var pages: [PageState: Int]
    package var fields: Int
    /// Mean over the fields that have a value; nil without any.
    package var confidence: Double?
    package var phaseSeconds: [Phase: Double]
    /// What the document was taken for; nil where it was not classified.
    package var documentClass: String?
    /// Name of the template that it was read by.
    package var template: String?
    /// Documents that it carries, which are jobs since it was settled.
    package var members = 0

    package init(
        job: Job.ID,
        ending: Ending,
        pages: [PageState: Int] = [:],
        fields: Int = 0,
        confidence: Double? = nil,
        phaseSeconds: [Phase: Double] = [:]
    ) {
        self.job = job
        self.ending = ending
        self.pages = pages
        self.fields = fields
        self.confidence = confidence
        self.phaseSeconds = phaseSeconds
    }
}

/// From a worker to its parent.
package enum WorkerMessage: Sendable, Hashable, Codable {
    /// First, at once after the start.
    case hello(version: Int, pid: Int32)
    /// Ready for tasks; `fingerprint` covers every setting and version that shapes results.
    case ready(fingerprint: String)
    case setupFailed(Failure, [TemplateProblem])
    /// Proves life, not progress; resident memory in bytes.
    case heartbeat(residentBytes: Int64)
    case progress(TaskProgress)
    /// One for each document of the task, after its settlement is durable.
    case outcome(OutcomeReport)
    case taskFinished
    case engineReport(EngineReport)
    case templateReport(TemplateReport)
    case inspected(InspectionAnswer)
    case engineTrial(EngineTrial)
}
