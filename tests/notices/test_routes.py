"""Safe route first: every form against every way to reach somebody, and every answer about their post."""

from dataclasses import replace

import pytest

from proviso.casework.values.person import Address, Knows, Reach, Route, Whereabouts
from proviso.notices.routes import Form, not_to_take_home, refused
from tests.casework.examples import ADDRESS, REACH, START
from tests.casework.folding import folded

TABLE = """
route      spoken       message          letter                         page
in_person  yes          not in a message  yes                            yes
telephone  yes          not in a message  only where post is safe        only in person
message    not to say   yes              only where post is safe        only in person
letter     not to say   not in a message  yes                            only in person
advocate   yes          not in a message  only where post is safe        only in person
none_safe  no_way       no_way           no_way                         no_way
"""
SAYS = {
    "yes": "",
    "no_way": "It is recorded that no way to reach them is safe.",
    "not to say": "There are no words to say to them. If they are with you now and say that it is safe to talk here, "
    "record “in person” as the safe way first.",
    "not in a message": "Nothing is written to them in a message.",
    "only where post is safe": "A letter or a leaflet is made only where post is safe",
    "only in person": "A page can be turned to them only in person",
}


def reached(route: Route) -> Reach:
    return replace(REACH, route=route, details=None if route is Route.NONE_SAFE else "As she said")


@pytest.mark.parametrize("line", TABLE.strip().splitlines()[1:], ids=lambda line: line.split()[0])
def test_a_form_is_made_only_for_a_way_that_is_safe_for_it(line: str) -> None:
    route, *cells = [one.strip() for one in line.replace("  ", "\t").split("\t") if one.strip()]
    case = folded(START, ADDRESS, reached(Route(route)))
    for form, cell in zip(Form, cells, strict=True):
        why = refused(case, form)
        assert (why == "") == (cell == "yes"), form
        assert SAYS[cell] in why


def test_the_table_speaks_of_every_way() -> None:
    assert [line.split()[0] for line in TABLE.strip().splitlines()[1:]] == [one.value for one in Route]


@pytest.mark.parametrize("form", list(Form))
def test_nothing_is_made_before_a_safe_way_is_recorded(form: Form) -> None:
    assert "The safe way to reach them is not recorded" in refused(folded(START, ADDRESS), form)


@pytest.mark.parametrize(
    ("seen", "says"),
    [
        (Knows.NO, ""),
        (Knows.YES, "Someone who harms them could see their post, so no letter is made."),
        (Knows.NOT_KNOWN, "It is not known whether someone who harms them could see their post."),
    ],
)
def test_no_letter_goes_where_somebody_who_harms_them_could_see_it(seen: Knows, says: str) -> None:
    case = folded(START, replace(ADDRESS, seen_by_suspect=seen), reached(Route.LETTER))
    assert refused(case, Form.LETTER).startswith(says)
    assert bool(refused(case, Form.LETTER)) == bool(says)
    assert not_to_take_home(case) == bool(says)


def test_what_is_not_recorded_of_their_post_is_not_taken_for_safe() -> None:
    assert refused(folded(START, reached(Route.LETTER)), Form.LETTER).startswith("It is not known whether")
    assert not_to_take_home(folded(START))
    unknown = Address(whereabouts=Whereabouts.NOT_KNOWN, seen_by_suspect=Knows.NOT_KNOWN)
    assert refused(folded(START, unknown, reached(Route.LETTER)), Form.LETTER).startswith("It is not known whether")


def test_a_leaflet_that_is_handed_over_needs_no_safe_post() -> None:
    case = folded(START, replace(ADDRESS, seen_by_suspect=Knows.YES), reached(Route.IN_PERSON))
    assert refused(case, Form.LETTER) == ""
    assert not_to_take_home(case)
