"""One question on a page, bound to what was typed: what is asked, what is wrong, and what depends on it."""

from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from proviso.casework.values.value import Ask, Choice
from proviso.web.design.combined_options import CombinedOption
from proviso.web.design.fields import NO, YES, Asked


class QuestionForm(forms.Form):
    """A form whose questions know which of them depend on which.

    `combined` are the options that it offers which answer several questions. `known` are answers that the case gives
    already: their questions are not shown. `said_of` is what the page says of a choice in place of its hint.
    `said_above`: the page says above all its forms what is for the file alone.
    """

    combined: tuple[CombinedOption, ...] = ()
    known: Mapping[str, object] = MappingProxyType({})
    said_of: Mapping[Choice, str] = MappingProxyType({})
    said_above: bool = False

    def following(self, name: str) -> list["BoundQuestion"]:
        """The questions that depend on an answer, in order; one that stands beside another question is not among
        them."""
        hidden = {*self.known, *self.beside}
        shown = [self.question(one) for one in self.fields if one not in hidden]
        return [one for one in shown if one.asked.only_where and one.asked.only_where[0] == name]

    @property
    def beside(self) -> Mapping[str, str]:
        """The questions that a combined option of another answers too, and that do not depend on it: they stand after
        that other one, and are hidden by the option. To each, the other."""
        also = [(option.question, name) for option in self.combined for name in option.others if name in self.fields]
        return {name: other for other, name in also if (self.question(name).asked.only_where or ("",))[0] != other}

    def question(self, name: str) -> "BoundQuestion":
        """One question of the page. Raises KeyError."""
        # Each form of ours makes its own bound fields; Django only says that they are bound.
        return cast("BoundQuestion", self[name])


class BoundQuestion(BoundField):
    """One question on a page, bound to what was typed."""

    form: "QuestionForm"
    field: Asked

    @property
    def asked(self) -> Ask:
        """The question as the value asks it."""
        return self.field.asked

    @property
    def words(self) -> str:
        """The question itself, in the language of the page."""
        return said(self.asked.label)

    @property
    def error(self) -> ValidationError | None:
        """What is wrong with the answer, the first thing first."""
        wrong = self.form.errors.as_data().get(self.name)
        return wrong[0] if wrong else None

    @property
    def message(self) -> str:
        """The words of the error, or nothing."""
        return said(str(self.error.message)) if self.error else ""

    @property
    def wrong_boxes(self) -> tuple[str, ...]:
        """The boxes that are wrong, of an answer that has several; all of them where the error names none."""
        if not self.error:
            return ()
        return tuple((self.error.code or "").split()) or self.field.boxes_of(self.value())

    @property
    def href(self) -> str:
        """Where the error summary leads: the first input of the answer that is wrong."""
        return f"#{self.auto_id}-{self.wrong_boxes[0]}" if self.wrong_boxes else f"#{self.auto_id}"

    @property
    def first(self) -> str:
        """Where a link to the question leads that is about no box of it in particular: its first input that shows."""
        boxes = self.field.boxes_of(self.value())
        return f"#{self.auto_id}-{boxes[0]}" if boxes else f"#{self.auto_id}"

    @property
    def revealed(self) -> Mapping[object, list["BoundQuestion"]]:
        """The questions that go with exactly one option of this one, by that option."""
        found: dict[object, list[BoundQuestion]] = {}
        for question in self.form.following(self.name):
            _parent, wanted = question.asked.only_where or ("", frozenset())
            if len(self._where(question)) == 1:
                found.setdefault(next(iter(wanted)), []).append(question)
        return found

    @property
    def followed_by(self) -> list[tuple[frozenset[str], list["BoundQuestion"]]]:
        """The questions that go with several options of this one: they stand after it, not inside one of them. With
        which, as they are sent, and those that go with the same."""
        following = [one for one in self.form.following(self.name) if len(self._where(one)) > 1]
        return [(where, list(questions)) for where, questions in groupby(following, self._where)]

    def _where(self, question: "BoundQuestion") -> frozenset[str]:
        """The options of this question with which another goes, as they are sent. It goes with a combined option too
        that does not answer it."""
        _parent, wanted = question.asked.only_where or ("", frozenset())
        sent = frozenset(sent_for(one) for one in wanted)
        return sent | {one.code for one in self.combined if one.stands_for in sent and question.name not in one.others}

    @property
    def combined(self) -> tuple[CombinedOption, ...]:
        """The options of this question that answer others too."""
        return tuple(one for one in self.form.combined if one.question == self.name)

    @property
    def beside(self) -> list["BoundQuestion"]:
        """The questions that a combined option of this one answers too, and that do not depend on it."""
        return [self.form.question(name) for name, other in self.form.beside.items() if other == self.name]


def sent_for(answer: object) -> str:
    """What a form sends for one option: its code, or yes or no."""
    if isinstance(answer, bool):
        return YES if answer else NO
    return answer.value if isinstance(answer, Choice) else str(answer)


def said(text: str) -> str:
    """A sentence of a value in the language of the page. (An empty one would be the catalogue's own header.)"""
    return _(text) if text else ""
