import OrchestrateModel

/// Reads the text of a validation rule: two terms and a comparison.
struct RuleParser {
    struct Problem: Error, Equatable {
        let message: String
    }

    typealias Comparison = (
        left: ValidationRule.Term, comparison: ValidationRule.Comparison, right: ValidationRule.Term
    )

    private enum Token: Equatable {
        case number(DecimalNumber)
        case text(String)
        case name(String)
        case sign(String)
    }

    private var tokens: ArraySlice<Token>
    private let source: String

    static func parse(_ source: String) throws(Problem) -> Comparison {
        var parser = RuleParser(tokens: try tokenize(source)[...], source: source)
        let left = try parser.sum()
        guard case .sign(let sign) = parser.tokens.popFirst(),
            let comparison = ValidationRule.Comparison(rawValue: sign == "==" ? "=" : sign)
        else { throw parser.problem("a comparison (=, !=, <, <=, >, >=) is missing") }
        let right = try parser.sum()
        guard parser.tokens.isEmpty else { throw parser.problem("there is something left after the comparison") }
        return (left, comparison, right)
    }

    private func problem(_ message: String) -> Problem { Self.problem(message, source) }

    private static func problem(_ message: String, _ source: String) -> Problem {
        Problem(message: "bad rule `\(source)`: \(message); write it as `net_amount + tax_amount = total_amount`")
    }

    private static func tokenize(_ source: String) throws(Problem) -> [Token] {
        var tokens: [Token] = []
        var rest = source[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first.isASCIIDigit {
                let digits = rest.prefix { $0.isASCIIDigit || $0 == "." }
                guard let number = DecimalNumber(digits) else { throw problem("`\(digits)` is no number", source) }
                tokens.append(.number(number))
                rest = rest.dropFirst(digits.count)
            } else if first.isLetter || first == "_" {
                let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
                tokens.append(.name(String(name)))
                rest = rest.dropFirst(name.count)
            } else if first == "\"" || first == "'" {
                let text = rest.dropFirst().prefix { $0 != first }
                guard rest.count > text.count + 1 else { throw problem("a quotation mark is missing", source) }
                tokens.append(.text(String(text)))
                rest = rest.dropFirst(text.count + 2)
            } else {
                let sign = ["!=", "<=", ">=", "==", "<", ">", "=", "+", "-", "*", "(", ")"].first { rest.hasPrefix($0) }
                guard let sign else { throw problem("`\(first)` has no meaning here", source) }
                tokens.append(.sign(sign))
                rest = rest.dropFirst(sign.count)
            }
        }
        return tokens
    }

    private mutating func sum() throws(Problem) -> ValidationRule.Term {
        var term = try product()
        while case .sign(let sign) = tokens.first, sign == "+" || sign == "-" {
            tokens.removeFirst()
            let next = try product()
            term = sign == "+" ? .plus(term, next) : .minus(term, next)
        }
        return term
    }

    private mutating func product() throws(Problem) -> ValidationRule.Term {
        var term = try factor()
        while tokens.first == .sign("*") {
            tokens.removeFirst()
            term = .times(term, try factor())
        }
        return term
    }

    private mutating func factor() throws(Problem) -> ValidationRule.Term {
        switch tokens.popFirst() {
        case .number(let number): return .number(number)
        case .text(let text): return .text(text)
        case .name("sum"):
            guard tokens.popFirst() == .sign("("), case .name(let path) = tokens.popFirst(),
                tokens.popFirst() == .sign(")"), let dot = path.firstIndex(of: ".")
            else { throw problem("sum wants a table and a column, as in `sum(lines.line_total)`") }
            return .sum(table: String(path[..<dot]), column: String(path[path.index(after: dot)...]))
        case .name(let name): return .name(name)
        case .sign("("):
            let inner = try sum()
            guard tokens.popFirst() == .sign(")") else { throw problem("a closing parenthesis is missing") }
            return inner
        default: throw problem("a field, a number or `sum(…)` is missing")
        }
    }
}
