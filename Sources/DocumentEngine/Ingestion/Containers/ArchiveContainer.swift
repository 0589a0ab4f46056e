import OrchestrateModel

/// The files in an archive.
///
/// Members that are unpacked in their order are unpacked in one pass, for a packed archive can only be read from its beginning.
final class ArchiveContainer: Container {
    private let content: FileContent
    private let limits: ContainerLimits
    private let passwords: [String]
    /// The archive's path, for messages.
    private let name: String
    private let isPacked: Bool
    /// A reader that waits before the entry at `place`.
    private var cursor: (reader: ArchiveReader, place: Int)?

    init(content: FileContent, limits: ContainerLimits, passwords: [String], name: String) {
        self.content = content
        self.limits = limits
        self.passwords = passwords
        self.name = name
        isPacked = MediaType(of: content.bytes).isPackedFile
    }

    private var unpackedLimit: Int { limits.unpackedBytes(of: content.bytes.count) }

    func contents() throws(Failure) -> Contents {
        var contents = Contents()
        var names = MemberNames()
        var room = unpackedLimit
        do throws(ArchiveReader.Problem) {
            let reader = try ArchiveReader(content, passwords: passwords)
            var place = 0
            var locked: Int?
            while var entry = try reader.next() {
                defer { place += 1 }
                let isWithin = try measure(&entry, reader)
                if entry.isEncrypted, entry.isFile { locked = locked ?? place }
                if !entry.isFile || Self.isHidden(entry.name) {
                    contents.passedOver += 1
                } else if contents.entries.count >= limits.settings.maxMembers {
                    contents.leftOut += 1
                } else {
                    contents.entries.append(self.entry(entry, at: place, room: &room, names: &names))
                }
                if isWithin { continue }
                // Whatever lies behind what is too large to unpack is too far away.
                if isSingle(entry) { break }
                throw .tooLarge
            }
            if let locked { try tryPassword(on: locked) }
        } catch {
            try note(error, in: &contents)
        }
        return contents
    }

    /// Unpacks an entry that is packed with the others to know its size; false where that is more than is allowed.
    private func measure(
        _ entry: inout ArchiveReader.Entry,
        _ reader: ArchiveReader
    ) throws(ArchiveReader.Problem) -> Bool {
        guard isPacked else { return true }
        do throws(ArchiveReader.Problem) {
            entry.size = try reader.skip(limit: unpackedLimit)
            return true
        } catch {
            guard error == .tooLarge else { throw error }
            entry.size = .max
            return false
        }
    }

    /// True for a file that was packed by itself, which has no name inside.
    private func isSingle(_ entry: ArchiveReader.Entry) -> Bool { isPacked && entry.name == Array("data".utf8) }

    /// Unpacks the beginning of an encrypted file; throws `encrypted` where no password opens it.
    private func tryPassword(on place: Int) throws(ArchiveReader.Problem) {
        let reader = try ArchiveReader(content, passwords: passwords)
        for _ in 0...place { _ = try reader.next() }
        do throws(ArchiveReader.Problem) {
            _ = try reader.read(limit: 4096)
        } catch {
            if error == .encrypted { throw error }
        }
    }

    private func entry(
        _ entry: ArchiveReader.Entry,
        at place: Int,
        room: inout Int,
        names: inout MemberNames
    ) -> Contents.Entry {
        let assigned = names.assign(
            isSingle(entry) ? Self.unpackedName(of: name) : entry.name,
            fallback: "file-\(place + 1)"
        )
        let size = max(0, entry.size ?? 0)
        let (left, isOver) = room.subtractingReportingOverflow(size)
        room = isOver ? -1 : left
        let member = Member(name: assigned, size: Int64(min(size, unpackedLimit)))
        var result = Contents.Entry(member: member, place: place)
        if room < 0 || size > limits.maxFileBytes { result.refusal = tooLarge(assigned) }
        return result
    }

    func unpack(_ entry: Contents.Entry) throws(Failure) -> FileContent {
        if let refusal = entry.refusal { throw refusal }
        let path = "\(name)!\(entry.member.name.display)"
        do throws(ArchiveReader.Problem) {
            return FileContent(try bytes(at: entry.place), pulse: content.pulse)
        } catch {
            switch error {
            case .encrypted:
                throw Failure(.encrypted, "\(path) is encrypted; pass its password by --password or unpack it yourself")
            case .tooLarge: throw tooLarge(entry.member.name)
            case .damaged(let reason):
                throw Failure(.corrupt, "\(path) cannot be unpacked (\(reason)); fetch or pack the archive anew")
            case .stopped: throw Failure(.unknown, "\(path) was not unpacked: the work was stopped")
            }
        }
    }

    /// The content of the entry at that place, from where the last one ended if that lies before it.
    private func bytes(at wanted: Int) throws(ArchiveReader.Problem) -> [UInt8] {
        var (reader, place) = try waiting(before: wanted)
        cursor = nil
        while try reader.next() != nil {
            if place == wanted {
                let bytes = try reader.read(limit: min(limits.maxFileBytes, unpackedLimit))
                cursor = (reader, place + 1)
                return bytes
            }
            if isPacked { _ = try reader.skip(limit: unpackedLimit) }
            place += 1
        }
        throw .damaged("it is no longer there")
    }

    private func waiting(before place: Int) throws(ArchiveReader.Problem) -> (reader: ArchiveReader, place: Int) {
        if let cursor, cursor.place <= place { return cursor }
        return (try ArchiveReader(content, passwords: passwords), 0)
    }

    private func tooLarge(_ member: DocumentPath) -> Failure {
        Failure(
            .tooLarge,
            "\(name)!\(member.display) unpacks to more than is allowed; unpack it yourself, or raise "
                + "containers.max_unpacked_mb or containers.max_ratio"
        )
    }

    /// A damaged archive gives what can be read of it; one of which nothing can be read fails.
    private func note(_ problem: ArchiveReader.Problem, in contents: inout Contents) throws(Failure) {
        switch problem {
        case .encrypted:
            throw Failure(.encrypted, "\(name) is encrypted; pass its password by --password or unpack it yourself")
        case .tooLarge: contents.damage = "it unpacks to more than is allowed; unpack it yourself"
        case .stopped: throw Failure(.unknown, "\(name) was not read to its end: the work was stopped")
        case .damaged(let reason):
            guard !contents.entries.isEmpty else {
                throw Failure(.corrupt, "\(name) is not a readable archive (\(reason)); fetch or pack it anew")
            }
            contents.damage = "it is damaged (\(reason)); fetch or pack it anew"
        }
    }

    /// Hidden as in folders, and what macOS adds to archives beside the files.
    private static func isHidden(_ name: [UInt8]) -> Bool {
        let steps = name.split(separator: UInt8(ascii: "/"))
        return steps.contains { step in
            step.first == UInt8(ascii: ".") && !step.allSatisfy { $0 == UInt8(ascii: ".") }
                || step.elementsEqual("__MACOSX".utf8)
        }
    }

    /// `letter.pdf` for `folder/letter.pdf.gz`.
    private static func unpackedName(of path: String) -> [UInt8] {
        let last = path.split(whereSeparator: { $0 == "/" || $0 == "!" }).last ?? ""
        let end = last.lastIndex(of: ".") ?? last.endIndex
        return Array(last[..<end].utf8)
    }
}
