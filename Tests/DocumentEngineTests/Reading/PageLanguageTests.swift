import Foundation
import OrchestrateModel
import Testing

@testable import DocumentEngine

// Serialized because tesseract is used from one thread a process, as in a worker.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct PageLanguageTests {
    private static let texts = [
        "eng": [
            "Thank you for the order that we received from you",
            "last week. The goods were sent to your address on the",
            "third of May and should have arrived by now. If you", "have any questions, please write to us or call the",
        ],
        "deu": [
            "Wir danken für den Auftrag, den wir in der letzten", "Woche erhalten haben. Die Geräte wurden am dritten",
            "März über die Spedition Müller geschickt und müssten",
            "dort angekommen sein. Größere Mengen früher möglich.",
        ],
        "fra": [
            "Nous vous remercions de la commande que nous avons", "reçue la semaine dernière. Les appareils ont été",
            "expédiés le trois février à votre adresse et ont dû",
            "arriver. Vous trouverez où régler le montant indiqué.",
        ],
        "rus": [
            "Благодарим вас за заказ, который мы получили на", "прошлой неделе. Приборы были отправлены по вашему",
            "адресу и уже должны были прибыть. Просим оплатить", "указанную сумму в течение тридцати дней со дня",
        ],
    ]

    private func read(_ path: String, _ languages: [String]) throws -> PageRecord {
        var configuration = Configuration()
        configuration.recognition.languages = languages
        let pipeline = try DocumentPipeline(
            configuration: configuration,
            passwords: [],
            library: TemplateLibrary.load(paths: []).0,
            cache: nil
        )
        let run = pipeline.run(Job(id: 1, path: DocumentPath(path), size: 0)) { _ in }
        guard case .completed(let result) = run.outcome else { throw Failure(.unknown, "not completed") }
        return try #require(result.pages.first)
    }

    private func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

    @Test(
        arguments: ["eng", "deu", "fra"],
        [["eng", "deu", "fra"], ["fra", "deu", "eng"], ["deu", "eng", "fra"], ["auto"]]
    )
    func orderOfLanguagesDoesNotMatter(language: String, languages: [String]) throws {
        try requireInstalled(["eng", "deu", "fra"])
        let text = try #require(Self.texts[language])
        let drawn = try DrawnPages()
        let page = try read(drawn.png("page.png", DrawnPages.lines(text)), languages)
        #expect(words(page.text) == text.flatMap(words))
    }

    @Test func languageIsFoundOnAPageThatLiesOnItsSide() throws {
        try requireInstalled(["eng", "deu"])
        let text = try #require(Self.texts["deu"])
        let drawn = try DrawnPages()
        let path = drawn.png("page.png", DrawnPages.lines(text + text + text), quarters: 1)
        let page = try read(path, ["eng", "deu"])
        #expect(page.rotation == 270)
        #expect(Set(text.flatMap(words)).isSubset(of: Set(words(page.text))))
    }

    @Test(.enabled(if: TesseractEngine.installedLanguages.contains("rus"), "needs tesseract-ocr-rus"))
    func scriptIsFound() throws {
        let drawn = try DrawnPages()
        for language in ["rus", "deu"] {
            let text = try #require(Self.texts[language])
            let page = try read(drawn.png("\(language).png", DrawnPages.lines(text)), ["auto"])
            #expect(words(page.text) == text.flatMap(words))
        }
    }

    private func requireInstalled(_ languages: [String]) throws {
        try #require(Set(languages).isSubset(of: Set(TesseractEngine.installedLanguages)), "install \(languages)")
    }
}

@Suite struct LanguageChoiceTests {
    private func languages(_ wanted: [String], installed: [String]) throws -> OCRLanguages {
        try OCRLanguages(wanted, installed: installed, folder: "/data")
    }

    private func problem(_ wanted: [String], installed: [String]) -> String? {
        do {
            _ = try languages(wanted, installed: installed)
            return nil
        } catch {
            return (error as? Failure)?.message
        }
    }

    @Test func missingLanguageNamesItsPackage() {
        #expect(problem(["eng"], installed: ["eng"]) == nil)
        #expect(
            problem(["chi_sim"], installed: ["eng"])
                == "OCR language chi_sim is not installed in /data; run: sudo apt-get install tesseract-ocr-chi-sim"
        )
        #expect(
            problem(["spa", "eng", "ita"], installed: ["eng"])
                == "OCR languages ita, spa are not installed in /data; "
                + "run: sudo apt-get install tesseract-ocr-ita tesseract-ocr-spa"
        )
    }

    @Test func nameThatIsNoCodeIsCorrected() {
        #expect(problem(["de"], installed: ["eng"]) == "de is not the code of an OCR language; write deu")
        #expect(
            problem(["eng", "French"], installed: ["eng"]) == "French is not the code of an OCR language; write fra"
        )
    }

    @Test func nothingInstalledNamesThePackageOfEnglish() {
        #expect(problem(["auto"], installed: [])?.contains("tesseract-ocr-eng") == true)
    }

    @Test func fingerprintKnowsNoOrder() throws {
        let all = ["deu", "eng", "fra"]
        #expect(try languages(["eng", "deu"], installed: all) == languages(["deu", "eng", "deu"], installed: all))
        #expect(try languages(["eng"], installed: all).fingerprint == "eng")
        #expect(try languages(["auto"], installed: all).fingerprint != languages(all, installed: all).fingerprint)
    }

    @Test func fewWordsTellNoLanguage() throws {
        let choice = try languages(["eng", "deu", "nld"], installed: ["deu", "eng", "nld"])
        #expect(choice.order(for: ["Total", "12.50"], script: "Latin") == ["deu", "nld", "eng"])
        let dutch = "het bedrag van de factuur is op dertig mei te betalen".split(separator: " ").map(String.init)
        #expect(choice.order(for: dutch, script: "Latin") == ["nld", "deu", "eng"])
        let english = "the amount of the invoice is to be paid by the end of May".split(separator: " ").map(String.init)
        #expect(choice.order(for: english, script: "Latin") == ["eng", "deu", "nld"])
    }

    @Test func automaticChoiceIsOneLanguageBesideEnglish() throws {
        let choice = try languages(["auto"], installed: ["deu", "deu_latf", "eng", "jpn", "rus", "ukr"])
        #expect(choice.scripts == ["Latin", "Cyrillic", "Japanese"])
        #expect(choice.order(for: ["wir", "und", "der", "für"], script: "Latin") == ["deu", "eng"])
        #expect(choice.order(for: [], script: "Latin") == ["eng"])
        #expect(choice.order(for: ["сумма", "или", "как", "было"], script: "Cyrillic").first == "rus")
        #expect(choice.order(for: [], script: "Japanese") == ["jpn", "eng"])
    }
}
