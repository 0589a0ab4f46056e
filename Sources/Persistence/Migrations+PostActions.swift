extension Migrations {
    /// The plan is made by a trigger: whatever settles a document, the plan is in the same transaction.
    static let postActions = """
        ALTER TABLE runs ADD COLUMN on_done TEXT NOT NULL DEFAULT 'keep';
        ALTER TABLE runs ADD COLUMN on_fail TEXT NOT NULL DEFAULT 'keep';

        CREATE TABLE post_actions (
            id INTEGER PRIMARY KEY,
            job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            run INTEGER NOT NULL REFERENCES runs (number),
            action TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('planned', 'done', 'kept')),
            target BLOB,
            message TEXT,
            planned_at REAL NOT NULL,
            ended_at REAL
        ) STRICT;
        CREATE INDEX post_actions_job ON post_actions (job);
        CREATE INDEX post_actions_planned ON post_actions (id) WHERE state = 'planned';

        CREATE TRIGGER jobs_post_action AFTER UPDATE OF state ON jobs
        WHEN OLD.state <> NEW.state AND NEW.state IN ('done', 'failed', 'quarantined')
            AND NEW.container IS NULL
        BEGIN
            INSERT INTO post_actions (job, version, run, action, state, planned_at)
            SELECT NEW.id, NEW.version, NEW.run, action, 'planned', NEW.updated_at
            FROM (SELECT CASE NEW.state WHEN 'done' THEN on_done ELSE on_fail END AS action
                FROM runs WHERE number = NEW.run) WHERE action <> 'keep';
        END;
        """
}
