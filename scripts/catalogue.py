"""The Welsh catalogue of the pages: `django.po` beside them, made again from the source, and its `.mo`.

    scripts/catalogue.py                  write it again; a translation stays for as long as its English does
    scripts/catalogue.py --check          say what is stale, missing or broken; nothing is written
    scripts/catalogue.py --parts FOLDER   write what is not translated yet as JSON, a file for each part
    scripts/catalogue.py --take FILE …    take translations from such files

A part is a JSON object: English to Welsh; for words with a plural, the English of one to a list of the six forms that
Welsh has (0, 1, 2, 3, 6, others).
"""

import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.catalogue_words import AFTER_THE_CONTEXT, every_word

FOLDER = Path(__file__).resolve().parents[1] / "src/proviso/web/locale/cy/LC_MESSAGES"
FORMS = 6
PLURALS = f"nplurals={FORMS}; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;"
HEAD = [
    ("Project-Id-Version", "Proviso"),
    ("Language", "cy"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", PLURALS),
]
WORDS_IN_A_PART = 2500
"""About how many English words one translator takes at a time."""


class Undated(Catalog):
    """A catalogue whose head does not say when it was made, or by which version of what: the same words, the same
    file."""

    @property  # type: ignore[misc]  # nobody sets it
    def mime_headers(self) -> list[tuple[str, str]]:
        """The head: what a reader of the file needs."""
        return HEAD


def collected() -> Catalog:
    """Every msgid with the files that say it, in the order of those files; none translated."""
    catalogue = Undated(locale="cy", fuzzy=False, charset="utf-8")
    several = {one.words[0]: one.words for one in every_word() if len(one.words) == 2}
    for one in every_word():
        words = several.get(one.words[0], one.words)
        said = found(catalogue, words[0])
        files = sorted({*(said.locations if said else ()), (one.file, 0)})
        if said:
            said.locations = files
        else:
            context, _sign, only = words[0].rpartition(AFTER_THE_CONTEXT)
            given = words if len(words) == 2 else only
            catalogue.add(given, locations=files, flags=formats(words), context=context or None)
    return catalogue


def found(catalogue: Catalog, words: str) -> Message | None:
    """The message of some English; where it stands in a context, that comes first."""
    context, _sign, only = words.rpartition(AFTER_THE_CONTEXT)
    return catalogue.get(only, context or None)


def formats(words: Iterable[str]) -> list[str]:
    """The flag by which editors know that a message has values in it."""
    return ["python-format"] if any(re.search(r"%(\(\w+\))?[sdr]", one) for one in words) else []


def kept() -> Catalog:
    """The catalogue as it lies."""
    path = FOLDER / "django.po"
    if not path.exists():
        return Catalog(locale="cy")
    with path.open("rb") as file:
        return read_po(file, locale="cy")


def again(made: Catalog, before: Catalog) -> Catalog:
    """What was collected, with the translations that were there."""
    for message in said(made):
        old = found(before, one_of(message))
        if old and isinstance(old.string, tuple) == isinstance(message.id, tuple | list):
            message.string = old.string
    return made


def said(catalogue: Catalog) -> Iterator[Message]:
    """Its messages, without its head."""
    return (message for message in catalogue if message.id)


def one_of(message: Message) -> str:
    """The English of a message, after its context if it has one; of one, where it has a plural."""
    words = message.id if isinstance(message.id, str) else message.id[0]
    return f"{message.context}{AFTER_THE_CONTEXT}{words}" if message.context else str(words)


def forms_of(message: Message) -> tuple[str, ...]:
    """Its Welsh: one form, or those of a plural; as many empty ones where there is none yet."""
    if isinstance(message.id, str):
        return (str(message.string or ""),)
    given = message.string if isinstance(message.string, list | tuple) else ()
    return tuple(given) + ("",) * (FORMS - len(given))


def as_po(catalogue: Catalog) -> bytes:
    """The file for people and for their editors."""
    for message in said(catalogue):
        if not isinstance(message.id, str):
            message.string = forms_of(message)
    file = io.BytesIO()
    write_po(file, catalogue, width=0, omit_header=False, include_lineno=False, sort_output=False)
    _head, _, body = file.getvalue().partition(b"\n\n")
    lines = [
        "# The pages of Proviso in Welsh. Made by scripts/catalogue.py; translations are taken in with --take.",
        'msgid ""',
    ]
    lines += ['msgstr ""', *(f'"{name}: {value}\\n"' for name, value in HEAD)]
    return "\n".join(lines).encode() + b"\n\n" + body


def as_mo(catalogue: Catalog) -> bytes:
    """The file that is served from: what is translated, and nothing else."""
    whole = Undated(locale="cy", fuzzy=False, charset="utf-8")
    for message in said(catalogue):
        if all(forms_of(message)):
            whole.add(message.id, message.string, context=message.context)
    file = io.BytesIO()
    write_mo(file, whole)
    return file.getvalue()


PLACES = re.compile(r"%(?:\((\w+)\))?[-0-9.]*[sdrf%]|%\{\w+\}|(?<![%{])\{\w*\}")


def places(text: str) -> list[str]:
    """The places for values in some words."""
    return sorted(found[0] for found in PLACES.finditer(text))


def wrong(catalogue: Catalog) -> Iterator[str]:
    """What is wrong with its translations: missing, or with other places for values than the English."""
    for message in said(catalogue):
        english = message.id if isinstance(message.id, str) else message.id[1]
        for form in forms_of(message):
            if not form:
                yield f"not translated: {one_of(message)}"
                break
            if places(form) != places(english):
                yield f"other places for values than the English: {one_of(message)}"
                break
            if form != form.strip() and english == english.strip():
                yield f"space around it that the English has not: {one_of(message)}"
                break


def take(catalogue: Catalog, files: Iterable[str]) -> Iterator[str]:
    """Take translations from JSON files; what cannot be taken is said, and the rest is taken."""
    for name in files:
        for english, welsh in json.loads(Path(name).read_text(encoding="utf-8")).items():
            message = found(catalogue, english)
            if message is None or not message.id:
                yield f"{name}: the pages do not say this: {english}"
                continue
            forms = [welsh] if isinstance(welsh, str) else welsh
            if len(forms) != len(forms_of(message)):
                yield f"{name}: {len(forms_of(message))} forms are needed, not {len(forms)}: {english}"
                continue
            message.string = welsh if isinstance(welsh, str) else tuple(forms)
            trial = Catalog()
            trial.add(message.id, message.string)
            if any(forms) and (faults := list(wrong(trial))):
                message.string = "" if isinstance(welsh, str) else ("",) * FORMS
                yield from (f"{name}: {fault}" for fault in faults)


def parts(catalogue: Catalog, folder: Path) -> Iterator[str]:
    """Write what is not translated yet, in files of about as many words, each of neighbouring modules."""
    folder.mkdir(parents=True, exist_ok=True)
    part: dict[str, object] = {}
    many = number = 0
    waiting = [message for message in said(catalogue) if not all(forms_of(message))]
    for message in waiting:
        part[one_of(message)] = "" if isinstance(message.id, str) else ["", "", "", "", "", ""]
        many += len(one_of(message).split())
        if many >= WORDS_IN_A_PART or message is waiting[-1]:
            number += 1
            path = folder / f"part-{number:02}.json"
            path.write_text(json.dumps(part, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            yield f"{path}: {len(part)} messages, {many} words"
            part, many = {}, 0


def main(words: list[str]) -> int:
    """Do what is asked for. Returns the exit status: 1 where something is stale or wrong."""
    from proviso.service.databases import set_up

    set_up()
    catalogue = again(collected(), kept())
    faults: list[str] = []
    if words[:1] == ["--parts"]:
        print(*parts(catalogue, Path(words[1])), sep="\n")
        return 0
    if words[:1] == ["--check"]:
        faults = list(wrong(catalogue))
        for name, made in (("django.po", as_po(catalogue)), ("django.mo", as_mo(catalogue))):
            if not (FOLDER / name).exists() or (FOLDER / name).read_bytes() != made:
                faults.append(f"{name} is stale: scripts/catalogue.py")
    else:
        if words[:1] == ["--take"]:
            faults = list(take(catalogue, words[1:]))
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "django.po").write_bytes(as_po(catalogue))
        (FOLDER / "django.mo").write_bytes(as_mo(catalogue))
        left = sum(not all(forms_of(message)) for message in said(catalogue))
        print(f"{len(catalogue)} messages, of which {left} are not translated")
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
