"""Section 5: the investigation and protection come first; no routine checks; where suspicion is formed, police share.

Carries out 5.1.1–5.5. The purposes 5.4.1–5.4.6 are named on a page; one recorded in words is what policy asks for.
Consideration "case by case" (5.5) is the officer's: what and when are separate questions, and nothing decides them.
"""

from proviso.policy.facts import (
    allegation_recorded,
    arose_from,
    breach_reviewed,
    certainty,
    delay_reason,
    delay_still_applies,
    not_sharing_decided,
    protection_considered,
    purpose_recorded,
    shared,
    status_check_was,
    status_used_as_control,
    suspected,
)
from proviso.policy.national.s01_scope import IN_SCOPE, SUSPICION
from proviso.policy.norms import (
    SHARING,
    Act,
    AlternativeWording,
    Basis,
    Before,
    Caution,
    Effect,
    Guard,
    GuidanceSection,
    Lifting,
    Norm,
)

# 5.1.1 The focus is always on investigating what the person reported; that it comes before sharing is our safeguard.
# What is looked into before it is recorded as a crime is being investigated.
INVESTIGATE_FIRST = Guard(
    citation="5.1.1",
    acts=SHARING,
    condition=allegation_recorded.plain(),
    asks="what was reported must be under investigation, or have been investigated",
    refuses="Nobody is looking into what was reported, and that comes first.",
    basis=Basis.SAFEGUARD,
)
INVESTIGATE = Norm(
    paragraph="5.1.1",
    name="investigate",
    effect=Effect.DUTY,
    applies=IN_SCOPE & SUSPICION,
    satisfied=INVESTIGATE_FIRST.condition,
    met="What was reported is being investigated, or was.",
    unmet="Nobody is looking into what was reported.",
    whether="what was reported is or was investigated",
    before=Before.SHARING,
)

# 5.1.2 And on reasonable measures to protect them from harm; that they are considered before sharing is ours.
PROTECT_FIRST = Guard(
    citation="5.1.2",
    acts=SHARING,
    condition=protection_considered.plain(),
    asks="protective measures must have been considered",
    refuses="Protective measures have not been considered, and that comes first.",
    basis=Basis.SAFEGUARD,
)
PROTECT = Norm(
    paragraph="5.1.2",
    name="protect",
    effect=Effect.DUTY,
    applies=IN_SCOPE & SUSPICION,
    satisfied=PROTECT_FIRST.condition,
    met="Measures to protect the person have been considered.",
    unmet="Measures to protect the person have not been considered.",
    whether="measures to protect the person have been considered",
    before=Before.SHARING,
)

# 5.2 No routine search, and no routine request for proof, to establish status. That a suspicion from one waits for a
# review is ours. The review lets it stand on other grounds, and so opens the guard; what was done stays a breach.
ROUTINE_CHECK = arose_from.is_("status_check") & status_check_was.is_("routine")

NOT_FROM_ROUTINE_CHECK = Guard(
    citation="5.2",
    acts=SHARING,
    condition=~ROUTINE_CHECK | breach_reviewed,
    asks="the suspicion must not rest on a routine check of status, unless a supervisor found other grounds for it",
    refuses="The suspicion came from a routine check of status: a supervisor has to review it first.",
    basis=Basis.SAFEGUARD,
)
CHECK_NO_STATUS = Norm(
    paragraph="5.2",
    name="no-routine-check",
    effect=Effect.DUTY,
    applies=SUSPICION,
    satisfied=~ROUTINE_CHECK,
    met="The suspicion did not come from a routine check of status.",
    unmet="It is recorded that the suspicion came from a routine check of status. That remains so, whatever a review "
    "finds.",
    whether="the suspicion came from a routine check of status",
    before=Before.SUSPECTING,
    wordings=(
        AlternativeWording(
            where=ROUTINE_CHECK & breach_reviewed,
            unmet="It is recorded that the suspicion came from a routine check of status. A supervisor has reviewed "
            "it, and found other grounds for it; what was recorded remains so.",
        ),
    ),
)

# 5.3 Suspicion is what the guidance speaks of; a doubt is not yet one.
ONLY_DOUBTED = certainty.is_("doubt")
ONLY_A_DOUBT = Caution(
    name="only-a-doubt",
    paragraph="5.3",
    says="There is only a doubt about status, where the guidance speaks of suspicion.",
    when=SUSPICION & ONLY_DOUBTED,
)

