"""The facts of a case, one person in one crime, in the order of the journey: what policy is asked about.

Given, told and informed mean understood: by a safe route, with any interpreter that is needed, and for a child or
someone who lacks capacity with suitable support. A route that is not safe counts as impracticable. Purpose, content,
views, weighing, timing, recipient and `informed_before` concern the disclosure proposed, otherwise the last one.
"""

from proviso.policy.vocabulary import Fact, FactRefused, Vocabulary

__all__ = ["FACTS", "Fact", "FactRefused", "changed", "check", "forgotten"]

FACTS = Vocabulary()
check = FACTS.check
changed = FACTS.changed
forgotten = FACTS.forgotten
_choice = FACTS.choice
_yes_no = FACTS.yes_no

# fmt: off
# -- 1 Who, and whether there is a suspicion at all
role = _choice(
    "role", "1.2.1", "start", "Is the person a victim of crime, a witness, or both?",
    victim="the person is a victim", witness="the person is a witness",
    victim_and_witness="the person is both victim and witness", neither="the person is neither victim nor witness")
suspected = _yes_no(
    "suspected", "1.1", "start", "Does an officer suspect that the person is an immigration offender?",
    yes="an officer suspects an immigration offence", no="nobody suspects an immigration offence")
certainty = _choice(
    "certainty", "local", "suspicion", "Is there a formed suspicion, or only concern or doubt?",
    suspicion="a suspicion has been formed", doubt="there is only a doubt about status")
arose_from = _choice(
    "arose_from", "5.3.1", "suspicion", "How did the suspicion first arise?",
    investigation_search="the suspicion arose from a search made for the investigation",
    account_given="the suspicion arose from what the person said",
    investigation_material="the suspicion arose from what the investigation found",
    third_party="the suspicion arose from somebody else", status_check="the suspicion arose from a check of status",
    other="the suspicion arose in another way")
status_check_was = _choice(
    "status_check_was", "5.2", "suspicion", "Was the check made because of this case, or as a routine?",
    only=arose_from.is_("status_check"),
    case_specific="the check was made because of this case", routine="the check was a routine one")
breach_reviewed = _yes_no(
    "breach_reviewed", "5.2", "breach-review", "Are there grounds for the suspicion other than the routine check?",
    only=status_check_was.is_("routine"),
    yes="a supervisor found other grounds for the suspicion",
    no="no supervisor has found other grounds for the suspicion")

# -- 2 The crime and its investigation
allegation_recorded = _yes_no(
    "allegation_recorded", "5.1.1", "allegation", "Is what was reported being investigated, or was it?",
    yes="what was reported is or was investigated", no="nobody is looking into what was reported",
    step="have what was reported looked into, and record that")

# -- 3 and 4 The person and their protection
protection_considered = _yes_no(
    "protection_considered", "5.1.2", "protection", "Have measures to protect the person been considered?",
    yes="protective measures have been considered", no="protective measures have not been considered",
    step="consider what would protect the person, and record it")
immediate_protection = _choice(
    "immediate_protection", "7.2", "protection", "Are immediate measures needed?",
    not_needed="no immediate measure is needed", needed="an immediate measure is needed",
    in_place="the immediate measures are in place")
child = _yes_no(
    "child", "local", "person", "Is the person under 18? Where age is disputed, answer yes.",
    yes="the person is under 18", no="the person is an adult")
domestic_abuse = _yes_no(
    "domestic_abuse", "2.6", "allegation", "Does the crime involve domestic abuse?",
    yes="the crime involves domestic abuse", no="the crime does not involve domestic abuse")
sexual_offence = _yes_no(
    "sexual_offence", "local", "allegation", "Does the crime involve a sexual offence?",
    yes="the crime involves a sexual offence", no="the crime does not involve a sexual offence")
modern_slavery = _yes_no(
    "modern_slavery", "local", "allegation", "Does the crime involve modern slavery?",
    yes="the crime involves modern slavery", no="the crime does not involve modern slavery")
status_used_as_control = _yes_no(
    "status_used_as_control", "2.6", "control", "Does someone use the person's immigration status against them?",
    yes="someone uses the person's status to control them", no="nobody uses the person's status to control them")
support_offered = _yes_no(
    "support_offered", "3.2", "support", "Was support or advice independent of police offered?",
    yes="independent support was offered", no="independent support was not offered")

# -- 6 Why
purpose_recorded = _yes_no(
    "purpose_recorded", "5.4", "purposes", "Is at least one purpose of sharing recorded in words of its own?",
    yes="a purpose is recorded", no="no purpose is recorded", step="record for what purpose it would be shared")
