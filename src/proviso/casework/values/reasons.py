"""Why: the purposes and the power (2.1 to 2.4, 4.1, 4.2, 5.4, 10.1.4)."""

from proviso.casework.values.value import FOR_BOTH, FOR_THE_RECIPIENT, Choice, Value, ask


class Purpose(Choice):
    """What sharing is for, as 5.4 names it; the list is open, so another can be named."""

    CONFIRM_OR_NEGATE = "confirm_or_negate", "To find out whether the suspicion is right (5.4.1)"
    ADVICE = "advice", "To get advice on what steps, if any, to take (5.4.2)"
    INVESTIGATION = "investigation", "To get information that helps the investigation (5.4.3)"
    VULNERABILITY = "vulnerability", "To learn whether the person is vulnerable, or how to protect them (5.4.4)"
    ASSISTANCE = (
        "assistance",
        "To get help with the investigation or with protection (5.4.5)",
        "For example, resolving a status that someone uses against them",
    )
    ENFORCEMENT = "enforcement", "To give information that helps enforcement or protection (5.4.6)"
    OTHER = "other", "For another purpose"


def _words(purpose: Purpose) -> str | None:
    words: str | None = ask(
        "In your words, for this case",
        f"Enter in your words what it is for: {purpose.label[0].lower()}{purpose.label[1:]}",
        only_where=("purposes", purpose),
        long=True,
        most=500,
        reason=True,
        heard_by=FOR_BOTH,
    )
    return words


class Purposes(Value):
    """What sharing would be for, each purpose in words of its own, which leave with it; and, apart from them, what the
    file alone is to say of why.

    Version 2 has the words for the file; until then there was no other place for them than the words that leave.
    """

    kind = "purposes_recorded"
    version = 2

    purposes: tuple[Purpose, ...] = ask(
        "What would sharing be for?", "Select at least one purpose", hint="Select all that apply"
    )
    confirm_or_negate: str | None = _words(Purpose.CONFIRM_OR_NEGATE)
    advice: str | None = _words(Purpose.ADVICE)
    investigation: str | None = _words(Purpose.INVESTIGATION)
    vulnerability: str | None = _words(Purpose.VULNERABILITY)
    assistance: str | None = _words(Purpose.ASSISTANCE)
    enforcement: str | None = _words(Purpose.ENFORCEMENT)
    other: str | None = _words(Purpose.OTHER)
    for_the_file: str | None = ask(
        "Why, for the file",
        optional=True,
        long=True,
        most=500,
        hint="What neither of them should hear or read",
        reason=True,
    )


class Power(Choice):
    """The powers that the guidance names; it leaves the list open."""

    SECTION_20 = (
        "section_20",
        "Section 20 of the Immigration and Asylum Act 1999 (paragraph 4.1)",
        "A power, not a duty",
    )
    COMMON_LAW = "common_law", "Common law, in the public interest (paragraph 4.2)"
    OTHER = "other", "Another power"


class LawfulBasis(Value):
    """Which power is relied on and, of any but section 20, why it applies here.

    Version 2 asks that of the others alone: section 20 is for immigration purposes, and what this one is for is its
    purpose, in words of its own (4.1). Before, it was asked of each.
    """

    kind = "lawful_basis_recorded"
    version = 2

    power: Power = ask("Which power would you rely on?", "Select the power that you would rely on")
    other_power: str | None = ask(
        "Which power", "Enter the power", only_where=("power", Power.OTHER), heard_by=FOR_THE_RECIPIENT
    )
    why: str | None = ask(
        "Why does it apply here?",
        "Enter why it applies here",
        only_where=("power", (Power.COMMON_LAW, Power.OTHER)),
        long=True,
        most=1000,
        reason=True,
    )

    def goes(self, name: str) -> bool:
        """Why section 20 applies goes too, where an earlier version asked for it."""
        return super().goes(name) or (name == "why" and bool(self.why))
