"""Why a command was not done, in one sentence: nothing at the command line ends in a traceback.

What a command foresees it says itself; here is what any of them may meet. The words of a fault that nobody foresaw are
not repeated: they may hold what somebody typed about a person.
"""

import errno
import os
import re
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import typer

import proviso
from proviso.cli.standard_files import AnswerNotText
from proviso.policy.vocabulary import legible

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError

NO_DAY = re.compile(r"Value error, '(.*)' does not match the formats '%Y-%m-%d'", re.DOTALL)
"""What typer says of a day, in the words of Python."""
PACKAGE = Path(proviso.__file__).parent


@runtime_checkable
class Misused(Protocol):
    """A command line that will not do, as typer has it: which command, and what is wrong with its words."""

    ctx: typer.Context | None

    def format_message(self) -> str:
        """What is wrong; nothing where the help was printed instead."""
        ...


def refused(fault: Exception) -> str:
    """One sentence of what stood in the way and what to do; empty where everything is said already."""
    if isinstance(fault, typer.Abort):
        return "A question was not answered, so nothing was done."
    if isinstance(fault, Misused):
        return _misused(fault)
    if isinstance(fault, AnswerNotText):
        return "What was typed is not text in UTF-8, so nothing was done. Give it in UTF-8."
    if isinstance(fault, OSError) and fault.errno == errno.EBADF and not fault.filename:
        return "Standard input or output is closed, and this command needs it. Give it one."
    if isinstance(fault, OSError):
        why = fault.strerror or type(fault).__name__
        return f"{_what(fault)} cannot be used: {why}. Look whose it is, where it lies, and whether the disk is full."
    return _of_the_service(fault) or _unforeseen(fault)


def refused_value(fault: "ValidationError") -> str:
    """What is wrong with what was given of a force, a unit or an officer, where Django names no box and says “slug”."""
    if not hasattr(fault, "error_dict"):
        return " ".join(fault.messages)
    return " ".join(_of_one(name, one) for name, found in fault.error_dict.items() for one in found)


def _of_one(name: str, fault: "ValidationError") -> str:
    if name == "code" and fault.code in {"invalid", "blank"}:
        return "That cannot be a code. Use letters, figures, hyphens and underscores alone, such as north."
    if fault.code == "unique_together":
        return "There is a unit with this code already. Give another code, or see which there are: proviso force show"
    if name == "staff_number" and fault.code == "unique":
        return "Another officer has this staff number."
    if fault.code == "max_length" and fault.params:
        limit, given = fault.params["limit_value"], fault.params["show_value"]
        return f"The {name.replace('_', ' ')} may have at most {limit} characters, and has {given}."
    if fault.code == "blank":
        return f"The {name.replace('_', ' ')} is empty."
    return " ".join(fault.messages)


UNREACHABLE, UNUSABLE = 1, 2


def status_of(fault: BaseException) -> int:
    """The exit status of a command that this stopped: 1 where a server of a database cannot be reached, which is
    nobody's bad input and may be over in a minute; otherwise 2."""
    from proviso.record.backends import Trouble, trouble_of

    return UNREACHABLE if trouble_of(fault) is Trouble.UNREACHABLE else UNUSABLE


def not_utf_8(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """One sentence of an argument, or of a setting in the environment, that is not text in UTF-8; empty where all are.

    What is there is repeated of the name of a file alone: the rest may be a password, or about a person.
    """
    for place, word in enumerate(words, start=1):
        if not _is_text(word):
            named = os.fsencode(word).decode("utf-8", "backslashreplace")
            file = f"Rename the file “{legible(named)}” in UTF-8, and give that name."
            mend = file if os.path.lexists(word) else "Give it in UTF-8."
            return f"Argument {place} is not text in UTF-8, so nothing was done. {mend}"
    for name, value in environment.items():
        if name.startswith("PROVISO_") and not (_is_text(name) and _is_text(value)):
            return f"{legible(name)} in the environment is not text in UTF-8, so nothing was done. Give it in UTF-8."
    return ""


def _is_text(given: str) -> bool:
    """Whether Python read it from bytes that were UTF-8: of others it keeps each as half of a pair."""
    return not any("\ud800" <= sign <= "\udfff" for sign in given)


def _misused(fault: Misused) -> str:
    said = NO_DAY.sub(
        r"\1 is no day as this reads one. Write the year, the month and the day: 2027-04-01", fault.format_message()
    )
    if not said:
        return ""
    command = fault.ctx.command_path if fault.ctx else "proviso"
    return legible(f"{command}: {said.rstrip('.')}. Help: {command} --help")


def _what(fault: OSError) -> str:
    return legible(str(fault.filename)) if fault.filename else "What this reads from or writes to"


def _of_the_service(fault: Exception) -> str:
    """What is said of settings, secrets, keys and databases that will not do; nothing of any other fault."""
    # Heavy, and needed only once something is wrong.
    from django.apps import apps
    from django.db import DatabaseError
    from django.db.migrations.exceptions import InconsistentMigrationHistory

    from proviso.record.backends import told_of, trouble_of
    from proviso.service.config import SettingsUnusable
    from proviso.service.databases import DatabaseUnfit
    from proviso.service.server import CannotServe

    if isinstance(fault, SettingsUnusable | CannotServe | DatabaseUnfit):
        return str(fault)
    if isinstance(fault, DatabaseError) or trouble_of(fault):
        return f"The databases could not be used: {told_of(fault, 'Look at them with: proviso check')}."
    if isinstance(fault, InconsistentMigrationHistory):
        return (
            "A database does not know rightly which migrations it has had, so none was applied. Restore it from its "
            "backup, and look at it with: proviso check"
        )
    if not apps.ready:
        return ""
    from proviso.record.clock_bounds import ClockImplausible
    from proviso.record.copies import CopyNotConfirmed
    from proviso.record.keys import KeyEncryptionUnusable, KeyErased, KeyLost, SealBroken

    if isinstance(fault, ClockImplausible | CopyNotConfirmed):
        return str(fault)
    if isinstance(fault, KeyEncryptionUnusable | KeyErased | KeyLost | SealBroken):
        said = str(fault)
        return f"{said[:1].upper()}{said[1:]}. Look at the keys with: proviso check"
    return ""


def _unforeseen(fault: Exception) -> str:
    """The kind and the place of a fault, for whoever mends it, and none of its words."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)]
    place = f" at {Path(ours[-1].filename).relative_to(PACKAGE)}, line {ours[-1].lineno}" if ours else ""
    return (
        f"This is a fault of Proviso that nobody foresaw ({type(fault).__name__}{place}), so what you asked may be "
        "done in part or not at all. Look before you try again, and report it with that place."
    )
