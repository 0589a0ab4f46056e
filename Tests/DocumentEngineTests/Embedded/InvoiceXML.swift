/// Invoices written for these tests, in each syntax.
enum InvoiceXML {
    /// Cross Industry Invoice with an allowance on the whole document; `total` goes into the grand total.
    static func crossIndustry(total: String = "117.81", declaration: String = "") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>\(declaration)
        <rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
            xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
            xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
          <rsm:ExchangedDocument>
            <ram:ID>HB-2031-77</ram:ID>
            <ram:IssueDateTime><udt:DateTimeString format="102">20310305</udt:DateTimeString></ram:IssueDateTime>
          </rsm:ExchangedDocument>
          <rsm:SupplyChainTradeTransaction>
            <ram:IncludedSupplyChainTradeLineItem>
              <ram:SpecifiedTradeProduct><ram:Name>Oak board
                 planed</ram:Name></ram:SpecifiedTradeProduct>
              <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>
                <ram:ChargeAmount>50.50</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
              <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="H87">2</ram:BilledQuantity>
              </ram:SpecifiedLineTradeDelivery>
              <ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeSettlementLineMonetarySummation>
                <ram:LineTotalAmount>101.00</ram:LineTotalAmount>
              </ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
            </ram:IncludedSupplyChainTradeLineItem>
            <ram:ApplicableHeaderTradeAgreement>
              <ram:SellerTradeParty><ram:Name>Holzbau Lindgren &amp; Co</ram:Name>
                <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">12/345</ram:ID></ram:SpecifiedTaxRegistration>
                <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE136695976</ram:ID></ram:SpecifiedTaxRegistration>
              </ram:SellerTradeParty>
              <ram:BuyerTradeParty><ram:Name>Atelier Marwood</ram:Name></ram:BuyerTradeParty>
            </ram:ApplicableHeaderTradeAgreement>
            <ram:ApplicableHeaderTradeSettlement>
              <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
              <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
                <ram:AllowanceTotalAmount>2.00</ram:AllowanceTotalAmount>
                <ram:TaxBasisTotalAmount>99.00</ram:TaxBasisTotalAmount>
                <ram:TaxTotalAmount currencyID="USD">20.00</ram:TaxTotalAmount>
                <ram:TaxTotalAmount currencyID="EUR">18.81</ram:TaxTotalAmount>
                <ram:GrandTotalAmount>\(total)</ram:GrandTotalAmount>
                <ram:DuePayableAmount>117.81</ram:DuePayableAmount>
              </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
            </ram:ApplicableHeaderTradeSettlement>
          </rsm:SupplyChainTradeTransaction>
        </rsm:CrossIndustryInvoice>
        """
    }

    /// Universal Business Language, as short as it gets.
    static let universal = """
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
            xmlns:c="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
            xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <b:ID>NV-9</b:ID><b:IssueDate>2032-11-30</b:IssueDate><b:DueDate>2032-12-30+01:00</b:DueDate>
          <b:DocumentCurrencyCode>NOK</b:DocumentCurrencyCode>
          <c:AccountingSupplierParty><c:Party><c:PartyName><b:Name>Fjordvask</b:Name></c:PartyName>
            <c:PartyLegalEntity><b:RegistrationName>Fjordvask AS</b:RegistrationName></c:PartyLegalEntity>
          </c:Party></c:AccountingSupplierParty>
          <c:PaymentMeans><c:PayeeFinancialAccount><b:ID>12345</b:ID></c:PayeeFinancialAccount></c:PaymentMeans>
          <c:TaxTotal><b:TaxAmount currencyID="NOK">25.00</b:TaxAmount></c:TaxTotal>
          <c:LegalMonetaryTotal><b:TaxExclusiveAmount>100.00</b:TaxExclusiveAmount>
            <b:TaxInclusiveAmount>125.00</b:TaxInclusiveAmount><b:PayableAmount>125.00</b:PayableAmount>
          </c:LegalMonetaryTotal>
          <c:InvoiceLine><b:InvoicedQuantity>200</b:InvoicedQuantity>
            <b:LineExtensionAmount>100.00</b:LineExtensionAmount><c:Item><b:Name>Soap</b:Name></c:Item>
            <c:Price><b:PriceAmount>50.00</b:PriceAmount><b:BaseQuantity>100</b:BaseQuantity></c:Price>
          </c:InvoiceLine>
        </Invoice>
        """
}
