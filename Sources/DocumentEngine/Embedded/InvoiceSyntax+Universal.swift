extension InvoiceSyntax {
    /// Universal Business Language 2.1, invoice: XRechnung and Peppol BIS Billing.
    static let universalInvoice = universal(name: "ubl", root: "Invoice", line: "Invoice", quantity: "Invoiced")

    /// Universal Business Language 2.1, credit note.
    static let universalCreditNote = universal(
        name: "ubl-credit-note",
        root: "CreditNote",
        line: "CreditNote",
        quantity: "Credited"
    )

    private static func universal(name: String, root: String, line: String, quantity: String) -> InvoiceSyntax {
        let namespace = "urn:oasis:names:specification:ubl:schema:xsd:\(root)-2"
        let top = "/doc:\(root)"
        let seller = "\(top)/cac:AccountingSupplierParty/cac:Party"
        let buyer = "\(top)/cac:AccountingCustomerParty/cac:Party"
        let sums = "\(top)/cac:LegalMonetaryTotal"
        let tax = "\(top)/cac:TaxTotal/cbc:TaxAmount"
        return InvoiceSyntax(
            name: name,
            rootName: root,
            rootNamespace: namespace,
            namespaces: [
                "doc": namespace,
                "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
                "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
            ],
            fields: [
                Entry("invoice_number", .text, "\(top)/cbc:ID"),
                Entry("issue_date", .date, "\(top)/cbc:IssueDate"),
                Entry("due_date", .date, "\(top)/cbc:DueDate", "\(top)/cac:PaymentMeans/cbc:PaymentDueDate"),
                Entry(
                    "seller_name",
                    .text,
                    "\(seller)/cac:PartyLegalEntity/cbc:RegistrationName",
                    "\(seller)/cac:PartyName/cbc:Name"
                ),
                Entry(
                    "seller_vat_id",
                    .text,
                    "\(seller)/cac:PartyTaxScheme[normalize-space(cac:TaxScheme/cbc:ID)='VAT']/cbc:CompanyID"
                ),
                Entry(
                    "buyer_name",
                    .text,
                    "\(buyer)/cac:PartyLegalEntity/cbc:RegistrationName",
                    "\(buyer)/cac:PartyName/cbc:Name"
                ),
                Entry("order_number", .text, "\(top)/cac:OrderReference/cbc:ID"),
                Entry("currency", .currency, "\(top)/cbc:DocumentCurrencyCode"),
                Entry("net_amount", .amount, "\(sums)/cbc:TaxExclusiveAmount"),
                Entry("tax_amount", .amount, "\(tax)[@currencyID=\(top)/cbc:DocumentCurrencyCode]", tax),
                Entry("total_amount", .amount, "\(sums)/cbc:TaxInclusiveAmount"),
                Entry("amount_due", .amount, "\(sums)/cbc:PayableAmount"),
                Entry("iban", .iban, "\(top)/cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID"),
            ],
            line: "\(top)/cac:\(line)Line",
            columns: [
                Entry("description", .text, "cac:Item/cbc:Name", "cac:Item/cbc:Description"),
                Entry("quantity", .number, "cbc:\(quantity)Quantity"),
                Entry("unit_price", .amount, "cac:Price/cbc:PriceAmount"),
                Entry("line_total", .amount, "cbc:LineExtensionAmount"),
                Entry("price_basis", .number, "cac:Price/cbc:BaseQuantity"),
                Entry(
                    "discount",
                    .amount,
                    "cac:AllowanceCharge[normalize-space(cbc:ChargeIndicator)='false']/cbc:Amount"
                ),
                Entry(
                    "surcharge",
                    .amount,
                    "cac:AllowanceCharge[normalize-space(cbc:ChargeIndicator)='true']/cbc:Amount"
                ),
            ],
            sums: [
                Entry("allowances", .amount, "\(sums)/cbc:AllowanceTotalAmount"),
                Entry("charges", .amount, "\(sums)/cbc:ChargeTotalAmount"),
            ]
        )
    }
}
