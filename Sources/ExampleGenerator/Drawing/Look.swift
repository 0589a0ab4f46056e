/// Where the parts of an invoice stand and how they are set.
struct Look {
    struct Place {
        var x: Double
        var y: Double
        var alignment = Alignment.left
    }

    /// How number, dates and order are set out.
    enum Facts {
        /// A label and its value in each row.
        case rows(label: Double, value: Double, alignment: Alignment)
        /// A row of labels above a row of values, at these x.
        case columns([Double])
    }

    /// The columns of the item table by their x; quantities and money are right-aligned, the rest left.
    struct Columns {
        /// Nil leaves out the running number.
        var position: Double?
        var code: Double
        var description: Double
        var quantity: Double
        /// Nil leaves out the unit.
        var unit: Double?
        var price: Double
        var total: Double
    }

    var font: Font
    var seller: Place
    var title: Place
    var buyer: Place
    var facts: Facts
    var factsTop: Double
    var columns: Columns
    var tableTop: Double
    var rowHeight: Double
    var isShaded: Bool
    /// Where the labels of the sums begin; their values stand in the last column.
    var sums: Double
    /// True where amounts in the table carry the currency's sign.
    var signsInTable: Bool
    var table = TableStyle()

    static let left = 56.0
    static let right = 539.0
    static let bottom = 730.0

    /// Letterhead on the left, facts on the right.
    static let letterhead = Look(
        font: Font(family: .sans, size: 9.5),
        seller: Place(x: left, y: 60),
        title: Place(x: left, y: 250),
        buyer: Place(x: left, y: 160),
        facts: .rows(label: 350, value: right, alignment: .right),
        factsTop: 160,
        columns: Columns(position: nil, code: 56, description: 118, quantity: 380, unit: nil, price: 460, total: right),
        tableTop: 280,
        rowHeight: 17,
        isShaded: true,
        sums: 370,
        signsInTable: false
    )

    /// Large title on the right, facts in a band of columns.
    static let ledger = Look(
        font: Font(family: .serif, size: 10.5),
        seller: Place(x: left, y: 62),
        title: Place(x: right, y: 66, alignment: .right),
        buyer: Place(x: left, y: 150),
        facts: .columns([56, 190, 310, 440]),
        factsTop: 232,
        columns: Columns(position: nil, code: 104, description: 180, quantity: 90, unit: nil, price: 460, total: right),
        tableTop: 290,
        rowHeight: 18,
        isShaded: false,
        sums: 380,
        signsInTable: true
    )

    /// German business letter: window address, information block on the right.
    static let businessLetter = Look(
        font: Font(family: .sans, size: 10.5),
        seller: Place(x: right, y: 58, alignment: .right),
        title: Place(x: left, y: 268),
        buyer: Place(x: left, y: 150),
        facts: .rows(label: 352, value: 450, alignment: .left),
        factsTop: 150,
        columns: Columns(position: 56, code: 84, description: 150, quantity: 366, unit: 376, price: 472, total: right),
        tableTop: 300,
        rowHeight: 16,
        isShaded: false,
        sums: 330,
        signsInTable: false
    )

    /// Seller and buyer side by side, facts below the title.
    static let sideBySide = Look(
        font: Font(family: .wide, size: 9),
        seller: Place(x: left, y: 100),
        title: Place(x: left, y: 58),
        buyer: Place(x: 330, y: 100),
        facts: .rows(label: left, value: 190, alignment: .left),
        factsTop: 206,
        columns: Columns(position: nil, code: 56, description: 128, quantity: 372, unit: nil, price: 458, total: right),
        tableTop: 292,
        rowHeight: 18,
        isShaded: true,
        sums: 340,
        signsInTable: true
    )
}
