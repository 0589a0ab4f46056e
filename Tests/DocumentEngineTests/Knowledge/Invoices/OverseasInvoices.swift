/// Invoices with the words and taxes of other continents, and a credit note.
enum OverseasInvoices {
    static let all: [InvoiceSample] = [
        InvoiceSample(
            "subscription, United States",
            """
            Invoice

            Invoice number   8F3A21C7-0012
            Date of issue    October 4, 2023
            Date due         October 18, 2023

            Quillstack, Inc.                       Bill to
            340 Pine Street                        Rowan Avery
            Floor 9                                Kestrel Studio LLC
            San Francisco, California 94104        88 Water St
            United States                          Portland, ME 04101
            billing@quillstack.example             United States

            $60.00 USD due October 18, 2023

            Description                                 Qty     Unit price      Amount
            Team plan                                     3         $20.00      $60.00
            Oct 4 – Nov 4, 2023
                                                            Subtotal            $60.00
                                                            Total               $60.00
                                                            Amount due          $60.00 USD
            """,
            fields: [
                "invoice_number": "8F3A21C7-0012",
                "issue_date": "2023-10-04",
                "due_date": "2023-10-18",
                "seller_name": "Quillstack, Inc.",
                "buyer_name": "Rowan Avery",
                "currency": "USD",
                "total_amount": "60.00",
            ]
        ),
        InvoiceSample(
            "two taxes and no net amount, India",
            """
            TAX INVOICE                                             (Original for Recipient)
            Sunrise Traders Pvt Ltd                    Invoice No. ST/21-22/0456
            GSTIN: 27AAPFU0939F1ZV                     Dated 12-Aug-2021
            Pune, Maharashtra                          Delivery Note DN-99
            Buyer (Bill to)                            Buyer's Order No. PO-7781
            Mahadev Electricals
            GSTIN: 27AABCM1234N1Z2

            Sl  Description of Goods     HSN/SAC  Quantity   Rate     per   Amount
            1   LED Panel 18W            9405     50 nos     420.00   nos   21,000.00
            2   Wire 1.5 sqmm 90m        8544     10 coil    1,150.00 coil  11,500.00
                                                        CGST 9%              2,925.00
                                                        SGST 9%              2,925.00
                                         Total                           Rs 38,350.00
            Amount Chargeable (in words): INR Thirty Eight Thousand Three Hundred Fifty Only
            """,
            fields: [
                "invoice_number": "ST/21-22/0456",
                "issue_date": "2021-08-12",
                "seller_name": "Sunrise Traders Pvt Ltd",
                "buyer_name": "Mahadev Electricals",
                "order_number": "PO-7781",
                "currency": "INR",
                "tax_amount": "5850.00",
                "total_amount": "38350.00",
            ]
        ),
        InvoiceSample(
            "dollars of another country, Australia",
            """
            BLUEGUM CATERING PTY LTD
            ABN 51 824 753 556
            12 Harbour Pde, Newcastle NSW 2300

            Tax Invoice #10457                              Date: 3 Feb 2024
            Invoice to: Hunter Valley Conference Centre     Due: 17 Feb 2024
            PO: HV-552

            Buffet lunch          45 @ 32.00      $1,440.00
            Barista service        1 @ 350.00       $350.00

            Subtotal (ex GST)   $1,627.27
            GST 10%               $162.73
            TOTAL AUD           $1,790.00
            """,
            fields: [
                "invoice_number": "10457",
                "issue_date": "2024-02-03",
                "due_date": "2024-02-17",
                "seller_name": "BLUEGUM CATERING PTY LTD",
                "buyer_name": "Hunter Valley Conference Centre",
                "order_number": "HV-552",
                "currency": "AUD",
                "net_amount": "1627.27",
                "tax_amount": "162.73",
                "total_amount": "1790.00",
            ]
        ),
        InvoiceSample(
            "credit note",
            """
                                                    CREDIT NOTE

            Credit note no:  CN-00417                         Foxglove Textiles Limited
            Credit date:     11 January 2021                  Mill Lane, Bradford BD1 2XY
            Original invoice: INV-90122                       VAT number GB987654388

            Customer
            Marlow Interiors LLP
            2 Castle Street, Reading

            Item                          Qty     Price     VAT      Total
            Linen, natural (returned)      15     18.40     20%     276.00

                                           Net total     276.00
                                           VAT            55.20
                                           Total credit  331.20 GBP
            """,
            fields: [
                "invoice_number": "CN-00417",
                "issue_date": "2021-01-11",
                "seller_name": "Foxglove Textiles Limited",
                "buyer_name": "Marlow Interiors LLP",
                "currency": "GBP",
                "net_amount": "276.00",
                "tax_amount": "55.20",
                "total_amount": "331.20",
            ]
        ),
    ]
}
