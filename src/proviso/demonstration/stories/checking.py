"""Cases that a supervisor has to look at: routine status checks, and disclosures made before what should come first.

One of them went outside the Home Office, at which the data protection officer looks (our safeguard).
"""

from datetime import datetime, timedelta

from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.content import BasicField
from proviso.casework.values.protection import Measure
from proviso.casework.values.review_outcomes import LateDisclosureReviewed
from proviso.casework.values.sharing import AlreadyShared, SharedHow, SharedWith, ToldBeforehand
from proviso.casework.values.suspicion import (
    BreachReviewed,
    Certainty,
    ReviewOutcome,
    Source,
    StatusCheck,
    SuspectedOf,
    Suspicion,
)
from proviso.demonstration.answers import (
    DECLINED,
    NO_CONTROL,
    SECTION_20,
    SHARED_ALREADY,
    VICTIM,
    WITNESS,
    adult,
    by_telephone,
    crime,
    home,
    in_person,
    measures,
    purposes,
    told_after,
)
from proviso.demonstration.force import ASHDOWN, BRAMBLE, CLOVER, DAMSON, ELDER, HAZEL
from proviso.demonstration.story import Story, Visit, ago


def _checked_as_everybody_is(facts: str) -> Suspicion:
    return Suspicion(
        arose_from=Source.STATUS_CHECK,
        status_check_was=StatusCheck.ROUTINE,
        certainty=Certainty.SUSPICION,
        suspected_of=SuspectedOf.NO_LEAVE,
        facts=facts,
    )


ROUTINE_CHECK = Story(
    "A routine status check waits for a supervisor: a pickpocket’s victim",
    VICTIM,
    (
        Visit(
            BRAMBLE,
            ago(days=2, hours=1),
            (
                crime("NM-10380", CrimeType.THEFT),
                adult("Pretend Whinchat", 2000, 11, 17),
                home("Hostel on Invented Street, Northmarsh"),
                in_person("At the front desk"),
                measures(),
                _checked_as_everybody_is("The desk looks up everybody who reports a theft, and found no leave"),
            ),
        ),
    ),
)

ROUTINE_CHECK_REVIEWED = Story(
    "A routine status check, reviewed: it stands on other grounds",
    WITNESS,
    (
        Visit(
            ASHDOWN,
            ago(hours=21),
            (
                crime("NM-10315", CrimeType.VIOLENCE),
                adult("Supposed Yaffle", 1980, 4, 4),
                home("19 Make-Believe Close, Northmarsh"),
                by_telephone("01632 960199"),
                measures(),
                NO_CONTROL,
                DECLINED,
                _checked_as_everybody_is("Every witness to the affray was looked up, and no leave was found for him"),
            ),
        ),
        Visit(
            CLOVER,
            ago(hours=9),
            (
                BreachReviewed(
                    outcome=ReviewOutcome.STANDS,
                    grounds="In his statement, made before the check, he says himself that his leave ran out. "
                    "The shift has been told that witnesses are not looked up",
                ),
            ),
            "To review the status check",
        ),
        Visit(
            ASHDOWN,
            ago(hours=2),
            (
                purposes(confirm_or_negate="His own words and the check agree; nobody has confirmed them"),
                SECTION_20,
            ),
        ),
    ),
)


def _rang_in_the_night(at: datetime) -> AlreadyShared:
    return AlreadyShared(
        happened_at=at - timedelta(hours=9),
        how=SharedHow.TELEPHONE,
        shared_with=SharedWith.NCCU,
        with_whom="Operator 27",
        fields=(BasicField.NAME, BasicField.DATE_OF_BIRTH, BasicField.CRIME_TYPE, BasicField.SUSPICION),
        why="It was three in the morning, and the custody desk asked for an answer",
        told_before=ToldBeforehand.NO,
    )


RECORDED_LATE = Story(
    "A disclosure already made, recorded late: a call in the night",
    SHARED_ALREADY,
    (
        Visit(
            ASHDOWN,
            ago(days=1, hours=6),
            (
                _rang_in_the_night,
                crime("NM-10399", CrimeType.VIOLENCE),
                adult("Notional Turnstone", 1991, 12, 24),
                home("Flat 2, 30 Imaginary Mews, Northmarsh"),
                in_person("At Northmarsh station"),
                measures(address_marker=Measure.IN_PLACE),
            ),
        ),
        Visit(HAZEL, ago(hours=10), (), "A disclosure was recorded late, and what was missed is mine to know"),
    ),
)

NOT_YET_RECORDED = Story(
    "Something was shared, and nobody has recorded what: a theft from a hotel room",
    SHARED_ALREADY,
    (Visit(BRAMBLE, ago(hours=3), (crime("NM-10416", CrimeType.THEFT),)),),
)


def _handed_over_at_the_door(at: datetime) -> AlreadyShared:
    return AlreadyShared(
        happened_at=at - timedelta(days=1),
        how=SharedHow.IN_PERSON,
        shared_with=SharedWith.LOCAL_TEAM,
        with_whom="An officer of a local team",
        fields=(BasicField.NAME, BasicField.ADDRESS),
        beyond="That he reported his employer",
        why="They were at the same address on a visit of their own",
        told_before=ToldBeforehand.NO,
    )


REVIEWED_LATE = Story(
    "A disclosure already made, and reviewed: a joint visit",
    SHARED_ALREADY,
    (
        Visit(
            DAMSON,
            ago(days=11),
            (
                _handed_over_at_the_door,
                crime("SM-20190", CrimeType.OTHER, other="Wages withheld by threats"),
                adult("Invented Avocet", 1989, 7, 1),
                home("8 Pretend Wharf, Southmere"),
                by_telephone("01632 960110"),
                measures(),
                NO_CONTROL,
                DECLINED,
            ),
        ),
        Visit(
            ELDER,
            ago(days=10, hours=12),
            (
                LateDisclosureReviewed(
                    learned="Nobody had told him, and the visit was planned without a word about sharing. "
                    "Joint visits are now planned with who says what, and when he is told"
                ),
            ),
            "To review the disclosure",
        ),
        Visit(DAMSON, ago(hours=30), (told_after(),), "To tell him what was shared"),
    ),
)


def _told_the_site_office(at: datetime) -> AlreadyShared:
    return AlreadyShared(
        happened_at=at - timedelta(hours=6),
        how=SharedHow.IN_PERSON,
        shared_with=SharedWith.OUTSIDE,
        who="The office of the building site where the tools were stolen",
        fields=(BasicField.NAME, BasicField.SUSPICION),
        why="The office asked whether he may work there, and was answered before anybody thought",
        told_before=ToldBeforehand.NO,
    )


TOLD_OUTSIDE = Story(
    "Something was said outside the Home Office, and nobody has looked yet: tools from a site",
    SHARED_ALREADY,
    (
        Visit(
            DAMSON,
            ago(hours=8),
            (
                _told_the_site_office,
                crime("SM-20214", CrimeType.THEFT),
                adult("Supposed Wheatear", 1986, 10, 30),
                home("14 Pretend Causeway, Southmere"),
                in_person("At Southmere station, after work"),
                measures(),
                NO_CONTROL,
                DECLINED,
            ),
        ),
    ),
)

STORIES = (ROUTINE_CHECK, ROUTINE_CHECK_REVIEWED, RECORDED_LATE, NOT_YET_RECORDED, REVIEWED_LATE, TOLD_OUTSIDE)
