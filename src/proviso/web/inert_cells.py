"""Cells of a table that is downloaded, of which a spreadsheet takes none for a formula."""


def inert(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would take for the beginning of a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
