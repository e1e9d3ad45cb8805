"""What the words say of the investigation and of the suspicion is what is so when they are said (5.3.3, 9.1)."""

from dataclasses import replace

import pytest

from proviso.casework.values.allegation import Investigation
from proviso.casework.values.content import BasicField
from proviso.casework.values.suspicion import Certainty
from proviso.casework.values.value import Value
from proviso.notices.standing_now import SURE_ENDED
from proviso.notices.wording import wordings
from proviso.notices.words import About, FieldLine, suspicion_keys
from tests.casework.every import ENDED, LATE, NEGATED
from tests.casework.examples import ALLEGATION, CALL_ENDED, CALL_STARTED, START, SUSPICION
from tests.casework.folding import folded, onto, sharing

from .test_words import ANSWERED, CASES, CODES, words


@pytest.mark.parametrize("code", CODES)
def test_nobody_is_told_that_the_crime_will_be_looked_into_where_it_will_not(code: str) -> None:
    says = wordings()[code].says
    for stands, looks in (
        (Investigation.RECORDED, [says("focus")]),
        (Investigation.LOOKED_INTO, [says("focus")]),
        (Investigation.NOT_RECORDED, [says("focus")]),
        (Investigation.ENDED, [says("looked_into")]),
        (Investigation.NOBODY, []),
    ):
        case = onto(CASES[About.CORRECTION], [replace(ALLEGATION, stands=stands)])
        for about in (About.AFTER, About.CORRECTION):
            (one,) = words(case, about, code)
            assert [*one.know] == [says("status_victim"), *looks, says("safe")], (stands, about)
    (one,) = words(folded(LATE), About.AFTER, code)
    assert says("focus") in one.know, "nobody has said that it ended"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("end", [NEGATED, ENDED])
def test_nobody_is_told_that_they_are_suspected_once_they_are_not(end: Value, code: str) -> None:
    says = wordings()[code].says
    for certainty in Certainty:
        doubted = onto(ANSWERED, [replace(SUSPICION, certainty=certainty)])
        shared = onto(doubted, [sharing(doubted), CALL_STARTED, CALL_ENDED])
        (one,) = words(shared, About.AFTER, code)
        kind, sure = (says(key) for key in suspicion_keys(certainty, SUSPICION.suspected_of))
        assert FieldLine(says("field_suspicion"), (kind, sure)) in one.what
        (one,) = words(onto(shared, [end]), About.AFTER, code)
        assert FieldLine(says("field_suspicion"), (kind, says("sure_ended"))) in one.what


def test_of_fields_recorded_late_it_says_that_a_suspicion_ended_only_where_one_did() -> None:
    late = replace(LATE, beyond=None, fields=(BasicField.NAME, BasicField.SUSPICION))
    over = wordings()["en"].says(SURE_ENDED)
    for start, end, told in ((START, [], ()), (START, [ENDED], (over,)), (replace(START, suspected=False), [], ())):
        (one,) = words(folded(late, *end, start=start), About.AFTER)
        assert [line.words for line in one.what] == [(), told]
