/// A point in time as mails write it, in universal time.
struct MailDate {
    private let seconds: Int

    /// Takes tenths of microseconds since the beginning of 1601.
    init(fileTime: UInt64) {
        seconds = Int(fileTime / 10_000_000) - 11_644_473_600
    }

    /// `Thu, 11 Apr 1996 01:10:30 +0000`; nil for a time that no mail was sent at.
    var text: String? {
        guard (0..<253_402_300_800).contains(seconds) else { return nil }
        let days = seconds / 86_400
        let rest = seconds % 86_400
        // Days since 1 March of the year 0, by years that end in February.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let year = era * 400 + yearOfEra + (month >= 10 ? 1 : 0)
        let time = [rest / 3600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(Self.weekdays[days % 7]), \(day) \(Self.months[(month + 2) % 12]) \(year) "
            + time.joined(separator: ":") + " +0000"
    }

    /// From 1 January 1970 on.
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
