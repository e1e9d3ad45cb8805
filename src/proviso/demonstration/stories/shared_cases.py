"""Cases on their way out: decided, in a call, sent and not acknowledged, acknowledged and not told, told."""

from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.content import Omission
from proviso.casework.values.person import Knows
from proviso.casework.values.protection import Measure
from proviso.casework.values.suspicion import SuspectedOf
from proviso.demonstration.answers import (
    BOTH,
    CALL,
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
    common_law,
    controlled,
    crime,
    fields,
    given,
    home,
    in_person,
    marker,
    measures,
    purposes,
    share,
    supported,
    told_after,
    told_before,
)
from proviso.demonstration.force import ASHDOWN, BRAMBLE, FENNEL
from proviso.demonstration.story import Story, Visit, ago

CALLING = "To make the call that was decided"

DECIDED = Story(
    "Decided, and the desk is overdue: a shopkeeper who was robbed",
    VICTIM,
    (
        Visit(
            BRAMBLE,
            ago(hours=8),
            (
                crime("NM-10407", CrimeType.ROBBERY, CrimeType.HATE_CRIME),
                adult("Imaginary Lapwing", 1969, 2, 11),
                home("Above the shop at 40 Invented Parade, Northmarsh"),
                in_person("In the shop, before it opens"),
                measures(alarm=Measure.IN_PLACE),
                NO_CONTROL,
                DECLINED,
                account("She said that she was told to leave in 2019 and has stayed for her mother"),
                purposes(confirm_or_negate="She believes that a lawyer settled it since"),
                SECTION_20,
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
                told_before(),
                share("Nothing stands in the way, and she would rather know how she stands"),
            ),
        ),
    ),
)

CALL_NEVER_ENDED = Story(
    "A call was started and never ended: a burglary of a shared house",
    VICTIM,
    (
        Visit(
            ASHDOWN,
            ago(hours=7),
            (
                crime("NM-10409", CrimeType.BURGLARY),
                adult("Pretend Merlin", 1998, 7, 23),
                home("17 Imaginary Terrace, Northmarsh"),
                by_telephone("01632 960164"),
                measures(),
                NO_CONTROL,
                DECLINED,
                marker("A marker from a search for the stolen van", "To find who had the keys of the van"),
                purposes(confirm_or_negate="The marker gives another spelling of the name"),
                SECTION_20,
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
                told_before(),
                share("The marker needs an answer one way or the other"),
            ),
        ),
        Visit(FENNEL, ago(hours=4), (CALL,), CALLING),
    ),
)

NOT_ACKNOWLEDGED = Story(
    "Shared and not acknowledged: threatened by a loan shark",
    VICTIM,
    (
        Visit(
            BRAMBLE,
            ago(days=5, hours=6),
            (
                crime("NM-10351", CrimeType.VIOLENCE, CrimeType.THEFT),
                adult("Supposed Nightjar", 1982, 10, 5),
                home("Flat 1, 8 Make-Believe Court, Northmarsh"),
                by_telephone("01632 960175", when_safe="In the evening"),
                measures(address_marker=Measure.IN_PLACE, conditions=Measure.IN_PLACE),
                controlled("The lender says that a word from him would have her removed"),
                supported("Northmarsh Money Advice, which is invented"),
                account("She said that she worked more hours than her visa allows", SuspectedOf.BREACHED),
                purposes(
                    assistance="To find out how her status stands, so that nobody can use it against her",
                    advice="Whether the hours that she worked matter now",
                    for_the_file="The lender has a hold over her, and must not learn that she told us",
                ),
                common_law("The lender threatens her with her status, and taking the threat away prevents extortion"),
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
                told_before(),
                share("She wants the threat to lose its force"),
            ),
        ),
        Visit(FENNEL, ago(days=5, hours=3), (CALL, given("Operator 31", "HO-EXAMPLE-7031")), CALLING),
        Visit(BRAMBLE, ago(days=4), (told_after(),), "To tell her what was shared"),
    ),
)

NOT_TOLD = Story(
    "Shared and acknowledged, and the person is not told: a witness to arson",
    WITNESS,
    (
        Visit(
            ASHDOWN,
            ago(days=6),
            (
                crime("NM-10344", CrimeType.OTHER, other="Arson"),
                adult("Notional Osprey", 1959, 1, 28),
                home("Flat 20, Imaginary House, Northmarsh"),
                in_person("At the community hall on Pretend Street"),
                measures(),
                NO_CONTROL,
                DECLINED,
                marker("A marker on a record of lost papers", "To see who else lived in the building"),
                purposes(confirm_or_negate="The papers may since have been replaced"),
                SECTION_20,
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
                told_before(),
                share("The marker is clear and the statement is safe"),
            ),
        ),
        Visit(FENNEL, ago(days=5, hours=20), (CALL, given("Operator 8", "HO-EXAMPLE-7008")), CALLING),
        Visit(
            ASHDOWN, ago(days=4, hours=2), (acknowledged("The national unit", "HO-EXAMPLE-7008/1"),), "It wrote back"
        ),
    ),
)

READY_TO_CLOSE = Story(
    "Shared and told, ready to close: pushed off a bus and saw the driver struck",
    BOTH,
    (
        Visit(
            BRAMBLE,
            ago(days=9),
            (
                crime("NM-10322", CrimeType.VIOLENCE),
                adult("Invented Plover", 1987, 6, 18),
                home("3 Pretend Crescent, Northmarsh", Knows.NO),
                by_telephone("01632 960188"),
                measures(),
                NO_CONTROL,
                DECLINED,
                account("He said that his wife’s visa ended and that his own hung on it"),
                purposes(advice="What steps, if any, there are to take"),
                SECTION_20,
                fields(date_of_birth=Omission.NOT_NEEDED),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
                told_before(),
                share("Advice is what he asks for himself"),
            ),
        ),
        Visit(FENNEL, ago(days=8, hours=22), (CALL, given("Operator 14", "HO-EXAMPLE-6914")), CALLING),
        Visit(BRAMBLE, ago(days=8, hours=4), (told_after(),), "To tell him what was shared"),
        Visit(
            BRAMBLE,
            ago(hours=26),
            (acknowledged("Operator 22", "HO-EXAMPLE-6914/2"),),
            "It was acknowledged by telephone",
        ),
    ),
)

STORIES = (DECIDED, CALL_NEVER_ENDED, NOT_ACKNOWLEDGED, NOT_TOLD, READY_TO_CLOSE)
