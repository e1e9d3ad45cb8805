"""Section 1: whom the guidance covers, what its words mean, and for how long it was meant to stand.

Carries out the header, 1.1 and 1.2.1–1.2.4. Which offence is suspected (1.2.3) is recorded on a page and never judged
here.
"""

from datetime import date

from proviso.policy.facts import recipient, role, suspected
from proviso.policy.norms import SHARING, Act, Caution, Guard, GuidanceSection

REVIEW_DUE = Caution(
    name="review-date-passed",
    paragraph="header",
    says="The guidance of April 2020 was due for review on 1 April 2022, and that date has passed.",
    since=date(2022, 4, 2),
)

# 1.1 It speaks of a victim or witness whom an officer or member of staff suspects.
SUSPICION = suspected.plain()

SUSPECTED = Guard(
    citation="1.1",
    acts=(*SHARING, Act.DELAY_SHARING),
    condition=SUSPICION,
    asks="an officer must suspect an immigration offence",
    refuses="Nobody suspects an immigration offence: there is nothing to share, and nothing to check.",
)

# 1.2.1 and 1.2.2 A victim or a witness of any crime; no charge, proof or report by the person is needed.
IN_SCOPE = role.is_("victim", "witness", "victim_and_witness")
VICTIM = role.is_("victim", "victim_and_witness")

VICTIM_OR_WITNESS = Guard(
    citation="1.2.1",
    acts=(*SHARING, Act.DELAY_SHARING),
    condition=IN_SCOPE,
    asks="the person must be a victim or a witness",
    refuses="The person is neither victim nor witness: this guidance does not cover them.",
)

# 1.2.4 The Home Office is its border, immigration and citizenship system, Immigration Enforcement among it.
HOME_OFFICE_ONLY = Guard(
    citation="1.2.4",
    acts=SHARING,
    condition=recipient.is_("nccu", "other_home_office"),
    asks="the recipient must be within the Home Office",
    refuses="The recipient is outside the Home Office: nobody else can be sent anything under this guidance.",
)

SECTION = GuidanceSection(1, "Whom it covers", (REVIEW_DUE, SUSPECTED, VICTIM_OR_WITNESS, HOME_OFFICE_ONLY))
