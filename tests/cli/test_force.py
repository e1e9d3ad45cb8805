"""`proviso force`: each change by the command line is done, is an entry, and is refused in one sentence."""

from datetime import timedelta

import pytest
from typer.testing import CliRunner

from proviso.accounts import attempt_counts
from proviso.accounts.attempt_counts import Count, number_digest
from proviso.accounts.models import Counted, Force, Officer, Role, Unit
from proviso.casework.writing.permissions import Actor
from proviso.cli.commands import app
from proviso.record import read

from ..casework import examples
from ..casework.conftest import Clock, force, officer, time, who
from ..casework.examples import NOW
from .processes import WHO

__all__ = ["force", "officer", "time", "who"]

pytestmark = pytest.mark.django_db(databases="__all__")

PASSWORD = "a heron stood in the mill race"


def run(*words: str, typed: str = "") -> tuple[int, str, str]:
    """The exit status and what was said, on standard output and on standard error."""
    who = () if words[0] == "show" else WHO
    result = CliRunner().invoke(app, ["force", *words, *who], input=typed)
    return result.exit_code, result.stdout, result.stderr


def add(staff_number: str = "N103", role: str = "officer", unit: str = "north") -> tuple[int, str, str]:
    words = ("add-officer", staff_number, "PC Example Hornbeam", "--role", role, "--unit", unit)
    return run(*words, typed=f"{PASSWORD}\n{PASSWORD}\n")


def kinds() -> list[str]:
    return [trace.kind for trace in read.bodiless("wessmere")]


def test_somebody_is_added_and_seen(force: Force) -> None:
    assert run("add-unit", "east", "Eastfen")[0] == 0
    assert add(unit="east")[0] == 0
    status, said, _ = run("show")
    assert status == 0
    assert "east: Eastfen\n  N103 PC Example Hornbeam, officer\n" in said
    assert "Local policies: none\nEquality assessment: current\n" in said
    assert kinds() == ["unit_added", "officer_added"]
    assert Officer.objects.get().check_password(PASSWORD)


def test_every_change_is_done_and_on_the_record(force: Force) -> None:
    add()
    add("A1", "administrator")
    why = ("--why", "Asked by the chief officers")
    assert run("change-role", "n103", "--role", "supervisor", *why)[0] == 0
    assert run("set-rank", "N103", "--rank", "chief_inspector", *why)[0] == 0
    assert run("move", "N103", "--unit", "south", *why)[0] == 0
    assert run("deactivate", "N103", *why)[0] == 0
    assert "N103 PC Example Hornbeam, supervisor, chief inspector (closed)" in run("show")[1]
    assert run("reactivate", "N103", *why)[0] == 0
    assert run("set-password", "N103", typed="another heron in the race\nanother heron in the race\n")[0] == 0
    changed = Officer.objects.get(staff_number="N103")
    assert (changed.role, changed.unit, changed.is_active) == (Role.SUPERVISOR, Unit.objects.get(code="south"), True)
    assert changed.check_password("another heron in the race")
    assert kinds()[2:] == [
        "role_changed", "rank_changed", "officer_moved", "officer_deactivated", "officer_reactivated",
        "password_changed",
    ]  # fmt: skip


