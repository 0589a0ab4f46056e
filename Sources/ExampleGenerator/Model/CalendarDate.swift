/// A day of the Gregorian calendar.
struct CalendarDate: Hashable, Comparable {
    /// Days since 1 January 1970.
    private let days: Int

    init(year: Int, month: Int, day: Int) {
        // Days from civil (Hinnant, 2013): years begin in March so that the leap day comes last.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private init(days: Int) {
        self.days = days
    }

    func adding(days count: Int) -> CalendarDate { CalendarDate(days: days + count) }

    var components: (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    var iso: String {
        let (year, month, day) = components
        return "\(year)-\(Self.padded(month))-\(Self.padded(day))"
    }

    static func padded(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }

    static func < (lhs: CalendarDate, rhs: CalendarDate) -> Bool { lhs.days < rhs.days }
}
