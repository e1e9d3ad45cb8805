"""The generated documents are what the code makes of them now, and leave nothing out."""

from collections.abc import Callable

import pytest

from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.values.value import asked_fields
from proviso.policy.reference import reference
from proviso.service.config import Config, DeadlineSettings
from proviso.web.act_pages import FORMS
from scripts.reference import FOLDER, REFERENCES, commands, questions
from scripts.reference_settings import GROUPS


@pytest.mark.parametrize(("name", "made"), [*REFERENCES.items(), ("policy.md", reference)])
def test_the_reference_is_not_stale(name: str, made: Callable[[], str]) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == made(), f"docs/reference/{name} is stale: make docs"


def test_nothing_else_is_in_the_reference() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*REFERENCES, "policy.md", "package-1.schema.json"}


def test_every_question_says_why_who_and_on_what_it_rests() -> None:
    text = questions()
    for page in (*QUESTIONS, *FORMS):
        for _, asked, _ in asked_fields(page.value):
            assert f"| {asked.label} |" in text
    pages = text.count("\n### ")
    assert pages == len(QUESTIONS) + len(FORMS) + 7
    for part in ("Why it is asked", "Who uses the answer", "Rests on"):
        assert text.count(f"\n- **{part}.** ") == pages


def test_a_question_that_depends_says_on_which_answer() -> None:
    assert "| Which way | " in questions()
    assert "where “How did it first arise?” is “Another way”" in questions()


def test_every_command_is_there_with_what_it_takes() -> None:
    text = commands()
    for name in (
        "assess",
        "demo",
        "serve",
        "check",
        "force adopt",
        "policy coverage",
        "record verify",
        "record guard",
        "worklist rebuild",
    ):
        assert f"\n## `proviso {name}`\n" in text
    assert "| `--no-bodies` | Open nothing and use no key, as an auditor would |  |" in text


def test_every_setting_is_there_with_what_it_takes() -> None:
    text = REFERENCES["settings.md"]()
    nested = {group.name for group in GROUPS}
    for name in (*Config.model_fields, *DeadlineSettings.model_fields):
        assert f"`{name}`" in text or name in nested, name
    assert "| `call_outcome` | `PROVISO_DEADLINES__CALL_OUTCOME` |" in text
    assert "| a whole number from 1 to 168 | `1` |" in text
