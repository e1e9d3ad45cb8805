"""Whether a message is one that nobody wrote: a mail server's notice that ours came back, a receipt, an automatic reply
(RFC 3464, 8098, 3834, and what common mail servers write instead).

None of them is a reply or an acknowledgement. What says so is named, since some of it is only likely.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from proviso.casework.values.nature import Nature
from proviso.disclosure.delivery_report import delivery_status, receipt
from proviso.disclosure.message_sender import NamedMailbox

STATUSES = frozenset({"message/delivery-status", "message/global-delivery-status"})
RECEIPTS = frozenset({"message/disposition-notification", "message/global-disposition-notification"})


@dataclass(frozen=True, slots=True)
class NatureTold:
    """What a message is, and how that is known, in words."""

    nature: Nature
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looks:
    """What is looked at: the headers by their names, None for one that is not there; the mailboxes that it says it is
    from; its kind and its text; and of its reports the kind and the text of each."""

    header: Callable[[str], str | None]
    mailboxes: tuple[NamedMailbox, ...]
    report_type: str
    text: str
    reports: tuple[tuple[str, str], ...]

    @property
    def subject(self) -> str:
        """Its subject."""
        return self.header("Subject") or ""

    @property
    def comes_from_nobody(self) -> bool:
        """Whether it names no mailbox to which it could come back itself."""
        path = self.header("Return-Path")
        return path is not None and path.replace(" ", "") in {"<>", ""}

    @property
    def is_from_a_mail_server(self) -> bool:
        """Whether it gives no sender to answer to, or a mail server as one."""
        return self.comes_from_nobody or any(
            _SERVERS.match(one.address) or _SERVERS_NAMES.search(one.name) for one in self.mailboxes
        )


_SERVERS = re.compile(
    r"(?:mailer-?daemon|mail-?daemon|postmaster|microsoftexchange|mdaemon|bounces?|mail\.?delivery)[^@]{0,80}@",
    re.IGNORECASE,
)
_SERVERS_NAMES = re.compile(
    r"mail(?:er)? (?:delivery|daemon)|mailer-daemon|postmaster|system administrator", re.IGNORECASE
)


def nature_of(looks: Looks) -> NatureTold:
    """What a message is."""
    return _reported(looks) or _from_a_mail_server(looks) or _automatic(looks) or NatureTold(Nature.REPLY)


def _reported(looks: Looks) -> NatureTold | None:
    """By a report in a form of its own."""
    for kind, text in looks.reports:
        if kind in RECEIPTS:
            return NatureTold(Nature.RECEIPT, receipt(text))
    statuses = [delivery_status(text) for kind, text in looks.reports if kind in STATUSES]
    words = tuple(one for _, said in statuses for one in said)
    natures = {nature for nature, _ in statuses}
    for nature in (Nature.RETURNED, Nature.DELAYED, Nature.DELIVERED):
        if nature in natures:
            return NatureTold(nature, words)
    if looks.report_type == "disposition-notification":
        return NatureTold(Nature.RECEIPT)
    if statuses or looks.report_type == "delivery-status":
        return _in_words(looks) or NatureTold(
            Nature.AUTOMATIC, ("It is a mail server’s notice that does not say what of",)
        )
    return None


def _from_a_mail_server(looks: Looks) -> NatureTold | None:
    """By what mail servers write that have no such form: Exim, qmail and others."""
    failed = looks.header("X-Failed-Recipients")
    if failed:
        return NatureTold(Nature.RETURNED, (f"{failed}: it did not arrive, by its header X-Failed-Recipients",))
    return _in_words(looks) if looks.is_from_a_mail_server else None


def _in_words(looks: Looks) -> NatureTold | None:
    beginning = looks.text[:LOOKED_AT]
    for pattern, nature in ((_DELAYED, Nature.DELAYED), (_FAILED, Nature.RETURNED)):
        if pattern.search(looks.subject):
            return NatureTold(nature, (f"That is known by its subject alone: {looks.subject}",))
    for pattern, nature in ((_DELAYED_TEXT, Nature.DELAYED), (_FAILED_TEXT, Nature.RETURNED)):
        if pattern.search(beginning):
            return NatureTold(nature, ("That is known by its words alone",))
    return None


LOOKED_AT = 2_000
_DELAYED = re.compile(
    r"\bdelay(?:ed)?\b|^warning: (?:message|could not send)|still (?:being )?(?:re)?tr(?:ied|ying)", re.IGNORECASE
)
_FAILED = re.compile(
    r"undeliver|non-?deliver|return(?:ed)? (?:mail|to sender)|failure notice|mail system error|"
    r"could ?n[o’']t be delivered|deliver[a-z]* (?:status notification )?(?:has )?\(?fail|"
    r"fail[a-z]* (?:of )?deliver|not (?:be )?delivered",
    re.IGNORECASE,
)
_DELAYED_TEXT = re.compile(
    r"(?:has|have) not (?:yet )?been delivered|will (?:continue to|keep|be re)\s?tr[yi]|is delayed|"
    r"do not need to resend",
    re.IGNORECASE,
)
_FAILED_TEXT = re.compile(
    r"qmail-send|could not be delivered|permanent (?:fatal )?error|was(?:n[’']t| not) delivered|"
    r"delivery (?:has )?failed|undeliverable|unable to deliver|returned to sender|"
    r"user unknown|no such user|mailbox unavailable",
    re.IGNORECASE,
)


def _automatic(looks: Looks) -> NatureTold | None:
    """By the headers that say that nobody wrote it."""
    said = looks.header("Auto-Submitted")
    word = re.split(r"[;(\s]", said.strip().lower(), maxsplit=1)[0] if said else ""
    if word and word != "no":
        what = "An automatic reply, such as out of office" if word == "auto-replied" else "An automatic message"
        return NatureTold(Nature.AUTOMATIC, (f"{what}, by its header Auto-Submitted ({said})",))
    for name in REPLIED_BY_ITSELF:
        if (value := looks.header(name)) is not None and value.strip().lower() not in {"no", "none", "false"}:
            return NatureTold(Nature.AUTOMATIC, (f"An automatic reply, by its header {name}",))
    for name in ("Precedence", "X-Precedence"):
        value = (looks.header(name) or "").strip().lower()
        if value in PRECEDENCES:
            return NatureTold(Nature.AUTOMATIC, (f"It may be automatic, by its header {name} ({value})",))
    if _OUT_OF_OFFICE.search(looks.subject):
        return NatureTold(Nature.AUTOMATIC, (f"An automatic reply, by its subject: {looks.subject}",))
    suppressed = looks.header("X-Auto-Response-Suppress")
    if suppressed and suppressed.strip().lower() != "none":
        return NatureTold(
            Nature.AUTOMATIC, (f"It may be automatic, by its header X-Auto-Response-Suppress ({suppressed})",)
        )
    if looks.comes_from_nobody:
        return NatureTold(Nature.AUTOMATIC, (FROM_NOBODY,))
    return None


FROM_NOBODY = (
    "It may be a mail server’s notice, in whatever language: it names no mailbox to which it could come back "
    "(Return-Path)"
)
"""Of what people write this is never so (RFC 5321, 4.5.5), and what a notice says is known here in English alone."""

REPLIED_BY_ITSELF = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponse",
    "X-Auto-Reply",
    "X-Autogenerated",
    "X-Mail-Autoreply",
)
PRECEDENCES = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply", "autoreply"})
_OUT_OF_OFFICE = re.compile(
    r"^\s*(?:\[[^\]]{0,40}\]\s*)?(?:auto(?:matic|mated|matische)?[-: ]*(?:reply|response|answer|antwort)|"
    r"auto:|autoreply|out[- ]of[- ](?:the )?office|ooo\b|abwesenheit|r[ée]ponse automatique|respuesta autom[áa]tica|"
    r"automatisch antwoord|afwezig|absence du bureau|risposta automatica|resposta autom[áa]tica|autosvar|"
    r"automatiskt? svar|odpowied[źz] automatyczna|automatyczna odpowied[źz]|(?:ymateb|ateb) awtomatig|"
    r"allan o[’']r swyddfa|"
    r"on (?:annual )?leave\b|away from (?:the |my )?(?:office|desk))",
    re.IGNORECASE,
)
