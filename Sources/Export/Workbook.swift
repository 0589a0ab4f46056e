import CXLSXWriter
import Glibc
import OrchestrateModel

/// An XLSX file under construction, in memory that does not grow with its rows.
///
/// libxlsxwriter keeps the sheets in temporary files, in a private folder that vanishes with the object. The creation
/// time is fixed, so that the same results make the same file.
final class Workbook {
    /// What a cell holds.
    enum Cell {
        case empty
        case text(String)
        /// A number shown with this many digits after the point.
        case number(Double, places: Int)
        case date(String)
        case boolean(Bool)
    }

    /// How a cell looks beside its number format.
    enum Emphasis: Hashable {
        case none
        case heading
        /// A person should look.
        case review
    }

    private struct Look: Hashable {
        var numberFormat: String?
        var emphasis: Emphasis
    }

    private let folder: String
    private let book: UnsafeMutablePointer<lxw_workbook>
    private var looks: [Look: UnsafeMutablePointer<lxw_format>] = [:]
    private var isClosed = false

    init() throws(Failure) {
        var template = Array("\(Self.temporaryFolder)/orchestrate-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw Failure(
                .ioError,
                "cannot create a folder in \(Self.temporaryFolder); set TMPDIR to one that is writable"
            )
        }
        folder = String(cString: made)
        let path = "\(folder)/workbook.xlsx"
        let opened = folder.withCString { name in
            var options = lxw_workbook_options()
            options.constant_memory = 1
            options.tmpdir = UnsafeMutablePointer(mutating: name)
            options.use_zip64 = 1
            return workbook_new_opt(path, &options)
        }
        guard let opened else { throw Failure(.ioError, "cannot create \(path)") }
        book = opened
        var properties = lxw_doc_properties()
        // 1980-01-01, the first day a ZIP file can name.
        properties.created = 315_532_800
        workbook_set_properties(book, &properties)
    }

    deinit {
        if !isClosed { workbook_close(book) }
        unlink("\(folder)/workbook.xlsx")
        rmdir(folder)
    }

    private static var temporaryFolder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

    /// Adds a sheet with a frozen row of headings.
    func addSheet(_ name: String, headings: [String]) throws(Failure) -> Sheet {
        guard let sheet = workbook_add_worksheet(book, name) else {
            throw Failure(.ioError, "cannot add the sheet \(name) to the workbook")
        }
        worksheet_set_column(sheet, 0, lxw_col_t(headings.count), 18, nil)
        worksheet_freeze_panes(sheet, 1, 0)
        let added = Sheet(name: name, workbook: self, sheet: sheet)
        try added.append(headings.map { .text($0) }, emphasis: { _ in .heading })
        return added
    }

    /// Finishes the file and hands out its bytes in portions.
    func finish(_ sink: ([UInt8]) throws -> Void) throws {
        isClosed = true
        let status = workbook_close(book)
        guard status == LXW_NO_ERROR else {
            throw Failure(
                .ioError,
                "cannot write the workbook in \(folder): \(String(cString: lxw_strerror(status))); free some space there"
            )
        }
        let path = "\(folder)/workbook.xlsx"
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(.ioError, "cannot read \(path)") }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { return }
            if count > 0 {
                try sink(Array(buffer[..<count]))
            } else if errno != EINTR {
                throw Failure(.ioError, "cannot read \(path): \(String(cString: strerror(errno)))")
            }
        }
    }

    fileprivate func format(_ numberFormat: String?, _ emphasis: Emphasis) -> UnsafeMutablePointer<lxw_format>? {
        let look = Look(numberFormat: numberFormat, emphasis: emphasis)
        if look == Look(numberFormat: nil, emphasis: .none) { return nil }
        if let known = looks[look] { return known }
        guard let format = workbook_add_format(book) else { return nil }
        if let numberFormat { format_set_num_format(format, numberFormat) }
        switch emphasis {
        case .none: break
        case .heading: format_set_bold(format)
        case .review: format_set_bg_color(format, 0xFFF2CC)
        }
        looks[look] = format
        return format
    }
}

extension Workbook {
    /// One sheet, written row by row.
    final class Sheet {
        /// What a sheet can hold by the format's definition.
        private static let mostRows: lxw_row_t = 1_048_576
        private static let mostUnits = 32_767

        private let name: String
        private unowned let workbook: Workbook
        private let sheet: UnsafeMutablePointer<lxw_worksheet>
        private var row: lxw_row_t = 0

        fileprivate init(name: String, workbook: Workbook, sheet: UnsafeMutablePointer<lxw_worksheet>) {
            self.name = name
            self.workbook = workbook
            self.sheet = sheet
        }

        /// Adds a row; `emphasis` is asked for each column.
        func append(_ cells: [Cell], emphasis: (Int) -> Emphasis = { _ in .none }) throws(Failure) {
            guard row < Self.mostRows else {
                throw Failure(
                    .unsupported,
                    "the sheet \(name) would have more than \(Self.mostRows) rows; use --run, or --format csv"
                )
            }
            for (index, cell) in cells.enumerated() { try write(cell, lxw_col_t(index), emphasis(index)) }
            row += 1
        }

        private func write(_ cell: Cell, _ column: lxw_col_t, _ emphasis: Emphasis) throws(Failure) {
            let status =
                switch cell {
                case .empty: emphasis == .none ? LXW_NO_ERROR : writeBlank(column, emphasis)
                case .text(let text):
                    worksheet_write_string(sheet, row, column, Self.fitting(text), workbook.format(nil, emphasis))
                case .number(let number, let places):
                    worksheet_write_number(
                        sheet,
                        row,
                        column,
                        number,
                        workbook.format(Self.numberFormat(places), emphasis)
                    )
                case .date(let text): writeDate(text, column, emphasis)
                case .boolean(let value):
                    worksheet_write_boolean(sheet, row, column, value ? 1 : 0, workbook.format(nil, emphasis))
                }
            guard status == LXW_NO_ERROR else {
                throw Failure(.ioError, "cannot write to the sheet \(name): \(String(cString: lxw_strerror(status)))")
            }
        }

        private func writeBlank(_ column: lxw_col_t, _ emphasis: Emphasis) -> lxw_error {
            worksheet_write_blank(sheet, row, column, workbook.format(nil, emphasis))
        }

        /// A date the format cannot hold, before 1900, stays text.
        private func writeDate(_ text: String, _ column: lxw_col_t, _ emphasis: Emphasis) -> lxw_error {
            let parts = text.split(separator: "-").compactMap { Int32($0) }
            guard text.utf8.count == 10, parts.count == 3, parts[0] >= 1900 else {
                return worksheet_write_string(sheet, row, column, text, workbook.format(nil, emphasis))
            }
            var date = lxw_datetime(year: parts[0], month: parts[1], day: parts[2], hour: 0, min: 0, sec: 0)
            return worksheet_write_datetime(sheet, row, column, &date, workbook.format("yyyy-mm-dd", emphasis))
        }

        private static func numberFormat(_ places: Int) -> String {
            places == 0 ? "0" : "0." + String(repeating: "0", count: places)
        }

        /// The text, cut with an ellipsis where it is longer than a cell can hold.
        private static func fitting(_ text: String) -> String {
            guard text.utf8.count > mostUnits, text.unicodeScalars.count > mostUnits else { return text }
            return String(String.UnicodeScalarView(text.unicodeScalars.prefix(mostUnits - 1))) + "…"
        }
    }
}
