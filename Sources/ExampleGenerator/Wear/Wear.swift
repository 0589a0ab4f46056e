import OrchestrateModel

/// What befalls a page between printer and reader, each kind in three strengths.
enum Wear: String, CaseIterable {
    case clean
    case blur
    case noise
    case skew
    case lowResolution = "low-resolution"
    case fax
    case unevenLight = "uneven-light"
    case stamp
    case faded
    case compressed
    case turned
    case inverted

    static let strengths = 1...3

    /// How a page of a strength from 1 to 3 is taken.
    func degradation(_ strength: Int) -> Degradation {
        let index = strength - 1
        return switch self {
        case .clean: Degradation(resolution: [300, 200, 150][index])
        case .blur: Degradation(resolution: 200, blur: [1, 2, 3][index], noise: 2)
        case .noise: Degradation(resolution: 200, noise: [20, 40, 60][index])
        case .skew: Degradation(resolution: 200, skew: [1, -3, 6][index])
        case .lowResolution: Degradation(resolution: [110, 90, 72][index])
        case .fax: Degradation(resolution: [200, 150, 110][index], noise: [25, 25, 15][index])
        case .unevenLight:
            Degradation(resolution: 200, noise: 3, shade: [90, 150, 200][index], shadow: [0, 0.3, 0.5][index])
        case .stamp: Degradation(resolution: 200, stamp: [190, 140, 90][index])
        case .faded: Degradation(resolution: 200, noise: 6, fade: [130, 180, 210][index])
        case .compressed: Degradation(resolution: [200, 130, 100][index])
        case .turned: Degradation(resolution: 200, quarters: strength)
        case .inverted: Degradation(resolution: [300, 200, 120][index], isInverted: true)
        }
    }

    /// The file format that such pages come in.
    func format(_ strength: Int) -> ScanFormat {
        switch self {
        case .fax: .bilevelPNG
        case .compressed: .jpeg(quality: [25, 15, 20][strength - 1])
        default: .grayPNG
        }
    }
}
