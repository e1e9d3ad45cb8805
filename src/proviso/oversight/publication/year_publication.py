"""A year as it is given out: its figures, the policies in force, their equality assessments, and what is withheld.

Nothing of a person is in it. Once somebody released it, everything but the figures comes from the entry of that
release, and the figures are those that it names by their digest, or there is no publication.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.utils.translation import gettext as _

from proviso.accounts.assessments import EqualityAssessment, assessments_of
from proviso.accounts.models import Force, Jurisdiction, Role
from proviso.oversight.equality.assessment_documents import documents, told_pairs
from proviso.oversight.figures.cells import FORCE
from proviso.oversight.figures.kept_figures import PeriodFigures
from proviso.oversight.figures.told_figures import seen_units
from proviso.oversight.publication.exemptions import Exemption
from proviso.policy.library import policy_in_force
from proviso.record.canonical import canonical
from proviso.record.entry import Entry, Json

DUTIES: Mapping[str, str] = {
    Jurisdiction.ENGLAND_WALES: "section 149 of the Equality Act 2010",
    Jurisdiction.NORTHERN_IRELAND: "section 75 of the Northern Ireland Act 1998",
}
"""The equality duty of each jurisdiction (11.1)."""


@dataclass(frozen=True, slots=True)
class PolicyTold:
    """A local policy: what it says, and what its equality assessment says, as headings with their words."""

    title: str
    about: str
    departs: str
    assessment: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """What goes with the figures: the edition of the guidance, the local policies, and the duty of 11.1."""

    edition: str
    on: date
    duty: str
    policies: tuple[PolicyTold, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """Who released it (a role, for no name is published), when, and what is withheld under which exemption."""

    role: str
    at: datetime
    exemptions: tuple[Exemption, ...]
    withheld: str


@dataclass(frozen=True, slots=True)
class YearPublication:
    """One year. `release` is None while nobody has released it."""

    force: str
    found: PeriodFigures
    units: tuple[tuple[str, str], ...]
    pack: Pack
    release: Release | None = None

    @property
    def year(self) -> int:
        """The year that it is of."""
        return self.found.period.year


class NotAsReleased(Exception):
    """The figures are not those that were released, so nothing is given."""


def pack_of(force: Force, on: date) -> Pack:
    """What goes with figures that are given out on a day."""
    policy, named, said = policy_in_force(on, force.local_policies), assessments_of(force), documents(force)
    return Pack(
        edition=policy.edition,
        on=on,
        duty=DUTIES[force.jurisdiction],
        policies=tuple(
            PolicyTold(
                title=one.title,
                about=one.about,
                departs=one.departs,
                assessment=told_pairs(said.get(one.name, ())) or _reference(named.get(one.name)),
            )
            for one in policy.local_policies
        ),
    )


def _reference(named: EqualityAssessment | None) -> tuple[tuple[str, str], ...]:
    """What is said of an assessment of which the force has named the reference alone."""
    return (("Reference", named.reference), ("To be reviewed by", f"{named.review_on:%-d %B %Y}")) if named else ()


def unreleased(force: Force, found: PeriodFigures, on: date) -> YearPublication:
    """A year as it would be given out."""
    return YearPublication(force.name, found, _units(force, found), pack_of(force, on))


def _units(force: Force, found: PeriodFigures) -> tuple[tuple[str, str], ...]:
    return tuple(seen_units(found, dict(force.units.values_list("code", "name")), force.name).items())


def figures_digest(found: PeriodFigures) -> str:
    """The SHA-256 of what is shown of a period, in hexadecimal."""
    tables: dict[str, Json] = {
        unit: {f"{of}:{what}": number for (of, what), number in cells.items()} for unit, cells in found.tables.items()
    }
    return sha256(canonical({"period": found.period.code, "tables": tables})).hexdigest()


def written_down(publication: YearPublication, exemptions: tuple[Exemption, ...], withheld: str) -> dict[str, Json]:
    """What the entry of a release says: everything but the figures, and their digest."""
    pack = publication.pack
    policies: list[Json] = [
        {
            "title": one.title,
            "about": one.about,
            "departs": one.departs,
            "assessment": [[heading, words] for heading, words in one.assessment],
        }
        for one in pack.policies
    ]
    return {
        "figures": figures_digest(publication.found),
        "force": publication.force,
        "units": [[code, name] for code, name in publication.units if code != FORCE],
        "edition": pack.edition,
        "on": pack.on.isoformat(),
        "duty": pack.duty,
        "policies": policies,
        "exemptions": [one.value for one in exemptions],
        "withheld": withheld,
    }


def as_released(entry: Entry, role: Role, found: PeriodFigures) -> YearPublication:
    """A year as the entry of its release says. Raises NotAsReleased."""
    body = entry.body
    if body["figures"] != figures_digest(found):
        words = _("The figures of %(code)s are not those that were released.")
        raise NotAsReleased(words % {"code": found.period.code})
    policies = tuple(
        PolicyTold(
            str(one["title"]),
            str(one["about"]),
            str(one["departs"]),
            tuple((str(heading), str(words)) for heading, words in _pairs(one["assessment"])),
        )
        for one in _objects(body["policies"])
    )
    units = tuple((str(code), str(name)) for code, name in _pairs(body["units"]))
    return YearPublication(
        force=str(body["force"]),
        found=found,
        units=((FORCE, str(body["force"])), *units),
        pack=Pack(str(body["edition"]), date.fromisoformat(str(body["on"])), str(body["duty"]), policies),
        release=Release(
            role=role.label,
            at=entry.at,
            exemptions=tuple(Exemption(str(one)) for one in _listed(body["exemptions"])),
            withheld=str(body["withheld"]),
        ),
    )


def _listed(given: Json) -> list[Json]:
    return given if isinstance(given, list) else []


def _pairs(given: Json) -> list[tuple[Json, Json]]:
    return [(one[0], one[1]) for one in _listed(given) if isinstance(one, list) and len(one) == 2]


def _objects(given: Json) -> list[dict[str, Json]]:
    return [one for one in _listed(given) if isinstance(one, dict)]
