"""Who a message says that it is from: each mailbox with its name, parted before either is decoded (RFC 5322, 3.4).

An encoded name may hold commas, brackets and addresses, and none of them is the address. Anybody can write any of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

MOST_MAILBOXES = 20
LONGEST_NAME = 200
LONGEST_HEADER = 4_000


@dataclass(frozen=True, slots=True)
class NamedMailbox:
    """One mailbox: the address, or "" where there is none, and the name beside it. Both as they can be shown."""

    address: str
    name: str = ""

    @property
    def name_looks_like_an_address(self) -> bool:
        """Whether the name would be taken for another address."""
        found = _LOOKS_LIKE_ONE.search(self.name)
        return found is not None and found.group().lower() != self.address.lower()


_LOOKS_LIKE_ONE = re.compile(r"[^\s@<>()\[\],;:\"']{1,64}\s?[@\uff20\ufe6b]\s?[^\s@<>()\[\],;:\"']{2,}")


def mailboxes(written: str, show: Callable[[str], str]) -> tuple[NamedMailbox, ...]:
    """The mailboxes of a header as it stands in the message. `show` decodes what is left of it, once it is divided."""
    told = " ".join(written[:LONGEST_HEADER].split())
    words: list[str] = []

    def hide(found: re.Match[str]) -> str:
        words.append(found.group())
        return f"{_SIGN}{len(words) - 1}{_SIGN}"

    divided = _Division(_ENCODED_WORD.sub(hide, told.replace(_SIGN, " ")))

    def shown(piece: str) -> str:
        # Two encoded words in a row stand together, as decoding them as one does.
        return show(_HIDDEN.sub(lambda found: words[int(found.group(1))], piece))[:LONGEST_NAME]

    found = (NamedMailbox(shown(one.address), shown(" ".join(one.name))) for one in divided.mailboxes())
    return tuple(one for one in found if one.address or one.name)[:MOST_MAILBOXES]


_SIGN = "\x01"
_HIDDEN = re.compile(rf"{_SIGN}([0-9]+){_SIGN}")
_ENCODED_WORD = re.compile(r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=")
_PIECE = re.compile(r'"(?:[^"\\]++|\\.)*+"|<[^<>]*+>|[(),;:]|[^"<(),;:\s]++|.', re.DOTALL)


@dataclass(slots=True)
class _Found:
    name: list[str]
    address: str = ""


class _Division:
    """A header divided at its commas, its groups and its brackets; what is quoted or a comment divides nothing."""

    def __init__(self, told: str) -> None:
        self._told = told
        self._found: list[_Found] = []
        self._name: list[str] = []
        self._comment: list[str] = []
        self._bare = ""

    def mailboxes(self) -> list[_Found]:
        depth = 0
        for piece in _PIECE.findall(self._told):
            if piece in "()":
                depth = max(0, depth + (1 if piece == "(" else -1))
            elif depth or piece.isspace():
                self._comment += [piece] * (not piece.isspace())
            elif piece in {",", ";"}:
                self._end()
            elif piece == ":":
                self._name, self._bare = [], ""  # the name of a group
            elif piece.startswith("<") and piece.endswith(">") and len(piece) > 1:
                self._bracketed(piece[1:-1])
            else:
                self._word(piece)
            if len(self._found) > MOST_MAILBOXES:
                return self._found
        self._end()
        return self._found

    def _bracketed(self, address: str) -> None:
        route, colon, rest = address.partition(":")
        address = rest if colon and route.lstrip().startswith("@") else address  # a route (4.4)
        self._found.append(_Found(self._name, "".join(address.split()).strip()))
        self._name, self._bare, self._comment = [], "", []

    def _word(self, piece: str) -> None:
        word = re.sub(r"\\(.)", r"\1", piece[1:-1]) if len(piece) > 1 and piece[0] == piece[-1] == '"' else piece
        if "@" in piece and not self._bare and piece == word:
            self._bare = piece
        self._name.append(word)

    def _end(self) -> None:
        """What stands without brackets: an address, or no more than a name."""
        if self._bare:
            name = [one for one in self._name if one != self._bare] or self._comment
            self._found.append(_Found(name, self._bare))
        elif self._name:
            self._found.append(_Found(self._name))
        self._name, self._bare, self._comment = [], "", []
