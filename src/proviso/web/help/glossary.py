"""The words of the field and every abbreviation that pages show, each with the paragraph that it comes from, if any."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word, what it means here, and the paragraph of the guidance that it comes from; empty where it has none."""

    word: str
    says: str
    paragraph: str = ""


GLOSSARY: tuple[Term, ...] = (
    Term("Additional information", "What is shared beyond basic information, item by item, where it is needed.", "6.2"),
    Term("Allegation", "What the person reported, or what the police look into. It is not proved.", "5.1.1"),
    Term(
        "Basic information",
        "The five fields that are usually shared: name, date of birth, address or location, type of crime, and that "
        "they are suspected of being an immigration offender.",
        "6.1",
    ),
    Term("Case", "One victim or witness, and all that is recorded of the suspicion about them."),
    Term(
        "CSV, JSON, PDF",
        "Kinds of file: a table that a spreadsheet opens, data that another system reads, and a page to read or print.",
    ),
    Term("DC, PC, Sgt", "Detective constable, police constable, sergeant: ranks before a name."),
    Term("Delay", "Sharing later, for a reason, with what ends it and a day on which it is reviewed.", "7.2"),
    Term(
        "Dip sample",
        "Some cases of a period, drawn by the record, that somebody who did not act in them looks at. Our safeguard.",
    ),
    Term("Disclosure", "Something that was shared, by whatever way: a telephone call counts.", "10.1.1"),
    Term("Edition", "The guidance as it was at one time. Each decision keeps the edition that it was made under."),
    Term(
        "Equality assessment",
        "What a force writes down about how a policy of its own bears on people with different characteristics.",
        "11.1",
    ),
    Term("GMT, BST", "The time on the clock in winter and in summer in the United Kingdom. Pages say which."),
    Term(
        "Home Office",
        "Here: its border, immigration and citizenship departments, Immigration Enforcement among them.",
        "1.2.4",
    ),
    Term(
        "Immigration offender",
        "Somebody in the United Kingdom who needs leave and has none, who breached its conditions, or who committed an "
        "offence of entering or remaining. Here it is always a suspicion.",
        "1.2.3",
    ),
    Term("Lawful basis, power", "What allows the police to share: a power, and not a duty.", "4.1"),
    Term(
        "Leave",
        "Permission to enter or remain in the United Kingdom. It can run out, and can have conditions.",
        "1.2.3",
    ),
    Term("Local policy", "A policy that a force adopted on top of the guidance. It can only protect the person more."),
    Term(
        "Marker",
        "A note on a record, such as one on the PNC that the Home Office looks for somebody. It is not proof of status."
        " A marker on an address or a number, so that calls from there are answered as urgent, is another thing.",
        "5.3.1",
    ),
    Term(
        "National Command and Control Unit (NCCU)",
        "The unit of the Home Office that answers the police by day and night. In most cases it is told first.",
        "8.1",
    ),
    Term(
        "NRM",
        "National Referral Mechanism: how somebody who may be a victim of slavery or trafficking is identified and "
        "supported.",
    ),
    Term("OFFICIAL-SENSITIVE", "The marking on every page: information that needs particular care."),
    Term("Our safeguard", "Something that Proviso asks and the guidance does not say in those words. Pages say which."),
    Term("PNC", "Police National Computer. It may show a marker of the Home Office.", "5.3.1"),
    Term(
        "Protective measure",
        "What keeps the person safe: somewhere to stay, a marker on their address, conditions on somebody else.",
        "5.1.2",
    ),
    Term(
        "Purpose",
        "What sharing is for in this case, in words. The guidance lists six, and another can be named.",
        "5.4",
    ),
    Term("PV and RC references", "PV-4K7Q-9TZM is a case here, and says nothing of anybody. RC is a reconciliation."),
    Term("Recipient", "The department to which something is sent, from the force’s own list.", "8.1"),
    Term(
        "Reconciliation",
        "Holding the force’s own telephone or e-mail log against what was recorded, to find what is missing.",
        "10.1.1",
    ),
    Term("Record", "Everything that happened on a case, in order. Nothing in it is changed or taken out.", "10.1.1"),
    Term("Referral", "Putting the person in touch with a service: support, advice on immigration, the NRM.", "3.2"),
    Term(
        "Reply",
        "What the Home Office sends back. If it says that the suspicion is wrong, corrections are due.",
        "6.3.3",
    ),
    Term(
        "Retention",
        "How long something is kept. The force’s own schedule says; Proviso carries out none by itself yet.",
    ),
    Term("S/MIME, CA", "How an e-mail is signed and sealed, and whoever vouches for the certificate that it takes."),
    Term(
        "Safe way to reach them", "How the person can be told without somebody who harms them learning of it.", "9.1.1"
    ),
    Term("SHA-256", "A number worked out from a file. Two files with the same number are the same."),
    Term(
        "Suspicion",
        "What an officer thinks may be so, and the facts that it rests on. A doubt is less: it calls for no sharing.",
        "5.3.1",
    ),
    Term("UK", "United Kingdom."),
    Term(
        "Victim",
        "Somebody who reports a crime against them, or whom the police suspect to be a victim of one.",
        "1.2.1",
    ),
    Term(
        "Views",
        "What the person says of sharing additional information. They are weighed; they do not decide.",
        "6.3.1",
    ),
    Term(
        "Witness",
        "Somebody who reports that they witnessed a crime, or offers information or evidence about one.",
        "1.2.2",
    ),
)
"""In the order of the alphabet."""
