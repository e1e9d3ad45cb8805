"""The registry of acts: closed by default, one row an act, and each row true of the act that it names."""

from dataclasses import replace

import pytest
from django.urls import get_resolver

from proviso.accounts.models import Role
from proviso.casework.acts import registry
from proviso.casework.acts.act import CaseAct
from proviso.casework.acts.question import TaskSection
from proviso.casework.acts.registry import ACT_BY_SLUG, ACTS, ON_A_PAGE, PAGES, offered, permission_of, plain_answers
from proviso.casework.history.case import Stage
from proviso.casework.history.kinds import UnknownKind
from proviso.casework.named_acts import NamedActs, name_acts
from proviso.casework.values.sharing import Acknowledged, CameBack
from proviso.casework.values.value import Value, ask
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused, Precondition, commit
from proviso.casework.writing.permissions import Actor, NoSuchAct, Permission
from proviso.record.models import Entry

from .every import ACKNOWLEDGED, CAME_BACK, EVERY, LATE
from .examples import begun, by_colleague
from .stories import at_every_stage, told_late

ROLES = {
    Permission.REVIEW_AS_SUPERVISOR: Role.SUPERVISOR,
    Permission.REVIEW_VULNERABILITY: Role.VULNERABILITY_LEAD,
    Permission.REVIEW_DATA_PROTECTION: Role.DATA_PROTECTION_OFFICER,
}
EXAMPLE = {type(value): value for value in EVERY} | {Acknowledged: ACKNOWLEDGED, CameBack: CAME_BACK}


class Nickname(Value):
    """A value that no kind knows and no act records."""

    kind = "nickname_recorded"

    words: str = ask("What are they called?", "Enter what they are called")


def test_every_act_has_a_slug_and_a_function_of_its_own() -> None:
    assert len(ACT_BY_SLUG) == len(ACTS)
    own = [act.record for act in ACTS if act.value not in plain_answers()]
    assert len(set(own)) == len(own)


def test_every_act_of_a_person_says_why_for_whom_and_on_what_it_rests() -> None:
    for act in ACTS:
        if act.by_a_person:
            assert act.title, act.slug
            assert act.because, act.slug
            assert act.used_by, act.slug
            assert act.paragraphs, act.slug
    assert {act.slug for act in ACTS if not act.by_a_person} == {
        "message-left",
        "message-stopped",
        "message-unclear",
        "take-reply",
    }


def test_every_page_that_is_offered_has_an_address() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {page.slug for page in PAGES if page.offers} <= names
    assert {act.leads_to for act in ON_A_PAGE} <= names


def test_two_acts_that_disagree_about_a_value_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    first = ACT_BY_SLUG["reply"]
    monkeypatch.setattr(registry, "ACTS", (*ACTS, replace(first, slug="other", permission=Permission.CLOSE_CASE)))
    with pytest.raises(ValueError, match="Two acts record a"):
        permission_of()


@pytest.mark.django_db(databases="__all__")
def test_a_value_that_no_act_names_is_refused_before_anything_is_written(officer: Actor) -> None:
    opened = begun(officer)
    before = Entry.objects.count()
    with pytest.raises(NoSuchAct, match=r"No act records a Nickname\. Nothing was written\."):
        commit(opened, lambda _: Nickname(words="Jay"), Precondition(seen=opened.case.seq))
    assert Entry.objects.count() == before


@pytest.mark.django_db(databases="__all__")
def test_a_value_that_no_kind_knows_is_refused_before_anything_is_written(officer: Actor) -> None:
    opened = begun(officer)
    before = Entry.objects.count()
    more = {**permission_of(), Nickname: Permission.ANSWER_QUESTION}
    name_acts(lambda: NamedActs(more, plain_answers()))
    try:
        with pytest.raises(UnknownKind, match=r"No kind of entry keeps a Nickname\. Nothing was written\."):
            commit(opened, lambda _: Nickname(words="Jay"), Precondition(seen=opened.case.seq))
    finally:
        name_acts(lambda: NamedActs(permission_of(), plain_answers()))
    assert Entry.objects.count() == before


@pytest.mark.django_db(databases="__all__")
def test_where_a_row_says_why_not_its_act_refuses_in_the_same_words(officer: Actor) -> None:
    tried: set[str] = set()
    for opened in at_every_stage(officer).values():
        for act in ON_A_PAGE:
            words = act.why_not(opened.case)
            value = EXAMPLE.get(act.value)
            if not words or value is None or opened.case.stage not in act.stages:
                continue
            role = ROLES.get(act.permission, Role.SUPERVISOR)
            held = replace(opened, actor=replace(officer, staff_number="a supervisor", role=role))
            assert refused(act, held, value) == words, act.slug
            assert act.refusal(held) == words, act.slug
            tried.add(act.slug)
    assert tried >= {"settle-sending", "acknowledgement", "came-back", "correction", "tell-correction", "reply"}


def refused(act: CaseAct, opened: OpenCase, value: Value) -> str:
    with pytest.raises(ActRefused) as stopped:
        act.record(opened, value, seen=opened.case.seq)
    return str(stopped.value)


@pytest.mark.django_db(databases="__all__")
def test_an_act_that_a_person_may_not_do_says_so_and_is_not_offered(officer: Actor) -> None:
    shared = at_every_stage(officer)[Stage.SHARED]
    lead = replace(shared, actor=replace(officer, role=Role.VULNERABILITY_LEAD))
    assert ACT_BY_SLUG["close"].refusal(lead) == "Your role (vulnerability lead) does not do this."
    assert "close" not in {page.slug for page, _ in offered(lead, due=False)}
    assert "acknowledgement" in {page.slug for page, _ in offered(by_colleague(shared), due=False)}
    assert "acknowledgement" not in {page.slug for page, _ in offered(shared, due=False)}, "who sent it does not say so"
    assert next(page.slug for page, _ in offered(shared, due=True)) == "tell-after"


@pytest.mark.django_db(databases="__all__")
def test_an_act_shows_the_earlier_answer_and_says_when_it_is_over(officer: Actor) -> None:
    stages = at_every_stage(officer)
    shared, late = stages[Stage.SHARED].case, told_late(officer).case
    already = ACT_BY_SLUG["already-shared"]
    assert (already.shows(shared), already.shows(late)) == (None, LATE)
    assert ACT_BY_SLUG["close"].shows(shared) is None, "an act says nothing beforehand unless its row does"
    assert ACT_BY_SLUG["already-shared"].done_words(late).startswith("It is on the record.")
    assert "While they are suspected, sharing is due now." in ACT_BY_SLUG["delay-ended"].done_words(late)
    by_stage = next(act for act in ACTS if not isinstance(act.done, str))
    assert {by_stage.done_words(one.case) for one in stages.values()} == {*by_stage.done.values(), ""}  # type: ignore[union-attr]


def test_each_part_of_the_journey_has_an_address_of_its_own() -> None:
    assert [part.slug for part in TaskSection] == ["crime", "protection", "suspicion", "content", "telling"]
