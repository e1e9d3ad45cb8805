"""The guidance a second time, by hand and without the tree: what assessment must agree with, fact by fact.

Written from the tables of the vocabulary alone: True, False and None for unknown. Deliberately plain and slow.
"""

from collections.abc import Mapping

Known = bool | None


def every(*parts: Known) -> Known:
    """Kleene's and."""
    return False if False in parts else None if None in parts else True


def some(*parts: Known) -> Known:
    """Kleene's or."""
    return True if True in parts else None if None in parts else False


def no(part: Known) -> Known:
    """Kleene's not."""
    return None if part is None else not part


class Oracle:
    """One case, answered by hand."""

    def __init__(self, case: Mapping[str, bool | str], local: tuple[str, ...]) -> None:
        self.case, self.local = case, local
        self.in_scope = no(self.one("role", "neither"))
        self.suspected = self.true("suspected")
        self.delayed = every(no(self.one("delay_reason", "none")), self.true("delay_still_applies"))
        self.routine = every(self.one("arose_from", "status_check"), self.one("status_check_was", "routine"))
        self.told = self.done("informed_before")
        self.shared = self.true("shared")
        self.guards = self._guards()

    def true(self, name: str) -> Known:
        """A yes/no fact."""
        value = self.case.get(name)
        return value if isinstance(value, bool) else None

    def one(self, name: str, *values: str) -> Known:
        """Whether a fact has one of some values."""
        return self.case[name] in values if name in self.case else None

    def done(self, name: str) -> Known:
        """Whether the person was told, or telling them is impracticable with a reason."""
        return some(self.one(name, "yes"), every(self.one(name, "impracticable"), self.true(f"{name}_explained")))

    def _guards(self) -> dict[str, dict[str, Known]]:
        true, one = self.true, self.one
        basic = some(
            one("basic_information", "all"), every(one("basic_information", "some"), true("omission_explained"))
        )
        sharing = {
            "1.2.1": self.in_scope,
            "1.1": self.suspected,
            "5.1.1": true("allegation_recorded"),
            "5.1.2": true("protection_considered"),
            "5.2": some(no(self.routine), true("breach_reviewed")),
            "4.1": true("lawful_basis_recorded"),
            "5.4": true("purpose_recorded"),
            "7.1": true("timing_weighed"),
            "7.2": no(self.delayed),
            "1.2.4": no(one("recipient", "outside_home_office")),
            "8.1": some(one("recipient", "nccu"), true("recipient_explained")),
            "9.1.1": self.told,
            **self.local_guards(),
        }
        views = some(
            every(one("views", "given"), true("views_weighed")),
            one("views", "declined"),
            every(one("views", "impracticable"), true("views_impracticable_explained")),
        )
        return {
            "share_basic": {**sharing, "6.1": basic},
            "share_additional": {
                **sharing,
                "6.1": some(basic, self.shared),
                "6.2": true("additional_proposed"),
                "6.3.1": views,
                "6.3.2": true("gravity_weighed"),
                "6.3.3": true("home_office_information_weighed"),
                "6.3.4": true("protection_weighed"),
            },
            "delay_sharing": {"1.2.1": self.in_scope, "1.1": self.suspected, "7.2": self.delayed},
            "close_case": {
                "9.1.2": some(no(self.shared), self.done("informed_after")),
                **{
                    f"10.1.{number}": some(no(self.shared), true(f"recorded_{what}"))
                    for number, what in enumerate(("what", "when", "with_whom", "why"), 1)
                },
                "5.5": some(self.shared, true("not_sharing_decided"), no(self.suspected), no(self.in_scope)),
                "correction": no(true("corrections_outstanding")),
            },
        }

    def local_guards(self) -> dict[str, Known]:
        """The guards of the local policies in force."""
        abuse, senior = self.true("domestic_abuse"), self.true("senior_authorised")
        victim = self.one("role", "victim", "victim_and_witness")
        informed = every(self.one("consent", "given"), self.true("consent_informed"))
        unable = every(self.one("consent", "cannot_be_given"), senior)
        guards = {
            "doubt-is-not-suspicion/1": no(every(victim, abuse, self.one("certainty", "doubt"))),
            "consent-first/1": some(no(abuse), informed, unable),
            "exceptional-only/1": self.true("exceptional_circumstances"),
            "exceptional-only/2": senior,
        }
        return {cited: answer for cited, answer in guards.items() if cited.partition("/")[0] in self.local}

    def act(self, name: str) -> str:
        """An act's answer."""
        return {True: "yes", False: "no", None: "unknown"}[every(*self.guards[name].values())]

    def refused_by(self, name: str) -> list[str]:
        """The citations that refuse an act, sorted."""
        return sorted(cited for cited, answer in self.guards[name].items() if answer is False)

    def findings(self) -> dict[str, str]:
        """Each paragraph's status."""
        guards, true = self.guards["share_additional"], self.true
        covered = every(self.in_scope, self.suspected)
        proposed = every(covered, true("additional_proposed"))
        forbidden = False in (guards["5.2"], *self.local_guards().values())
        decided = true("not_sharing_decided") is True
        first = {"5.1.1", "5.1.2", "7.1", "8.1"}
        considered = {"6.3.1", "6.3.2", "6.3.3", "6.3.4"}
        abused = every(covered, self.one("role", "victim", "victim_and_witness"), true("domestic_abuse"))
        needed = every(covered, self.one("immediate_protection", "needed"))
        formed = every(covered, some(self.one("certainty", "suspicion"), self.shared))
        doubted = self.one("certainty", "doubt") is True
        return {
            "3.2": self.status(abused, True),
            "support": self.status(abused, true("support_offered")),
            "3.3": self.status(covered, True),
            **{cited: self.status(covered, guards[cited], before=self.shared is True) for cited in first},
            "5.2": self.status(self.suspected, no(self.routine), before=True),
            "5.3.3": self.status(covered, True),
            "5.4": self.status(
                self.unless(formed, doubted or self.delayed is True or decided or forbidden), self.shared
            ),
            "5.4.5": self.status(every(covered, true("status_used_as_control")), True),
            "6.2": self.status(covered, True),
            **{cited: self.status(proposed, guards[cited], before=self.shared is True) for cited in considered},
            "7.2": "breached" if self.too_soon(covered) else self.status(self.unless(needed, decided), self.delayed),
            "9.1.1": self.status(self.unless(covered, decided or forbidden), self.told, before=self.shared is True),
            "9.1.2": self.status(self.shared, self.done("informed_after")),
            **{
                f"10.1.{number}": self.status(self.shared, true(f"recorded_{what}"))
                for number, what in enumerate(("what", "when", "with_whom", "why"), 1)
            },
            "11.1": self.status(True, true("equality_assessment_current")),
            **self.local_findings(),
        }

    def local_findings(self) -> dict[str, str]:
        """The findings of the local policies in force."""
        withdrawn = every(self.shared, self.true("domestic_abuse"), self.one("consent", "withdrawn"))
        told = no(self.true("corrections_outstanding"))
        return {"consent-first/2": self.status(withdrawn, told)} if "consent-first" in self.local else {}

    def too_soon(self, covered: Known) -> bool:
        """Whether something was shared while a reason to delay applied. Where nobody recorded whether it was, a delay
        that still applies says so."""
        recorded = self.true("shared_while_delayed")
        return covered is True and self.shared is True and (self.delayed is True if recorded is None else recorded)

    def bases(self, name: str) -> dict[str, str]:
        """On what each guard of an act rests: scope, the Home Office, and delay are the guidance's own words."""
        own = {"1.1", "1.2.1", "1.2.4", "7.2"}
        return {
            cited: "local" if "/" in cited else "guidance" if cited in own else "safeguard"
            for cited in self.guards[name]
        }

    @staticmethod
    def unless(applies: Known, lifted: bool) -> Known:
        """An exception that is established lifts; one that nobody recorded does not."""
        return False if lifted else applies

    @staticmethod
    def status(applies: Known, satisfied: Known, *, before: bool = False) -> str:
        """Applicability no, unknown, satisfied, satisfaction unknown, else outstanding or breached."""
        if applies is False:
            return "not_applicable"
        if applies is None or satisfied is None:
            return "unknown"
        return "met" if satisfied else "breached" if before else "outstanding"
