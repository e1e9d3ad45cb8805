"""The facts of one case as a type: what casework may ask policy about, so that mypy refuses a misspelt name or value.

`facts` declares the same names and values with their questions; a test holds the two to be one.
"""

from typing import Literal, TypeAlias, TypedDict, cast

RoleIs: TypeAlias = Literal["victim", "witness", "victim_and_witness", "neither"]
CertaintyIs: TypeAlias = Literal["suspicion", "doubt"]
AroseFrom: TypeAlias = Literal[
    "investigation_search", "account_given", "investigation_material", "third_party", "status_check", "other"
]
CheckWas: TypeAlias = Literal["case_specific", "routine"]
ProtectionIs: TypeAlias = Literal["not_needed", "needed", "in_place"]
Extent: TypeAlias = Literal["all", "some", "none"]
ViewsWere: TypeAlias = Literal["not_sought", "given", "declined", "impracticable"]
DelayedFor: TypeAlias = Literal["none", "immediate_protection", "other"]
RecipientIs: TypeAlias = Literal["nccu", "other_home_office", "outside_home_office"]
Informed: TypeAlias = Literal["no", "yes", "impracticable"]
PolicedIn: TypeAlias = Literal["england_wales", "northern_ireland"]
ConsentIs: TypeAlias = Literal["not_sought", "given", "refused", "withdrawn", "cannot_be_given"]
RecordedPart: TypeAlias = Literal["recorded_what", "recorded_when", "recorded_with_whom", "recorded_why"]


class CaseFacts(TypedDict, total=False):
    """What is known of a case, in the order of the vocabulary. None, like a name left out, is what nobody recorded."""

    role: RoleIs | None
    suspected: bool | None
    certainty: CertaintyIs | None
    arose_from: AroseFrom | None
    status_check_was: CheckWas | None
    breach_reviewed: bool | None
    allegation_recorded: bool | None
    protection_considered: bool | None
    immediate_protection: ProtectionIs | None
    child: bool | None
    domestic_abuse: bool | None
    sexual_offence: bool | None
    modern_slavery: bool | None
    status_used_as_control: bool | None
    support_offered: bool | None
    purpose_recorded: bool | None
    lawful_basis_recorded: bool | None
    basic_information: Extent | None
    omission_explained: bool | None
    additional_proposed: bool | None
    views: ViewsWere | None
    views_oppose: bool | None
    views_weighed: bool | None
    views_impracticable_explained: bool | None
    gravity_weighed: bool | None
    home_office_information_weighed: bool | None
    protection_weighed: bool | None
    timing_weighed: bool | None
    delay_reason: DelayedFor | None
    delay_still_applies: bool | None
    recipient: RecipientIs | None
    recipient_explained: bool | None
    informed_before: Informed | None
    informed_before_explained: bool | None
    shared: bool | None
    shared_while_delayed: bool | None
    informed_after: Informed | None
    informed_after_explained: bool | None
    recorded_what: bool | None
    recorded_when: bool | None
    recorded_with_whom: bool | None
    recorded_why: bool | None
    not_sharing_decided: bool | None
    corrections_outstanding: bool | None
    jurisdiction: PolicedIn | None
    equality_assessment_current: bool | None
    consent: ConsentIs | None
    consent_informed: bool | None
    exceptional_circumstances: bool | None
    senior_authorised: bool | None
    slavery_referral_considered: bool | None


def recorded(facts: CaseFacts) -> CaseFacts:
    """The facts without those that nobody recorded."""
    # What is left of these facts are these facts; mypy does not follow that through a comprehension.
    return cast("CaseFacts", {name: fact for name, fact in facts.items() if fact is not None})
