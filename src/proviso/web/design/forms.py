"""A form made from a value: its questions, what was typed, its errors, and the value itself.

The value decides what is right; the form only reads what came in, leaves out what does not go with the other answers,
and puts each refusal beside its question. It writes nothing.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, ClassVar, Generic, TypeVar, cast

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from markupsafe import Markup

from proviso.casework.values.one_person import asked_back
from proviso.casework.values.reason_answers import reject_lacking_words
from proviso.casework.values.value import Ask, Kind, Value, ValueRefused, asked_fields
from proviso.web.design import drawing
from proviso.web.design.bound_question import BoundQuestion, QuestionForm, said
from proviso.web.design.combined_options import CombinedOption, spelled_out
from proviso.web.design.field_for import field_for
from proviso.web.design.fields import Asked
from proviso.web.design.from_list import FromList, Groups
from proviso.web.design.just_now import HAPPENED_AT, HappenedAt
from proviso.web.design.question_words import said_once
from proviso.web.design.tokens import BOX, token_box

V = TypeVar("V", bound=Value)


class ValueForm(QuestionForm, Generic[V]):
    """The form of one value; `form_for` makes it.

    `answered` is what was recorded before, shown in the boxes; `typed` is what somebody had typed and not saved (kept
    over the end of a sign-in), shown in its place and not judged until it is sent: the form is then `unsaved`. `seq` is
    the case's last entry when the page was made, and comes back as `seq()`. `rest` are fields of the value that nobody
    is asked (a digest).
    """

    asks: ClassVar[type[Value]]
    bound_field_class = BoundQuestion

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        answered: V | None = None,
        typed: QueryDict | None = None,
        seq: int | None = None,
        prefix: str | None = None,
        rest: Mapping[str, object] | None = None,
    ) -> None:
        data = None if data is None else spelled_out(data)
        initial = {name: getattr(answered, name) for name, _asked, _kind in asked_fields(self.asks) if answered}
        if typed is not None:
            for name, field in self.base_fields.items():
                box = name if prefix is None else f"{prefix}-{name}"
                initial[name] = field.widget.value_from_datadict(typed, MultiValueDict(), box)
        super().__init__(data, initial=initial, prefix=prefix, auto_id="q-%s")
        self.unsaved = typed is not None
        self._rest = dict(rest or {})
        self._made: V | None = None
        self._asks_back = ""
        self._seq = seq
        sent = data if data is not None else typed
        if seq is not None and sent is not None:
            self._seq = sequence(sent.get(self.add_prefix("last_seq")))

    def clean(self) -> dict[str, object]:
        """Make the value, and put what it refuses beside the questions."""
        given = self.cleaned_data
        given.update(self.known)
        for name in self.fields:
            if not self.goes(name):
                self.errors.pop(name, None)
                given[name] = None
        try:
            # Where an answer could not be read the value is made all the same, so that every error shows at once.
            answers = {name: given.get(name) for name in self.fields}
            # `asks` is the class of V, which a class variable cannot say.
            made = cast("V", self.asks(**answers, **self._rest))
            reject_lacking_words(made)
            self._made = None if self.errors or self._asked_back(made) else made
        except ValueRefused as refused:
            self.refuse(refused)
        if self._seq == UNREADABLE:
            self.add_error(None, _("This page came back incomplete. Open the question again"))
        return given

    def _asked_back(self, made: V) -> bool:
        """Put what may be about two people beside its box, unless the same answers have just been asked about."""
        doubts = asked_back(made)
        token = sha256("\0".join(doubt.given for doubt in doubts).encode()).hexdigest() if doubts else ""
        if token == self.data.get(self.add_prefix("asked_back"), ""):
            return False
        self._asks_back = token
        if doubts:
            self.refuse(ValueRefused(doubts))
        return bool(doubts)

    def refuse(self, refused: ValueRefused) -> None:
        """Show refusals at their questions, one each; one that belongs to no question here goes above them all."""
        for refusal in refused.refusals:
            place = refusal.field if refusal.field in self.fields else None
            if (place is None or place not in self.errors) and refusal.instead_of not in self.errors:
                self.add_error(place, ValidationError(said(refusal.says), code=" ".join(refusal.boxes)))

    def value(self) -> V:
        """The value. Raises ValueError where the form is not valid."""
        if not self.is_valid() or self._made is None:
            raise ValueError(f"{self.asks.__name__}: {self.errors.as_text()}")
        return self._made

    def seq(self) -> int:
        """The case's last entry when the page was made. Raises ValueError where the form was made without one."""
        if self._seq is None:
            raise ValueError(f"{self.asks.__name__}: the form carries no sequence number")
        return self._seq

    def choose_from(self, lists: Mapping[str, Groups]) -> None:
        """Have these questions answered from a list each."""
        for name, groups in lists.items():
            field = self.fields[name]
            assert isinstance(field, Asked)  # noqa: S101  for the reader: every field of ours is
            self.fields[name] = FromList(field.asked, groups)

    def offer(self, combined: Iterable[CombinedOption], known: Mapping[str, object]) -> None:
        """Offer these options beside the questions' own, and do not ask what the case answers already, unless
        something else was recorded of it, or comes back from a page that did ask."""
        self.combined = tuple(combined)
        self.known = {name: answer for name, answer in known.items() if self._says_nothing_else(name, answer)}

    def _says_nothing_else(self, name: str, answer: object) -> bool:
        recorded = self.initial.get(name) in (None, "", answer)
        return recorded and not self.data.get(self.add_prefix(name))

    def carry(self, seq: int) -> None:
        """Have the page carry another last entry: after a conflict, once both answers are before the officer's eyes."""
        self._seq = seq

    def goes(self, name: str) -> bool:
        """Whether a question is asked at all, given the answers on which it depends."""
        field = self.fields[name]
        if not isinstance(field, Asked) or field.asked.only_where is None:
            return True
        parent, wanted = field.asked.only_where
        given = self.cleaned_data.get(parent)
        chosen = set(given) if isinstance(given, tuple) else {given}
        return bool(chosen & wanted) and self.goes(parent)

    @property
    def outermost(self) -> list[BoundQuestion]:
        """The questions that depend on no other."""
        hidden = {*self.known, *self.beside}
        return [self.question(name) for name in self.fields if name not in hidden and self._is_outermost(name)]

    def _is_outermost(self, name: str) -> bool:
        return self.question(name).asked.only_where is None

    @property
    def is_one_question(self) -> bool:
        """Whether the page's question is its heading."""
        return len(self.outermost) == 1

    def questions(self, *, heading: bool = False, size: str = "m") -> Markup:
        """All the questions as HTML; with `heading`, a page's only question is its heading; `size` is that of its
        labels. Where several boxes are for the file alone, that is said once: above them, or below a heading."""
        as_heading = heading and self.is_one_question
        drawn = [drawing.draw(one, heading=as_heading, size=size) for one in self.outermost]
        if words := "" if self.said_above else said_once([self]):
            drawn.insert(len(drawn) if as_heading else 0, Markup('<p class="govuk-hint">{}</p>').format(words))
        return Markup("\n").join([self.carried(), *drawn])

    def carried(self) -> Markup:
        """What comes back hidden: the sequence number, if the form has one, what was asked back, and the token."""
        carried = [("last_seq", self._seq), ("asked_back", self._asks_back or None)]
        hidden = Markup('<input type="hidden" name="{}" value="{}">')
        boxes = [hidden.format(self.add_prefix(name), one) for name, one in carried if one is not None]
        return Markup("").join([*boxes, token_box(str(self.data.get(BOX, "")))])

    def error_list(self) -> list[dict[str, str]]:
        """The error summary: every error in the order asked, each leading to the input that it is about; one
        that is about them all leads to the first."""
        above = [{"text": said(str(text)), "href": self.outermost[0].first} for text in self.non_field_errors()]
        return above + [{"text": one.message, "href": one.href} for one in map(self.question, self.fields) if one.error]


UNREADABLE = -1


def sequence(given: object) -> int:
    """The sequence number that a page brought back, or UNREADABLE."""
    text = str(given)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else UNREADABLE


def form_for(value: type[V]) -> type[ValueForm[V]]:
    """The form that asks a value's questions. Raises TypeError where a question has a type that no page can ask for."""
    if value not in _MADE:
        fields = {name: _field_of(name, asked, kind) for name, asked, kind in asked_fields(value)}
        _MADE[value] = type(f"{value.__name__}Form", (ValueForm,), {**fields, "asks": value})
    made: type[ValueForm[V]] = _MADE[value]
    return made


def _field_of(name: str, asked: Ask, kind: Kind) -> Asked:
    return HappenedAt(asked) if name == HAPPENED_AT else field_for(asked, kind)


_MADE: dict[type[Value], Any] = {}  # to each value its own form, which no type says of a dictionary
