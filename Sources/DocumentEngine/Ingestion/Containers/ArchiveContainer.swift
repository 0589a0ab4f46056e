import OrchestrateModel

/// The files in an archive.
struct ArchiveContainer: Container {
    let content: FileContent
    let limits: ContainerLimits
    let passwords: [String]
    /// The archive's path, for messages.
    let name: String

    func contents() throws(Failure) -> Contents {
        var contents = Contents()
        var names = MemberNames()
        let isPacked = MediaType(of: content.bytes).isPackedFile
        var room = limits.unpackedBytes(of: content.bytes.count)
        do throws(ArchiveReader.Problem) {
            let reader = try ArchiveReader(content.bytes, passwords: passwords)
            var place = 0
            var locked: Int?
            while let entry = try reader.next() {
                defer { place += 1 }
                if entry.isEncrypted, entry.isFile { locked = locked ?? place }
                guard !isPacked || reader.unpackedBytes <= limits.unpackedBytes(of: content.bytes.count) else {
                    throw .tooLarge
                }
                guard entry.isFile, !Self.isHidden(entry.name) else {
                    contents.passedOver += 1
                    continue
                }
                guard contents.entries.count < limits.settings.maxMembers else {
                    contents.leftOut += 1
                    continue
                }
                contents.entries.append(self.entry(entry, at: place, room: &room, names: &names))
                // Whatever lies behind a member that is too large to unpack is too far away.
                if isPacked, room < 0 { throw .tooLarge }
            }
            if let locked { try tryPassword(on: locked) }
        } catch {
            try note(error, in: &contents)
        }
        return contents
    }

    /// Unpacks the beginning of an encrypted file; throws `encrypted` where no password opens it.
    private func tryPassword(on place: Int) throws(ArchiveReader.Problem) {
        let reader = try ArchiveReader(content.bytes, passwords: passwords)
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
        let isSingle = entry.name == Array("data".utf8) && MediaType(of: content.bytes).isPackedFile
        let assigned = names.assign(isSingle ? Self.unpackedName(of: name) : entry.name, fallback: "file-\(place + 1)")
        let size = max(0, entry.size ?? 0)
        let (left, isOver) = room.subtractingReportingOverflow(size)
        room = isOver ? -1 : left
        var result = Contents.Entry(member: Member(name: assigned, size: Int64(size)), place: place)
        if room < 0 || size > limits.maxFileBytes { result.refusal = tooLarge(assigned) }
        return result
    }

    func unpack(_ entry: Contents.Entry) throws(Failure) -> FileContent {
        if let refusal = entry.refusal { throw refusal }
        let path = "\(name)!\(entry.member.name.display)"
        do throws(ArchiveReader.Problem) {
            let reader = try ArchiveReader(content.bytes, passwords: passwords)
            var place = 0
            while try reader.next() != nil {
                if place == entry.place {
                    let limit = min(limits.maxFileBytes, limits.unpackedBytes(of: content.bytes.count))
                    return FileContent(try reader.read(limit: limit))
                }
                place += 1
            }
        } catch {
            switch error {
            case .encrypted:
                throw Failure(.encrypted, "\(path) is encrypted; pass its password by --password or unpack it yourself")
            case .tooLarge: throw tooLarge(entry.member.name)
            case .damaged(let reason):
                throw Failure(.corrupt, "\(path) cannot be unpacked (\(reason)); fetch or pack the archive anew")
            }
        }
        throw Failure(.notFound, "\(path) is no longer in its archive")
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
