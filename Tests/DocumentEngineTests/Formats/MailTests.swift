import DocumentEngine
import OrchestrateModel
import Testing

// Serialized because tesseract is used from one thread a process, as in a worker.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct MailTests {
    private static let head = """
        Received: from a by b
        From: =?ISO-8859-1?Q?J=FCrgen?= <j@example.com>
        To: a@example.com
        Subject: Your order
        Date: Thu, 1 Feb 2024 10:00:00 +0100
        MIME-Version: 1.0
        """

    @Test func mailIsItsHeadersAndText() throws {
        let type = "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable"
        let mail = "\(Self.head)\n\(type)\n\nGr=FC=DFe aus K=F6ln\n"
        let run = try FormatTrial().read(mail, as: "mail")
        #expect(run.result?.identity.mediaType == "message/rfc822")
        #expect(
            run.lines == [
                "From: Jürgen <j@example.com>", "To: a@example.com", "Subject: Your order",
                "Date: Thu, 1 Feb 2024 10:00:00 +0100", "Grüße aus Köln",
            ]
        )
        #expect(run.members.isEmpty)
    }

    @Test func attachmentsAreDocumentsAndOneVersionOfTheTextIsRead() throws {
        let mail =
            Self.head + """

                Content-Type: multipart/mixed; boundary=out

                --out
                Content-Type: multipart/alternative; boundary=in

                --in
                Content-Type: text/plain

                plain words
                --in
                Content-Type: text/html

                <p>other words</p>
                --in--
                --out
                Content-Type: text/csv; name="=?UTF-8?B?w7xiZXIuY3N2?="
                Content-Disposition: attachment
                Content-Transfer-Encoding: base64

                YTtiO2MKMTsyOzMKNDs1OzYK
                --out
                Content-Type: message/rfc822

                From: inner@example.com
                Received: from c by d
                Subject: Inner

                inner words
                --out--

                """
        let trial = try FormatTrial()
        let run = try trial.read(mail, as: "mail.eml")
        #expect(run.lines.last == "plain words")
        #expect(run.memberNames == ["über.csv", "part-2.eml"])
        #expect(trial.read("mail.eml!über.csv").lines == ["a   b   c", "1   2   3", "4   5   6"])
        #expect(
            trial.read("mail.eml!part-2.eml").lines == ["From: inner@example.com", "Subject: Inner", "inner words"]
        )
    }

    @Test func htmlIsReadWhereThereIsNoPlainText() throws {
        let mail = Self.head + "\nContent-Type: text/html; charset=utf-8\n\n<p>Just <b>this</b></p>"
        #expect(try FormatTrial().read(mail, as: "mail").lines.last == "Just this")
    }

    @Test(arguments: ["From: Ann\nTo: Bob\nSubject: tea\n\nCome at four.\n", "Total: 5\nDate: today\n\nPaid.\n"])
    func lettersAreNoMails(text: String) throws {
        #expect(try FormatTrial().read(text, as: "letter.eml").result?.identity.mediaType == "text/plain")
    }

    @Test func endlessNestingEnds() throws {
        var mail = Self.head + "\nContent-Type: multipart/mixed; boundary=b0\n\n"
        for depth in 0..<3000 {
            mail += "--b\(depth)\nContent-Type: multipart/mixed; boundary=b\(depth + 1)\n\n"
        }
        #expect(try FormatTrial().read(mail, as: "deep.eml").result?.pages.count == 1)
    }

    @Test func mailboxIsAListOfMails() throws {
        let mail = { (text: String) in "From a@example.com Thu Feb  1 10:00:00 2024\n\(Self.head)\n\n\(text)\n\n" }
        let trial = try FormatTrial()
        let run = try trial.read(mail("first words\nFrom here on") + mail("second words"), as: "box")
        #expect(run.result?.identity.mediaType == "application/mbox")
        #expect(run.memberNames == ["mail-00001.eml", "mail-00002.eml"])
        #expect(trial.read("box!mail-00001.eml").lines.suffix(2) == ["first words", "From here on"])
        #expect(trial.read("box!mail-00002.eml").lines.last == "second words")
        #expect(try trial.read(mail("only one"), as: "one").lines.last == "only one")
    }
}