# 5.3.3 A suspicion changes neither the person's standing nor the focus.
STILL_A_VICTIM = Norm(
    paragraph="5.3.3",
    name="standing-unchanged",
    effect=Effect.ADVICE,
    applies=IN_SCOPE & SUSPICION,
    met="The person is still a victim or witness: investigating and protecting stay the focus.",
    whether="the reminder that the person's standing does not change is in point",
)

# 5.4 Where suspicion is formed, police will share: due, and never automatic. A doubt is not a formed suspicion, so the
# duty does not arise; a person may still decide to share. While nobody has recorded which of the two it is, what was
# shared is taken for what was due, and nothing else is called due.
DELAYED = delay_reason.is_not("none") & delay_still_applies
FORBIDDEN_BY_5_2 = ~NOT_FROM_ROUTINE_CHECK.condition
POSTPONED = Lifting(DELAYED, "sharing is delayed, and the reason still applies (7.2)")
DECIDED_OTHERWISE = Lifting(not_sharing_decided.plain(), "an officer decided not to share (5.5)")
FORBIDDEN = Lifting(
    FORBIDDEN_BY_5_2,
    "it is recorded that the suspicion came from a routine check of status, and no supervisor has found other grounds "
    "for it (5.2)",
)
NOT_YET_SUSPECTED = Lifting(ONLY_DOUBTED, "there is only a doubt about status, which is not yet a suspicion (1.1, 5.3)")

FOR_A_PURPOSE = Guard(
    citation="5.4",
    acts=SHARING,
    condition=purpose_recorded.plain(),
    asks="at least one purpose must be recorded in words of its own",
    refuses="No purpose is recorded: say what sharing is for.",
    basis=Basis.SAFEGUARD,
)
SHARE = Norm(
    paragraph="5.4",
    name="share",
    effect=Effect.DUTY,
    applies=IN_SCOPE & SUSPICION & (certainty.is_("suspicion") | shared),
    lifted_by=(NOT_YET_SUSPECTED, POSTPONED, DECIDED_OTHERWISE, FORBIDDEN),
    yields_to_local=True,
    satisfied=shared.plain(),
    met="Information has been shared with the Home Office.",
    unmet="Sharing with the Home Office is due: an officer decides what and when, or decides otherwise and says why.",
    whether="sharing with the Home Office is due or done",
    wordings=(
        AlternativeWording(
            where=IN_SCOPE & SUSPICION & ONLY_DOUBTED,
            moot=f"This does not arise: {NOT_YET_SUSPECTED.says}.",
        ),
    ),
)
DEPARTS_FROM_WILL = Caution(
    name="departs-from-will",
    paragraph="5.4",
    says="An officer decided not to share, where the guidance says that police will: the reasons are recorded.",
    when=IN_SCOPE & SUSPICION & not_sharing_decided,
    unless=(FORBIDDEN_BY_5_2, ONLY_A_DOUBT.when),
    yields_to_local=True,
)

# 5.4.5 The Home Office may be asked to help, for instance by resolving a status that somebody exploits.
ASK_FOR_HELP = Norm(
    paragraph="5.4.5",
    name="ask-for-help",
    effect=Effect.PERMISSION,
    applies=IN_SCOPE & SUSPICION & status_used_as_control,
    met="Someone uses the person's status against them: the Home Office may be asked to help resolve it.",
    whether="asking the Home Office to help resolve the person's status is in point",
)

# 5.5 What and when must be considered, case by case: a case ends with a decision, one way or the other.
DECIDED = Guard(
    citation="5.5",
    acts=(Act.CLOSE_CASE,),
    condition=shared | not_sharing_decided | ~suspected | ~IN_SCOPE,
    asks="something must have been shared, or a decision made not to, or there be nothing to decide",
    refuses="Nothing has been shared, and nobody has decided not to.",
    basis=Basis.SAFEGUARD,
)

SECTION = GuidanceSection(
    5,
    "Investigate, protect, and then share",
    (
        INVESTIGATE_FIRST,
        INVESTIGATE,
        PROTECT_FIRST,
        PROTECT,
        NOT_FROM_ROUTINE_CHECK,
        CHECK_NO_STATUS,
        ONLY_A_DOUBT,
        STILL_A_VICTIM,
        FOR_A_PURPOSE,
        SHARE,
        DEPARTS_FROM_WILL,
        ASK_FOR_HELP,
        DECIDED,
    ),
)
