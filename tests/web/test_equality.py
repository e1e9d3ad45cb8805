"""The equality assessment of a local policy in steps, by jurisdiction, each answer on the force’s record."""

from collections.abc import Mapping
from datetime import date

import pytest

from proviso.accounts.assessments import EqualityAssessment, assessments_of
from proviso.accounts.entries import case_of
from proviso.accounts.force_changes import adopt_local_policies
from proviso.accounts.models import Force, Jurisdiction, Role
from proviso.casework import clock
from proviso.oversight.figures import kept_figures
from proviso.oversight.publication.year_publication import pack_of
from proviso.record import read as record
from proviso.web.equality import assessment_pages
from tests.accounts.people import PROMPT
from tests.oversight.figures.conftest import Filled
from tests.oversight.figures.conftest import filled as filled

from .conftest import Browse, officer_of
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

OWNER, DPO = Role.POLICY_OWNER, Role.DATA_PROTECTION_OFFICER
POLICY = "consent-first:domestic-abuse+sexual-offence"
AT = f"/equality/{POLICY}"
CHANGES = {"whom": ["sex", "marriage"], "changes": "Women are told on less often without their consent"}
STEPS: Mapping[str, Mapping[str, object]] = {
    "changes": CHANGES,
    "evidence": {"evidence": "The figures of the year, and two refuges", "asked": "Two refuges", "year": "2026"},
    "mitigation": {"mitigation": "The vulnerability lead looks at each case"},
    "decision": {"outcome": "changed", "reason": "The board weighed it against delay"},
    "review": {
        "reference": " EIA  12 ", "review_on-day": "1", "review_on-month": "4", "review_on-year": "2028",
        "why": "Whether people still come forward",
    },
}  # fmt: skip


@pytest.fixture
def following(force: Force) -> Force:
    return adopt_local_policies(force, [POLICY], by=PROMPT, now=clock.now(), why="The chief officers agreed it")


def answers(force: Force) -> list[tuple[str, object]]:
    entries = record.entries(case_of(force), with_openings=True)
    return [(one.actor, one.body["step"]) for one in entries if one.kind == "equality_assessment_answered"]


def test_each_step_is_answered_recorded_and_read_in_one_document(
    following: Force, filled: Filled, browse: Browse
) -> None:
    filled(200)
    owner, by = browse(OWNER), officer_of(OWNER).staff_number
    assert "0 of 5 steps" in read(owner.get("/equality")).words
    for slug, said in STEPS.items():
        page = read(owner.get(f"{AT}/{slug}"))
        done = owner.post(f"{AT}/{slug}", {**said, "last": page.boxes["last"][0]})
        assert done.status_code == 302, (slug, read(done).words)
    assert answers(following) == [(by, slug) for slug in STEPS]
    document = read(owner.get(AT))
    assert "section 149 of the Equality Act 2010" in document.words
    assert "unmarried and same-sex partners are too (11.2)" in document.words
    assert "Women are told on less often without their consent" in document.words
    assert "Age when the case was opened. Cases that were opened: 200" in document.words
    assert "[c] means that a number is not shown" in document.words
    listed = read(owner.get("/equality")).words
    assert "5 of 5 steps. EIA 12, to be reviewed by 1 April 2028" in listed
    following.refresh_from_db()
    assert assessments_of(following) == {POLICY: EqualityAssessment("EIA 12", date(2028, 4, 1))}
    (policy,) = pack_of(following, clock.today()).policies
    assert ("What was decided?", "The policy goes on, with what is done about it") in policy.assessment
    assert by not in repr(policy.assessment)
    reader = browse(DPO)
    assert "The board weighed it against delay" in read(reader.get(AT)).words
    assert f"{AT}/changes" not in [href for href, _ in read(reader.get(AT)).links]


def test_the_duty_is_named_in_the_language_of_the_page(following: Force, browse: Browse) -> None:
    owner = browse(OWNER)
    owner.post("/language", {"language": "cy", "next": "/equality"})
    for path in ("/equality", AT):
        words = read(owner.get(path)).words
        assert "adran 149 o Ddeddf Cydraddoldeb 2010" in words, path
        assert "section 149" not in words, path


