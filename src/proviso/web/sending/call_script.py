"""What an officer reads out in a call: what was decided and nothing else, in sentences that can be spoken (8.1, 10.1).

The same content as the page before the call shows in rows, without paragraph numbers, headings or codes. What was typed
is said as it was typed. It is in English whatever language the officer reads in: what leaves is the same whoever reads
it out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from proviso.casework.reading.content_words import born_in_words
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.content import Additional, BasicField
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.reasons import Purpose
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, StatedPurpose
from proviso.casework.values.suspicion import Certainty, SuspectedOf


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: how it begins, and what was decided of it, which may be in another direction of writing."""

    begins: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class CallScript:
    """What is said of the person, what it is for, and how the officer ends; `spelling` is a name that cannot be read
    out, in letters of its own."""

    about: tuple[Sentence, ...]
    why: tuple[Sentence, ...]
    ends: tuple[str, ...]
    spelling: str = ""


WHY: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.CONFIRM_OR_NEGATE: "I am sharing this to find out whether our suspicion is right.",
        Purpose.ADVICE: "I am sharing this to get your advice on what steps to take, if any.",
        Purpose.INVESTIGATION: "I am sharing this to get information that helps our investigation.",
        Purpose.VULNERABILITY: "I am sharing this to learn whether the person is vulnerable, or how to protect them.",
        Purpose.ASSISTANCE: "I am sharing this to get your help with our investigation, or with protecting the person.",
        Purpose.ENFORCEMENT: "I am sharing this to give you information that helps enforcement or protection.",
        Purpose.OTHER: "I am sharing this for another purpose.",
    }
)
WHETHER_A_DOUBT = "I am sharing this to find out whether our doubt is right."
ABOUT: Mapping[BasicField | Additional, str] = MappingProxyType(
    {
        BasicField.NAME: "The person’s name is",
        BasicField.DATE_OF_BIRTH: "Their date of birth is",
        BasicField.ADDRESS: "Their address or location is",
        BasicField.CRIME_TYPE: "The type of crime is",
        BasicField.SUSPICION: "We suspect this of the person:",
        Additional.ALLEGATION: "About the nature and gravity of the allegation:",
        Additional.MEASURES: "About protective measures:",
        Additional.INVESTIGATION: "About the investigation:",
        Additional.ASSISTING: "About how the person is helping the investigation:",
        Additional.OTHER: "There is something else:",
    }
)
SUSPECTED: Mapping[Certainty, str] = MappingProxyType(
    {Certainty.SUSPICION: "We suspect", Certainty.DOUBT: "We do not suspect, and only have a doubt,"}
)
KINDS: Mapping[SuspectedOf, str] = MappingProxyType(
    {
        SuspectedOf.NO_LEAVE: "that they need leave to enter or remain, and have none.",
        SuspectedOf.BREACHED: "that they breached the conditions of their leave.",
        SuspectedOf.OFFENCE: "that they committed an offence of entering or remaining.",
        SuspectedOf.NOT_CLEAR: "that they are an immigration offender. It is not clear in what way.",
    }
)


def script_of(decided: SharingDecided) -> CallScript:
    """What was decided to be shared, as it is said in a call."""
    sure = _how_sure(decided.basic)
    return CallScript(
        about=tuple(_about(one) for one in decided.content),
        why=tuple(_why(one, sure) for one in decided.purposes),
        ends=tuple(_ends(decided, sure)),
        spelling=next((one.written for one in decided.basic if one.words and one.written), ""),
    )


def _how_sure(content: Iterable[BasicContent]) -> Certainty | None:
    """How sure the officer is, where that is to be said; None where nothing is said of it."""
    found = next((one for one in content if one.field is BasicField.SUSPICION), None)
    if found is None:
        return None
    return Certainty(found.codes[0]) if found.codes else Certainty.SUSPICION


def _about(one: BasicContent | AdditionalContent) -> Sentence:
    if isinstance(one, AdditionalContent) or not one.codes:
        words = one.words or (one.written if isinstance(one, BasicContent) else "")
        return Sentence(ABOUT[one.field], _ended(_in_one_line(words)))
    if one.field is BasicField.SUSPICION:
        sure, kind = one.codes
        return Sentence(f"{SUSPECTED[Certainty(sure)]} {KINDS[SuspectedOf(kind)]}")
    if one.field is BasicField.DATE_OF_BIRTH:
        born = BirthDate.of_code(one.codes[0])
        begins = "They were born on" if born.whole else "They were born in"
        return Sentence(begins, _ended(born_in_words(born)))
    crimes = (CrimeType(code) for code in one.codes)
    named = [one.words if crime is CrimeType.OTHER else crime.label for crime in crimes]
    return Sentence(ABOUT[one.field], _ended(" and ".join(named)))


def _why(one: StatedPurpose, sure: Certainty | None) -> Sentence:
    doubted = one.purpose is Purpose.CONFIRM_OR_NEGATE and sure is Certainty.DOUBT
    return Sentence(WHETHER_A_DOUBT if doubted else WHY[one.purpose], _ended(one.words))


def _ends(decided: SharingDecided, sure: Certainty | None) -> Iterator[str]:
    """A suspicion is not established, and a doubt is no suspicion. Where neither goes, neither is spoken of."""
    if sure is Certainty.DOUBT:
        yield "It is only a doubt."
    elif sure or any(one.purpose is Purpose.CONFIRM_OR_NEGATE for one in decided.purposes):
        yield "It is only a suspicion."
    yield "Please do not pass this on for any other purpose."
    yield "Please read it back."


def _in_one_line(words: str) -> str:
    """What was typed in lines, with a comma after each line that ends with no mark of its own."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    joined = (line if line[-1] in ".!?,;:" else f"{line}," for line in lines[:-1])
    return " ".join([*joined, *lines[-1:]])


def _ended(words: str) -> str:
    """What was typed, with the full stop that ends a sentence where it has none."""
    words = words.strip()
    return words if not words or words[-1] in ".!?" else f"{words}."
