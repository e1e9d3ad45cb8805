"""The pages in Welsh: which words the service has for them, and whether the force has approved exactly these.

As with the words for the person, a policy owner approves them by their digest once somebody who reads both languages
has checked them; any change makes them a draft again. Until then every Welsh page says so, and the English holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from proviso.accounts.models import ApprovedWording, Force, Officer
from proviso.accounts.wording_approvals import approve_wording, approved_wordings, withdraw_wording
from proviso.casework.values.value import Value, ask
from proviso.notices.approving import ApprovalWithdrawn, CannotBeApproved, NothingApproved, Stands

LANGUAGE = "cy"
PAGES = f"pages:{LANGUAGE}"
"""By what an approval names them: no language of the words for the person."""


class PagesApproved(Value):
    """What the policy owner says on approving the words of the pages."""

    kind = "page_words_checked"

    checked_by: str = ask(
        "Who checked it?",
        "Enter the name of whoever checked it",
        most=120,
        hint="Somebody who reads this language and English well, such as a qualified translator",
        heard_by=None,
    )
    why: str = ask(
        "Why can officers rely on it?",
        "Enter why officers can rely on it",
        long=True,
        most=500,
        hint="What was read, against what, and what was put right",
        reason=True,
        heard_by=None,
    )


@dataclass(frozen=True, slots=True)
class PageWords:
    """Some words in English and in Welsh, each form of those with a plural; `parts` are the files that say them, and
    `context` tells them from the same English that is said otherwise elsewhere."""

    english: tuple[str, ...]
    welsh: tuple[str, ...]
    parts: tuple[str, ...]
    context: str = ""


def _file(ending: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / LANGUAGE / "LC_MESSAGES" / f"django.{ending}"


@cache
def digest() -> str:
    """What an approval is of: the SHA-256 of the catalogue that pages are made with, in hexadecimal."""
    return sha256(_file("mo").read_bytes()).hexdigest()


def standing(force: Force) -> tuple[Stands, ApprovedWording | None]:
    """How the words stand for a force, and what was approved, whether it still holds or not."""
    approval = approved_wordings(force).get(PAGES)
    if approval is None:
        return Stands.DRAFT, None
    return (Stands.APPROVED if approval.digest == digest() else Stands.CHANGED), approval


def approve(force: Force, said: PagesApproved, *, seen: str, by: Officer, now: datetime) -> None:
    """Approve the words as they were shown (`seen` is their digest). Raises CannotBeApproved, `NotTheirs`."""
    if digest() != seen:
        raise CannotBeApproved(
            _("The words changed since you opened this page. Read them again before you approve them.")
        )
    approve_wording(force, PAGES, seen, said.checked_by, by=by, now=now, why=said.why)


def withdraw(force: Force, said: ApprovalWithdrawn, *, by: Officer, now: datetime) -> None:
    """Take the approval back: the pages are a draft again at once. Raises NothingApproved, `NotTheirs`."""
    if not withdraw_wording(force, PAGES, by=by, now=now, why=said.why):
        raise NothingApproved(_("The pages in Welsh are not approved, so there is nothing to withdraw."))


@cache
def every_word() -> tuple[PageWords, ...]:
    """All words of the pages, in the order of the catalogue."""
    return tuple(_read(_file("po").read_text(encoding="utf-8")))


def by_part() -> Mapping[str, tuple[PageWords, ...]]:
    """The same by the folder of the file that says them first."""
    parts: dict[str, list[PageWords]] = {}
    for one in every_word():
        parts.setdefault("/".join(one.parts[0].split("/")[:2]) if one.parts else "", []).append(one)
    return {name: tuple(words) for name, words in sorted(parts.items())}


def _read(catalogue: str) -> Iterator[PageWords]:
    """The messages of a catalogue that `scripts/catalogue.py` wrote: a text of one line each, in C's own quotes."""
    for block in catalogue.split("\n\n")[1:]:
        english: list[str] = []
        context: list[str] = []
        welsh: list[str] = []
        parts: list[str] = []
        told: list[str] = []
        for line in block.splitlines():
            if line.startswith("#:"):
                parts += line[2:].split()
            elif line.startswith("msg"):
                name, _space, quoted = line.partition(" ")
                told = {"msgc": context, "msgi": english, "msgs": welsh}[name[:4]]
                told.append(_unquoted(quoted))
            elif line.startswith('"'):
                told[-1] += _unquoted(line)
        if english:
            yield PageWords(tuple(english), tuple(welsh), tuple(parts), "".join(context))


def _unquoted(quoted: str) -> str:
    return quoted[1:-1].replace(r"\"", '"').replace(r"\n", "\n").replace(r"\\", "\\")
