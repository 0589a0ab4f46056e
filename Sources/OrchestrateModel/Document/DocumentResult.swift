/// What became of one page.
package enum PageState: String, Sendable, Codable, CaseIterable {
    case text
    case ocr
    case blank
    case timedOut = "timed_out"
    case failed
}

/// One page of a document as it is accounted for and stored.
package struct PageRecord: Sendable, Hashable, Codable {
    /// From 1.
    package var number: Int
    package var state: PageState
    /// Points, after `rotation` was applied: the page as a reader sees it.
    package var width: Double
    package var height: Double
    /// Clockwise degrees by which the page's content was turned to be upright: 0, 90, 180 or 270.
    package var rotation: Int
    /// Mean confidence of the page's words, 0 to 1.
    package var confidence: Double
    /// The page's text in layout form.
    package var text: String

    package init(
        number: Int,
        state: PageState,
        width: Double,
        height: Double,
        rotation: Int,
        confidence: Double,
        text: String
    ) {
        self.number = number
        self.state = state
        self.width = width
        self.height = height
        self.rotation = rotation
        self.confidence = confidence
        self.text = text
    }
}

/// The template that a document was read by.
package struct TemplateReference: Sendable, Hashable, Codable {
    package var name: String
    package var fingerprint: String

    package init(name: String, fingerprint: String) {
        self.name = name
        self.fingerprint = fingerprint
    }
}

/// The bytes a result was read from.
package struct DocumentIdentity: Sendable, Hashable, Codable {
    /// Lower-case hexadecimal.
    package var sha256: String
    package var bytes: Int64
    package var mediaType: String
    /// Lower-case IANA name, for text; nil otherwise.
    package var encoding: String?

    package init(sha256: String, bytes: Int64, mediaType: String, encoding: String? = nil) {
        self.sha256 = sha256
        self.bytes = bytes
        self.mediaType = mediaType
        self.encoding = encoding
    }
}

/// All that processing found in one document.
package struct DocumentResult: Sendable, Hashable, Codable {
    package var identity: DocumentIdentity
    /// Fingerprint of every setting and version that shaped the result.
    package var fingerprint: String
    /// Such as `invoice`; nil where the document was not classified.
    package var documentClass: String?
    package var template: TemplateReference?
    package var fields: [Field]
    package var tables: [ExtractedTable]
    package var findings: [Finding]
    package var pages: [PageRecord]
    /// Why a person should look; nil if nobody needs to.
    package var reviewReason: String?

    package init(
        identity: DocumentIdentity,
        fingerprint: String,
        documentClass: String? = nil,
        template: TemplateReference? = nil,
        fields: [Field] = [],
        tables: [ExtractedTable] = [],
        findings: [Finding] = [],
        pages: [PageRecord] = [],
        reviewReason: String? = nil
    ) {
        self.identity = identity
        self.fingerprint = fingerprint
        self.documentClass = documentClass
        self.template = template
        self.fields = fields
        self.tables = tables
        self.findings = findings
        self.pages = pages
        self.reviewReason = reviewReason
    }

    /// `done` where all checks passed, else `review`.
    package var state: JobState { reviewReason == nil ? .done : .review }
}