def test_a_rank_is_one_of_the_forces_list(force: Force) -> None:
    words = ("add-officer", "N104", "PC Sample Oak", "--role", "officer", "--unit", "north", "--rank")
    status, _, refused = run(*words, "general", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert (status, refused.startswith("There is no rank 'general'. The ranks: staff, constable")) == (2, True)
    assert run(*words, "sergeant", typed=f"{PASSWORD}\n{PASSWORD}\n")[0] == 0
    assert Officer.objects.get(staff_number="N104").rank == "sergeant"
    assert run("set-rank", "N104", "--rank", "", "--why", "Left the rank")[0] == 0
    assert run("set-rank", "N104", "--rank", "", "--why", "Said twice")[0] == 0, "the same again changes nothing"
    assert kinds() == ["officer_added", "rank_changed"]


def test_the_scope_of_a_local_policy_is_adopted_with_it(force: Force) -> None:
    wide = "consent-first:domestic-abuse+sexual-offence"
    status, said, _ = run("adopt", "consent-first:sexual-offence+domestic-abuse", "--why", "Agreed in minute 5")
    assert (status, said) == (0, f"In force: {wide}. Cases looked at again: 0.\n")
    assert Force.objects.get().local_policies == [wide]
    assert run("adopt", "consent-first:burglary", "--why", "Agreed in minute 6")[0] == 2


def test_a_local_policy_is_adopted_and_every_case_looked_at_again(force: Force, officer: object) -> None:
    examples.begun(officer)  # type: ignore[arg-type]
    status, said, _ = run("adopt", "consent-first", "doubt-is-not-suspicion", "--why", "Agreed in minute 4")
    assert status == 0, said
    assert said.endswith("doubt-is-not-suspicion. Cases looked at again: 1.\n")
    assert Force.objects.get().local_policies == ["consent-first", "doubt-is-not-suspicion"]
    assert run("adopt", "--why", "Agreed in minute 5")[1].startswith("In force: no local policy.")
    assert Force.objects.get().local_policies == []


def test_whoever_adopts_what_nobody_can_authorise_is_told_so(force: Force) -> None:
    status, said, says = run("adopt", "exceptional-only", "--why", "Agreed in minute 4")
    assert (status, said) == (0, "In force: exceptional-only. Cases looked at again: 0.\n")
    assert says == (
        "Nobody can authorise what a senior officer has to authorise (exceptional-only): no rank is called senior. "
        "Set senior_ranks in proviso.toml.\n"
    )
    assert run("adopt", "doubt-is-not-suspicion", "--why", "Agreed in minute 5")[2] == ""


def test_the_equality_assessment_is_stated(force: Force) -> None:
    assert run("equality", "--not-current", "--why", "Its review is due")[1] == (
        "The equality assessment is not current.\n"
    )
    assert Force.objects.get().equality_assessment_current is False


def test_the_equality_assessment_of_a_local_policy_is_named_with_its_review(force: Force) -> None:
    run("adopt", "consent-first", "exceptional-only", "--why", "Agreed in minute 4")
    named = ("--reference", "EIA  12", "--review-on", "2027-04-01", "--why", "Published with the policy")
    lines = "consent-first: equality assessment EIA 12, to be reviewed by 2027-04-01\n{}exceptional-only: no equality "
    assert run("assessment", "consent-first", *named)[:2] == (0, f"{lines.format('')}assessment is named\n")
    shown = run("show")[1]
    assert f"\n  {lines.format('  ')}assessment is named\nEquality assessment: not known\n" in shown
    late = (*named[:3], "2020-04-01", *named[4:])
    says = "Enter a day for the review that is still to come\n"
    assert run("assessment", "consent-first", *late) == (2, "", says)
    status, _, says = run("assessment", "doubt-is-not-suspicion", *named)
    assert (status, says) == (
        2,
        "Wessmere Police does not follow a local policy 'doubt-is-not-suspicion'. Adopt it first, or name one of: "
        "consent-first, exceptional-only.\n",
    )


def test_whoever_says_current_is_told_which_local_policy_names_none(force: Force) -> None:
    run("adopt", "consent-first", "doubt-is-not-suspicion", "--why", "Agreed in minute 4")
    named = ("--reference", "EIA 12", "--review-on", "2027-04-01", "--why", "Published with the policy")
    run("assessment", "consent-first", *named)
    assert run("equality", "--current", "--why", "Assessment 12 says so") == (
        0,
        "The equality assessment is current.\n",
        "No equality assessment of doubt-is-not-suspicion is named, so each case says that it is not known. Name it "
        "with: proviso force assessment.\n",
    )
    assert run("equality", "--not-current", "--why", "Its review is due")[2] == ""


def test_the_policy_that_the_force_follows_is_shown_with_its_assessments(force: Force) -> None:
    run("adopt", "consent-first", "--why", "Agreed in minute 4")
    run(
        "assessment",
        "consent-first",
        "--reference",
        "EIA 12",
        "--review-on",
        "2027-04-01",
        "--why",
        "Published with the policy",
    )
    shown = CliRunner().invoke(app, ["policy", "show", "--adopted", "--local", "exceptional-only"])
    assert shown.exit_code == 0
    assert "Local policies: consent-first and exceptional-only." in shown.stdout
    assert shown.stdout.endswith(
        "\n\n## Equality assessments (11.1)\n\n"
        "- consent-first: equality assessment EIA 12, to be reviewed by 2027-04-01\n"
    )


def test_an_assessment_whose_review_is_overdue_is_not_current(force: Force, officer: Actor, time: Clock) -> None:
    opened = examples.begun(officer)
    assert opened.assessed.facts["equality_assessment_current"] is True
    run("adopt", "consent-first", "--why", "Agreed in minute 4")
    named = ("--reference", "EIA 12", "--review-on", f"{NOW:%Y-%m-%d}", "--why", "Published with the policy")
    run("assessment", "consent-first", *named)
    time.now += timedelta(days=1)
    assert "Equality assessment: not current\n" in run("show")[1]
    stands = examples.begun(officer).assessed
    assert stands.facts["equality_assessment_current"] is False
    assert stands.assessment.finding("equality-duty").says.endswith(
        "not current (section 149 of the Equality Act 2010)."
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ("add-officer", "N9", "PC Example", "--role", "boss", "--unit", "north"),
            "There is no role 'boss'. The roles:",
        ),
        (
            ("add-officer", "N9", "PC Example", "--role", "officer", "--unit", "west"),
            "has no unit 'west'. Its units: north,",
        ),
        (("deactivate", "N9", "--why", "Left the force"), "Nobody in Wessmere Police has the staff number N9."),
        (("adopt", "no-such", "--why", "Agreed in minute 4"), 'given "no-such"; accepted:'),
        (
            ("add-unit", "north", "North again"),
            "There is a unit with this code already. Give another code, or see which there are: proviso force show",
        ),
        (
            ("add-unit", "no rth", "North again"),
            "That cannot be a code. Use letters, figures, hyphens and underscores alone, such as north.",
        ),
        (("add-unit", "", "North again"), "That cannot be a code."),
        (("add-unit", "west", ""), "The name is empty."),
        (("add-officer", "", "PC Example", "--role", "officer", "--unit", "north"), "The staff number is empty."),
        (
            ("add-officer", "N9", "P" * 121, "--role", "officer", "--unit", "north"),
            "The name may have at most 120 characters, and has 121.\n",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(force: Force, words: tuple[str, ...], says: str) -> None:
    status, _, error = run(*words, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert status == 2
    assert says in error
    assert len(error.strip().splitlines()) == 1


@pytest.mark.parametrize("number", ["N9", "n9"])
def test_a_staff_number_that_somebody_has_is_refused_in_the_same_words(force: Force, number: str) -> None:
    add("N9", "officer")
    words = ("add-officer", number, "PC Twice", "--role", "officer", "--unit", "north")
    status, _, error = run(*words, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert (status, error.strip()) == (2, "Another officer has this staff number.")


def test_the_last_administrator_stays(force: Force) -> None:
    add("A1", "administrator")
    status, _, error = run("deactivate", "A1", "--why", "Left the force")
    assert status == 2
    assert "is the only administrator" in error


def test_a_password_that_is_too_short_is_refused(force: Force) -> None:
    words = ("add-officer", "N9", "PC Example", "--role", "officer", "--unit", "north")
    status, _, error = run(*words, typed="short\nshort\n")
    assert status == 2
    assert "at least 12 characters" in error


def test_without_a_force_it_says_how_to_add_one(time: object, db: None) -> None:
    status, _, error = run("show")
    assert status == 2
    assert "proviso add-force" in error


@pytest.mark.parametrize("number", ["N103", "N999"])
def test_a_hold_is_seen_where_an_officer_has_the_number_and_lifted(force: Force, number: str) -> None:
    add()
    for _ in range(5):
        attempt_counts.take(Count(Counted.UNKNOWN_DEVICE, number_digest(number), number_digest(number)))
    held = "N103 PC Example Hornbeam, officer (held: too many wrong passwords)"
    assert (held in run("show")[1]) == (number == "N103")
    status, said, _ = run("lift-hold", number.lower(), "--why", "Rang the desk")
    assert (status, said) == (0, f"Lifted, and on the record: {number.lower()} can be tried again.\n")
    assert "(held" not in run("show")[1]
    assert kinds()[-1] == "hold_lifted"
    assert run("lift-hold", number, "--why", "Again") == (0, f"Nothing is held for {number} now.\n", "")
    assert kinds().count("hold_lifted") == 1
