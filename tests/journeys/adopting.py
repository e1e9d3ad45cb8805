"""The invented force adopts every local policy that there is, so that their questions are asked on each of its cases.

Run in a process of its own on a filled folder (`serving.prepare`).
"""


def every_local_policy() -> None:
    """As its policy owner does it."""
    from datetime import UTC, datetime

    from proviso.accounts.force_changes import adopt_local_policies
    from proviso.accounts.models import Force, Officer
    from proviso.demonstration.force import CODE, JUNIPER
    from proviso.policy.local import LOCAL_POLICIES

    owner = Officer.objects.get(staff_number=JUNIPER)
    force = Force.objects.get(code=CODE)
    adopt_local_policies(force, tuple(LOCAL_POLICIES), by=owner, now=datetime.now(UTC), why="To try them all")
