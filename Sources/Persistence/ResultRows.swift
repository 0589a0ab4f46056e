import FoundationEssentials
import GRDB
import OrchestrateModel

/// A result's rows: written and read as a whole.
enum ResultRows {
    static func delete(_ db: Database, job: Job.ID) throws {
        try db.cachedStatement(sql: "DELETE FROM results WHERE job = ?").execute(arguments: [job])
    }

    static func replace(_ db: Database, job: Job.ID, _ result: DocumentResult, time: Double) throws {
        try delete(db, job: job)
        let sql = """
            INSERT INTO results (job, version, sha256, fingerprint, class, template, template_fingerprint, review_reason,
                page_count, field_count, table_count, finding_count, settled_at)
            SELECT id, version, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM jobs WHERE id = ?
            """
        try db.cachedStatement(sql: sql).execute(arguments: [
            result.identity.sha256, result.fingerprint, result.documentClass, result.template?.name,
            result.template?.fingerprint, result.reviewReason, result.pages.count, result.fields.count,
            result.tables.count, result.findings.count, time, job,
        ])
        try insertPages(db, job, result.pages)
        try insertFields(db, job, result.fields)
        try insertTables(db, job, result.tables)
        try insertFindings(db, job, result.findings)
    }

    private static func insertPages(_ db: Database, _ job: Job.ID, _ pages: [PageRecord]) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO pages (job, number, state, width, height, rotation, confidence, text, text_zlib)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        for page in pages {
            var plain: String?
            var compressed: FoundationEssentials.Data?
            switch try PageText(page.text) {
            case .plain(let text): plain = text
            case .compressed(let data): compressed = data
            }
            try statement.execute(arguments: [
                job, page.number, page.state.rawValue, page.width, page.height, page.rotation, page.confidence, plain,
                compressed,
            ])
        }
    }

    private static func insertFields(_ db: Database, _ job: Job.ID, _ fields: [Field]) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO fields (job, position, name, type, value, value_type, currency, raw, status, confidence,
                    evidence, alternatives) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        for (position, field) in fields.enumerated() {
            let value = try field.value.map { try StoredValue($0) }
            try statement.execute(arguments: [
                job, position, field.name, field.type.rawValue, value?.value, value?.type.rawValue, field.currency,
                field.raw, field.status.rawValue, field.confidence, JSONText.value(field.evidence).serialized(),
                JSONValue.array(try field.alternatives.map { try StoredAlternative($0).json }).serialized(),
            ])
        }
    }

    private static func insertTables(_ db: Database, _ job: Job.ID, _ tables: [ExtractedTable]) throws {
        for (position, table) in tables.enumerated() {
            try db.cachedStatement(sql: "INSERT INTO tables (job, position, name, row_count) VALUES (?, ?, ?, ?)")
                .execute(arguments: [job, position, table.name, table.rows.count])
            let statement = try db.cachedStatement(
                sql: "INSERT INTO table_rows (job, table_position, position, cells) VALUES (?, ?, ?, ?)"
            )
            for (number, row) in table.rows.enumerated() {
                let cells = JSONValue.array(try row.map { try StoredCell($0).json }).serialized()
                try statement.execute(arguments: [job, position, number, cells])
            }
        }
    }

    private static func insertFindings(_ db: Database, _ job: Job.ID, _ findings: [Finding]) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO findings (job, position, severity, code, message, fields) VALUES (?, ?, ?, ?, ?, ?)"
        )
        for (position, finding) in findings.enumerated() {
            try statement.execute(arguments: [
                job, position, finding.severity.rawValue, finding.code, finding.message,
                try JSONText.encode(finding.fields),
            ])
        }
    }

    /// The stored result of a job, or nil if it has none.
    static func read(_ db: Database, job: Job.ID) throws -> DocumentResult? {
        let sql = """
            SELECT results.sha256, fingerprint, class, template, template_fingerprint, review_reason FROM results
            WHERE job = ?
            """
        guard let row = try fetch(db, sql, job).first else { return nil }
        let job = job
        let identity = try fetch(db, "SELECT bytes, media_type, encoding FROM jobs WHERE id = ?", job).first
        return DocumentResult(
            identity: DocumentIdentity(
                sha256: row[0],
                bytes: identity?[0] ?? 0,
                mediaType: identity?[1] ?? "application/octet-stream",
                encoding: identity?[2]
            ),
            fingerprint: row[1],
            documentClass: row[2],
            template: (row[3] as String?).map { TemplateReference(name: $0, fingerprint: row[4] ?? "") },
            fields: try readFields(db, job),
            tables: try readTables(db, job),
            findings: try readFindings(db, job),
            pages: try readPages(db, job),
            reviewReason: row[5]
        )
    }

    private static func fetch(_ db: Database, _ sql: String, _ job: Job.ID) throws -> [Row] {
        try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [job])
    }

    private static func readPages(_ db: Database, _ job: Job.ID) throws -> [PageRecord] {
        let sql = """
            SELECT number, state, width, height, rotation, confidence, text, text_zlib FROM pages
            WHERE job = ? ORDER BY number
            """
        return try fetch(db, sql, job).map { row in
            PageRecord(
                number: row[0],
                state: PageState(rawValue: row[1]) ?? .failed,
                width: row[2],
                height: row[3],
                rotation: row[4],
                confidence: row[5],
                text: try row[6] ?? (row[7] as FoundationEssentials.Data?).map { try PageText.decompress($0) } ?? ""
            )
        }
    }

    private static func readFields(_ db: Database, _ job: Job.ID) throws -> [Field] {
        let sql = """
            SELECT name, type, value, value_type, currency, raw, status, confidence, evidence, alternatives FROM fields
            WHERE job = ? ORDER BY position
            """
        return try fetch(db, sql, job).map { row in
            let type = FieldType(rawValue: row[1]) ?? .string
            let valueType = (row[3] as String?).flatMap { FieldType(rawValue: $0) } ?? type
            let value: String? = row[2]
            let alternatives: [StoredAlternative] = try JSONText.decodeArray(row[9])
            return Field(
                name: row[0],
                type: type,
                value: try value.map { try StoredValue(type: valueType, value: $0).fieldValue() },
                currency: row[4],
                raw: row[5],
                status: FieldStatus(rawValue: row[6]) ?? .review,
                confidence: row[7],
                evidence: try JSONText.decodeArray(row[8]),
                alternatives: try alternatives.map { try $0.alternative() }
            )
        }
    }

    private static func readTables(_ db: Database, _ job: Job.ID) throws -> [ExtractedTable] {
        var tables = try fetch(db, "SELECT name FROM tables WHERE job = ? ORDER BY position", job)
            .map { ExtractedTable(name: $0[0], rows: []) }
        let sql = "SELECT table_position, cells FROM table_rows WHERE job = ? ORDER BY table_position, position"
        for row in try fetch(db, sql, job) {
            let cells: [StoredCell] = try JSONText.decodeArray(row[1])
            let position: Int = row[0]
            guard tables.indices.contains(position) else { continue }
            tables[position].rows.append(try cells.map { try $0.tableCell() })
        }
        return tables
    }

    private static func readFindings(_ db: Database, _ job: Job.ID) throws -> [Finding] {
        let sql = "SELECT severity, code, message, fields FROM findings WHERE job = ? ORDER BY position"
        return try fetch(db, sql, job).map { row in
            Finding(
                severity: Finding.Severity(rawValue: row[0]) ?? .warning,
                code: row[1],
                message: row[2],
                fields: try JSONText.decodeArray(row[3])
            )
        }
    }
}
