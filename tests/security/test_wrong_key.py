"""A key-encryption key that is not the one wraps nothing and opens nothing, and every door says so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from proviso.accounts.entries import case_of, note
from proviso.accounts.force_changes import ChangeRefused
from proviso.accounts.key_encryption_change import change_key_encryption
from proviso.accounts.models import Force
from proviso.casework.acts.start import open_new_case
from proviso.casework.history.case import Stage
from proviso.casework.lookup_proof import lookup_key_fits
from proviso.casework.models import CaseRow, CrimeReference
from proviso.casework.projection import lookup_key
from proviso.casework.values.allegation import Allegation
from proviso.casework.writing.access import open_case
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.models import OutboxRow
from proviso.disclosure.worker import Worker
from proviso.record import keys, read, rewrapping
from proviso.record.keys import KeyEncryptionUnusable, KeyFile, KeyLost
from proviso.record.models import WrappedKey
from proviso.record.verify import verify
from proviso.service import deployment, proving
from proviso.service.config import Config, SettingsUnusable
from proviso.service.proving import proved_first
from tests.accounts.people import PROMPT
from tests.disclosure.ordering import decided, listed, ordered

from ..casework.examples import ALLEGATION, NOW, START, answer, begun
from ..web.conftest import PASSWORD, Browse, Cases, officer_of

in_memory = pytest.mark.django_db(databases="__all__")

NOT_THE_ONE = "is not the one that the stored keys were wrapped under"


@pytest.fixture
def swap(settings: Settings, tmp_path: Path) -> Iterator[Any]:
    """Put another key where the key-encryption key is read, as whoever mistakes one file for another."""
    right = settings.PROVISO_KEY_ENCRYPTION_KEY_FILE.read_bytes()
    settings.PROVISO_KEY_ENCRYPTION_KEY_FILE = tmp_path / "key-encryption-key"
    settings.PROVISO_KEY_ENCRYPTION_KEY_FILE.write_bytes(right)

    def swapped(*, back: bool = False, read_again: bool = True) -> None:
        settings.PROVISO_KEY_ENCRYPTION_KEY_FILE.write_bytes(right if back else bytes(32))
        if read_again:
            keys.key_encryption.cache_clear()

    yield swapped
    keys.key_encryption.cache_clear()


def wrapped() -> dict[str, bytes]:
    return {row.case: bytes(row.wrapped) for row in WrappedKey.objects.all()}


def founded(force: Force) -> Force:
    note(force, "unit_added", actor="the server", body={"unit": "east"}, now=NOW)
    return force


@in_memory
def test_no_key_is_wrapped_under_another_than_the_others(officer: Actor, swap: Any) -> None:
    founded(Force.objects.get())
    before = (wrapped(), read.head("wessmere"))
    swap()
    for make, case in ((keys.create, "PV-0000-0001"), (keys.ensure, "force:elsewhere")):
        with pytest.raises(KeyEncryptionUnusable, match=NOT_THE_ONE) as refused:
            make(case)
        assert (refused.value.code, refused.value.status) == ("key_encryption_unusable", 503)
    with pytest.raises(KeyEncryptionUnusable, match=NOT_THE_ONE):
        open_new_case(officer, START, session="s")
    with pytest.raises(KeyEncryptionUnusable, match=NOT_THE_ONE):
        founded(Force.objects.get())
    assert (wrapped(), read.head("wessmere")) == before
    swap(back=True)
    assert open_new_case(officer, START, session="s").case.seq == 1


@in_memory
def test_the_force_has_its_key_proved_by_its_own_though_another_opens(force: Force, swap: Any, tmp_path: Path) -> None:
    founded(force)
    about, mistaken = keys.about_key("PV-0000-0000", 0), another(tmp_path, bytes(32))
    WrappedKey.objects.create(case="PV-0000-0000", wrapped=mistaken.wrap(b"k" * 32, about), made_at=0)
    swap()
    with pytest.raises(KeyEncryptionUnusable, match=NOT_THE_ONE):
        keys.create("PV-0000-0001")


@in_memory
def test_where_no_force_has_a_key_another_proves_it(force: Force, swap: Any) -> None:
    keys.create("PV-0000-0000")
    keys.create("PV-0000-0001")
    WrappedKey.objects.filter(case="PV-0000-0000").update(wrapped=bytes(72))
    keys.create("PV-0000-0002")
    swap()
    with pytest.raises(KeyEncryptionUnusable, match=NOT_THE_ONE):
        keys.create("PV-0000-0003")


@in_memory
def test_a_file_that_is_put_back_is_read_again_without_a_restart(force: Force, swap: Any) -> None:
    founded(force)
    swap()
    with pytest.raises(KeyEncryptionUnusable):
        keys.create("PV-0000-0001")
    swap(back=True, read_again=False)
    keys.create("PV-0000-0001")
    assert keys.of("PV-0000-0001").case == "PV-0000-0001"


@in_memory
def test_a_process_that_read_the_right_key_goes_on_with_it_after_a_swap(force: Force, swap: Any) -> None:
    founded(force)
    swap(read_again=False)
    keys.create("PV-0000-0001")
    swap(back=True)
    assert keys.of("PV-0000-0001").case == "PV-0000-0001"


@in_memory
def test_an_empty_database_of_keys_beside_a_record_makes_no_key(force: Force, swap: Any) -> None:
    founded(force)
    WrappedKey.objects.all().delete()
    with pytest.raises(KeyEncryptionUnusable, match="no key is stored, and the record has entries"):
        keys.create("PV-0000-0001")
    with pytest.raises(KeyLost, match="force:wessmere has no data key"):
        founded(force)
    with pytest.raises(KeyEncryptionUnusable, match="keys_database is empty, or names another database"):
        proving.prove(Config(force="wessmere"))
    assert wrapped() == {}


@in_memory
def test_another_forces_keys_make_no_second_key_of_this_one(force: Force) -> None:
    founded(force)
    keys.create("force:elsewhere")
    WrappedKey.objects.filter(case="force:wessmere").delete()
    with pytest.raises(KeyLost, match="force:wessmere has no data key"):
        founded(force)
    with pytest.raises(KeyLost, match="force:wessmere has no data key"):
        proving.prove(Config(force="wessmere"))
    assert set(wrapped()) == {"force:elsewhere"}


@in_memory
def test_a_page_says_that_the_key_is_wrong_and_saves_nothing(browse: Browse, cases: Cases, swap: Any) -> None:
    reference, browser = cases[Stage.OPEN].case.reference, browse(typing=True)
    browser.raise_request_exception = False
    before = (read.head("wessmere"), CaseRow.objects.count(), wrapped())
    swap()
    start = {"role": "victim", "suspected": "yes", "already_shared": "no", "last_seq": "0"}
    for said in (
        browser.post("/cases/new", start),
        browser.get(f"/cases/{reference}/"),
        browser.get("/worklist"),
        browser.post("/cases/find", {"reference": "crime-1", "reason": "She rang about it"}),
        browser.post("/sign-out"),
        Client(raise_request_exception=False).post(
            "/sign-in", {"login": officer_of().staff_number, "password": PASSWORD}
        ),
    ):
        page = said.content.decode()
        assert said.status_code == 503
        assert "The service cannot open its keys" in page
        assert "Nothing was saved." in page
        assert "Tell the people who run this service" in page
    assert (read.head("wessmere"), CaseRow.objects.count(), wrapped()) == before
    swap(back=True)
    assert browser.get(f"/cases/{reference}/").status_code == 200


@in_memory
def test_a_message_waits_untouched_until_the_key_is_right(officer: Actor, swap: Any) -> None:
    founded(Force.objects.get())
    ordered(decided(officer), listed())
    before = OutboxRow.objects.values().get()
    swap()
    with pytest.raises(KeyEncryptionUnusable, match=NOT_THE_ONE):
        Worker().step()
    assert OutboxRow.objects.values().get() == before


@in_memory
def test_a_worker_of_any_server_answers_only_once_its_keys_are_proved(force: Force, swap: Any) -> None:
    founded(force)
    said: list[str] = []

    def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> Any:
        said.append(status)

    def application(environ: object, start: Any) -> list[bytes]:
        start("200 OK", [])
        return [b"answered"]

    answers = proved_first(application)
    swap()
    assert b"one of its keys or its database cannot be used" in b"".join(answers({}, start_response))
    swap(back=True)
    assert [b"".join(answers({}, start_response)) for _ in range(2)] == [b"answered", b"answered"]
    swap()
    answers({}, start_response)  # from here each act proves it
    assert said == ["503 Service Unavailable", "200 OK", "200 OK", "200 OK"]


@in_memory
def test_the_check_names_a_wrong_key(force: Force, swap: Any) -> None:
    founded(force)
    swap()
    found = [one for one in deployment._keys(Config(force="wessmere")) if not one.passed]
    assert [one.subject for one in found] == ["key_encryption_key_file"]
    assert NOT_THE_ONE in found[0].says


def another(folder: Path, key: bytes = b"n" * 32) -> KeyFile:
    (folder / "another").write_bytes(key)
    return KeyFile(folder / "another")


def change(force: Force, new: KeyFile, why: str = "Somebody who left had a copy") -> int:
    return change_key_encryption(force, KeyFile(), new, by=PROMPT, now=NOW, why=why)


@in_memory
def test_the_key_encryption_key_is_changed_for_every_key_and_on_the_record(
    officer: Actor, swap: Any, settings: Settings, tmp_path: Path
) -> None:
    force = founded(Force.objects.get())
    reference = begun(officer).case.reference
    before = wrapped()
    assert change(force, another(tmp_path), "  Somebody who\nleft had a copy ") == 2
    after = wrapped()
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())
    with pytest.raises(KeyEncryptionUnusable, match=NOT_THE_ONE):
        open_new_case(officer, START, session="goes on with the former key")
    with pytest.raises(KeyEncryptionUnusable, match=NOT_THE_ONE):
        keys.of(reference)
    assert wrapped() == after
    settings.PROVISO_KEY_ENCRYPTION_KEY_FILE.write_bytes(b"n" * 32)  # read again, without a restart
    assert open_case(officer, reference, reason="To see how it stands", session="s").case.reference == reference
    told = read.openings(case_of(force), keys.of(case_of(force)))[-1]
    assert (told.kind, told.actor, told.why) == (
        "key_encryption_changed", "the server", "Somebody who left had a copy",
    )  # fmt: skip
    assert told.body == {"version": 1, "keys": 2} | PROMPT.plain()
    assert verify().whole


@in_memory
@pytest.mark.parametrize("broken", ["a key of another", "no key of the force", "no words", "a store that forgets"])
def test_where_one_key_cannot_be_changed_none_is(
    officer: Actor, swap: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    force, opened = founded(Force.objects.get()), begun(officer)
    if broken == "a key of another":
        WrappedKey.objects.filter(case=opened.case.reference).update(wrapped=bytes(72))
    elif broken == "no key of the force":
        WrappedKey.objects.filter(case="force:wessmere").delete()
    elif broken == "a store that forgets":
        monkeypatch.setattr(rewrapping, "compare_digest", lambda *_: False)
    before, size = wrapped(), read.head("wessmere").size
    with pytest.raises((KeyEncryptionUnusable, ChangeRefused)):
        change(force, another(tmp_path), *([""] if broken == "no words" else []))
    assert (wrapped(), read.head("wessmere").size) == (before, size)


@in_memory
def test_a_lookup_key_that_finds_no_crime_reference_is_named(
    officer: Actor, settings: Settings, tmp_path: Path
) -> None:
    founded(Force.objects.get())
    assert lookup_key_fits("wessmere")
    cases = [answer(begun(officer), (ALLEGATION,)).case.reference for _ in range(3)]
    assert isinstance(ALLEGATION, Allegation)
    proving.prove(Config(force="wessmere"))
    CrimeReference.objects.filter(case=min(cases)).update(digest="0" * 64)
    WrappedKey.objects.filter(case=sorted(cases)[1]).delete()
    assert lookup_key_fits("wessmere"), "one row that was altered, and one case that cannot be read, are not the key's"
    settings.PROVISO_LOOKUP_KEY_FILE = tmp_path / "lookup-key"
    settings.PROVISO_LOOKUP_KEY_FILE.write_bytes(bytes(32))
    lookup_key.cache_clear()
    try:
        with pytest.raises(SettingsUnusable, match="lookup_key_file is not the key that crime references are stored"):
            proving.prove(Config(force="wessmere"))
        found = [one for one in deployment._keys(Config(force="wessmere")) if not one.passed]
        assert [(one.subject, "proviso worklist rebuild" in one.do) for one in found] == [("lookup_key_file", True)]
        CrimeReference.objects.exclude(case=sorted(cases)[1]).delete()
        assert lookup_key_fits("wessmere"), "where nothing can be asked, nothing is said"
    finally:
        lookup_key.cache_clear()


@in_memory
def test_a_row_of_a_case_without_a_crime_reference_says_nothing_of_the_lookup_key(officer: Actor) -> None:
    reference = begun(officer).case.reference
    CrimeReference.objects.create(case_id=reference, force="wessmere", digest="0" * 64)
    assert lookup_key_fits("wessmere")


def test_two_files_of_one_key_are_the_same_and_others_are_not(tmp_path: Path) -> None:
    one = another(tmp_path)
    assert one.same_as(another(tmp_path))
    assert not one.same_as(another(tmp_path, b"m" * 32))
