"""An officer writes down who harms the person, for the file. Nothing that leaves, and nobody who rings, says it on."""

from dataclasses import replace

from proviso.casework.values.person import Knows
from proviso.casework.values.value import Value
from proviso.demonstration.force import ASHDOWN
from tests.casework import examples
from tests.misuse.conftest import Insiders

SECRET = "Her father Invented Crake"
TYPED = (
    replace(examples.PURPOSES, for_the_file=f"{SECRET} is suspected and must not know that she told us"),
    replace(examples.CONTROL, used=Knows.YES, how=f"{SECRET} keeps her papers"),
    replace(examples.SUSPICION, opinion=f"{SECRET} may have sent the letter himself"),
    replace(examples.REACH, never=f"Ring while {SECRET} is at home"),
)


def test_what_is_for_the_file_is_in_nothing_that_leaves_or_is_read_out(insider: Insiders) -> None:
    ashdown = insider(ASHDOWN)
    reference = ashdown.opens_a_case()
    instead: dict[type[Value], Value] = {type(one): one for one in TYPED}
    ashdown.carries(reference, [instead.get(type(one), one) for one in examples.ANSWERS])
    case = f"/cases/{reference}"
    assert ashdown.reads(f"{case}/questions/purposes").page.count("For the file alone") == 1

    told = ashdown.reads(f"{case}/questions/tell-before").page
    words = told.split('class="proviso-words"')[1].split("</blockquote>")[0]
    turned = ashdown.posts(f"{case}/notice-before", {"language": "en", "form": "page"})
    reason = "Only the Home Office can say whether that old marker stands"
    assert ashdown.decides(reference, reason).status in {302, 303}
    data = ashdown.reads(f"{case}/package.json").page
    begun = ashdown.answers(reference, examples.CALL_STARTED, "send")
    assert begun.status in {302, 303}
    call = ashdown.reads(f"{case}/call").page
    for leaves in (words, turned.page, data, call):
        assert "Imaginary Oduya" in leaves
        assert "Crake" not in leaves
    assert "Crake" in ashdown.reads(f"{case}/timeline").page, "the file has it"
