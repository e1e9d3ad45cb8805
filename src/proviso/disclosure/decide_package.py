"""Deciding with the package: what is decided is what leaves, to the byte (5.4, 5.5, 8.1).

The package is made before the case is locked, from the case as the page showed it, and kept in the transaction of the
decision. Whether policy and the officer's role allow it is casework's to say.
"""

from django.utils.translation import gettext as _

from proviso.casework import clock
from proviso.casework.acts import decide
from proviso.casework.reading.content_words import named
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.reasons import Power
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused, MovedOn
from proviso.casework.writing.permissions import Permission, may
from proviso.disclosure.package import NOT_DECIDED, Package, PackageContact, package_of
from proviso.disclosure.stored_packages import keep
from proviso.typesetting import coverage
from proviso.typesetting.coverage import SCRIPTS, CannotBeShown

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
    package = package_of(opened.case, acts, clock.now(), officer=opened.actor.staff_number)
    _refuse_unfit(package)
    document = _shown(package)
    in_transaction = keep(opened.key, package, document)
    return decide.decide(opened, decision, seen=seen, package=package.digest, in_transaction=in_transaction)


def preview(opened: OpenCase) -> bytes:
    """The page of all that is proposed, with a watermark that says that it is not decided; it names whoever looks where
    they could decide, and nobody else. Raises PackageCannotBeShown."""
    package = package_of(opened.case, SHARING, clock.now(), officer=would_decide(opened))
    return _shown(package, watermark=NOT_DECIDED)


def _refuse_unfit(package: Package) -> None:
    """Raise PackageCannotBeShown where a part has nothing to see in it, or turns the direction of writing: recorded
    before that was refused at entry."""
    for label, words in _parts(package):
        if not words:
            raise PackageCannotBeShown(
                _(
                    "What would be sent has nothing in it that anybody can see: %(label)s. Record it again, "
                    "or leave it out; then decide."
                )
                % {"label": label}
            )
        if turning := coverage.directing(words):
            raise PackageCannotBeShown(_where(package, turning))


def _shown(package: Package, *, watermark: str | None = None) -> bytes:
    try:
        return package.pdf(watermark=watermark)
    except CannotBeShown as unshown:
        raise PackageCannotBeShown(_where(package, unshown.characters)) from None


def _where(package: Package, characters: tuple[str, ...]) -> str:
    """In which part of the package the characters are, which they are, and what to do."""
    where = "; ".join(label for label, words in _parts(package) if any(one in words for one in characters))
    return _(
        "What would be sent cannot be printed. %(where)s: %(characters)s. Record it in %(scripts)s "
        "characters, as in a passport, or leave the character out; then decide."
    ) % {"where": where, "characters": ", ".join(map(coverage.named, characters)), "scripts": SCRIPTS}


def _parts(package: Package) -> list[tuple[str, str]]:
    """Everything in the package that somebody typed, by what it is called."""
    parts = [(named(one.code, say=_), one.words) for one in (*package.basic, *package.additional)]
    parts += [(_("What for"), one.words) for one in package.purposes]
    parts += [(_("Under which power"), package.other_power)] if package.power is Power.OTHER else []
    return [
        *parts,
        (_("The force’s name and marking"), package.force + package.marking),
        *contact_to_come(package.contact),
    ]


def would_decide(opened: OpenCase) -> str:
    """The staff number of whoever looks, where they could decide; empty where somebody else would have to."""
    allowed = may(opened.actor, Permission.DECIDE_SHARING, opened.case)
    return opened.actor.staff_number if allowed else ""


def contact_rows(contact: PackageContact) -> list[tuple[str, str]]:
    """Whom the recipient asks, as it left with what was decided: what each part is called, and its words."""
    return _contact_rows(_("Who decided"), contact)


def contact_to_come(contact: PackageContact) -> list[tuple[str, str]]:
    """The same as it would leave, while nobody has decided."""
    return _contact_rows(_("Who would decide"), contact)


def _contact_rows(who: str, contact: PackageContact) -> list[tuple[str, str]]:
    parts = [(who, contact.officer), (_("How the force is reached"), contact.force)]
    return [(label, words) for label, words in (*parts, (_("Crime reference"), contact.crime_reference)) if words]
