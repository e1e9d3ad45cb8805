"""What officers type in the journeys, about people who are plainly invented: the answers of a whole plain case.

The keys are the headings of the pages, in the order in which the product leads an officer through them.
"""

from datetime import date

from tests.journeys.filling import Answers, in_days, just_now

SUSPECTED = "Do you already suspect that the person is an immigration offender?"
ALREADY_SHARED = "Has anything about them been shared with the Home Office already?"
VICTIM: Answers = {
    "Is the person a victim or a witness?": "A victim",
    SUSPECTED: "Yes, and nothing about them has been shared with the Home Office yet",
}
NO_MEASURE: Answers = {
    "Immediate measures to keep them safe": "Not needed",
    "Somewhere safe to stay": "Not needed",
    "A marker on their address or number": "In place",
    "Bail conditions or an order against someone": "Not needed",
    "An alarm or safety device": "Not needed",
}
NO_CONTROL: Answers = {"Does anyone use the person's status against them?": "No"}
EVERYTHING_BASIC: Answers = dict.fromkeys(
    (
        "Name",
        "Date of birth",
        "Address or location",
        "Type of crime",
        "That they are suspected of being an immigration offender",
    ),
    "Share it",
)
SHARED_NOW: Answers = {
    "When should it be shared?": "Now",
}
LATER = "Later, for a reason that will end"
NOBODY_HEARS = "Nobody can hear me: start the call"


def given_to(operator: str) -> Answers:
    """How a call ended in which everything was given and read back."""
    return {
        "How did the call end?": "I gave it, they read it back and it was right, and the call ended just now",
        "Who took it": operator,
        "Their reference": "HO-EXAMPLE-8801",
    }


def later() -> Answers:
    """Sharing waits for protection, with its end and its review."""
    return {
        "When should it be shared?": LATER,
        "What did you weigh about when to share?": "A call at the flat would show that she spoke to us",
        "Why should it wait?": "Immediate protection is being put in place",
        "What ends the delay?": "The refuge has taken her in",
        "When will the delay be reviewed?": in_days(2),
    }


SUPPORT = "Support and referrals"


def the_rest(beginning: str) -> dict[str, Answers]:
    """The answers of the plain case from this page on; its suspicion left out, where the demonstration has told one."""
    pages = plain_case("")
    later = list(pages)[list(pages).index(beginning) :]
    return {heading: pages[heading] for heading in later if heading != "The suspicion"}


def told_them() -> Answers:
    """That an adult was told this very minute, face to face, and understood; each question answered by itself."""
    return {
        "Have you told them?": {"Yes": {"When?": just_now}},
        "How?": "In person",
        "Was that a way they had said is safe?": True,
        "Who else was there, or could hear?": ["Nobody else"],
        "Did they understand?": True,
        "Was someone with them to support them?": "Not needed: they are an adult and have capacity",
    }


TOLD_JUST_NOW: Answers = {
    "Have you told them?": "Yes, just now",
    "How?": "In the way that is recorded as safe: in person",
    "Who else was there, or could hear?": ["Nobody else"],
    "Did they understand?": "Yes, by themselves: they are an adult and have capacity",
}
"""The same in the options that answer several questions."""


def plain_case(crime_reference: str) -> dict[str, Answers]:
    """The answers of a burglary's victim, page by page, up to telling her beforehand."""
    return {
        "The allegation": {
            "Crime reference": crime_reference,
            "What type of crime is it?": ["Burglary", "Hate crime"],
            "What is the status of the investigation?": "Recorded, and being investigated",
        },
        "The person": {
            "Name in Latin letters": "Imaginary Shearwater",
            "Date of birth": date(1991, 3, 27),
        },
        "Where they are": {
            "Where are they?": "Their home",
            "Address or location": "2 Invented Wharf, Northmarsh",
            "Could someone who harms them see their post or visitors there?": "No",
        },
        "The safe way to reach them": {
            "What language do they prefer?": "English",
            "What is the safe way to reach them?": "In person",
            "Number, address or name for that": "At the front desk of Northmarsh station",
            "What must officers avoid?": "Ring the flat",
        },
        "Protective measures": NO_MEASURE,
        "Status used against them": NO_CONTROL,
        "Support and referrals": {
            "Independent support": {"Referral made": {"Which service": "Wessmere Victim Support, which is invented"}},
            "Independent immigration advice": "Offered, and they declined it",
            "National Referral Mechanism, for a suspected victim of slavery or trafficking": "Does not apply",
        },
        "The suspicion": {
            "How did it first arise?": {
                "A database search made for the investigation": {
                    "What was the search for?": "To link earlier burglaries at the address"
                }
            },
            "How sure are you?": "I suspect it",
            "What do you suspect?": "Needs leave to enter or remain and has none",
            "The facts that it rests on": "A marker on the record of an earlier burglary",
        },
        "What sharing is for": {
            "What would sharing be for?": {
                "To find out whether the suspicion is right (5.4.1)": {
                    "In your words, for this case": "The marker is four years old and nobody has confirmed it"
                }
            }
        },
        "The power to share": {
            "Which power would you rely on?": "Section 20 of the Immigration and Asylum Act 1999 (paragraph 4.1)",
        },
        "Basic information": EVERYTHING_BASIC,
        "Additional information": {"Is anything more needed than the basic information?": ["Nothing more"]},
        "When": SHARED_NOW,
        "With whom": {"Who would it be shared with?": "National Command and Control Unit"},
        "Tell them beforehand": TOLD_JUST_NOW,
    }
