extension InvoiceSyntax {
    /// Cross Industry Invoice D16B: Factur-X, ZUGFeRD 2 and XRechnung.
    static let crossIndustryInvoice = crossIndustry(
        name: "cii",
        root: "CrossIndustryInvoice",
        namespaces: [
            "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
            "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
            "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
        ],
        names: CrossIndustryNames(
            document: "rsm:ExchangedDocument",
            transaction: "rsm:SupplyChainTradeTransaction",
            agreement: "ram:ApplicableHeaderTradeAgreement",
            settlement: "ram:ApplicableHeaderTradeSettlement",
            summation: "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
            order: "ram:IssuerAssignedID",
            lineAgreement: "ram:SpecifiedLineTradeAgreement",
            lineDelivery: "ram:SpecifiedLineTradeDelivery",
            lineSettlement: "ram:SpecifiedLineTradeSettlement",
            lineSummation: "ram:SpecifiedTradeSettlementLineMonetarySummation"
        )
    )

    /// The earlier Cross Industry Document of ZUGFeRD 1.
    static let ferd = crossIndustry(
        name: "zugferd1",
        root: "CrossIndustryDocument",
        namespaces: [
            "rsm": "urn:ferd:CrossIndustryDocument:invoice:1p0",
            "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12",
            "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15",
        ],
        names: CrossIndustryNames(
            document: "rsm:HeaderExchangedDocument",
            transaction: "rsm:SpecifiedSupplyChainTradeTransaction",
            agreement: "ram:ApplicableSupplyChainTradeAgreement",
            settlement: "ram:ApplicableSupplyChainTradeSettlement",
            summation: "ram:SpecifiedTradeSettlementMonetarySummation",
            order: "ram:ID",
            lineAgreement: "ram:SpecifiedSupplyChainTradeAgreement",
            lineDelivery: "ram:SpecifiedSupplyChainTradeDelivery",
            lineSettlement: "ram:SpecifiedSupplyChainTradeSettlement",
            lineSummation: "ram:SpecifiedTradeSettlementMonetarySummation"
        )
    )

    /// The release candidate of ZUGFeRD 1: its names without a namespace, dates without an element of their own.
    static let ferdCandidate = InvoiceSyntax(
        name: "zugferd1-rc",
        rootName: "Invoice",
        rootNamespace: "urn:un:unece:uncefact:data:standard:CBFBUY:5",
        namespaces: ["rsm": "urn:un:unece:uncefact:data:standard:CBFBUY:5"],
        fields: ferd.fields.map(\.inCandidate),
        line: candidatePath(ferd.line),
        columns: ferd.columns.map(\.inCandidate),
        sums: ferd.sums.map(\.inCandidate)
    )

    fileprivate static func candidatePath(_ path: String) -> String {
        path.replacing("rsm:\(ferd.rootName)/", with: "rsm:Invoice/").replacing("/udt:DateTimeString", with: "")
            .replacing("ram:", with: "")
    }

    /// The names in which the two generations of the Cross Industry syntax differ.
    private struct CrossIndustryNames {
        let document: String
        let transaction: String
        let agreement: String
        let settlement: String
        let summation: String
        let order: String
        let lineAgreement: String
        let lineDelivery: String
        let lineSettlement: String
        let lineSummation: String
    }

    private static func crossIndustry(
        name: String,
        root: String,
        namespaces: [String: String],
        names: CrossIndustryNames
    ) -> InvoiceSyntax {
        let top = "/rsm:\(root)"
        let document = "\(top)/\(names.document)"
        let transaction = "\(top)/\(names.transaction)"
        let seller = "\(transaction)/\(names.agreement)/ram:SellerTradeParty"
        let order = "\(transaction)/\(names.agreement)/ram:BuyerOrderReferencedDocument"
        let settlement = "\(transaction)/\(names.settlement)"
        let sums = "\(settlement)/\(names.summation)"
        let currency = "\(settlement)/ram:InvoiceCurrencyCode"
        let terms = "\(settlement)/ram:SpecifiedTradePaymentTerms"
        let account = "ram:SpecifiedTradeSettlementPaymentMeans/ram:PayeePartyCreditorFinancialAccount"
        return InvoiceSyntax(
            name: name,
            rootName: root,
            rootNamespace: namespaces["rsm", default: ""],
            namespaces: namespaces,
            fields: [
                Entry("invoice_number", .text, "\(document)/ram:ID"),
                Entry("issue_date", .date, "\(document)/ram:IssueDateTime/udt:DateTimeString"),
                Entry("due_date", .date, "\(terms)/ram:DueDateDateTime/udt:DateTimeString"),
                Entry("seller_name", .text, "\(seller)/ram:Name"),
                Entry("seller_vat_id", .text, "\(seller)/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']"),
                Entry("buyer_name", .text, "\(transaction)/\(names.agreement)/ram:BuyerTradeParty/ram:Name"),
                Entry("order_number", .text, "\(order)/\(names.order)"),
                Entry("currency", .currency, currency),
                Entry("net_amount", .amount, "\(sums)/ram:TaxBasisTotalAmount"),
                Entry(
                    "tax_amount",
                    .amount,
                    "\(sums)/ram:TaxTotalAmount[@currencyID=\(currency)]",
                    "\(sums)/ram:TaxTotalAmount[not(@currencyID)]"
                ),
                Entry(
                    "total_amount",
                    .amount,
                    "\(sums)/ram:GrandTotalAmount[@currencyID=\(currency)]",
                    "\(sums)/ram:GrandTotalAmount"
                ),
                Entry("amount_due", .amount, "\(sums)/ram:DuePayableAmount"),
                Entry("iban", .iban, "\(settlement)/\(account)/ram:IBANID"),
            ],
            line: "\(transaction)/ram:IncludedSupplyChainTradeLineItem",
            columns: lineColumns(names),
            sums: [
                Entry("allowances", .amount, "\(sums)/ram:AllowanceTotalAmount"),
                Entry("charges", .amount, "\(sums)/ram:ChargeTotalAmount"),
            ]
        )
    }

    private static func lineColumns(_ names: CrossIndustryNames) -> [Entry] {
        let price = "\(names.lineAgreement)/ram:NetPriceProductTradePrice"
        let allowance = "\(names.lineSettlement)/ram:SpecifiedTradeAllowanceCharge"
        return [
            Entry(
                "description",
                .text,
                "ram:SpecifiedTradeProduct/ram:Name",
                "ram:SpecifiedTradeProduct/ram:Description"
            ),
            Entry("quantity", .number, "\(names.lineDelivery)/ram:BilledQuantity"),
            Entry("unit_price", .amount, "\(price)/ram:ChargeAmount"),
            Entry("line_total", .amount, "\(names.lineSettlement)/\(names.lineSummation)/ram:LineTotalAmount"),
            Entry("price_basis", .number, "\(price)/ram:BasisQuantity"),
            Entry("discount", .amount, "\(allowance)[normalize-space(ram:ChargeIndicator)='false']/ram:ActualAmount"),
            Entry("surcharge", .amount, "\(allowance)[normalize-space(ram:ChargeIndicator)='true']/ram:ActualAmount"),
        ]
    }
}

extension InvoiceSyntax.Entry {
    fileprivate var inCandidate: InvoiceSyntax.Entry {
        InvoiceSyntax.Entry(name: name, kind: kind, paths: paths.map(InvoiceSyntax.candidatePath))
    }
}
