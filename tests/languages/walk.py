"""A walk over every page that is visited in a browser, in the marked language: which words stand bare on them.

Run as a program in a filled folder (`serving.surroundings`), it prints what it found as JSON. A form that a visit sends
is sent as it comes, so that its errors are read too.
"""

import json
import re
from collections.abc import Iterator

from django.http import HttpResponseBase
from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

from proviso.web.design.whole_references import WHOLE
from tests.languages.pseudo import BEGIN, bare, marked, messages

ATTRIBUTES = ("title", "aria-label", "alt", "placeholder", "label")
"""What is read out or shown of an element beside its text."""

SAID_BY_SCRIPTS = re.compile(r"data-(?:i18n\..*|printed|done|soon|last|on|over|failed)")

NEVER = {"script", "style", "code"}

KEPT_WHOLE = re.compile(str(WHOLE).format("([^<]*)"))

EDGES = " .,;:·–—()“”|…’-/?[]"


class Walk:
    """Who is signed in, where things are, and what was found."""

    def __init__(self) -> None:
        self.clients: dict[str, Client] = {}

    def client(self, number: str) -> Client:
        """Somebody’s browser, in which Welsh is chosen; signed in, unless it is nobody’s."""
        from proviso.demonstration.force import PASSWORD

        if number not in self.clients:
            client = self.clients[number] = Client(SERVER_NAME="localhost")
            if number:
                client.post("/sign-in", {"login": number, "password": PASSWORD})
            client.post("/language", {"language": "cy"})
        return self.clients[number]

    def links(self, number: str, address: str, posted: dict[str, str] | None = None) -> list[str]:
        """The last part of the address of each link of a page, the case of one that leads to a case."""
        client = self.client(number)
        response = client.post(address, posted) if posted else client.get(address)
        addresses = [str(one.attributes["href"]) for one in page_of(response).css("main li a")]
        return [one.rpartition("/")[2] or one.split("/")[-2] for one in addresses]

    def references(self) -> dict[str, str]:
        """What stands in addresses for the cases and things of the demonstration."""
        from proviso.demonstration.force import ASHDOWN, CLOVER, HAZEL
        from tests.journeys.visits import CASES, HANDED, LOG, NEW
        from tests.journeys.visits_lists import RAISED, SAMPLE, SAMPLE_OVER

        why = "To look at how it stands"
        found = {one: self.links(HAZEL, "/cases/find", {"reference": one, "reason": why})[0] for one in CASES}
        found[RAISED] = self.links(CLOVER, "/who-looked")[0]
        found[LOG] = self.links(HAZEL, "/reconciliations")[0]
        found[SAMPLE], found[SAMPLE_OVER] = self.links(HAZEL, "/samples")[:2]
        found[NEW], found[HANDED] = self.begun(ASHDOWN), self.handed_over(ASHDOWN)
        return found

    def begun(self, number: str) -> str:
        """A case that somebody just began."""
        client = self.client(number)
        boxes = hidden(page_of(client.get("/cases/new")))
        answers = {"role": "victim", "suspected": "yes", "already_shared": "no"}
        return str(client.post("/cases/new", boxes | answers)["Location"]).split("/")[2]

    def handed_over(self, number: str) -> str:
        """A case that somebody of the south is asked to take, who has not answered."""
        from proviso.demonstration.force import DAMSON

        reference = self.begun(number)
        address = f"/cases/{reference}/hand-over"
        boxes = hidden(page_of(self.client(number).get(address)))
        given = {"to": DAMSON, "note": "She sleeps in the day, and works at night"}
        assert self.client(number).post(address, boxes | given).status_code == 302
        return reference

    def pages(self) -> Iterator[tuple[str, HttpResponseBase]]:
        """Every page that is visited, as its visitor gets it, and once more where it is sent."""
        from tests.journeys.visits import VISITS

        with marked() as self.marks:
            places = self.references()
            for visit in VISITS:
                client = self.client(visit.by)
                address = "/" + "/".join(places.get(part, part) for part in visit.where.split("/"))
                response = client.get(address)
                if response.status_code == 302 and "/reason" in response["Location"]:
                    yield str(visit), client.get(response["Location"])
                    client.post(response["Location"], {"reason": "To see how its pages are worded"})
                    response = client.get(address)
                yield str(visit), response
                if {"error", "done"} & set(visit.states) and response.status_code == 200:
                    yield str(visit), client.post(address, hidden(page_of(response)))

    def found(self) -> dict[str, object]:
        """Bare words with where they stand, what is in no catalogue, and how many pages were read."""
        pieces: dict[str, str] = {}
        read: dict[str, int] = {}
        for where, response in self.pages():
            read[f"{response.status_code}"] = read.get(f"{response.status_code}", 0) + 1
            kind = response.get("Content-Type", "")
            if kind.startswith("text/csv") and BEGIN in table_of(response):
                pieces["a table that depends on its reader’s language"] = where
            if kind.startswith("text/html"):
                for piece in unmarked(page_of(response)):
                    pieces.setdefault(piece, where)
        data = typed()
        return {
            "bare": {piece: where for piece, where in pieces.items() if not is_data(piece, data)},
            "unknown": [one for one in sorted(self.marks.unknown) if not is_data(one, data)],
            "read": read,
        }


def page_of(response: HttpResponseBase) -> LexborHTMLParser:
    """What somebody gets, as a page; a reference that is kept on one line within a sentence is a word of it."""
    return LexborHTMLParser(KEPT_WHOLE.sub(r"\1", getattr(response, "content", b"").decode()))


