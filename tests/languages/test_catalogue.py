"""The catalogue is what the pages say now, whole, and fits the English; what is served is what was read."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.utils.translation import gettext, ngettext, override, pgettext

from proviso.notices import page_words
from scripts import catalogue
from scripts.catalogue_words import AFTER_THE_CONTEXT, data_of, every_word, reads_as_words


def of(english: str | tuple[str, str], welsh: str | tuple[str, ...]) -> Catalog:
    """A catalogue of one message."""
    made = Catalog(locale="cy")
    made.add(english, welsh)
    return made


def test_the_catalogue_is_whole_and_says_what_the_pages_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.main(["--check"]) == 0, capsys.readouterr().err[:4000]


@pytest.mark.parametrize(
    ("english", "welsh", "says"),
    [
        ("Open", "", "not translated: Open"),
        ("Case %(reference)s", "Achos", "other places for values than the English: Case %(reference)s"),
        ("Case %(reference)s", "Achos %(cyfeirnod)s", "other places for values than the English: Case %(reference)s"),
        ("%d cases", "%s achos", "other places for values than the English: %d cases"),
        ("In {minutes}", "Mewn", "other places for values than the English: In {minutes}"),
        ("Open", " Agor", "space around it that the English has not: Open"),
    ],
)
def test_what_is_missing_or_does_not_fit_is_said(english: str, welsh: str, says: str) -> None:
    assert list(catalogue.wrong(of(english, welsh))) == [says]


def test_the_served_file_does_not_say_when_or_by_what_it_was_made() -> None:
    """Or the same words would be stale a minute later."""
    one, later = of("Open", "Agor"), of("Open", "Agor")
    one.creation_date, later.creation_date = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    assert catalogue.as_mo(one) == catalogue.as_mo(later)
    assert b"Babel" not in catalogue.as_mo(one)
    assert b"nplurals=6" in catalogue.as_mo(one)


def test_each_of_the_six_forms_of_a_plural_is_asked_for_and_held_to_its_places() -> None:
    words = ("%(n)d case", "%(n)d cases")
    whole = ("%(n)d achos",) * 6
    assert list(catalogue.wrong(of(words, whole))) == []
    assert list(catalogue.wrong(of(words, whole[:5]))) == ["not translated: %(n)d case"]
    assert list(catalogue.wrong(of(words, (*whole[:5], "achos")))) == [
        "other places for values than the English: %(n)d case"
    ]


def test_what_fits_is_taken_and_what_does_not_is_said(tmp_path: Path) -> None:
    part = tmp_path / "part.json"
    part.write_text(json.dumps({"Open": "Agor", "Close": "Cau", "Case %(n)s": "Achos"}))
    made = Catalog(locale="cy")
    for words in ("Open", "Case %(n)s"):
        made.add(words)
    assert list(catalogue.take(made, [str(part)])) == [
        f"{part}: the pages do not say this: Close",
        f"{part}: other places for values than the English: Case %(n)s",
    ]
    assert {one.id: one.string for one in made if one.id} == {"Open": "Agor", "Case %(n)s": ""}


def test_a_translation_goes_with_its_english() -> None:
    made = Catalog(locale="cy")
    for words in ("Open", "Shut"):
        made.add(words)
    kept = of("Open", "Agor")
    kept.add("Close", "Cau")
    assert {one.id: one.string or "" for one in catalogue.again(made, kept) if one.id} == {"Open": "Agor", "Shut": ""}


@pytest.mark.parametrize("words", ["Open", "Why?", "met with them", "18 or over", "’tis"])
def test_words_are_told_from_codes(words: str) -> None:
    assert reads_as_words(words)


@pytest.mark.parametrize("code", ["open_case", "cases/<str:reference>/", "PV", "2026-11", "%d/%m/%Y", "SELECT one", ""])
def test_codes_are_told_from_words(code: str) -> None:
    assert not reads_as_words(code)


def test_the_data_of_a_module_is_found_wherever_it_stands_and_nothing_else() -> None:
    import ast

    source = '''
"""A module."""
WORDS = {"code": "Under the key", OTHER: ("In a row", compile("not in a pattern"))}
class Row:
    """A row."""
    NAME = "value", "A label", "A hint"
    title: str = ask("A question?", missing="An error", paragraph="Not A Citation")
def said():
    return "Not marked here"
'''
    assert [*data_of(ast.parse(source).body)] == [
        "Under the key", "In a row", "A label", "A hint", "A question?", "An error",
    ]  # fmt: skip


def test_every_file_that_says_something_is_there() -> None:
    from scripts.catalogue_words import ROOT

    assert {one.file for one in every_word() if not (ROOT / one.file).exists()} == set()


def test_what_a_policy_owner_reads_is_what_is_served() -> None:
    kept = catalogue.kept()
    read = {
        f"{one.context}{AFTER_THE_CONTEXT}{one.english[0]}" if one.context else one.english[0]: one.welsh
        for one in page_words.every_word()
    }
    assert read == {catalogue.one_of(one): catalogue.forms_of(one) for one in catalogue.said(kept)}
    assert {word for part in page_words.by_part().values() for word in part} == set(page_words.every_word())


def test_welsh_counts_in_six_ways() -> None:
    with override("cy"):
        said = {n: ngettext("%(n)d day", "%(n)d days", n) for n in range(8)}
    forms = next(one.welsh for one in page_words.every_word() if one.english[0] == "%(n)d day")
    places = {0: 0, 1: 1, 2: 2, 3: 3, 6: 4}
    assert said == {n: forms[places.get(n, 5)] for n in range(8)}


def test_a_title_that_a_sentence_quotes_is_said_as_the_title_itself() -> None:
    """Or a reader looks for a button, an option or a page that is not there."""
    said = {one.english[0]: one.welsh for one in page_words.every_word()}
    titles = {title.rstrip("?"): welsh[0].rstrip("?") for title, welsh in said.items()}
    quoted = [
        (title, form)
        for english, welsh in said.items()
        for title in re.findall(r"“([^”%]+)”", english)
        for form in welsh
        if title in titles
    ]
    assert len(quoted) > 5
    assert [(title, form) for title, form in quoted if f"“{titles[title]}" not in form] == []


def test_the_same_english_in_another_context_has_a_welsh_of_its_own(tmp_path: Path) -> None:
    part = tmp_path / "part.json"
    part.write_text(json.dumps({"Number": "Nifer", "of an entry\x04Number": "Rhif"}))
    made = Catalog(locale="cy")
    made.add("Number")
    made.add("Number", context="of an entry")
    assert list(catalogue.take(made, [str(part)])) == []
    assert [(one.context, one.string) for one in catalogue.said(made)] == [(None, "Nifer"), ("of an entry", "Rhif")]
    with override("cy"):
        assert (gettext("Number"), pgettext("of an entry", "Number")) == ("Nifer", "Rhif")


def test_the_catalogue_is_made_again_and_translated_by_the_command_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Begun with nothing: collected, handed out in parts, and taken in with what does not fit left out."""
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path / "LC_MESSAGES")
    assert catalogue.main([]) == 0
    told = capsys.readouterr().out
    many = told.split()[0]
    assert told == f"{many} messages, of which {many} are not translated\n"
    assert catalogue.main(["--parts", str(tmp_path / "parts")]) == 0
    first = json.loads((tmp_path / "parts/part-01.json").read_text())
    assert capsys.readouterr().out.startswith(f"{tmp_path}/parts/part-01.json: {len(first)} messages, ")
    words = next(english for english, welsh in first.items() if welsh == "" and "%" not in english)
    (tmp_path / "part.json").write_text(json.dumps({words: "Cymraeg", "Never said": "Byth"}))
    assert catalogue.main(["--take", str(tmp_path / "part.json")]) == 1
    told_of = capsys.readouterr()
    assert told_of.out == f"{many} messages, of which {int(many) - 1} are not translated\n"
    assert told_of.err == f"{tmp_path}/part.json: the pages do not say this: Never said\n"
    assert catalogue.main(["--check"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == int(many) - 1
