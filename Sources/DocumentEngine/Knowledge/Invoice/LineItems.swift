import OrchestrateModel

/// The line items of a document.
struct LineItems {
    let table: ExtractedTable
    /// Rows of tokens that the table takes, heading and items.
    let rows: Set<Int>
    /// The sum of the lines' totals and of what is charged below them; nil unless every line has one.
    let sum: DecimalNumber?
    /// Charges less allowances below the items, such as shipping.
    let adjustment: DecimalNumber
}
