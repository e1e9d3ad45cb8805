"""What an act, or the way to a case, refuses with: a code that never changes, a status, and words for a person."""

from typing import ClassVar


class CaseError(Exception):
    """Something that was asked of a case was not done, and nothing of it was written.

    `code` names the refusal for ever, for whoever compares it: words may change any day. `status` is what it is in
    HTTP: 403 not theirs, 404 not there, 409 not as the case now stands, 410 there no more, 422 not a value that can be
    taken, 500 a fault of ours. The words, `str(error)`, say what happened, what it means and what to do.
    """

    code: ClassVar[str]
    status: ClassVar[int]
