"""A year as it is given out: each file says the same, and says how people are protected."""

import csv
import json
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from selectolax.lexbor import LexborHTMLParser

from proviso.oversight.figures.cells import FORCE
from proviso.oversight.figures.told_figures import CONFIDENTIAL, HEAD, told
from proviso.oversight.publication.bar_charts import bar_chart, description
from proviso.oversight.publication.year_publication import YearPublication
from proviso.web.publishing.published_files import PAGES, file_names, file_of

pytestmark = pytest.mark.django_db(databases="__all__")


def lines_of(given: YearPublication) -> list[list[str]]:
    return list(csv.reader(StringIO(file_of(given, "figures-2026.csv").decode())))


def test_every_page_says_how_people_are_protected_and_that_it_is_a_draft(draft: YearPublication) -> None:
    for name in PAGES:
        page = file_of(draft, name).decode()
        assert "[c] means that a number is not shown: it is fewer than 5 cases" in page, name
        assert "Draft: nobody has released this." in page
        assert "OFFICIAL-SENSITIVE" not in page
        links = [one.attributes["href"] or "" for one in LexborHTMLParser(page).css("a, link")]
        files = {link.partition("#")[0] for link in links} - {""}
        assert files <= set(file_names(2026)), "a page leads out of its folder"


def test_each_chart_has_a_title_a_description_and_its_table_beside_it(draft: YearPublication) -> None:
    page = LexborHTMLParser(file_of(draft, "figures.html").decode())
    charts = page.css("svg")
    assert len(charts) == len(page.css("table")) > 20
    ids = [one.attributes["id"] for one in page.css("[id]")]
    assert len(ids) == len(set(ids))
    for chart in charts:
        title, desc = (chart.attributes["aria-labelledby"] or "").split()
        assert [one.text() for one in page.css(f"#{title}")] != [""]
        assert ["A bar chart." in one.text() for one in page.css(f"#{desc}")] == [True]
        section = chart.parent and chart.parent.parent
        assert section is not None
        cells = [one.text() for one in section.css("tbody td:first-of-type")]
        drawn = [one.text().replace(" not shown", "") for one in chart.css("text.number")]
        assert drawn == cells
        assert "style=" not in (chart.html or "")


def test_a_chart_says_a_number_that_is_not_shown_and_escapes_its_words(draft: YearPublication) -> None:
    one = next(one for one in told(draft.found.tables[FORCE]) if any(part.number is None for part in one.categories))
    assert f"{CONFIDENTIAL} not shown" in bar_chart(one)
    assert re.search(r"number(s are| is) not shown\.", description(one))
    assert "<script" not in bar_chart(one)


def test_the_spreadsheet_has_the_numbers_of_the_table_and_metadata(draft: YearPublication) -> None:
    from odfdo import Document

    document = Document(BytesIO(file_of(draft, "figures-2026.ods")))
    assert [one.name for one in document.body.tables] == ["Cover", "Figures", "Not_counted"]
    assert document.meta.title == "Wessmere Police: figures of 2026"
    assert document.meta.language == "en-GB"
    sheet = [[str(cell) for cell in row] for row in document.body.tables[1].get_values()]
    assert sheet == lines_of(draft)
    assert ZipFile(BytesIO(file_of(draft, "figures-2026.ods"))).namelist()[0] == "mimetype"


def test_the_metadata_names_each_column_of_the_table(draft: YearPublication) -> None:
    told_of = json.loads(file_of(draft, "figures-2026.csv-metadata.json"))
    assert told_of["url"] == "figures-2026.csv"
    assert tuple(one["titles"] for one in told_of["tableSchema"]["columns"]) == HEAD == tuple(lines_of(draft)[0])
    assert {one["datatype"] for one in told_of["tableSchema"]["columns"][-3:]} == {"integer"}


def test_the_pack_says_the_policies_and_the_marking_s_contradiction(draft: YearPublication) -> None:
    pack = file_of(draft, "freedom-of-information.html").decode()
    assert "section 149 of the Equality Act 2010" in pack
    assert "unmarried and same-sex partners" in pack
    for name in ("freedom-of-information.html", "methodology.html"):
        page = file_of(draft, name).decode()
        assert "not protectively marked" in page
        assert "“Official-Sensitive”" in page


def test_a_name_that_no_file_has_is_refused(draft: YearPublication) -> None:
    for name in ("", "figures-2025.csv", "../published_files.py", "index"):
        with pytest.raises(KeyError):
            file_of(draft, name)
