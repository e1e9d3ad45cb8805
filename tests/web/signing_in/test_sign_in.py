"""Signing in and out: the words, the work, the entries, and where it leads."""

from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client

from proviso.accounts import force_changes
from proviso.accounts.models import Force, Officer, Role, Unit
from proviso.casework import clock
from proviso.record import read
from proviso.web.signing_in.store import digest
from tests.accounts.people import NOW, PASSWORD, PROMPT, add
from tests.web.signing_in.conftest import Hands, sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

WRONG = "The staff number or the password is not right. Check both and try again."


def told(since: int = 0) -> list[Any]:
    return [e for e in read.entries("force:wessmere", with_openings=True) if e.index >= since]


def test_an_officer_signs_in_and_the_force_log_says_so(browser: Client, officer: Officer) -> None:
    answer = browser.post("/sign-in", {"login": " w1042 ", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert browser.get("/question/1").status_code == 200
    entry = told()[-1]
    assert (entry.kind, entry.category, entry.actor) == ("signed_in", "consultation", "W1042")
    assert entry.body == {
        "version": 1, "staff_number": "W1042", "role": "officer", "unit": "harbour", "address": "127.0.0.1",
    }  # fmt: skip


def test_the_session_key_changes_at_sign_in(browser: Client, officer: Officer) -> None:
    session = browser.session
    session["planted"] = True
    session.save()
    planted = session.session_key or ""
    browser.cookies["session"] = planted
    sign_in(browser)
    assert browser.cookies["session"].value != planted
    assert not Session.objects.filter(session_key=digest(planted)).exists()


@pytest.mark.parametrize("number", ["W1042", "W9999", "closed", "%", "w1042'--", "W" * 200])
def test_every_failure_says_the_same(browser: Client, officer: Officer, unit: Unit, number: str) -> None:
    force_changes.deactivate(add(unit, "closed"), by=PROMPT, now=NOW, why="The chief officers agreed it")
    password = PASSWORD if number == "closed" else "not this one, surely"
    answer = browser.post("/sign-in", {"login": number, "password": password})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count(WRONG) == 1
    assert 'href="#login"' in page
    assert "Error: Sign in" in page
    assert password not in page


def test_what_is_missing_is_asked_for(browser: Client, db: None) -> None:
    page = browser.post("/sign-in", {"login": " "}).content.decode()
    assert page.index("Enter your staff number") < page.index("Enter your password")
    assert 'href="#login"' in page
    assert 'href="#password"' in page


def test_every_failure_does_the_same_work(
    browser: Client, officer: Officer, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    force_changes.deactivate(add(unit, "closed"), by=PROMPT, now=NOW, why="The chief officers agreed it")
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    sign_in(browser, "W9998", "the first of ten minutes is an entry, whoever it is about")
    work = []
    for number in ("W1042", "W9999", "closed"):
        hashed.clear()
        before = len(told())
        sign_in(browser, number, "not this one, surely")
        work.append((len(hashed), len(told()) - before))
    assert work == [(1, 0)] * 3


def test_a_failure_is_an_entry_without_what_was_typed(browser: Client, officer: Officer, hands: Hands) -> None:
    sign_in(browser, "W1042", "a secret that was typed")
    hands.forward(minutes=10.1)
    sign_in(browser, "secret that was typed", "x")
    known, unknown = told()[-2:]
    assert [(e.kind, e.actor) for e in (known, unknown)] == [("sign_in_failed", "nobody known")] * 2
    assert known.body["staff_number"] == "W1042"
    assert unknown.body["staff_number"] is None
    assert not any("secret" in str(e.body) for e in told())


def test_no_log_line_holds_what_was_typed(browser: Client, officer: Officer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    sign_in(browser, "Amara Okafor", "a secret that was typed")
    sign_in(browser)
    browser.post("/sign-out")
    assert "Officer W1042 signed in" in caplog.messages
    assert "Officer W1042 signed out" in caplog.messages
    assert any("a staff number that nobody has" in line for line in caplog.messages)
    assert "Amara" not in caplog.text
    assert "secret" not in caplog.text


def test_without_an_entry_nobody_signs_in(browser: Client, officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("proviso.accounts.entries.append", fails)
    browser.raise_request_exception = False
    assert sign_in(browser) == 500
    assert browser.get("/question/1").status_code == 302


def test_without_a_force_a_failure_still_answers(browser: Client, db: None) -> None:
    assert not Force.objects.exists()
    assert sign_in(browser, "W1", "x") == 200


def test_signing_out_needs_a_post_and_is_an_entry(browser: Client, officer: Officer) -> None:
    sign_in(browser)
    page = browser.get("/sign-out")
    assert "Do you want to sign out?" in page.content.decode()
    assert browser.get("/question/1").status_code == 200
    answer = browser.post("/sign-out", {"next": "https://elsewhere.test/"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in")
    assert "You have signed out." in browser.get("/sign-in").content.decode()
    assert browser.get("/question/1").status_code == 302
    assert told()[-1].kind == "signed_out"
    before = len(told())
    assert browser.post("/sign-out")["Location"] == "/sign-in"
    assert browser.get("/sign-out")["Location"] == "/sign-in"
    assert len(told()) == before


@pytest.mark.parametrize(
    "elsewhere",
    ["https://elsewhere.test/", "//elsewhere.test", "http://testserver/question/1", "/\\elsewhere.test",
     "javascript:alert(1)", "\thttps://elsewhere.test", "https:elsewhere.test"],
)  # fmt: skip
def test_no_sign_in_leads_elsewhere(browser: Client, officer: Officer, elsewhere: str) -> None:
    data = {"login": "W1042", "password": PASSWORD, "next": elsewhere}
    assert browser.post("/sign-in", data)["Location"] == "/"
    assert browser.get("/sign-in", {"next": elsewhere})["Location"] == "/"


def test_sign_in_leads_back_to_the_page(browser: Client, officer: Officer) -> None:
    asked = browser.get("/question/1")
    assert asked["Location"] == "/sign-in?next=%2Fquestion%2F1"
    assert 'name="next" value="/question/1"' in browser.get(asked["Location"]).content.decode()
    data = {"login": "W1042", "password": PASSWORD, "next": "/question/1"}
    assert browser.post("/sign-in", data)["Location"] == "/question/1"


def test_no_sign_in_leads_to_the_page_of_whoever_was_here_before(browser: Client, officer: Officer, unit: Unit) -> None:
    """A case of somebody else’s would be refused to them, and that they asked for it reported."""
    add(unit, "W2", name="Bertrand Ashgrove", now=clock.now())
    sign_in(browser)
    browser.post("/sign-out")
    asked = browser.get("/question/1")["Location"]
    assert browser.post(asked, {"login": "W2", "password": PASSWORD, "next": "/question/1"})["Location"] == "/"
    browser.post("/sign-out")
    assert (
        browser.post(asked, {"login": "W2", "password": PASSWORD, "next": "/question/1"})["Location"] == "/question/1"
    )


def test_pages_answer_no_machine_in_json(browser: Client, officer: Officer) -> None:
    answer = browser.post("/sign-in", {"login": "W1", "password": "x"}, headers={"accept": "application/json"})
    assert answer["Content-Type"].startswith("text/html")


def test_who_is_deactivated_is_out_at_once(browser: Client, officer: Officer) -> None:
    sign_in(browser)
    force_changes.deactivate(officer, by=PROMPT, now=clock.now(), why="The chief officers agreed it")
    assert browser.get("/question/1")["Location"].startswith("/sign-in")


def test_a_password_is_changed_and_other_sessions_end(browser: Client, officer: Officer) -> None:
    other = Client()
    sign_in(browser)
    sign_in(other)
    new = "otters under the weir bridge"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    answer = browser.post("/password", data, follow=True)
    assert "Your password is changed." in answer.content.decode()
    assert browser.get("/question/1").status_code == 200
    assert other.get("/question/1").status_code == 302
    assert sign_in(Client(), password=new) == 302
    assert (told()[-2].kind, told()[-2].body["own"]) == ("password_changed", True)


@pytest.mark.parametrize(
    ("old", "new", "again", "box", "says"),
    [
        (
            "wrong",
            "otters under the weir",
            "otters under the weir",
            "oldpassword",
            "That is not your current password.",
        ),
        (PASSWORD, "short", "short", "password1", "too short"),
        (PASSWORD, "megaparol12345", "megaparol12345", "password1", "too common"),
        (PASSWORD, "Ines Marlowe", "Ines Marlowe", "password1", "too similar to the name"),
        (PASSWORD, "otters under the weir", "another", "password2", "You must type the same password each time."),
        (PASSWORD, "", "", "password1", "Enter a new password"),
        (PASSWORD, "otters under the weir", "", "password2", "Enter the new password again"),
        ("", "x", "x", "oldpassword", "Enter your current password"),
    ],
)
def test_a_password_that_will_not_do(
    browser: Client, officer: Officer, old: str, new: str, again: str, box: str, says: str
) -> None:
    sign_in(browser)
    page = browser.post("/password", {"oldpassword": old, "password1": new, "password2": again}).content.decode()
    assert f'href="#{box}"' in page
    assert says in page
    assert not any(f'value="{typed}"' in page for typed in (old, new, again) if typed)
    assert sign_in(Client()) == 302


@pytest.mark.parametrize("role", Role)
def test_every_role_can_sign_in(browser: Client, unit: Unit, role: Role) -> None:
    add(unit, "R1", role)
    assert sign_in(browser, "R1") == 302
    assert browser.get("/question/1").status_code == 200


def test_an_account_that_is_not_as_recorded_is_refused_like_any_failure_and_entered(
    browser: Client, officer: Officer, caplog: pytest.LogCaptureFixture
) -> None:
    Officer.objects.filter(pk=officer.pk).update(role=Role.ADMINISTRATOR, name="Somebody Else")
    page = browser.post("/sign-in", {"login": "W1042", "password": PASSWORD}).content.decode()
    assert page.count(WRONG) == 1
    entry = told()[-1]
    assert (entry.kind, entry.category, entry.actor) == ("account_refused", "consultation", "the server")
    assert entry.body == {
        "version": 1, "staff_number": "W1042", "differs": ["name", "role"], "address": "127.0.0.1",
    }  # fmt: skip
    assert "An account is not as the record has it and was refused: W1042" in caplog.messages
    assert "Somebody" not in caplog.text


def test_a_refused_account_takes_as_much_work_as_a_wrong_password(
    browser: Client, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    Officer.objects.filter(pk=officer.pk).update(role=Role.ADMINISTRATOR)
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    before = len(told())
    sign_in(browser)
    assert (len(hashed), len(told()) - before) == (1, 1)


def test_a_change_that_was_just_made_ends_no_session(browser: Client, officer: Officer, unit: Unit) -> None:
    sign_in(browser)
    for role in (Role.SUPERVISOR, Role.OFFICER):
        force_changes.change_role(officer, role, by=PROMPT, now=clock.now(), why="A new post")
        assert browser.get("/question/1").status_code == 200
