"""How pages of the reference are laid out."""

from collections.abc import Iterable, Iterator


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The lines of a table in Markdown, and an empty one."""
    for cells in (head, tuple("---" for _ in head), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""


def text(lines: Iterable[str]) -> str:
    """Lines as a file."""
    return "\n".join(lines).rstrip() + "\n"
