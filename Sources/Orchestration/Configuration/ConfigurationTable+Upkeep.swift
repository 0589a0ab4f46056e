import OrchestrateModel

extension ConfigurationTable {
    static let resources: [ConfigurationKey] = [
        .boolean("resources.enabled", \.resources.enabled, "Watch memory, processor and disk, and act on them"),
        .number(
            "resources.warn_percent",
            \.resources.warnPercent,
            1...100,
            "Memory in use from which a warning is given"
        ),
        .number(
            "resources.admit_percent",
            \.resources.admitPercent,
            1...100,
            "Memory in use from which no job is begun"
        ),
        .number(
            "resources.stop_percent",
            \.resources.stopPercent,
            1...100,
            "Memory in use from which the largest worker is stopped and its document put back"
        ),
        .integer(
            "resources.job_memory_mb",
            \.resources.jobMemoryMB,
            0...1_000_000,
            "Free memory needed to begin a job"
        ),
        .integer(
            "resources.model_memory_mb",
            \.resources.modelMemoryMB,
            0...1_000_000,
            "Free memory needed to start a worker"
        ),
        .integer(
            "resources.disk_mb",
            \.resources.diskMB,
            0...100_000_000,
            "Free disk below which the run drains and stops"
        ),
        .number(
            "resources.scale_down_memory_percent",
            \.resources.scaleDownMemoryPercent,
            1...100,
            "Memory in use from which there are fewer workers"
        ),
        .number(
            "resources.scale_down_cpu_percent",
            \.resources.scaleDownCPUPercent,
            1...100,
            "Processor use by other programs and us from which there are fewer workers"
        ),
        .number(
            "resources.scale_factor",
            \.resources.scaleFactor,
            1.1...10,
            "Workers are multiplied or divided by this"
        ),
        .seconds(
            "resources.interval_seconds",
            \.resources.intervalSeconds,
            0.1...3600,
            "Time between two measurements"
        ),
        .boolean("resources.scaling", \.resources.scaling, "False keeps the number of workers as it is"),
        .integer("resources.min_workers", \.resources.minWorkers, 1...100, "Fewest workers"),
        .integer("resources.history", \.resources.history, 1...1_000_000, "Measurements that are kept"),
    ]

    static let progress: [ConfigurationKey] = [
        .boolean("progress.enabled", \.progress.enabled, "Show progress and compute times of arrival"),
        .seconds(
            "progress.interval_seconds",
            \.progress.intervalSeconds,
            0.05...3600,
            "Time between two pictures on a terminal"
        ),
        .seconds(
            "progress.plain_interval_seconds",
            \.progress.plainIntervalSeconds,
            0.05...day,
            "Time between two lines elsewhere"
        ),
        .seconds(
            "progress.alert_seconds",
            \.progress.alertSeconds,
            1...day,
            "Time that throughput must be below half its median before an alert is given"
        ),
        .number(
            "progress.ingestion_weight",
            \.progress.ingestionWeight,
            0...1,
            "Share of opening in a document's progress"
        ),
        .number("progress.ocr_weight", \.progress.ocrWeight, 0...1, "Share of OCR in a document's progress"),
        .number(
            "progress.extraction_weight",
            \.progress.extractionWeight,
            0...1,
            "Share of extraction in a document's progress"
        ),
        .number(
            "progress.validation_weight",
            \.progress.validationWeight,
            0...1,
            "Share of validation in a document's progress"
        ),
    ]

    static let cancellation: [ConfigurationKey] = [
        .seconds(
            "cancellation.grace_seconds",
            \.cancellation.graceSeconds,
            0...day,
            "Time for documents in work to finish after the first Ctrl-C"
        ),
        .seconds(
            "cancellation.autosave_seconds",
            \.cancellation.autosaveSeconds,
            0.1...day,
            "Time between two state.json"
        ),
        .boolean(
            "cancellation.save_state",
            \.cancellation.saveState,
            "Write state.json; without it a run can still be resumed by --resume last"
        ),
    ]

    static let recognition: [ConfigurationKey] = [
        .strings(
            "recognition.languages",
            \.recognition.languages,
            separators: ["+", ","],
            "a list of tesseract's language codes, such as eng+deu, or auto by itself",
            "OCR languages in any order; auto finds each page's among those installed",
            isValid: { codes in
                !codes.isEmpty && (codes.count == 1 || !codes.contains("auto"))
                    && codes.allSatisfy { code in
                        !code.isEmpty && code.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
                    }
            }
        ),
        .integer(
            "recognition.resolution",
            \.recognition.resolution,
            72...1200,
            "Dots per inch that pages are rendered at"
        ),
        .integer("recognition.max_pixels", \.recognition.maxPixels, 100_000...1_000_000_000, "Pixels of one page"),
        .integer(
            "recognition.fan_out_pages",
            \.recognition.fanOutPages,
            1...1_000_000,
            "Documents with more pages to recognise than this are shared out among the workers"
        ),
        .integer("recognition.max_pages", \.recognition.maxPages, 1...1_000_000, "Pages of one document that are read"),
        .integer("recognition.max_file_mb", \.recognition.maxFileMB, 1...1_000_000, "A larger file is not read"),
        .strings(
            "recognition.engine",
            \.recognition.engine,
            separators: [" "],
            "a program and its arguments, as a list or separated by blanks",
            "OCR engine, a program as docs/engines.md describes it; none for tesseract"
        ),
        .strings(
            "recognition.second_look",
            \.recognition.secondLook,
            separators: [" "],
            "a program and its arguments, as a list or separated by blanks",
            "Engine that reads again what was read weakly, as docs/engines.md describes it; none for no second look"
        ),
        .number(
            "recognition.second_look_below",
            \.recognition.secondLookBelow,
            0...1,
            "Pages whose words have a lower mean confidence than this get the second look"
        ),
        .seconds(
            "recognition.engine_seconds",
            \.recognition.engineSeconds,
            1...3600,
            "Time for such an engine's start and for each of its answers"
        ),
    ]

    static let extraction: [ConfigurationKey] = [
        .strings(
            "extraction.templates",
            \.extraction.templates,
            separators: [","],
            "a list of files and folders",
            "Templates besides the built-in ones; a relative path counts from the folder of the file it stands in"
        ),
        .boolean("extraction.embedded", \.extraction.embedded, "Read the XML that e-invoices carry"),
    ]

    static let inputs: [ConfigurationKey] = [
        .postAction("inputs.on_done", \.inputs.onDone, "What becomes of the file of a document that is done"),
        .postAction(
            "inputs.on_fail",
            \.inputs.onFail,
            "What becomes of the file of a document that failed or was quarantined"
        ),
    ]

    static let storage: [ConfigurationKey] = [
        .choice("storage.synchronous", \.storage.synchronous, "full: what is acknowledged survives a power cut"),
        .integer(
            "storage.batch_documents",
            \.storage.batchDocuments,
            1...1000,
            "Cheap documents settled together at most"
        ),
        .seconds(
            "storage.batch_seconds",
            \.storage.batchSeconds,
            0.001...60,
            "Time after which they are settled at the latest"
        ),
        .seconds("storage.busy_seconds", \.storage.busySeconds, 0.001...3600, "Time to wait for the database's lock"),
    ]

    static let logging: [ConfigurationKey] = [
        .choice("logging.level", \.logging.level, "The least severe entries that are written"),
        .integer("logging.max_file_mb", \.logging.maxFileMB, 1...10_000, "Size at which a log is rotated"),
        .integer("logging.keep_files", \.logging.keepFiles, 0...1000, "Rotated files that are kept of each log"),
    ]
}
