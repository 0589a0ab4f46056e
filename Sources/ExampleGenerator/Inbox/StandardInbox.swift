/// The documents of `examples/inbox`.
enum StandardInbox {
    static func examples(random: inout SeededRandom) -> [Example] {
        textInvoices(&random) + scans(&random) + receipts(&random) + troublesome(&random) + formats(&random) + contracts
    }

    private static func invoice(
        _ issuer: Issuer,
        _ sequence: Int,
        lines: Int,
        _ random: inout SeededRandom
    ) -> Example.Content {
        .invoice(Invoice(issuer: issuer, sequence: sequence, lines: lines, random: &random))
    }

    private static func textInvoices(_ random: inout SeededRandom) -> [Example] {
        let wanted: [(path: String, issuer: Issuer, sequence: Int, lines: Int)] = [
            ("invoices/harrowgate-0187.pdf", .harrowgate, 187, 5),
            ("invoices/harrowgate-0214.pdf", .harrowgate, 214, 34),
            ("invoices/tidewater-48213.pdf", .tidewater, 213, 4),
            ("invoices/tidewater-48377.pdf", .tidewater, 377, 30),
            ("invoices/falkenrieder-1042.pdf", .falkenrieder, 1042, 6),
            ("invoices/falkenrieder-1077.pdf", .falkenrieder, 1077, 36),
            ("invoices/lindenquell-3118.pdf", .lindenquell, 118, 9),
            ("invoices/valombre-0331.pdf", .valombre, 331, 5),
            ("invoices/valombre-0359.pdf", .valombre, 359, 31),
            ("invoices/corbelin-1187.pdf", .corbelin, 187, 5),
        ]
        var examples: [Example] = []
        for (path, issuer, sequence, lines) in wanted {
            examples.append(
                Example(path: path, content: invoice(issuer, sequence, lines: lines, &random), medium: .textPDF)
            )
        }
        let text = invoice(.brumaire, 412, lines: 4, &random)
        return examples + [Example(path: "invoices/brumaire-0412.txt", content: text, medium: .latinText)]
    }

    /// Quantities of one digit are left out: OCR overlooks a digit that stands alone in its column.
    private static func scan(
        _ issuer: Issuer,
        _ sequence: Int,
        lines: Int,
        buyer: Int,
        _ random: inout SeededRandom
    ) -> Example.Content {
        var invoice = Invoice(issuer: issuer, sequence: sequence, lines: lines, quantities: 11...48, random: &random)
        invoice.buyer = issuer.buyers[buyer]
        return .invoice(invoice)
    }

    private static func scans(_ random: inout SeededRandom) -> [Example] {
        [
            Example(
                path: "scans/harrowgate-0231-mixed.pdf",
                content: scan(.harrowgate, 231, lines: 29, buyer: 1, &random),
                medium: .mixedPDF(Degradation(resolution: 200, skew: 0.4, noise: 3, fade: 20))
            ),
            Example(
                path: "scans/tidewater-48402.tif",
                content: scan(.tidewater, 402, lines: 29, buyer: 0, &random),
                medium: .picture(.faxTIFF, Degradation(resolution: 300, skew: -0.3))
            ),
            Example(
                path: "scans/valombre-0377.pdf",
                content: scan(.valombre, 377, lines: 4, buyer: 0, &random),
                medium: .scannedPDF(Degradation(resolution: 250, skew: -0.6, noise: 3, fade: 30))
            ),
            Example(
                path: "scans/lindenquell-3207.png",
                content: scan(.lindenquell, 207, lines: 5, buyer: 0, &random),
                medium: .picture(.bilevelPNG, Degradation(resolution: 300, skew: 0.5))
            ),
        ]
    }

