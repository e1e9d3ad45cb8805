"""Why each act's page asks what it asks, and who uses the answer: for the reference of questions.

The questions of the journey say so themselves (`casework.journey`), beside their pages; an act without a row here stops
the reference from being made.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Why:
    """Why a page asks, who uses the answer, and the paragraphs or duties behind it."""

    because: str
    used_by: str
    paragraphs: tuple[str, ...]


ACTS = {
    "new": Why(
        "The guidance is for victims and witnesses about whom there already is a suspicion. Anybody else is turned "
        "back, nothing is stored, and no check is suggested",
        "The officer; later the record",
        ("1.1", "1.2.1", "1.2.2", "5.2"),
    ),
    "decide": Why(
        "A person decides what happens, with the exact content before their eyes, and says why",
        "The disclosure desk, the supervisor, the person, and anybody who later asks why",
        ("5.4", "5.5", "10.1.4"),
    ),
    "send": Why(
        "A call that others can hear tells them what they should not know, so it begins where nobody hears",
        "The officer or the disclosure desk",
        ("5.1.2", "9.1"),
    ),
    "call": Why(
        "What was given, when and to whom has to be on record; so does anything that was said beyond the script",
        "The disclosure desk, the person, and anybody who later checks",
        ("10.1.1", "10.1.2", "10.1.3"),
    ),
    "already-shared": Why(
        "A disclosure that was already made is still recorded, however it came about, so that the person can be told",
        "The supervisor who looks at what should have come first, and whoever tells the person",
        ("9.1.2", "10.1.1", "10.1.2", "10.1.3", "10.1.4"),
    ),
    "another-disclosure": Why(
        "What was shared at another time is a disclosure of its own: the person is told of each",
        "The supervisor who looks at what should have come first, and whoever tells the person",
        ("9.1.2", "10.1.1", "10.1.2", "10.1.3", "10.1.4"),
    ),
    "tell-after": Why(
        "The person is told what was shared, with whom and why, in a way that is safe and that they understand",
        "The officer; the case stays open until it is done or said to be impracticable",
        ("3.3", "9.1.2"),
    ),
    "attempt-failed": Why(
        "When telling the person fails, it is tried again on a day that is named, and what went wrong is known",
        "The officer, on whose list it is due again, and whoever oversees the person’s safety",
        ("9.1.1", "9.1.2"),
    ),
    "reply": Why(
        "What the Home Office answers may show a risk, end the suspicion, or change what was weighed",
        "The officer and, where it shows a risk, the vulnerability lead",
        ("5.4.1", "6.3.3"),
    ),
    "confirm-reply": Why(
        "A message that names the case says nothing until somebody has read it and said what it says about the case",
        "The officer or the disclosure desk and, where it shows a risk, the vulnerability lead",
        ("5.4.1", "6.3.3"),
    ),
    "reply-aside": Why(
        "A message can name a case by mistake; why it was dismissed shows whether somebody else’s was misdirected",
        "The disclosure desk and the data protection officer",
        ("10.1.3",),
    ),
    "vulnerability-review": Why(
        "A reply may show a risk that the officer does not see, so somebody who knows vulnerability looks at each one",
        "The officer, and whoever oversees the person’s safety",
        ("5.1.2", "5.4.4"),
    ),
    "outcome": Why(
        "Whether people stay with an investigation after something was shared is how a force learns what sharing does",
        "The policy owner and whoever assesses the policy’s effect on people",
        ("2.5", "11.1"),
    ),
    "acknowledgement": Why(
        "What was sent counts as received only when somebody says so",
        "The disclosure desk",
        ("10.1.3",),
    ),
    "correction": Why(
        "Whoever was told something wrong is told that it was wrong",
        "Every recipient, and the data protection officer",
        ("Data Protection Act 2018 s.38", "s.46"),
    ),
    "came-back": Why(
        "A message that came back told nobody anything: what it said still has to be sent, or corrected",
        "The officer and the disclosure desk",
        ("10.1.2", "10.1.3"),
    ),
    "cancel-correction": Why(
        "A correction can be cancelled while it has not left, as when its recipient has to know sooner than it will",
        "The officer and the disclosure desk",
        ("Data Protection Act 2018 s.38",),
    ),
    "found-wrong": Why(
        "What was shared may turn out wrong later, and whoever acts on it meanwhile acts on something that is not so",
        "Every recipient of it, and the person",
        ("Data Protection Act 2018 s.38", "s.46"),
    ),
    "tell-correction": Why(
        "The person was told what was shared about them, so they are told when it was wrong and is put right",
        "The officer; the case does not close before",
        ("9.1.2", "Data Protection Act 2018 s.44"),
    ),
    "cancel-sending": Why(
        "An order to send can be cancelled while nothing has left",
        "The officer and the disclosure desk",
        ("5.5",),
    ),
    "delivered": Why(
        "When a file was handed over, and to whom, has to be on record like a call",
        "The disclosure desk, the person, and anybody who later checks",
        ("10.1.2", "10.1.3"),
    ),
    "settle-sending": Why(
        "A message that may have left is never sent again by itself: a person asks whether it arrived",
        "The officer and the disclosure desk",
        ("10.1.2", "10.1.3"),
    ),
    "delay-ended": Why(
        "A delay lasts no longer than its reason, and what ended it is worth knowing later",
        "The officer and the supervisor",
        ("7.2",),
    ),
    "withdraw": Why(
        "A decision can be withdrawn before anything is sent; it stays on the record with the reason",
        "The officer and the supervisor",
        ("5.5",),
    ),
    "suspicion-ended": Why(
        "A suspicion that turns out to be mistaken must end, and whatever rested on it be put right",
        "The officer and, where something was shared, whoever corrects it",
        ("5.4.1", "Data Protection Act 2018 s.38"),
    ),
    "role": Why(
        "A victim may turn out to be a witness too; nobody stops being either because of their status",
        "The officer",
        ("1.2.1", "1.2.2", "5.3.3"),
    ),
    "hand-over": Why(
        "What is due must be somebody’s, also when a shift ends",
        "The officer who takes the case",
        ("5.1.1",),
    ),
    "close": Why(
        "A case closes when what is owed has been done, and never because of the person’s status",
        "The supervisor and the auditor",
        ("5.3.3", "5.5", "9.1.2"),
    ),
    "reopen": Why(
        "Something new may come after a case was closed",
        "The officer",
        ("5.1.1",),
    ),
    "breach-review": Why(
        "Status is not checked as a routine. Where it was, a supervisor says whether the suspicion stands otherwise",
        "The officer, who may not share before it, and whoever oversees such checks",
        ("5.2",),
    ),
    "source": Why(
        "How a suspicion arose decides whether it may be shared, so an officer cannot rewrite it and a supervisor can",
        "The supervisor",
        ("5.2", "5.3.1", "5.3.2"),
    ),
    "delay-review": Why(
        "Somebody other than the one who delays looks at whether its reason still holds",
        "The officer",
        ("7.2",),
    ),
    "late-disclosure-review": Why(
        "Something went out before what should have come first; somebody looks at what is missing and what follows",
        "The officer, and whoever learns from it",
        ("5.1", "9.1.1"),
    ),
    "local": Why(
        "A local policy that the force has adopted needs an answer of its own; one page serves them all",
        "The officer and the supervisor",
        ("the local policy",),
    ),
}
"""By the slug of the page."""
