"""The rows of the register: one for every numbered paragraph of the guidance, in its order. See `register`."""

from dataclasses import dataclass

ASSESSED = "tests/policy/test_scenarios.py::test_scenario[{}]"
RULES = "tests/policy/test_guards.py::test_{}"
FINDINGS = "tests/policy/test_findings.py::test_{}"
MARKED = "tests/cli/test_assess.py::test_a_page_about_a_case_is_marked"
REMINDED = "tests/web/test_reminders.py::test_"
COUNTED = "tests/oversight/figures/test_figure_list.py::test_the_register_says_what_is_counted_of_a_paragraph"
SHOWN = "tests/web/test_reminders.py::test_the_page_says_it[{}]"


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph. `under` is the paragraph whose norms carry it out too; `planned` says what is still to come before
    it is done; `left_out` what we set out to do beside what carries it out, and did not."""

    paragraph: str
    asks: str
    pages: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    under: str = ""
    planned: str = ""
    why_nothing: str = ""
    left_out: str = ""


# fmt: off
ROWS = (
    Row("header",
        "for England, Wales and Northern Ireland from April 2020; choices are local; review due in April 2022; "
        "advice on freedom of information from the NPCC",
        ("timeline",),
        (FINDINGS.format("the_review_date_is_warned_of_from_the_day_after"), MARKED,
         f"{REMINDED}whom_to_ask_about_freedom_of_information_stands_with_the_record"),
        left_out="policy show, policy coverage and record verify carry no marking: they print nothing of a case"),
    Row("1.1", "covers officers and staff who suspect that a victim or witness is an immigration offender", ("start",),
        (ASSESSED.format("nobody-suspected"), RULES.format("guard[share_basic-1.1]"))),
    Row("1.2.1", "a victim is anyone who reports being one, or whom police otherwise suspect is one", ("start",),
        (ASSESSED.format("neither-victim-nor-witness"), RULES.format("guard[share_basic-1.2.1]"))),
    Row("1.2.2", "a witness is anyone who reports witnessing a crime, or offers information about one", ("start",),
        (RULES.format("a_witness_is_in_scope"),), under="1.2.1"),
    Row("1.2.3",
        "an immigration offender needs leave and lacks it, broke its conditions, or entered or stays by crime",
        ("suspicion",), (SHOWN.format("1.2.3"),)),
    Row("1.2.4", "the Home Office is its border, immigration and citizenship departments", ("recipient",),
        (RULES.format("guard[share_basic-1.2.4]"), ASSESSED.format("local-immigration-office"))),
    Row("2.1", "what police are for", ("purposes",), (SHOWN.format("2.1"),)),
    Row("2.2", "what the Home Office is for", ("purposes",), (SHOWN.format("2.2"),)),
    Row("2.3", "how sharing may help both, and the public interest in that", ("purposes",), (SHOWN.format("2.3"),)),
    Row("2.4", "what failing to share is likely to hamper", ("purposes",), (SHOWN.format("2.4"),)),
    Row("2.5",
        "information suggests that some are deterred from reporting by the fear that their details are passed on",
        ("views", "timing"),
        (SHOWN.format("2.5"), COUNTED),
        left_out="whether the person stayed with the investigation is counted only where something was shared and the "
        "outcome is recorded; whoever never reports is in no figure"),
    Row("2.6", "status may make a victim more vulnerable to perpetrators", ("control",),
        (FINDINGS.format("advice_arises_only_where_it_is_in_point[5.4.5]"),), under="5.4.5"),
    Row("3.1", "a victim may depend on a partner for status, and fear return", ("support",), (SHOWN.format("3.1"),)),
    Row("3.2", "a victim of domestic violence may have a route of their own: referrals consider it", ("support",),
        (FINDINGS.format("advice_arises_only_where_it_is_in_point[3.2]"),
         FINDINGS.format("support_not_offered_is_a_finding_of_ours")), under="support"),
    Row("3.3", "police can give no assurance about what the Home Office will do", ("tell-before", "tell-after"),
        (FINDINGS.format("advice_arises_only_where_it_is_in_point[3.3]"),)),
    Row("4.1", "a statutory power to supply information for immigration purposes", ("lawful-basis",),
        (RULES.format("guard[share_basic-4.1]"),)),
    Row("4.2", "a common-law power to share where it is in the public interest", ("lawful-basis",),
        (RULES.format("guard[share_basic-4.1]"),), under="4.1"),
    Row("5.1.1", "the focus is always on investigating what was reported", ("allegation",),
        (RULES.format("guard[share_basic-5.1.1]"), FINDINGS.format("what_had_to_come_first_is_breached[5.1.1]"))),
    Row("5.1.2", "and on reasonable measures to protect the person", ("protection",),
        (ASSESSED.format("the-call-already-made"), RULES.format("guard[share_basic-5.1.2]"))),
    Row("5.2", "no routine search for status, no routine request for proof", ("suspicion", "breach-review"),
        (ASSESSED.format("status-question-at-the-front-desk"), ASSESSED.format("routine-check-reviewed"),
         "tests/casework/test_corrected_source.py::test_who_corrected_how_it_arose_does_not_review_it"),
        left_out="a check that is recorded as something else from the start is not recognised"),
    Row("5.3.1", "suspicion may come from a search made for the investigation", ("suspicion",),
        (ASSESSED.format("pnc-marker-on-an-investigative-search"),), under="5.2"),
    Row("5.3.2", "or from what the person says or the investigation finds", ("suspicion",),
        (RULES.format("only_a_routine_check_closes_by_its_source"),), under="5.2"),
    Row("5.3.3", "the person's standing as victim or witness does not change, nor does the focus", ("close",),
        (FINDINGS.format("advice_arises_only_where_it_is_in_point[5.3.3]"),)),
    Row("5.4", "where suspicion is formed, police will share, for purposes such as those below", ("purposes", "decide"),
        (ASSESSED.format("the-reason-for-delay-has-ended"), FINDINGS.format("sharing_is_due_unless_it_is_lifted"),
         FINDINGS.format("a_doubt_calls_for_no_sharing_and_forbids_none"))),
    *(Row(f"5.4.{number}", asks, ("purposes",), (RULES.format("guard[share_basic-5.4]"),), under="5.4")
      for number, asks in enumerate((
          "to confirm or negate the suspicion",
          "to get advice on what steps to take, if any",
          "to get information that helps the investigation",
          "to get information that helps to identify vulnerability or to protect",
          "to get help with the investigation or protection, for instance with a status that somebody exploits",
          "to give information that helps enforcement, identifying vulnerability, or protection"), 1)),
    Row("5.5", "what and when must be considered carefully, case by case", ("basic", "timing", "decide"),
        (RULES.format("guard[close_case-5.5]"), ASSESSED.format("decided-not-to-share"))),
    Row("6.1", "usually five fields of basic information", ("basic",),
        (RULES.format("guard[share_basic-6.1]"), ASSESSED.format("additional-later"))),
    Row("6.2", "additional information may be shared too, and may bear on what the Home Office tells, does and when",
        ("additional",),
        (RULES.format("guard[share_additional-6.2]"), SHOWN.format("6.2"),
         FINDINGS.format("advice_arises_only_where_it_is_in_point[6.2]")),
        left_out="that an item is sensitive and strictly necessary (Data Protection Act 2018 s.35) is said beside the "
        "question, and neither asked nor recorded"),
    Row("6.3", "additional information takes a proportionate approach, regarding the four below", ("weighing",),
        (RULES.format("additional_information_takes_all_four_considerations"),), under="6.3.1"),
    Row("6.3.1", "the person's views, sought beforehand unless impracticable; they do not decide", ("views",),
        (ASSESSED.format("additional-information-against-her-wishes"), ASSESSED.format("interpreter-never-came"))),
    Row("6.3.2", "the nature and gravity of the allegation and investigation", ("weighing",),
        (RULES.format("guard[share_additional-6.3.2]"),)),
    Row("6.3.3", "what the Home Office has provided", ("weighing", "reply"),
        (RULES.format("guard[share_additional-6.3.3]"),)),
    Row("6.3.4", "the need to protect the person", ("weighing",), (RULES.format("guard[share_additional-6.3.4]"),)),
    Row("7.1", "timing takes a proportionate approach too", ("timing",), (RULES.format("guard[share_basic-7.1]"),)),
    Row("7.2", "in many cases without delay; a delay ends as soon as its reason does", ("timing", "protection"),
        (ASSESSED.format("in-hospital-after-a-beating"), ASSESSED.format("the-reason-for-delay-has-ended"),
         FINDINGS.format("what_is_said_of_a_delay_is_only_what_is_so"),
         f"{REMINDED}the_steps_before_sharing_are_the_forces_own"),
        left_out="the College’s steps are shown as the force’s own list with its links; which were considered is "
        "recorded in words only"),
    Row("8.1", "in most cases first with the national unit", ("recipient",),
        (ASSESSED.format("local-immigration-office"), RULES.format("guard[share_basic-8.1]"))),
    Row("9.1.1", "unless impracticable, tell the person beforehand: that, what, why", ("tell-before",),
        (ASSESSED.format("call-in-front-of-her"), RULES.format("guard[share_basic-9.1.1]"))),
    Row("9.1.2", "and afterwards: that, what, why", ("tell-after",),
        (ASSESSED.format("shared-and-not-told"), RULES.format("guard[close_case-9.1.2]"))),
    *(Row(f"10.1.{number}", asks, ("send", "already-shared", "timeline"),
          (RULES.format(f"guard[close_case-10.1.{number}]"),))
      for number, asks in enumerate((
          "record what was shared", "record when", "record with whom", "record why"), 1)),
    Row("11.1", "a force's own policy has due regard to the equality duty",
        ("decide",),
        (FINDINGS.format("the_equality_duty_always_arises"),
         FINDINGS.format("the_equality_duty_is_that_of_the_jurisdiction"),
         "tests/accounts/test_assessments.py::test_each_local_policy_names_its_own", COUNTED),
        left_out="sex, race, religion and the like are counted only where a force joins its crime system’s file; "
        "nobody is asked for them"),
    Row("11.2", "a spouse or civil partner means any partner", ("support",), (SHOWN.format("11.2"),)),
)
# fmt: on
