"""A backup is put back only where nothing is and nobody works, and only once all of it was verified."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections

from proviso.accounts.models import Force
from proviso.accounts.restored_confirmation import NoCopy, confirm_restored
from proviso.record import copies, read
from proviso.record.erase import erase
from proviso.record.verify import EarlierHead, verify
from proviso.service.backup import in_use, making, restoring
from proviso.service.backup.copying import place_of
from proviso.service.backup.manifest import NAME, CopyOf, NoBackup
from tests.accounts.people import NOW, PROMPT
from tests.record.disk import Files, using
from tests.record.making import draft

from .kept import Kept, recorded


def test_a_backup_put_back_is_the_record_once_somebody_says_so(kept: Kept, tmp_path: Path) -> None:
    made, size = kept.made(), read.head("wessmere").size
    recorded(draft("case-after"), now=kept.now())
    found = kept.restored(made, tmp_path / "new")
    assert [(one.log, one.size) for one in found.report.logs] == [("wessmere", size)]
    assert found.about_keys == ()
    with using(Files(tmp_path / "new")):
        assert read.head("wessmere").size == size
        with pytest.raises(copies.CopyNotConfirmed):
            recorded(draft("case-new"), now=kept.now())
        force = Force.objects.get()
        entry = confirm_restored(force, by=PROMPT, now=kept.now(), why="The disk failed; there is no newer")
        assert (entry.index, entry.kind, entry.body["entries"]) == (size, copies.CONFIRMED, size)
        recorded(draft("case-new-again"), now=kept.now())
        with pytest.raises(NoCopy, match="nothing to say"):
            confirm_restored(force, by=PROMPT, now=kept.now(), why="The disk failed; there is no newer")
        assert [one.case for one in verify().faults] == []
    assert sorted(one.name for one in (tmp_path / "new").iterdir() if not one.name.endswith(("-wal", "-shm"))) == [
        "default.sqlite3",
        "default.sqlite3.in-use",
        "keys.sqlite3",
    ]


@pytest.mark.parametrize("name", ["default.sqlite3", "keys.sqlite3", "default.sqlite3-wal"])
def test_where_something_lies_already_nothing_is_replaced(kept: Kept, tmp_path: Path, name: str) -> None:
    made = kept.made()
    there = tmp_path / "new" / name
    there.parent.mkdir()
    there.write_bytes(b"what happened")
    with pytest.raises(NoBackup, match=f"{name} is there already, and nothing is replaced"):
        kept.restored(made, tmp_path / "new")
    assert there.read_bytes() == b"what happened"
    assert {one.name for one in (tmp_path / "new").iterdir()} == {name, "default.sqlite3.in-use"}


HOLD = """
import sys
from pathlib import Path
from proviso.service.databases import set_up
set_up()
from proviso.service.backup import in_use
from proviso.service.config import Config
folder = Path(sys.argv[1])
in_use.hold(Config(database=folder / "default.sqlite3", keys_database=folder / "keys.sqlite3"))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_folder_that_a_service_uses_is_refused_even_where_its_files_were_moved(kept: Kept, tmp_path: Path) -> None:
    made = kept.made()
    (tmp_path / "new").mkdir()
    words = [sys.executable, "-c", HOLD, str(tmp_path / "new")]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout
        assert service.stdout.readline() == "held\n"
        with pytest.raises(NoBackup, match="The service is running on these databases"):
            kept.restored(made, tmp_path / "new")
        service.communicate("")
    kept.restored(made, tmp_path / "new")


def test_a_service_does_not_start_while_a_backup_is_put_back(kept: Kept, tmp_path: Path) -> None:
    config = kept.at(tmp_path / "new")
    with in_use.alone(place_of(config, CopyOf.RECORD)), pytest.raises(NoBackup, match="being put back at this moment"):
        in_use.hold(config)


def spoiled_byte(folder: Path) -> None:
    copy = folder / "record.sqlite3"
    content = bytearray(copy.read_bytes())
    content[-100] ^= 1
    copy.write_bytes(content)


def shortened(folder: Path) -> None:
    copy = folder / "record.sqlite3"
    copy.write_bytes(copy.read_bytes()[:-4096])


def gone(folder: Path) -> None:
    (folder / "record.sqlite3").unlink()


