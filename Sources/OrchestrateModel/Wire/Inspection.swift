/// A question about one document, asked outside of any run: nothing is stored.
package struct Inspection: Sendable, Hashable, Codable {
    package enum Question: Sendable, Hashable, Codable {
        /// How templates and built-in knowledge fare on it; answered with `explanation`. With a name only of the templates
        /// whose names contain it, be they near or not.
        case explain(name: String?)
        /// What a run would store; answered with `result`.
        case read
        /// A page with frames drawn on it; answered with `picture`.
        case draw(PageDrawing)
    }

    package var path: DocumentPath
    /// Folders and files of templates, absolute, in order of precedence.
    package var templatePaths: [String]
    package var question: Question

    package init(path: DocumentPath, templatePaths: [String], question: Question) {
        self.path = path
        self.templatePaths = templatePaths
        self.question = question
    }
}

/// What the engine has to say to an `Inspection`.
package enum InspectionAnswer: Sendable, Hashable, Codable {
    case explanation(TemplateExplanation)
    case result(DocumentResult)
    /// The bytes of a PNG file.
    case picture(base64: String)
    case skipped(SkipReason)
    case failed(Failure)
}

/// One page as it is to be drawn, with frames around what was read from it.
package struct PageDrawing: Sendable, Hashable, Codable {
    package struct Frame: Sendable, Hashable, Codable {
        /// Points from the page's top-left corner.
        package var box: Box
        /// Written above the frame; nothing where it is empty.
        package var label: String
        package var status: FieldStatus

        package init(box: Box, label: String, status: FieldStatus) {
            self.box = box
            self.label = label
            self.status = status
        }
    }

    /// From 1.
    package var page: Int
    /// Size in points as it was recorded, after `rotation`.
    package var width: Double
    package var height: Double
    /// Clockwise degrees by which the page was turned to be read.
    package var rotation: Int
    /// Of the bytes that the frames were found in; frames of other bytes would lie.
    package var sha256: String
    package var frames: [Frame]

    package init(page: Int, width: Double, height: Double, rotation: Int, sha256: String, frames: [Frame]) {
        self.page = page
        self.width = width
        self.height = height
        self.rotation = rotation
        self.sha256 = sha256
        self.frames = frames
    }
}

/// Why a document is read as it is: the templates tried, keyword by keyword and field by field.
package struct TemplateExplanation: Sendable, Hashable, Codable {
    /// Something found on a page.
    package struct Place: Sendable, Hashable, Codable {
        package var text: String
        /// From 1; nil for what stands on no page.
        package var page: Int?
        package var box: Box?

        package init(text: String, page: Int?, box: Box?) {
            self.text = text
            self.page = page
            self.box = box
        }
    }

    package struct Keyword: Sendable, Hashable, Codable {
        package var text: String
        /// True for one that must not occur.
        package var isExcluded: Bool
        package var isFound: Bool
        /// Where it stands or, for one that was missed, what of it the text has.
        package var place: Place?
        /// What is known of a miss.
        package var note: String?

        package init(text: String, isExcluded: Bool, isFound: Bool, place: Place? = nil, note: String? = nil) {
            self.text = text
            self.isExcluded = isExcluded
            self.isFound = isFound
            self.place = place
            self.note = note
        }
    }

    /// One way of reading a field, and what came of it.
    package struct Attempt: Sendable, Hashable, Codable {
        /// Such as `regex Total +(\S+)`.
        package var rule: String
        package var found: [Place]
        /// Why it found nothing, and how far it came.
        package var note: String?

        package init(rule: String, found: [Place], note: String? = nil) {
            self.rule = rule
            self.found = found
            self.note = note
        }
    }

    package struct FieldTrial: Sendable, Hashable, Codable {
        package var name: String
        package var isRequired: Bool
        package var attempts: [Attempt]
        /// Nil where the field has no value.
        package var value: String?
        package var status: FieldStatus
        /// What validation or reading found to say.
        package var notes: [String]

        package init(
            name: String,
            isRequired: Bool,
            attempts: [Attempt],
            value: String?,
            status: FieldStatus,
            notes: [String]
        ) {
            self.name = name
            self.isRequired = isRequired
            self.attempts = attempts
            self.value = value
            self.status = status
            self.notes = notes
        }
    }

    /// How one template fares.
    package struct Trial: Sendable, Hashable, Codable {
        package var name: String
        package var file: String
        package var priority: Int
        package var keywords: [Keyword]
        package var fields: [FieldTrial]
        /// True if all keywords occur and none of the excluded.
        package var matches: Bool
        package var missingFields: [String]

        package init(
            name: String,
            file: String,
            priority: Int,
            keywords: [Keyword],
            fields: [FieldTrial],
            matches: Bool,
            missingFields: [String]
        ) {
            self.name = name
            self.file = file
            self.priority = priority
            self.keywords = keywords
            self.fields = fields
            self.matches = matches
            self.missingFields = missingFields
        }
    }

    package var mediaType: String
    package var pages: Int
    package var templates: Int
    /// Name of the template that the document is read by; nil where none matches.
    package var taken: String?
    /// Those that match in the order they are tried, or else those that come nearest.
    package var trials: [Trial]
    /// What is read without any template.
    package var builtInClass: String?
    package var builtIn: [FieldTrial]

    package init(
        mediaType: String,
        pages: Int,
        templates: Int,
        taken: String?,
        trials: [Trial],
        builtInClass: String?,
        builtIn: [FieldTrial]
    ) {
        self.mediaType = mediaType
        self.pages = pages
        self.templates = templates
        self.taken = taken
        self.trials = trials
        self.builtInClass = builtInClass
        self.builtIn = builtIn
    }
}
