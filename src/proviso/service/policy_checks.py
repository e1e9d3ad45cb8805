"""Whether the local policies that are followed can be carried out: for `proviso check`, and when one is adopted."""

from collections.abc import Iterator

from proviso.service.check_result import CheckResult
from proviso.service.config import Config


def authorising(config: Config) -> Iterator[CheckResult]:
    """Whether somebody can authorise what a local policy leaves to a senior officer; nothing where none asks for one.

    Needs the databases, up to date. Where nobody can, nothing is shared that needs it: safe, and not what was meant.
    """
    from proviso.accounts.models import Force, Officer, Role
    from proviso.casework import clock
    from proviso.casework.acts.answer_local import SENIOR
    from proviso.policy.conditions import mentions
    from proviso.policy.library import policy_in_force

    force = Force.objects.filter(code=config.force).first()
    if force is None:
        return
    followed = policy_in_force(clock.today(), tuple(force.local_policies)).local_policies
    asking = [
        one.name for one in followed if any(SENIOR.intersection(mentions(guard.condition)) for guard in one.guards)
    ]
    if not asking:
        return
    those = Officer.objects.filter(
        unit__force=force, is_active=True, rank__in=config.senior_ranks, role__in=(Role.OFFICER, Role.SUPERVISOR)
    ).count()
    what = f"what a senior officer has to authorise ({', '.join(asking)})"
    ill = "no rank is called senior" if not config.senior_ranks else "no officer or supervisor has a senior rank"
    do = "Give somebody one: proviso force set-rank" if config.senior_ranks else "Set senior_ranks in proviso.toml."
    yield CheckResult(
        "senior_ranks",
        those > 0,
        f"{those} can authorise {what}." if those else f"Nobody can authorise {what}: {ill}.",
        "" if those else do,
    )
