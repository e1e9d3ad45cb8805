"""Cases near their end: more shared later, a suspicion negated, a warning in a reply, not shared, closed."""

from datetime import datetime

from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.closing import HandedOver
from proviso.casework.values.considerations import (
    Companion,
    InterpreterWas,
    OthersThere,
    Provided,
    Views,
    ViewsAre,
    Weighing,
)
from proviso.casework.values.content import Additional, AdditionalInformation
from proviso.casework.values.decision import Decide
from proviso.casework.values.protection import Measure
from proviso.casework.values.reply import Said
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
    acknowledged,
    adult,
    by_telephone,
    common_law,
    crime,
    do_not_share,
    done,
    fields,
    given,
    home,
    in_person,
    marker,
    measures,
    purposes,
    reply,
    share,
    supported,
    told_after,
    told_before,
)
from proviso.demonstration.force import ASHDOWN, BRAMBLE, FENNEL
from proviso.demonstration.stories.shared_cases import CALLING
from proviso.demonstration.story import Story, Visit, ago


def _objects_to_part(at: datetime) -> Views:
    return Views(
        views=ViewsAre.GIVEN,
        happened_at=at,
        interpreter=InterpreterWas.NOT_NEEDED,
        companion=Companion.NOT_NEEDED,
        others_there=(OthersThere.NOBODY,),
        route_safe=True,
        words="She would rather that nobody knew about the alarm",
        oppose=True,
        weighed="The alarm is left out. Only the marker is shared, so that nobody calls at the door unannounced",
    )


MORE_SHARED_LATER = Story(
    "More shared later, her views weighed: harassed after leaving a job",
    VICTIM,
    (
        Visit(
            ASHDOWN,
            ago(days=12),
            (
                crime("NM-10297", CrimeType.STALKING),
                adult("Imaginary Quail", 1985, 8, 3),
                home("6 Invented Gardens, Northmarsh"),
                by_telephone("01632 960121", never="Leaving a message"),
                measures(address_marker=Measure.IN_PLACE, alarm=Measure.IN_PLACE),
                NO_CONTROL,
                supported("Wessmere Victim Support, which is invented"),
                account("She said that her leave was tied to the job that she left"),
                purposes(confirm_or_negate="Her leave may have been cut short", advice="What she should be told"),
                SECTION_20,
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
                told_before(),
                share("She asks to know how she stands"),
            ),
        ),
        Visit(FENNEL, ago(days=11, hours=20), (CALL, given("Operator 5", "HO-EXAMPLE-6805")), CALLING),
        Visit(ASHDOWN, ago(days=11), (told_after(),), "To tell her what was shared"),
        Visit(
            ASHDOWN, ago(days=10, hours=18), (acknowledged("Operator 5", "HO-EXAMPLE-6805/1"),), "It was acknowledged"
        ),
        Visit(
            ASHDOWN,
            ago(days=3),
            (
                reply("Operator 9", "They mean to write to her, and ask how she can be reached safely", Said.ADVICE),
                AdditionalInformation(
                    wanted=(Additional.MEASURES,),
                    measures="A marker is on her address: write through the police and do not call there",
                    measures_needed="So that a letter or a visit does not bring the suspect back to her",
                ),
                _objects_to_part,
                Weighing(
                    gravity="A year of harassment, and a suspect who watches her door",
                    provided=Provided.SOMETHING,
                    home_office="They intend to write to her",
                    protection="A letter at the wrong time could put her at risk",
                ),
                told_before(),
                share("A letter is coming, and the marker keeps her safe from it", Decide.SHARE_ADDITIONAL),
            ),
        ),
        Visit(FENNEL, ago(days=2, hours=22), (CALL, given("Operator 9", "HO-EXAMPLE-6805/2")), CALLING),
        Visit(ASHDOWN, ago(days=2), (told_after(),), "To tell her what more was shared"),
        Visit(ASHDOWN, ago(hours=30), (acknowledged("Operator 9", "HO-EXAMPLE-6805/3"),), "It was acknowledged"),
    ),
)

_CYCLIST = (
    crime("NM-10310", CrimeType.THEFT),
    adult("Pretend Redshank", 1994, 2, 20),
    home("Flat 7, 1 Make-Believe Court, Northmarsh"),
    in_person("At Northmarsh station"),
    measures(),
    NO_CONTROL,
    DECLINED,
    marker("A marker that gives his name and a date of birth one day off", "To trace who sold the bicycle"),
    purposes(confirm_or_negate="The date of birth is not quite his"),
    SECTION_20,
    fields(),
    NOTHING_MORE,
    WITHOUT_DELAY,
    NATIONAL_UNIT,
    told_before(),
    share("Only the Home Office can say whether the marker is about him"),
)

