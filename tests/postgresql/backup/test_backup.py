"""Backing up two databases of PostgreSQL while others write, and putting them back: whole, and by the right role."""

import json
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connections

from proviso.accounts import force_changes
from proviso.accounts.models import Force
from proviso.accounts.restored_confirmation import confirm_restored
from proviso.record import copies, models, read
from proviso.record.backends import backend_of
from proviso.record.erase import erase
from proviso.record.verify import verify
from proviso.service import databases
from proviso.service.backup import postgresql_copying as copying
from proviso.service.backup import postgresql_trial, restoring
from proviso.service.backup.copied_kinds import copying_here
from proviso.service.backup.manifest import NAME, CopyOf, NoBackup, digest
from proviso.service.backup.manifest import read as manifest
from proviso.service.verified import BACKED_UP, remembered
from tests.accounts.people import NOW, PROMPT
from tests.postgresql.backup.backed_up import Kept, holding
from tests.postgresql.copies import Copies
from tests.postgresql.roles import OWNER, SERVICE, signed_in
from tests.record.disk import Databases
from tests.record.making import draft
from tests.record.migrations import LATEST
from tests.record.tampering import run
from tests.service.backup.kept import recorded

pytestmark = pytest.mark.system


def test_a_backup_put_back_is_the_record_once_somebody_says_so(kept: Kept, new: Databases) -> None:
    made, size = kept.made(), read.head("wessmere").size
    assert made.report.whole
    recorded(draft("case-after"), now=kept.now())
    assert kept.tried(made).report.whole
    found = kept.restored(made, new)
    assert [(one.log, one.size) for one in found.report.logs] == [("wessmere", size)]
    with signed_in(new, OWNER):
        assert databases.pending() == []
        databases.grant(SERVICE)
        backend_of(connections["default"]).grant(SERVICE)
    with signed_in(new, SERVICE):
        assert [backend_of(connections[alias]).rights() for alias in connections] == [([], []), ([], [])]
        assert backend_of(connections["default"]).missing_triggers() == []
        assert backend_of(connections["default"]).added() == []
        assert read.head("wessmere").size == size
        with pytest.raises(copies.CopyNotConfirmed):
            recorded(draft("case-new"), now=kept.now())
        force = Force.objects.get()
        entry = confirm_restored(force, by=PROMPT, now=kept.now(), why="The disk failed; there is no newer")
        assert (entry.index, entry.body["entries"]) == (size, size)
        recorded(draft("case-newer"), now=kept.now())
        force_changes.add_unit(force, "dale", "Dale CID", by=PROMPT, now=kept.now())
        erase("case-1", by="Mx Yew", second="Mx Reed", now=kept.now(), why="retention")
        assert verify().whole


def test_nobody_but_the_services_role_may_call_what_writes_the_keys_anew(kept: Kept, new: Databases) -> None:
    kept.restored(kept.made(), new)
    Copies.role("another_force")
    with signed_in(new, OWNER):
        every = "SELECT p.proname FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND "
        assert run(f"{every} has_function_privilege('another_force', p.oid, 'EXECUTE')", alias="keys") == []
        assert run(f"{every} has_function_privilege('another_force', p.oid, 'EXECUTE')") == []
        found = {("record_keys_rewritten",), ("record_keys_left",)}
        assert set(run(f"{every} true", alias="keys")) == found


def test_the_manifest_says_what_the_copy_is_and_nobody_is_signed_in(kept: Kept, new: Databases) -> None:
    Session.objects.create(session_key="kestrels" * 4, session_data="x", expire_date=NOW + timedelta(days=9_000))
    made = kept.made()
    root = read.head("wessmere").root.hex()
    for part, folder in made.folders.items():
        said = manifest(folder, part)
        copy = folder / said.file
        assert sorted(one.name for one in folder.iterdir()) == sorted([NAME, f"{part}.pgdump"])
        assert (said.bytes, said.sha256) == (copy.stat().st_size, digest(copy))
        assert [(one.log, one.size, one.root) for one in said.logs] == [("wessmere", read.head("wessmere").size, root)]
        assert (said.force, said.database, said.whole) == ("wessmere", "PostgreSQL", True)
        assert said.migrations["record"] == LATEST
        assert folder.stat().st_mode & 0o077 == copy.stat().st_mode & 0o077 == 0
    assert remembered(kept.config(), BACKED_UP)
    kept.restored(made, new)
    with signed_in(new, OWNER):
        assert Session.objects.count() == 0
    assert Session.objects.count() == 1
    copies.assert_current("wessmere")


