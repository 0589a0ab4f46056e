import ArgumentParser

/// The kinds of documents of a batch.
enum BatchKind: String, CaseIterable, ExpressibleByArgument {
    /// An invoice of one page with a text layer.
    case text
    /// An invoice over two pages with a text layer.
    case long
    /// A scanned invoice in a PDF.
    case scan
    /// A receipt as a JPEG picture.
    case receipt
    /// An invoice over two pages as a fax.
    case tiff
    /// An invoice over two pages, the second scanned.
    case mixed
    /// A letter that no template knows.
    case letter
    /// An invoice of an issuer, a look and a language that nobody wrote a template for.
    case varied
    case encrypted
    case truncated
    case empty
    case unsupported
}

/// Batches of any size for benchmarks and fault tests: the kinds in turn, the content random.
struct Batch {
    let kinds: [BatchKind]
    let count: Int

    func example(_ index: Int, random: inout SeededRandom) -> Example {
        let kind = kinds[index % kinds.count]
        let digits = String(index + 1)
        let name = kind.rawValue + "-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        let damage = Degradation(
            resolution: 200,
            skew: Double(random.integer(in: -15...15)) / 10,
            noise: Double(random.integer(in: 0...6)),
            fade: random.integer(in: 0...40)
        )
        let issuer = Issuer.all[index / kinds.count % Issuer.all.count]
        let lines = [.long, .tiff, .mixed].contains(kind) ? 30 : random.integer(in: 2...9)
        let invoice = Invoice(issuer: issuer, sequence: 1000 + index, lines: lines, random: &random)
        let shop = Shop.all[index / kinds.count % Shop.all.count]
        let receipt = Receipt(shop: shop, entries: random.integer(in: 2...9), random: &random)
        return switch kind {
        case .varied: Example(path: name + ".pdf", content: .invoice(.varied(index, random: &random)), medium: .textPDF)
        case .text, .long: Example(path: name + ".pdf", content: .invoice(invoice), medium: .textPDF)
        case .scan: Example(path: name + ".pdf", content: .invoice(invoice), medium: .scannedPDF(damage))
        case .receipt:
            Example(path: name + ".jpg", content: .receipt(receipt), medium: .picture(.jpeg(quality: 60), damage))
        case .tiff: Example(path: name + ".tif", content: .invoice(invoice), medium: .picture(.faxTIFF, damage))
        case .mixed: Example(path: name + ".pdf", content: .invoice(invoice), medium: .mixedPDF(damage))
        case .letter: Example(path: name + ".pdf", content: .letter, medium: .textPDF)
        case .encrypted: Example(path: name + ".pdf", content: .invoice(invoice), medium: .encryptedPDF)
        case .truncated: Example(path: name + ".pdf", content: .invoice(invoice), medium: .truncatedPDF)
        case .empty: Example(path: name + ".pdf", content: .nothing, medium: .emptyFile)
        case .unsupported: Example(path: name + ".pdf", content: .nothing, medium: .binary)
        }
    }
}
