import OrchestrateModel

/// The two forms a template file comes in; both become a `Template`.
enum Dialect: Sendable {
    /// `schema: orchestrate.template/1`: anything unknown or wrong is an error.
    case orchestrate
    /// The format of invoice2data libraries: what is wrong is a warning and left out.
    case invoice2data
}

/// How the documents of one sender are read.
struct Template: Sendable {
    var name: String
    var file: String
    var dialect: Dialect
    var issuer: String?
    /// Higher is tried first; templates of equal priority in the order they were loaded.
    var priority = 5
    var keywords: [Keyword] = []
    var excludedKeywords: [Keyword] = []
    var requiredFields: [String] = []
    var documentClass: String?
    var options = TextOptions()
    var locale = ValueLocale()
    var currency: String?
    /// False where the currency is a format's default that nobody wrote down.
    var currencyIsDeclared = false
    var fields: [FieldRule] = []
    var tables: [TableRule] = []
    var rules: [ValidationRule] = []
    var fingerprint = ""
}

extension Template {
    /// The names of all fields and tables that are read.
    var fieldNames: Set<String> {
        let fixed: Set<String> = dialect == .invoice2data ? ["issuer", "currency"] : []
        return fixed.union(fields.map(\.name)).union(tables.flatMap { (try? $0.body.names().map(\.name)) ?? [] })
    }

    /// The columns of each table.
    var columns: [String: Set<String>] {
        var columns: [String: Set<String>] = [:]
        for field in fields {
            guard case .lines(let rules) = field.parser else { continue }
            columns[field.name, default: []].formUnion(rules.flatMap(\.columns))
        }
        return columns
    }
}

/// What is done to a document's text before its fields are searched; keywords see the text as it is.
struct TextOptions: Sendable {
    var removeWhitespace = false
    var removeAccents = false
    var lowercase = false
    var replacements: [(pattern: LazyPattern, replacement: Replacement)] = []

    var changeText: Bool { removeWhitespace || removeAccents || lowercase || !replacements.isEmpty }
}

/// A text or regular expression by which a document is recognised.
struct Keyword: Sendable {
    let source: String
    /// Nil where the keyword is no regular expression.
    let pattern: LazyPattern?

    init(_ source: String) {
        self.source = source
        let special = source.utf8.contains { #"\.^$*+?{}[]|()"#.utf8.contains($0) }
        pattern = special ? LazyPattern(source) : nil
    }
}

/// How several matches of one field become one value.
enum Grouping: String, Sendable, CaseIterable {
    case sum
    case min
    case max
    case first
    case last
    case join
}

/// How one field is read.
struct FieldRule: Sendable {
    enum Parser: Sendable {
        case regex([LazyPattern])
        case fixed(FieldValue)
        case label(LabelRule)
        /// A table of its own; several sets of rules are read one after the other.
        case lines([LinesRule])
    }

    var name: String
    var parser: Parser
    var type: FieldType?
    var grouping: Grouping?
    var area: Area?
    var replacements: [(pattern: LazyPattern, replacement: Replacement)] = []
    var locale: ValueLocale
    var currency: String?
    var constraint = FieldConstraint()
    /// Takes the first number out of the text found and leaves the rest.
    var takesNumberOnly = false
    /// Reads `O` as 0, `l` as 1 and the like in numbers and dates that came from OCR.
    var toleratesConfusions = false
}

/// What a field's value must look like, besides its type.
struct FieldConstraint: Sendable {
    var pattern: LazyPattern?
    var values: [String] = []
    var minimum: DecimalNumber?
    var maximum: DecimalNumber?

    var isEmpty: Bool { pattern == nil && values.isEmpty && minimum == nil && maximum == nil }
}

/// A rectangle on some pages that a field is searched in; points from the page's top-left corner.
struct Area: Sendable, Hashable {
    /// From 1, inclusive.
    var firstPage: Int
    var lastPage: Int
    var box: Box
}

/// A place told by a label next to it.
struct LabelRule: Sendable {
    enum Direction: String, Sendable, CaseIterable {
        case right = "right_of"
        case below
        case block = "same_block"
    }

    var labels: [String]
    var direction: Direction
    /// Points between label and value that are still near.
    var reach: Double
    /// What of the text found is the value; its group or all of it.
    var pattern: LazyPattern?
}

/// A block of lines from which rows are read.
struct LinesRule: Sendable {
    enum End: String, Sendable {
        case first
        case last
    }

    var start: LazyPattern
    var end: LazyPattern
    var endMatch = End.first
    var firstLine: [LazyPattern] = []
    var line: [LazyPattern]
    var lastLine: [LazyPattern] = []
    var skipLine: [LazyPattern] = []
    var separator: LazyPattern?
    var types: [String: FieldType] = [:]
    var replacements: [(pattern: LazyPattern, replacement: Replacement)] = []

    /// The names of the patterns' groups.
    var columns: Set<String> {
        Set((line + firstLine + lastLine).flatMap { (try? $0.names().map(\.name)) ?? [] })
    }
}

/// A block of lines whose named groups are fields of the document.
struct TableRule: Sendable {
    var start: LazyPattern
    var end: LazyPattern
    var body: LazyPattern
    var separator: LazyPattern?
    var types: [String: FieldType] = [:]
    var groupings: [String: Grouping] = [:]
}
