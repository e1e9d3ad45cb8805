"""How each language's words stand for a force: the source, a draft, approved by somebody on a day, or stale (3.3, 9.1).

A draft, and a stale wording is one, is given to nobody outside a demonstration. A template without the sentence of 3.3
cannot be approved: it cannot even be read (`wording.Wording`), and whoever approves says that it is there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from proviso.accounts.models import ApprovedWording, Force, Officer
from proviso.accounts.wording_approvals import approve_wording, approved_wordings, withdraw_wording
from proviso.casework.values.value import Choice, Refusal, Value, ask
from proviso.notices.wording import SOURCE, Wording, wordings


class Stands(StrEnum):
    """How a wording stands."""

    SOURCE = "The English that all others translate"
    APPROVED = "Approved"
    STALE = "Draft: the English changed since it was translated"
    CHANGED = "Draft: it changed since it was approved"
    DRAFT = "Draft: not approved as it is now"


@dataclass(frozen=True, slots=True)
class WordingStatus:
    """One language's words and how they stand; `approval` is what was approved, whether it still holds or not."""

    wording: Wording
    stands: Stands
    approval: ApprovedWording | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it is watermarked, and kept from everybody outside a demonstration."""
        return self.stands not in {Stands.SOURCE, Stands.APPROVED}


class DraftOnly(Exception):
    """The words in this language are a draft, so nobody is given them; the message says what to do."""


class CannotBeApproved(Exception):
    """The words in this language cannot be approved as they are; the message says why and what to do."""


class NothingApproved(Exception):
    """No words in this language are approved, so there is nothing to withdraw."""


class SaysSo(Choice):
    """Whether the words say what they must say (3.3)."""

    YES = "yes", "Yes, as plainly as the English does"
    NO = "no", "No, or not clearly"


class Approval(Value):
    """What the policy owner says on approving a language's words."""

    kind = "wording_checked"

    checked_by: str = ask(
        "Who checked it?",
        "Enter the name of whoever checked it",
        most=120,
        hint="Somebody who reads this language and English well, such as a qualified translator",
        heard_by=None,
    )
    promises_nothing: SaysSo = ask(
        "Does it say that nobody can promise what the Home Office will do?",
        "Select whether it says that nobody can promise what the Home Office will do",
        hint="Ask whoever checked it. Without that sentence no wording can be approved",
    )

    def refusals(self) -> Iterator[Refusal]:
        """Words that promise, or may be read so, are approved by nobody."""
        if self.promises_nothing is SaysSo.NO:
            says = _("It cannot be approved without that sentence. Have it translated again first")
            yield Refusal("promises_nothing", "no", "yes", says)


class ApprovalWithdrawn(Value):
    """Why the policy owner takes an approval back: what is wrong with the words that were approved."""

    kind = "wording_withdrawn"

    why: str = ask(
        "What is wrong with the words?",
        "Enter what is wrong with the words",
        long=True,
        most=500,
        hint="Which sentence, what it says, and who found it. Name no victim or witness",
        reason=True,
        heard_by=None,
    )


def standings(force: Force) -> tuple[WordingStatus, ...]:
    """Every language with how it stands for a force: English first, then by name."""
    approved = approved_wordings(force)
    return tuple(_standing(wording, approved.get(code)) for code, wording in wordings().items())


def wording_status(force: Force, language: str) -> WordingStatus:
    """One language's. Raises KeyError for one that there is not."""
    return _standing(wordings()[language], approved_wordings(force).get(language))


def _standing(wording: Wording, approval: ApprovedWording | None) -> WordingStatus:
    if wording.language.code == SOURCE:
        return WordingStatus(wording, Stands.SOURCE)
    if wording.stale:
        return WordingStatus(wording, Stands.STALE, approval)
    if approval is None:
        return WordingStatus(wording, Stands.DRAFT)
    return WordingStatus(wording, Stands.APPROVED if approval.digest == wording.digest else Stands.CHANGED, approval)


def require_usable(standing: WordingStatus, *, demonstration: bool) -> None:
    """Raise DraftOnly for a draft, unless everybody here is invented."""
    if standing.is_draft and not demonstration:
        raise DraftOnly(
            _(
                "The words in %(language)s are a draft: nobody has checked and approved them for your "
                "force. Use the English words with an interpreter, and ask the policy owner to have "
                "these checked."
            )
            % {"language": _(standing.wording.language.name)}
        )


def approve(force: Force, language: str, approval: Approval, *, seen: str, by: Officer, now: datetime) -> None:
    """Approve a language's words as they were shown (`seen` is their digest).

    Raises CannotBeApproved where they are stale, are English, or changed since they were shown; `NotTheirs`.
    """
    wording = wordings()[language]
    if language == SOURCE:
        raise CannotBeApproved(_("English is what the others translate. It is not approved here."))
    if wording.stale:
        raise CannotBeApproved(
            _("The English of %(stale)s sentences changed since they were translated. Have them translated again.")
            % {"stale": len(wording.stale)}
        )
    if wording.digest != seen:
        raise CannotBeApproved(
            _("The words changed since you opened this page. Read them again before you approve them.")
        )
    approve_wording(force, language, wording.digest, approval.checked_by, by=by, now=now)


def withdraw(force: Force, language: str, withdrawn: ApprovalWithdrawn, *, by: Officer, now: datetime) -> None:
    """Take the approval of a language's words back: it is a draft again at once.

    Raises NothingApproved; `NotTheirs`.
    """
    if not withdraw_wording(force, language, by=by, now=now, why=withdrawn.why):
        name = wordings()[language].language.name
        raise NothingApproved(
            _("The words in %(name)s are not approved, so there is nothing to withdraw.") % {"name": _(name)}
        )
