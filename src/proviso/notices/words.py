"""What to say to the person, before and after and of a correction: that, what, why, to whom, that nobody can promise
more, what does not change, where to get advice, and their rights (3.3, 5.3.3, 9.1; Data Protection Act 2018 ss.44-48).

Built from what is recorded and from nothing else; letters and pages show it and add nothing. No advice on the law.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from proviso.casework.history.case import Case, Disclosure
from proviso.casework.reading.outstanding_corrections import to_tell_of
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.content import Additional, BasicField
from proviso.casework.values.correction import Wrong
from proviso.casework.values.reasons import Purpose
from proviso.casework.values.role import RoleInCase
from proviso.casework.values.suspicion import SuspectedOf
from proviso.notices.wording import NO_PROMISE, Phrase, Wording


class About(StrEnum):
    """What the person is told of."""

    BEFORE = "before"
    AFTER = "after"
    CORRECTION = "correction"


class PutRight(StrEnum):
    """How far whoever received something wrong was told that it was: a message counts once they say that it came."""

    DONE = "done"
    WRITTEN = "written"
    SOON = "soon"


Pair = tuple[str, str]
"""A label as it is recorded, or empty, and the words that go with it, or empty."""


@dataclass(frozen=True, slots=True)
class ToTell:
    """What there is to tell of one thing, in no language yet: all of it as it is recorded."""

    about: About
    role: RoleInCase
    what: tuple[Pair, ...]
    why: tuple[Pair, ...]
    whom: tuple[str, ...]
    put_right: PutRight = PutRight.SOON


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field by its name, with what was typed of it; either may be missing."""

    label: Phrase | None
    words: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words for the person. `promise` is the sentence of 3.3: there is no making these without it."""

    wording: Wording
    about: About
    opening: tuple[Phrase, ...]
    home_office: Phrase
    what_heading: Phrase
    what: tuple[FieldLine, ...]
    why_heading: Phrase
    why: tuple[FieldLine, ...]
    whom_heading: Phrase
    whom: tuple[Phrase, ...]
    know_heading: Phrase
    promise: Phrase
    know: tuple[Phrase, ...]
    advice_heading: Phrase
    advice: tuple[Phrase, ...]
    rights_heading: Phrase
    rights: tuple[Phrase, ...]
    reference: Phrase
    keep: Phrase


def to_tell(case: Case, about: About) -> tuple[ToTell, ...]:
    """What there is to tell the person of: one before, one for each thing shared afterwards, one of what was wrong;
    none while there is nothing."""
    if about is About.BEFORE:
        return _before(case)
    if about is About.AFTER:
        return tuple(_after(case, one) for one in case.disclosures)
    return _correction(case)


def _before(case: Case) -> tuple[ToTell, ...]:
    proposal = proposal_of(case)
    if not proposal.can_be_told:
        return ()
    what = (*proposal.basic, *proposal.additional)
    return (ToTell(About.BEFORE, case.role, what, proposal.purposes, (proposal.recipient,)),)


def _after(case: Case, one: Disclosure) -> ToTell:
    whom = (one.recipient,) if one.recipient else ()
    if one.decided:
        beyond = ((BEYOND, one.call.beyond),) if one.call and one.call.beyond else ()
        return ToTell(About.AFTER, case.role, (*one.decided.content, *beyond), one.decided.purposes, whom)
    late = one.late
    fields = tuple((basic.label, "") for basic in late.fields or ()) if late else ()
    more = ((BEYOND, late.beyond),) if late and late.beyond else ()
    why = (("", late.why),) if late and late.why else ()
    return ToTell(About.AFTER, case.role, (*fields, *more), why, whom)


def _correction(case: Case) -> tuple[ToTell, ...]:
    """All that was found wrong and they have not been told of; else the last of it, so that it can be told again."""
    found = to_tell_of(case)
    if not found:
        return ()
    labels = dict.fromkeys(_LABELS_OF_WRONG[part] for one in found for part in one.parts)
    words = [one.words for one in found if one.words]
    places = {place for one in found for place in one.places}
    had_it = [one for one in case.disclosures if one.seq in places]
    whom = tuple(dict.fromkeys(one.recipient for one in had_it if one.recipient))
    what = (*((label, "") for label in labels), *(("", said) for said in words))
    return (ToTell(About.CORRECTION, case.role, what, (), whom, _put_right(case, had_it)),)


def _put_right(case: Case, had_it: list[Disclosure]) -> PutRight:
    """How far whoever had it has been told."""
    if any(case.still_wrong(one) for one in had_it):
        return PutRight.SOON
    places = {one.seq for one in had_it}
    waiting = [one for one in case.corrections if one.awaits_acknowledgement and not places.isdisjoint(one.about or ())]
    return PutRight.WRITTEN if waiting else PutRight.DONE


BEYOND = "What was said beyond it"
"""The label of what was said beyond what was decided, or beyond the fields; nobody typed it."""

SHARED = "That it was shared at all"
"""The label of a disclosure that should not have been made."""

_LABELS_OF_WRONG = {
    **{Wrong(one.value): one.label for one in BasicField},
    Wrong.ADDITIONAL: BEYOND,
    Wrong.SHARED: SHARED,
}

KEYS: dict[str, str] = {
    **{one.label: f"field_{one.value}" for one in (*BasicField, *Additional) if one is not Additional.NOTHING},
    **{one.label: f"purpose_{one.value}" for one in Purpose},
    BEYOND: "field_beyond",
    SHARED: "field_shared",
}
"""The sentence for each label that a case may keep. A label of an older version that is not here is said as it was."""

_CRIMES = {one.label: f"crime_{one.value}" for one in CrimeType if one is not CrimeType.OTHER}
_KINDS = {f"{one.label[0].lower()}{one.label[1:]}": f"kind_{one.value}" for one in SuspectedOf}
_SURE = {"Suspected, not established": "sure_suspected", "A doubt, not a suspicion": "sure_doubt"}

_STATUS = {
    RoleInCase.VICTIM: "status_victim",
    RoleInCase.WITNESS: "status_witness",
}


def in_words(tell: ToTell, wording: Wording, *, reference: str, advice: str = "") -> Words:
    """What there is to tell, in a language: labels and fixed phrases translated, typed words as typed.

    `advice` is what the force says about independent advice, as it typed it; empty says to ask.
    """
    says = wording.says
    opening = [says(f"{tell.about}_opening")]
    if tell.about is About.CORRECTION:
        opening.append(says(f"correction_{tell.put_right}"))
    happened = "before" if tell.about is About.BEFORE else "after"
    asked = [says("tell_us")] if tell.about is About.BEFORE else []
    told_where = [Phrase(line) for line in advice.splitlines() if line.strip()]
    return Words(
        wording=wording,
        about=tell.about,
        opening=tuple(opening),
        home_office=says("home_office"),
        what_heading=says(f"what_{tell.about}"),
        what=tuple(_line(pair, wording) for pair in tell.what),
        why_heading=says("why"),
        why=tuple(_line(pair, wording) for pair in tell.why),
        whom_heading=says(f"whom_{happened}"),
        whom=tuple(Phrase(one, "en") for one in tell.whom),
        know_heading=says("know"),
        promise=says(NO_PROMISE),
        know=(says(_STATUS.get(tell.role, "status_both")), says("focus"), *asked),
        advice_heading=says("advice"),
        advice=(says("advice_intro"), *(told_where or [says("advice_ask")])),
        rights_heading=says("rights"),
        rights=tuple(says(f"rights_{one}") for one in ("copy", "correct", "delete", "complain")),
        reference=says("reference", reference=reference),
        keep=says("keep"),
    )


def _line(pair: Pair, wording: Wording) -> FieldLine:
    label, words = pair
    key = KEYS.get(label)
    said = wording.says(key) if key else Phrase(label, "en") if label else None
    return FieldLine(said, tuple(_phrases(key or "", words, wording)))


def _phrases(key: str, words: str, wording: Wording) -> Iterable[Phrase]:
    """The words of a field: a phrase of ours in the language, whatever was typed as it was typed."""
    if key == "field_crime_type":
        for one in words.split("; ") if words else ():
            yield wording.says(_CRIMES[one]) if one in _CRIMES else Phrase(one)
    elif key == "field_suspicion" and (known := _suspicion(words)):
        yield from (wording.says(one) for one in known)
    elif words:
        yield Phrase(words)


def _suspicion(words: str) -> tuple[str, ...]:
    """The sentences for a suspicion as the package says it; none where it says something else."""
    sure, _, kind = words.partition(": ")
    return (_KINDS[kind], _SURE[sure]) if kind in _KINDS and sure in _SURE else ()