@pytest.mark.parametrize("spoil", [spoiled_byte, shortened, gone])
def test_a_damaged_copy_is_named_and_nothing_is_put_in_place(kept: Kept, tmp_path: Path, spoil: object) -> None:
    made = kept.made()
    spoil(made.folders[CopyOf.RECORD])  # type: ignore[operator]
    with pytest.raises(NoBackup, match="Give another backup"):
        kept.restored(made, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def rewritten(folder: Path) -> None:
    """The copy changed by somebody who made its manifest fit."""
    import json
    import sqlite3

    from proviso.service.backup.manifest import digest

    with sqlite3.connect(folder / "record.sqlite3") as database:
        (text,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'record_entry_only_erased'").fetchone()
        database.execute("DROP TRIGGER record_entry_only_erased")
        database.execute("UPDATE record_entry SET actor = 'W9' WHERE \"index\" = 3")
        database.execute(text)
    database.close()
    said = json.loads((folder / NAME).read_text())
    copy = folder / "record.sqlite3"
    (folder / NAME).write_text(json.dumps(said | {"sha256": digest(copy), "bytes": copy.stat().st_size}))


def test_a_copy_that_is_not_whole_is_not_put_in_place_whatever_its_manifest_says(kept: Kept, tmp_path: Path) -> None:
    made = kept.made()
    rewritten(made.folders[CopyOf.RECORD])
    with pytest.raises(restoring.NotWhole) as found:
        kept.restored(made, tmp_path / "new")
    assert any("entry 3" in str(fault) for fault in found.value.faults)
    assert not (tmp_path / "new/default.sqlite3").exists()


def test_a_copy_is_held_to_a_line_that_was_kept_elsewhere(kept: Kept, tmp_path: Path) -> None:
    line = EarlierHead(read.head("wessmere").size, read.head("wessmere").root)
    older = kept.made()
    recorded(draft("case-after"), now=kept.now())
    later = EarlierHead(read.head("wessmere").size, read.head("wessmere").root)
    config = kept.at(tmp_path / "new")
    given = restoring.given(config, older.folders[CopyOf.RECORD], None)
    assert restoring.only_look(config, given, was=line).record.whole
    with pytest.raises(restoring.NotWhole) as found:
        restoring.only_look(config, given, was=later)
    assert "where 8 were kept" in str(found.value.faults[0])
    assert not (tmp_path / "new").exists(), "looking makes nothing"


def test_newer_keys_bring_back_nobody_who_was_erased_since(kept: Kept, tmp_path: Path) -> None:
    older = kept.made()
    erase("case-1", by="Mx Yew", second="Mx Reed", now=kept.now(), why="retention")
    recorded(draft("case-after"), now=kept.now())
    newer = kept.made()
    found = kept.restored(older, tmp_path / "new", keys_of=newer)
    assert [(fault.case, fault.says.partition(";")[0]) for fault in found.about_keys] == [("case-1", "is missing")]


def test_keys_that_are_older_than_the_record_are_refused(kept: Kept, tmp_path: Path) -> None:
    older, newer = kept.made(), kept.made()
    with pytest.raises(NoBackup, match="cases begun in between would have no key"):
        kept.restored(newer, tmp_path / "new", keys_of=older)


def test_without_a_name_the_newest_keys_are_taken(kept: Kept, tmp_path: Path) -> None:
    made = [kept.made(), kept.made()]
    config = kept.at(tmp_path / "new")
    given = restoring.given(config, made[0].folders[CopyOf.RECORD], None)
    assert given.folders[CopyOf.KEYS] == made[1].folders[CopyOf.KEYS]
    for one in made:
        (one.folders[CopyOf.KEYS] / NAME).unlink()
    with pytest.raises(NoBackup, match="Say where the copy of the keys is, with --keys"):
        restoring.given(config, made[0].folders[CopyOf.RECORD], None)


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"force": "elsewhere"}, "is of the force elsewhere, and this service is of wessmere"),
        ({"migrations": {"record": "0999_later"}}, "was made by a newer version"),
        (
            {"database": "PostgreSQL"},
            "is of PostgreSQL, and this service keeps its record in SQLite. Put it back where",
        ),
        ({"part": "keys"}, "is a backup of the keys. Give one of the record"),
        ({"logs": []}, "does not end where its manifest says"),
    ],
)
def test_what_belongs_elsewhere_is_refused(kept: Kept, tmp_path: Path, said: dict[str, object], refused: str) -> None:
    import json

    made = kept.made()
    path = made.folders[CopyOf.RECORD] / NAME
    path.write_text(json.dumps(json.loads(path.read_text()) | said))
    with pytest.raises(NoBackup) as why:
        kept.restored(made, tmp_path / "new")
    assert refused in str(why.value)


def test_a_kind_of_database_that_it_cannot_copy_is_refused(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    from proviso.service.backup import copied_kinds

    monkeypatch.setattr(copied_kinds, "KINDS", {})
    with pytest.raises(NoBackup, match="keeps its record in SQLite: use that database’s own backup"):
        kept.made()


def test_a_force_records_again_after_a_long_time(kept: Kept, tmp_path: Path, settings: object) -> None:
    """A copy so old that the clock is not believed either: that is confirmed first, and confirms nothing else."""
    from proviso.accounts.clock_confirmation import confirm_clock

    kept.restored(kept.made(), tmp_path / "new")
    settings.PROVISO_CLOCK_AHEAD_DAYS = 31  # type: ignore[attr-defined]
    later = NOW + timedelta(days=40)
    with using(Files(tmp_path / "new")):
        force = Force.objects.get()
        confirm_clock(force, by=PROMPT, now=later, why="It is right")
        with pytest.raises(copies.CopyNotConfirmed):
            recorded(draft("case-new"), now=later)
        confirm_restored(force, by=PROMPT, now=later, why="There is no newer copy")
        recorded(draft("case-newer"), now=later)


def test_nothing_is_open_afterwards(kept: Kept, tmp_path: Path) -> None:
    before = {alias: connections[alias] for alias in connections}
    kept.restored(kept.made(), tmp_path / "new")
    assert {alias: connections[alias] for alias in connections} == before
    assert making.backups(tmp_path / "nowhere", CopyOf.KEYS) == []
