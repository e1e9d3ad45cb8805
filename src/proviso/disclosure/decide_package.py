"""Deciding with the package: what is decided is what leaves, to the byte (5.4, 5.5, 8.1).

The package is made before the case is locked, from the case as the page showed it, and kept in the transaction of the
decision. Whether policy and the officer's role allow it is casework's to say.
"""

from proviso.casework import clock
from proviso.casework.acts import decide
from proviso.casework.history.case import Case
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused, MovedOn
from proviso.disclosure.package import NOT_DECIDED, Package, package_of
from proviso.disclosure.stored_packages import keep
from proviso.typesetting.coverage import named
from proviso.typesetting.typeset import SCRIPTS, CannotBeShown

SHARING = (Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL)


class PackageCannotBeShown(ActRefused):
    """The package has a character that no page of ours can show, so nothing was decided; it says where and which."""

    code = "package_cannot_be_shown"


def decide_with_package(opened: OpenCase, decision: Decision, *, seen: int) -> OpenCase:
    """The decision, recorded; where it is to share, its package is made and kept with it: both or neither.

    Raises PackageCannotBeShown, and what `casework.acts.decide.decide` raises.
    """
    acts = tuple(one for one in decision.decide if one in SHARING)
    if not acts:
        return decide.decide(opened, decision, seen=seen)
    if opened.case.seq != seen:
        raise MovedOn(opened.case.history[seen:])
    decide.require_policy_allows(tuple(decide.ACTS[one] for one in acts), opened.assessed)
    package = package_of(opened.case, acts, clock.now())
    document = _shown(package)
    in_transaction = keep(opened.key, package, document)
    return decide.decide(opened, decision, seen=seen, package=package.digest, in_transaction=in_transaction)


def preview(case: Case) -> bytes:
    """The page of all that is proposed, with a watermark that says that it is not decided. Raises
    PackageCannotBeShown."""
    return _shown(package_of(case, SHARING, clock.now()), watermark=NOT_DECIDED)


def _shown(package: Package, *, watermark: str | None = None) -> bytes:
    try:
        return package.pdf(watermark=watermark)
    except CannotBeShown as unshown:
        raise PackageCannotBeShown(_where(package, unshown.characters)) from None


def _where(package: Package, characters: tuple[str, ...]) -> str:
    """In which part of the package the characters are, which they are, and what to do."""
    parts = [(one.label, one.words) for one in (*package.basic, *package.additional)]
    parts += [("What for", words) for _, words in package.purposes]
    parts += [("Under which power", package.power), ("The force’s name and marking", package.force + package.marking)]
    where = "; ".join(label for label, words in parts if any(one in words for one in characters))
    return (
        f"What would leave cannot be printed. {where}: {', '.join(map(named, characters))}. Record it in "
        f"{SCRIPTS} characters, as in a passport, or leave the character out; then decide."
    )
