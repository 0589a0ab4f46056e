import OrchestrateModel

/// How dates are written.
enum DateStyle {
    /// 14 March 2025
    case dayMonthName
    /// March 14, 2025
    case monthNameDay
    /// 03/14/2025
    case monthSlashes
    /// 14/03/2025
    case daySlashes
    /// 14.03.2025
    case dots

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    func string(_ date: CalendarDate) -> String {
        let (year, month, day) = date.components
        let (paddedMonth, paddedDay) = (CalendarDate.padded(month), CalendarDate.padded(day))
        return switch self {
        case .dayMonthName: "\(day) \(Self.months[month - 1]) \(year)"
        case .monthNameDay: "\(Self.months[month - 1]) \(day), \(year)"
        case .monthSlashes: "\(paddedMonth)/\(paddedDay)/\(year)"
        case .daySlashes: "\(paddedDay)/\(paddedMonth)/\(year)"
        case .dots: "\(paddedDay).\(paddedMonth).\(year)"
        }
    }
}

/// How numbers and amounts are written.
struct NumberStyle {
    var group: String
    var point: String
    /// The currency's sign before the number, such as `£`.
    var prefix = ""
    /// The currency's sign after the number, such as ` €`.
    var suffix = ""

    static let pounds = NumberStyle(group: ",", point: ".", prefix: "£")
    static let dollars = NumberStyle(group: ",", point: ".", prefix: "$")
    static let german = NumberStyle(group: ".", point: ",", suffix: " €")
    static let french = NumberStyle(group: "\u{A0}", point: ",", suffix: " €")
    /// French with a plain space, for character sets and receipts without the no-break one.
    static let frenchPlain = NumberStyle(group: " ", point: ",", suffix: " EUR")

    func plain(_ value: DecimalNumber) -> String {
        let parts = value.magnitude.description.split(separator: ".")
        var grouped = ""
        let whole = Array(parts[0])
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped += group }
            grouped.append(digit)
        }
        let sign = value < DecimalNumber(coefficient: 0, scale: 0) ? "-" : ""
        return sign + grouped + (parts.count > 1 ? point + parts[1] : "")
    }

    func amount(_ value: DecimalNumber) -> String { prefix + plain(value) + suffix }
}
