"""Cases in which protection comes first: measures needed at once, delays while they are put in place, a child."""

from datetime import timedelta

from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.content import Omission
from proviso.casework.values.looks import LeadLooked, LookOutcome
from proviso.casework.values.person import Address, Age, Interpreter, Knows, Person, Reach, Route, Whereabouts
from proviso.casework.values.protection import Measure, Referral, Support
from proviso.casework.values.suspicion import Certainty, Source, SuspectedOf, Suspicion
from proviso.demonstration.answers import (
    DECLINED,
    NATIONAL_UNIT,
    NO_CONTROL,
    NOTHING_MORE,
    VICTIM,
    account,
    adult,
    by_telephone,
    common_law,
    controlled,
    crime,
    delay,
    fields,
    home,
    in_person,
    marker,
    measures,
    purposes,
    supported,
    told_before,
    until_protected,
)
from proviso.demonstration.force import ASHDOWN, BRAMBLE, DAMSON, ELDER, GORSE
from proviso.demonstration.story import Story, Visit, ago

NEEDED_AT_ONCE = Story(
    "Protection needed at once: her husband keeps her passport and waits outside her work",
    VICTIM,
    (
        Visit(
            ASHDOWN,
            ago(hours=3),
            (
                crime("NM-10413", CrimeType.DOMESTIC_ABUSE, CrimeType.STALKING),
                adult("Imaginary Goldcrest", 1990, 3, 27),
                home("31 Pretend Street, Northmarsh", Knows.YES),
                by_telephone(
                    "01632 960107, her sister’s",
                    when_safe="Between 10am and noon",
                    never="Ringing her own telephone: he reads it",
                ),
                measures(
                    immediate=Measure.NEEDED,
                    safe_place=Measure.NEEDED,
                    address_marker=Measure.IN_PLACE,
                    conditions=Measure.NEEDED,
                    alarm=Measure.NEEDED,
                ),
                controlled("He keeps her passport and says that he will have her removed if she leaves him"),
                account("She said that her visa came through her husband and that he let it lapse"),
            ),
        ),
        Visit(GORSE, ago(hours=1), (), "To see whether somewhere safe has been found for her"),
    ),
)

_WORKS_FOR_HIM = (
    crime("NM-10376", CrimeType.STALKING, CrimeType.VIOLENCE),
    adult("Pretend Heron", 1984, 9, 9),
    home("Room 6, 2 Invented Parade, Northmarsh", Knows.YES),
    in_person("At Northmarsh station only"),
    measures(immediate=Measure.NEEDED, safe_place=Measure.NEEDED, conditions=Measure.NEEDED),
    controlled("His landlord says that he will report him if he speaks to the police again"),
    supported("Wessmere Victim Support, which is invented"),
    account("He said that he overstayed after his work ended"),
    purposes(
        assistance="To find out how his status can be settled, so that nobody can use it against him",
        confirm_or_negate="What he said is all there is",
        for_the_file="The landlord has a hold over him, and must not learn that he told us",
    ),
    common_law("Ending the landlord’s hold prevents more violence, which the public has an interest in"),
    fields(address=Omission.RISK),
    NOTHING_MORE,
)

REVIEW_DUE = Story(
    "Delayed, and the review is overdue: beaten by his landlord",
    VICTIM,
    (
        Visit(
            BRAMBLE,
            ago(days=3, hours=4),
            (
                *_WORKS_FOR_HIM,
                until_protected(
                    "He is in the same house as the suspect, and a visit there would show that he spoke",
                    "He has moved to the room that the council keeps for him",
                    review_in=timedelta(days=2),
                ),
                NATIONAL_UNIT,
                delay("He is not safe until he has moved"),
            ),
        ),
    ),
)

