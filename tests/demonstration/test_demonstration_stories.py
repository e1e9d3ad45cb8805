"""What the stories say: nobody, no place, no number and no mailbox that could be anybody's."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from zoneinfo import available_timezones

import pytest

from proviso.casework.values.person import Address, Person, Reach
from proviso.casework.values.reasons import Purposes
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.values.value import HeardBy, Value, asked_fields
from proviso.demonstration.seeding import every_story, value_at
from proviso.demonstration.story import PACE, Story, deeds

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
STORIES = every_story(NOW)
PLACES = ("Northmarsh", "Southmere", "Wessmere")
PLAINLY_INVENTED = {"Imaginary", "Invented", "Notional", "Pretend", "Supposed"}
REAL = {"Birmingham", "Bristol", "Cardiff", "Kent", "Leeds", "Liverpool", "London", "Manchester", "Newcastle", "Wales"}


def values() -> Iterator[Value]:
    """Everything that the stories record."""
    for story in STORIES:
        yield story.start
        for deed in deeds(story, NOW):
            if deed.told is not None:
                yield value_at(deed.told, deed.at)


def words() -> Iterator[str]:
    """Every word that the stories record or give as a reason."""
    for value in values():
        for one in fields(value):
            given = getattr(value, one.name)
            yield from (str(item) for item in (given if isinstance(given, tuple) else (given,)) if item)
    for story in STORIES:
        yield from (story.about, *(visit.why for visit in story.visits))


def test_no_story_has_a_number_or_a_mailbox_that_could_be_anybodys() -> None:
    said = "\n".join(words())
    numbers = re.findall(r"(?<![\w-])\+?\d[\d ]{8,}\d", re.sub(r"\d{4}-\d\d-\d\d.*", "", said))
    assert len(numbers) >= 8
    assert [number for number in numbers if not re.fullmatch(r"01632 960\d{3}", number)] == []
    assert not re.search(r"@|https?:|www\.", said)
    assert not re.search(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b", said), "a postcode"


def test_no_story_is_set_in_a_real_place() -> None:
    said = "\n".join(words())
    cities = {name.split("/")[-1].replace("_", " ") for name in available_timezones() if "/" in name}
    assert [one for one in sorted({*cities, *REAL}) if re.search(rf"\b{re.escape(one)}\b", said)] == []
    homes = [value.address for value in values() if isinstance(value, Address)]
    assert len(homes) >= 20
    assert [one for one in homes if not any(place in (one or "") for place in PLACES)] == []


def test_everybody_in_the_stories_is_plainly_invented_and_nobody_is_in_two() -> None:
    names = [value.name or "" for value in values() if isinstance(value, Person)]
    assert len(names) == len(set(names)) >= 20
    assert {name.split()[0] for name in names} <= PLAINLY_INVENTED
    reached = [value.details for value in values() if isinstance(value, Reach) and "01632" in (value.details or "")]
    assert len(reached) == len(set(reached))


WHO_HARMS = re.compile(
    r"\b(landlord|lender|partner|husband|wife|father|mother|brother|employer|suspect)s?\b", re.IGNORECASE
)


def heard_outside() -> Iterator[str]:
    """What the stories type into boxes that say that the person will hear it, as they decide what to share."""
    for value in values():
        if not isinstance(value, AlreadyShared):
            for name, asked, kind in asked_fields(type(value)):
                if kind is str and HeardBy.PERSON in (asked.heard_by or ()):
                    yield getattr(value, name) or ""


def test_no_words_for_the_person_in_a_story_say_who_harms_them() -> None:
    said = [one for one in heard_outside() if one]
    assert len(said) > 60
    assert [one for one in said if WHO_HARMS.search(one)] == []
    apart = [value.for_the_file for value in values() if isinstance(value, Purposes) and value.for_the_file]
    assert len([one for one in apart if WHO_HARMS.search(one)]) >= 2


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.about)
def test_the_visits_of_a_story_follow_one_another(story: Story) -> None:
    told = list(deeds(story, NOW))
    assert [deed.at for deed in told] == sorted(deed.at for deed in told)
    assert all(len(visit.did) * PACE < timedelta(minutes=18) for visit in story.visits)
    assert len({one.about for one in STORIES}) == len(STORIES)
