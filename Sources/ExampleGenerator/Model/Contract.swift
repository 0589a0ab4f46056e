import OrchestrateModel

/// A contract as its lines, with what it says.
struct Contract {
    /// The first is the title; empty ones part paragraphs.
    var lines: [String]
    var parties: [String]
    /// ISO 8601.
    var effectiveDate: String
    var jurisdiction: String
    var term: String

    static let upkeep = Contract(
        lines: [
            "ORCHARD UPKEEP AGREEMENT", "",
            "This Orchard Upkeep Agreement (this \"Agreement\") is made on 18 February 2025 by and between",
            "Wrenfield Cider Mills, Inc., an Oregon corporation with offices at 12 Press Lane, Hood Hollow,",
            "Oregon (the \"Grower\"), and Thistledown Tree Care LLC (the \"Contractor\").", "",
            "1. Services. The Contractor prunes, grafts and sprays the orchards named in Schedule A. Invoices",
            "are payable within thirty (30) days.", "",
            "2. Term. This Agreement commences on March 1, 2025 and, unless ended before, continues for a",
            "term of two (2) years. Either party may end it by ninety days' written notice.", "",
            "3. Confidentiality. Whatever one party learns of the other's recipes and customers stays with it.", "",
            "4. Governing law. This Agreement shall be governed by and construed in accordance with the laws",
            "of the State of Oregon, without regard to its rules on conflicts of laws.", "",
            "IN WITNESS WHEREOF, the parties have signed this Agreement.", "", "",
            "Wrenfield Cider Mills, Inc.", "By: ______________________", "", "", "Thistledown Tree Care LLC",
            "By: ______________________",
        ],
        parties: ["Wrenfield Cider Mills, Inc.", "Thistledown Tree Care LLC"],
        effectiveDate: "2025-03-01",
        jurisdiction: "Oregon",
        term: "2 years"
    )

    static let consulting = Contract(
        lines: [
            "Beratungsvertrag", "", "zwischen", "", "Moorquell Mineralbrunnen GmbH",
            "Brunnenallee 4, 31812 Bad Moorquell",
            "- nachfolgend Auftraggeber -", "", "und", "", "Sabine Tannert Prozessberatung e.K.",
            "Steinweg 19, 37073 Göttingen", "- nachfolgend Auftragnehmerin -", "",
            "§ 1 Vertragsgegenstand. Die Auftragnehmerin berät den Auftraggeber bei der Planung der neuen",
            "Abfüllanlage. Rechnungen sind innerhalb von 14 Tagen zu zahlen.", "",
            "§ 2 Laufzeit und Kündigung. Der Vertrag tritt am 01.06.2025 in Kraft und hat eine Laufzeit von",
            "achtzehn (18) Monaten. Die Kündigungsfrist beträgt drei Monate.", "",
            "§ 3 Schlussbestimmungen. Änderungen bedürfen der Schriftform. Gerichtsstand ist Göttingen.", "", "",
            "Bad Moorquell, den 12. Mai 2025",
        ],
        parties: ["Moorquell Mineralbrunnen GmbH", "Sabine Tannert Prozessberatung e.K."],
        effectiveDate: "2025-06-01",
        jurisdiction: "Göttingen",
        term: "18 Monate"
    )

    /// The page that it is printed on.
    var sheet: Sheet {
        var sheet = Sheet.a4
        let font = Font(family: .serif, size: 11)
        for (index, line) in lines.enumerated() {
            let place = 80 + Double(index) * 17
            if index == 0 {
                sheet.text(line, sheet.width / 2, place, font.bold(14), .center)
            } else {
                sheet.text(line, 70, place, font)
            }
        }
        return sheet
    }

    /// The fields that are to be read.
    var fields: [(key: String, value: JSONValue)] {
        [
            ("effective_date", .string(effectiveDate)), ("jurisdiction", .string(jurisdiction)),
            ("parties", .array(parties.map { .string($0) })), ("term", .string(term)),
        ]
    }
}
