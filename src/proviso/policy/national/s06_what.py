"""Section 6: what is shared. Basic information usually; additional information only after four considerations.

Carries out 6.1–6.3.4. Views are sought first and do not decide: an objection is weighed and answered. Whether sharing
is proportionate is the officer's judgement, recorded with its reasons.
"""

from proviso.policy.conditions import Condition
from proviso.policy.facts import (
    additional_proposed,
    basic_information,
    gravity_weighed,
    home_office_information_weighed,
    omission_explained,
    protection_weighed,
    shared,
    views,
    views_impracticable_explained,
    views_weighed,
)
from proviso.policy.national.s01_scope import IN_SCOPE, SUSPICION
from proviso.policy.norms import Act, Basis, Before, Effect, Guard, GuidanceSection, Norm

ADDITIONAL = (Act.SHARE_ADDITIONAL,)

# 6.1 Usually all five fields of basic information; leaving one out takes a reason. It need not go twice.
BASIC_CHOSEN = basic_information.is_("all") | (basic_information.is_("some") & omission_explained)

BASIC = Guard(
    citation="6.1",
    acts=(Act.SHARE_BASIC,),
    condition=BASIC_CHOSEN,
    asks="the basic information must be chosen, and what is left out explained",
    refuses="The basic information is not chosen, or something is left out without a reason.",
    basis=Basis.SAFEGUARD,
)
BASIC_OR_SENT = Guard(
    citation="6.1",
    acts=ADDITIONAL,
    condition=BASIC_CHOSEN | shared,
    asks="the basic information must be chosen, and what is left out explained, unless it has gone already",
    refuses=BASIC.refuses,
    basis=Basis.SAFEGUARD,
)

# 6.2 Additional information may be shared too, item by item.
PROPOSED = Guard(
    citation="6.2",
    acts=ADDITIONAL,
    condition=additional_proposed.plain(),
    asks="additional information must be proposed, item by item",
    refuses="No additional information is proposed, and an empty box is a good answer.",
    basis=Basis.SAFEGUARD,
)
MAY_ADD = Norm(
    paragraph="6.2",
    name="may-share-additional",
    effect=Effect.PERMISSION,
    applies=IN_SCOPE & SUSPICION,
    met="Additional information may be shared too, with a proportionate approach (6.3).",
    whether="additional information may be shared too",
)

# 6.3 The four considerations that additional information takes.
FOUR_APPLY = IN_SCOPE & SUSPICION & additional_proposed


def _consideration(
    paragraph: str, name: str, condition: Condition, asks: str, met: str, unmet: str, whether: str
) -> tuple[Guard, Norm]:
    """One of the four: a duty wherever additional information is proposed; that it guards sharing it is ours."""
    return (
        Guard(paragraph, ADDITIONAL, condition, asks, unmet, Basis.SAFEGUARD),
        Norm(
            paragraph, name, Effect.DUTY, met, FOUR_APPLY, condition, unmet, whether, before=Before.SHARING
        ),
    )  # fmt: skip


# 6.3.1 The person's views, sought beforehand unless that is impracticable; they do not decide.
VIEWS = _consideration(
    "6.3.1",
    "seek-views",
    (views.is_("given") & views_weighed)
    | views.is_("declined")
    | (views.is_("impracticable") & views_impracticable_explained),
    asks="the person's views must be sought and weighed, or the reason recorded why asking is impracticable",
    met="The person's views were sought and weighed, or it is explained why that was impracticable.",
    unmet="The person's views have not been sought and weighed, and no reason is recorded why that is impracticable.",
    whether="the person's views were sought and weighed",
)
# 6.3.2 The nature and gravity of the allegation and its investigation.
GRAVITY = _consideration(
    "6.3.2",
    "weigh-gravity",
    gravity_weighed.plain(),
    asks="the nature and gravity of the allegation must be weighed",
    met="The nature and gravity of the allegation have been weighed.",
    unmet="The nature and gravity of the allegation have not been weighed.",
    whether="the nature and gravity of the allegation were weighed",
)
# 6.3.3 What the Home Office has provided, on databases or in reply; a reply opens this question again.
HOME_OFFICE = _consideration(
    "6.3.3",
    "weigh-home-office-information",
    home_office_information_weighed.plain(),
    asks="what the Home Office has provided must be weighed",
    met="What the Home Office has provided has been weighed.",
    unmet="What the Home Office has provided has not been weighed.",
    whether="what the Home Office has provided was weighed",
)
# 6.3.4 The need to protect the person.
PROTECTION = _consideration(
    "6.3.4",
    "weigh-protection",
    protection_weighed.plain(),
    asks="the need to protect the person must be weighed",
    met="The need to protect the person has been weighed.",
    unmet="The need to protect the person has not been weighed.",
    whether="the need to protect the person was weighed",
)

SECTION = GuidanceSection(
    6, "What is shared", (BASIC, BASIC_OR_SENT, PROPOSED, MAY_ADD, *VIEWS, *GRAVITY, *HOME_OFFICE, *PROTECTION)
)
