/// Words that contracts name their parties with, without accents and in lower case.
enum PartyLexicon {
    /// Words behind which the parties follow: `by and between`, `zwischen`.
    static let openings = words("between betweenthe among amongst entre zwischen tussen tra fra")

    /// Words that make the `by` behind them an opening: `made by`.
    static let acts = words("made entered executed concluded")

    /// Headings of a list of the parties.
    static let headings = words(
        "parties theparties partiestothisagreement vertragsparteien parteien partijen ondergetekenden partes parti"
    )

    /// Words between one party and the next.
    static let conjunctions = words("and und sowie et y e ed en")

    /// Words before a name that are none of it, where they are not capitalised.
    static let leads = words(
        "the der dem die das den la le les el los las il lo i gli l het de una otra parte por from company firma societe ste sociedad societa vennootschap undersigned soussignes unterzeichneten"
    )

    /// Forms of address, which are none of a name however they are written.
    static let salutations = words(
        "mr mrs ms mme messrs herr herrn frau monsieur madame don dona senor senora sr sra signor signora sig dhr heer mevr mevrouw firma"
    )

    /// What a party is to the other, which labels announce its name with.
    static let roles = words(
        "company owner provider serviceprovider seller buyer vendor purchaser landlord tenant lessor lessee employer employee client customer supplier contractor consultant recipient discloser disclosingparty receivingparty licensor licensee borrower lender guarantor franchisor franchisee partya partyb firstparty secondparty auftraggeber auftraggeberin auftragnehmer auftragnehmerin vermieter vermieterin mieter mieterin verkaufer verkauferin kaufer kauferin arbeitgeber arbeitgeberin arbeitnehmer arbeitnehmerin prestataire bailleur preneur locataire vendeur acheteur employeur salarie cliente proveedor arrendador arrendatario vendedor comprador trabajador opdrachtgever opdrachtnemer verhuurder huurder verkoper koper werkgever werknemer committente fornitore locatore conduttore venditore acquirente"
    )

    /// Words that begin sentences and headings and name nobody.
    static let plain = words(
        "party parties agreement contract state parteien partei this the each either both such these date effective"
    )

    /// Labels of the place where somebody signs.
    static let signs = words("by per signed signature name durch par por firma door unterschrift handtekening")

    /// Words that join the words of one name: `University of the Arts`.
    static let connectors = words("of the for de van von der den du des di da del della la le und zu zur")

    /// Words after which no party is named any more.
    static let ends = words(
        "whereas witnesseth witnesses recitals background agree agrees agreed hereby collectively wird werden vereinbaren geschlossen convenu conviennent preambule acuerdan exponen clausulas komen overeen premesso convengono stipula now"
    )

    /// Abbreviations that end with a point inside a name, besides legal forms and initials.
    static let abbreviations = words("dr prof st jr sr bros dept univ intl assoc mfg ing dipl rer nat hon rev mt ft")

    private static func words(_ list: String) -> Set<String> { Set(list.split(separator: " ").map(String.init)) }
}
