"""What to say to the person, before and after and of a correction: that, what, why, to whom, that nobody can promise
more, what does not change, where to get advice, and their rights (3.3, 5.3.3, 9.1; Data Protection Act 2018 ss.44-48).

Built from what is recorded and from nothing else; letters and pages show it and add nothing. No advice on the law.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from proviso.casework.history.case import Case, Disclosure, Receiver
from proviso.casework.reading.content_words import born_in_figures, born_in_words, receiver_words, said
from proviso.casework.reading.decision_in_force import decided_to_share
from proviso.casework.reading.outstanding_corrections import to_tell_of
from proviso.casework.reading.proposal import Proposal, proposal_of
from proviso.casework.reading.to_tell_before import can_be_told_before
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.content import Additional, BasicField
from proviso.casework.values.correction import Wrong
from proviso.casework.values.reasons import Power, Purpose
from proviso.casework.values.role import RoleInCase
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, Content, StatedPurpose
from proviso.casework.values.suspicion import Certainty
from proviso.notices.rights import ForceContact, rights_of, what_we_hold, who_we_are
from proviso.notices.standing_now import SURE_ENDED, looks_into, suspicion_has_ended
from proviso.notices.wording import NO_PROMISE, SOURCE, Phrase, Wording


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


@dataclass(frozen=True, slots=True)
class LineToTell:
    """One line in no language yet: the `name` of a field or purpose, what it `says`, each the key of a sentence of ours
    and empty where there is none, what was `typed` of it (a name, a place), and an officer's `own` words about them.
    `figures` take the place of what was typed in every language but English: a date has an English month in it."""

    name: str = ""
    says: tuple[str, ...] = ()
    typed: str = ""
    own: str = ""
    figures: str = ""


@dataclass(frozen=True, slots=True)
class ToTell:
    """What there is to tell of one thing, in no language yet: all of it as it is recorded. `answerable` is whether a
    package of ours goes or went, which says how to reach us; `looks_into` the key of what is said of the investigation,
    empty where nobody looks into the crime."""

    about: About
    role: RoleInCase
    what: tuple[LineToTell, ...]
    why: tuple[LineToTell, ...]
    whom: tuple[Receiver, ...]
    put_right: PutRight = PutRight.SOON
    power: Power | None = None
    answerable: bool = True
    outside: bool = False
    looks_into: str = "focus"


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field by its name, with what was typed of it; either may be missing. `own` are those of its words that an
    officer wrote about the person: they are said, and not written to them (`written`)."""

    label: Phrase | None
    words: tuple[Phrase, ...]
    own: tuple[Phrase, ...] = ()


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
    who_heading: Phrase
    who: tuple[Phrase, ...]
    held_heading: Phrase
    held: tuple[Phrase, ...]
    rights_heading: Phrase
    rights: tuple[Phrase, ...]
    reference: Phrase
    keep: Phrase
    to_them_heading: Phrase
    to_them: tuple[Phrase, ...] = ()


def to_tell(case: Case, about: About) -> tuple[ToTell, ...]:
    """What there is to tell the person of: one before, one for each thing shared afterwards, one of what was wrong;
    none while there is nothing."""
    found, ended = _to_tell(case, about), suspicion_has_ended(case)
    what = (tuple(map(_ended, one.what)) if ended else one.what for one in found)
    return tuple(replace(one, what=now, looks_into=looks_into(case)) for one, now in zip(found, what, strict=True))


def _ended(line: LineToTell) -> LineToTell:
    """A line of a suspicion that has ended: of what it was, and that it is no more; any other line as it is."""
    suspicion = line.name == field_key(BasicField.SUSPICION)
    return replace(line, says=(*line.says[:1], SURE_ENDED)) if suspicion else line


def _to_tell(case: Case, about: About) -> tuple[ToTell, ...]:
    if about is About.BEFORE:
        return _before(case)
    if about is About.AFTER:
        return tuple(_after(case, one) for one in case.disclosures)
    return _correction(case)


