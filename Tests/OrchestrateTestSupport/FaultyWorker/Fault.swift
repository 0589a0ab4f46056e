/// What goes wrong with a document, chosen by its file name up to the first full stop.
enum Fault: String {
    /// Blocks for ever, beating; leaves at a TERM.
    case hang
    /// Blocks for ever, deaf to TERM.
    case ignoreTerm
    /// Blocks for ever without a heartbeat, as if stopped.
    case freeze
    /// Reports the same page for ever.
    case endless
    /// Burns CPU time on one page, and says so.
    case burn
    case segv
    /// Crashes at the first attempt only.
    case segvOnce
    /// Crashes between the settlement and the report.
    case settleAndDie
    /// Has its pages shared out first.
    case needsPages
    /// Has its pages shared out first, and crashes over the fifth as long as it is asked for.
    case badPage
    case abort
    case exit
    case eatMemory
    /// Starts a child in a session of its own, writes its process id beside the document, and hangs.
    case setsidChild
    /// Starts a child in its group, writes its process id beside the document, and crashes.
    case groupChild
    /// Prints without end where libraries print.
    case flood
    /// Writes frames without end.
    case floodFrames
    case garbage
    case hugeFrame
    case halfFrame
    /// Reports an outcome after the end of the task.
    case late
    case missingOutcome
    /// Reports the document as failed.
    case failed
    case closeOutput
    /// Takes a while, in steps, and ends well; at a TERM it is interrupted.
    case slow
    /// Ends itself as somebody else would.
    case killedFromOutside
    case unknown
}

/// What goes wrong before the first document, chosen by the variable FAULTY_START.
enum StartFault: String {
    case exitBeforeHello
    case helloAndDie
    case readyAndDie
    case noHello
    case noReady
    case wrongVersion
    case garbageHello
    case setupFailed
    case templateProblem
    /// Gives a fingerprint of its own.
    case changedFingerprint
    /// Takes no input once it is ready.
    case deaf
}