def table_of(response: HttpResponseBase) -> str:
    """What a table to take away says, whether it comes at once or in parts."""
    return b"".join(response).decode()


def hidden(page: LexborHTMLParser) -> dict[str, str]:
    """What a form sends that nobody filled in."""
    boxes = [one.attributes for one in page.css("main form input[type=hidden]")]
    return {str(one["name"]): str(one.get("value") or "") for one in boxes if one.get("name")}


def unmarked(page: LexborHTMLParser) -> Iterator[str]:
    """Pieces of text that stand outside all marks, of what a page says in its own language."""
    for node in page.root.traverse(include_text=True) if page.root else ():
        if is_elsewhere(node):
            continue
        if node.tag == "-text":
            yield from bare(" ".join(node.text(deep=False).split()))
            continue
        for name, value in node.attributes.items():
            if name in ATTRIBUTES or SAID_BY_SCRIPTS.fullmatch(name):
                yield from bare(" ".join((value or "").split()))


def is_elsewhere(node: LexborNode) -> bool:
    """Whether it is no words for a reader, or stands in what says itself that it is in another language."""
    above: LexborNode | None = node
    while above is not None:
        if above.tag in NEVER:
            return True
        said = above.attributes.get("lang") if above.tag != "-text" else None
        if said:
            return said != "cy"
        above = above.parent
    return False


PLAIN = re.compile(
    r"PV-[0-9A-Z-]+|NM-\d+|[A-Z]{1,2}\d{3,}|\d[\d,.:/ ]*(?:GMT|BST|UTC|%|KB)?|GMT|BST|[0-9a-f]{8,64}…?|\S+@\S+"
    r"|Proviso|English|Cymraeg|OFFICIAL-SENSITIVE|https?:\S+|[\w.-]+\.(?:eml|pdf|csv|ods|json|html)|[A-Z]{1,5}|SHA-256"
    r"|c|(?:[0-9A-F]{2}:)*[0-9A-F]{2}:?|CN=.*|(?:contact|disclosure)-\d+|BEGIN CERTIFICATE.*"
)
"""References, numbers, moments, digests, names of files, and what is written alike in every language."""

SIGNS = (", ", "; ", ": ", " · ", " – ", " (", ". ", " ")
"""Between what may stand side by side."""


def is_data(piece: str, data: set[str]) -> bool:
    """Whether a piece is what somebody typed, a name, a reference, a number or a moment; or several of them."""
    piece = piece.strip(EDGES)
    if not re.search(r"[^\W\d_]", piece) or piece in data or PLAIN.fullmatch(piece):
        return True
    for sign in SIGNS:
        at = -1
        while (at := piece.find(sign, at + 1)) != -1:
            first = piece[:at].strip(EDGES)
            if (first in data or PLAIN.fullmatch(first)) and is_data(piece[at + len(sign) :], data):
                return True
    return False


def typed() -> set[str]:
    """Every text that somebody typed into the demonstration, the names of people, units and recipients, and the Welsh
    that a policy owner reads: the words to the person, and those of the pages."""
    from django.conf import settings

    from proviso.accounts.models import ApprovedWording, Force, Officer, Recipient, Unit
    from proviso.demonstration.outbox_stories import ANSWER, SUBJECT
    from proviso.demonstration.stories.without_a_call import A_MESSAGE
    from proviso.demonstration.who_checked import LEARNING, NO_REASON
    from proviso.notices import page_words
    from proviso.notices.wording import wordings
    from proviso.record import read
    from proviso.record.keys import own_case
    from proviso.record.read_consultations import at_places

    said = {*texts(list(wordings()["cy"].sentences.values())), *texts([NO_REASON, LEARNING])}
    said.update(texts([settings.PROVISO_CONTACT.recipients]))  # how the force is reached, as it has set
    said.update(texts([list(one.welsh) for one in page_words.every_word()]))
    said.update(texts([SUBJECT, ANSWER, A_MESSAGE.sender]))  # of a message, which is kept apart from the record
    for log in Force.objects.values_list("code", flat=True):
        for entry in (*at_places(log, range(read.head(log).size)).values(), *read.entries(own_case(log))):
            said.update(texts([entry.body, entry.actor, entry.why, entry.with_whom]))
    for names in (
        Force.objects.values_list("name"),
        Unit.objects.values_list("name"),
        Officer.objects.values_list("name", "staff_number"),
        Recipient.objects.values_list("name", "address"),
        ApprovedWording.objects.values_list("checked_by"),
    ):
        said.update(texts(list(names)))
    return {one for one in said if not in_catalogue(one)}


def in_catalogue(text: str) -> bool:
    """Whether a text that was recorded is a sentence of ours, which a page says in its reader’s language. One word may
    be a name, as Other is."""
    return " " in text and bool({text, f"{text}."} & messages())


CODE = re.compile(r"[a-z0-9_]*")


def texts(given: object) -> Iterator[str]:
    """Each line of each text in what was recorded; a code is none."""
    if isinstance(given, str):
        yield from (" ".join(line.split()).strip(EDGES) for line in given.splitlines() if not CODE.fullmatch(line))
    elif isinstance(given, dict):
        yield from texts(list(given.values()))
    elif isinstance(given, list | tuple):
        for one in given:
            yield from texts(one)


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(Walk().found(), ensure_ascii=False))
