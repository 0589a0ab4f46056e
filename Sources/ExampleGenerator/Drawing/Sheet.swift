/// A page as a list of marks, in points from the top-left corner, before anything is drawn.
struct Sheet {
    var width: Double
    var height: Double
    var marks: [Mark] = []

    static let a4 = Sheet(width: 595, height: 842)

    mutating func text(_ string: String, _ x: Double, _ y: Double, _ font: Font, _ alignment: Alignment = .left) {
        marks.append(.text(string, x: x, y: y, font, alignment))
    }

    mutating func line(_ x0: Double, _ y: Double, to x1: Double, width: Double = 0.6) {
        marks.append(.rectangle(x: x0, y: y, width: x1 - x0, height: width, gray: 0.2))
    }

    mutating func fill(_ x: Double, _ y: Double, width: Double, height: Double, gray: Double) {
        marks.append(.rectangle(x: x, y: y, width: width, height: height, gray: gray))
    }
}

enum Mark {
    /// `y` is the baseline.
    case text(String, x: Double, y: Double, Font, Alignment)
    case rectangle(x: Double, y: Double, width: Double, height: Double, gray: Double)
}

/// What a text's `x` is.
enum Alignment {
    case left
    case center
    case right
}

struct Font {
    enum Family: String {
        case sans = "Liberation Sans"
        case serif = "Liberation Serif"
        case wide = "DejaVu Sans"
    }

    var family: Family
    var size: Double
    var isBold = false

    func bold(_ size: Double? = nil) -> Font { Font(family: family, size: size ?? self.size, isBold: true) }

    func sized(_ size: Double) -> Font { Font(family: family, size: size, isBold: isBold) }
}
