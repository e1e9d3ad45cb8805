"""Who is covered, and whether there is already a suspicion (1.1, 1.2.1, 1.2.2).

Nothing here asks about anyone's status, and an answer that ends here is not stored.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from proviso.casework.values.value import Choice, Refusal, Value, ask


class RoleInCase(Choice):
    """What the person is to the crime. It never becomes "suspect" (5.3.3)."""

    VICTIM = (
        "victim",
        "A victim",
        "They report a crime against them, or the police suspect one. No charge or proof is needed",
    )
    WITNESS = (
        "witness",
        "A witness",
        "They report that they witnessed a crime, or offer information or evidence about one",
    )
    VICTIM_AND_WITNESS = "victim_and_witness", "Both a victim and a witness"
    NEITHER = "neither", "Neither"


class Start(Value):
    """The three answers that open a case, or turn the officer back with nothing stored."""

    kind = "case_opened"

    role: RoleInCase = ask(
        "Is the person a victim or a witness?",
        "Select whether the person is a victim, a witness, both or neither",
        hint="Whether or not they are also suspected of something",
    )
    suspected: bool = ask(
        "Do you already suspect that the person is an immigration offender?",
        "Select yes if you already suspect that the person is an immigration offender",
        hint="If you do not, do not check. There is nothing to look up and nothing to ask them",
    )
    already_shared: bool = ask(
        "Has anything about them been shared with the Home Office already?",
        "Select yes if something has been shared with the Home Office already",
        hint="A telephone call counts. If they are a victim or a witness it can always be recorded, however it came "
        "about",
    )
    unit: str = ""
    owner: str = ""


class RoleCorrected(Value):
    """A correction between victim, witness and both; no other is possible (5.3.3)."""

    kind = "role_corrected"

    role: RoleInCase = ask(
        "Is the person a victim or a witness?",
        "Select whether the person is a victim, a witness or both",
        without=(RoleInCase.NEITHER,),
    )
    reason: str = ask("What is the evidence?", "Enter what the evidence is", long=True, most=500, reason=True)

    def refusals(self) -> Iterator[Refusal]:
        """Being a victim or a witness is never taken away, whatever else someone is suspected of (5.3.3)."""
        if self.role is RoleInCase.NEITHER:
            says = _("Select a victim, a witness or both: a person does not stop being one")
            yield Refusal("role", self.role.value, "victim, witness or victim_and_witness", says)
