/// A compound file of small streams, as Outlook writes them.
struct CompoundFileWriter {
    private struct Entry {
        var name: String
        var kind: UInt8
        var right = UInt32.max
        var child = UInt32.max
        var start = UInt32.max
        var size: UInt32 = 0
    }

    private var entries = [Entry(name: "Root Entry", kind: 5)]
    private var small: [UInt8] = []
    private var smallTable: [UInt32] = []

    @discardableResult
    mutating func storage(_ name: String, in parent: Int = 0) -> Int { add(Entry(name: name, kind: 1), to: parent) }

    mutating func stream(_ name: String, _ content: [UInt8], in parent: Int = 0) {
        var entry = Entry(name: name, kind: 2)
        entry.size = UInt32(content.count)
        if !content.isEmpty { entry.start = UInt32(smallTable.count) }
        let sectors = (content.count + 63) / 64
        small += content + [UInt8](repeating: 0, count: sectors * 64 - content.count)
        for sector in 0..<sectors {
            smallTable.append(sector + 1 < sectors ? UInt32(smallTable.count + 1) : 0xFFFF_FFFE)
        }
        add(entry, to: parent)
    }

    /// A text property of a message.
    mutating func text(_ property: String, _ text: String, in parent: Int = 0) {
        let units = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        stream("__substg1.0_\(property)001F", units, in: parent)
    }

    /// Makes a storage hold another one, which no program does.
    mutating func link(_ storage: Int, to child: Int) { entries[storage].child = UInt32(child) }

    @discardableResult
    private mutating func add(_ entry: Entry, to parent: Int) -> Int {
        var entry = entry
        entry.right = entries[parent].child
        entries.append(entry)
        entries[parent].child = UInt32(entries.count - 1)
        return entries.count - 1
    }

    /// Sectors in this order: the allocation table, the directory, the table of small sectors, the small sectors.
    var bytes: [UInt8] {
        func sectors(_ count: Int) -> Int { max(1, (count + 511) / 512) }
        let parts = [sectors(entries.count * 128), sectors(smallTable.count * 4), sectors(small.count)]
        let starts = [1, 1 + parts[0], 1 + parts[0] + parts[1]]
        var table: [UInt32] = [0xFFFF_FFFD]
        for count in parts { table += (0..<count).map { $0 + 1 < count ? UInt32(table.count + $0 + 1) : 0xFFFF_FFFE } }
        precondition(table.count <= 128)
        var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)
        func set(_ place: Int, _ value: UInt32) { header.replaceSubrange(place..<(place + 4), with: Self.bytes(value)) }
        header[30] = 9
        header[32] = 6
        set(48, UInt32(starts[0]))
        set(60, UInt32(starts[1]))
        set(68, .max)
        for place in 0..<109 { set(76 + place * 4, place == 0 ? 0 : .max) }
        var all = entries
        all[0].start = UInt32(starts[2])
        all[0].size = UInt32(small.count)
        let pieces = [table.flatMap(Self.bytes), all.flatMap(Self.bytes), smallTable.flatMap(Self.bytes), small]
        return header + pieces.flatMap { $0 + [UInt8](repeating: 0xFF, count: sectors($0.count) * 512 - $0.count) }
    }

    private static func bytes(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func bytes(_ entry: Entry) -> [UInt8] {
        let name = entry.name.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let padded = name + [UInt8](repeating: 0, count: 64 - name.count)
        let links = [UInt32.max, entry.right, entry.child].flatMap(bytes)
        return padded + [UInt8(name.count + 2), 0, entry.kind, 1] + links + [UInt8](repeating: 0, count: 36)
            + bytes(entry.start) + bytes(entry.size) + [0, 0, 0, 0]
    }
}
