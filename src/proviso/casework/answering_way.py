"""How each officer answers: a question a page, or all that is open of a part on one. Remembered; no entry, since it
changes no case and is nobody's but theirs.
"""

from proviso.accounts.choice import Choice
from proviso.casework.models import AnsweringWay


class Way(Choice):
    """How many questions a page asks."""

    QUESTION = "question", "One question a page"
    PART = "part", "One part a page"


def way_of(staff_number: str) -> Way:
    """How this officer answers; a question a page until they choose."""
    chose_parts = AnsweringWay.objects.filter(staff_number=staff_number, a_part_at_a_time=True).exists()
    return Way.PART if chose_parts else Way.QUESTION


def choose_way(staff_number: str, way: Way) -> None:
    """Remember how this officer answers."""
    AnsweringWay.objects.update_or_create(staff_number=staff_number, defaults={"a_part_at_a_time": way is Way.PART})
