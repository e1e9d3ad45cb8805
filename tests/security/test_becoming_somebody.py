"""Whoever can write to the database tries to be somebody: by plain SQL, against the files of a seeded service.

Verifying and the check are processes, as somebody runs them; so is the service that is signed in to.
"""

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from proviso.demonstration.force import ASHDOWN, BRAMBLE, CLOVER, DAMSON, LARCH, PASSWORD
from tests.cli.demonstrated import demonstrated
from tests.cli.prepared import run
from tests.cli.processes import OF_THE_DEMONSTRATION, WHO, free_port, started, stopped
from tests.cli.rows import SERVE
from tests.security.browsing import Browser

WRONG = "The staff number or the password is not right. Check both and try again."


@dataclass(frozen=True)
class Service:
    """The folder of a seeded service, and the port at which it is served."""

    folder: Path
    port: int

    def sql(self, script: str) -> list[tuple[Any, ...]]:
        """What somebody does who has the file: no check of a column stands in the way."""
        with closing(sqlite3.connect(self.folder / "var/demo/proviso.sqlite3", timeout=30)) as database, database:
            database.execute("PRAGMA ignore_check_constraints=ON")
            found: list[tuple[Any, ...]] = []
            for statement in script.split(";"):
                found = list(database.execute(statement))
            return found

    def said(self, *words: str) -> tuple[int, str]:
        """The status of a command, and everything that it said."""
        who = WHO if words[0] == "force" else ()
        done = run([*words, *who], self.folder, **OF_THE_DEMONSTRATION)
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, done.stdout + done.stderr

    def refusals(self) -> int:
        return int(self.sql("SELECT count(*) FROM record_entry WHERE kind = 'account_refused'")[0][0])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The demonstration, seeded and served."""
    folder, port = demonstrated(tmp_path_factory), free_port()
    with started(SERVE.split(), folder, port, **OF_THE_DEMONSTRATION) as process:
        yield Service(folder, port)
        stopped(process, signal.SIGINT)


TABLES = ("officer", "unit", "force", "recipient", "approvedwording")


@pytest.fixture
def service(served: Service) -> Iterator[Service]:
    """That service; what a test writes into its accounts is put back, and attempts are forgotten."""
    served.sql(";".join(f"CREATE TABLE was_{name} AS SELECT * FROM accounts_{name}" for name in TABLES))
    yield served
    for name in TABLES:
        served.sql(f"DELETE FROM accounts_{name}; INSERT INTO accounts_{name} SELECT * FROM was_{name}")
        served.sql(f"DROP TABLE was_{name}; DELETE FROM accounts_failedattempts")
    served.sql("CREATE UNIQUE INDEX IF NOT EXISTS staff_number_once ON accounts_officer (LOWER(staff_number))")


@dataclass(frozen=True)
class Forgery:
    """What is written, who then tries to sign in, and what verifying says of it."""

    name: str
    sql: str
    number: str
    says: str
    finds_a_row: bool = True
    """Whether the number still finds a row, so that an account is refused; else it is a number that nobody has."""


def ashdown_with(column: str, value: str) -> str:
    return f"UPDATE accounts_officer SET {column} = {value} WHERE staff_number = '{ASHDOWN}'"


OFFICER = f"accounts_officer WHERE staff_number = '{ASHDOWN}'"
FORGERIES = (
    Forgery(
        "a hash copied from one officer to another",
        f"UPDATE accounts_officer SET password = (SELECT password FROM {OFFICER}) WHERE staff_number = '{LARCH}'",
        LARCH,
        f"account of {LARCH} of wessmere: its password is none that an entry of the log set for it",
    ),
    Forgery(
        "a role",
        ashdown_with("role", "'administrator'"),
        ASHDOWN,
        f"account of {ASHDOWN} of wessmere: its role is administrator, and the log gave officer",
    ),
    Forgery(
        "a unit",
        ashdown_with("unit_id", "(SELECT id FROM accounts_unit WHERE code = 'south')"),
        ASHDOWN,
        f"account of {ASHDOWN} of wessmere: its unit is south, and the log gave north",
    ),
    Forgery(
        "a name",
        ashdown_with("name", "'Chief Constable'"),
        ASHDOWN,
        f"account of {ASHDOWN} of wessmere: its name is Chief Constable, and the log gave PC Example Ashdown",
    ),
    Forgery(
        "an officer who was put in",
        "INSERT INTO accounts_officer (password, staff_number, name, role, rank, unit_id, is_active)"
        f" SELECT password, 'X1', 'Nobody', 'auditor', rank, unit_id, 1 FROM {OFFICER}",
        "X1",
        "account of X1 of wessmere: no entry of the force's log added it",
    ),
    Forgery(
        "an officer who was taken out",
        f"DELETE FROM {OFFICER}",
        ASHDOWN,
        f"account of {ASHDOWN} of wessmere: is not there, and an entry of the force's log added it",
        finds_a_row=False,
    ),
    Forgery(
        "two staff numbers that were swapped",
        f"UPDATE accounts_officer SET staff_number = 'aside' WHERE staff_number = '{BRAMBLE}';"
        f" UPDATE accounts_officer SET staff_number = '{BRAMBLE}' WHERE staff_number = '{CLOVER}';"
        f" UPDATE accounts_officer SET staff_number = '{CLOVER}' WHERE staff_number = 'aside'",
        CLOVER,
        f"account of {CLOVER} of wessmere: its role is officer, and the log gave supervisor",
    ),
    Forgery(
        "two units whose codes were swapped",
        "UPDATE accounts_unit SET code = 'aside' WHERE code = 'north';"
        " UPDATE accounts_unit SET code = 'north' WHERE code = 'south';"
        " UPDATE accounts_unit SET code = 'south' WHERE code = 'aside'",
        DAMSON,
        f"account of {DAMSON} of wessmere: its unit is north, and the log gave south",
    ),
    Forgery(
        "a second account with the number of another",
        "DROP INDEX staff_number_once;"
        " INSERT INTO accounts_officer (password, staff_number, name, role, rank, unit_id, is_active)"
        f" SELECT password, '{ASHDOWN.lower()}', name, 'administrator', rank, unit_id, 1 FROM {OFFICER}",
        ASHDOWN,
        f"account of {ASHDOWN.lower()} of wessmere: no entry of the force's log added it",
    ),
    Forgery(
        "bytes for a role",
        ashdown_with("role", "x'ff00'"),
        ASHDOWN,
        "its role is b'\\xff\\x00', and the log gave officer",
    ),
    Forgery("bytes for a password", ashdown_with("password", "x'ff'"), ASHDOWN, "its password is not text"),
    Forgery(
        "bytes for a number",
        ashdown_with("staff_number", "CAST('N101' AS blob)"),
        ASHDOWN,
        "of b'N101' of wessmere",
        False,
    ),
    Forgery(
        "text that is none for a name",
        ashdown_with("name", "CAST(x'ff41' AS text)"),
        ASHDOWN,
        "and the log gave PC Example",
    ),
    Forgery("a word for open", ashdown_with("is_active", "'yes'"), ASHDOWN, "it is closed, and the log has it open"),
    Forgery("a unit that is not there", ashdown_with("unit_id", "9999"), ASHDOWN, f"account of {ASHDOWN}: no entry"),
    Forgery(
        "a force by another code",
        "UPDATE accounts_force SET code = 'eastmere'",
        ASHDOWN,
        f"account of {ASHDOWN} of eastmere: no entry of the force's log added it",
    ),
)


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda one: one.name)
def test_whom_the_log_does_not_know_as_they_are_cannot_sign_in(service: Service, forgery: Forgery) -> None:
    assert Browser(service.port).sign_in(LARCH, PASSWORD) == (302, "/")
    service.sql(forgery.sql)
    before = service.refusals()
    status, page = Browser(service.port).sign_in(forgery.number, PASSWORD)
    assert (status, page.count(WRONG)) == (200, 1)
    assert service.refusals() == before + forgery.finds_a_row
    status, said = service.said("record", "verify")
    assert status == 1
    assert forgery.says in said
    assert "The record is NOT whole" in said


def test_the_check_names_it_and_fails(service: Service) -> None:
    assert "well  Accounts and settings are as the record has them." in service.said("check")[1]
    for forgery in FORGERIES:
        if "DROP" not in forgery.sql and "bytes" not in forgery.name:
            service.sql(forgery.sql)
    status, said = service.said("check")
    assert status == 1
    assert "things about accounts or settings are not as the record has it: " in said
    assert "proviso record verify" in said


def test_a_closed_account_that_is_opened_stays_shut(service: Service) -> None:
    assert service.said("force", "deactivate", DAMSON, "--why", "Left the force")[0] == 0
    service.sql(f"UPDATE accounts_officer SET is_active = 1 WHERE staff_number = '{DAMSON}'")
    before = service.refusals()
    assert WRONG in Browser(service.port).sign_in(DAMSON, PASSWORD)[1]
    assert service.refusals() == before + 1
    assert "it is open, and the log closed it" in service.said("record", "verify")[1]
    assert service.said("force", "reactivate", DAMSON, "--why", "It is open in the table")[0] == 0


def test_a_session_that_is_open_ends_with_the_row_it_rests_on(service: Service) -> None:
    browser = Browser(service.port)
    assert browser.sign_in(ASHDOWN, PASSWORD) == (302, "/")
    assert browser.ask("/worklist")[0] == 200
    service.sql(ashdown_with("role", "'supervisor'"))
    before = service.refusals()
    assert browser.ask("/worklist") == (302, "/sign-in?next=%2Fworklist")
    assert browser.ask("/worklist") == (302, "/sign-in?next=%2Fworklist")
    assert service.refusals() == before + 1


def test_a_change_on_the_record_makes_an_account_right_again(service: Service) -> None:
    service.sql(ashdown_with("role", "'supervisor'"))
    assert WRONG in Browser(service.port).sign_in(ASHDOWN, PASSWORD)[1]
    assert service.said("force", "change-role", ASHDOWN, "--role", "officer", "--why", "Found in the table")[0] == 0
    assert Browser(service.port).sign_in(ASHDOWN, PASSWORD) == (302, "/")
    assert service.said("record", "verify")[0] == 0


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        (
            "UPDATE accounts_recipient SET address = 'desk@elsewhere.example' WHERE channel = 'email'",
            "its address is desk@elsewhere.example, and the log gave desk@receiving-unit.example",
        ),
        ("UPDATE accounts_recipient SET certificate = 'none'", "its certificate is no certificate, and the log gave "),
        ("UPDATE accounts_recipient SET approved_by = x'00'", "its approved by is b'\\x00', and the log gave "),
        ("UPDATE accounts_force SET local_policies = x'00ff'", "its local policies is b'"),
        ("UPDATE accounts_force SET equality_assessment_current = NULL", "equality assessment current is none"),
        ("INSERT INTO accounts_unit (code, name, force_id) VALUES ('e', 'E', 1)", "unit of e of wessmere: no entry"),
        ("INSERT INTO accounts_unit (code, name, force_id) VALUES ('e', 'E', 7)", "unit of e: no entry"),
        ("UPDATE accounts_unit SET name = x'ff' WHERE code = 'north'", "its name is b'\\xff', and the log gave N"),
    ],
)  # fmt: skip
def test_what_else_is_written_is_named_and_stops_nobody(service: Service, sql: str, says: str) -> None:
    service.sql(sql)
    status, said = service.said("record", "verify")
    assert (status, says in said) == (1, True), said
    assert "TRACEBACK" not in said.upper()


def test_an_entry_that_is_copied_to_the_end_changes_nobody(service: Service) -> None:
    """An account was opened again and closed since; a copy of the older entry has its id."""
    for act in ("deactivate", "reactivate", "deactivate"):
        assert service.said("force", act, DAMSON, "--why", "A test of copies")[0] == 0
    columns = '"case", seq, kind, category, actor, at, entry_id, body, leaf'
    assert Browser(service.port).sign_in(LARCH, PASSWORD) == (302, "/")
    (newest,) = service.sql("SELECT max(\"index\") FROM record_entry WHERE kind = 'officer_reactivated'")[0]
    (last,) = service.sql("SELECT size - 1 FROM record_head")[0]
    for (trigger,) in service.sql("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        service.sql(f"DROP TRIGGER {trigger}")
    service.sql(
        f"""DELETE FROM record_entry WHERE "index" = {last};
        INSERT INTO record_entry (log, "index", {columns}) SELECT log, {last}, {columns} FROM record_entry
        WHERE "index" = {newest}; UPDATE accounts_officer SET is_active = 1 WHERE staff_number = '{DAMSON}'"""
    )
    assert WRONG in Browser(service.port).sign_in(DAMSON, PASSWORD)[1]
    assert "it is open, and the log closed it" in service.said("record", "verify")[1]
