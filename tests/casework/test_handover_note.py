"""The note that comes first: to whom it is shown, until when, and why a case came back."""

from dataclasses import replace

from proviso.casework.history.case import Case
from proviso.casework.history.replay import apply_entry
from proviso.casework.reading.handover_note import note_of_offer, note_to_owner, returned_to
from proviso.casework.values.closing import HandedOver, HandoverAnswered, Takes
from proviso.casework.values.value import Value

from .carried import OFFERED, RETURNED
from .examples import ALLEGATION, NOW, PROTECTION, START
from .folding import entry, folded

TAKEN = HandoverAnswered(takes=Takes.ACCEPTED, unit="south", owner="southerner")
OWNED = replace(START, unit="north", owner="officer-north")
WITHIN = HandedOver(to="officer-2", note="He waits outside")


def then(case: Case, *done: tuple[Value, str]) -> Case:
    """The case once these are recorded, each by whom it says."""
    for value, by in done:
        case = apply_entry(case, entry(value, case.seq + 1, NOW, by=by))
    return case


def words(case: Case) -> tuple[str | None, str | None, str | None]:
    shown = (note_of_offer(case), note_to_owner(case), returned_to(case, case.owner))
    return tuple(one.words if one else None for one in shown)  # type: ignore[return-value]


def test_a_note_is_shown_to_whoever_has_the_case_until_they_recorded_something() -> None:
    begun = folded(start=OWNED)
    assert words(Case(reference="PV-0000-0000")) == words(begun) == (None, None, None)
    offered = then(begun, (OFFERED, "officer-north"))
    assert words(offered) == (OFFERED.note, None, None)
    taken = then(offered, (TAKEN, "southerner"))
    assert words(taken) == (None, OFFERED.note, None)
    note = note_to_owner(then(taken, (PROTECTION, "the-lead")))
    assert note is not None
    assert note.by == "officer-north", "it is of whoever handed the case over"
    assert words(then(taken, (ALLEGATION, "southerner"))) == (None, None, None)


def test_within_a_unit_the_note_comes_first_too() -> None:
    assert words(then(folded(start=OWNED), (WITHIN, "officer-north"))) == (None, "He waits outside", None)
    silent = HandedOver(to="officer-2")
    assert words(then(folded(start=OWNED), (silent, "officer-north"))) == (None, "", None)


def test_why_a_case_came_back_is_shown_until_its_owner_recorded_something() -> None:
    back = then(folded(start=OWNED), (OFFERED, "officer-north"), (RETURNED, "southerner"))
    assert words(back) == (None, None, RETURNED.reason)
    assert words(then(back, (PROTECTION, "the-lead"))) == (None, None, RETURNED.reason)
    assert words(then(back, (ALLEGATION, "officer-north"))) == (None, None, None)
    assert words(then(back, (WITHIN, "officer-2")))[2] is None


def test_whoever_handed_it_over_sees_why_it_came_back_though_it_is_a_colleagues() -> None:
    back = then(folded(start=OWNED), (OFFERED, "sergeant"), (RETURNED, "southerner"))
    for reader in ("sergeant", "officer-north"):
        shown = returned_to(back, reader)
        assert shown is not None
        assert (shown.by, shown.words) == ("southerner", RETURNED.reason)
    assert returned_to(back, "officer-2") is None
    assert returned_to(then(back, (PROTECTION, "sergeant")), "sergeant") is None
    assert returned_to(then(back, (PROTECTION, "sergeant")), "officer-north") is not None
    assert returned_to(folded(RETURNED, start=OWNED), "sergeant") is None
