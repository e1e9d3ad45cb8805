"""The year's figures as an OpenDocument spreadsheet (ODF 1.4): a cover, the figures, notes; each sheet one table.

odfdo keeps the container, its manifest and the metadata. The rows are written as XML by us, since cell by cell it would
take seconds.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from proviso.oversight.figures.figure_list import NOT_COUNTED
from proviso.oversight.figures.told_figures import HEAD, rows, stated
from proviso.oversight.publication.year_publication import YearPublication

NUMBERS = HEAD.index("Number")
"""The first column that holds numbers."""


def spreadsheet(given: YearPublication, says: Sequence[str]) -> bytes:
    """The file. `says` are the paragraphs of its cover."""
    from odfdo import Document, Element

    document = Document("spreadsheet")
    document.body.clear()
    sheets = (
        ("Cover", [[title_of(given)], *([one] for one in says), [stated(given.found.threshold)]]),
        ("Figures", [HEAD, *rows(given.found, dict(given.units))]),
        ("Not_counted", [("What is not counted", "Why"), *((one.what, one.why) for one in NOT_COUNTED)]),
    )
    for name, lines in sheets:
        document.body.append(Element.from_tag(_table(name, lines)))
    meta = document.meta
    meta.title, meta.subject = title_of(given), "Sharing information with the Home Office about victims and witnesses"
    meta.description, meta.language = stated(given.found.threshold), "en-GB"
    meta.initial_creator = meta.creator = given.force
    meta.generator = "Proviso"
    meta.creation_date = meta.date = given.found.made_at.replace(tzinfo=None, microsecond=0)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def title_of(given: YearPublication) -> str:
    """What the year's figures are called."""
    return f"{given.force}: figures of {given.year}"


def _table(name: str, lines: Iterable[Sequence[str]]) -> str:
    head, *rest = lines
    body = "".join(_row(line) for line in rest)
    return (
        f"<table:table table:name={quoteattr(name)}><table:table-header-rows>{_row(head)}</table:table-header-rows>"
        f"{body}</table:table>"
    )


def _row(cells: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(_cell(place, one) for place, one in enumerate(cells))}</table:table-row>"


def _cell(place: int, cell: str) -> str:
    """A number as one where the column holds numbers; anything else as text, of which nothing makes a formula."""
    says = f"<text:p>{escape(cell)}</text:p>"
    if place >= NUMBERS and cell.isascii() and cell.isdecimal():
        return f'<table:table-cell office:value-type="float" office:value="{cell}">{says}</table:table-cell>'
    return f'<table:table-cell office:value-type="string">{says}</table:table-cell>'