    private static func receipts(_ random: inout SeededRandom) -> [Example] {
        let wanted: [(path: String, shop: Shop, entries: Int, format: ScanFormat, damage: Degradation)] = [
            ("receipts/copper-kettle-a.png", .copperKettle, 4, .bilevelPNG, Degradation(resolution: 300)),
            (
                "receipts/copper-kettle-b.jpg", .copperKettle, 6, .jpeg(quality: 45),
                Degradation(resolution: 200, skew: 2.2, blur: 1, noise: 9, fade: 45, shade: 30)
            ),
            (
                "receipts/mohnblume-a.jpg", .mohnblume, 5, .jpeg(quality: 55),
                Degradation(resolution: 200, skew: -1.4, noise: 7, fade: 30)
            ),
            (
                "receipts/mohnblume-b.png", .mohnblume, 3, .bilevelPNG,
                Degradation(resolution: 240, skew: 1.0, blur: 1, fade: 20)
            ),
            (
                "receipts/greenfield-a.jpg", .greenfield, 8, .jpeg(quality: 30),
                Degradation(resolution: 150, skew: 0.8, detail: 0.8, noise: 4, fade: 25)
            ),
            (
                "receipts/greenfield-b.jpg", .greenfield, 5, .jpeg(quality: 60),
                Degradation(resolution: 200, skew: -1.8, blur: 1, noise: 6, fade: 30, shade: 40)
            ),
        ]
        return wanted.map { path, shop, entries, format, damage in
            Example(
                path: path,
                content: .receipt(Receipt(shop: shop, entries: entries, random: &random)),
                medium: .picture(format, damage)
            )
        }
    }

    private static func formats(_ random: inout SeededRandom) -> [Example] {
        let text = { (path: String, issuer: Issuer, sequence: Int, lines: Int, random: inout SeededRandom) in
            Example(path: path, content: invoice(issuer, sequence, lines: lines, &random), medium: .textPDF)
        }
        let page = invoice(.brumaire, 419, lines: 5, &random)
        let attached = text("tidewater-48510.pdf", .tidewater, 510, 3, &random)
        let packed = [
            text("harrowgate-0261.pdf", .harrowgate, 261, 4, &random),
            Example(
                path: "brumaire-0431.txt",
                content: invoice(.brumaire, 431, lines: 3, &random),
                medium: .latinText
            ),
        ]
        return [
            Example(path: "formats/brumaire-0419.html", content: page, medium: .html),
            Example(path: "formats/order.eml", content: .nothing, medium: .mail, members: [attached]),
            Example(path: "formats/may.zip", content: .nothing, medium: .zip, members: packed),
        ]
    }

    /// Documents that no template knows; built-in knowledge reads them.
    private static var contracts: [Example] {
        [
            Example(path: "contracts/orchard-upkeep.pdf", content: .contract(.upkeep), medium: .textPDF),
            Example(
                path: "contracts/beratungsvertrag.pdf",
                content: .contract(.consulting),
                medium: .scannedPDF(Degradation(resolution: 250, skew: 0.4, noise: 3, fade: 20))
            ),
        ]
    }

    private static func troublesome(_ random: inout SeededRandom) -> [Example] {
        [
            Example(path: "troublesome/letter.pdf", content: .letter, medium: .textPDF),
            Example(
                path: "troublesome/picture-named.pdf",
                content: .receipt(Receipt(shop: .copperKettle, entries: 3, random: &random)),
                medium: .picture(.bilevelPNG, Degradation(resolution: 300))
            ),
            Example(
                path: "troublesome/encrypted.pdf",
                content: invoice(.harrowgate, 250, lines: 3, &random),
                medium: .encryptedPDF
            ),
            Example(
                path: "troublesome/truncated.pdf",
                content: invoice(.tidewater, 420, lines: 3, &random),
                medium: .truncatedPDF
            ),
            Example(path: "troublesome/empty.pdf", content: .nothing, medium: .emptyFile),
            Example(path: "troublesome/program-named.pdf", content: .nothing, medium: .binary),
        ]
    }
}
