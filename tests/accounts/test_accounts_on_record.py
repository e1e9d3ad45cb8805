"""What the force's log makes of its accounts: the same as the tables after every act, and every difference in words."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from proviso.accounts import force_changes
from proviso.accounts.account_findings import Differs
from proviso.accounts.accounts_on_record import CHANGES
from proviso.accounts.assessments import EqualityAssessment, name_assessment
from proviso.accounts.channel_codes import Channel
from proviso.accounts.entries import KINDS, note, password_digest
from proviso.accounts.force_findings import findings, passwords_unknown
from proviso.accounts.models import Force, Officer, Recipient, Role, Unit
from proviso.accounts.read_accounts import LogUnreadable, on_record
from proviso.accounts.recipients import approve_recipient, propose_recipient, withdraw_recipient
from proviso.accounts.wording_approvals import approve_wording, withdraw_wording
from proviso.record import keys, read
from tests.accounts.people import NOW, PASSWORD, add

from .people import PROMPT

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

OF_NO_TABLE = {
    "log_reconciled", "reconciliation_answered", "signed_in", "sign_in_failed", "account_refused", "signed_out",
    "identity_confirmed", "confirmation_failed", "sign_ins_failed", "attempts_held", "hold_lifted", "clock_confirmed",
    "restored_copy_confirmed",
    "key_encryption_changed", "record_downloaded", "unit_reminded", "unit_reminder_failed",
    "figures_worked_out", "figures_read", "figures_downloaded", "figures_released", "figures_release_withdrawn",
    "characteristics_joined", "equality_assessment_answered",
    "sample_population_listed", "sample_ordered", "sample_drawn", "sample_reviewed", "sample_draw_downloaded",
    "sample_findings_read", "sample_learning_noted",
    "patterns_read", "pattern_noted", "pattern_note_answered",
}  # fmt: skip


def said(log: str | None = None) -> list[str]:
    return [str(one.fault(whose)) for whose, one in findings(log)]


def test_every_kind_of_entry_that_changes_a_table_is_replayed() -> None:
    assert set(CHANGES) == set(KINDS) - OF_NO_TABLE


def test_after_every_act_the_tables_are_what_the_log_says(
    unit: Unit, administrator: Officer, policy_owner: Officer
) -> None:
    force, why = unit.force, "The force asked for it"
    line = {"department": "nccu", "channel": Channel.TELEPHONE, "name": "The line", "address": "01632 960 001"}
    second = add(unit, "A2", Role.ADMINISTRATOR)
    other = force_changes.add_unit(force, "hill", "Hill CID", by=PROMPT, now=NOW)
    officer = add(unit, "W1")
    recipient: list[Recipient] = []
    acts: tuple[Callable[[], object], ...] = (
        lambda: force_changes.change_role(officer, Role.SUPERVISOR, by=administrator, now=NOW, why=why),
        lambda: force_changes.move(officer, other, by=administrator, now=NOW, why=why),
        lambda: force_changes.deactivate(officer, by=administrator, now=NOW, why=why),
        lambda: force_changes.reactivate(officer, by=administrator, now=NOW, why=why),
        lambda: force_changes.change_password(officer, "another mill race", by=administrator, now=NOW),
        lambda: force_changes.adopt_local_policies(force, ["b", "a"], by=policy_owner, now=NOW, why=why),
        lambda: force_changes.state_equality_assessment(force, True, by=policy_owner, now=NOW, why=why),
        lambda: name_assessment(
            force, "a", EqualityAssessment("EIA 1", date(2027, 4, 1)), by=policy_owner, now=NOW, why=why
        ),
        lambda: force_changes.adopt_local_policies(force, ["a"], by=policy_owner, now=NOW, why=why),
        lambda: force_changes.adopt_local_policies(force, [], by=policy_owner, now=NOW, why=why),
        lambda: force_changes.state_equality_assessment(force, None, by=policy_owner, now=NOW, why=why),
        lambda: recipient.append(propose_recipient(force, **line, by=administrator, now=NOW)),  # type: ignore[arg-type]
        lambda: approve_recipient(recipient[0], by=second, now=NOW),
        lambda: withdraw_recipient(recipient[0], by=second, now=NOW, why=why),
        lambda: approve_wording(force, "cy", "a" * 64, "Mx Invented", by=policy_owner, now=NOW),
        lambda: approve_wording(force, "cy", "b" * 64, "Mx Invented", by=policy_owner, now=NOW),
        lambda: withdraw_wording(force, "cy", by=policy_owner, now=NOW, why=why),
    )
    for act in acts:
        before = read.head("wessmere").size
        act()
        assert read.head("wessmere").size == before + 1
        assert said() == []


def test_a_table_that_was_put_back_as_it_was_differs_again(officer: Officer, administrator: Officer) -> None:
    force_changes.change_role(officer, Role.AUDITOR, by=administrator, now=NOW, why="A new post")
    assert said() == []
    Officer.objects.filter(pk=officer.pk).update(role=Role.OFFICER)
    assert said("wessmere") == ["account of W1042 of wessmere: its role is officer, and the log gave auditor"]
    assert [one.differs for _log, one in findings()] == [Differs.ROLE]


def test_what_was_written_by_hand_is_entered_by_the_change_that_makes_it_so(
    officer: Officer, administrator: Officer
) -> None:
    Officer.objects.filter(pk=officer.pk).update(is_active=False, role=Role.AUDITOR)
    force_changes.deactivate(officer, by=administrator, now=NOW, why="Found closed this morning")
    force_changes.change_role(officer, Role.AUDITOR, by=administrator, now=NOW, why="Found so in the table")
    assert said() == []


def test_a_password_that_django_stores_anew_would_not_count_and_is_not_stored(
    officer: Officer, settings: pytest.FixtureRequest
) -> None:
    settings.PASSWORD_HASHERS = [  # type: ignore[attr-defined]
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    before = officer.password
    assert officer.check_password(PASSWORD)
    assert not officer.check_password("another")
    officer.refresh_from_db()
    assert officer.password == before
    assert said() == []


def test_an_entry_names_a_password_by_a_digest_that_only_its_stored_form_gives(officer: Officer) -> None:
    entry = read.entries("force:wessmere", with_openings=True)[-1]
    assert (entry.kind, entry.body["version"]) == ("officer_added", 2)
    assert entry.body["password_digest"] == password_digest(officer.password)
    assert entry.body["password_digest"] != password_digest(PASSWORD)


def test_a_password_that_no_entry_names_is_counted_and_shuts_nobody_out(
    unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proviso.accounts.entries.VERSIONS", {})
    officer = add(unit, "W1")
    monkeypatch.undo()
    assert (said(), passwords_unknown("wessmere")) == ([], 1)
    force_changes.change_password(officer, "another mill race", by=officer, now=NOW)
    assert (said(), passwords_unknown("wessmere")) == ([], 0)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("officer_added", {}),
        ("officer_added", {"staff_number": 7}),
        ("role_changed", {"staff_number": "nobody", "is": "auditor"}),
        ("local_policies_adopted", {"is": "all"}),
        ("recipient_approved", {"recipient": "1"}),
        ("wording_withdrawn", {"language": "cy"}),
    ],
)
def test_an_entry_that_no_act_would_write_changes_nothing_and_is_named(
    unit: Unit, kind: str, body: dict[str, int | str]
) -> None:
    note(unit.force, kind, actor="W9", body=body, now=NOW, why="Nobody asked for it")
    assert said() == ["entry of 2 of wessmere: does not count: no act on an account wrote it as it is"]


def test_nothing_counts_of_an_unknown_forces_setting(unit: Unit) -> None:
    other = Force.objects.create(code="eastmere", name="E", jurisdiction="england_wales")
    note(
        other,
        "equality_assessment_stated",
        actor="W9",
        body={"is": True},
        now=NOW + timedelta(days=1),
        why="Nobody asked for it",
    )
    assert said("eastmere") == [
        "entry of 0 of eastmere: does not count: no act on an account wrote it as it is",
        "force of eastmere of eastmere: no entry of the force's log added it",
    ]


def test_a_log_whose_key_is_lost_is_a_finding(officer: Officer) -> None:
    keys.destroy(["force:wessmere"])
    on = "log of wessmere: accounts could not be compared with it: force:wessmere has no data key"
    from proviso.accounts import read_accounts

    read_accounts._taken.clear()
    assert said() == [on]
    with pytest.raises(LogUnreadable):
        on_record("wessmere")
