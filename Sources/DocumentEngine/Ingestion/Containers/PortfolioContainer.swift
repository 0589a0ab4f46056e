import OrchestrateModel

/// The files attached to a PDF, but for the XML of an e-invoice, which is read with the invoice.
struct PortfolioContainer: Container {
    let document: PopplerDocument
    let limits: ContainerLimits
    /// The PDF's path, for messages.
    let name: String

    func contents() throws(Failure) -> Contents {
        var contents = Contents()
        var names = MemberNames()
        // One more than is taken, so that it is known where there are more.
        let files = document.attachmentList(limit: limits.settings.maxMembers + 1)
        for (place, file) in files.enumerated() where !isInvoice(file.name, at: place) {
            guard contents.entries.count < limits.settings.maxMembers else {
                contents.leftOut += 1
                continue
            }
            let assigned = names.assign(Array(file.name.utf8), fallback: "attachment-\(place + 1)")
            let member = Member(name: assigned, size: Int64(file.size))
            contents.entries.append(Contents.Entry(member: member, place: place))
        }
        return contents
    }

    func unpack(_ entry: Contents.Entry) throws(Failure) -> FileContent {
        let limit = min(limits.maxFileBytes, limits.settings.maxUnpackedMB << 20)
        guard let bytes = document.attachment(at: entry.place, limit: limit) else {
            let path = "\(name)!\(entry.member.name.display)"
            throw Failure(.corrupt, "\(path) is damaged or too large to unpack; take it out with a PDF viewer")
        }
        return FileContent(bytes)
    }

    private func isInvoice(_ file: String, at place: Int) -> Bool {
        guard file.lowercased().hasSuffix(".xml"), let bytes = document.attachment(at: place, limit: XMLTree.maxBytes)
        else { return false }
        let read = bytes.withUnsafeBytes { bytes in
            Result { () throws(XMLTree.Problem) in EmbeddedInvoice(try XMLTree(bytes: bytes)) }
        }
        if case .success(.some) = read { return true }
        return false
    }
}
