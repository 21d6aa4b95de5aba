"""更多: who acts for the applicant, green lane, true time, links, only asking; folded away."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QDate, QSignalBlocker, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gridhall.qt.buttons import button
from gridhall.qt.choice import Choice
from gridhall.qt.labels import PlainLabel, label, tip
from gridhall.qt.suggest import Suggest
from gridhall.service_desk.dialogs.fields import MomentEdit
from gridhall.service_desk.labels import AGENTS, GREENS
from gridhall.service_desk.rules.draft import CaseDraftFields

CAPTION, FIELD = 76, 34  # px at 100 %: as the form's other fields stand
Transfers = Sequence[tuple[int, str]]


class MoreSection(QWidget):
    """The fields that most visitors do not need; what is filled in is told while it is folded."""

    changed = Signal()
    agent_changed = Signal()  # an agent brings an authority: the materials follow
    day_changed = Signal()  # another true day may have another version of the matter
    consulting_changed = Signal(bool)
    opened = Signal()
    receive_wanted = Signal()
    show_wanted = Signal()
    slip_wanted = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.notes: dict[str, PlainLabel] = {}
        self._make_fields()
        self.body = QWidget()
        self._grid = QGridLayout(self.body)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._lay_out()
        self._connect()
        self.body.hide()
        self._show_parts()

    # What the form asks of it

    def load(self, draft: CaseDraftFields) -> None:
        """Show a draft's fields; unfolded if there is anything in them."""
        blockers = [QSignalBlocker(one) for one in self._fields()]
        self.agent_box.setCurrentIndex(max(0, self.agent_box.findData(draft.agent_kind)))
        self.agent_name.setText(draft.agent_name)
        self.agent_number.setText(draft.agent_id_number)
        self.agent_phone.setText(draft.agent_phone)
        self.agent_relation.setText(draft.agent_relation)
        self.green_box.setCurrentIndex(max(0, self.green_box.findData(draft.green)))
        self._show_moment(draft.received_at)
        self.linked.choose(None)
        self.linked.setText(draft.linked)
        self.consult_box.setChecked(draft.consulting)
        self.answer.setPlainText(draft.answer)
        del blockers
        self.set_transfers((), None)
        self._show_parts()
        self.fold(not self.summary_words())

    def fill(self, draft: CaseDraftFields) -> CaseDraftFields:
        """The draft with these fields as typed."""
        return replace(
            draft,
            agent_kind=self.agent_kind(),
            agent_name=self.agent_name.text(),
            agent_id_number=self.agent_number.text(),
            agent_phone=self.agent_phone.text(),
            agent_relation=self.agent_relation.text(),
            green=str(self.green_box.currentData()),
            received_at=self.moment.value() if self.late_box.isChecked() else None,
            consulting=self.consulting(),
            answer=self.answer.toPlainText() if self.consulting() else "",
            linked=self.linked.text(),
            transfer_id=self.transfer_box.currentData(),
        )

    def agent_kind(self) -> str:
        """Who stands at the counter: "", agent, guardian."""
        return str(self.agent_box.currentData())

    def consulting(self) -> bool:
        """Whether the visitor only asks."""
        return self.consult_box.isChecked()

    def moment_said(self) -> datetime | None:
        """The true time, if one was said."""
        return self.moment.value() if self.late_box.isChecked() else None

    def set_transfers(self, offers: Transfers, chosen: int | None) -> None:
        """The applicant's transfers; `chosen` stays chosen though it is not among them."""
        blocker = QSignalBlocker(self.transfer_box)
        self.transfer_box.clear()
        self.transfer_box.addItem("不关联", None)
        for transfer_id, words in offers:
            self.transfer_box.addItem(words, transfer_id)
        if chosen is not None and self.transfer_box.findData(chosen) < 0:
            self.transfer_box.addItem("这件迁移", chosen)
        self.transfer_box.setCurrentIndex(max(0, self.transfer_box.findData(chosen)))
        del blocker
        self._tell()

    def set_find_case(self, find: Callable[[str], Sequence[Choice]]) -> None:
        """Where numbers of cases come from."""
        self.linked.set_find(find)

    def fields(self) -> dict[str, tuple[QWidget, PlainLabel]]:
        """Each field with the line for what is wrong with it."""
        found: dict[str, tuple[QWidget, PlainLabel]] = {
            "agent_kind": (self.agent_box, self.notes["agent_kind"]),
            "agent_name": (self.agent_name, self.notes["agent_name"]),
            "agent_id_number": (self.agent_number, self.notes["agent_id_number"]),
            "agent_phone": (self.agent_phone, self.notes["agent_phone"]),
            "agent_relation": (self.agent_relation, self.notes["agent_relation"]),
            "green": (self.green_box, self.notes["green"]),
            "received_at": (self.moment.day, self.notes["received_at"]),
            "linked": (self.linked, self.notes["linked"]),
            "transfer_id": (self.transfer_box, self.notes["transfer_id"]),
            "answer": (self.answer, self.notes["answer"]),
        }
        return found

    def fold(self, folded: bool) -> None:
        """Fold the fields away, or show them."""
        self.body.setVisible(not folded)
        self.more_button.setText("更多" if folded else "收起")
        arrow = "keyboard_arrow_right" if folded else "keyboard_arrow_down"
        self.more_button.setProperty("glyph", arrow)
        self._tell()
        if not folded:
            self.opened.emit()

    def is_folded(self) -> bool:
        """Whether the fields are away."""
        return self.body.isHidden()

    def toggle(self) -> None:
        """Alt+M: open with the focus on the first field, or fold away."""
        opening = self.is_folded()
        self.fold(not opening)
        if opening:
            self.agent_box.setFocus(Qt.FocusReason.TabFocusReason)

    def summary_words(self) -> str:
        """What is filled in, on one line: 代理人 李建军 · 军人优先 · 补录."""
        agent = f"{self.agent_box.currentText()} {self.agent_name.text()}".strip()
        said = (
            "只咨询" if self.consulting() else "",
            agent if self.agent_kind() else "",
            self.green_box.currentText() if self.green_box.currentData() else "",
            f"补录 {self.moment.value():%m-%d %H:%M}" if self.late_box.isChecked() else "",
            f"关联 {self.linked.text()}" if self.linked.text().strip() else "",
            self.transfer_box.currentText() if self.transfer_box.currentData() else "",
        )
        return " · ".join(filter(None, said))

    # How it is made

    def _make_fields(self) -> None:
        self.more_button = button("更多", "Alt+M", "text", "keyboard_arrow_right").bind_key()
        self.show_button = button("当面核对", "Alt+V", "text").bind_key()
        self.slip_button = button("出回执", "Ctrl+P", "text").bind_key()
        self.receive_button = button("先只收件", "Alt+R").bind_key()
        self.summary = label("", "meta", wrap=True)
        self.agent_box, self.green_box, self.transfer_box = QComboBox(), QComboBox(), QComboBox()
        self.agent_name, self.agent_number = QLineEdit(), QLineEdit()
        self.agent_phone, self.agent_relation = QLineEdit(), QLineEdit()
        self.late_box, self.consult_box = QCheckBox("先办后录"), QCheckBox("只咨询")
        self.moment, self.linked = MomentEdit("补录时间", self._now()), Suggest()
        self.answer = QPlainTextEdit()
        for box, known in ((self.agent_box, AGENTS), (self.green_box, GREENS)):
            box.addItem("本人办理" if box is self.agent_box else "不走绿色通道", "")
            for code, words in known.items():
                box.addItem(words, code)
        self._dress()

    def _dress(self) -> None:
        hints = Qt.InputMethodHint
        for made, words in (
            (self.show_button, "填的内容用大字给办事人看，有第二块屏幕就放在那里"),
            (self.slip_button, "先存成草稿，给去拿材料的人一张回执；回来一扫就接着办"),
            (self.receive_button, "材料先收下，5 个工作日内再受理或一次性告知"),
            (self.consult_box, "只记下问了什么，没有档案的人也可以"),
            (self.late_box, "停电时手写的单子，补上真正的办理时间"),
        ):
            tip(made, words)
        for edit, words, most in (
            (self.agent_name, "姓名", 101),
            (self.agent_relation, "关系，例如 儿子", 31),
            (self.agent_number, "身份证号", 40),
            (self.agent_phone, "电话，可不填", 40),
            (self.linked, "另一件的编号，可不填", 40),
        ):
            edit.setPlaceholderText(words)
            edit.setMaxLength(most)
        self.agent_number.setProperty("takesScans", True)  # an ID reader types here
        for edit in (self.agent_number, self.agent_phone):
            edit.setInputMethodHints(hints.ImhPreferNumbers | hints.ImhSensitiveData)
        self.answer.setTabChangesFocus(True)
        self.answer.setPlaceholderText("当场答复的，写在这里；以后再答的，先空着")
        self.answer.setMinimumHeight(54)
        self.answer.setMaximumHeight(54)
        for field, name in (
            (self.agent_box, "谁来办"), (self.agent_name, "代办人姓名"),
            (self.agent_relation, "与申请人关系"), (self.agent_number, "代办人证件号"),
            (self.agent_phone, "代办人电话"), (self.green_box, "绿色通道"),
            (self.linked, "关联办件的编号"), (self.transfer_box, "关联的户籍迁移"),
            (self.answer, "答复"), (self.late_box, "补录：先办后录"),
        ):  # fmt: skip
            field.setAccessibleName(name)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        for one in (self.more_button, self.show_button, self.slip_button):
            head.addWidget(one)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.summary)
        column.addWidget(self.body)
        who = (self.agent_box, self.agent_relation)
        self._row("谁来办", who, ("agent_kind", "agent_relation"))
        reached = (self.agent_name, self.agent_phone)
        self._who = [
            *self._row("姓名电话", reached, ("agent_name", "agent_phone")),
            *self._row("证件号", (self.agent_number,), ("agent_id_number",)),
        ]
        self._row("绿色通道", (self.green_box,), ("green",))
        self._row("补录", (self.late_box, self.moment), ("received_at",))
        self._row("关联办件", (self.linked,), ("linked",))
        self._row("户籍迁移", (self.transfer_box,), ("transfer_id",))
        self._row("咨询", (self.consult_box, self.receive_button), ())
        self._said = self._row("答复", (self.answer,), ("answer",))

    def _row(self, title: str, fields: Sequence[QWidget], names: Sequence[str]) -> list[QWidget]:
        """A caption, its fields side by side, a line for what is wrong with each; all of them."""
        caption, line = label(title, "label"), QWidget()
        caption.setFixedWidth(CAPTION)
        caption.setMinimumHeight(FIELD)
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        for field in fields:
            beside.addWidget(field, 0 if isinstance(field, QCheckBox) else 1)
        place = self._grid.rowCount()
        self._grid.addWidget(caption, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(line, place, 1)
        for step, name in enumerate(names, start=1):
            self.notes[name] = label("", "err", wrap=True)
            self._grid.addWidget(self.notes[name], place + step, 1)
        return [caption, line]

    def _connect(self) -> None:
        self.more_button.clicked.connect(self.toggle)
        self.show_button.clicked.connect(self.show_wanted)
        self.slip_button.clicked.connect(self.slip_wanted)
        self.receive_button.clicked.connect(self.receive_wanted)
        self.agent_box.currentIndexChanged.connect(self._change_agent)
        self.consult_box.toggled.connect(self._change_consulting)
        self.late_box.toggled.connect(self._change_day)
        self.moment.day.dateChanged.connect(self._change_day)
        for edit in (self.agent_name, self.agent_number, self.agent_phone, self.agent_relation):
            edit.textChanged.connect(self._touch)
        self.linked.textChanged.connect(self._touch)
        self.moment.time.timeChanged.connect(self._touch)
        self.green_box.currentIndexChanged.connect(self._touch)
        self.transfer_box.currentIndexChanged.connect(self._touch)
        self.answer.textChanged.connect(self._touch)

    def _fields(self) -> Iterator[QWidget]:
        yield from (self.agent_box, self.green_box, self.transfer_box, self.late_box)
        yield from (self.agent_name, self.agent_number, self.agent_phone, self.agent_relation)
        yield from (self.linked, self.consult_box, self.answer, self.moment.day, self.moment.time)

    def _show_moment(self, moment: datetime | None) -> None:
        shown = (moment or self._now()).astimezone()
        self.late_box.setChecked(moment is not None)
        self.moment.day.setDate(QDate(shown.year, shown.month, shown.day))
        self.moment.time.setTime(QTime(shown.hour, shown.minute))

    def _show_parts(self) -> None:
        """What an agent is asked, and what an answer needs, shows only with them."""
        acts, asks = bool(self.agent_kind()), self.consulting()
        self.agent_relation.setVisible(acts)
        self.moment.setVisible(self.late_box.isChecked())
        self.late_box.setText("" if self.late_box.isChecked() else "先办后录")
        self.receive_button.setVisible(not asks)
        for one in self._who:
            one.setVisible(acts)
        for one in self._said:
            one.setVisible(asks)
        for name in ("agent_name", "agent_id_number", "agent_phone", "agent_relation"):
            if not acts:
                self.notes[name].hide()

    def _change_agent(self) -> None:
        self._show_parts()
        self.agent_changed.emit()
        self._touch()

    def _change_consulting(self, asks: bool) -> None:
        self._show_parts()
        self.consulting_changed.emit(asks)
        self._touch()

    def _change_day(self) -> None:
        self._show_parts()
        self.day_changed.emit()
        self._touch()

    def _touch(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        words = self.summary_words() if self.is_folded() else ""
        self.summary.setText(words)
        self.summary.setVisible(bool(words))
