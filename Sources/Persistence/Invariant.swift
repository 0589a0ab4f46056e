/// What must hold in every state folder, whatever died when; `verify` and the chaos tests check each by name.
package enum Invariant: String, Sendable, Hashable, CaseIterable {
    /// SQLite finds its file sound.
    case databaseIsSound = "database_is_sound"
    /// No row refers to one that is not there.
    case referencesHold = "references_hold"
    /// The documents a run discovered are the sum of its states.
    case countsAddUp = "counts_add_up"
    /// A version of a document ends at most once.
    case oneResultPerVersion = "one_result_per_version"
    /// Done and reviewed documents have the result of their current version; failed and skipped ones have none.
    case stateMatchesResult = "state_matches_result"
    /// A result has all its rows.
    case resultsAreComplete = "results_are_complete"
    /// Pages are numbered from 1 without a gap.
    case pagesAreAccountedFor = "pages_are_accounted_for"
    /// Replayed from the first event, states change only as allowed and end where the ledger is.
    case changesAreLegal = "changes_are_legal"
    /// No document was tried more often than its run allows, and attempts are counted right.
    case attemptsWithinLimit = "attempts_within_limit"
    /// A running document belongs to the newest session and has one open attempt; no other has any.
    case runningIsOwned = "running_is_owned"
    /// Sessions do not overlap: none begins work after a later one did.
    case oneOwner = "one_owner"
    /// A run that says it is complete left nothing behind.
    case completedRunsAreComplete = "completed_runs_are_complete"
    /// The attempt that a settled document was claimed for ended in the state that the document has.
    case attemptsMatchStates = "attempts_match_states"
    /// Everything state.json tells of is in the database it belongs to.
    case acknowledgedIsDurable = "acknowledged_is_durable"
    /// state.json says 100 % only where nothing is left to do.
    case progressIsHonest = "progress_is_honest"
    /// No worker is at work in a folder that nobody owns.
    case noProcessLeft = "no_process_left"

    /// A query that yields one line of text per offending row; nil for what SQL alone cannot tell.
    var query: String? {
        switch self {
        case .databaseIsSound: "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
        case .referencesHold:
            "SELECT format('%s %s: no such row in %s', \"table\", rowid, parent) FROM pragma_foreign_key_check"
        case .countsAddUp: Self.countsQuery
        case .oneResultPerVersion: Self.endingsQuery
        case .stateMatchesResult: Self.stateQuery
        case .resultsAreComplete: Self.completenessQuery
        case .pagesAreAccountedFor: Self.pagesQuery
        case .attemptsWithinLimit: Self.attemptsQuery
        case .runningIsOwned: Self.runningQuery
        case .oneOwner: Self.ownerQuery
        case .completedRunsAreComplete:
            """
            SELECT format('run %s is complete with %d documents pending', id, json_extract(counts, '$.pending'))
            FROM runs WHERE reason = 'completed' AND json_extract(counts, '$.pending') > 0
            """
        case .attemptsMatchStates: Self.endingsMatchQuery
        case .changesAreLegal, .acknowledgedIsDurable, .progressIsHonest, .noProcessLeft: nil
        }
    }

    private static let countsQuery = """
        SELECT format('run %s: discovered %d, in states %d', id, discovered, states) FROM (
            SELECT id, json_extract(counts, '$.discovered') AS discovered,
                json_extract(counts, '$.done') + json_extract(counts, '$.review') + json_extract(counts, '$.failed')
                + json_extract(counts, '$.quarantined') + json_extract(counts, '$.skipped')
                + json_extract(counts, '$.unchanged') + json_extract(counts, '$.cancelled')
                + json_extract(counts, '$.pending') AS states
            FROM runs WHERE counts IS NOT NULL)
        WHERE discovered <> states
        UNION ALL
        SELECT format('%s is %s and counted as unchanged', path, state) FROM jobs
        WHERE is_unchanged = 1 AND state IN ('pending', 'running')
        UNION ALL
        SELECT format('%s is %s without the run that made it so', path, state) FROM jobs
        WHERE settled_run IS NULL AND state NOT IN ('pending', 'running')
        """

    private static let endingsQuery = """
        SELECT format('%s, version %d: ended %d times', path, events.version, count(*))
        FROM events JOIN jobs ON jobs.id = events.job
        WHERE to_state NOT IN ('pending', 'running') GROUP BY job, events.version HAVING count(*) > 1
        """

    private static let stateQuery = """
        SELECT format('%s is %s without a result of version %d', path, state, jobs.version)
        FROM jobs LEFT JOIN results ON results.job = jobs.id
        WHERE state IN ('done', 'review')
            AND (results.version IS NOT jobs.version OR results.sha256 IS NOT jobs.sha256)
        UNION ALL
        SELECT format('%s is done and has a reason for review', path) FROM jobs JOIN results ON results.job = jobs.id
        WHERE state = 'done' AND review_reason IS NOT NULL
        UNION ALL
        SELECT format('%s is done with a page that is %s', path, pages.state)
        FROM jobs JOIN pages ON pages.job = jobs.id
        WHERE jobs.state = 'done' AND pages.state IN ('timed_out', 'failed')
        UNION ALL
        SELECT format('%s is %s and has a result', path, state) FROM jobs JOIN results ON results.job = jobs.id
        WHERE state IN ('failed', 'quarantined', 'skipped')
        """

    private static let completenessQuery = """
        SELECT format('%s: rows of its result are missing', path) FROM results JOIN jobs ON jobs.id = results.job
        WHERE page_count <> (SELECT count(*) FROM pages WHERE pages.job = results.job)
            OR field_count <> (SELECT count(*) FROM fields WHERE fields.job = results.job)
            OR finding_count <> (SELECT count(*) FROM findings WHERE findings.job = results.job)
            OR table_count <> (SELECT count(*) FROM tables WHERE tables.job = results.job)
            OR EXISTS (SELECT 1 FROM tables WHERE tables.job = results.job AND row_count <> (
                SELECT count(*) FROM table_rows
                WHERE table_rows.job = tables.job AND table_position = tables.position))
        """

    private static let pagesQuery = """
        SELECT format('%s: %d pages, the last is number %d', path, count(number), max(number))
        FROM jobs JOIN results ON results.job = jobs.id LEFT JOIN pages ON pages.job = jobs.id
        WHERE jobs.state IN ('done', 'review') GROUP BY jobs.id
        HAVING count(number) = 0 OR count(number) <> max(number)
        """

    private static let attemptsQuery = """
        SELECT format('%s: attempt %d of at most %d', path, attempt, max_attempts)
        FROM jobs JOIN runs ON runs.number = jobs.run WHERE is_unchanged = 0 AND attempt > max_attempts
        UNION ALL
        SELECT format('%s counts %d attempts, recorded are %d', path, attempt, recorded) FROM (
            SELECT path, attempt, (SELECT count(*) FROM attempts WHERE attempts.job = jobs.id
                AND attempts.version = jobs.version AND ending IS NOT 'interrupted') AS recorded FROM jobs)
        WHERE attempt <> recorded
        """

    private static let endingsMatchQuery = """
        SELECT format('%s is %s, its attempt %d ended %s', path, state, claim, ifnull(ending, 'not at all')) FROM (
            SELECT path, jobs.state, jobs.claim, ending FROM jobs LEFT JOIN attempts ON attempts.claim = jobs.claim
            WHERE jobs.claim > 0 AND jobs.state NOT IN ('pending', 'running', 'cancelled'))
        WHERE ending IS NOT state
        UNION ALL
        SELECT format('%s waits, its attempt %d ended %s', path, jobs.claim, ending)
        FROM jobs JOIN attempts ON attempts.claim = jobs.claim
        WHERE state = 'pending' AND ending NOT IN ('retry', 'interrupted')
        """

    private static let runningQuery = """
        SELECT format('%s runs in session %d, the newest is %d', path, epoch, (SELECT max(epoch) FROM sessions))
        FROM jobs WHERE state = 'running' AND epoch IS NOT (SELECT max(epoch) FROM sessions)
        UNION ALL
        SELECT format('%s runs without an open attempt', path) FROM jobs WHERE state = 'running'
            AND NOT EXISTS (SELECT 1 FROM attempts WHERE attempts.claim = jobs.claim AND ended_at IS NULL)
        UNION ALL
        SELECT format('%s has an open attempt %d that it does not run', path, attempts.claim)
        FROM attempts JOIN jobs ON jobs.id = attempts.job
        WHERE ended_at IS NULL AND (state <> 'running' OR jobs.claim <> attempts.claim)
        """

    private static let ownerQuery = """
        SELECT format('claim %d of session %d came after session %d had begun work', claim, epoch, newest) FROM (
            SELECT claim, epoch, max(epoch) OVER (ORDER BY claim) AS newest FROM attempts)
        WHERE epoch < newest
        UNION ALL
        SELECT format('claim %d names session %d, which never began', claim, epoch) FROM attempts
        WHERE epoch NOT IN (SELECT epoch FROM sessions)
        """
}
