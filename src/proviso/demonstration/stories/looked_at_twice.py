"""Cases in which a second person looks before anything is sent: one waits, one was looked at, one is decided again.

All of these looks are our safeguard (`casework.second_look`).
"""

from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.looks import LookOutcome, SupervisorLooked
from proviso.casework.values.person import Address, Knows, Whereabouts
from proviso.casework.values.protection import Measure
from proviso.demonstration.answers import (
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
    adult,
    by_telephone,
    common_law,
    crime,
    fields,
    given,
    home,
    in_person,
    measures,
    purposes,
    share,
    supported,
    told_after,
    told_before,
)
from proviso.demonstration.force import ASHDOWN, BRAMBLE, CLOVER, FENNEL
from proviso.demonstration.stories.shared_cases import CALLING
from proviso.demonstration.story import Story, Visit, ago

WAITS_FOR_A_LOOK = Story(
    "Decided, and a supervisor has to look first: she is in a refuge",
    VICTIM,
    (
        Visit(
            BRAMBLE,
            ago(hours=13),
            (
                crime("NM-10433", CrimeType.DOMESTIC_ABUSE),
                adult("Imaginary Pipit", 1992, 8, 14),
                Address(
                    whereabouts=Whereabouts.CONFIDENTIAL,
                    address="The refuge at 30 Make-Believe Close, Northmarsh",
                    seen_by_suspect=Knows.NO,
                ),
                in_person("At Northmarsh station, with somebody from the refuge"),
                measures(safe_place=Measure.IN_PLACE),
                NO_CONTROL,
                supported("Northmarsh Refuge, which is invented"),
                account("She said that her leave ended with the marriage last winter"),
                purposes(advice="Whether there is a route to stay that is her own"),
                common_law("Asking whether she may stay of her own right protects her, and harms nobody"),
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
                told_before(),
                share("She asks whether she may stay, and wants it asked for her"),
            ),
        ),
    ),
)

LOOKED_AT = Story(
    "Sent after a supervisor looked: whoever harms him can see who calls there",
    VICTIM,
    (
        Visit(
            ASHDOWN,
            ago(days=3, hours=9),
            (
                crime("NM-10435", CrimeType.VIOLENCE),
                adult("Notional Sandgrouse", 1981, 3, 22),
                home("Flat 9, 4 Pretend Yard, Northmarsh", Knows.YES),
                in_person("At Northmarsh station, after his shift"),
                measures(address_marker=Measure.IN_PLACE),
                NO_CONTROL,
                DECLINED,
                account("He said that his permit was for another employer than this one"),
                purposes(confirm_or_negate="The permit that he showed was too worn to read"),
                SECTION_20,
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
                told_before(),
                share("The permit cannot be read, and he wants it settled"),
            ),
        ),
        Visit(
            CLOVER,
            ago(days=3, hours=8),
            (
                SupervisorLooked(
                    outcome=LookOutcome.GO_AHEAD,
                    found="The neighbour is remanded and nobody else is in the house, so that a visit harms nobody",
                ),
            ),
            "To look before it is sent",
        ),
        Visit(FENNEL, ago(days=3, hours=7), (CALL, given("Operator 12", "HO-EXAMPLE-7112")), CALLING),
        Visit(ASHDOWN, ago(days=2, hours=9), (told_after(),), "To tell him what was shared"),
    ),
)

CHANGED_SINCE = Story(
    "Decided, and something has changed since: a witness whose number is known to others",
    WITNESS,
    (
        Visit(
            BRAMBLE,
            ago(hours=16),
            (
                crime("NM-10437", CrimeType.THEFT),
                adult("Supposed Linnet", 1975, 10, 9),
                home("12 Invented Wharf, Northmarsh"),
                by_telephone("01632 960155"),
                measures(),
                NO_CONTROL,
                DECLINED,
                account("He said that he came for a season and stayed on for the harvest"),
                purposes(confirm_or_negate="Whether the farm asked for longer leave on his behalf"),
                SECTION_20,
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
                told_before(),
                share("The farm may have settled it, and he would like to know"),
            ),
        ),
        Visit(BRAMBLE, ago(hours=12), (measures(address_marker=Measure.NEEDED),), "He rang: somebody was at his door"),
    ),
)

STORIES = (WAITS_FOR_A_LOOK, LOOKED_AT, CHANGED_SINCE)
