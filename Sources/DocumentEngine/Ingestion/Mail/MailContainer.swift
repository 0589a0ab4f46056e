import OrchestrateModel

/// The files that came with a mail.
struct MailContainer: Container {
    let mail: MailFile
    let limits: ContainerLimits
    /// The mail's path, for messages.
    let name: String

    func contents() -> Contents {
        var contents = Contents(passedOver: mail.passedOver)
        var names = MemberNames()
        for (place, attachment) in mail.attachments.enumerated() {
            guard contents.entries.count < limits.settings.maxMembers else {
                contents.leftOut += 1
                continue
            }
            let assigned = names.assign(Array(attachment.name.utf8), fallback: "attachment-\(place + 1)")
            let member = Member(name: assigned, size: Int64(attachment.content.count))
            contents.entries.append(Contents.Entry(member: member, place: place))
        }
        return contents
    }

    func unpack(_ entry: Contents.Entry) throws(Failure) -> FileContent {
        guard mail.attachments.indices.contains(entry.place) else {
            throw Failure(.notFound, "\(name)!\(entry.member.name.display) is no longer there")
        }
        return FileContent(mail.attachments[entry.place].content)
    }
}
