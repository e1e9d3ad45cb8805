"""The registry's rows of the case itself: starting, telling the person, replies, reviews and closing."""

from proviso.casework.acts import answer, answer_local, close, receive, start, suspect, tell, why_not
from proviso.casework.acts.act import CaseAct, CasePage, Offer, Priority
from proviso.casework.reading.decision_in_force import last_decided
from proviso.casework.reading.way_out import no_way_out
from proviso.casework.values.closing import Closed, ClosedUnshared, Reopened
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.notification import AttemptFailed, ToldAfter
from proviso.casework.values.reply import OutcomeRecorded, Reply, ReplyArrived, ReplyDismissed
from proviso.casework.values.role import RoleCorrected, Start
from proviso.casework.values.suspicion import SuspicionEnded
from proviso.casework.writing.permissions import Permission

STARTING = CaseAct(
    slug="start",
    value=Start,
    record=start.open_new_case,
    permission=Permission.START_CASE,
    title="Start a case",
    because="The guidance is for victims and witnesses about whom there already is a suspicion. Anybody else is turned "
    "back, nothing is stored, and no check is suggested",
    used_by="The officer; later the record",
    paragraphs=("1.1", "1.2.1", "1.2.2", "5.2"),
)
"""The one act that has no case yet: it is not committed to one, and opens it."""

LOCAL = CaseAct(
    slug="local",
    value=LocalAnswer,
    record=answer_local.answer_local_question,
    permission=Permission.ANSWER_QUESTION,
    title="A question of the force’s own policy",
    lead="Your force’s own policy asks this. It may protect the person more than the guidance does, never less.",
    because="A local policy that the force has adopted needs an answer of its own; one page serves them all",
    used_by="The officer and the supervisor",
    paragraphs=("the local policy",),
)

TELLING: tuple[CasePage, ...] = (
    CaseAct(
        slug="tell-after",
        value=ToldAfter,
        record=tell.tell_after,
        permission=Permission.TELL_PERSON,
        why_not=why_not.nothing_to_tell_of,
        shows=lambda case: case.latest(ToldAfter),
        title="Tell them afterwards",
        lead="Tell the person what was shared, with whom and why, by the way that they say is safe.",
        done="Recorded. If they have been told and nothing else is owed, the case can close.",
        offers=(
            Offer(
                words="Tell them afterwards",
                urgency=Priority.TELL,
                when=lambda opened: opened.assessed.facts.get("informed_after") != "yes",
            ),
        ),
        because="The person is told what was shared, with whom and why, in a way that is safe and that they understand",
        used_by="The officer; the case stays open until it is done or said to be impracticable",
        paragraphs=("3.3", "9.1.2"),
    ),
    CaseAct(
        slug="attempt-failed",
        value=AttemptFailed,
        record=tell.record_failed_attempt,
        permission=Permission.RECORD_FAILED_ATTEMPT,
        why_not=why_not.nothing_tried,
        title="Record an attempt to tell them that failed",
        lead="Say what happened. If somebody else heard or saw anything, look at their safety now.",
        done="Recorded. Telling them is due again on the day that you named.",
        offers=(Offer(words="Record an attempt to tell them that failed"),),
        because="When telling the person fails, it is tried again on a day that is named, and what went wrong is known",
        used_by="The officer, on whose list it is due again, and whoever oversees the person’s safety",
        paragraphs=("9.1.1", "9.1.2"),
    ),
)

REPLIES: tuple[CasePage, ...] = (
    CaseAct(
        slug="confirm-reply",
        value=Reply,
        record=receive.confirm_reply,
        permission=Permission.RECORD_REPLY,
        why_not=why_not.no_reply_waits,
        title="Confirm what a message says",
        lead="Read the message and say what it says about this case. It counts only once you have recorded it.",
        done="The reply is recorded, apart from what the police know. The case shows what it changes.",
        offers=(Offer(words="A message came: confirm what it says", urgency=Priority.REPLY),),
        because="A message that names the case says nothing until somebody has read it and said what it says about the "
        "case",
        used_by="The officer or the disclosure desk and, where it shows a risk, the vulnerability lead",
        paragraphs=("5.4.1", "6.3.3"),
    ),
    CaseAct(
        slug="reply",
        value=Reply,
        record=receive.record_reply,
        permission=Permission.RECORD_REPLY,
        why_not=why_not.nothing_shared,
        title="Record a reply",
        lead="What the Home Office says is kept apart from what the police know.",
        done="The reply is recorded, apart from what the police know. The case shows what it changes.",
        offers=(Offer(words="Record a reply"),),
        because="What the Home Office answers may show a risk, end the suspicion, or change what was weighed",
        used_by="The officer and, where it shows a risk, the vulnerability lead",
        paragraphs=("5.4.1", "6.3.3"),
    ),
    CaseAct(
        slug="reply-aside",
        value=ReplyDismissed,
        record=receive.dismiss_reply,
        permission=Permission.RECORD_REPLY,
        why_not=why_not.no_message_waits,
        title="Dismiss this message",
        lead="For a message that is not a reply about this case. It stays on the record.",
        done="The message is dismissed, and changes nothing on the case. If it is about another person, tell its "
        "sender.",
        offers=(Offer(words="Dismiss this message: it is not a reply about this case"),),
        because="A message can name a case by mistake; why it was dismissed shows whether somebody else’s was "
        "misdirected",
        used_by="The disclosure desk and the data protection officer",
        paragraphs=("10.1.3",),
    ),
    CaseAct(
        slug="outcome",
        value=OutcomeRecorded,
        record=receive.record_outcome,
        permission=Permission.RECORD_OUTCOME,
        shows=lambda case: case.latest(OutcomeRecorded),
        title="Record the outcome",
        lead="So that your force can learn whether people stay with an investigation after something was shared.",
        done="Recorded, for learning. It changes nothing on the case.",
        offers=(Offer(words="Record the outcome, for learning", when=lambda opened: bool(opened.case.disclosures)),),
        because="Whether people stay with an investigation after something was shared is how a force learns what "
        "sharing does",
        used_by="The policy owner and whoever assesses the policy’s effect on people",
        paragraphs=("2.5", "11.1"),
    ),
)