def _before(case: Case) -> tuple[ToTell, ...]:
    proposal = proposal_of(case)
    if not (case.suspected and proposal.can_be_told) or case.closed or _was_shared(case, proposal):
        return ()
    whom = (Receiver(proposal.recipient),)
    what, why = _content(proposal.content), _purposes(proposal.purposes)
    return (ToTell(About.BEFORE, case.role, what, why, whom, power=proposal.power),)


def _was_shared(case: Case, proposal: Proposal) -> bool:
    """Whether all that is proposed was shared already, so that nobody may be told that it is only planned."""
    return not (decided_to_share(case) or can_be_told_before(case, proposal))


def _after(case: Case, one: Disclosure) -> ToTell:
    whom = _whom([one])
    if one.decided:
        beyond = (LineToTell(BEYOND, own=one.call.beyond),) if one.call and one.call.beyond else ()
        what = (*_content(one.decided.content), *beyond)
        why = _purposes(one.decided.purposes)
        return ToTell(About.AFTER, case.role, what, why, whom, power=one.decided.power)
    late = one.late
    fields = tuple(LineToTell(field_key(basic)) for basic in late.fields or ()) if late else ()
    more = (LineToTell(BEYOND, own=late.beyond),) if late and late.beyond else ()
    reasons = (LineToTell(own=late.why),) if late and late.why else ()
    what = (*fields, *more)
    return ToTell(About.AFTER, case.role, what, reasons, whom, answerable=False, outside=one.is_outside)


def _whom(shared: Iterable[Disclosure]) -> tuple[Receiver, ...]:
    """Each department once, or what was typed instead; none where nobody recorded it."""
    whom = (Receiver(one.recipient, one.other_recipient) for one in shared)
    return tuple(dict.fromkeys(one for one in whom if one != Receiver()))


def _correction(case: Case) -> tuple[ToTell, ...]:
    """All that was found wrong and they have not been told of; else the last of it, so that it can be told again."""
    found = to_tell_of(case)
    if not found:
        return ()
    names = dict.fromkeys(_WRONG.get(part, f"field_{part.value}") for one in found for part in one.parts)
    words = [one.words for one in found if one.words]
    places = {place for one in found for place in one.places}
    had_it = [one for one in case.disclosures if one.seq in places]
    what = (*map(LineToTell, names), *(LineToTell(own=said) for said in words))
    whom, put_right = _whom(had_it), _put_right(case, had_it)
    outside = any(one.is_outside for one in had_it)
    return (ToTell(About.CORRECTION, case.role, what, (), whom, put_right, answerable=False, outside=outside),)


def _put_right(case: Case, had_it: list[Disclosure]) -> PutRight:
    """How far whoever had it has been told."""
    if any(case.still_wrong(one) for one in had_it):
        return PutRight.SOON
    places = {one.seq for one in had_it}
    waiting = [one for one in case.corrections if one.awaits_acknowledgement and not places.isdisjoint(one.about or ())]
    return PutRight.WRITTEN if waiting else PutRight.DONE


BEYOND, SHARED = "field_beyond", "field_shared"
"""The sentences for what was said beyond what was decided, or beyond the fields, and for a disclosure that should not
have been made."""

_WRONG = {Wrong.ADDITIONAL: BEYOND, Wrong.SHARED: SHARED}

_SURE = {Certainty.SUSPICION: "sure_suspected", Certainty.DOUBT: "sure_doubt"}


def field_key(field: BasicField | Additional) -> str:
    """The key of the sentence for a field or an item that can be shared."""
    return f"field_{field.value}"


def purpose_key(purpose: Purpose) -> str:
    """The key of the sentence for a purpose."""
    return f"purpose_{purpose.value}"


def crime_key(crime: str) -> str:
    """The key of the sentence for a type of crime, given by its code."""
    return f"crime_{crime}"


def suspicion_keys(certainty: str, suspected_of: str) -> tuple[str, str]:
    """The keys of the sentences for a suspicion, given by its codes: of what, and how sure."""
    return f"kind_{suspected_of}", _SURE[Certainty(certainty)]


def _content(content: Content) -> tuple[LineToTell, ...]:
    return tuple(_field(one) for one in content)


