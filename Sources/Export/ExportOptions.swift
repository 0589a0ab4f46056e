/// How much of a document is exported, and in which dress.
package struct ExportOptions: Sendable, Hashable {
    package enum Format: String, Sendable, Hashable, CaseIterable {
        case json
        case ndjson
        case csv
    }

    package var format: Format
    /// `--with text`: adds each page's text in layout form.
    package var withText = false
    /// `--with history`: adds attempts, with all that differs from run to run.
    package var withHistory = false
    /// `--table`: in CSV, one row a line item of the table with this name.
    package var table: String?
    /// `--csv-safe`: keeps spreadsheets from taking text for a formula.
    package var isCSVSafe = false

    package init(format: Format) {
        self.format = format
    }
}
