import OrchestrateModel

/// The line items of a document.
struct LineItems {
    let table: ExtractedTable
    /// Rows of tokens that the table takes, heading and items.
    let rows: Set<Int>
    /// The sum of the lines' totals; nil unless every line has one.
    let sum: DecimalNumber?
}
