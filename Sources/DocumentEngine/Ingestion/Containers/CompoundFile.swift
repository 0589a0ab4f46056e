/// A compound file (OLE, MS-CFB): a small file system in a file, in which older office programs keep their documents.
///
/// Every number in it may be a lie: chains are followed no longer than the file has sectors, and each entry once.
struct CompoundFile {
    struct Entry {
        var name: String
        var isStorage: Bool
        fileprivate var left: Int
        fileprivate var right: Int
        fileprivate var child: Int
        fileprivate var start: Int
        fileprivate var size: Int
    }

    static let root = 0

    private(set) var entries: [Entry] = []
    private let content: FileContent
    private var sectorShift = 9
    private var table: [UInt32] = []
    private var smallTable: [UInt32] = []
    /// The bytes that the small sectors are parts of.
    private var small: [UInt8] = []

    private static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    private static let smallShift = 6
    private static let smallLimit = 4096
    private static let maxEntries = 200_000

    /// Nil where the bytes are no such file or its directory cannot be read.
    init?(_ content: FileContent) {
        self.content = content
        guard content.bytes.starts(with: Self.signature), content.bytes.count >= 512 else { return nil }
        sectorShift = number(30, 2)
        guard sectorShift == 9 || sectorShift == 12 else { return nil }
        table = allocationTable()
        let directory = bytes(from: number(48, 4), size: .max)
        entries = Self.entries(in: directory)
        guard let root = entries.first, root.isStorage else { return nil }
        small = bytes(from: root.start, size: root.size)
        smallTable = Self.words(bytes(from: number(60, 4), size: .max))
    }

    /// IANA name, by what the older office programs name their main stream; nil for others.
    var mediaType: String? {
        let names = children(of: Self.root)
        let types = [
            ("WordDocument", "application/msword"), ("Workbook", "application/vnd.ms-excel"),
            ("Book", "application/vnd.ms-excel"), ("PowerPoint Document", "application/vnd.ms-powerpoint"),
        ]
        return types.first { names[$0.0] != nil }?.1
    }

    /// What lies in a storage, by name.
    func children(of storage: Int) -> [String: Int] {
        var found: [String: Int] = [:]
        var seen: Set<Int> = []
        var waiting = [entries[storage].child]
        while let index = waiting.popLast() {
            guard entries.indices.contains(index), index != Self.root, seen.insert(index).inserted else { continue }
            found[entries[index].name] = index
            waiting += [entries[index].left, entries[index].right]
        }
        return found
    }

    /// The content of a stream, as much of it as the file has.
    func stream(_ index: Int) -> [UInt8] {
        let entry = entries[index]
        guard !entry.isStorage else { return [] }
        guard entry.size < Self.smallLimit else { return bytes(from: entry.start, size: entry.size) }
        var bytes: [UInt8] = []
        for sector in Self.chain(from: entry.start, in: smallTable, limit: entry.size >> Self.smallShift + 1) {
            bytes += small.dropFirst(sector << Self.smallShift).prefix(1 << Self.smallShift)
        }
        return Array(bytes.prefix(entry.size))
    }

    // MARK: Sectors

    private func number(_ place: Int, _ count: Int) -> Int {
        (0..<count).reversed().reduce(0) { $0 << 8 | Int(content.bytes[place + $1]) }
    }

    private func sector(_ index: Int) -> Slice<UnsafeRawBufferPointer> {
        let start = min((index + 1) << sectorShift, content.bytes.count)
        return content.bytes[start..<min(start + 1 << sectorShift, content.bytes.count)]
    }

    /// Which sector follows which; the list of the table's own sectors begins in the header.
    private func allocationTable() -> [UInt32] {
        let most = content.bytes.count >> sectorShift
        var sectors = (0..<109).map { number(76 + $0 * 4, 4) }
        var next = number(68, 4)
        var lists = 0
        while next < most, lists <= most {
            let list = Self.words(Array(sector(next)))
            guard let following = list.last else { break }
            sectors += list.dropLast().map(Int.init)
            next = Int(following)
            lists += 1
        }
        var table: [UInt32] = []
        for sector in sectors where sector < most && table.count <= most {
            table += Self.words(Array(self.sector(sector)))
        }
        return table
    }

    private func bytes(from start: Int, size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        let limit = min(size >> sectorShift, content.bytes.count >> sectorShift) + 1
        for sector in Self.chain(from: start, in: table, limit: limit) {
            bytes += self.sector(sector)
            guard content.pulse.goesOn() else { break }
        }
        return Array(bytes.prefix(size))
    }

    /// Sectors one after the other, at most `limit`.
    private static func chain(from start: Int, in table: [UInt32], limit: Int) -> [Int] {
        var sectors: [Int] = []
        var next = start
        while table.indices.contains(next), sectors.count < limit {
            sectors.append(next)
            next = Int(table[next])
        }
        return sectors
    }

    private static func words(_ bytes: [UInt8]) -> [UInt32] {
        stride(from: 0, to: bytes.count - 3, by: 4).map { place in
            (0..<4).reversed().reduce(0) { $0 << 8 | UInt32(bytes[place + $1]) }
        }
    }

    private static func entries(in directory: [UInt8]) -> [Entry] {
        stride(from: 0, to: directory.count - 127, by: 128).prefix(maxEntries).map { place in
            func word(_ offset: Int) -> Int {
                (0..<4).reversed().reduce(0) { $0 << 8 | Int(directory[place + offset + $1]) }
            }
            let length = min(Int(directory[place + 64]), 64) / 2 - 1
            let units = (0..<max(0, length)).map { index in
                UInt16(directory[place + index * 2]) | UInt16(directory[place + index * 2 + 1]) << 8
            }
            return Entry(
                name: String(decoding: units, as: UTF16.self),
                isStorage: directory[place + 66] == 1 || directory[place + 66] == 5,
                left: word(68),
                right: word(72),
                child: word(76),
                start: word(116),
                size: word(120)
            )
        }
    }
}
