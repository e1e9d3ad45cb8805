"""Whether what would leave was already found wrong: what is inaccurate is not transmitted (Data Protection Act 2018
s.38).

Pure. Who is told of what left already is `outstanding_corrections`'s.
"""

from collections.abc import Mapping
from types import MappingProxyType

from proviso.casework.history.case import Case, Inaccuracy
from proviso.casework.reading.risk import to_consider_again
from proviso.casework.values.allegation import Allegation
from proviso.casework.values.content import Additional, AdditionalInformation, BasicField
from proviso.casework.values.correction import Wrong
from proviso.casework.values.person import Address, Person
from proviso.casework.values.protection import Support
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, Content
from proviso.casework.values.suspicion import Suspicion
from proviso.casework.values.value import Value

RESTS_ON: Mapping[Wrong, type[Value]] = MappingProxyType(
    {
        Wrong.NAME: Person,
        Wrong.DATE_OF_BIRTH: Person,
        Wrong.ADDRESS: Address,
        Wrong.CRIME_TYPE: Allegation,
        Wrong.SUSPICION: Suspicion,
        Wrong.ADDITIONAL: AdditionalInformation,
    }
)
"""The question in which each part is put right."""


def found_wrong_in(case: Case, content: Content) -> tuple[BasicField | Additional, ...]:
    """What would leave exactly as it was when it was found wrong, and nobody has recorded again since."""
    fields: dict[BasicField | Additional, None] = {}
    for found in case.inaccuracies:
        for part in found.parts:
            if part in RESTS_ON and case.seq_of(RESTS_ON[part]) < found.seq:
                fields |= dict.fromkeys(one.field for one in _same(part, content, found))
    return tuple(fields)


def _same(part: Wrong, content: Content, found: Inaccuracy) -> Content:
    """What of the content is this part and is as it was; or may be, where nobody recorded the words. Nor did anybody
    say which of the additional items was wrong: they are as they were where all of them are."""
    if part is not Wrong.ADDITIONAL:
        ours = (one for one in content if isinstance(one, BasicContent) and one.field is BasicField(part.value))
        return tuple(one for one in ours if one in found.was or not found.was_told)
    more = tuple(one for one in content if isinstance(one, AdditionalContent))
    return more if set(more) <= found.was or not found.was_told else ()


def recorded_again_is_new(case: Case, value: Value, seq: int) -> bool:
    """Whether the same answer to a question, first given at this place, says something new: what it says was found
    wrong since, and somebody says that it is right after all; or the crime was recorded otherwise since, and a referral
    does not apply all the same."""
    if isinstance(value, Support) and to_consider_again(case):
        return True
    return any(
        found.seq > seq and RESTS_ON.get(part) is type(value) for found in case.inaccuracies for part in found.parts
    )
