import Testing

@testable import DocumentEngine

@Suite struct ContractTests {
    @Test(arguments: EnglishContracts.all + UnusualContracts.all + ContinentalContracts.all + ForeignContracts.all)
    func contractSaysWhoWhenWhereAndHowLong(_ sample: ContractSample) {
        let result = KnowledgeTrial.of(sample.text)
        #expect(result.documentClass == "contract")
        #expect(result.text("parties") == sample.parties?.joined(separator: "; "))
        #expect(result.text("effective_date") == sample.date)
        #expect(result.text("jurisdiction") == sample.jurisdiction)
        #expect(result.text("term") == sample.term)
    }
}
