/// Buyers of invoices; none of them exists.
extension Issuer {
    static let englishBuyers = [
        Party(
            name: "Thornfield & Daughters Ltd",
            street: "88 Quarry Hill",
            town: "Westerby WB2 9LK",
            country: "England"
        ),
        Party(
            name: "Larkhill Model Railways",
            street: "3 Station Approach",
            town: "Nether Combe NC5 1AA",
            country: "England"
        ),
        Party(name: "Brackenside Observatory", street: "Moor Top", town: "Glen Rannick GR1 7ZE", country: "Scotland"),
        Party(
            name: "Pemberlow Clockmakers Ltd",
            street: "19 Saddler's Yard",
            town: "Easthaven EH8 3PW",
            country: "England"
        ),
    ]

    static let americanBuyers = [
        Party(name: "Juniper Street Press", street: "402 Juniper Street", town: "Elk Hollow, WA 98999", country: ""),
        Party(name: "Bluestem Stationers Inc.", street: "77 Prairie Boulevard", town: "Marlow, KS 67999", country: ""),
        Party(name: "Cold Harbor Bookbinders", street: "9 Lighthouse Road", town: "Cold Harbor, ME 04999", country: ""),
    ]

    static let germanBuyers = [
        Party(name: "Wiesengrund Hotelbetriebe GmbH", street: "Parkallee 41", town: "37299 Oberau", country: ""),
        Party(name: "Maschinenbau Strohmeier OHG", street: "Industriestraße 8", town: "74999 Kleinzell", country: ""),
        Party(name: "Gasthof Zum Goldenen Hirsch", street: "Marktplatz 1", town: "91999 Türkenfeld", country: ""),
        Party(name: "Bühnenwerkstatt Nordhain e. K.", street: "Hafenstraße 112", town: "23999 Nordhain", country: ""),
    ]

    static let frenchBuyers = [
        Party(name: "Librairie du Canal", street: "5 quai des Peupliers", town: "31990 Villefontaine", country: ""),
        Party(
            name: "Collège Jeanne Delorme",
            street: "2 place de la République",
            town: "44990 Bourg-Neuf",
            country: ""
        ),
        Party(name: "Hôtel de la Falaise", street: "18 promenade des Dunes", town: "76990 Port-Galets", country: ""),
    ]
}
