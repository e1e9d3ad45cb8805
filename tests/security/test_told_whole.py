"""What was said beyond the script is told and shown like the rest (9.1.2, 10.1.1); one damaged case hides no list."""

from dataclasses import replace

import pytest

from proviso.casework.history.case import Stage
from proviso.casework.lists import worklist
from proviso.casework.models import WorklistRow
from proviso.casework.writing.permissions import Actor
from proviso.notices.wording import SOURCE, Phrase, wordings
from proviso.notices.words import About
from proviso.record.models import WrappedKey
from proviso.web.correcting.what_was_shared import shared_rows
from proviso.web.telling.telling_panel import words_for

from ..casework.examples import CALL_ENDED, CALL_STARTED, answer, decided, ready
from ..web.conftest import Browse, Cases
from ..web.reading import read

pytestmark = pytest.mark.django_db(databases="__all__")


def test_what_was_said_beyond_the_script_is_told_afterwards_and_stands_in_the_record(
    officer: Actor, browse: Browse
) -> None:
    opened = answer(decided(officer), (CALL_STARTED, replace(CALL_ENDED, beyond="That she limps")))
    told = words_for(opened.case, About.AFTER, wordings()[SOURCE])
    assert told[0].what[-1].words == (Phrase("That she limps"),)
    assert ("Beyond the script", "That she limps") in shared_rows(opened)[0]
    for page in ("tell-after", "timeline", "correction"):
        shown = read(browse().get(f"/cases/{opened.case.reference}/{page}"))
        before = shown.words.partition("What happened")[0]
        assert "That she limps" in before, page


@pytest.mark.parametrize("damaged", ["key", "summary"])
def test_one_damaged_case_hides_no_list_from_anybody(
    officer: Actor, browse: Browse, cases: Cases, damaged: str
) -> None:
    whole, broken = ready(officer).case.reference, cases[Stage.OPEN].case.reference
    if damaged == "key":
        WrappedKey.objects.filter(case=broken).update(wrapped=b"\0" * 72)
    else:
        WorklistRow.objects.filter(case=broken).update(summary=b"\0" * 40)
    rows = {row.reference: row.summary for row in worklist(officer).rows}
    assert rows == {whole: "A victim. Burglary", broken: ""}
    assert {whole, broken} <= set(read(browse().get("/worklist")).words.split())