lawful_basis_recorded = _yes_no(
    "lawful_basis_recorded", "4.1", "lawful-basis", "Is the power to share recorded, and why it applies?",
    yes="the lawful basis is recorded", no="no lawful basis is recorded", step="record the power, and why it applies")

# -- 7 and 8 What
basic_information = _choice(
    "basic_information", "6.1", "basic", "Which of the five fields of basic information would be shared?",
    step=("all", "record the basic information that would be shared", "some"),
    all="all the basic information is chosen", some="some of the basic information is left out",
    none="no basic information is chosen")
omission_explained = _yes_no(
    "omission_explained", "6.1", "basic", "Is it explained why part of the basic information is left out?",
    only=basic_information.is_("some"),
    yes="the omission is explained", no="the omission is not explained", step="explain what is left out")
additional_proposed = _yes_no(
    "additional_proposed", "6.2", "additional", "Is additional information proposed?",
    yes="additional information is proposed", no="no additional information is proposed",
    step="record each item of additional information, and why it is needed")
views = _choice(
    "views", "6.3.1", "views", "What does the person think of sharing the additional information?",
    only=additional_proposed, step=("given", "ask the person for their views", "given", "declined"),
    not_sought="the person was not asked for their views", given="the person gave their views",
    declined="the person was asked and declined to comment", impracticable="asking for views was impracticable")
views_oppose = _yes_no(
    "views_oppose", "6.3.1", "views", "Does the person object?",
    only=views.is_("given"), yes="the person objects", no="the person does not object")
views_weighed = _yes_no(
    "views_weighed", "6.3.1", "views", "Were the person's views weighed and answered?",
    only=views.is_("given"),
    yes="the views were weighed", no="the views were not weighed", step="weigh the person's views and answer them")
views_impracticable_explained = _yes_no(
    "views_impracticable_explained", "6.3.1", "views", "Is it explained why asking was impracticable?",
    only=views.is_("impracticable"),
    yes="the reason why asking was impracticable is recorded", no="no reason why asking was impracticable is recorded",
    step="explain why asking was impracticable")
gravity_weighed = _yes_no(
    "gravity_weighed", "6.3.2", "weighing", "Were the nature and gravity of the allegation weighed?",
    only=additional_proposed, yes="nature and gravity were weighed", no="nature and gravity were not weighed",
    step="weigh the nature and gravity of the allegation")
home_office_information_weighed = _yes_no(
    "home_office_information_weighed", "6.3.3", "weighing", "Was what the Home Office has provided weighed?",
    only=additional_proposed, yes="what the Home Office provided was weighed",
    no="what the Home Office provided was not weighed", step="weigh what the Home Office has provided, if anything")
protection_weighed = _yes_no(
    "protection_weighed", "6.3.4", "weighing", "Was the need to protect the person weighed?",
    only=additional_proposed, yes="the need for protection was weighed", no="the need for protection was not weighed",
    step="weigh the need to protect the person")

# -- 9 When
timing_weighed = _yes_no(
    "timing_weighed", "7.1", "timing", "Was it weighed when to share?",
    yes="the timing was weighed", no="the timing was not weighed", step="weigh when to share")
delay_reason = _choice(
    "delay_reason", "7.2", "timing", "Is there a reason to delay?",
    none="there is no reason to delay", immediate_protection="sharing is delayed for immediate protection",
    other="sharing is delayed for another reason")
delay_still_applies = _yes_no(
    "delay_still_applies", "7.2", "timing", "Does the reason for the delay still apply?",
    only=delay_reason.is_not("none"),
    yes="the reason for the delay still applies", no="the reason for the delay has ended")

# -- 10 To whom
recipient = _choice(
    "recipient", "8.1", "recipient", "Who would receive it?",
    step=("nccu", "choose the Home Office's national unit"),
    nccu="the recipient is the Home Office's national unit",
    other_home_office="the recipient is another part of the Home Office",
    outside_home_office="the recipient is outside the Home Office")
recipient_explained = _yes_no(
    "recipient_explained", "8.1", "recipient", "Is it explained why not the national unit first?",
    only=recipient.is_not("nccu"),
    yes="the choice of recipient is explained", no="the choice of recipient is not explained",
    step="explain why it would not go to the national unit first")

# -- 11 Telling the person beforehand
informed_before = _choice(
    "informed_before", "9.1.1", "tell-before", "Has the person been told that, what and why?",
    step=("yes", "tell the person that it is to be shared, what, and why"),
    about=(purpose_recorded, basic_information, additional_proposed, recipient),
    no="the person has not been told beforehand", yes="the person was told beforehand",
    impracticable="telling the person beforehand is impracticable")
