"""What somebody can do who writes to the database and has no key: what is found at once, and what only a root that was
kept elsewhere finds."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from proviso.record import erase, keys, read, tree, verify
from proviso.record.append import append as append_entry
from tests.record.disk import Files
from tests.record.making import LOG, NOON, draft, record, record_cases
from tests.record.tampering import let_everything_pass, make_it_fit, respell_leaf, run, said

ERASED = "wessmere-case-3"
SHORTER = "it was cut, entries were taken out of it, or an older copy was put back"
ERASURE = f"erasure of {ERASED} of wessmere: "


@pytest.fixture
def erased(files: Files) -> Files:
    """Forty entries of four cases, of which one was erased at 40; nothing refuses changes."""
    record_cases(40, cases=4)
    erase.erase(ERASED, by="Mx Yew", second="Mx Reed", now=NOON + timedelta(hours=2), why="retention")
    let_everything_pass()
    assert said() == said(bodies=False) == []
    return files


def add_bodiless(seq: str = "1 + (SELECT max(seq) FROM record_entry WHERE \"case\" = 'wessmere-case-3')") -> None:
    """Add an entry to the erased case as if its body had been erased, and make everything fit."""
    run(
        f"""INSERT INTO record_entry SELECT log, 41, "case", {seq}, kind, category, 'W666',
        (SELECT at FROM record_head), x'00', NULL, x'00' FROM record_entry WHERE "index" = 39"""
    )
    run('INSERT INTO record_leaf SELECT log, 41, content FROM record_leaf WHERE "index" = 39')
    respell_leaf(41, "T12Z", "T14Z")
    make_it_fit()


SPELLINGS = [
    (5, ',"kind"', ', "kind"', "its leaf is not spelled as leaves are, or says more than they say"),
    (5, '{"case"', '{"added":"x","case"', "its leaf is not spelled as leaves are, or says more than they say"),
    (3, '{"case"', '{"added":"x","case"', "its leaf is not spelled as leaves are, or says more than they say"),
    (3, '"version":1', '"version":2', "its version is not what its leaf commits to"),
    (3, '"who":"', '"who":"Z', "its actor is not what its leaf commits to"),
]


@pytest.mark.parametrize(("index", "old", "new", "says"), SPELLINGS)
def test_a_leaf_that_was_respelled_is_found_though_the_tree_fits(
    erased: Files, index: int, old: str, new: str, says: str
) -> None:
    respell_leaf(index, old, new)
    make_it_fit()
    case = {5: "wessmere-case-1", 3: ERASED}[index]
    assert said() == said(bodies=False) == [f"entry {index} of {case} of wessmere: {says}"]


@pytest.mark.parametrize("seq", ["NULL", "1 + (SELECT max(seq) FROM record_entry WHERE \"case\" = 'wessmere-case-3')"])
def test_an_entry_added_to_an_erased_case_is_found_though_the_tree_fits(erased: Files, seq: str) -> None:
    add_bodiless(seq)
    assert said() == [f"entry 41 of {ERASED} of wessmere: was added after its case was erased"]
    assert said(bodies=False) == [
        "erasure of wessmere: 1 case has entries without a body, and too few later entries say that one was erased"
    ]


def test_an_erased_entry_that_was_put_into_another_case_is_missed(erased: Files) -> None:
    run('UPDATE record_entry SET "case" = \'elsewhere\' WHERE "index" = 27')
    assert said() == [
        "entry 27 of elsewhere of wessmere: its body is gone, and no entry says that its case was erased",
        ERASURE + "took 10 bodies, and 9 entries of the case from before it have none",
    ]
    assert len(said(bodies=False)) == 1


def test_an_erasure_of_a_case_whose_entries_all_went_elsewhere_is_told_of(erased: Files) -> None:
    run('UPDATE record_entry SET "case" = \'elsewhere\' WHERE "case" = %s', ERASED)
    assert ERASURE + "took 10 bodies, and 0 entries of the case from before it have none" in said()


def test_the_last_place_of_an_erased_case_is_held(erased: Files) -> None:
    last = '(SELECT max("index") FROM record_entry WHERE "case" = \'wessmere-case-3\' AND seq IS NOT NULL)'
    run(f'UPDATE record_entry SET seq = NULL WHERE "index" = {last}')
    assert said() == [ERASURE + "says that the case had 9 places, and the last is 8"]


def test_an_erasure_from_before_places_were_told_is_whole(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    record_cases(2, cases=1)

    def without_places(what: object, **given: object) -> object:
        what.body.pop("places")  # type: ignore[attr-defined]
        append: Callable[..., object] = append_entry
        return append(what, **given)

    monkeypatch.setattr(erase, "append", without_places)
    erase.erase("wessmere-case-0", by="Mx Yew", second="Mx Reed", now=NOON, why="asked")
    assert said() == []


def test_bodies_that_were_taken_are_told_of_without_a_key(erased: Files) -> None:
    run("UPDATE record_entry SET body = NULL WHERE \"case\" = 'wessmere-case-1'")
    assert said(bodies=False) == [
        "erasure of wessmere: 2 cases have entries without a body, and too few later entries say that one was erased"
    ]


def test_two_erasures_are_enough_for_two_cases(erased: Files) -> None:
    erase.erase(
        "wessmere-case-1",
        by="Mx Imaginary Yew",
        second="Mx Invented Reed",
        now=NOON + timedelta(hours=3),
        why="retention",
    )
    assert said(bodies=False) == said() == []


def test_an_end_that_was_cut_off_is_found_by_what_was_kept(erased: Files) -> None:
    kept = verify.EarlierHead(41, read.head(LOG).root)
    assert said(was=kept) == []
    run('DELETE FROM record_entry WHERE "index" >= 30')
    run('DELETE FROM record_leaf WHERE "index" >= 30')
    make_it_fit()
    cut = f"log of wessmere: ends after 30 entries, where 41 were kept: {SHORTER}"
    assert cut in said(was=kept)


def test_an_entry_taken_out_of_the_middle_is_not_told_as_an_end_alone(erased: Files) -> None:
    """Nothing in a log that is made to fit tells these apart; two lines that were kept do."""
    before, after = verify.EarlierHead(20, root_of(20)), verify.EarlierHead(41, read.head(LOG).root)
    last = run('SELECT max("index") FROM record_entry WHERE "case" = \'wessmere-case-1\'')[0][0]
    for table in ("entry", "leaf"):
        run(f'DELETE FROM record_{table} WHERE "index" = %s', last)
        run(f'UPDATE record_{table} SET "index" = "index" - 1 WHERE "index" > %s', last)
    make_it_fit()
    assert said() == said(was=before) == []
    assert said(was=after) == [f"log of wessmere: ends after 40 entries, where 41 were kept: {SHORTER}"]


@pytest.mark.parametrize("size", [1, 41, 256, 300, 511, 512, 600])
def test_a_record_that_went_on_begins_with_what_was_kept(files: Files, size: int) -> None:
    record_cases(size)
    kept = verify.EarlierHead(size, read.head(LOG).root)
    key = keys.create("later")
    for number in range(1, 4):
        record(draft("later", number), key=key, now=NOON + timedelta(days=2))
    assert said(was=kept) == []
    other = verify.EarlierHead(size, bytes(32))
    assert said(was=other) == [
        f"log of wessmere: was rewritten: the root of its first {size} entries is {kept.root.hex()}, and another was "
        "kept"
    ]


def test_a_rewriting_before_what_was_kept_is_found(erased: Files) -> None:
    kept = verify.EarlierHead(20, root_of(20))
    run("UPDATE record_entry SET actor = 'W666' WHERE \"index\" = 3")
    run('UPDATE record_leaf SET content = (SELECT content FROM record_leaf WHERE "index" = 7) WHERE "index" = 3')
    make_it_fit()
    assert said() == []
    assert said(was=kept)[0].startswith("log of wessmere: was rewritten: the root of its first 20 entries is ")


def test_what_cannot_be_told_is_not_called_rewritten(erased: Files) -> None:
    kept = verify.EarlierHead(20, root_of(20))
    run('DELETE FROM record_leaf WHERE "index" = 5')
    assert said(was=kept) == ["leaf 5 of wessmere: is missing or no leaf"]


def test_a_log_that_is_gone_is_told_of_by_what_was_kept(erased: Files) -> None:
    kept = verify.EarlierHead(41, read.head(LOG).root)
    for table in ("entry", "leaf", "node", "head"):
        run(f"DELETE FROM record_{table}")
    run("DELETE FROM record_wrappedkey", alias="keys")
    assert said() == []
    assert said(was=kept) == ["log: is not there: 41 entries were kept, and nothing is recorded"]
    assert said(LOG, was=kept) == [
        "head of wessmere: is missing",
        "head of wessmere: its peaks are not those of the tree",
        f"log of wessmere: ends after 0 entries, where 41 were kept: {SHORTER}",
    ]


def test_of_several_logs_one_is_meant(files: Files) -> None:
    record_cases(2, cases=1)
    kept = verify.EarlierHead(2, read.head(LOG).root)
    record_cases(2, cases=1, log="norwick", first=NOON + timedelta(days=1))
    with pytest.raises(verify.UnknownLog, match="what was kept is of one of them: norwick, wessmere"):
        verify.verify(was=kept)
    assert said(LOG, was=kept) == []


def root_of(size: int) -> bytes:
    """The root over the first so many leaves, as the proofs have it."""
    return tree.root(read.Stored(LOG), 0, size)