def _field(one: BasicContent | AdditionalContent) -> LineToTell:
    """One field: what was chosen as sentences of ours, whatever was typed as it was typed."""
    name = field_key(one.field)
    if isinstance(one, BasicContent) and one.codes and one.field is BasicField.CRIME_TYPE:
        known = tuple(crime_key(code) for code in one.codes if code != CrimeType.OTHER)
        return LineToTell(name, known, own=one.words)
    if isinstance(one, BasicContent) and one.codes and one.field is BasicField.SUSPICION:
        return LineToTell(name, suspicion_keys(*one.codes))
    if isinstance(one, BasicContent) and one.codes and one.field is BasicField.DATE_OF_BIRTH:
        born = BirthDate.of_code(one.codes[0])
        words, figures = born_in_words(replace(born, about=False)), born_in_figures(born)
        return LineToTell(name, ("born_about",) if born.about else (), words, figures=figures)
    if isinstance(one, AdditionalContent):
        return LineToTell(name, own=one.words)
    return LineToTell(name, typed=said(one))


def _purposes(purposes: Iterable[StatedPurpose]) -> tuple[LineToTell, ...]:
    return tuple(LineToTell(purpose_key(one.purpose), own=one.words) for one in purposes)


UNSAID = ForceContact()
"""That a force has not said how it is reached."""

_STATUS = {
    RoleInCase.VICTIM: "status_victim",
    RoleInCase.WITNESS: "status_witness",
}


def in_words(
    tell: ToTell,
    wording: Wording,
    *,
    reference: str,
    advice: str = "",
    contact: ForceContact = UNSAID,
    together: Sequence[ToTell] = (),
) -> Words:
    """What there is to tell, in a language: names and fixed phrases translated, typed words as typed.

    `advice` is what the force says about independent advice, as it typed it; empty says to ask. `contact` is how it
    says that it is reached; `together` all that is told at the same time: what is said once is true of all of it.
    """
    all_told = together or (tell,)
    powers = dict.fromkeys(one.power for one in all_told if one.power)
    says = wording.says
    opening = [says(f"{tell.about}_opening_outside" if tell.outside else f"{tell.about}_opening")]
    if tell.about is About.CORRECTION:
        opening.append(says(f"correction_{tell.put_right}"))
    happened = "before" if tell.about is About.BEFORE else "after"
    asked = [says("tell_us")] if tell.about is About.BEFORE else []
    looks = [says(tell.looks_into)] if tell.looks_into else []
    told_where = [Phrase(line) for line in advice.splitlines() if line.strip()]
    return Words(
        wording=wording,
        about=tell.about,
        opening=tuple(opening),
        home_office=says("home_office"),
        what_heading=says(f"what_{tell.about}"),
        what=tuple(_line(one, wording) for one in tell.what),
        why_heading=says("why"),
        why=tuple(_line(one, wording) for one in tell.why),
        whom_heading=says(f"whom_{happened}"),
        whom=tuple(Phrase(receiver_words(one), "en") for one in tell.whom),
        know_heading=says("know"),
        promise=says(NO_PROMISE),
        know=(says(_STATUS.get(tell.role, "status_both")), *looks, says("safe"), *asked),
        advice_heading=says("advice"),
        advice=(says("advice_intro"), *(told_where or [says("advice_ask")])),
        who_heading=says("who"),
        who=who_we_are(wording, contact),
        held_heading=says("held"),
        held=what_we_hold(wording, powers, answerable=any(one.answerable for one in all_told)),
        rights_heading=says("rights"),
        rights=rights_of(wording, contact),
        reference=says("reference", reference=reference),
        keep=says("keep"),
        to_them_heading=says("to_them"),
    )


def _line(line: LineToTell, wording: Wording) -> FieldLine:
    """A line in a language: a phrase of ours in the language, whatever was typed as it was typed."""
    name = wording.says(line.name) if line.name else None
    own = tuple(map(Phrase, line.own.splitlines()))
    typed = line.typed if wording.language.code == SOURCE else line.figures or line.typed
    return FieldLine(name, (*map(wording.says, line.says), *map(Phrase, typed.splitlines()), *own), own)
