/// Shops that give receipts; none of them exists.
extension Shop {
    static let all = [copperKettle, mohnblume, greenfield]

    static let copperKettle = Shop(
        template: "copper-kettle",
        name: "THE COPPER KETTLE",
        address: "14 Harbour Lane, Millbrook Ferry MF3 6PH",
        greeting: "Thank you for your visit",
        taxNumber: "VAT No. \(Checksums.britishVAT("5540917"))",
        currency: "GBP",
        numbers: .pounds,
        dates: .daySlashes,
        labels: Labels(
            date: "Date",
            number: "Receipt",
            net: "Net",
            tax: "VAT %r%",
            total: "TOTAL",
            card: "Paid by card",
            thanks: "See you again soon"
        ),
        taxRate: 20,
        goods: [
            ("Green tea", 340), ("Flat white", 365), ("Cream scone", 425), ("Cheese toastie", 695),
            ("Lemon drizzle", 395), ("Tomato soup", 750), ("Apple juice", 280), ("Full breakfast", 1245),
        ]
    )

    static let mohnblume = Shop(
        template: "mohnblume",
        name: "Bäckerei Mohnblume",
        address: "Lange Gasse 22, 36199 Wiesenbach",
        greeting: "Vielen Dank",
        taxNumber: "USt-IdNr. \(Checksums.germanVAT("30276451"))",
        currency: "EUR",
        numbers: NumberStyle(group: ".", point: ",", suffix: " EUR"),
        dates: .dots,
        labels: Labels(
            date: "Datum",
            number: "Beleg-Nr.",
            net: "Netto",
            tax: "MwSt. %r %",
            total: "SUMME",
            card: "Kartenzahlung",
            thanks: "Auf Wiedersehen"
        ),
        taxRate: 7,
        goods: [
            ("Bauernbrot 1 kg", 495), ("Roggenbrot 750 g", 430), ("Brezel", 110), ("Mohnschnecke", 260),
            ("Apfelkuchen", 345), ("Streuselkuchen", 315), ("Laugenbrötchen", 220), ("Nusszopf", 780),
        ]
    )

    static let greenfield = Shop(
        template: "greenfield",
        name: "GREENFIELD GROCERS",
        address: "230 Orchard Ave, Elk Hollow WA 98999",
        greeting: "Thank you for shopping",
        taxNumber: "Tel. (360) 555-0192",
        currency: "USD",
        numbers: .dollars,
        dates: .monthSlashes,
        labels: Labels(
            date: "Date",
            number: "Ticket",
            net: "Subtotal",
            tax: "Tax %r%",
            total: "BALANCE",
            card: "Credit card",
            thanks: "Have a great day"
        ),
        taxRate: 8,
        goods: [
            ("Milk, one gallon", 429), ("Garlic loaf", 599), ("Eggs large doz", 479), ("Red apples, bag", 547),
            ("Ground coffee", 1199), ("Salted butter", 625), ("Tomato soup", 189), ("Cheddar block", 735),
        ]
    )
}