NEGATED = Story(
    "The reply negates it, and the correction is outstanding: a stolen bicycle",
    VICTIM,
    (
        Visit(BRAMBLE, ago(days=8), _CYCLIST),
        Visit(FENNEL, ago(days=7, hours=21), (CALL, given("Operator 17", "HO-EXAMPLE-6917")), CALLING),
        Visit(BRAMBLE, ago(days=7), (told_after(),), "To tell him what was shared"),
        Visit(
            BRAMBLE,
            ago(hours=9),
            (
                reply("Operator 40", "He has leave that does not end. The marker is about another man", Said.NEGATED),
                acknowledged("Operator 40", "HO-EXAMPLE-6917/1"),
            ),
            "The Home Office rang back",
        ),
    ),
)

WARNED = Story(
    "A reply warns of action: an assault at a bus station",
    VICTIM,
    (
        Visit(
            BRAMBLE,
            ago(days=7),
            (
                crime("NM-10333", CrimeType.VIOLENCE),
                adult("Supposed Siskin", 1977, 5, 31),
                home("25 Imaginary Terrace, Northmarsh"),
                by_telephone("01632 960150", when_safe="Weekdays"),
                measures(),
                NO_CONTROL,
                supported("Wessmere Victim Support, which is invented"),
                account("He said that he has been refused twice and still reports each month"),
                purposes(confirm_or_negate="He reports each month, so that much should be known"),
                SECTION_20,
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
                told_before(),
                share("He reports to them already"),
            ),
        ),
        Visit(FENNEL, ago(days=6, hours=22), (CALL, given("Operator 3", "HO-EXAMPLE-6903")), CALLING),
        Visit(BRAMBLE, ago(days=6), (told_after(),), "To tell him what was shared"),
        Visit(
            BRAMBLE,
            ago(hours=11),
            (
                reply("Operator 3", "They mean to detain him when he next reports", Said.CONFIRMED, Said.ACTION),
                acknowledged("Operator 3", "HO-EXAMPLE-6903/1"),
            ),
            "The Home Office rang back",
        ),
    ),
)

NOT_SHARED = Story(
    "Decided not to share: the only witness to a hit and run",
    WITNESS,
    (
        Visit(
            ASHDOWN,
            ago(days=2),
            (
                crime("NM-10385", CrimeType.VIOLENCE),
                adult("Notional Teal", 1963, 3, 8),
                home("11 Pretend Crescent, Northmarsh"),
                in_person("On the ward, at visiting time"),
                measures(),
                NO_CONTROL,
                DECLINED,
                account("His son said that his papers burned with the house and were never replaced"),
                do_not_share(
                    "He is gravely ill, his papers are being replaced, and no purpose would be served that is worth "
                    "what it would cost the investigation"
                ),
            ),
        ),
    ),
)

CLOSED = Story(
    "Closed: a market trader whose stall was broken into",
    VICTIM,
    (
        Visit(
            BRAMBLE,
            ago(days=20),
            (
                crime("NM-10203", CrimeType.BURGLARY),
                adult("Imaginary Wagtail", 1974, 9, 12),
                home("2 Invented Market, Northmarsh"),
                in_person("At the stall, before the market opens"),
                measures(),
                NO_CONTROL,
                DECLINED,
                account("She said that she came to visit and stayed"),
                purposes(confirm_or_negate="What she said is all there is"),
                common_law("She is the main witness to the burglary, and how she stands will be asked at the trial"),
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
                told_before(),
            ),
        ),
        Visit(
            BRAMBLE,
            ago(days=19, hours=20),
            (HandedOver(to=ASHDOWN, note="She is told, and it only waits for a decision"),),
            "To hand the case over at the end of the shift",
        ),
        Visit(ASHDOWN, ago(days=19, hours=10), (share("She knows, and nothing stands in the way"),)),
        Visit(FENNEL, ago(days=19, hours=8), (CALL, given("Operator 2", "HO-EXAMPLE-6602")), CALLING),
        Visit(ASHDOWN, ago(days=18), (told_after(),), "To tell her what was shared"),
        Visit(ASHDOWN, ago(days=17), (acknowledged("Operator 2", "HO-EXAMPLE-6602/1"),), "It was acknowledged"),
        Visit(
            ASHDOWN,
            ago(days=14),
            (
                reply("Operator 6", "She overstayed, and no action is meant while the trial lasts", Said.CONFIRMED),
                done("She was told, it was acknowledged, and what came back was passed to her"),
            ),
            "The reply has come",
        ),
    ),
)

STORIES = (MORE_SHARED_LATER, NEGATED, WARNED, NOT_SHARED, CLOSED)
