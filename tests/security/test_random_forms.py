"""Random answers to every page that is a form: never a fault, never a write when refused, never an entry unread.

What is posted is part plausible (the page's own boxes and choices) and part anything at all: times beyond the
calendar, bytes that end text, boxes that the page does not have.
"""

import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Role
from proviso.casework.history.replay import replay
from proviso.casework.models import CaseRow, WorklistRow
from proviso.casework.projection import due_of
from proviso.casework.values.value import Choice, asked_fields
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.record import read as record
from proviso.record.models import Entry

from ..web.conftest import CARRIED, Browse, officer_of
from ..web.forms import Form, every_form, typed
from ..web.recipients import listed
from ..web.test_bad_input import EXAMPLES

pytestmark = pytest.mark.django_db(databases="__all__")

FORMS = every_form()
TRIES = int(os.environ.get("TESTS_TRIES", "6"))
"""Posts to each page: few in the gate, as many as somebody has time for by TESTS_TRIES."""
NUMBERS = st.sampled_from(
    ["", "0", "1", "2", "12", "28", "31", "99", "0001", "2025", "2026", "2027", "9999", "mar", "²"]
)
TIMES = st.sampled_from(["", "0000", "01:30", "2.30am", "23:59", "24:00", "noon"])
TEXT = st.one_of(
    st.sampled_from(["", "x", "officer-2", "colleague", "\0", "\x1b[2J", "\u202e", "\ud7ff\uffff", "é" * 201]),
    st.text(max_size=40).filter(lambda text: text.isprintable() or "\n" in text),
)


def boxes_of(name: str, kind: Any) -> dict[str, st.SearchStrategy[Any]]:
    """What a browser, or somebody who is not one, might put into the boxes of one answer."""
    member = kind.__args__[0] if getattr(kind, "__origin__", None) is tuple else kind
    if issubclass(member, Choice):
        one = st.sampled_from(
            [*(choice.value for choice in member), *(choice.value for choice in member), "none of these"]
        )
        return {name: one if member is kind else st.lists(one, max_size=3)}
    if member is bool:
        return {name: st.sampled_from(["yes", "no", "perhaps", "", "yes", "no"])}
    if member is str:
        return {name: TEXT}
    parts = {f"{name}-{part}": NUMBERS for part in ("day", "month", "year")}
    return {**parts, f"{name}-time": TIMES, f"{name}-which": st.sampled_from(["", "first", "second", "third"])}


def posts(form: Form, seq: int) -> st.SearchStrategy[dict[str, Any]]:
    """Random posts to one page: an answer that could be right, or none, with some boxes put wrong and some added."""
    known: dict[str, st.SearchStrategy[Any]] = {}
    for name, _asked, kind in asked_fields(form.value):
        known |= boxes_of(name, kind)
    odd = dict.fromkeys(("about", "decision", "digest", "owner", "unit", "seq", "facts", "kind"), TEXT)
    carried = st.sampled_from([seq, seq, seq, seq + 1, 0, 1, 999_999_999, -1, "", "x"])
    right = [typed(example, seq) for example in EXAMPLES if type(example) is form.value]
    wrong = st.fixed_dictionaries({"last_seq": carried.map(str)}, optional={**known, **odd})
    few = wrong.map(lambda posted: dict(sorted(posted.items(), key=lambda box: box[0][::-1])[:2]))
    return st.builds(dict.__or__, st.sampled_from([*right, {}]), st.one_of(few, wrong))


def state() -> tuple[list[Any], ...]:
    """Everything that an act could have written."""
    return (
        list(Entry.objects.filter(seq__isnull=False).order_by("index").values_list("index", "leaf")),
        list(CaseRow.objects.order_by("reference").values_list()),
        list(WorklistRow.objects.order_by("id").values_list("id", "case", "queue", "what", "due_at")),
    )


def held(opened: OpenCase) -> None:
    """The record of the case reads back whole, and the rows beside it are what it makes."""
    reference = opened.case.reference
    case = replay(reference, opened.case.force, record.entries(reference))
    row = CaseRow.objects.get(reference=reference)
    assert (row.seq, row.stage, row.owner, row.unit) == (case.seq, case.stage, case.owner, case.unit)
    now = opened.became(case)
    due = {(one.queue, one.what) for one in due_of(case, now.assessed)}
    assert set(WorklistRow.objects.filter(case=reference).values_list("queue", "what")) == due


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.path.strip("/"))
def test_a_random_post_is_answered_and_only_a_recorded_one_writes(form: Form, browse: Browse, officer: Actor) -> None:
    opened = CARRIED[form.stage](officer) if form.stage else None
    reference = opened.case.reference if opened else ""
    browser = browse(form.role, form.unit, form.number, typing=True)
    if form.role is Role.SUPERVISOR:
        browser.post(f"/cases/{reference}/reason", {"reason": "To see how it stands"})
    officer_of(number="officer-2")
    recipient = listed(Channel.EMAIL).pk if "{recipient}" in form.path else 0

    @settings(
        max_examples=TRIES,
        deadline=None,
        database=None,
        derandomize=True,
    )
    @given(posted=posts(form, opened.case.seq if opened else 0))
    def tried(posted: dict[str, Any]) -> None:
        before = state()
        response = browser.post(form.address(reference, recipient), posted)
        assert response.status_code in {200, 302, 403, 409, 422}, response.status_code
        if response.status_code in {403, 409, 422}:
            assert state() == before
        if opened:
            held(opened)

    tried()