CARRYING: tuple[CasePage, ...] = (
    CaseAct(
        slug="suspicion-ended",
        value=SuspicionEnded,
        record=suspect.end_suspicion,
        permission=Permission.ANSWER_QUESTION,
        why_not=why_not.nothing_suspected,
        title="End the suspicion",
        lead="If you were mistaken or learned better, say so. They remain a victim or a witness.",
        done="The suspicion has ended. If anything was shared, it now has to be corrected with everyone who received "
        "it.",
        offers=(Offer(words="End the suspicion"),),
        because="A suspicion that turns out to be mistaken must end, and whatever rested on it be put right",
        used_by="The officer and, where something was shared, whoever corrects it",
        paragraphs=("5.4.1", "Data Protection Act 2018 s.38"),
    ),
    CaseAct(
        slug="role",
        value=RoleCorrected,
        record=answer.record_answer,
        permission=Permission.ANSWER_QUESTION,
        title="Correct whether the person is a victim or a witness",
        lead="A victim or a witness never becomes a suspect here.",
        done="Corrected. What was recorded before stays on the record.",
        offers=(Offer(words="Correct whether the person is a victim or a witness"),),
        because="A victim may turn out to be a witness too; nobody stops being either because of their status",
        used_by="The officer",
        paragraphs=("1.2.1", "1.2.2", "5.3.3"),
    ),
    CaseAct(
        slug="close",
        value=Closed,
        record=close.close_case,
        permission=Permission.CLOSE_CASE,
        title="Close the case",
        lead="A case closes when what is owed to the person has been done; never because of their status.",
        done="The case is closed. Its record stays, and it can be opened again.",
        offers=(
            Offer(words="Close the case", urgency=Priority.CLOSE, when=close.can_close),
            Offer(words="See whose look is outstanding before the case can close", when=close.waits_for_a_look),
        ),
        because="A case closes when what is owed has been done, and never because of the person’s status",
        used_by="The supervisor and the auditor",
        paragraphs=("5.3.3", "5.5", "9.1.2"),
    ),
    CaseAct(
        slug="close-unshared",
        value=ClosedUnshared,
        record=close.close_unshared,
        permission=Permission.CLOSE_CASE,
        why_not=no_way_out,
        title="Opened in error or twice, or the person has withdrawn",
        lead="Nothing was shared, and nothing is. No more is asked. They are still a victim or a witness, and what "
        "they reported is investigated where it can be.",
        submit="Close the case",
        done="The case is closed, and nothing was shared. A supervisor looks at it. It can be opened again.",
        offers=(Offer(words="It was opened in error or twice, or the person has withdrawn"),),
        because="A case that should not be there, or that the person no longer supports, ends without more being asked "
        "about them. Our safeguard: a supervisor looks at each",
        used_by="The supervisor who looks at it, and the auditor",
        paragraphs=("5.3.3", "5.5"),
    ),
    CaseAct(
        slug="reopen",
        value=Reopened,
        record=close.reopen_case,
        permission=Permission.REOPEN_CASE,
        title="Open the case again",
        done="The case is open again.",
        offers=(Offer(words="Open the case again", urgency=Priority.CLOSE),),
        because="Something new may come after a case was closed",
        used_by="The officer",
        paragraphs=("5.1.1",),
    ),
)

READING: tuple[CasePage, ...] = (
    CasePage(
        slug="package",
        offers=(
            Offer(
                words="See what is sent, as it was decided",
                when=lambda opened: last_decided(opened.case) is not None,
            ),
        ),
    ),
    CasePage(slug="timeline", offers=(Offer(words="Read the record of this case"),)),
)

BY_THE_SERVICE: tuple[CaseAct, ...] = (
    CaseAct(
        slug="take-reply",
        value=ReplyArrived,
        record=receive.take_reply,
        permission=Permission.TAKE_REPLY,
        title="A message came in a file",
    ),
)
