"""Cases that have begun and are not yet decided: just opened, half answered, waiting for a telling, ready to decide,
handed over."""

from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.closing import HandedOver
from proviso.casework.values.considerations import InterpreterWas
from proviso.casework.values.content import Omission
from proviso.casework.values.person import Interpreter, Knows, Reach, Route
from proviso.casework.values.protection import Measure
from proviso.casework.values.suspicion import Certainty, SuspectedOf
from proviso.demonstration.answers import (
    BOTH,
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
    home,
    in_person,
    marker,
    measures,
    purposes,
    supported,
    told_before,
)
from proviso.demonstration.force import ASHDOWN, BRAMBLE, DAMSON
from proviso.demonstration.story import Story, Visit, ago

JUST_OPENED = Story(
    "Just opened: robbed of a delivery bicycle",
    VICTIM,
    (Visit(ASHDOWN, ago(minutes=20), (crime("NM-10418", CrimeType.ROBBERY),)),),
)

HALF_ANSWERED = Story(
    "Half answered, and overdue: saw a stabbing outside a takeaway",
    WITNESS,
    (
        Visit(
            BRAMBLE,
            ago(days=1, hours=7),
            (
                crime("NM-10402", CrimeType.VIOLENCE),
                adult("Imaginary Bittern", 1988, 5, 14),
                home("Flat 3, 22 Invented Parade, Northmarsh"),
                by_telephone("01632 960142", when_safe="Weekdays before 3pm"),
                account("He said that his leave ran out in the spring and that he has not applied again"),
            ),
        ),
        Visit(
            BRAMBLE,
            ago(days=1, hours=1),
            (measures(address_marker=Measure.NEEDED), NO_CONTROL),
        ),
    ),
)

NOT_YET_TOLD = Story(
    "Everything answered but the telling: a burglary while he was at work",
    VICTIM,
    (
        Visit(
            ASHDOWN,
            ago(hours=26),
            (
                crime("NM-10397", CrimeType.BURGLARY),
                adult("Pretend Chough", 1979, 11, 2),
                home("9 Make-Believe Close, Northmarsh"),
                in_person("At Northmarsh station, after his shift"),
                measures(address_marker=Measure.IN_PLACE),
                NO_CONTROL,
                DECLINED,
                marker("A marker on the record of an earlier burglary", "To link earlier burglaries at the address"),
                purposes(confirm_or_negate="The marker is four years old and nobody has confirmed it since"),
                SECTION_20,
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
            ),
        ),
    ),
)

INTERPRETER_NEVER_CAME = Story(
    "The interpreter never came: a theft from a deaf man",
    VICTIM,
    (
        Visit(
            ASHDOWN,
            ago(days=2, hours=3),
            (
                crime("NM-10391", CrimeType.THEFT, CrimeType.HATE_CRIME),
                adult("Notional Dunnock", 1966, 8, 30),
                home("1 Invented Row, Northmarsh"),
                Reach(
                    language="British Sign Language",
                    interpreter=Interpreter.BOOKED,
                    route=Route.IN_PERSON,
                    details="At home, with an interpreter who is registered",
                    never="Going through his neighbour",
                ),
                measures(address_marker=Measure.IN_PLACE),
                NO_CONTROL,
                supported("Northmarsh Deaf Advocacy, which is invented"),
                account("He wrote that his leave was refused and that he has heard nothing since"),
                purposes(
                    confirm_or_negate="He does not know how his application stands",
                    advice="Whether he should be told to ask again",
                ),
                SECTION_20,
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
            ),
        ),
        Visit(
            ASHDOWN,
            ago(days=1, hours=5),
            (told_before(interpreter=InterpreterWas.ABSENT, understood=False),),
            "To record the visit at which no interpreter was there",
        ),
    ),
)

READY = Story(
    "Ready to decide: assaulted on a building site, and saw another assault",
    BOTH,
    (
        Visit(
            BRAMBLE,
            ago(hours=9),
            (
                crime("NM-10411", CrimeType.VIOLENCE),
                adult("Imaginary Egret", 1993, 1, 19),
                home("Caravan 4, Pretend Field, Northmarsh", Knows.NOT_KNOWN),
                by_telephone("01632 960118", never="Ringing the site office"),
                measures(conditions=Measure.IN_PLACE),
                NO_CONTROL,
                DECLINED,
                account(
                    "He said that he came to study and has worked full time since the course ended",
                    SuspectedOf.BREACHED,
                ),
                purposes(
                    confirm_or_negate="What he said is all there is",
                    investigation="Whether others from the site are known who saw the assault",
                ),
                common_law("Two assaults on one site are under investigation, and how he is employed bears on both"),
                fields(),
                NOTHING_MORE,
                WITHOUT_DELAY,
                NATIONAL_UNIT,
                told_before(),
            ),
        ),
    ),
)

ONLY_A_DOUBT = Story(
    "Only a doubt so far: her flatmate takes her wages",
    VICTIM,
    (
        Visit(
            ASHDOWN,
            ago(hours=5),
            (
                crime("NM-10415", CrimeType.THEFT),
                adult("Supposed Fulmar", 2001, 6, 7),
                home("Flat 12, Imaginary House, Northmarsh", Knows.YES),
                in_person("At the library on Invented Street, never at the flat"),
                measures(safe_place=Measure.NEEDED),
                account(
                    "She said that she is not sure what her visa lets her do", SuspectedOf.NOT_CLEAR, Certainty.DOUBT
                ),
                fields(address=Omission.RISK),
            ),
        ),
    ),
)

HANDED_TO_ANOTHER_UNIT = Story(
    "Handed over to the other unit, which has not answered: threatened at a bus stop",
    VICTIM,
    (
        Visit(
            BRAMBLE,
            ago(hours=8),
            (
                crime("NM-10417", CrimeType.VIOLENCE),
                adult("Pretend Guillemot", 1985, 2, 23),
                home("16 Invented Lane, Southmere"),
                in_person("At Southmere station, on her way home"),
            ),
        ),
        Visit(
            BRAMBLE,
            ago(hours=4),
            (HandedOver(to=DAMSON, note="She lives in the south. How she can be reached is recorded, and no more"),),
            "To hand the case over to the unit where she lives",
        ),
    ),
)

STORIES = (
    JUST_OPENED,
    HALF_ANSWERED,
    NOT_YET_TOLD,
    INTERPRETER_NEVER_CAME,
    READY,
    ONLY_A_DOUBT,
    HANDED_TO_ANOTHER_UNIT,
)
