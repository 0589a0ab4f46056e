/// The names that documents go by in exports: relative to their root, led by its name where there are several roots.
///
/// A root inside another one does not count, so the order in which roots were scanned changes nothing. Roots with the
/// same folder name are told apart by a number.
package struct RootLabels: Sendable {
    package struct Entry: Sendable, Hashable {
        package var root: DocumentPath
        /// What paths below this root begin with; empty for a single root.
        package var prefix: [UInt8]
    }

    /// In the order in which their documents are exported.
    package let entries: [Entry]

    package init(roots: some Sequence<DocumentPath>) {
        let outermost = Set(roots).sorted().reduce(into: [DocumentPath]()) { kept, root in
            if !kept.contains(where: { root.relative(to: $0) != nil }) { kept.append(root) }
        }
        guard outermost.count > 1 else {
            entries = outermost.map { Entry(root: $0, prefix: []) }
            return
        }
        var taken = Set<[UInt8]>()
        let labelled = outermost.map { root in
            let name = root.lastComponent.bytes.isEmpty ? Array("root".utf8) : root.lastComponent.bytes
            var label = name
            var number = 2
            while !taken.insert(label).inserted {
                label = name + Array("-\(number)".utf8)
                number += 1
            }
            return Entry(root: root, prefix: label + [UInt8(ascii: "/")])
        }
        entries = labelled.sorted { $0.prefix.lexicographicallyPrecedes($1.prefix) }
    }

    /// The exported path of a document; the absolute one if it lies below no root.
    package func exportPath(of path: DocumentPath) -> DocumentPath {
        for entry in entries {
            if let relative = path.relative(to: entry.root) {
                return DocumentPath(bytes: entry.prefix + relative.bytes)
            }
        }
        return path
    }
}

extension DocumentPath {
    /// The part of the path below a folder, or nil if it does not lie below it.
    package func relative(to folder: DocumentPath) -> DocumentPath? {
        let slash = UInt8(ascii: "/")
        let prefix = folder.bytes.last == slash ? folder.bytes : folder.bytes + [slash]
        guard bytes.count > prefix.count, bytes.starts(with: prefix) else { return nil }
        return DocumentPath(bytes: Array(bytes[prefix.count...]))
    }
}
