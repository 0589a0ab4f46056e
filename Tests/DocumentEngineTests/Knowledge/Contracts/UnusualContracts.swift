/// English contracts with unusual openings, lists and places of their particulars.
enum UnusualContracts {
    static let all: [ContractSample] = [
        ContractSample(
            "surviving obligations",
            """
                                     CONFIDENTIALITY AND NON-COMPETITION AGREEMENT

                 THIS CONFIDENTIALITY AND NON-COMPETITION AGREEMENT (the "Agreement") is entered into
            effective the 9th day of February, 2007, by and between THE MERIDIAN LUMBER COMPANY, a
            corporation organized and existing under the laws of the State of Washington (hereinafter
            referred to as "Meridian"), and Thomas J. Whitfield, whose address is 18 Cedar Court, Tacoma,
            Washington 98402 (hereinafter referred to as "Employee").

                 1.  Non-Competition. For a period of eighteen (18) months following termination of employment,
            Employee shall not compete.
                 2.  Confidentiality. The obligations under this Agreement shall survive for three (3) years.
                 3.  Governing Law. The validity, interpretation and performance of this Agreement shall be
            controlled by and construed under the laws of the State of Washington.

            MERIDIAN LUMBER COMPANY                  EMPLOYEE
            By: /s/ Paula Grant                      /s/ Thomas J. Whitfield
            """,
            parties: ["THE MERIDIAN LUMBER COMPANY", "Thomas J. Whitfield"],
            date: "2007-02-09",
            jurisdiction: "Washington",
            term: "3 years"
        ),
        ContractSample(
            "table of particulars",
            """
            TENANCY AGREEMENT

            Date of agreement:        12/03/2023
            Landlord:                 Mrs Olive Harcastle
            Tenant:                   Mr Samuel Brook and Ms Ida Brook
            Property:                 Flat 2, 9 Quay Street, Bristol
            Term:                     12 months
            Commencement date:        1 April 2023
            Rent:                     £950 per month

            The Landlord lets the property to the Tenant on the terms of this agreement. This agreement is governed by
            the law of England and Wales. Termination needs two months' notice.
            """,
            parties: ["Olive Harcastle", "Samuel Brook", "Ida Brook"],
            date: "2023-04-01",
            jurisdiction: "England and Wales",
            term: "12 months"
        ),
        ContractSample(
            "title page in capitals",
            """
                                          AMENDED AND RESTATED SUPPLY AGREEMENT
                                                  dated as of April 30, 2015
                                                      by and between
                                               PINNACLE COATINGS CORPORATION
                                                           and
                                              EASTBROOK AUTOMOTIVE GROUP, INC.

                                                      TABLE OF CONTENTS
            Article 1 Definitions
            Article 2 Term and Termination
            This Amended and Restated Supply Agreement (this "Agreement") is entered into as of April 30, 2015 by and between
            Pinnacle Coatings Corporation, a Michigan corporation, and Eastbrook Automotive Group, Inc., a Delaware corporation.
            2.1 The initial term of this Agreement shall commence on the date hereof and continue for a period of ten (10) years.
            2.2 Governing Law. THIS AGREEMENT SHALL BE GOVERNED BY THE LAWS OF THE STATE OF MICHIGAN WITHOUT REGARD TO CONFLICTS.
            """,
            parties: ["PINNACLE COATINGS CORPORATION", "EASTBROOK AUTOMOTIVE GROUP, INC."],
            date: "2015-04-30",
            jurisdiction: "MICHIGAN",
            term: "10 years"
        ),
        ContractSample(
            "date of the last signature",
            """
            MUTUAL CONFIDENTIALITY AGREEMENT

            This Agreement, effective on the date of the last signature below ("Effective Date"), is between the
            University of Northmere, a public institution having offices at 1 College Road, Northmere, Ohio 44001
            ("University") and Caldera Instruments, a division of Caldera Holdings PLC, 22 King's Parade, Leeds, UK ("Caldera").

            1. Purpose. 2. Confidential Information shall mean information marked as such within thirty (30) days of disclosure.
            3. The receiving party's obligations expire five (5) years after the Effective Date.
            4. This Agreement shall be construed in accordance with the laws of the State of Ohio, U.S.A.

            UNIVERSITY OF NORTHMERE                 CALDERA INSTRUMENTS
            By: ________________                    By: ________________
            Date: March 3, 2017                     Date: March 9, 2017
            """,
            parties: ["University of Northmere", "Caldera Instruments"],
            date: nil,
            jurisdiction: "Ohio",
            term: "5 years"
        ),
        ContractSample(
            "roles as labels",
            """
            SUBSCRIPTION SERVICES AGREEMENT
            Customer: Pellworm Shipping A/S
            Provider: Datakite Oy
            Start date: 1 May 2024
            Initial term: 24 months
            Governing law: Finland

            This Agreement sets out the terms on which Provider supplies the services. Termination: ninety days' written notice.
            """,
            parties: ["Pellworm Shipping A/S", "Datakite Oy"],
            date: nil,
            jurisdiction: "Finland",
            term: "24 months"
        ),
        ContractSample(
            "parties behind AND",
            """
            COLLABORATION AGREEMENT

            THIS COLLABORATION AGREEMENT (hereinafter "Agreement") made and effective this 21 day of May 2012
            BY AND BETWEEN: MAPLE RIDGE MINING CORP., a body corporate having an office at Suite 900 - 808 West Hastings
            Street, Vancouver, British Columbia ("Maple Ridge")
            AND: SOLANO GEOPHYSICS INC., of 45 Bay Street, Toronto, Ontario ("Solano")
            AND: DR. HELGA FROST, of Kingston, Ontario ("Frost")

            WHEREAS Maple Ridge and Solano Inc. wish to collaborate.
            8. Term: This Agreement shall be in force for a term of four years unless ended by 60 days notice.
            9. This Agreement is governed by the laws of British Columbia and the laws of Canada applicable therein.
            """,
            parties: ["MAPLE RIDGE MINING CORP.", "SOLANO GEOPHYSICS INC.", "DR. HELGA FROST"],
            date: "2012-05-21",
            jurisdiction: "British Columbia",
            term: "4 years"
        ),
        ContractSample(
            "names below their roles",
            """
                                STANDARD FORM OF AGREEMENT BETWEEN OWNER AND CONTRACTOR
            AGREEMENT made as of the 17th day of September in the year 2020
            BETWEEN the Owner:
            Grayhawk Unified School District
            1200 Main Street, Grayhawk, Arizona
            and the Contractor:
            Sandstone Builders, Inc.
            77 Quarry Road, Mesa, Arizona
            The Owner and Contractor agree as follows. The Contract shall be governed by the law of the place where the Project is located.
            """,
            parties: ["Grayhawk Unified School District", "Sandstone Builders, Inc."],
            date: nil,
            jurisdiction: nil,
            term: nil
        ),
        ContractSample(
            "party named elsewhere",
            """
            CONSULTING SERVICES AGREEMENT

            This Consulting Services Agreement ("Agreement") dated June 2, 2014, is among BRIGHTWATER UTILITIES, INC., a Texas
            corporation (the "Company"), and the individual named below (the "Consultant").

            Consultant: Henrietta Moss
            Term. The engagement begins on June 15, 2014 and ends on December 15, 2014. Either party may terminate on 14 days notice.
            Venue: Harris County, Texas. This Agreement shall be construed according to Texas law. Severability. 
            """,
            parties: nil,
            date: "2014-06-02",
            jurisdiction: "Texas",
            term: nil
        ),
    ]
}
