/// Headings of line-item tables in English, German, French, Spanish, Dutch and Italian.
enum ColumnLexicon {
    static let headings = Lexicon<ColumnKind>([
        (
            .position, 1,
            "pos|pos nr|position|#|no|nr|line|item no|item #|lfd nr|lfd|ln|n°|nº|regel|riga|ligne|línea|line no|sr no|s/n|posten|rij|item nr|rang|posnr|pos no"
        ),
        (
            .article, 1,
            "sku|code|item code|article|article no|product code|part no|part number|item number|artikelnummer|artikel-nr|art-nr|artnr|art nr|artikelnr|bestell-nr|réf|référence|ref|reference|código|referencia|cód|cod|artikelcode|codice|cod art|codice articolo|art|model|product no|product id|material|materialnummer|stock code|code article|item id|articlenumber|cód artículo|artikel nr|productcode|art-nr-kunde|art-nr-lief|ean|gtin|serial|sachnummer"
        ),
        (
            .description, 1,
            """
            description|item|items|product|service|details|item description|description of goods|product description|particulars|services|product name|goods|item name|activity|product/service|description of services|work description|item & description|service description|task|title|article description|item/description|products
            Beschreibung|Bezeichnung|Artikel|Produkt|Leistung|Artikelbezeichnung|Text|Artikelbeschreibung|Leistungsbeschreibung|Position|Gegenstand|Ware|Produktbezeichnung|Leistungen|Bezeichnung der Leistung|Posten|Artikel/Leistung|Warenbezeichnung|Artikel / Bezeichnung|Dienstleistung|Tätigkeit|Art der Leistung|Artikelname|Produktname|Beschreibung der Leistung
            désignation|description|libellé|article|produit|prestation|intitulé|détail|désignation des produits|nature|prestations|désignation des prestations|désignation article|produits|descriptif
            descripción|concepto|artículo|producto|servicio|detalle|conceptos|descripción del producto|artículos|denominación|descripción del servicio|servicios
            omschrijving|beschrijving|product|artikel|artikelomschrijving|dienst|werkzaamheden|productomschrijving|omschrijving dienst
            descrizione|articolo|prodotto|servizio|descrizione articolo|descrizione prodotto|prestazione|descrizione dei beni|beni/servizi|descrizione merce|descrizione servizio|dettaglio|oggetto
            """
        ),
        (
            .quantity, 1,
            "quantity|qty|units|hours|hrs|count|amount of units|number|pcs|qty shipped|qty ordered|quant|menge|anzahl|stück|stk|stunden|mge|std|anz|menge einheit|quantité|qté|qte|nombre|nb|heures|cantidad|cant|uds|unidades|cdad|horas|aantal|hoeveelheid|uren|stuks|st|quantità|qtà|q.tà|qta|q.ta|ore|quant.|pezzi|nr ore|menge/einheit|qty.|pz|hoev|ctd|cant."
        ),
        (
            .unit, 1,
            "unit|uom|einheit|me|unité|unidad|eenheid|u.m.|um|unità|unità di misura|measure|eh|ehz|einh|eenh|ud|u/m|mengeneinheit|unit of measure"
        ),
        (
            .unitPrice, 1,
            """
            unit price|price|rate|price each|unit cost|each|price per unit|unit|cost|net price|price/unit|item price|hourly rate|u/p|unit price eur|unit price excl vat|unit net price|price excl vat|net unit price|per unit|unit value
            Einzelpreis|Preis|Stückpreis|E-Preis|EP|Einzelpreis netto|Nettopreis|Preis/Einheit|Stundensatz|Einzel|Einheitspreis|Preis netto|Preis pro Einheit|Preis/Stk|Preis je Einheit|Einzelpreis EUR|Einzelpreis €|E-Preis EUR|Preis €|Preis EUR|EP EUR|EP €|Einzelpreis (EUR)|VK-Preis|Stk-Preis|Preis/Stück|Netto-Preis|Satz|VK
            prix unitaire|p.u.|prix|pu ht|prix unitaire ht|p.u. ht|prix unit|pu|tarif|prix u|prix unit ht|p.u. h.t.|prix ht|px unitaire|px unit|taux horaire|prix unitaire h.t.|pu net|p.u. net
            precio unitario|precio|p. unitario|precio unit|precio/ud|p.u.|precio ud|precio unidad|tarifa|p unit|pvp|precio hora
            prijs|stukprijs|prijs per stuk|eenheidsprijs|tarief|prijs per eenheid|per stuk|prijs/st|prijs excl|prijs p/st|uurtarief|prijs excl btw|prijs per uur
            prezzo unitario|prezzo|prezzo unit|p. unitario|prezzo cad|importo unitario|costo unitario|p. unit|prezzo un|tariffa|p.zo unitario|prezzo u|prezzo netto
            """
        ),
        (
            .discount, 1,
            "discount|disc|rabatt|remise|descuento|dto|korting|sconto|disc %|rabatt %|rem|% rem|sc %|nachlass|dto %|% dto|sconto %|% sconto|korting %|rem %|remise %|discount %"
        ),
        (
            .taxRate, 1,
            "vat|vat %|tax|vat rate|tax rate|mwst|ust|mwst %|ust %|steuersatz|mwst-satz|ust-satz|steuer|tva|taux|taux tva|tva %|iva|iva %|% iva|btw|btw %|btw-tarief|aliquota|aliq|aliquota iva|tax %|gst|% mwst|% tva|% ust|tax code|gst %|st|tipo iva|btw-perc|taux de tva|aliq iva|mwst in %|ust in %|steuersatz in %|vat code|steuer %|% btw|tx"
        ),
        (
            .taxAmount, 1,
            "vat amount|tax amount|mwst-betrag|ust-betrag|steuerbetrag|montant tva|importe iva|btw-bedrag|importo iva|cuota|cuota iva|gst amount|btw bedrag"
        ),
        (
            .lineTotal, 1,
            """
            total|amount|line total|total price|net amount|price total|subtotal|sum|extended price|line amount|total net|amount excl vat|net total|value|total excl vat|net|ext price|extended|total amount|extended amount|amount eur|total eur|total ex vat|amount due|item total|net value|amount gbp|amount usd|total usd|total gbp|net price total|line net|amount net|price total net
            Gesamtpreis|Gesamt|Betrag|Summe|Gesamtbetrag|Nettobetrag|G-Preis|GP|Gesamt netto|Netto|Positionssumme|Gesamtpreis netto|Betrag netto|Total|Gesamt EUR|Betrag EUR|Gesamt €|Betrag €|G-Preis EUR|Gesamtpreis EUR|Gesamtpreis €|Gesamtpreis (EUR)|Betrag (EUR)|Summe netto|Summe EUR|GP EUR|GP €|Summe €|Netto-Betrag|Positionsbetrag|Wert|Netto EUR|Betrag in EUR|Betrag in €|Gesamt (netto)|Betrag Netto EUR|Total netto|Netto Betrag|Zeilensumme|Netto €
            montant|total ht|montant ht|prix total|total|total h.t.|montant h.t.|sous-total|montant net|total ligne|prix total ht|total net|montant net ht|total net ht|montant total|montant total ht|mt ht|montant eur|total (ht)
            importe|total|importe total|precio total|subtotal|total línea|neto|importe neto|valor|total neto|importe eur
            bedrag|totaal|totaalprijs|regeltotaal|totaal excl|subtotaal|bedrag excl|totaalbedrag|totaal excl btw|bedrag excl btw|totaal eur|netto|bedrag eur|totaal €|bedrag €|netto bedrag
            importo|totale|prezzo totale|importo totale|totale riga|imponibile|totale netto|importo netto|totale eur|importo eur|valore|totale imponibile|tot|prezzo tot
            """
        ),
        (.date, 1, "date|datum|fecha|data|service date|leistungsdatum|jour|dag|giorno|delivery date|lieferdatum"),
    ])
}
