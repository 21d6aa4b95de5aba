"""登记述职: who reports on which period, what was said, how it was judged."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QSpinBox, QWidget

from gridhall.core.clerk import Role
from gridhall.core.pinyin import name_keys
from gridhall.core.text import search_key
from gridhall.issues.dialogs.fields import line, paragraph
from gridhall.issues.rules.when import When
from gridhall.meetings.labels import GRADES
from gridhall.meetings.queries.attending import seat_holders
from gridhall.meetings.queries.debriefs import DebriefRow
from gridhall.meetings.queries.hosts import usual_organisation
from gridhall.meetings.queries.meetings import MeetingRow
from gridhall.meetings.rules.drafts import DebriefDraft, Invited
from gridhall.meetings.service.debriefs import add_debrief, change_debrief
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.pledges.dialogs.fields import MaybeNumber
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.suggest import Suggest

_OFFERS = 30


class DebriefSheet(ActSheet):
    """A debrief, new or known; one given in a meeting belongs to it."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        meeting: MeetingRow | None = None,
        row: DebriefRow | None = None,
    ) -> None:
        title, act = ("修改述职", "保存修改") if row else ("登记述职", "登记述职")
        super().__init__(parent, context, Face(title, "person_check", (860, 500), act,
                                               role=Role.COUNTER))  # fmt: skip
        self._meeting, self._row = meeting, row
        whose = meeting.organisation_id if meeting else None
        with context.db.read() as session:
            today = context.today()
            whose = whose or usual_organisation(session, today)
            self._known = list(seat_holders(session, whose, today))
        self.whom, self.duty, self.period = Suggest(), line("职务", 60), line("", 20)
        self.text, self.score = paragraph("述了什么，写要点", 150), MaybeNumber("得分", 100)
        self.votes = {grade: _count(words) for grade, words in GRADES.items()}
        self.whom.set_find(self._offers)
        self.whom.setPlaceholderText("首字母；不在席位上的直接写")
        self.whom.setMaxLength(100)
        self.whom.show_arrow()
        self.whom.picked.connect(self._take)
        self._rows_of()
        self._fill()
        self.first_focus = self.whom if row is None else self.score

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, row = self.context, self._row
        when = When(context.today(), context.calendar)
        name = self.whom.text().strip()
        if row is None:
            done = add_debrief(session, context.clerk, self.draft(), when)
            return Carried(done.action_id, f"已登记{name}述职", done.row_id)
        done = change_debrief(session, context.clerk, row.id, self.draft(), when)
        return Carried(done.action_id, f"已修改{name}的述职", row.id)

    def draft(self) -> DebriefDraft:
        """As typed."""
        key: Any = self.whom.choice.key if self.whom.choice is not None else None
        known = key if isinstance(key, Invited) else Invited("")
        row = self._row
        meeting_id = self._meeting.id if self._meeting else row.meeting_id if row else None
        kept = row if row is not None and row.name == self.whom.text().strip() else known
        return DebriefDraft(
            self.whom.text(), self.period.text(), self.day.value(), self.duty.text(),
            self.text.toPlainText(), self.score.count(),
            {grade: box.value() for grade, box in self.votes.items()}, meeting_id,
            kept.seat_id, kept.person_id, kept.outsider_id, row.version if row else 0, self.key,
        )  # fmt: skip

    def _rows_of(self) -> None:
        self.add_row("谁述职", self.whom, "name", needed=True)
        self.add_row("职务", self.duty, "duty")
        self.add_row("哪一段", self.period, "period", needed=True)
        self.add_row("日期", self.day, "given_on", needed=True)
        self.add_row("内容", self.text, "text")
        self.go_right()
        self.add_row("得分", self.score, "score")
        for grade, words in GRADES.items():
            self.add_row(words, self.votes[grade], "votes" if grade == "poor" else "")

    def _fill(self) -> None:
        row, today = self._row, self.context.today()
        half = "上" if today.month <= 6 else "下"
        self.period.setText(f"{today.year}年{half}半年")
        if self._meeting is not None:
            self.day.set_value(min(self._meeting.held_on, today))
            self.say(self._meeting.title)
        if row is None:
            return
        self.whom.setText(row.name)
        for field, words in ((self.duty, row.duty), (self.period, row.period)):
            field.setText(words)
        self.text.setPlainText(row.text)
        self.day.set_value(row.given_on)
        self.score.setValue(-1 if row.score is None else row.score)
        for grade, many in row.votes.items():
            self.votes[grade].setValue(many)

    def _take(self, choice: Choice) -> None:
        one: Any = choice.key
        self.duty.setText(one.duty)

    def _offers(self, typed: str) -> Sequence[Choice]:
        wanted = search_key(typed)
        found = [one for one in self._known if any(wanted in key for key in _keys(one.name))]
        return [Choice(one, one.name, one.workplace, one.duty) for one in found[:_OFFERS]]


def _keys(name: str) -> tuple[str, ...]:
    return tuple(search_key(word) for word in (name, *name_keys(name).initials))


def _count(words: str) -> QSpinBox:
    made = QSpinBox()
    made.setRange(0, 9999)
    made.setSuffix(" 票")
    made.setAccessibleName(f"{words}票数")
    return made
