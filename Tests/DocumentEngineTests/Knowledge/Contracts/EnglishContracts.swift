/// Contracts in the ways that English-speaking drafters begin, date, limit and sign them, with what they say.
enum EnglishContracts {
    static let all: [ContractSample] = [
        ContractSample(
            "mutual non-disclosure with defined terms",
            """
                              MUTUAL NON-DISCLOSURE AGREEMENT

            This Mutual Non-Disclosure Agreement (this "Agreement") is made and entered into as of
            October 3, 2018 (the "Effective Date") by and between Tallgrass Robotics, Inc., a Delaware
            corporation having its principal place of business at 40 Mill Street, Albany, New York and its
            subsidiaries ("Tallgrass"), and Bellweather Sensors LLC, an Oregon limited liability company
            ("Bellweather").

            1. Notice. Either party may end discussions on a notice of thirty (30) days.
            2. Term. This Agreement shall remain in effect for a period of two (2) years from the
            Effective Date.
            3. Governing Law. This Agreement shall be governed by and construed in accordance with the
            laws of the State of Delaware, without regard to its conflict of laws principles.

            IN WITNESS WHEREOF, the parties have executed this Agreement.

            TALLGRASS ROBOTICS, INC.               BELLWEATHER SENSORS LLC
            By: ____________________               By: ____________________
            """,
            parties: ["Tallgrass Robotics, Inc.", "Bellweather Sensors LLC"],
            date: "2018-10-03",
            jurisdiction: "Delaware",
            term: "2 years"
        ),
        ContractSample(
            "day of month in words, party of the first part",
            """
            CONFIDENTIALITY AGREEMENT

            THIS AGREEMENT, made this 14th day of March, 2011, between HOLLOWAY & PRYCE LIMITED
            (hereinafter called the "Discloser") and MARGARET A. ELLERY (hereinafter called the
            "Recipient").

            WHEREAS the Discloser possesses certain confidential information dated before March 1, 2009;

            The obligations of the Recipient shall continue for five years after the date hereof.
            This Agreement is subject to the laws of England and Wales, and the courts of England
            shall have exclusive jurisdiction.
            """,
            parties: ["HOLLOWAY & PRYCE LIMITED", "MARGARET A. ELLERY"],
            date: "2011-03-14",
            jurisdiction: "England and Wales",
            term: "5 years"
        ),
        ContractSample(
            "numbered parties",
            """
            DATED 1 June 2021

            FRAMEWORK SERVICES AGREEMENT

            THIS AGREEMENT is dated 1 June 2021

            PARTIES
            (1) QUARRYBANK FOODS PLC incorporated and registered in England with company number
                04411290 whose registered office is at 2 Dock Road, Hull (the "Customer"); and
            (2) ORLEBAR LOGISTICS LIMITED incorporated and registered in Scotland with company number
                SC220981 (the "Supplier").

            AGREED TERMS
            1. Commencement and duration. This agreement shall commence on the Effective Date and,
            unless terminated earlier, shall continue for an initial term of thirty-six (36) months.
            The Customer shall pay within 30 days. Either party may give three months' notice.
            2. Governing law. This agreement shall be governed by, and construed in accordance with,
            the law of Scotland.
            """,
            parties: ["QUARRYBANK FOODS PLC", "ORLEBAR LOGISTICS LIMITED"],
            date: "2021-06-01",
            jurisdiction: "Scotland",
            term: "36 months"
        ),
        ContractSample(
            "three parties",
            """
            CONSORTIUM AGREEMENT

            This Consortium Agreement is entered into on 2019-11-05 by and among Ferrowell Steel AG,
            Kittering Energy B.V. and Northmoor University (each a "Party" and together the "Parties").

            This Agreement shall terminate on the third anniversary of its date. Termination does not
            affect accrued rights. This Agreement shall be governed by the laws of Switzerland.
            """,
            parties: ["Ferrowell Steel AG", "Kittering Energy B.V.", "Northmoor University"],
            date: "2019-11-05",
            jurisdiction: "Switzerland",
            term: "3 years"
        ),
        ContractSample(
            "effective date as a label, law before the phrase",
            """
            MASTER LICENSE AGREEMENT
            Effective Date: January 15, 2020

            This License Agreement ("Agreement") is between Cobaltine Software Corp., a California
            corporation ("Licensor") and Dunmore County School District ("Licensee"), dated as of
            December 20, 2019.

            Severability. If any provision is void the rest stays. Termination for cause: 10 days.
            The initial term of this Agreement is one (1) year and it renews for terms of 12 months.
            California law governs this Agreement.
            """,
            parties: ["Cobaltine Software Corp.", "Dunmore County School District"],
            date: "2020-01-15",
            jurisdiction: "California",
            term: "1 year"
        ),
        ContractSample(
            "employment",
            """
                                   EMPLOYMENT AGREEMENT

            This Employment Agreement (the "Agreement"), effective as of the 1st day of July 2016, is
            entered into by and between Saltmarsh Capital, L.P. (the "Company") and Dr. Edwin T. Okoro, an
            individual residing at 7 Larch Lane, Boise, Idaho ("Executive").

            The Executive shall be employed for a term of three (3) years commencing on the Effective
            Date. The Company shall reimburse expenses within sixty (60) days. For one year after
            termination the Executive shall not compete.

            This Agreement shall be interpreted under the laws of the Commonwealth of Massachusetts.
            """,
            parties: ["Saltmarsh Capital, L.P.", "Dr. Edwin T. Okoro"],
            date: "2016-07-01",
            jurisdiction: "Massachusetts",
            term: "3 years"
        ),
        ContractSample(
            "blank date and no term",
            """
            NON-DISCLOSURE AGREEMENT

            This Agreement is made as of the ____ day of __________, 20__ by and between Vantor
            Biologics Inc. ("Vantor") and ________________ ("Recipient").

            WHEREAS the parties wish to talk. Governing law: the parties submit to the courts of Ontario,
            and this Agreement shall be governed by the laws of the Province of Ontario and the federal
            laws of Canada applicable therein. Severability. In witness whereof.
            """,
            parties: nil,
            date: nil,
            jurisdiction: "Ontario",
            term: nil
        ),
        ContractSample(
            "block of party names under a heading",
            """
            LEASE AGREEMENT

            BETWEEN:

                 HARTSEL PROPERTIES LTD.
                 ("Landlord")

            AND:

                 Blue Kettle Bakery Co.
                 ("Tenant")

            The lease begins on 01 February 2022. The term of the lease is 5 years. Rent is due within
            seven days. The laws of the Province of British Columbia apply to this agreement.
            Termination: two months.
            """,
            parties: ["HARTSEL PROPERTIES LTD.", "Blue Kettle Bakery Co."],
            date: "2022-02-01",
            jurisdiction: "British Columbia",
            term: "5 years"
        ),
    ]
}
