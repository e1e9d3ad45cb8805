"""Releasing a year's publication, and withdrawing that: a person does it, with a reason, and it is an entry.

What the public is given is what that entry names, and what nobody released is given to nobody.
"""

from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext as _

from proviso.accounts.models import Force, Officer, Role
from proviso.accounts.publication_entries import note_release_withdrawn, note_released, standing_releases
from proviso.casework.clock import LONDON
from proviso.oversight.figures.kept_figures import figures_of
from proviso.oversight.figures.periods import Period
from proviso.oversight.publication.exemptions import ReleaseWithdrawn, YearReleased
from proviso.oversight.publication.year_publication import YearPublication, as_released, unreleased, written_down
from proviso.record.canonical import canonical


class NothingReleased(Exception):
    """The year has no release that stands; the message is a sentence."""


class ChangedSince(Exception):
    """What would be released is not what was shown; the message says what to do."""


def publication_of(force: Force, year: int, *, now: datetime) -> YearPublication:
    """A year as it was released or, where it was not, as it would be. Raises NotGivenYet, NotAsReleased."""
    found = figures_of(force, Period(year), now=now)
    entry = standing_releases(force).get(year)
    if entry is None:
        return unreleased(force, found, now.astimezone(LONDON).date())
    role = entry.body.get("role")
    return as_released(entry, Role(str(role)), found)


def released_publication(force: Force, year: int, *, now: datetime) -> YearPublication | None:
    """A year as it was released; None where it was not. Works nothing out."""
    return publication_of(force, year, now=now) if year in standing_releases(force) else None


def shown_digest(given: YearPublication) -> str:
    """By what a publication is known that somebody has before them: the SHA-256 of all that it says, in hexadecimal."""
    said = {name: one for name, one in written_down(given, (), "").items() if name != "on"}
    return sha256(canonical(said)).hexdigest()


def release(force: Force, year: int, said: YearReleased, *, seen: str, by: Officer, now: datetime) -> None:
    """Release a year as it was shown (`seen`, by `shown_digest`). Raises NotGivenYet, ChangedSince, `NotTheirs`."""
    if year in standing_releases(force):
        raise ChangedSince(
            _("The publication of %(year)s is released already. Withdraw it before you release another.")
            % {"year": year}
        )
    given = unreleased(force, figures_of(force, Period(year), now=now), now.astimezone(LONDON).date())
    if seen != shown_digest(given):
        raise ChangedSince(
            _("What would be released changed since you opened this page. Read it again before you do it.")
        )
    body = {**written_down(given, said.exemptions, said.withheld), "role": by.role}
    note_released(force, year, body, by=by, now=now, why=said.why)


def withdraw_release(force: Force, year: int, said: ReleaseWithdrawn, *, by: Officer, now: datetime) -> None:
    """Withdraw a release. Raises NothingReleased, `NotTheirs`."""
    if year not in standing_releases(force):
        raise NothingReleased(
            _("The publication of %(year)s is not released, so there is nothing to withdraw.") % {"year": year}
        )
    note_release_withdrawn(force, year, by=by, now=now, why=said.why)
