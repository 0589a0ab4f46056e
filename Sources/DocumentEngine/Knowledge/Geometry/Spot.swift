import OrchestrateModel

/// A value that stands somewhere on the pages, found by its form alone.
struct Spot {
    let tokens: Range<Int>
    let row: Int
    let box: Box
    let raw: String
    let reading: Reading
    var currency: String? = nil
    /// Digits behind the decimal separator as written.
    var scale = 0
    var isPercent = false

    var decimal: DecimalNumber? { reading.value?.decimal }
}
