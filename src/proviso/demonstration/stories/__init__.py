"""The stories, in the order of the journey. Everybody in them is named after a bird, plainly invented.

Places are Wessmere's own, which is nowhere; telephone numbers are of the range that Ofcom keeps for drama (01632 960).
"""

from proviso.demonstration.stories import (
    beginning,
    checking,
    ending,
    looked_at_twice,
    protecting,
    shared_cases,
    without_a_call,
)
from proviso.demonstration.story import Story

STORIES: tuple[Story, ...] = (
    *beginning.STORIES,
    *protecting.STORIES,
    *checking.STORIES,
    *shared_cases.STORIES,
    *without_a_call.STORIES,
    *looked_at_twice.STORIES,
    *ending.STORIES,
)
