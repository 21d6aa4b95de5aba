"""大厅设置: what papers and titles say about the hall, and the years' holidays."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QStackedWidget, QVBoxLayout, QWidget

from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Role
from gridhall.core.hall import MOST_SOON, SOON_KEY, USUAL_SOON, Hall
from gridhall.core.text import clean, half_width
from gridhall.hall import queries
from gridhall.hall.dialogs.holidays import HolidaysPane
from gridhall.hall.dialogs.privacy import PrivacyPane
from gridhall.hall.dialogs.telling import TellingSheet, chosen_button, mend, side_by_side
from gridhall.hall.service import change_hall
from gridhall.qt.buttons import Segments
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.entry import Field
from gridhall.qt.labels import label

_FIELDS = {
    "name": ("大厅名称", "印在文书落款"),
    "community": ("社区", "如：龙腾社区"),
    "short_name": ("机关代字", "编号开头的几个字，如：龙腾"),
    "address": ("地址", "印在文书脚注"),
    "phone": ("咨询电话", "印在文书脚注"),
    "supervision_phone": ("监督电话", "印在文书脚注"),
}


class HallSheet(TellingSheet):
    """Panes: 大厅信息 and 个人信息 for the administrator, 年度放假安排 for a supervisor.

    `hall_changed` and `calendar_changed` tell the program to take the new values.
    """

    hall_changed = Signal(object)  # Hall
    calendar_changed = Signal(object)  # WorkCalendar

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent, ("大厅设置", "domain"), (960, 640))
        self.edits = {key: QLineEdit() for key in _FIELDS}
        self.fields = {
            key: Field(words, self.edits[key], remark) for key, (words, remark) in _FIELDS.items()
        }
        self.soon = QSpinBox(maximum=MOST_SOON, suffix=" 个工作日")
        self.panes, self._stack = Segments(), QStackedWidget()
        self.panes.set_items(("大厅信息", "年度放假安排", "个人信息"))
        self.panes.chosen.connect(self.show_pane)
        self.holidays = HolidaysPane(context)
        self.privacy = PrivacyPane(context)
        self.holidays.entered.connect(self._holidays_entered)
        self.body.addWidget(self.panes)
        self.body.addWidget(self._stack, 1)
        self._stack.addWidget(self._facts())
        self._stack.addWidget(self.holidays)
        self._stack.addWidget(self.privacy)
        self.save = foot_button("保存", "Ctrl+Enter", "primary", "save")
        self.save.clicked.connect(self._save)
        self.set_foot([], [self.save])
        self._may_change = context.clerk.role is Role.ADMINISTRATOR
        self._fill()
        self.show_pane(0)
        self.first_focus = self.edits["name"] if self._may_change else chosen_button(self.panes)

    def show_pane(self, place: int) -> None:
        """0 大厅信息, 1 年度放假安排, 2 个人信息."""
        self.panes.choose(place)
        self._stack.setCurrentIndex(place)
        self.strip.hide()
        if place == 1:
            self.save.setText("记下放假安排")
            self.save.setVisible(self.holidays.may_enter)
            return
        self.save.setText("保存")
        self.save.setVisible(self._may_change)
        if not self._may_change:
            self.strip.say("blue", "这里只能看，要改请管理员登录。")

    def _facts(self) -> QWidget:
        pane, fields = QWidget(), self.fields
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        column.addLayout(side_by_side(fields["name"], fields["community"]))
        column.addLayout(side_by_side(fields["short_name"], fields["phone"]))
        column.addLayout(side_by_side(fields["address"], fields["supervision_phone"]))
        soon = Field("提前提醒", self.soon, "期限前几天变黄；0 是当天才变")
        column.addLayout(side_by_side(soon))
        column.addWidget(label("已经出具的文书不变；改后新出的文书按新内容印。", "meta", wrap=True))
        column.addStretch(1)
        return pane

    def _fill(self) -> None:
        with self.context.db.read() as session:
            hall, kept = queries.hall(session), queries.settings(session)
        self.soon.setValue(int(kept.get(SOON_KEY) or USUAL_SOON))
        self.soon.setReadOnly(not self._may_change)
        self._warned = self.soon.value()
        for key, edit in self.edits.items():
            edit.setText(getattr(hall, key))
            edit.setMaxLength(100)
            edit.setReadOnly(not self._may_change)
            edit.textEdited.connect(lambda _, key=key: self.fields[key].say(""))

    def _save(self) -> None:
        if self._stack.currentIndex() == 1:
            self.holidays.enter()
            return
        if self._stack.currentIndex() == 2:
            self._save_privacy()
            return
        typed = {key: clean(edit.text()) for key, edit in self.edits.items()}
        typed |= {key: half_width(typed[key]) for key in ("phone", "supervision_phone")}
        if self._is_complete(typed) and self.attempt(lambda: self._store(typed)):
            self.tell("已保存大厅设置，新出的文书按新内容印")

    def _save_privacy(self) -> None:
        if self.attempt(self.privacy.save):
            self.hall_changed.emit(self.context.hall)  # every page reads its numbers anew
            self.tell("已保存，名单和卡片按新的方式显示号码")

    def _is_complete(self, typed: dict[str, str]) -> bool:
        for key in ("name", "community", "short_name"):
            words = _FIELDS[key][0]
            if not mend(self.fields[key], "" if typed[key] else f"{words}不能空着，会印在文书上"):
                self.edits[key].setFocus()
                return False
        return True

    def _store(self, typed: dict[str, str]) -> None:
        if self.soon.value() != self._warned:
            typed[SOON_KEY] = str(self.soon.value())
        with self.context.db.write() as session:
            hall: Hall = change_hall(session, self.context.clerk, typed)
        self._warned = self.soon.value()
        self.hall_changed.emit(hall)

    def _holidays_entered(self, year: int, calendar: WorkCalendar) -> None:
        self.calendar_changed.emit(calendar)
        self.tell(f"已记下 {year} 年放假安排，新受理的期限按它算")
