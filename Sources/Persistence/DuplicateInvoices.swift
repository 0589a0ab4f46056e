import GRDB
import OrchestrateModel

/// Finds invoices that are in the state folder twice, as different files: same seller, number and amount.
///
/// Looked for when a document is read from the store, so that it is told of both, whichever was processed first.
struct DuplicateInvoices {
    let db: Database
    let labels: RootLabels

    private static let totals = ["total_amount", "amount"]
    private static let sellers = ["seller_vat_id", "vat", "seller_name", "issuer"]
    /// Others that are named in the message, and that are compared at all.
    private static let limit = (named: 3, compared: 50)

    /// The finding for a document's result; nil for one that is no invoice or the only one of its kind.
    func finding(for result: DocumentResult, job: Job.ID) throws -> Finding? {
        guard let number = result.fields.first(where: { $0.name == "invoice_number" })?.value?.text,
            let total = Self.totals.compactMap({ name in Self.value(name, of: result)?.decimal }).first
        else { return nil }
        let sellers = Self.sellers.compactMap { name in Self.value(name, of: result).map { (name, $0.text) } }
        guard !sellers.isEmpty else { return nil }
        let others = try candidates(number: number, sha256: result.identity.sha256, job: job).filter { other in
            let fields = try fields(of: other.job)
            let amount = Self.totals.compactMap { name in fields[name].flatMap { DecimalNumber($0) } }.first
            return amount == total
                && sellers.contains { name, text in fields[name].map(Self.plain) == Self.plain(text) }
        }
        guard !others.isEmpty else { return nil }
        let names = others.prefix(Self.limit.named).map { labels.exportPath(of: $0.path).display }
        let more = others.count > names.count ? " and \(others.count - names.count) more" : ""
        return Finding(
            severity: .warning,
            code: "duplicate_invoice",
            message: "same seller, number and amount as \(names.joined(separator: ", "))\(more); pay it once",
            fields: ["invoice_number"]
        )
    }

    /// Settled documents with other bytes and this number, by path.
    private func candidates(number: String, sha256: String, job: Job.ID) throws -> [(job: Job.ID, path: DocumentPath)] {
        let sql = """
            SELECT jobs.id, jobs.path_bytes FROM fields
            JOIN jobs ON jobs.id = fields.job JOIN results ON results.job = jobs.id
            WHERE fields.name = 'invoice_number' AND fields.value = ? AND jobs.id <> ? AND results.sha256 <> ?
                AND jobs.state IN ('done', 'review')
            ORDER BY jobs.path_bytes LIMIT ?
            """
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [number, job, sha256, Self.limit.compared])
            .map { ($0[0], DocumentPath(blob: $0[1])) }
    }

    private func fields(of job: Job.ID) throws -> [String: String] {
        let names = (Self.totals + Self.sellers).map { "'\($0)'" }.joined(separator: ", ")
        let sql = "SELECT name, value FROM fields WHERE job = ? AND name IN (\(names)) AND value IS NOT NULL"
        let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [job])
        return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }

    private static func value(_ name: String, of result: DocumentResult) -> FieldValue? {
        result.fields.first { $0.name == name }?.value
    }

    /// Letters and digits alone.
    private static func plain(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
