import Testing

@testable import ExampleGenerator

@Suite
struct ChecksumTests {
    /// The identifiers that the standards and tax offices print as examples.
    @Test
    func publishedExamplesAreReproduced() {
        #expect(Checksums.iban(country: "DE", account: "370400440532013000") == "DE89 3704 0044 0532 0130 00")
        #expect(Checksums.iban(country: "GB", account: "WEST12345698765432") == "GB82 WEST 1234 5698 7654 32")
        let account = Checksums.frenchAccount(bank: "20041", branch: "01005", number: "05000134026")
        #expect(account == "20041010050500013402606")
        #expect(Checksums.germanVAT("13669597") == "DE136695976")
        #expect(Checksums.frenchVAT("40483304") == "FR83404833048")
        #expect(Checksums.britishVAT("9807806") == "GB980780684")
        #expect(Checksums.luhnDigit(of: "7992739871") == 3)
    }

    @Test
    func everyIssuerHasValidIdentifiers() {
        for issuer in Issuer.all where !issuer.party.iban.isEmpty {
            let compact = issuer.party.iban.filter { $0 != " " }
            let turned = String(compact.dropFirst(4) + compact.prefix(4))
            #expect(Checksums.remainder(of: turned, modulo: 97) == 1, "\(issuer.party.name)")
        }
    }

    @Test(arguments: [(2024, 2, 29, "2024-03-01"), (2025, 12, 31, "2026-01-01"), (1970, 1, 1, "1970-01-02")])
    func aDayIsFollowedByTheNext(year: Int, month: Int, day: Int, next: String) {
        #expect(CalendarDate(year: year, month: month, day: day).adding(days: 1).iso == next)
    }
}