def test_while_others_begin_and_erase_cases_each_case_of_a_copy_has_its_key(kept: Kept, new: Databases) -> None:
    """Two databases share no snapshot; without the same moment a case would have no key, or one too many."""
    stop, begun = threading.Event(), [0]

    def at_work() -> None:
        with signed_in(kept.own, SERVICE):
            while not stop.is_set():
                begun[0] += 1
                recorded(draft(f"busy-{begun[0]}"), now=kept.now())
                if begun[0] % 2:
                    erase(f"busy-{begun[0]}", by="Mx Yew", second="Mx Reed", now=kept.now(), why="retention")

    working = threading.Thread(target=at_work)
    working.start()
    try:
        made = []
        for number in range(4):
            made.append(kept.made(NOW + timedelta(days=1, seconds=number)))
            while read.head("wessmere").size == made[-1].report.logs[0].size and working.is_alive():
                time.sleep(0.01)
    finally:
        stop.set()
        working.join()
    assert [one.report.faults for one in made] == [()] * 4
    sizes = [one.report.logs[0].size for one in made]
    assert sizes == sorted(set(sizes)), "nothing was written meanwhile"
    assert kept.restored(made[-1], new).about_keys == ()


def test_who_is_erased_while_the_keys_are_copied_is_in_no_file_afterwards(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = copying._dump
    wrapped = models.WrappedKey.objects.get(case="case-1").wrapped

    def dump(part: CopyOf, snapshot: str, path: Path) -> None:
        real(part, snapshot, path)
        if part is CopyOf.KEYS:
            other = threading.Thread(target=erased)
            other.start()
            other.join()

    def erased() -> None:
        with signed_in(kept.own, SERVICE):
            erase("case-1", by="Mx Yew", second="Mx Reed", now=kept.now(), why="retention")

    monkeypatch.setattr(copying, "_dump", dump)
    assert kept.made().report.whole
    assert bytes(wrapped) not in kept.own.written()


def test_a_record_that_is_not_whole_is_copied_and_not_put_in_place(kept: Kept, new: Databases) -> None:
    old = kept.made()
    with signed_in(kept.own, OWNER):
        run("ALTER TABLE record_leaf DISABLE TRIGGER record_leaf_never_deleted")
    made = kept.made(NOW + timedelta(days=8))
    assert not made.report.whole
    assert made.destroyed == ()
    assert old.folders[CopyOf.KEYS].is_dir()
    with pytest.raises(restoring.NotWhole) as tried:
        kept.tried(made)
    with pytest.raises(restoring.NotWhole) as put:
        kept.restored(made, new)
    assert "record_leaf_never_deleted" in str(tried.value.faults[0])
    assert put.value.faults == tried.value.faults
    assert holding(new) == {"default": [], "keys": []}
    assert kept.restored(old, new).report.whole


def test_the_keys_go_after_their_days(kept: Kept) -> None:
    first = kept.made()
    assert kept.made(NOW + timedelta(days=8)).destroyed == (first.folders[CopyOf.KEYS],)


def test_newer_keys_bring_back_nobody_who_was_erased_since(kept: Kept, new: Databases) -> None:
    older = kept.made()
    erase("case-1", by="Mx Yew", second="Mx Reed", now=kept.now(), why="retention")
    newer = kept.made()
    found = kept.restored(older, new, keys_of=newer)
    assert [(fault.case, fault.says.partition(";")[0]) for fault in found.about_keys] == [("case-1", "is missing")]


def test_a_copy_of_files_is_not_put_into_a_server(kept: Kept, new: Databases) -> None:
    made = kept.made()
    path = made.folders[CopyOf.RECORD] / NAME
    path.write_text(json.dumps(json.loads(path.read_text()) | {"database": "SQLite"}))
    with pytest.raises(NoBackup, match="is of SQLite, and this service keeps its record in PostgreSQL") as why:
        kept.restored(made, new)
    assert "proviso move-database" in str(why.value)


def test_a_damaged_copy_is_named_and_nothing_is_put_in_place(kept: Kept, new: Databases) -> None:
    made = kept.made()
    copy = made.folders[CopyOf.RECORD] / "record.pgdump"
    content = bytearray(copy.read_bytes())
    content[-100] ^= 1
    copy.write_bytes(content)
    with pytest.raises(NoBackup, match="is damaged: its digest is another"):
        kept.restored(made, new)
    path = made.folders[CopyOf.RECORD] / NAME
    copy.write_bytes(content[:-2000])
    fits = {"sha256": digest(copy), "bytes": copy.stat().st_size}
    path.write_text(json.dumps(json.loads(path.read_text()) | fits))
    with pytest.raises(NoBackup, match="pg_restore failed, and nothing was kept"):
        kept.restored(made, new)
    assert holding(new) == {"default": [], "keys": []}


def test_databases_that_hold_anything_are_in_use_or_not_ours_are_refused(kept: Kept, new: Databases) -> None:
    made = kept.made()
    with signed_in(new, SERVICE):
        connections["default"].ensure_connection()
        with pytest.raises(NoBackup, match=r"Somebody is connected to .* Stop the service first"):
            kept.restored(made, new)
    with (
        signed_in(new, SERVICE),
        pytest.raises(NoBackup, match=f"{SERVICE} may not make tables in .* as the role that owns"),
    ):
        restoring.restore(kept.config(new), kept.given(made))
    with signed_in(new, OWNER):
        run("CREATE TABLE what_happened (one integer)")
    with pytest.raises(NoBackup, match="is not empty: it holds what_happened, and nothing is replaced"):
        kept.restored(made, new)
    assert holding(new) == {"default": ["what_happened"], "keys": []}
    Copies.drop(new.name("default"))
    Copies.run(
        f"CREATE DATABASE \"{new.name('default')}\" TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C' OWNER {OWNER}"
    )
    with pytest.raises(NoBackup, match="keeps text in LATIN1, and the record is kept in UTF-8"):
        kept.restored(made, new)


def test_a_role_that_may_not_read_the_numbering_is_told_what_gives_it_that(kept: Kept) -> None:
    with signed_in(kept.own, OWNER):
        run(f"REVOKE SELECT ON ALL SEQUENCES IN SCHEMA public FROM {SERVICE}")
    with pytest.raises(NoBackup, match="with: proviso migrate --service-role"):
        kept.made()
    assert list(kept.places.record.glob("*Z")) == []


def test_both_databases_are_of_one_kind(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections["keys"], "vendor", "sqlite")
    with pytest.raises(NoBackup, match="keep both in the same kind of database"):
        copying_here()


def test_a_server_that_is_restarted_meanwhile_is_told_as_one(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    dump = copying._dump

    def restarted(part: CopyOf, snapshot: str, path: Path) -> None:
        Copies.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{SERVICE}'")
        dump(part, snapshot, path)

    monkeypatch.setattr(copying, "_dump", restarted)
    with pytest.raises(NoBackup) as said:
        kept.made()
    words = str(said.value)
    assert words.startswith("pg_dump failed, and nothing was kept (")
    assert words.endswith("). The server ended our connection meanwhile: it was restarted, perhaps. Do it again.")
    monkeypatch.undo()
    assert kept.made().report.whole


def test_a_full_disk_is_told_as_one(kept: Kept) -> None:
    with copying._one_moment() as snapshots, pytest.raises(OSError, match="No space left on device") as full:
        copying._dump(CopyOf.RECORD, snapshots[CopyOf.RECORD], Path("/dev/full"))
    assert full.value.filename == "/dev/full"


@pytest.mark.parametrize("mode", [0o700, 0o711])
def test_a_copy_is_tried_where_the_servers_user_may_go(monkeypatch: pytest.MonkeyPatch, mode: int) -> None:
    """Root's folder for temporary files is often closed to all others, and the server does not run as root; where it
    could go in and not remove what is its own, the folder of a copy of the keys would stay."""
    with tempfile.TemporaryDirectory(dir="/tmp") as closed:
        Path(closed).chmod(mode)
        monkeypatch.setattr(tempfile, "tempdir", closed)
        assert postgresql_trial._for_another() == "/tmp"
        Path(closed).chmod(0o1777)
        assert postgresql_trial._for_another() == closed
