"""Stories in which something goes, or is to go, without a call: by secure e-mail, or as an encrypted file."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from proviso.accounts.channel_codes import Channel
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.correction import CorrectionOrdered, FoundWrong, Wrong
from proviso.casework.values.dispatch import SendingOrdered, SendingUnclear, Sent
from proviso.casework.values.notification import AttemptFailed, How
from proviso.casework.values.protection import Measure
from proviso.casework.values.reply import ReplyArrived
from proviso.demonstration.answers import (
    DECLINED,
    NATIONAL_UNIT,
    NO_CONTROL,
    NOTHING_MORE,
    SECTION_20,
    VICTIM,
    WITHOUT_DELAY,
    WITNESS,
    account,
    acknowledged,
    adult,
    by_telephone,
    crime,
    fields,
    home,
    in_person,
    measures,
    purposes,
    share,
    told_after,
    told_before,
)
from proviso.demonstration.force import ASHDOWN, BRAMBLE, FENNEL
from proviso.demonstration.story import Story, Told, Visit, ago

BY_EMAIL = SendingOrdered(checked=True, by=Channel.EMAIL)
BY_HAND = SendingOrdered(checked=True, by=Channel.FILE)
A_MESSAGE = ReplyArrived(digest="a message", sender="the receiving unit")
SENDING = "To send what was decided"


@dataclass(frozen=True, slots=True)
class OfficersWords:
    """What an officer wrote on one of these cases: what they said, and what for."""

    said: str
    purpose: str


def _up_to_telling(
    number: str, kind: CrimeType, name: str, born: date, where: str, words: OfficersWords, reach: Told
) -> tuple[Told, ...]:
    """What every one of these cases records before the person is told."""
    return (
        crime(number, kind),
        adult(name, born.year, born.month, born.day),
        home(where),
        reach,
        measures(address_marker=Measure.IN_PLACE),
        NO_CONTROL,
        DECLINED,
        account(words.said),
        purposes(confirm_or_negate=words.purpose),
        SECTION_20,
        fields(),
        NOTHING_MORE,
        WITHOUT_DELAY,
        NATIONAL_UNIT,
    )


def _up_to_deciding(
    number: str, kind: CrimeType, name: str, born: date, where: str, words: OfficersWords, decision: str
) -> tuple[Told, ...]:
    told = _up_to_telling(number, kind, name, born, where, words, in_person("At the front desk, in the afternoon"))
    return (*told, told_before(), share(decision))


BY_EMAIL_AND_TOLD = Story(
    "Sent by secure e-mail, and a message has come: a witness to a robbery",
    WITNESS,
    (
        Visit(
            ASHDOWN,
            ago(days=4),
            _up_to_deciding(
                "NM-10421",
                CrimeType.ROBBERY,
                "Imaginary Dunlin",
                date(1979, 6, 3),
                "3 Invented Wharf, Northmarsh",
                OfficersWords(
                    "He said that his leave ran out in the spring",
                    "Whether an application was made for him, as he was promised",
                ),
                "He came back to ask whether it was sent, and wants it settled",
            ),
        ),
        Visit(FENNEL, ago(days=3, hours=22), (BY_EMAIL, Sent(message="taken over")), SENDING),
        Visit(ASHDOWN, ago(days=3, hours=2), (told_after(),), "To tell him what was shared"),
        Visit(ASHDOWN, ago(days=3), (acknowledged("The receiving unit", "HO-EXAMPLE-7421"),), "They acknowledged it"),
        Visit(ASHDOWN, ago(days=1), (A_MESSAGE,), "A message has come"),
    ),
)

UNCLEAR = Story(
    "Nobody knows whether the message left: a theft from a van",
    VICTIM,
    (
        Visit(
            BRAMBLE,
            ago(days=2),
            _up_to_deciding(
                "NM-10423",
                CrimeType.THEFT,
                "Supposed Whimbrel",
                date(1988, 12, 19),
                "8 Imaginary Yard, Northmarsh",
                OfficersWords(
                    "He said that he never heard back about his visa",
                    "Whether a decision went to an address that he has left",
                ),
                "A decision may lie at his old address, and he would rather hear it",
            ),
        ),
        Visit(FENNEL, ago(days=1, hours=20), (BY_EMAIL, SendingUnclear(says="taken over, or not")), SENDING),
    ),
)

WAITS_TO_LEAVE = Story(
    "Ordered by secure e-mail and still waiting: a burglary of a boat",
    VICTIM,
    (
        Visit(
            ASHDOWN,
            ago(hours=9),
            _up_to_deciding(
                "NM-10425",
                CrimeType.BURGLARY,
                "Notional Phalarope",
                date(1966, 2, 8),
                "The Invented Barge, Northmarsh",
                OfficersWords(
                    "She said that she stayed on when her course ended",
                    "Whether the college told them that she had left",
                ),
                "Her own dates do not agree with each other, and theirs will",
            ),
        ),
        Visit(ASHDOWN, ago(hours=8), (BY_EMAIL,), SENDING),
    ),
)

CORRECTION_WAITS = Story(
    "A correction waits to leave, and nothing is acknowledged yet: an assault outside a shop",
    VICTIM,
    (
        Visit(
            BRAMBLE,
            ago(days=3, hours=4),
            _up_to_deciding(
                "NM-10431",
                CrimeType.VIOLENCE,
                "Pretend Turnstone",
                date(1990, 10, 5),
                "21 Imaginary Mews, Northmarsh",
                OfficersWords(
                    "He said that his papers are still with a former landlord",
                    "Whether his leave runs on while he cannot show it",
                ),
                "He has nothing to show an employer, and the answer may give him that",
            ),
        ),
        Visit(FENNEL, ago(days=3), (BY_EMAIL, Sent(message="taken over")), SENDING),
        Visit(BRAMBLE, ago(days=2, hours=2), (told_after(),), "To tell him what was shared"),
        Visit(
            BRAMBLE,
            ago(hours=5),
            (
                FoundWrong(wrong=(Wrong.DATE_OF_BIRTH,), words="He was born on the 15th, not the 5th"),
                CorrectionOrdered(words="The date of birth was wrong: it is 15 October 1990"),
            ),
            "His passport shows another day of birth",
        ),
    ),
)

FILE_TO_HAND_OVER = Story(
    "An encrypted file is to be handed over: an assault at a bus station",
    VICTIM,
    (
        Visit(
            BRAMBLE,
            ago(hours=7),
            _up_to_deciding(
                "NM-10427",
                CrimeType.VIOLENCE,
                "Supposed Knot",
                date(1999, 9, 27),
                "14 Make-Believe Lane, Northmarsh",
                OfficersWords(
                    "He said that he came for a season’s work and stayed",
                    "Whether the farm ever ended his sponsorship",
                ),
                "He agrees to it, and the season’s other workers are not named",
            ),
        ),
        Visit(BRAMBLE, ago(hours=6), (BY_HAND,), SENDING),
    ),
)


def _not_reached(at: datetime) -> AttemptFailed:
    again = (at + timedelta(days=1)).date()
    return AttemptFailed(
        happened_at=at, how=How.TELEPHONE, what_happened="It rang, and nobody answered. No message was left.",
        try_again_on=again,
    )  # fmt: skip


NOT_REACHED_YET = Story(
    "To be told before anything is decided, and not reached yet: a theft of savings",
    VICTIM,
    (
        Visit(
            ASHDOWN,
            ago(days=1, hours=6),
            (
                *_up_to_telling(
                    "NM-10429", CrimeType.THEFT, "Pretend Sanderling", date(1972, 4, 30), "5 Invented Rise, Northmarsh",
                    OfficersWords(
                        "She said that her husband dealt with her visa before he died",
                        "Whether her leave ended with his death",
                    ),
                    by_telephone("01632 960198", when_safe="In the morning"),
                ),
                _not_reached,
            ),
        ),
    ),
)  # fmt: skip

STORIES = (BY_EMAIL_AND_TOLD, UNCLEAR, WAITS_TO_LEAVE, CORRECTION_WAITS, FILE_TO_HAND_OVER, NOT_REACHED_YET)
