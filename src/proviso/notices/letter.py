"""The words for the person as a letter or leaflet: an accessible PDF, in large print too (9.1).

It says its date, who answers for what is held and how to reach them (Data Protection Act 2018 s.44), and holds nothing
that an officer wrote about the person. It has no crest and no marking. Whether one may be made at all is for `routes`
to say, and whether its language may be used for `approving`.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from proviso.notices.wording import Phrase
from proviso.notices.words import FieldLine, Words
from proviso.notices.written import written
from proviso.record.canonical import Json

TEMPLATE = "notices/letter.typ"


LONDON = ZoneInfo("Europe/London")


def letter(all_words: Sequence[Words], *, at: datetime, draft: bool, large: bool = False, to_them: str = "") -> bytes:
    """One PDF of everything that there is to tell, in one language; `at` is its date, `large` is 18 point.

    `to_them` is what the officer says to the person in that language, in the place of what is on record about them.
    Raises typesetting's CannotBeShown for a character that no font here shows.
    """
    language = all_words[0].wording.language.code
    from proviso.typesetting.typeset import typeset

    return typeset(TEMPLATE, _data(written(all_words, to_them), at, draft=draft), at=at, language=language, large=large)


def _data(all_words: Sequence[Words], at: datetime, *, draft: bool) -> dict[str, Json]:
    last, day = all_words[-1], at.astimezone(LONDON)
    return {
        "title": last.wording.says("title").text,
        "direction": last.wording.language.direction,
        "dated": _said(last.wording.says("dated", date=f"{day.day}/{day.month}/{day.year}")),
        "draft": draft,
        "things": [
            {
                "opening": _all((*words.opening, words.home_office) if words is all_words[0] else words.opening),
                "parts": [
                    {"heading": _said(heading), "lines": lines}
                    for heading, lines in (
                        (words.what_heading, _lines(words.what)),
                        (words.why_heading, _lines(words.why)),
                        (words.whom_heading, _lines([FieldLine(None, (one,)) for one in words.whom])),
                    )
                    if lines
                ],
            }
            for words in all_words
        ],
        "know": {"heading": _said(last.know_heading), "promise": _said(last.promise), "lines": _all(last.know)},
        "to_them": {"heading": _said(last.to_them_heading), "lines": _all(last.to_them)},
        "ends": [
            {"heading": _said(last.who_heading), "lines": _all(last.who)},
            {"heading": _said(last.held_heading), "lines": _all(last.held)},
            {"heading": _said(last.advice_heading), "lines": _all(last.advice)},
            {"heading": _said(last.rights_heading), "lines": _all(last.rights)},
        ],
        "reference": _said(last.reference),
        "keep": _said(last.keep),
    }


def _said(one: Phrase) -> dict[str, Json]:
    return {"text": one.text, "language": one.language}


def _all(many: Sequence[Phrase]) -> list[Json]:
    return [_said(one) for one in many]


def _lines(lines: Sequence[FieldLine]) -> list[Json]:
    return [{"label": _said(one.label) if one.label else None, "words": _all(one.words)} for one in lines]
