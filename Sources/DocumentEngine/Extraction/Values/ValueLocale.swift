import OrchestrateModel

/// The order of day and month in a date of digits.
enum DateOrder: String, Sendable, CaseIterable {
    case dayFirst = "dmy"
    case monthFirst = "mdy"
    case yearFirst = "ymd"
}

/// What is known of how a document writes its numbers and dates.
struct ValueLocale: Sendable {
    /// `.` or `,`; nil where nothing is known.
    var decimalSeparator: Character?
    /// False where the separator is a format's default that nobody wrote down.
    var separatorIsDeclared = false
    /// In `strptime` notation, tried in this order.
    var dateFormats: [String] = []
    /// Two-letter codes.
    var languages: [String] = []
    var dateOrder: DateOrder?

    /// What digits-only dates mean by the formats, languages and currency given; nil where these do not tell.
    func declaredOrder(currency: String?) -> DateOrder? {
        if let dateOrder { return dateOrder }
        for format in dateFormats {
            guard let day = format.firstRange(of: "%d")?.lowerBound, let month = format.firstRange(of: "%m")?.lowerBound
            else {
                continue
            }
            return day < month ? .dayFirst : .monthFirst
        }
        if languages.contains(where: { $0 != "en" }) { return .dayFirst }
        return switch currency {
        case "USD": .monthFirst
        case .some("EUR"), .some("GBP"), .some("CHF"), .some("PLN"), .some("AUD"), .some("INR"): .dayFirst
        default: nil
        }
    }

    /// A locale such as `de-DE` or `en_US`; nil for one that is not known.
    init?(identifier: String) {
        let parts = identifier.split(whereSeparator: { "-_.".contains($0) }).map(String.init)
        guard let language = parts.first?.lowercased(), CountryCodes.languages.contains(language) else { return nil }
        let region = parts.count > 1 ? parts[1].uppercased() : ""
        guard region.isEmpty || CountryCodes.countries.contains(region) else { return nil }
        languages = [language]
        switch (language, region) {
        case ("en", "US"), ("en", "PH"): dateOrder = .monthFirst
        case ("en", ""): break
        case ("en", "CA"), ("sv", _), ("lt", _), ("hu", _), ("ja", _), ("zh", _), ("ko", _): dateOrder = .yearFirst
        default: dateOrder = .dayFirst
        }
        let pointLanguages: Set<String> = ["en", "ja", "zh", "ko", "he", "th"]
        let points = pointLanguages.contains(language) && region != "ZA" || ["CH", "MX", "LI"].contains(region)
        decimalSeparator = points ? "." : ","
        separatorIsDeclared = true
    }

    init() {}
}

/// A text read as a value: clear, ambiguous or not readable at all.
struct Reading: Sendable, Equatable {
    /// Nil where the text has no reading, or several and nothing that decides between them.
    var value: FieldValue?
    /// The other readings, likeliest first.
    var alternatives: [FieldValue] = []
    /// Why a person should look; nil where the reading is clear.
    var doubt: Doubt?
    /// ISO 4217 code found beside the number.
    var currency: String?

    enum Doubt: String, Sendable {
        case unreadable
        case ambiguous
        /// It reads only against what the template says of numbers or dates.
        case contradictsTemplate
    }

    static let unreadable = Reading(doubt: .unreadable)

    static func clear(_ value: FieldValue) -> Reading { Reading(value: value) }
}
