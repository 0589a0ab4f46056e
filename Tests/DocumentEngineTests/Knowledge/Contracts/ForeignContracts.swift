/// More contracts of the continent, written before the rules were fitted to them.
enum ForeignContracts {
    static let all: [ContractSample] = [
        ContractSample(
            "Italian law in English",
            """
            NON-DISCLOSURE AGREEMENT

            BETWEEN
                   AURELIA FOODS S.P.A., a company incorporated in Italy, with registered office in Via Po 10, Turin
            (hereinafter "AURELIA")
            AND
                   NORTHWIND ANALYTICS LTD, a company incorporated in Ireland (hereinafter "NORTHWIND")
            each individually a "Party".

            WHEREAS Aurelia and Northwind intend to exchange information;
            ARTICLE 5 - DURATION
            This Agreement comes into force on 15.09.2019 and shall remain in force for a period of 5 (five) years.
            ARTICLE 6 - LAW
            This Agreement shall be governed exclusively by Italian law. The Courts of Turin shall have jurisdiction.
            """,
            parties: ["AURELIA FOODS S.P.A.", "NORTHWIND ANALYTICS LTD"],
            date: "2019-09-15",
            jurisdiction: "Italy",
            term: "5 years"
        ),
        ContractSample(
            "German employment",
            """
            Arbeitsvertrag

            Zwischen

            Firma Holzbau Sträter GmbH & Co. KG, Industrieweg 7, 33604 Bielefeld
            (im Folgenden: Arbeitgeber)

            und

            Frau Dr. Lena Aydin, Parkallee 3, 33602 Bielefeld
            (im Folgenden: Arbeitnehmerin)

            wird folgender Arbeitsvertrag geschlossen:

            § 1 Beginn. Das Arbeitsverhältnis beginnt am 01.07.2023. Die Probezeit beträgt sechs Monate.
            § 2 Es wird auf die Dauer von zwei Jahren geschlossen.
            § 9 Kündigung: vier Wochen. Gerichtsstand ist Bielefeld.
            """,
            parties: ["Holzbau Sträter GmbH & Co. KG", "Dr. Lena Aydin"],
            date: "2023-07-01",
            jurisdiction: "Bielefeld",
            term: "2 Jahre"
        ),
        ContractSample(
            "Spanish lease",
            """
            CONTRATO DE ARRENDAMIENTO DE VIVIENDA

            En Sevilla, a 10 de enero de 2022

            REUNIDOS
            De una parte, D. Manuel Ortega Ruiz, mayor de edad, con DNI 12345678Z, como ARRENDADOR.
            Y de otra, Dª. Lucía Prieto Gil, mayor de edad, con DNI 87654321X, como ARRENDATARIA.

            CLÁUSULAS
            Primera. El plazo de duración del contrato será de un año a partir del 1 de febrero de 2022.
            Segunda. La renta se pagará en los siete primeros días. Las partes se someten a los Juzgados y Tribunales de Sevilla.
            """,
            parties: ["D. Manuel Ortega Ruiz", "Dª. Lucía Prieto Gil"],
            date: "2022-02-01",
            jurisdiction: "Sevilla",
            term: "1 año"
        ),
        ContractSample(
            "French, in turn",
            """
            ACCORD DE CONFIDENTIALITÉ

            Entre :
            ORBITEL SA, société anonyme au capital de 50.000 euros, immatriculée au RCS de Paris, dont le siège social est
            au 4 avenue Foch, 75016 Paris, représentée par M. Luc Garnier, ci-après « ORBITEL »,
            d'une part,
            et :
            MARÉCHAL & FILS, dont le siège est à Nantes, ci-après « MARÉCHAL »,
            d'autre part,

            Article 6 - Durée : Le présent accord entre en vigueur le 2 mai 2018 et est conclu pour une durée de 5 ans.
            Article 7 - Le présent accord est régi par le droit français. Les parties ont convenu ci-après.
            Fait à Paris, le 28 avril 2018
            """,
            parties: ["ORBITEL SA", "MARÉCHAL & FILS"],
            date: "2018-05-02",
            jurisdiction: "droit français",
            term: "5 ans"
        ),
        ContractSample(
            "Italian lease",
            """
            CONTRATTO DI LOCAZIONE

            Tra il sig. Paolo Bertin, nato a Padova, di seguito "Locatore", e la società Punto Verde S.n.c., con sede in
            Padova, di seguito "Conduttore", si conviene quanto segue:
            1. La locazione ha durata di quattro anni, dal 1 marzo 2021 al 28 febbraio 2025.
            2. Il recesso richiede preavviso di 6 mesi. Foro competente è quello di Padova.
            """,
            parties: ["Paolo Bertin", "Punto Verde S.n.c."],
            date: nil,
            jurisdiction: "Padova",
            term: "4 anni"
        ),
        ContractSample(
            "Dutch lease",
            """
            HUUROVEREENKOMST WOONRUIMTE

            Partijen:
            Verhuurder: Stichting Woonvorm
            Huurder: de heer K. Jansen

            De huurovereenkomst gaat in per 1 oktober 2022 en is aangegaan voor de duur van 12 maanden. Opzegging: een maand.
            """,
            parties: ["Stichting Woonvorm", "K. Jansen"],
            date: "2022-10-01",
            jurisdiction: nil,
            term: "12 maanden"
        ),
    ]
}
