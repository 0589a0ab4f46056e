import OrchestrateModel
import Testing

@testable import DocumentEngine

struct ValueTests {
    private func locale(_ separator: Character?) -> ValueLocale {
        var locale = ValueLocale()
        locale.decimalSeparator = separator
        locale.separatorIsDeclared = separator != nil
        return locale
    }

    @Test(arguments: [
        ("1.234,50", "1234.50"), ("1,234.50", "1234.50"), ("1 234,50", "1234.50"), ("1'234.50", "1234.50"),
        ("119,00", "119.00"),
        ("1.234.567", "1234567"), ("0.125", "0.125"), ("(5.00)", "-5.00"), ("5,00-", "-5.00"), ("-5", "-5"),
        ("12,-", "12"),
        ("€ 12.50", "12.50"), ("12,50 EUR", "12.50"), ("−3,20 €", "-3.20"), ("21 %", "21"),
        ("1,23,456.00", "123456.00"),
        ("CHF 1’050.00", "1050.00"),
    ])
    func numbersThatExplainThemselvesAreRead(text: String, expected: String) {
        let result = NumberReader.read(text, locale: ValueLocale())
        #expect(result.number?.description == expected)
        #expect(result.doubt == nil)
    }

    @Test func groupOrFractionIsDecidedByTheLocale() {
        #expect(NumberReader.read("1.234", locale: locale(",")).number?.description == "1234")
        #expect(NumberReader.read("1.234", locale: locale(".")).number?.description == "1.234")
        let open = NumberReader.read("1.234", locale: ValueLocale())
        #expect(open.doubt == .ambiguous)
        #expect(open.alternative != nil)
    }

    @Test func notationAgainstTheTemplateIsDoubtful() {
        let result = NumberReader.read("12.50", locale: locale(","))
        #expect(result.number?.description == "12.50")
        #expect(result.doubt == .contradictsTemplate)
    }

    @Test(arguments: ["", "abc", "1.2.3", "12 kg", "1,2.3,4", "1.23.456", "--", "€"])
    func textThatIsNoNumberIsNotRead(text: String) {
        let result = NumberReader.read(text, locale: ValueLocale())
        #expect(result.number == nil)
        #expect(result.doubt == .unreadable)
    }

    @Test(arguments: [
        ("2024-03-05", "2024-03-05"), ("5 March 2024", "2024-03-05"), ("March 5, 2024", "2024-03-05"),
        ("August 3 , 2014", "2014-08-03"), ("5. März 2024", "2024-03-05"), ("1er juillet 2015", "2015-07-01"),
        ("2 juil. 2015", "2015-07-02"), ("18 april 2014", "2014-04-18"), ("12 de octubre de 2023", "2023-10-12"),
        ("3 gennaio 2022", "2022-01-03"), ("31/12/2017", "2017-12-31"), ("12/31/2017", "2017-12-31"),
        ("20240131", "2024-01-31"),
        ("05.03.24", "2024-03-05"), ("17 sierpnia 2021", "2021-08-17"), ("Tue, 5 Mar 2024 14:30", "2024-03-05"),
        ("03August2014", "2014-08-03"), ("2024/03/05", "2024-03-05"), ("5 maart 2024", "2024-03-05"),
        ("07/07/2024", "2024-07-07"),
        ("15 décembre 2023", "2023-12-15"), ("29 Feb 2024", "2024-02-29"),
    ])
    func datesThatExplainThemselvesAreRead(text: String, expected: String) {
        let reading = DateReader.read(text, locale: ValueLocale(), order: nil)
        #expect(reading.value == .date(expected))
    }

    @Test(arguments: ["March", "29 Feb 2023", "31/31/2024", "abc", "12", "2024", "13 o'clock 2024", "00/00/0000"])
    func textThatIsNoDateIsNotRead(text: String) {
        #expect(DateReader.read(text, locale: ValueLocale(), order: nil).doubt == .unreadable)
    }

    @Test func ambiguousDateHasBothReadingsUnlessDecided() {
        let open = DateReader.read("01/02/2024", locale: ValueLocale(), order: nil)
        #expect(open.value == nil)
        #expect(open.alternatives == [.date("2024-02-01"), .date("2024-01-02")])
        #expect(DateReader.read("01/02/2024", locale: ValueLocale(), order: .monthFirst).value == .date("2024-01-02"))
        var locale = ValueLocale()
        locale.dateFormats = ["%d/%m/%Y"]
        #expect(DateReader.read("01/02/2024", locale: locale, order: nil).value == .date("2024-02-01"))
    }

    @Test(arguments: [("%d-%b-%y", "05-mrt-24"), ("%B %d, %Y", "März 5, 2024"), ("%Y.%m.%d", "2024.03.05")])
    func formatsAreTriedFirst(format: String, text: String) {
        var locale = ValueLocale()
        locale.dateFormats = [format]
        #expect(DateReader.read(text, locale: locale, order: nil).value == .date("2024-03-05"))
        #expect(DateFormat.isUsable(format))
    }

    @Test func otherDatesOfTheDocumentDecide() throws {
        let template = """
            schema: orchestrate.template/1
            keywords: [Memo]
            fields: {issue_date: 'Issued (\\S+)'}
            """
        let decided = try TemplateTrial.of("Memo\nIssued 01/02/2024\nDue 28/02/2024", by: template)
        #expect(decided.fields.first?.value == .date("2024-02-01"))
        let open = try TemplateTrial.of("Memo\nIssued 01/02/2024", by: template)
        #expect(open.fields.first?.value == nil)
        #expect(open.fields.first?.status == .review)
        #expect(open.fields.first?.alternatives.count == 2)
        #expect(open.findings.map(\.code) == ["ambiguous_date"])
    }
}
