/// Contracts as they are drafted in German, French, Spanish, Dutch and Italian, with what they say.
enum ContinentalContracts {
    static let all: [ContractSample] = [
        ContractSample(
            "German, parties in lines",
            """
            Dienstleistungsvertrag

            zwischen

            Falkenrieder Maschinenbau GmbH
            Lindenstraße 14, 70173 Stuttgart
            - nachfolgend "Auftraggeber" genannt -

            und

            Anke Brehmer Beratung e.K.
            Am Hafen 3, 24103 Kiel
            - nachfolgend "Auftragnehmer" genannt -

            § 1 Vertragsgegenstand. Der Auftragnehmer berät den Auftraggeber.
            § 2 Laufzeit und Kündigung. Der Vertrag tritt am 01.04.2022 in Kraft und hat eine Laufzeit von
            24 Monaten. Die Kündigungsfrist beträgt drei Monate.
            § 3 Schlussbestimmungen. Es gilt deutsches Recht. Gerichtsstand ist Stuttgart.
            """,
            parties: ["Falkenrieder Maschinenbau GmbH", "Anke Brehmer Beratung e.K."],
            date: "2022-04-01",
            jurisdiction: "Stuttgart",
            term: "24 Monate"
        ),
        ContractSample(
            "German, in one sentence",
            """
            Mietvertrag

            Zwischen der Wohnbau Ostsee eG, vertreten durch den Vorstand, als Vermieterin und Herrn Jonas
            Petersen, als Mieter wird folgende Vereinbarung geschlossen:

            Das Mietverhältnis beginnt am 1. Oktober 2020. Die Dauer beträgt zwei Jahre. Gerichtsstand: Rostock
            Kündigung nach dem Gesetz. Salvatorische Klausel.
            """,
            parties: ["Wohnbau Ostsee eG", "Jonas Petersen"],
            date: "2020-10-01",
            jurisdiction: "Rostock",
            term: "2 Jahre"
        ),
        ContractSample(
            "French",
            """
            CONTRAT DE PRESTATION DE SERVICES

            ENTRE LES SOUSSIGNÉS :

            La société Corbelin Conseil SARL, au capital de 10 000 euros, dont le siège social est situé
            12 rue des Lilas et 3 quai Nord à Lyon, ci-après dénommée « le Prestataire »,

            ET

            La société Ateliers Marchand SAS, ci-après dénommée « le Client »,

            Il a été convenu ce qui suit. Le présent contrat prend effet le 15 janvier 2021 pour une durée
            de trois (3) ans. Résiliation : préavis de deux mois. Le présent contrat est soumis au droit
            français. Tout litige relève des tribunaux compétents de Lyon.
            """,
            parties: ["Corbelin Conseil SARL", "Ateliers Marchand SAS"],
            date: "2021-01-15",
            jurisdiction: "droit français",
            term: "3 ans"
        ),
        ContractSample(
            "Spanish",
            """
            CONTRATO DE SERVICIOS

            En Madrid, a 3 de mayo de 2019

            REUNIDOS

            De una parte, Olivares Logística, S.L., con domicilio en la calle Mayor 4, Madrid (en adelante,
            el "Cliente"), y de otra parte, Doña Carmen Rueda Salas, mayor de edad (en adelante, la
            "Consultora").

            CLÁUSULAS. El contrato entrará en vigor el 1 de junio de 2019 y tendrá una duración de doce (12)
            meses. Las partes se someten a los juzgados y tribunales de Madrid. Ley aplicable: la española.
            """,
            parties: ["Olivares Logística, S.L.", "Carmen Rueda Salas"],
            date: "2019-06-01",
            jurisdiction: "Madrid",
            term: "12 meses"
        ),
        ContractSample(
            "Dutch",
            """
            RAAMOVEREENKOMST

            Ondergetekenden:
            1. Waterland Bouw B.V., gevestigd te Zaandam, hierna "Opdrachtgever"; en
            2. De Graaf Techniek B.V., gevestigd te Breda, hierna "Opdrachtnemer";

            komen overeen: De overeenkomst gaat in op 1 september 2023 en heeft een looptijd van twee jaar.
            Opzegging met een termijn van 3 maanden. Op deze overeenkomst is Nederlands recht van toepassing.
            """,
            parties: ["Waterland Bouw B.V.", "De Graaf Techniek B.V."],
            date: "2023-09-01",
            jurisdiction: "Nederlands recht",
            term: "2 jaar"
        ),
        ContractSample(
            "Italian",
            """
            CONTRATTO DI SERVIZI

            tra
            Valbruna Impianti S.r.l., con sede in Via Roma 8, Verona, di seguito "il Committente",
            e
            Studio Tecnico Marchetti, di seguito "il Fornitore".

            Premesso che le parti intendono collaborare. Il contratto decorre dal 10 febbraio 2024 e ha una
            durata di diciotto (18) mesi. Recesso con preavviso di 60 giorni. Foro competente: Verona.
            """,
            parties: ["Valbruna Impianti S.r.l.", "Studio Tecnico Marchetti"],
            date: "2024-02-10",
            jurisdiction: "Verona",
            term: "18 mesi"
        ),
    ]
}
