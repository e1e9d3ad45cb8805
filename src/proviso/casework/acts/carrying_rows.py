"""The registry's rows of who has the case: handing it over, answering a handover, and the case of
another person of the same incident (1.2.1, 5.1.1)."""

from proviso.casework.acts import handing_over, link, why_not
from proviso.casework.acts.act import CaseAct, CasePage, Offer
from proviso.casework.values.closing import HandedOver, HandoverAnswered, HandoverOffered, HandoverWithdrawn
from proviso.casework.values.linking import Linked
from proviso.casework.values.role import Start
from proviso.casework.writing.permissions import Permission

HANDING_OVER: tuple[CasePage, ...] = (
    CaseAct(
        slug="hand-over",
        value=HandedOver,
        records=(HandedOver, HandoverOffered),
        record=handing_over.hand_over,
        permission=Permission.HAND_OVER_CASE,
        why_not=why_not.handover_waits,
        title="Hand the case over",
        lead="To somebody of your unit, it goes at once, with everything that is due on it. To another unit, it goes "
        "once they accept; until then it stays yours.",
        submit="Hand it over",
        done="Handed over. The case says who has it now, and whether they have to accept it first.",
        offers=(Offer(words="Hand the case over"),),
        because="What is due must be somebody’s, also when a shift ends or another unit takes the investigation",
        used_by="Whoever takes the case",
        paragraphs=("5.1.1",),
    ),
    CaseAct(
        slug="handover-withdrawn",
        value=HandoverWithdrawn,
        record=handing_over.withdraw_handover,
        permission=Permission.HAND_OVER_CASE,
        why_not=why_not.no_handover_waits,
        title="Withdraw the handover",
        lead="Nobody has accepted the case yet. It stays where it is, with everything that is due on it.",
        done="Withdrawn. The case stays where it is.",
        offers=(Offer(words="Withdraw the handover"),),
        because="A case that nobody accepts must not be left between two units",
        used_by="Whoever was asked to take it, and the supervisors of both units",
        paragraphs=("5.1.1",),
    ),
)

LINKING: tuple[CasePage, ...] = (
    CaseAct(
        slug="another-person",
        value=Start,
        records=(Start, Linked),
        record=link.begin_another,
        permission=Permission.START_CASE,
        title="Another person of the same incident",
        lead="They have a case of their own. What is recorded here of the crime is offered there for you to check; "
        "nothing of this person is.",
        submit="Start their case",
        done="This is the new case. What is the same is offered where it is asked; check it before you save it.",
        offers=(Offer(words="Start a case for another person of the same incident"),),
        because="Two victims of one incident are two persons: each is decided about alone, and the crime is typed once",
        used_by="The officer, and whoever looks for what belongs together",
        paragraphs=("1.2.1", "1.2.2"),
    ),
)

RECEIVING = CaseAct(
    slug="handover",
    value=HandoverAnswered,
    record=handing_over.answer_handover,
    permission=Permission.ANSWER_HANDOVER,
    title="A case is handed over to you",
    because="A case goes to another unit when somebody there takes it, and not before",
    used_by="Whoever hands it over, and the supervisors of both units",
    paragraphs=("5.1.1",),
)
"""Its page is not one of the case: whoever is asked to take it cannot open the case yet."""
