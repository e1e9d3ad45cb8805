"""What is shared, and what for, as it is recorded: the code of each field and purpose, with exactly what was typed.

No label is in it: words are made from the codes where they are read (`reading.content_words`), in a language, so that
what was shared is known again whatever a choice is called by then.
"""

from dataclasses import dataclass

from proviso.casework.values.content import Additional, BasicField
from proviso.casework.values.reasons import Purpose


@dataclass(frozen=True, slots=True)
class BasicContent:
    """One field of basic information (6.1).

    `words` were typed. `codes` were chosen: types of crime; how sure, and of what; or the code of a `BirthDate`.
    `written` is a name as the person writes it, where `words` has it in Latin letters.
    """

    field: BasicField
    words: str = ""
    codes: tuple[str, ...] = ()
    written: str = ""


@dataclass(frozen=True, slots=True)
class AdditionalContent:
    """One item of additional information, in the words that were typed (6.2)."""

    field: Additional
    words: str = ""


Content = tuple[BasicContent | AdditionalContent, ...]


@dataclass(frozen=True, slots=True)
class StatedPurpose:
    """A purpose that was chosen, and what it is for in this case, as it was typed (5.4)."""

    purpose: Purpose
    words: str = ""
