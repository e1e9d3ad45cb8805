"""Somebody who works in the force and misuses the service: signed in over HTTP, posting what a browser would, faster.

What is typed stands in `tests.casework.examples`; a way of misuse changes what it is about and leaves the rest alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from proviso.casework import clock
from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.acts.registry import ACTS
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.sharing import CallEnded, CallStarted
from proviso.casework.values.value import Value
from proviso.demonstration.force import PASSWORD
from tests.casework import examples
from tests.security.deployed import Reply, Visitor, field_of
from tests.web.forms import typed


@dataclass
class Insider:
    """One person at one browser. `pages` counts what was asked of the service, which is how quick they were."""

    visitor: Visitor
    pages: int = 0
    said: list[Reply] = field(default_factory=list)
    """What came back, the latest last."""

    def reads(self, path: str) -> Reply:
        """The page there, redirects followed."""
        self.pages += 1
        reply = self.visitor.get(path)
        while reply.status in {301, 302, 303} and (there := reply.headers["Location"]):
            reply = self.visitor.get(there)
        self.said.append(reply)
        return reply

    def posts(self, path: str, fields: dict[str, Any]) -> Reply:
        """What answers a form, as it comes: a redirect where it was taken."""
        self.pages += 1
        reply = self.visitor.post(path, fields)
        self.said.append(reply)
        return reply

    def opens_a_case(self, **instead: Any) -> str:
        """A new case, by its reference."""
        reply = self.posts("/cases/new", typed(examples.START, 0) | instead)
        found = re.search(r"PV-\w{4}-\w{4}", reply.headers.get("Location", ""))
        assert found, reply.page
        return found[0]

    def answers(self, reference: str, value: Value, path: str = "", **instead: Any) -> Reply:
        """What answers one form of a case, filled in with a value; `instead` is what is typed in its place, by box."""
        where = f"/cases/{reference}/{path or path_of(type(value))}"
        shown = self.reads(where)
        if 'name="last_seq"' not in shown.page:
            return shown
        return self.posts(where, typed(now(value), int(field_of(shown.page, "last_seq"))) | instead)

    def carries(self, reference: str, values: Iterable[Value]) -> None:
        """Record each of these, and fail where one is not taken."""
        for value in values:
            reply = self.answers(reference, value)
            assert reply.status in {302, 303}, f"{type(value).__name__}: {problems(reply)}"

    def decides(self, reference: str, reason: str, *acts: Decide) -> Reply:
        """What answers the decision."""
        return self.answers(reference, Decision(decide=acts or (Decide.SHARE_BASIC,), reason=reason), "decide")

    def rings(self, reference: str, ended: CallEnded = examples.CALL_ENDED) -> Reply:
        """What answers the last page of a call, or the page that does not let it begin."""
        begun = self.answers(reference, CallStarted(out_of_hearing=True), "send")
        return self.answers(reference, ended, "call") if begun.status in {302, 303} else begun


def path_of(value: type[Value]) -> str:
    """Where a value is asked for, on a case."""
    act = next(one for one in ACTS if one.value is value)
    return f"questions/{act.slug}" if act in QUESTIONS else act.slug


def now(value: Value) -> Value:
    """The same value, happened this very minute where it says when."""
    if getattr(value, "happened_at", None) is None:
        return value
    return replace(value, happened_at=clock.now())


def problems(reply: Reply) -> list[str]:
    """What the page says is wrong, as a person reads it."""
    summary = re.search(r'class="govuk-error-summary.*?</ul>', reply.page, re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", summary[0]) if summary else ""
    return [line.strip() for line in words.splitlines() if line.strip()]


def signed_in(port: int, staff_number: str) -> Insider:
    """Somebody of the demonstration's force at a browser of their own."""
    visitor = Visitor(port)
    reply = visitor.sign_in(staff_number, PASSWORD)
    assert reply.status in {302, 303}, reply.status
    return Insider(visitor)