REASON_ENDED = Story(
    "Delayed, and the reason has ended: her stalker is on bail with conditions",
    VICTIM,
    (
        Visit(
            ASHDOWN,
            ago(days=4),
            (
                crime("NM-10369", CrimeType.STALKING),
                adult("Notional Ibis", 1996, 12, 1),
                home("5 Imaginary Mews, Northmarsh"),
                in_person("At the college on Make-Believe Road"),
                measures(immediate=Measure.NEEDED, conditions=Measure.NEEDED, alarm=Measure.NEEDED),
                NO_CONTROL,
                DECLINED,
                marker("A marker on a stop in the street last year", "To trace earlier reports against the suspect"),
                purposes(confirm_or_negate="The marker has no source"),
                common_law(
                    "The stalker has used the marker to frighten her, and preventing that is what the police are for"
                ),
                fields(),
                NOTHING_MORE,
                until_protected(
                    "A letter to her home could reach the suspect, who takes her post",
                    "Conditions keep the suspect away from her home",
                    review_in=timedelta(days=7),
                ),
                NATIONAL_UNIT,
                told_before(),
                delay("Her post is not safe until the suspect is kept away"),
            ),
        ),
        Visit(
            ASHDOWN,
            ago(hours=5),
            (measures(immediate=Measure.IN_PLACE, conditions=Measure.IN_PLACE, alarm=Measure.IN_PLACE),),
            "To record that the suspect was bailed with conditions",
        ),
    ),
)

REVIEW_TO_COME = Story(
    "Delayed, with a review to come: a refuge is being found",
    VICTIM,
    (
        Visit(
            DAMSON,
            ago(hours=3, minutes=20),
            (
                crime("SM-20233", CrimeType.DOMESTIC_ABUSE),
                adult("Supposed Jackdaw", 1971, 4, 16),
                home("14 Make-Believe Wharf, Southmere", Knows.YES),
                by_telephone("01632 960133", when_safe="After 8pm", never="Leaving a message"),
                measures(immediate=Measure.NEEDED, safe_place=Measure.NEEDED),
                controlled("His partner tells him that no officer will believe a man without papers"),
                supported("Southmere Men’s Helpline, which is invented"),
                account("He said that he has had no leave since his first partner died"),
                purposes(vulnerability="Whether he has a route to stay of his own", advice="What he should be told"),
                common_law("His protection depends on whether he may stay, and the force has to know to keep him safe"),
                fields(address=Omission.RISK),
                NOTHING_MORE,
                until_protected(
                    "He is still at home",
                    "A refuge has taken him in",
                    review_in=timedelta(days=2),
                ),
                NATIONAL_UNIT,
                delay("He is not safe at home if anybody calls there"),
            ),
        ),
        Visit(ELDER, ago(hours=1), (), "To see how the search for a refuge stands"),
        Visit(
            GORSE,
            ago(minutes=40),
            (
                LeadLooked(
                    outcome=LookOutcome.CHANGE,
                    found="He goes home tonight to whoever controls him: find him a room until the refuge takes him",
                ),
            ),
            "To see that he is safe tonight",
        ),
    ),
)

CHILD = Story(
    "Before the vulnerability lead: a child found working in a car wash",
    VICTIM,
    (
        Visit(
            BRAMBLE,
            ago(days=2, hours=2),
            (
                crime("NM-10388", CrimeType.MODERN_SLAVERY),
                Person(name="Invented Kestrel", date_of_birth=BirthDate(2009, about=True), age=Age.DISPUTED),
                Address(
                    whereabouts=Whereabouts.CONFIDENTIAL,
                    address="With foster carers found by Wessmere council",
                    seen_by_suspect=Knows.NO,
                ),
                Reach(
                    language="English, slowly and in short sentences",
                    interpreter=Interpreter.NOT_NEEDED,
                    route=Route.ADVOCATE,
                    details="Through the child’s advocate from Wessmere council",
                    never="Coming alone, or to the car wash",
                ),
                measures(
                    immediate=Measure.IN_PLACE,
                    safe_place=Measure.IN_PLACE,
                    address_marker=Measure.NEEDED,
                    conditions=Measure.NEEDED,
                ),
                controlled("The manager told the child that the police lock up children who have no papers"),
                Support(support=Referral.NOT_OFFERED, advice=Referral.NOT_OFFERED, slavery=Referral.NOT_OFFERED),
                Suspicion(
                    arose_from=Source.INVESTIGATION_MATERIAL,
                    certainty=Certainty.SUSPICION,
                    suspected_of=SuspectedOf.NOT_CLEAR,
                    facts="A rota found in the office lists the child as having come in a lorry",
                    opinion="The child may not know how they came",
                ),
            ),
        ),
        Visit(GORSE, ago(days=1), (), "To see that the referrals for a child are made"),
    ),
)

STORIES = (NEEDED_AT_ONCE, REVIEW_DUE, REASON_ENDED, REVIEW_TO_COME, CHILD)
