"""The sheet of one step of an issue: what is typed, what follows, the paper it ends with."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from gridhall.core.clerk import Role
from gridhall.issues.queries.cards import IssueCard
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.qt.context import Context
from gridhall.qt.fields import FormProblems, Problem
from gridhall.qt.labels import label

if TYPE_CHECKING:
    from gridhall.issues.documents.telling import More

__all__ = ["Carried", "IssueSheet", "Look", "Stepped", "when_of"]


@dataclass(frozen=True, slots=True)
class Stepped(Carried):
    """What was done to an issue, and the paper that goes with it.

    `paper_id` is one that was made with the act; `paper` a kind that is made now, told `more`.
    """

    paper: str = ""
    more: "More | None" = None
    paper_id: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a step's sheet looks: title, icon, size in px at 100 %, the act's button."""

    title: str
    glyph: str
    size: tuple[int, int]
    act: str = ""
    danger: bool = False
    role: Role = Role.COUNTER


def when_of(context: Context, version: int | None = None, on: date | None = None) -> When:
    """Now, or the day it really happened, for the issue as it is on this clerk's screen."""
    earlier = None if on == context.today() else on
    return When(context.today(), context.calendar, earlier, version)


class IssueSheet(ActSheet):
    """One issue; subclasses add rows and give `step`. What is wrong stands beside its field."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard, look: Look) -> None:
        act = look.act or look.title
        face = Face(look.title, look.glyph, look.size, act, look.danger, look.role)
        super().__init__(parent, context, face)
        self.card, self._titles = card, dict[str, str]()
        self.preview = label("", "sub", wrap=True)
        row = card.row
        self.say(" · ".join(filter(None, (row.number, row.title, row.place))))

    def step(self, session: Any, when: When) -> Carried:
        """Do it within this transaction."""
        raise NotImplementedError

    def carry_out(self, session: Any) -> Carried:
        """The step; it is refused if the issue is not what this clerk looked at."""
        when = when_of(self.context, self.card.row.version, self.day.value())
        return self.step(session, when)

    def add_row(self, title: str, field: QWidget, key: str = "", *, needed: bool = False) -> None:
        """One line of the form; what is wrong with it is told by its title."""
        super().add_row(title, field, key, needed=needed)
        self._titles[key] = title

    def add_day(self, title: str = "日期", key: str = "") -> None:
        """The day it really happened, today unless said otherwise."""
        self.add_row(title, self.day, key)

    def add_preview(self, words: str = "") -> None:
        """What the act leads to, under the fields."""
        self.preview.setText(words)
        self.add_wide(self.preview)

    def told(self, done: Done, words: str, **more: Any) -> Stepped:
        """What the desk says afterwards: 已吹哨 哨〔2026〕0001."""
        between, row = "" if words.endswith("：") else " ", self.card.row
        return Stepped(done.action_id, f"{words}{between}{row.number}", row.id, **more)

    def _mark(self, wrong: DraftProblems) -> None:
        if any(one.field not in self._marked for one in wrong.problems):
            self.banner.say("red", "；".join(one.sentence for one in wrong.problems))
            return
        if self._problems is None:
            self._problems = FormProblems(self.banner, self._marked, self)
        told = [Problem(p.field, self._titles[p.field], p.sentence) for p in wrong.problems]
        self._problems.show(told)
