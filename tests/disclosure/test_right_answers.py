"""Each message after a public report gives its right answer, or keeps the one that it had (`tests/cases`)."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proviso.casework.writing.permissions import Actor
from proviso.disclosure.message_files import FileRefused
from proviso.disclosure.reply_import import Became

from ..casework.examples import shared
from .test_replies import take
from .test_replies_as_sent import waits_on

pytestmark = pytest.mark.django_db(databases="__all__")

CASES = Path(__file__).parents[1] / "cases"
NAMED_IN_THEM = b"PV-X877-4PHX"


@pytest.fixture
def filed(officer: Actor, tmp_path: Path) -> Callable[[str], tuple[Path, str]]:
    """A case's file, about a case that was shared."""
    reference = shared(officer).case.reference

    def file(name: str) -> tuple[Path, str]:
        path = tmp_path / Path(name).name
        raw = (CASES / name).read_bytes().replace(NAMED_IN_THEM, reference.encode())
        first, second, third = reference.encode().split(b"-")
        for end in (b"\n", b"\r\n"):
            raw = raw.replace(b"PV-X877=" + end + b"-4PHX", b"-".join((first, second)) + b"=" + end + b"-" + third)
        for hyphen in (b"&#8209;", b"&#45;"):
            raw = raw.replace(hyphen.join(NAMED_IN_THEM.split(b"-")), hyphen.join((first, second, third)))
        path.write_bytes(raw)
        return path, reference

    return file


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("wrong/eml-empty-plain.eml", "She is vulnerable. Please ring before any visit."),
        ("wrong/eml-unclosed-head.eml", "Enforcement action is intended on Friday."),
        ("wrong/eml-table.eml", "Protocol applied No\nEnforcement intended Not before 12 3 2027"),
        ("wrong/eml-cp1252-as-latin1.eml", "Action can’t be ruled out. Dates: 12–14 October. Fee €100."),
        ("wrong/eml-bom.eml", "No trace. Nothing is intended."),
        ("wrong/eml-apple-pdf.eml", "Please see the attached letter."),
        ("right/cs-utf8-mislabeled.eml", "Nguyễn Thị Ánh – 12 October"),
        ("right/ref-qp-softbreak.eml", "Our answer on {}."),
        ("right/ref-html-entities.eml", None),
    ],
)
def test_it_goes_to_its_case_with_all_of_its_text(
    filed: Callable[[str], tuple[Path, str]], name: str, text: str | None
) -> None:
    path, reference = filed(name)
    assert take(path) == [(Became.WAITING, reference)]
    assert text is None or waits_on(reference).text == text.format(reference)


def test_what_was_attached_below_another_version_is_named(filed: Callable[[str], tuple[Path, str]]) -> None:
    path, reference = filed("wrong/eml-apple-pdf.eml")
    take(path)
    assert waits_on(reference).parts[0] == "“letter.pdf” (application/pdf, 125 bytes): not opened"


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("wrong/eml-sender-comma.eml", "sample.b@receiving-unit.example"),
        ("right/eml-sender-quoted-comma.eml", "sample.e@receiving-unit.example"),
        ("wrong/eml-bom.eml", "desk@receiving-unit.example"),
    ],
)
def test_its_sender_is_an_address(filed: Callable[[str], tuple[Path, str]], name: str, sender: str) -> None:
    path, reference = filed(name)
    take(path)
    assert waits_on(reference).sender == sender


def test_its_date_is_in_british_summer_time(filed: Callable[[str], tuple[Path, str]]) -> None:
    path, reference = filed("wrong/date-bst.eml")
    take(path)
    assert waits_on(reference).dated == datetime(2026, 10, 4, 23, 15, tzinfo=UTC)


def test_what_was_forwarded_stands_apart_as_from_its_own_sender(filed: Callable[[str], tuple[Path, str]]) -> None:
    path, reference = filed("wrong/eml-forwarded.eml")
    assert take(path) == [(Became.WAITING, reference)]
    came = waits_on(reference)
    (one,) = came.enclosed
    assert (came.text, one.called, one.text) == (
        "For you, see attached.",
        "original.eml",
        "I withdraw my support for this.",
    )
    assert ([box.address for box in one.mailboxes], one.subject, one.dated) == (
        ["other@elsewhere.example"],
        f"Reference {reference}",
        None,
    )


def test_it_is_one_message_before_and_after_it_was_read(filed: Callable[[str], tuple[Path, str]]) -> None:
    unread, reference = filed("wrong/dup-unread.eml")
    read, _ = filed("wrong/dup-read.eml")
    assert take(unread) + take(read) == [(Became.WAITING, reference), (Became.KNOWN, reference)]


def test_from_in_its_text_divides_it_not(filed: Callable[[str], tuple[Path, str]]) -> None:
    path, reference = filed("wrong/mbox-from-in-text.mbox")
    assert take(path) == [(Became.WAITING, reference)]
    assert "and is vulnerable. Please ring before any visit." in waits_on(reference).text


def test_two_cases_in_a_thread_and_a_file_of_outlook_are_left(filed: Callable[[str], tuple[Path, str]]) -> None:
    assert take(filed("right/ref-two-quoted-thread.eml")[0]) == [(Became.SEVERAL, "")]
    with pytest.raises(FileRefused, match="neither a message"):
        take(filed("right/outlook.msg")[0])
