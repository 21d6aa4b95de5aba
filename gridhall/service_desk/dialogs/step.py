"""The sheet of one step of a case: what is typed, what follows of it, the paper it ends with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from gridhall.core.clerk import Role
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.rules.drafts import DraftProblems, refusal
from gridhall.qt.context import Context
from gridhall.qt.fields import FormProblems, Problem
from gridhall.qt.labels import PlainLabel, label
from gridhall.service_desk.dialogs.moments import desk_moment
from gridhall.service_desk.queries.reads import CaseCard
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.service.steps.step import begin

__all__ = ["Carried", "CaseSheet", "Look", "StepSheet", "Stepped"]


@dataclass(frozen=True, slots=True)
class Stepped(Carried):
    """What was done to a case, and the kind of paper that tells the applicant; '' for none."""

    paper: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a step's sheet looks: title, icon, size in px at 100 %, the act's button."""

    title: str
    glyph: str
    size: tuple[int, int]
    act: str = ""
    danger: bool = False
    role: Role = Role.COUNTER

    def face(self) -> Face:
        """The same as the frame below wants it; the act is called like the sheet if not said."""
        act = self.act or self.title
        return Face(self.title, self.glyph, self.size, act, self.danger, self.role)


class CaseSheet(ActSheet):
    """What is wrong stands beside its field, and what was typed is kept."""

    def __init__(self, parent: QWidget, context: Context, look: Look) -> None:
        super().__init__(parent, context, look.face())
        self._titles: dict[str, str] = {}
        self._needed: list[tuple[str, QWidget, str]] = []
        self.preview = label("", "sub", wrap=True)

    def add_row(self, title: str, field: QWidget, key: str = "", *, needed: bool = False) -> None:
        """One line of the form; what is needed is asked for by its title."""
        super().add_row(title, field, key, needed=needed)
        self._titles[key] = title

    def need(self, key: str, field: QWidget, sentence: str) -> None:
        """This field must not be empty; the sentence says what belongs there."""
        self._needed.append((key, field, sentence))

    def add_preview(self) -> None:
        """What the act leads to, under the fields."""
        self.add_wide(self.preview)

    def refuse_empty(self) -> None:
        """DraftProblems for the first field that is needed and empty."""
        for key, field, sentence in self._needed:
            if not typed(field):
                raise refusal(key, sentence)

    def _mark(self, wrong: DraftProblems) -> None:
        if any(one.field not in self._marked for one in wrong.problems):
            self.banner.say("red", "；".join(one.sentence for one in wrong.problems))
            return
        if self._problems is None:
            self._problems = FormProblems(self.banner, self._marked, self)
        told = [Problem(p.field, self._titles[p.field], p.sentence) for p in wrong.problems]
        self._problems.show(told)


class StepSheet(CaseSheet):
    """One case; subclasses add rows and give `step`. What another desk changed is told."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard, look: Look) -> None:
        super().__init__(parent, context, look)
        self.card = card
        case = card.case
        self.say(f"{case.number} · {case.item_name} · {case.applicant_name}")

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Do it within this transaction."""
        raise NotImplementedError

    def carry_out(self, session: Any) -> Carried:
        """The step, unless a field is empty or the case is not what this clerk looked at."""
        self.refuse_empty()
        case, when = self.card.case, desk_moment(self.context)
        begin(session, self.context.clerk, case.id, when, case.version)
        return self.step(session, when)

    def told(self, words: str, paper: str = "") -> Stepped:
        """What the desk says afterwards: 已… SL20261124-012."""
        return Stepped(None, f"{words} {self.card.case.number}", self.card.case.id, paper=paper)


def typed(field: QWidget) -> str:
    """What stands in a field, blanks at the ends dropped."""
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText().strip()
    if isinstance(field, QLineEdit):
        return field.text().strip()
    said = getattr(field, "currentText", None)
    return str(said()).strip() if callable(said) else ""


def lines(words: Sequence[str]) -> PlainLabel:
    """Facts, a line each."""
    return label("\n".join(filter(None, words)), "sub", wrap=True)
