"""What to say to the person, before and after: that, what, why, to whom, and that nobody can promise more (3.3, 9.1).

Built from what is recorded and from nothing else. Letters, leaflets and other languages are not made here.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from proviso.casework.case import Case, Disclosure
from proviso.casework.proposal import proposal_of


@dataclass(frozen=True, slots=True)
class Words:
    """Words for the person: an opening, what is shared by field, why, with whom, and what always has to be said."""

    opening: str
    what: tuple[str, ...]
    why: tuple[str, ...]
    with_whom: str
    always: tuple[str, ...]


def always_said() -> tuple[str, ...]:
    """What every telling says: no promise can be made (3.3), and what does not change (5.3.3)."""
    return (
        _("I cannot promise what the Home Office will do. That is for them to decide, under the law."),
        _("You are still a victim or a witness. We are still investigating, and keeping you safe comes first."),
        _("You can get advice from someone who is independent of the police. I can help you find them."),
        _("You can ask what we hold about you, and ask us to put right what is wrong."),
    )


def words_before(case: Case) -> Words | None:
    """What to say beforehand; None while there is nothing to tell of yet."""
    proposal = proposal_of(case)
    if not (proposal.basic or proposal.additional) or not proposal.purposes or not proposal.recipient:
        return None
    return Words(
        _("We intend to share some information about you with the Home Office."),
        tuple(f"{label}: {words}" for label, words in (*proposal.basic, *proposal.additional)),
        tuple(words for _label, words in proposal.purposes),
        proposal.recipient,
        always_said(),
    )


def words_after(case: Case) -> list[Words]:
    """What to say afterwards, of each thing that was shared."""
    return [_after(one) for one in case.disclosures]


def _after(one: Disclosure) -> Words:
    opening = _("We have shared some information about you with the Home Office.")
    if one.decided:
        beyond = (one.call.beyond,) if one.call and one.call.beyond else ()
        what = (*(f"{label}: {words}" for label, words in one.decided.content), *beyond)
        why = tuple(words for _label, words in one.decided.purposes)
        return Words(opening, what, why, one.decided.recipient, always_said())
    late = one.late
    what = tuple(_(basic.label) for basic in late.fields) if late and late.fields else ()
    extra = (late.beyond,) if late and late.beyond else ()
    why = (late.why,) if late and late.why else ()
    with_whom = late.department.label if late and late.department else ""
    return Words(opening, (*what, *extra), why, with_whom, always_said())