informed_before_explained = _yes_no(
    "informed_before_explained", "9.1.1", "tell-before", "Is it explained why telling was impracticable?",
    only=informed_before.is_("impracticable"),
    yes="the reason why telling beforehand is impracticable is recorded",
    no="no reason why telling beforehand is impracticable is recorded",
    step="explain why telling the person beforehand is impracticable")

# -- 12 to 14 What was done, and afterwards
shared = _yes_no(
    "shared", "5.4", "send", "Has something been shared?",
    yes="something has been shared", no="nothing has been shared")
shared_while_delayed = _yes_no(
    "shared_while_delayed", "7.2", "timing", "Was something shared while a reason to delay it still applied?",
    only=shared,
    yes="something was shared while a reason to delay it still applied",
    no="nothing was shared while a reason to delay it still applied")
informed_after = _choice(
    "informed_after", "9.1.2", "tell-after", "Has the person been told afterwards that, what and why?",
    only=shared, step=("yes", "tell the person that it was shared, what, and why"),
    no="the person has not been told afterwards", yes="the person was told afterwards",
    impracticable="telling the person afterwards is impracticable")
informed_after_explained = _yes_no(
    "informed_after_explained", "9.1.2", "tell-after", "Is it explained why telling afterwards was impracticable?",
    only=informed_after.is_("impracticable"),
    yes="the reason why telling afterwards is impracticable is recorded",
    no="no reason why telling afterwards is impracticable is recorded",
    step="explain why telling the person afterwards is impracticable")
recorded_what = _yes_no(
    "recorded_what", "10.1.1", "already-shared", "Is it recorded what was shared?", only=shared,
    yes="what was shared is recorded", no="what was shared is not recorded", step="record what was shared")
recorded_when = _yes_no(
    "recorded_when", "10.1.2", "already-shared", "Is it recorded when it was shared?", only=shared,
    yes="when it was shared is recorded", no="when it was shared is not recorded", step="record when it was shared")
recorded_with_whom = _yes_no(
    "recorded_with_whom", "10.1.3", "already-shared", "Is it recorded with whom it was shared?", only=shared,
    yes="with whom it was shared is recorded", no="with whom it was shared is not recorded",
    step="record with whom it was shared")
recorded_why = _yes_no(
    "recorded_why", "10.1.4", "already-shared", "Is it recorded why it was shared?", only=shared,
    yes="why it was shared is recorded", no="why it was shared is not recorded", step="record why it was shared")
not_sharing_decided = _yes_no(
    "not_sharing_decided", "5.5", "decide", "Did an officer decide, with reasons, not to share?",
    yes="an officer decided not to share", no="no officer decided not to share")
corrections_outstanding = _yes_no(
    "corrections_outstanding", "our safeguard", "correction", "Is there a recipient still to be told of a mistake?",
    yes="a recipient has yet to be told of a mistake", no="no correction is outstanding",
    step="tell every recipient what was wrong", step_to=False)

# -- The force
jurisdiction = _choice(
    "jurisdiction", "11.1", "", "Where does the force police?",
    england_wales="the force polices in England or Wales", northern_ireland="the force polices in Northern Ireland")
equality_assessment_current = _yes_no(
    "equality_assessment_current", "11.1", "", "Is the equality assessment of the policy in force current?",
    yes="the equality assessment is current", no="the equality assessment is not current")

# -- What local policies ask
consent = _choice(
    "consent", "local", "local", "Does the person consent to sharing at all?",
    not_sought="consent was not sought", given="the person consents", refused="the person refuses consent",
    withdrawn="the person has withdrawn consent",
    cannot_be_given="the person cannot give consent")
consent_informed = _yes_no(
    "consent_informed", "local", "local", "Was the consent understood, advice offered, and its meaning told?",
    only=consent.is_("given"), yes="the consent is informed", no="the consent is not informed")
exceptional_circumstances = _yes_no(
    "exceptional_circumstances", "local", "local", "Are the circumstances judged exceptional, and is that explained?",
    yes="the circumstances are judged exceptional", no="the circumstances are not judged exceptional")
senior_authorised = _yes_no(
    "senior_authorised", "local", "local", "Did a senior officer authorise it, and say why?",
    yes="a senior officer authorised it", no="no senior officer authorised it")
slavery_referral_considered = _yes_no(
    "slavery_referral_considered", "local", "support", "Was a referral of a suspected victim of slavery considered?",
    yes="a slavery referral was considered", no="a slavery referral was not considered")
# fmt: on
