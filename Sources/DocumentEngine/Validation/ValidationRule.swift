import OrchestrateModel

/// A comparison of a document's values that a template asks for, such as `net_amount + tax_amount = total_amount`.
struct ValidationRule: Sendable {
    enum Comparison: String, Sendable, CaseIterable {
        case notEqual = "!="
        case atMost = "<="
        case atLeast = ">="
        case less = "<"
        case greater = ">"
        case equal = "="
    }

    indirect enum Term: Sendable, Equatable {
        case number(DecimalNumber)
        case text(String)
        /// A field, or, in a rule for each row, a column.
        case name(String)
        case sum(table: String, column: String)
        case plus(Term, Term)
        case minus(Term, Term)
        case times(Term, Term)

        /// The names it is made of.
        var names: [String] {
            switch self {
            case .number, .text: []
            case .name(let name): [name]
            case .sum(let table, _): [table]
            case .plus(let left, let right), .minus(let left, let right), .times(let left, let right):
                left.names + right.names
            }
        }

        /// The fields and columns that stand outside of sums.
        var fieldNames: [String] {
            switch self {
            case .number, .text, .sum: []
            case .name(let name): [name]
            case .plus(let left, let right), .minus(let left, let right), .times(let left, let right):
                left.fieldNames + right.fieldNames
            }
        }

        var sums: [(table: String, column: String)] {
            switch self {
            case .number, .text, .name: []
            case .sum(let table, let column): [(table, column)]
            case .plus(let left, let right), .minus(let left, let right), .times(let left, let right):
                left.sums + right.sums
            }
        }
    }

    /// As it stands in the template.
    var source: String
    var left: Term
    var comparison: Comparison
    var right: Term
    /// How far two numbers may be apart and still be equal.
    var tolerance: DecimalNumber
    /// The table that each row of is checked; nil for a rule of the document.
    var table: String?
    var severity: Finding.Severity
}