def test_in_northern_ireland_the_duty_and_the_groups_are_those_of_section_75(following: Force, browse: Browse) -> None:
    Force.objects.filter(pk=following.pk).update(jurisdiction=Jurisdiction.NORTHERN_IRELAND)
    owner = browse(OWNER)
    page = read(owner.get(f"{AT}/changes")).words
    assert "Persons of different political opinion" in page
    assert "Gender reassignment" not in page
    assert "section 75 of the Northern Ireland Act 1998" in read(owner.get(AT)).words
    assert owner.post(f"{AT}/changes", {**CHANGES, "last": "-1"}).status_code == 422


@pytest.mark.parametrize(
    ("slug", "posted", "says"),
    [
        ("changes", {}, "Select at least one characteristic"),
        ("changes", {**CHANGES, "changes": "..."}, "Use at least three words of your own"),
        ("evidence", {**STEPS["evidence"], "year": "soon"}, "Enter a year in four figures, like 2025"),
        ("evidence", {**STEPS["evidence"], "year": "2031"}, "The figures of 2031 are given from 29 January 2032."),
        ("decision", {"reason": "The board weighed it"}, "Select what was decided"),
        (
            "review",
            {**STEPS["review"], "review_on-month": "13"},
            "enter the month in figures, from 1 to 12, or by its name",
        ),
        ("review", {**STEPS["review"], "review_on-year": "2020"}, "Enter a day for the review that is still to come"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(
    slug: str, posted: Mapping[str, object], says: str, following: Force, browse: Browse
) -> None:
    response = browse(OWNER).post(f"{AT}/{slug}", {**posted, "last": "-1"})
    assert response.status_code == 422
    assert says in read(response).words
    assert answers(following) == []


def test_a_year_before_the_record_began_has_no_figures_to_place(
    following: Force, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, early = browse(OWNER), {**STEPS["evidence"], "year": "2024", "last": "-1"}
    assert owner.post(f"{AT}/evidence", early).status_code == 302, "the record of this force does not say when it began"
    for module in (kept_figures, assessment_pages):
        monkeypatch.setattr(module, "record_began", lambda _: date(2025, 7, 18))
    document = owner.get(AT)
    assert document.status_code == 200, "what was answered before is read as before"
    assert "No number of it can be shown." in read(document).words
    refused = owner.post(f"{AT}/evidence", {**early, "asked": "Nobody else", "last": "0"})
    assert refused.status_code == 422
    assert "The force’s record begins on 18 July 2025, so there is no case of 2024." in read(refused).words
    assert len(answers(following)) == 1


def test_an_answer_given_since_is_shown_and_not_written_over(following: Force, browse: Browse) -> None:
    owner = browse(OWNER)
    assert owner.post(f"{AT}/changes", {**CHANGES, "last": "-1"}).status_code == 302
    assert owner.post(f"{AT}/changes", {**CHANGES, "last": "-1"}).status_code == 302, "the same again writes nothing"
    for last in ("-1", "soon"):
        other = owner.post(f"{AT}/changes", {**CHANGES, "changes": "Nothing at all for anybody", "last": last})
        assert other.status_code == 409
        words = read(other).words
        assert "Somebody answered this since you opened the page." in words
        assert "Women are told on less often" in words
        assert "Nothing at all for anybody" in other.content.decode()
    assert len(answers(following)) == 1


def test_an_assessment_goes_with_the_policy_that_is_dropped(following: Force, browse: Browse) -> None:
    owner = browse(OWNER)
    owner.post(f"{AT}/changes", {**CHANGES, "last": "-1"})
    adopt_local_policies(following, [], by=PROMPT, now=clock.now(), why="It was found to delay help")
    assert owner.get(AT).status_code == 404
    assert owner.post(f"{AT}/changes", {**CHANGES, "last": "-1"}).status_code == 404
    assert "The force follows no local policy." in read(owner.get("/equality")).words
    adopt_local_policies(following, [POLICY], by=PROMPT, now=clock.now(), why="The chief officers agreed again")
    assert "0 of 5 steps" in read(owner.get("/equality")).words


@pytest.mark.parametrize("role", [DPO, Role.SUPERVISOR])
def test_only_the_policy_owner_answers(role: Role, following: Force, browse: Browse) -> None:
    response = browse(role).post(f"{AT}/changes", {**CHANGES, "last": "-1"})
    assert response.status_code == 403
    assert answers(following) == []


def test_a_step_that_there_is_not_is_not_there(following: Force, browse: Browse) -> None:
    owner = browse(OWNER)
    for path in (f"{AT}/score", "/equality/exceptional-only", "/equality/none/changes"):
        assert owner.get(path).status_code == 404, path
