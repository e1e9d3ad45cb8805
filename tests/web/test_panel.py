"""The panel is the engine's: its answers are the assessment's, and its links lead to pages that can set the fact."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.urls import resolve

from proviso.accounts.assessments import EqualityAssessment, name_assessment
from proviso.accounts.force_changes import adopt_local_policies
from proviso.accounts.models import Force
from proviso.casework.acts.journey import BY_SLUG, QUESTIONS
from proviso.casework.history.case import Case, Stage
from proviso.casework.reading.case_assessment import CaseAssessment, Rules, assess_case
from proviso.casework.reading.outstanding_corrections import recipients_owed
from proviso.casework.values.allegation import CrimeType, Investigation
from proviso.casework.values.decision import Decide, DelayDecided, NotSharingDecided
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.protection import Referral
from proviso.casework.values.role import Start
from proviso.casework.values.sharing import CallEnded, CallStarted
from proviso.casework.values.suspicion import Certainty, Suspicion, SuspicionEnded
from proviso.casework.values.value import Value
from proviso.casework.writing.permissions import Actor
from proviso.policy.assess import Answer, assess
from proviso.policy.facts import FACTS
from proviso.policy.library import policy_in_force
from proviso.policy.norms import Act
from proviso.policy.register_rows import ROWS
from proviso.web import urls
from proviso.web.act_pages import FORMS
from proviso.web.bases import cited_words
from proviso.web.panel import TITLES, TOLD_LAST, findings_of, openings_of, panel_of, place_of, progress_of
from tests.accounts.people import PROMPT

from ..casework.every import CONSENT, CORRECTION, EVERY, LATE, NEEDED, NEGATED, OTHERS, TOLD_CORRECTION, WAITING
from ..casework.examples import (
    ADDRESS,
    ALLEGATION,
    ANSWERS,
    CALL_ENDED,
    CALL_STARTED,
    MEASURES_TOO,
    PERSON,
    SUPPORT,
    SUSPICION,
    VIEWS,
    WEIGHING,
    answer,
    begun,
)
from ..casework.folding import SETTING, facts, folded, onto, sharing
from ..casework.stories import routine
from .conftest import Browse, Cases
from .reading import read

ON = date(2026, 11, 22)
RULES = Rules(policy_in_force(ON, ("consent-first", "exceptional-only")), SETTING, ON)
PAGES: Mapping[str, tuple[type[Value], ...]] = {
    "start": (Start,),
    "decide": (NotSharingDecided, DelayDecided),
    "send": (CallStarted, CallEnded),
    "local": (LocalAnswer,),
    **{one.slug: (one.value,) for one in (*QUESTIONS, *FORMS)},
}
"""What each page records."""

FROM_THE_FORCE = {"jurisdiction", "equality_assessment_current"}


def cases(seed: int) -> Case:
    """A case of answers drawn by chance, in an order drawn by chance."""
    chance = random.Random(seed)
    drawn = chance.sample([one for one in (*EVERY, *OTHERS) if not isinstance(one, Start)], 14)
    start = chance.choice([one for one in (*EVERY, *OTHERS) if isinstance(one, Start)])
    return folded(*(ANSWERS if chance.random() < 0.5 else ()), *drawn, start=start)


def stood(case: Case) -> CaseAssessment:
    return assess_case(case, RULES)


@pytest.mark.parametrize("seed", range(40))
def test_the_panels_answers_are_the_engines_and_every_link_leads_somewhere(seed: int) -> None:
    case = cases(seed)
    stands = stood(case)
    engine = assess(RULES.policy, stands.facts, ON)
    panel = panel_of(case, stands)
    assert {one.title: one.answer for one in panel} == {TITLES[act]: engine.acts[act].answer.value for act in Act}
    for one in panel:
        assert one.answer == "yes" or one.reasons
        for reason in one.reasons:
            assert bool(reason.href) == bool(reason.link)
            if reason.href:
                resolve(reason.href)
    for act in engine.acts.values():
        for steps in openings_of(case, act):
            assert all(resolve(step.href) for step in steps)


@pytest.mark.parametrize("seed", range(40))
def test_a_closed_act_says_which_paragraphs_close_it(seed: int) -> None:
    case = cases(seed)
    stands = stood(case)
    panel = {one.title: one for one in panel_of(case, stands)}
    for act in (Act.SHARE_BASIC, Act.DELAY_SHARING, Act.CLOSE_CASE):
        refusing = {one.guard.refuses for one in stands.assessment.acts[act].guards if one.answer.value == "no"}
        if not recipients_owed(case):  # then it is the person who is still to be told
            refusing = {TOLD_LAST if "not every recipient" in says else says for says in refusing}
        assert refusing <= {reason.says for reason in panel[TITLES[act]].reasons}


@pytest.mark.parametrize("case", [folded(*ANSWERS), folded(*ANSWERS, SuspicionEnded(reason="It was a mistake"))])
def test_whoever_would_delay_is_led_to_when_and_to_no_other_suspicion(case: Case) -> None:
    reasons = {one.title: one for one in panel_of(case, stood(case))}[TITLES[Act.DELAY_SHARING]].reasons
    links = {reason.paragraph: reason.link for reason in reasons}
    assert links.pop("Paragraph 7.2") == BY_SLUG["timing"].title
    assert [*links.values()] == ([] if case.suspected else [""])


def test_every_reason_is_listed() -> None:
    stands = stood(folded())
    guards = stands.assessment.acts[Act.SHARE_BASIC].guards
    assert (
        len(panel_of(folded(), stands)[0].reasons) == len([one for one in guards if one.answer is not Answer.YES]) > 4
    )


@pytest.mark.parametrize(
    ("case", "says"),
    [
        (folded(), "0 of 15 done: see what is missing"),
        (folded(ALLEGATION, PERSON), "2 of 15 done: see what is missing"),
        (folded(*ANSWERS), "15 of 15 done: see what policy says now"),
        (folded(*ANSWERS, MEASURES_TOO), "14 of 17 done: see what is missing"),
    ],
)
def test_a_line_says_how_much_of_what_is_asked_is_done(case: Case, says: str) -> None:
    assert progress_of(case, stood(case)) == (f"/cases/{case.reference}/#policy", says)


LOCAL = (
    CONSENT,
    *(
        LocalAnswer(fact=fact, answer=answer, reason="It is so")
        for fact, answer in (("consent_informed", "no"), ("exceptional_circumstances", "yes"))
    ),
)
BEGUN = folded()
TOLD_WRONG = onto(folded(*ANSWERS), [sharing(folded(*ANSWERS)), CALL_STARTED, CALL_ENDED, NEGATED])
WRONG_AGAIN = onto(TOLD_WRONG, [TOLD_CORRECTION])
BASES = (
    BEGUN,
    folded(CONSENT),
    folded(SuspicionEnded(reason="Her passport was shown")),
    folded(routine()),
    folded(*ANSWERS),
    folded(*ANSWERS, MEASURES_TOO),
    folded(*ANSWERS, MEASURES_TOO, VIEWS, WEIGHING),
    folded(*ANSWERS, NEEDED, WAITING),
    folded(LATE),
    onto(folded(*ANSWERS), [sharing(folded(*ANSWERS), Decide.SHARE_BASIC)]),
    onto(folded(*ANSWERS), [sharing(folded(*ANSWERS)), CALL_STARTED]),
    onto(folded(*ANSWERS), [sharing(folded(*ANSWERS)), CALL_STARTED, CALL_ENDED]),
    TOLD_WRONG,
    WRONG_AGAIN,
)


def sets(values: tuple[type[Value], ...], fact: str) -> bool:
    """Whether some answer that a page records changes the fact of some case."""
    answers = [one for one in (*EVERY, *OTHERS, *LOCAL, SUSPICION) if type(one) in values]
    return any(facts(base).get(fact) != facts(onto(base, [one])).get(fact) for base in BASES for one in answers)


@pytest.mark.parametrize("fact", [name for name in FACTS if name not in FROM_THE_FORCE and name != "role"])
def test_every_link_leads_to_a_page_that_can_set_the_fact(fact: str) -> None:
    href, words = place_of(BEGUN, fact)
    found = resolve(href)
    slug = str(found.kwargs.get("slug", found.url_name))
    assert words
    assert sets(PAGES[slug], fact), f"{slug} does not ask {fact}"
    assert FACTS[fact].page in {slug, "start"}


def test_a_correction_that_every_recipient_has_leads_to_telling_the_person() -> None:
    wrong = TOLD_WRONG
    assert place_of(wrong, "corrections_outstanding")[0].endswith("/correction")
    assert place_of(onto(wrong, [CORRECTION]), "corrections_outstanding")[0].endswith("/tell-correction")
    corrected = onto(wrong, [CORRECTION])
    closing = next(one for one in panel_of(corrected, stood(corrected)) if one.title == TITLES[Act.CLOSE_CASE])
    assert TOLD_LAST in [reason.says for reason in closing.reasons]
    assert place_of(WRONG_AGAIN, "corrections_outstanding")[0].endswith("/correction")


def test_what_the_force_brings_is_asked_on_no_page() -> None:
    assert {place_of(BEGUN, fact) for fact in FROM_THE_FORCE} == {("", "")}
    assert place_of(BEGUN, "") == ("", "")
    assert place_of(BEGUN, "role")[0].endswith("/role")


def test_every_page_that_policy_names_is_there() -> None:
    names = {getattr(one, "name", None) for one in urls.urlpatterns} | set(BY_SLUG)
    assert {fact.page for fact in FACTS.values()} - {""} <= names
    assert {page for row in ROWS for page in row.pages} <= names


def test_what_settles_a_question_is_of_the_vocabulary() -> None:
    for question in QUESTIONS:
        for fact, values in question.settled.items():
            assert values & set(FACTS[fact].values), (question.slug, fact)
            assert values <= {*FACTS[fact].values, None}, (question.slug, fact)  # None: it does not apply
            assert sets((question.value,), fact), (question.slug, fact)


def test_findings_that_do_not_arise_are_left_out() -> None:
    shown = findings_of(stood(folded(*ANSWERS)).assessment)
    assert {one["status"] for one in shown} <= {"met", "outstanding", "breached", "not known yet"}
    doubted = findings_of(stood(folded(*ANSWERS, replace(SUSPICION, certainty=Certainty.DOUBT))).assessment)
    assert [one["says"] for one in doubted if one["status"] == "does not arise"] == [
        "This does not arise: there is only a doubt about status, which is not yet a suspicion (1.1, 5.3)."
    ]
    assert all(one["says"] and one["colour"] and one["paragraph"] for one in shown)


SAID = {"guidance": "The guidance", "safeguard": "Our safeguard", "local": "Local policy"}


@pytest.mark.parametrize("seed", range(10))
def test_every_reason_step_and_finding_says_on_what_it_rests(seed: int) -> None:
    case = cases(seed)
    stands = stood(case)
    guards = {guard for each in RULES.policy.guards.values() for guard in each}
    bases = {(cited_words(guard.citation), SAID[guard.basis]) for guard in guards}
    panel = [reason for one in panel_of(case, stands) for reason in one.reasons if reason.paragraph]
    steps = [step for act in stands.assessment.acts.values() for steps in openings_of(case, act) for step in steps]
    for one in (*panel, *steps):
        ours = one.paragraph.startswith("Our safeguard") and not one.basis
        assert ours or (one.paragraph, one.basis) in bases
    found = {one["says"]: one for one in findings_of(stands.assessment)}
    for finding in stands.assessment.findings:
        if finding.says_more:
            shown = found[finding.says]
            assert shown["basis"] == SAID[finding.basis] or shown["paragraph"] == "Our safeguard on support"


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("path", ["decide", "timeline"])
def test_a_finding_shows_on_what_it_rests(path: str, officer: Actor, browse: Browse) -> None:
    support = replace(SUPPORT, support=Referral.NOT_OFFERED)
    opened = answer(begun(officer), (replace(ALLEGATION, crime_types=(CrimeType.DOMESTIC_ABUSE,)), support))
    page = read(browse().get(f"/cases/{opened.case.reference}/{path}"))
    assert "Our safeguard on support outstanding Support or advice independent of police has not" in page.words
    assert "5.1.1 met What was reported is being investigated, or was. The guidance" in page.words


@pytest.mark.django_db(databases="__all__")
def test_a_step_shows_on_what_the_guard_that_it_opens_rests(officer: Actor, browse: Browse) -> None:
    nobody = replace(ALLEGATION, stands=Investigation.NOBODY)
    opened = answer(begun(officer), [nobody if one is ALLEGATION else one for one in ANSWERS])
    page = read(browse().get(f"/cases/{opened.case.reference}/decide"))
    assert "Have what was reported looked into, and record that. Paragraph 5.1.1 Our safeguard" in page.words
    assert "Nobody is looking into what was reported, and that comes first. Paragraph 5.1.1 Our safeguard" in page.words


@pytest.mark.django_db(databases="__all__")
def test_the_panel_stands_whole_on_the_case_and_where_it_decides(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), (ALLEGATION, PERSON, ADDRESS))
    for path in ("", "decide", "close"):
        page = read(browse().get(f"/cases/{opened.case.reference}/{path}"))
        for one in panel_of(opened.case, opened.assessed):
            assert one.title in page.words
            for reason in one.reasons:
                assert " ".join(reason.says.split()) in page.words
                assert not reason.href or (reason.href, reason.link) in page.links


@pytest.mark.django_db(databases="__all__")
def test_the_other_pages_of_a_case_have_one_line_of_it(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), (ALLEGATION, PERSON, ADDRESS))
    for path in ("questions/person", "role"):
        page = read(browse().get(f"/cases/{opened.case.reference}/{path}"))
        assert progress_of(opened.case, opened.assessed) in page.links
        assert not [title for title in TITLES.values() if title in page.words and title not in page.headings]


@pytest.mark.django_db(databases="__all__")
def test_a_closed_case_has_neither_the_panel_nor_its_line(cases: Cases, browse: Browse) -> None:
    address = f"/cases/{cases[Stage.CLOSED].case.reference}"
    for path in ("/", "/reopen", "/questions/person"):
        page = read(browse().get(address + path))
        assert "What policy says now" not in page.words
        assert " done: see what" not in page.words


@pytest.mark.django_db(databases="__all__")
def test_no_step_is_said_to_open_an_act_only_where_nothing_is_left_to_record(officer: Actor, browse: Browse) -> None:
    none, waits = "There is no step that an officer can properly take", "This also waits for what is not recorded yet."
    opened = answer(begun(officer), (routine(),))
    page = read(browse().get(f"/cases/{opened.case.reference}/decide"))
    assert waits in page.words
    assert none not in page.words
    opened = answer(begun(officer), [routine() if isinstance(one, Suspicion) else one for one in ANSWERS])
    assert opened.assessed.assessment.acts[Act.SHARE_BASIC].needs == ()
    page = read(browse().get(f"/cases/{opened.case.reference}/decide"))
    assert none in page.words
    assert waits not in page.words


@pytest.mark.django_db(databases="__all__")
def test_deciding_shows_the_local_policies_in_force_and_their_equality_assessments(
    officer: Actor, browse: Browse
) -> None:
    force, now = Force.objects.get(), datetime(2026, 11, 22, 3, tzinfo=UTC)
    force = adopt_local_policies(
        force, ["consent-first", "exceptional-only"], by=PROMPT, now=now, why="Agreed in minute 4"
    )
    named = EqualityAssessment("EIA 12", date(2027, 4, 1))
    name_assessment(force, "consent-first", named, by=PROMPT, now=now, why="Published with the policy")
    page = read(browse().get(f"/cases/{begun(officer).case.reference}/decide"))
    first = "Local policy in force: Consent first. Its equality assessment is EIA 12, to be reviewed by 1 April 2027"
    assert first in page.words
    other = "Local policy in force: In exceptional circumstances only. No equality assessment of it is named."
    assert other in page.words
    assert "is current (section 149 of the Equality Act 2010)." in page.words
