"""What policy calls each answer: the codes of casework’s choices, in the vocabulary of the facts. Pure.

The two are apart so that either may be spelled otherwise; mypy holds the values, and a test that each choice has one.
"""

from collections.abc import Mapping

from proviso.casework.values.allegation import Investigation
from proviso.casework.values.notification import Telling
from proviso.casework.values.protection import Measure
from proviso.casework.values.role import RoleInCase
from proviso.casework.values.sharing import ToldBeforehand
from proviso.casework.values.suspicion import Certainty, Source, StatusCheck
from proviso.casework.values.timing import DelayReason
from proviso.policy.typed_facts import AroseFrom, CertaintyIs, CheckWas, DelayedFor, Informed, ProtectionIs, RoleIs

ROLES: Mapping[RoleInCase, RoleIs] = {
    RoleInCase.VICTIM: "victim",
    RoleInCase.WITNESS: "witness",
    RoleInCase.VICTIM_AND_WITNESS: "victim_and_witness",
    RoleInCase.NEITHER: "neither",
}
CERTAINTIES: Mapping[Certainty, CertaintyIs] = {Certainty.SUSPICION: "suspicion", Certainty.DOUBT: "doubt"}
SOURCES: Mapping[Source, AroseFrom] = {
    Source.INVESTIGATION_SEARCH: "investigation_search",
    Source.ACCOUNT_GIVEN: "account_given",
    Source.INVESTIGATION_MATERIAL: "investigation_material",
    Source.THIRD_PARTY: "third_party",
    Source.STATUS_CHECK: "status_check",
    Source.OTHER: "other",
}
CHECKS: Mapping[StatusCheck, CheckWas] = {StatusCheck.CASE_SPECIFIC: "case_specific", StatusCheck.ROUTINE: "routine"}
INVESTIGATED: Mapping[Investigation, bool | None] = {
    Investigation.RECORDED: True,
    Investigation.LOOKED_INTO: True,
    Investigation.ENDED: True,
    Investigation.NOBODY: False,
    # It was asked whether a crime was recorded, and nobody said whether it was looked into.
    Investigation.NOT_RECORDED: None,
}
MEASURES: Mapping[Measure, ProtectionIs] = {
    Measure.NEEDED: "needed",
    Measure.IN_PLACE: "in_place",
    Measure.NOT_NEEDED: "not_needed",
}
DELAYS: Mapping[DelayReason, DelayedFor] = {
    DelayReason.IMMEDIATE_PROTECTION: "immediate_protection",
    DelayReason.OTHER: "other",
}
INFORMED: Mapping[Telling, Informed] = {
    Telling.YES: "yes",
    Telling.NO: "no",
    Telling.IMPRACTICABLE: "impracticable",
}
INFORMED_BEFOREHAND: Mapping[ToldBeforehand, Informed | None] = {
    ToldBeforehand.YES: "yes",
    ToldBeforehand.NO: "no",
    ToldBeforehand.IMPRACTICABLE: "impracticable",
    ToldBeforehand.NOT_KNOWN: None,
}
