"""新建调查, 改调查: what is asked, where, until when; the questions beside it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QListWidget,
    QWidget,
)

from gridhall.core.clerk import Role
from gridhall.issues.rules.when import When
from gridhall.opinions.dialogs.fields_talks import PlacePick, count, line, one_of, paragraph
from gridhall.opinions.labels import QUESTIONS
from gridhall.opinions.queries.doors import Scope, place_choices
from gridhall.opinions.queries.surveys import SurveyRow
from gridhall.opinions.rules.surveys import (
    INTRO,
    MOST_OPTIONS,
    USUAL,
    OptionDraft,
    QuestionDraft,
    SurveyDraft,
)
from gridhall.opinions.service import surveys as service
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.pages.side import buttons
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import label

_USUAL_DAYS = 30


class QuestionsEdit(QWidget):
    """The questions in order; the one that is chosen is written beside the list."""

    def __init__(self, questions: tuple[QuestionDraft, ...], *, fixed: bool) -> None:
        super().__init__()
        self.questions = list(questions)
        self._at, self._filling = -1, False
        self.listed = QListWidget()
        self.listed.setAccessibleName("问题")
        self.listed.setFixedHeight(112)
        self.title, self.kind = line("例如 您最希望先解决什么？", 100), one_of(QUESTIONS)
        self.most = count(0, MOST_OPTIONS, 2, "项")
        self.most.setSpecialValueText("不限")
        self.ranks = QCheckBox("用这道题排出诉求（选得最多的排最前）")
        self.options = paragraph("一行一个选项", 132)
        self.add = button("加一题", "Alt+A", "", "add")
        self.drop, self.up = button("删这题", "Alt+D"), button("上移", "Alt+U")
        self._build()
        self._relist(0)
        self._connect()
        if fixed:
            for one in (self.title, self.kind, self.most, self.ranks, self.options, self.add,
                        self.drop, self.up):  # fmt: skip
                one.setEnabled(False)

    def value(self) -> tuple[QuestionDraft, ...]:
        """The questions as they stand."""
        self._keep()
        return tuple(self.questions)

    def _build(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow(label("问题", "b"))
        form.addRow(self.listed)
        form.addRow(buttons(self.add, self.drop, self.up))
        for words, field in (
            ("问什么", self.title),
            ("题型", self.kind),
            ("最多选", self.most),
            ("选项", self.options),
        ):
            field.setAccessibleName(words)
            form.addRow(label(words, "label"), field)
        form.addRow("", self.ranks)

    def _connect(self) -> None:
        self.listed.currentRowChanged.connect(self._choose)
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self.title.textEdited.connect(self._retitle)
        self.add.bind_key().clicked.connect(self._add)
        self.drop.bind_key().clicked.connect(self._drop)
        self.up.bind_key().clicked.connect(self._up)
        self.ranks.toggled.connect(self._only_one)

    def _choose(self, at: int) -> None:
        if at < 0 or self._filling:
            return
        self._keep()
        self._at = at
        one, self._filling = self.questions[at], True
        self.title.setText(one.title)
        self.kind.setCurrentIndex(list(QUESTIONS).index(one.kind))
        self.most.setValue(one.most or 0)
        self.ranks.setChecked(one.ranks)
        self.options.setPlainText("\n".join(option.title for option in one.options))
        self._filling = False
        self._follow_kind()

    def _follow_kind(self) -> None:
        kind = str(self.kind.currentData())
        for field in (self.options, self.ranks):
            field.setEnabled(kind in ("one", "many") and self.title.isEnabled())
        self.most.setEnabled(kind == "many" and self.title.isEnabled())

    def _keep(self) -> None:
        """What is written beside the list goes into its question; categories follow their words."""
        if not 0 <= self._at < len(self.questions):
            return
        before = self.questions[self._at]
        filed = {one.title: one.category_id for one in before.options}
        kind = str(self.kind.currentData())
        titles = [one.strip() for one in self.options.toPlainText().splitlines() if one.strip()]
        self.questions[self._at] = replace(
            before,
            title=self.title.text(),
            kind=kind,
            most=(self.most.value() or None) if kind == "many" else None,
            options=tuple(OptionDraft(one, filed.get(one)) for one in titles),
            ranks=self.ranks.isChecked() and kind in ("one", "many"),
        )

    def _only_one(self, ranks: bool) -> None:
        """One question gives the ranking: ticking it unticks the others."""
        if not ranks or self._filling:
            return
        for place, one in enumerate(self.questions):
            if place != self._at and one.ranks:
                self.questions[place] = replace(one, ranks=False)
        self._keep()
        self._relist(self._at)

    def _retitle(self) -> None:
        item = self.listed.item(self._at)
        if item is not None:
            item.setText(
                _listed(self._at, replace(self.questions[self._at], title=self.title.text()))
            )

    def _add(self) -> None:
        self._keep()
        self.questions.append(QuestionDraft("", "many", (), None))
        self._relist(len(self.questions) - 1)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self) -> None:
        if not self.questions:
            return
        del self.questions[self._at]
        at, self._at = min(self._at, len(self.questions) - 1), -1
        self._relist(at)

    def _up(self) -> None:
        self._keep()
        at = self._at
        if at > 0:
            mine = self.questions
            mine[at - 1], mine[at] = mine[at], mine[at - 1]
            self._at = -1
            self._relist(at - 1)

    def _relist(self, at: int) -> None:
        self._filling = True
        self.listed.clear()
        self.listed.addItems([_listed(place, one) for place, one in enumerate(self.questions)])
        self._filling = False
        if self.questions:
            self.listed.setCurrentRow(max(at, 0))
            self._choose(max(at, 0))


def _listed(place: int, one: QuestionDraft) -> str:
    mark = "（排序）" if one.ranks else ""
    return f"{place + 1}. {one.title or '还没有写'}  {QUESTIONS.get(one.kind, '')}{mark}"


class SurveySheet(ActSheet):
    """A new survey begins with the usual form; of one that is open only words and days change."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        row: SurveyRow | None = None,
        asked: tuple[QuestionDraft, ...] = (),
    ) -> None:
        title = "改调查" if row else "新建调查"
        act = "保存" if row else "建好调查"
        face = Face(title, "fact_check", (980, 640), act, role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        with context.db.read() as session:
            places = place_choices(session)
            usual = asked or service.file_options(session, USUAL)
        self.title_edit = line("例如 都市春天居民诉求调查", 80, row.title if row else "")
        self.place, self.until = PlacePick(places), DateEdit()
        self.intro = paragraph("印在表头，例如为什么调查", 84, row.intro if row else INTRO)
        self.top = count(1, MOST_OPTIONS, row.top if row else 2, "项")
        self.questions = QuestionsEdit(usual, fixed=bool(row and row.state != "draft"))
        self._fill(row, context.today(), len(places))
        self._build()
        self.first_focus = self.title_edit if row else self.place

    def _fill(self, row: SurveyRow | None, today: date, _places: int) -> None:
        self.day.set_value(row.opens_on if row else today)
        self.until.set_value(row.closes_on if row else today + timedelta(days=_USUAL_DAYS))
        if row is not None:
            self.place.show_scope(row.scope)
            self.place.setEnabled(row.state == "draft")
            self.say(f"{row.number} · {row.state_label}")
        self.place.picked.connect(self._name)

    def _name(self) -> None:
        """A survey without a title is called after its place."""
        if not self.title_edit.text().strip():
            place = self.place.text()
            self.title_edit.setText(
                "居民诉求调查" if self.place.scope() == Scope() else f"{place}居民诉求调查"
            )

    def _build(self) -> None:
        self.add_row("地点", self.place, "place", needed=True)
        self.add_row("题目", self.title_edit, "title", needed=True)
        self.add_row("开始", self.day, "opens_on", needed=True)
        self.add_row("截止", self.until, "closes_on", needed=True)
        self.add_row("立即解决", self.top, "top")
        self.add_row("说明", self.intro, "intro")
        self.show_right([self.questions], 12)

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context, scope = self._row, self.context, self.place.scope()
        draft = SurveyDraft(
            self.title_edit.text(),
            self.day.value(),
            self.until.value(),
            self.questions.value(),
            self.intro.toPlainText(),
            scope.compound_id,
            scope.grid_id,
            row.organisation_id if row else None,
            self.top.value(),
            row.id if row else None,
            row.version if row else 0,
            self.key,
        )
        when = When(context.today(), context.calendar)
        done = service.save_survey(session, context.clerk, draft, when)
        words = "已改好调查" if row else "已建好调查，下一步定走访名单（Alt+R）"
        return Carried(done.action_id, words, done.row_id)
