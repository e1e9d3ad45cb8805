"""Dip samples on pages: ordered, drawn, reviewed and read, by whom each is for and nobody else."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from django.test import Client

from proviso.accounts.entries import case_of
from proviso.accounts.models import Force, Officer, Role
from proviso.casework.writing.permissions import Actor
from proviso.oversight.samples.kept_samples import Sample, sample_of, samples_of
from proviso.oversight.samples.sample_draw import digest_of
from proviso.oversight.samples.sample_order import SampleAnswer, SampleFinding, ToldAnswer
from proviso.oversight.samples.sample_reviewers import drawn_cases
from proviso.record import read as record
from proviso.record.models import WrappedKey
from proviso.web.design.tokens import BOX

from ..casework.conftest import Clock
from ..casework.examples import begun, shared
from ..oversight.samples.conftest import NEW_YEAR, ORDER, order
from ..oversight.samples.test_sample_draw import drawn_again
from .conftest import Browse, officer_of
from .forms import Typed, typed
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

DPO, SUPERVISOR, AUDITOR = Role.DATA_PROTECTION_OFFICER, Role.SUPERVISOR, Role.AUDITOR
FINDING = SampleFinding(
    proportionate=SampleAnswer.NO,
    not_proportionate="The address was <b>not</b> needed",
    reason=SampleAnswer.YES,
    told=ToldAnswer.CANNOT_TELL,
    learning="Ask first who else is at home",
)

Drawn = Callable[..., Sample]


@pytest.fixture
def last_year(officer: Actor, time: Clock) -> Actor:
    """Eight cases of the north, one of them shared, of a year that has ended."""
    shared(officer)
    for _ in range(7):
        begun(officer)
    time.now = NEW_YEAR
    return officer


@pytest.fixture
def drawn(last_year: Actor, force: Force, browse: Browse) -> Drawn:
    """A sample ordered on the page, and drawn by the sign-in of a supervisor of the south."""

    def make(browser: Client | None = None, **changed: object) -> Sample:
        officer_of(SUPERVISOR)
        browser = browser or browse(DPO, typing=True)
        response = browser.post("/samples/order", typed(order(**changed), 0))
        assert response.status_code == 302, read(response).words
        browse(SUPERVISOR, unit="south", typing=True)
        browser.get("/samples")
        return sample_of(force, response["Location"].rpartition("/")[2])

    return make


def kinds(force: Force) -> list[str]:
    return [one.kind for one in record.entries(case_of(force), with_openings=True) if one.kind.startswith("sample_")]


def reviews(force: Force, sample: Sample, browse: Browse) -> None:
    """Every case of a sample reviewed on its page."""
    for one in drawn_cases(force, sample):
        by = Officer.objects.get(staff_number=one.reviewer)
        client = Client()
        client.force_login(by)
        response = client.post(f"/samples/{sample.reference}/cases/{one.place}", typed(FINDING, 0))
        assert response.status_code == 302, read(response).words


def test_from_an_order_to_what_the_unit_takes_from_it(drawn: Drawn, force: Force, browse: Browse) -> None:
    sample = drawn()
    supervisor, dpo = browse(SUPERVISOR), browse(DPO)
    page = read(dpo.get(f"/samples/{sample.reference}"))
    assert "How often reviewers agreed is told once no case waits any more." in page.words
    assert "The yearly look at decisions of the force" in page.words
    assert "Number 1 of the force’s" in page.words
    mine = [one for one in drawn_cases(force, sample) if one.reviewer == officer_of(SUPERVISOR).staff_number]
    listed = read(supervisor.get("/worklist")).words
    assert (f"Review {len(mine)} case" in listed) is bool(mine)
    reviews(force, sample, browse)
    listed = read(supervisor.get("/worklist")).words
    assert f"Read what was found about your unit’s cases in {sample.reference}" in listed
    page = read(supervisor.get(f"/samples/{sample.reference}/findings"))
    assert "The address was <b>not</b> needed" in page.words
    assert page.words.count("Reviewed by") == 5
    response = supervisor.post(
        f"/samples/{sample.reference}/findings", {"words": "It is said at the next briefing"}, follow=True
    )
    assert "Recorded, and off your list." in read(response).words
    assert "Read what was found about" not in read(supervisor.get("/worklist")).words
    assert "It is said at the next briefing" in read(dpo.get(f"/samples/{sample.reference}/findings")).words
    told = read(dpo.get(f"/samples/{sample.reference}")).words
    assert "Reviewed5" in told.replace(" ", "")
    assert "Was it proportionate? Answer Number Per cent Yes [c]" in told
    assert kinds(force).count("sample_reviewed") == 5
    assert kinds(force)[-3:] == ["sample_findings_read", "sample_learning_noted", "sample_findings_read"]


def test_a_case_whose_key_is_damaged_says_so_and_the_others_are_read(
    drawn: Drawn, force: Force, browse: Browse
) -> None:
    sample = drawn()
    reviews(force, sample, browse)
    WrappedKey.objects.filter(case=sample.cases[0]).update(wrapped=b"damaged")
    response = browse(DPO).get(f"/samples/{sample.reference}/findings")
    words = read(response).words
    assert response.status_code == 200
    assert words.count("What was found about this case cannot be read: its key") == 1
    assert words.count("The address was <b>not</b> needed") == 4
    assert words.count("Reviewed by") == 5


def test_until_somebody_else_made_an_entry_it_is_not_drawn(last_year: Actor, force: Force, browse: Browse) -> None:
    browser = browse(DPO)
    response = browser.post("/samples/order", typed(ORDER, 0), follow=True)
    words = read(response).words
    assert "Ordered. It is drawn with the next entry of the record that somebody else makes." in words
    assert "Until then nobody can know which cases it holds." in words
    assert "Not drawn yet" in read(browser.get("/samples")).words
    (sample,) = samples_of(force)
    assert browser.get(f"/samples/{sample.reference}/draw.csv").status_code == 404
    assert sample.draw is None


def test_the_table_draws_it_again_and_is_an_entry(drawn: Drawn, force: Force, browse: Browse) -> None:
    sample = drawn()
    assert sample.draw
    response = browse(AUDITOR).get(f"/samples/{sample.reference}/draw.csv")
    assert response["Cache-Control"] == "no-store"
    lines = list(csv.DictReader(StringIO(response.content.decode())))
    listed = [(line["Stratum"], line["Case"]) for line in lines]
    again = drawn_again(sample.draw.root, sample.reference, listed, 5)
    assert again == {line["Case"] for line in lines if line["Drawn"] == "yes"} == set(sample.cases)
    assert digest_of(listed) == sample.digest
    assert kinds(force)[-1] == "sample_draw_downloaded"
    assert (
        f"--was {sample.draw.size}:{sample.draw.root}"
        in read(browse(AUDITOR).get(f"/samples/{sample.reference}")).words
    )


def test_the_auditor_sees_who_ordered_which_and_nothing_of_a_case(drawn: Drawn, force: Force, browse: Browse) -> None:
    first, second = drawn(), drawn()
    reviews(force, first, browse)
    browser = browse(AUDITOR)
    listed = read(browser.get("/samples")).words
    assert listed.count(f"Ordered by {officer_of(DPO).staff_number}") == 2
    assert "Ordered 2 times of this period with cases in common." in listed
    page = read(browser.get(f"/samples/{first.reference}")).words
    assert "2 samples were ordered of this period with cases in common." in page
    assert second.reference in page
    assert "yearly look" not in page
    assert not any(case in page for case in first.cases)
    assert "address" not in page
    for path in (f"{first.reference}/findings", f"{second.reference}/cases/1", "order"):
        assert browser.get(f"/samples/{path}").status_code == 403, path


def test_a_case_is_opened_for_its_reviewer_alone(drawn: Drawn, force: Force, browse: Browse) -> None:
    sample = drawn()
    (one, *_rest) = drawn_cases(force, sample)
    other = browse(SUPERVISOR if one.reviewer == officer_of(DPO).staff_number else DPO)
    for sent in (other.get, other.post):
        response = sent(f"/samples/{sample.reference}/cases/1", typed(FINDING, 0), follow=True)
        assert "not yours to review, or no longer" in read(response).words
    assert not sample_of(force, sample.reference).reviewed
    client = Client()
    client.force_login(Officer.objects.get(staff_number=one.reviewer))
    page = read(client.get(f"/samples/{sample.reference}/cases/1"))
    assert "It was drawn at random, and opened for this review." in page.words
    assert client.get(f"/cases/{one.case}/timeline").status_code == 200
    (looked,) = [
        entry for entry in record.entries(one.case, with_openings=True) if entry.body.get("standing") == "sampled"
    ]
    assert looked.why == f"Dip sample {sample.reference}: drawn at random to be reviewed"
    assert client.get(f"/samples/{sample.reference}/cases/6").status_code == 404


def test_what_is_missing_of_a_finding_is_said_and_what_was_typed_stays(
    drawn: Drawn, force: Force, browse: Browse
) -> None:
    sample = drawn()
    client = Client()
    client.force_login(Officer.objects.get(staff_number=drawn_cases(force, sample)[0].reviewer))
    posted: Typed = {"proportionate": "no", "reason": "yes", "learning": "Ask first who else is at home"}
    response = client.post(f"/samples/{sample.reference}/cases/1", posted)
    assert response.status_code == 422
    page = read(response).words
    assert "Enter what was not proportionate" in page
    assert "Select whether the person was told safely" in page
    assert "Ask first who else is at home" in page
    assert not sample_of(force, sample.reference).reviewed


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"period": "2025"}, "There are no such cases in this period, so nothing was ordered."),
        ({"size": "20"}, "There are fewer than 20 cases to draw from"),
        ({"which": "shared"}, "There are fewer than 5 such cases, so that a sample would name them."),
        ({"period": "2026-11", "where": "north"}, "A month of one unit has too few cases."),
        ({"where": "nowhere"}, "There is no such unit."),
        ({"reviewers": []}, "Select who reviews them"),
        ({"why": "n/a"}, "Why are you ordering it?"),
    ],
)
def test_what_cannot_be_ordered_is_said_and_what_was_chosen_stays(
    last_year: Actor, force: Force, browse: Browse, changed: dict[str, object], says: str
) -> None:
    response = browse(DPO).post("/samples/order", {**typed(ORDER, 0), **changed})
    assert response.status_code == 422
    page = read(response)
    assert page.title.startswith("Error:")
    assert says in page.words
    assert changed.get("why") or "The yearly look at decisions" in page.words
    assert not samples_of(force)


def test_a_supervisor_orders_and_sees_those_of_their_unit(drawn: Drawn, force: Force, browse: Browse) -> None:
    own = browse(SUPERVISOR, typing=True)
    boxes = read(own.get("/samples/order"))
    assert "South" not in boxes.words
    assert own.post("/samples/order", typed(ORDER, 0)).status_code == 422
    sample, everyone = drawn(own, where="north"), drawn()
    south = browse(SUPERVISOR, unit="south")
    listed = read(south.get("/samples")).words
    assert everyone.reference in listed
    assert sample.reference not in listed
    assert south.get(f"/samples/{sample.reference}").status_code == 404
    assert south.get(f"/samples/{everyone.reference}/draw.csv").status_code == 404
    assert own.get(f"/samples/{sample.reference}/draw.csv").status_code == 200
    reviews(force, everyone, browse)
    assert south.get(f"/samples/{everyone.reference}/findings").status_code == 404


@pytest.mark.parametrize("role", [one for one in Role if one not in (DPO, SUPERVISOR, AUDITOR)])
def test_nobody_else_sees_samples(role: Role, drawn: Drawn, browse: Browse) -> None:
    sample, browser = drawn(), browse(role)
    for path in ("", "/order", f"/{sample.reference}", f"/{sample.reference}/draw.csv",
                 f"/{sample.reference}/cases/1", f"/{sample.reference}/findings"):  # fmt: skip
        assert browser.get(f"/samples{path}").status_code == 403, path


def test_what_is_not_there_is_not_there(drawn: Drawn, browse: Browse) -> None:
    sample, browser = drawn(), browse(DPO)
    assert browser.get("/samples/DS-0000-0000").status_code == 404
    assert browser.get(f"/samples/{sample.reference}/findings").status_code == 404
    assert browser.get(f"/samples/{sample.reference}/cases/99").status_code == 404


def test_an_order_that_is_sent_twice_counts_once(last_year: Actor, force: Force, browse: Browse) -> None:
    browser = browse(DPO)
    (token,) = read(browser.get("/samples/order")).boxes[BOX]
    places = {browser.post("/samples/order", typed(ORDER, 0) | {BOX: token})["Location"] for _ in range(3)}
    assert [f"/samples/{one.reference}" for one in samples_of(force)] == list(places)
