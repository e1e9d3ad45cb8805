"""Every pattern, in the order of the journey. A new one is a row here and an example in its test."""

from collections.abc import Mapping
from types import MappingProxyType

from proviso.accounts.models import Role
from proviso.casework.reading.occasions import At
from proviso.oversight.patterns.pattern import OF_PROTECTION, SEES_ALL, MadeOf, Pattern, Shows

DECIDED_CASES = "Cases in which something was decided"
OPENED_CASES = "Cases opened"

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "decided_to_share", "Decisions to share", "5.4", MadeOf.CASE, At.TO_SHARE, DECIDED_CASES,
        "It was decided to share",
        "Of the cases in which an officer decided anything, in how many they decided to share, once or more.",
        "Units work on different crimes, and some officers are given the cases in which sharing is due.",
        SEES_ALL,
    ),
    Pattern(
        "decided_to_delay", "Decisions to delay", "7.2", MadeOf.CASE, At.TO_DELAY, DECIDED_CASES,
        "It was decided to delay",
        "Of the cases in which an officer decided anything, in how many they decided to delay.",
        "Immediate protection comes first: a unit that protects people has more delays.",
        OF_PROTECTION,
    ),
    Pattern(
        "additional", "Additional information", "6.2", MadeOf.CASE, At.MORE, "Cases in which it was decided to share",
        "Additional information was to go too",
        "Of the cases in which an officer decided to share, in how many additional information was to go too.",
        "Some crimes, and what the Home Office asked, call for more.",
        SEES_ALL,
    ),
    Pattern(
        "decided_at_once", "Decisions as soon as the case was opened", "5.5", MadeOf.CASE, At.DECIDED, DECIDED_CASES,
        "Decided within the force’s minutes",
        "Of the cases in which an officer decided anything, in how many they did within so many minutes of the case "
        "being opened (a setting, one unless your force sets another).",
        "What was weighed on paper, or during a call, is typed in afterwards.",
        OF_PROTECTION,
        lambda limits: limits.decided_within_minutes,
        Shows.BELOW,
    ),
    Pattern(
        "same_words", "The same reason, word for word, in several cases", "5.5", MadeOf.SAME_WORDS, At.REASON,
        "Cases in which a reason was given", "A reason is the same in several cases of theirs",
        "Of the cases in which an officer gave a reason, in how many one of them is word for word what they wrote in "
        "so many cases (a setting). Found by keyed digests: the words are kept nowhere for it, and are not shown.",
        "People to whom the same happened: several victims of one crime, a family, a routine step that is the same.",
        SEES_ALL,
        lambda limits: limits.same_words_cases,
    ),
    Pattern(
        "shared_words", "The same reason, word for word, from several people", "5.5", MadeOf.SHARED_WORDS, At.REASON,
        "Cases in which a reason was given", "A reason is the same as somebody else’s",
        "Of the cases in which an officer gave a reason, in how many one of them is word for word what somebody else "
        "wrote, in this case or another. Found by keyed digests, without the words.",
        "A case that was handed over, or words that a course or an order taught everybody.",
        SEES_ALL,
        lambda _limits: 2,
    ),
    Pattern(
        "short_reasons", "Reasons under three words", "5.5", MadeOf.CASE, At.REASON,
        "Cases in which a reason was given", "A reason has fewer than three words",
        "Of the cases in which an officer gave a reason, in how many one of them has fewer than three words.",
        "They were recorded before three words were asked for.",
        SEES_ALL,
    ),
    Pattern(
        "views_not_sought", "Views never sought", "6.3.1", MadeOf.CASE, At.MORE_PROPOSED,
        "Cases in which additional information was proposed", "Nobody sought the person’s views, or said why not",
        "Of the cases in which an officer proposed additional information, in how many no views are recorded: neither "
        "given, nor declined, nor impracticable to ask for.",
        "It was proposed lately, and they have yet to be asked; or nothing of it is to be shared.",
        OF_PROTECTION,
    ),
    Pattern(
        "delays_extended", "Delays extended again and again", "7.2", MadeOf.CASE, At.DELAYED,
        "Cases in which it was decided to delay", "The delay was extended as often as the force’s number, or more",
        "Of the cases in which an officer decided to delay, in how many the delay was extended so many times or more "
        "(a setting), by whomever: a review that it goes on, or a later day.",
        "Protection takes long; a review every week extends it every week.",
        OF_PROTECTION,
        lambda limits: limits.extended_times,
    ),
    Pattern(
        "impracticable", "Telling the person was impracticable", "9.1", MadeOf.CASE, At.TOLD,
        "Cases in which somebody was to be told", "It was impracticable",
        "Of the cases in which an officer told the person, or said that it was impracticable, in how many they said "
        "that it was impracticable.",
        "People who moved away, who cannot be reached safely, or who have no fixed address.",
        OF_PROTECTION,
    ),
    Pattern(
        "not_tried_again", "“Impracticable” without another try", "9.1", MadeOf.CASE, At.IMPRACTICABLE,
        "Cases in which telling was impracticable", "Nobody has tried again",
        "Of the cases in which an officer said that telling was impracticable, in how many nobody has tried since.",
        "The day for the next try is still to come, or it can never become practicable.",
        OF_PROTECTION,
    ),
    Pattern(
        "many_opened", "Days on which many cases were opened", "10.1", MadeOf.OPENING, "day",
        "Days on which a case was opened", "As many of colleagues as the force’s number, or more",
        "Of the days on which an officer opened a case, on how many they opened so many cases or more that were never "
        "theirs (a setting). Of officers alone: to look at cases is the work of every other role.",
        "Covering for a colleague, a day at the desk, or a search for a case that was asked about.",
        SEES_ALL,
        lambda limits: limits.opened_a_day,
    ),
    Pattern(
        "odd_hours", "Cases opened at odd hours", "10.1", MadeOf.OPENING, "odd", OPENED_CASES, "Opened at odd hours",
        "Of the cases that an officer opened, how many they opened between the hours that your force calls odd (a "
        "setting).",
        "Night shifts.",
        SEES_ALL,
    ),
    Pattern(
        "never_their_own", "Cases opened that were never theirs", "10.1", MadeOf.OPENING, "not_own", OPENED_CASES,
        "Never theirs",
        "Of the cases that an officer opened, how many they never had.",
        "Covering for colleagues, and helping them.",
        SEES_ALL,
    ),
    Pattern(
        "after_refusals", "Cases opened after a refusal", "10.1", MadeOf.OPENING, "after",
        "Cases opened that were never theirs",
        "Opened within the force’s hours of being refused another",
        "Of the cases that an officer opened and never had, how many they opened within so many hours of being refused "
        "another case (a setting).",
        "A reference that was misheard: the first was another unit’s, the second was the right one.",
        SEES_ALL,
    ),
)  # fmt: skip

BY_CODE: Mapping[str, Pattern] = MappingProxyType({one.code: one for one in PATTERNS})


def patterns_for(role: Role) -> tuple[Pattern, ...]:
    """The patterns that a role may see; none for a role that mends none."""
    return tuple(one for one in PATTERNS if role in one.seen_by)
