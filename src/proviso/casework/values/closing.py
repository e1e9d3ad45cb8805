"""Afterwards: replies, corrections, handover, closing (5.3.3, 5.5, 6.3.3; Data Protection Act 2018 s.38)."""

from proviso.casework.values.value import Value, ask
from proviso.record.entry import Category


class HandedOver(Value):
    """A case passed to another officer of the unit."""

    kind = "case_handed_over"
    category = Category.ALTERATION

    to: str = ask(
        "Staff number of the officer who takes it", "Enter the staff number of the officer who takes it", most=20
    )
    note: str | None = ask("What they should know first", optional=True, long=True, most=500)


class Closed(Value):
    """A case closed: what is owed has been done."""

    kind = "case_closed"
    category = Category.ALTERATION

    reason: str = ask("Why can it close?", "Enter why it can close", long=True, most=500, reason=True)


class Reopened(Value):
    """A closed case opened again."""

    kind = "case_reopened"
    category = Category.ALTERATION

    reason: str = ask("Why is it opened again?", "Enter why it is opened again", long=True, most=500, reason=True)
