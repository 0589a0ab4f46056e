import GRDB
import OrchestrateModel

/// The schema of `orchestrate.sqlite`, step by step; a step that was released is never changed.
enum Migrations {
    /// "Orch", so that `file` and we know the database again.
    static let applicationID = 0x4F72_6368

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 ledger") { db in try db.execute(sql: ledger) }
        migrator.registerMigration("2 results") { db in try db.execute(sql: results) }
        migrator.registerMigration("3 page deaths") { db in
            try db.execute(sql: "ALTER TABLE jobs ADD COLUMN page_deaths TEXT NOT NULL DEFAULT '[]'")
        }
        migrator.registerMigration("4 members") { db in try db.execute(sql: members) }
        migrator.registerMigration("5 post-actions") { db in try db.execute(sql: postActions) }
        migrator.registerMigration("6 measurements") { db in
            try db.execute(sql: "ALTER TABLE runs ADD COLUMN measurements TEXT")
        }
        return migrator
    }

    /// A document that another one carries goes when that one is forgotten.
    private static let members = """
        ALTER TABLE jobs ADD COLUMN container INTEGER REFERENCES jobs (id) ON DELETE CASCADE;
        CREATE INDEX jobs_container ON jobs (container) WHERE container IS NOT NULL;
        """

    /// Brings an older or empty database up to date and refuses a newer one, untouched.
    static func migrate(_ connection: Connection) throws(Failure) {
        try refuseNewer(connection)
        do {
            try migrator.migrate(connection.queue)
        } catch {
            throw Failure(error, in: connection.path)
        }
    }

    /// True where nothing is to be migrated; throws for a newer or a foreign database.
    static func isCurrent(_ connection: Connection) throws(Failure) -> Bool {
        try refuseNewer(connection)
        return try connection.read { db in try migrator.hasCompletedMigrations(db) }
    }

    private static func refuseNewer(_ connection: Connection) throws(Failure) {
        let (isNewer, id, tables) = try connection.read { db in
            // The migrator's own table comes before the first step, which may have been cut off.
            let count = "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'"
            let tables = try Int.fetchOne(db, sql: count) ?? 0
            let id = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            return (try migrator.hasBeenSuperseded(db), id, tables)
        }
        guard tables == 0 || id == applicationID else {
            throw Failure(
                .database,
                "\(connection.path) is not a database of orchestrate; pass another folder with --state"
            )
        }
        guard !isNewer else {
            throw Failure(
                .database,
                "\(connection.path) was written by a newer version of orchestrate; use that version, "
                    + "or another folder with --state"
            )
        }
    }

    private static let states = "'done', 'review', 'failed', 'quarantined', 'skipped', 'cancelled'"

    private static let ledger = """
        PRAGMA application_id = \(applicationID);

        CREATE TABLE identity (
            name TEXT PRIMARY KEY NOT NULL,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO identity VALUES ('database_id', lower(hex(randomblob(16))));

        CREATE TABLE sessions (
            epoch INTEGER PRIMARY KEY,
            started_at REAL NOT NULL,
            pid INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE runs (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            started_at REAL NOT NULL,
            finished_at REAL,
            exit_code INTEGER,
            reason TEXT,
            is_scanned INTEGER NOT NULL DEFAULT 0,
            fingerprint TEXT NOT NULL,
            max_attempts INTEGER NOT NULL,
            arguments TEXT NOT NULL,
            configuration TEXT NOT NULL,
            template_paths TEXT NOT NULL,
            roots TEXT NOT NULL,
            counts TEXT
        ) STRICT;

        CREATE TABLE roots (
            id INTEGER PRIMARY KEY,
            path TEXT NOT NULL,
            path_bytes BLOB NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE jobs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            path TEXT NOT NULL,
            path_bytes BLOB NOT NULL UNIQUE,
            root INTEGER NOT NULL REFERENCES roots (id),
            run INTEGER NOT NULL REFERENCES runs (number),
            settled_run INTEGER REFERENCES runs (number),
            is_unchanged INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL CHECK (state IN ('pending', 'running', \(states))),
            reason_code TEXT,
            reason TEXT,
            size INTEGER NOT NULL,
            modified_ns INTEGER NOT NULL,
            changed_ns INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            device INTEGER NOT NULL,
            priority INTEGER NOT NULL,
            version INTEGER NOT NULL DEFAULT 1,
            attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),
            strikes INTEGER NOT NULL DEFAULT 0,
            interruptions INTEGER NOT NULL DEFAULT 0,
            is_slow INTEGER NOT NULL DEFAULT 0,
            is_forced INTEGER NOT NULL DEFAULT 0,
            not_before REAL,
            claim INTEGER NOT NULL DEFAULT 0,
            epoch INTEGER NOT NULL DEFAULT 0,
            fingerprint TEXT NOT NULL,
            sha256 TEXT,
            bytes INTEGER,
            media_type TEXT,
            encoding TEXT,
            updated_at REAL NOT NULL
        ) STRICT;
        CREATE INDEX jobs_open ON jobs (run, state) WHERE state IN ('pending', 'running');

        CREATE TABLE attempts (
            claim INTEGER PRIMARY KEY AUTOINCREMENT,
            job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
            run INTEGER NOT NULL REFERENCES runs (number),
            version INTEGER NOT NULL,
            number INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            worker INTEGER NOT NULL,
            started_at REAL NOT NULL,
            ended_at REAL,
            ending TEXT,
            code TEXT,
            class TEXT,
            message TEXT,
            delay REAL,
            phase_seconds TEXT
        ) STRICT;
        CREATE INDEX attempts_job ON attempts (job);

        CREATE TABLE events (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            run INTEGER NOT NULL,
            job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            from_state TEXT,
            to_state TEXT NOT NULL,
            attempt INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            code TEXT
        ) STRICT;
        CREATE INDEX events_job ON events (job);

        CREATE TRIGGER jobs_illegal_change BEFORE UPDATE OF state ON jobs
        WHEN OLD.state <> NEW.state AND NOT (\(legalChange))
        BEGIN SELECT RAISE(ABORT, 'illegal change of state'); END;

        CREATE TRIGGER jobs_illegal_start BEFORE INSERT ON jobs WHEN NEW.state <> 'pending'
        BEGIN SELECT RAISE(ABORT, 'a job begins pending'); END;

        CREATE TRIGGER jobs_discovered AFTER INSERT ON jobs
        BEGIN
            INSERT INTO events (at, run, job, version, from_state, to_state, attempt, epoch)
            VALUES (NEW.updated_at, NEW.run, NEW.id, NEW.version, NULL, NEW.state, NEW.attempt, NEW.epoch);
        END;

        CREATE TRIGGER jobs_changed AFTER UPDATE OF state ON jobs WHEN OLD.state <> NEW.state
        BEGIN
            INSERT INTO events (at, run, job, version, from_state, to_state, attempt, epoch, code)
            VALUES (NEW.updated_at, NEW.run, NEW.id, NEW.version, OLD.state, NEW.state, NEW.attempt, NEW.epoch,
                NEW.reason_code);
        END;
        """

    private static let legalChange = """
        OLD.state = 'pending' AND NEW.state IN ('running', 'failed', 'skipped', 'cancelled')
        OR OLD.state = 'running' AND NEW.state IN ('pending', 'done', 'review', 'failed', 'quarantined', 'skipped')
        OR OLD.state IN (\(states)) AND NEW.state = 'pending'
        """

    private static let results = """
        CREATE TABLE results (
            job INTEGER PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            class TEXT,
            template TEXT,
            template_fingerprint TEXT,
            review_reason TEXT,
            page_count INTEGER NOT NULL,
            field_count INTEGER NOT NULL,
            table_count INTEGER NOT NULL,
            finding_count INTEGER NOT NULL,
            settled_at REAL NOT NULL
        ) STRICT;
        CREATE INDEX results_sha256 ON results (sha256, fingerprint);

        CREATE TABLE pages (
            job INTEGER NOT NULL REFERENCES results (job) ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 1),
            state TEXT NOT NULL CHECK (state IN ('text', 'ocr', 'blank', 'timed_out', 'failed')),
            width REAL NOT NULL,
            height REAL NOT NULL,
            rotation INTEGER NOT NULL,
            confidence REAL NOT NULL,
            text TEXT,
            text_zlib BLOB,
            PRIMARY KEY (job, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE fields (
            job INTEGER NOT NULL REFERENCES results (job) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            type TEXT NOT NULL,
            value TEXT,
            value_type TEXT,
            currency TEXT,
            raw TEXT,
            status TEXT NOT NULL CHECK (status IN ('verified', 'valid', 'review', 'missing')),
            confidence REAL NOT NULL,
            evidence TEXT NOT NULL,
            alternatives TEXT NOT NULL,
            PRIMARY KEY (job, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX fields_name ON fields (name, value);

        CREATE TABLE tables (
            job INTEGER NOT NULL REFERENCES results (job) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            row_count INTEGER NOT NULL,
            PRIMARY KEY (job, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE table_rows (
            job INTEGER NOT NULL,
            table_position INTEGER NOT NULL,
            position INTEGER NOT NULL,
            cells TEXT NOT NULL,
            PRIMARY KEY (job, table_position, position),
            FOREIGN KEY (job, table_position) REFERENCES tables (job, position) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE findings (
            job INTEGER NOT NULL REFERENCES results (job) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            severity TEXT NOT NULL,
            code TEXT NOT NULL,
            message TEXT NOT NULL,
            fields TEXT NOT NULL,
            PRIMARY KEY (job, position)
        ) STRICT, WITHOUT ROWID;

        CREATE VIEW documents AS
        SELECT jobs.id, jobs.path, jobs.state, jobs.reason_code, jobs.reason, jobs.sha256, jobs.bytes,
            jobs.media_type, jobs.encoding, results.class, results.template, results.page_count,
            jobs.attempt, runs.id AS run
        FROM jobs LEFT JOIN results ON results.job = jobs.id LEFT JOIN runs ON runs.number = jobs.settled_run;

        CREATE VIEW line_items AS
        SELECT jobs.path, tables.job, tables.name AS "table", table_rows.position AS row,
            json_extract(cell.value, '$.column') AS "column", json_extract(cell.value, '$.value') AS value
        FROM tables JOIN jobs ON jobs.id = tables.job
            JOIN table_rows ON table_rows.job = tables.job AND table_rows.table_position = tables.position,
            json_each(table_rows.cells) AS cell;
        """
}
