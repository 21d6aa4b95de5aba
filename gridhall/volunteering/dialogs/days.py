"""服务日的安排, 新建活动 and 改期: what is written about a day, and when it is held."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.organisation_pick import typed_combo
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import label, set_look
from gridhall.volunteering.dialogs.days_act import Carried, DayActSheet, Face
from gridhall.volunteering.labels import DAY_STATES, WEEKDAYS
from gridhall.volunteering.queries.days import DayCard, DayRow, days
from gridhall.volunteering.queries.unable import unable
from gridhall.volunteering.rules.days import DayDraft
from gridhall.volunteering.service import days as service
from gridhall.volunteering.service.roster import latest_act

REASONS = (
    "暴雨预警，推迟", "高温预警，推迟", "场地被占用", "上级统一安排", "按放假通知改期", "人手不够",
)  # fmt: skip
_TOLD = 2  # people named in the toast


class DayCardSheet(DayActSheet):
    """What is written about a day; without `card` a new activity on a day of its own."""

    def __init__(self, parent: QWidget, context: Context, card: DayCard | None = None) -> None:
        face = Face("服务日的安排", "event_available", (960, 470), "保存安排", role=Role.COUNTER)
        if card is None:
            face = Face("新建活动", "event_available", (960, 500), "新建活动", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._card, self.held_on = card, DateEdit()
        self.name, self.spot, self.leader = QLineEdit(), QLineEdit(), QLineEdit()
        self.organiser, self.rain_plan = QLineEdit(), QPlainTextEdit()
        self.risks, self.summary = QPlainTextEdit(), QPlainTextEdit()
        self._rows_of()
        self._fill(card)
        self.first_focus = self.spot if card else self.name

    def write(self, session: Any) -> Carried:
        """Write it down."""
        context, draft = self.context, self.draft()
        if self._card is not None:
            act = service.change_day(
                session, context.clerk, self._card.id, draft, self._card.version
            )
            return Carried(act, f"已保存“{draft.name.strip()}”的安排")
        day = self.held_on.value()
        made = service.add_activity(session, context.clerk, day, draft, self.key)
        act = latest_act(session, "service_day", made)
        return Carried(act, f"已新建“{draft.name.strip()}”（{day.month}月{day.day}日）")

    def draft(self) -> DayDraft:
        """The day as typed."""
        return DayDraft(
            self.name.text(),
            self.spot.text(),
            self.leader.text(),
            self.organiser.text(),
            self.rain_plan.toPlainText(),
            self.risks.toPlainText(),
            self.summary.toPlainText(),
        )

    def _rows_of(self) -> None:
        if self._card is None:
            self.add_row("日期", self.held_on, needed=True)
        self.add_row("活动名称", self.name, "name", needed=True)
        self.add_row("地点", self.spot, "spot")
        self.add_row("活动负责人", self.leader, "leader")
        self.add_row("组织单位", self.organiser, "organiser")
        note = "空着就是本中心；别的单位组织的，时长由那个单位证明（办法第二十六条）"
        self.add_wide(label(note, "meta", wrap=True))
        self.go_right()
        self.add_row("雨天预案", self.rain_plan, "rain_plan")
        self.add_row("风险告知", self.risks, "risks")
        self.add_row("小结", self.summary, "summary")
        for box in (self.rain_plan, self.risks, self.summary):
            box.setTabChangesFocus(True)
            box.setFixedHeight(84)
        self.rain_plan.setPlaceholderText("例如 室外岗位改到一楼大厅")
        self.risks.setPlaceholderText("招募时要说明的风险，例如 室外防滑、上门两人同行")
        self.summary.setPlaceholderText("结束以后写，印在服务日小结里")
        self.organiser.setPlaceholderText("本中心")

    def _fill(self, card: DayCard | None) -> None:
        if card is None:
            self.held_on.set_value(self.context.today())
            self.name.setPlaceholderText("例如 重阳节敬老走访")
            self.spot.setText(self.context.hall.name)
            return
        for key in ("name", "spot", "leader", "organiser"):
            getattr(self, key).setText(getattr(card, key))
        for key in ("rain_plan", "risks", "summary"):
            getattr(self, key).setPlainText(getattr(card, key))
        self.say(when_words(card.nominal, card.held_on, card.reason))


class MoveSheet(DayActSheet):
    """改期: another date, or not at all; the nominal date and the reason stay on show."""

    def __init__(self, parent: QWidget, context: Context, row: DayRow) -> None:
        super().__init__(parent, context, Face("改期", "event", (620, 430), "改期"))
        self._row = row
        self.to, self.off = DateEdit(), QCheckBox("这一次不办")
        self.reason = typed_combo(REASONS, 100)
        self.told, self.people = label("", "sub", wrap=True), label("", "warn", wrap=True)
        self.reason.setCurrentIndex(-1)
        self.reason.setAccessibleName("改期的原因，必填")
        self.reason.setPlaceholderText("选一个，或写别的原因")
        self.add_row("改到", self.to, needed=True)
        self.add_row("", self.off)
        self.off.setAccessibleName("这一次不办")
        self.add_row("原因", self.reason, needed=True)
        self.add_wide(self.told)
        self.add_wide(self.people)
        self.say(when_words(row.nominal, row.held_on, row.reason))
        self.to.set_value(row.policy_says or row.held_on or row.nominal or context.today())
        self.off.setChecked(row.held_on is None)
        self._tell_people()
        self.to.dateChanged.connect(self.look)
        self.off.toggled.connect(self.look)
        self.look()
        self.first_focus = self.to

    def write(self, session: Any) -> Carried:
        """Move it."""
        row, clerk = self._row, self.context.clerk
        which = row.id if row.id is not None else row.nominal
        assert which is not None
        to = self.target()
        if to == row.held_on:
            raise UserError("日期没有改。请选另一天，或勾上“这一次不办”")
        day_id = service.move_day(session, clerk, which, to, self.reason.currentText())
        words = f"已改到 {said(to)}" if to else "已记为不办"
        words += _not_able(unable(session, day_id) if to else ())
        return Carried(latest_act(session, "service_day", day_id), f"{words}。可以出调整通知")

    def target(self) -> date | None:
        """The date on show; None if the day is not held."""
        return None if self.off.isChecked() else self.to.value()

    def look(self, *_: object) -> None:
        """What kind of date it is."""
        to = self.target()
        self.to.setEnabled(to is not None)
        words, tone = self._about(to)
        set_look(self.told, role=tone)
        self.told.setText(words)

    def _about(self, to: date | None) -> tuple[str, str]:
        if to is None:
            return "原定日期仍留在月历上，写明不办的原因。", "sub"
        calendar = self.context.calendar
        with self.context.db.read() as session:
            rows = [row for row in days(session, calendar, to, to) if row.held_on == to]
        mine = (self._row.id, self._row.nominal)
        others = [row.name for row in rows if (row.id, row.nominal) != mine]
        if others:
            return f"{said(to)}已经有“{others[0]}”，请换一天", "warn"
        if to < self.context.today():
            return f"{said(to)}已经过去了，请核对", "warn"
        if not calendar.is_published(to.year):
            return f"{to.year} 年的放假通知还没有，{said(to)}是不是放假还不知道", "warn"
        if calendar.is_holiday(to):
            return f"{said(to)}是法定节假日", "warn"
        kind = "工作日" if calendar.is_working(to) else "双休日"
        return f"{said(to)}，{kind}", "sub"

    def _tell_people(self) -> None:
        many, may = self._row.filled + self._row.clashes, self._row.suggested
        if many or may:
            told = "已经发布，" if self._row.state == "published" else ""
            other = f"、{may} 条建议" if may else ""
            self.people.setText(
                f"{told}已排 {many} 人次{other}，排班会跟着改期；改好以后请通知他们，可出调整通知"
            )
        self.people.setVisible(bool(many or may))


def when_words(nominal: date | None, held_on: date | None, reason: str) -> str:
    """原定 2月15日 周日 · 逢春节假期，……"""
    if nominal is None:
        return said(held_on) if held_on else ""
    if nominal == held_on and not reason:
        return said(nominal)
    now = f"改到 {said(held_on)}" if held_on else DAY_STATES["skipped"]
    if held_on == nominal:
        now = "照原定日期"
    return f"原定 {said(nominal)} · {now} · {reason}"


def said(day: date) -> str:
    """11月25日 周三."""
    return f"{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}"


def _not_able(sentences: Sequence[str]) -> str:
    if not sentences:
        return ""
    named = "；".join(sentences[:_TOLD])
    return f"，有 {len(sentences)} 人次这一天不能来：{named}"
