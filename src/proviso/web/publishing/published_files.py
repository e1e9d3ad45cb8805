"""Every file of a year's publication by its name: the same ones in a folder, on the page of whoever releases it, and
for the public.
"""

from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override
from markupsafe import Markup

from proviso.oversight.figures.cells import FORCE
from proviso.oversight.figures.figure_list import NOT_COUNTED
from proviso.oversight.figures.told_figures import HEAD, cases_of, rows, spelled, stated, told
from proviso.oversight.publication.bar_charts import bar_chart
from proviso.oversight.publication.csv_metadata import csv_metadata
from proviso.oversight.publication.spreadsheet import spreadsheet
from proviso.oversight.publication.year_publication import YearPublication
from proviso.web.inert_cells import write_inert

PAGES: Mapping[str, str] = {
    "index.html": "Overview",
    "figures.html": "Figures",
    "methodology.html": "How they are made",
    "freedom-of-information.html": "For requests",
}
"""The pages, in order, with what each is called."""

TEMPLATES: Mapping[str, str] = {
    "index.html": "publishing/index.jinja",
    "figures.html": "publishing/year_figures.jinja",
    "methodology.html": "publishing/methodology.jinja",
    "freedom-of-information.html": "publishing/information_pack.jinja",
}

STYLE = "published.css"

TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/csvm+json; charset=utf-8",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
"""What each file is, by how its name ends."""


def file_names(year: int) -> tuple[str, ...]:
    """Every file of a year, the first page first."""
    table = f"figures-{year}.csv"
    return (*PAGES, STYLE, table, f"{table}-metadata.json", f"figures-{year}.ods")


def file_of(given: YearPublication, name: str) -> bytes:
    """A file of the publication: its pages in the language of the service, whoever reads them, and what is for programs
    in English. Raises KeyError for a name that none has."""
    if name in PAGES:
        with override(settings.PROVISO_LANGUAGE):
            return _page(given, name).encode()
    with override(settings.LANGUAGE_CODE):
        return _data(given, name)


def _data(given: YearPublication, name: str) -> bytes:
    table = f"figures-{given.year}.csv"
    made: Mapping[str, Callable[[], bytes]] = {
        STYLE: lambda: (Path(__file__).parent.parent / "static" / STYLE).read_bytes(),
        table: lambda: _table(given).encode(),
        f"{table}-metadata.json": lambda: csv_metadata(given, table).encode(),
        f"figures-{given.year}.ods": lambda: spreadsheet(given, _cover(given)),
    }
    return made[name]()


def _page(given: YearPublication, name: str) -> str:
    force = given.found.tables[FORCE]
    every = told(force)
    shown = [one for one in every if not one.says_nothing]
    context: dict[str, object] = {
        "given": given,
        "stated": stated(given.found.threshold),
        "files": list(PAGES.items()),
        "here": name,
        "number": spelled,
        "cases": cases_of(force),
        "missing": NOT_COUNTED,
        "threshold": given.found.threshold,
        "advice": settings.PROVISO_FREEDOM_OF_INFORMATION,
        "figures": every if name == "index.html" else [(one, Markup(bar_chart(one))) for one in shown],  # noqa: S704
        "without": [one for one in every if one.says_nothing],
    }
    return render_to_string(TEMPLATES[name], context)


def _table(given: YearPublication) -> str:
    written = StringIO(newline="")
    write_inert(written, HEAD, rows(given.found, dict(given.units)))
    return written.getvalue()


def _cover(given: YearPublication) -> list[str]:
    released = given.release
    return [
        "How often information about victims and witnesses was shared with the Home Office, why, and what came of it.",
        f"Released by the force’s {released.role.lower()} on {released.at:%-d %B %Y}."
        if released
        else "Draft: nobody has released this. Do not pass it on.",
        "The sheet Figures has one line for each number; Not_counted says what is not counted, and why.",
    ]
