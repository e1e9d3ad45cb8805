"""How far each paragraph is carried out, as a page in a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from proviso.policy.explain import citation, listed
from proviso.policy.register import Covered, ParagraphStatus


def printed(rows: tuple[Covered, ...]) -> None:
    """Print each row, and how many there are of each kind."""
    console = Console(highlight=False)
    for covered in rows:
        row = covered.row
        console.print(Text.assemble((row.paragraph, "bold"), f" {row.asks}: {covered.status}"))
        table = Table(box=None, show_header=False, padding=(0, 1, 0, 2))
        for name, values in (
            ("norms", covered.norms),
            ("facts", covered.facts),
            ("pages", row.pages),
            ("tests", row.tests),
        ):
            if values:
                table.add_row(name, Text(", ".join(values)))
        if row.planned:
            table.add_row("to come", Text(row.planned))
        if row.left_out:
            table.add_row("left out", Text(row.left_out))
        if row.why_nothing:
            table.add_row("why nothing", Text(row.why_nothing))
        console.print(table)
    if left_out := [citation(covered.row.paragraph) for covered in rows if covered.row.left_out]:
        console.print(Text(f"Something is left out of {listed(left_out)}."))
    counts = {standing: sum(covered.status is standing for covered in rows) for standing in ParagraphStatus}
    console.print(Text(listed(f"{count} {standing}" for standing, count in counts.items()), "bold"))
    for covered in rows:
        if covered.status is ParagraphStatus.NOTHING:
            console.print(Text(f"Nothing carries out or proves {citation(covered.row.paragraph)}."))
