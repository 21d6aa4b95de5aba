"""标签: what a resident bears since when; and, for administrators, which tags the hall uses."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gridhall.clerks.labels import ROLES
from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.pinyin import name_keys
from gridhall.core.text import search_key
from gridhall.qt.buttons import button
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import chip, label, titled
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.qt.suggest import Suggest
from gridhall.registry.dialogs.change.frame import Carried
from gridhall.registry.queries import tags as queries
from gridhall.registry.queries.tags import TagRow
from gridhall.registry.rules.tags import NAME_LIMIT, NOTE_LIMIT, TagDraft, TagWord
from gridhall.registry.service import tags as service

_SENSITIVE = "敏感标签只有主管以上和登记的人看得到"
_LAW = "健康、收入、特定身份、不满十四周岁的孩子，都是敏感个人信息（个人信息保护法第二十八条）"


class TagsSheet(Sheet):
    """Set a tag, end a tag; every act at once, to be taken back by Ctrl+Z."""

    carried = Signal(object)  # Carried

    def __init__(self, parent: QWidget, context: Context, person_id: int, name: str) -> None:
        super().__init__(parent, f"标签 · {name}", "badge", (620, 520))
        self._context, self._person_id = context, person_id
        self.banner, self.kind, self.note = Banner(), Suggest(), QLineEdit()
        self.since, self.unknown = DateEdit(), QCheckBox("不清楚从哪天起")
        self.lines = QVBoxLayout()
        self.set_body(self._body())
        self.add_button = foot_button("加标签", "Ctrl+Enter", "primary", "add")
        self.add_button.clicked.connect(self._add)
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot(self._foot_left(), [leave, self.add_button])
        self.first_focus = self.kind
        self.refresh()

    def refresh(self) -> None:
        """Read the tags anew."""
        empty(self.lines)
        with self._context.db.read() as session:
            rows = queries.tags_of(session, self._context.clerk, self._person_id, past=True)
        for row in rows:
            self.lines.addWidget(self._line(row))
        if not rows:
            self.lines.addWidget(label("还没有标签", "sub"))
        refit(self)

    def _foot_left(self) -> Sequence[QWidget]:
        if not allowed(self._context.clerk, Role.ADMINISTRATOR):
            return []
        kinds = foot_button("标签种类", "Alt+K", "", "settings")
        kinds.clicked.connect(lambda: TagKindsSheet(self, self._context).open())
        return [kinds]

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        for place, (title, field) in enumerate(self._fields()):
            form.addWidget(titled(title, needed=field is self.kind), place, 0)
            form.addWidget(field, place, 1)
        form.addWidget(self.unknown, 1, 2)
        column.addLayout(form)
        column.addWidget(label(_SENSITIVE, "meta", wrap=True))
        column.addWidget(label("已有的标签", "b"))
        self.lines.setSpacing(6)
        column.addLayout(self.lines)
        column.addStretch(1)
        return body

    def _fields(self) -> Sequence[tuple[str, QWidget]]:
        self.kind.set_find(self._find)
        self.kind.show_arrow()
        self.kind.setPlaceholderText("首字母，如 tyjr 退役军人")
        self.kind.setAccessibleName("标签，必填")
        self.since.set_value(self._context.today())
        self.since.setAccessibleName("从哪天起")
        self.unknown.toggled.connect(self.since.setDisabled)
        self.note.setMaxLength(NOTE_LIMIT)
        self.note.setAccessibleName("备注")
        self.note.setPlaceholderText("证号、等级等，可不填")
        return ("标签", self.kind), ("从哪天起", self.since), ("备注", self.note)

    def _find(self, typed: str) -> Sequence[Choice]:
        key = search_key(typed)
        with self._context.db.read() as session:
            words = queries.kinds(session)
        fitting = [word for word in words if not key or _fits(word, key)]
        return [Choice(w.code, w.name, right="敏感" if w.sensitive else "") for w in fitting]

    def _line(self, row: TagRow) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(
            chip(row.name, "grey" if row.until else "purple" if row.sensitive else "blue")
        )
        words = f"{row.since} 起" if row.since else "不清楚从哪天起"
        if row.until is not None:
            words = f"{words}，{row.until} 已结束"
        told = " · ".join(filter(None, (words, row.note, row.clerk_name)))
        across.addWidget(label(told, "sub", wrap=True), 1)
        if row.until is None:
            end = button("结束", "", "text")
            end.setAccessibleName(f"结束 {row.name}")
            end.clicked.connect(partial(self._end, row))
            across.addWidget(end)
        return line

    def _add(self) -> None:
        context, draft = self._context, self._draft()
        try:
            if draft is None:
                raise UserError("没有这种标签，请从列表里选")
            with context.db.write() as session:
                done = service.set_tag(
                    session, context.clerk, self._person_id, draft, context.today()
                )
        except UserError as error:
            self.banner.say("red", str(error))
            self.kind.setFocus()
            return
        self.banner.hide()
        words = self.kind.text()
        self.kind.choose(None)
        self.note.clear()
        self.refresh()
        self.kind.setFocus()
        if done is not None:
            self.carried.emit(Carried(done, f"已加标签“{words}”", self._person_id))

    def _draft(self) -> TagDraft | None:
        choice = self.kind.choice or next(iter(self._find(self.kind.text().strip())), None)
        if choice is None or not self.kind.text().strip():
            return None
        self.kind.choose(choice)
        since = None if self.unknown.isChecked() else self.since.value()
        return TagDraft(str(choice.key), since, self.note.text())

    def _end(self, row: TagRow) -> None:
        context, today = self._context, self._context.today()
        try:
            with context.db.write() as session:
                done = service.end_tag(session, context.clerk, row.id, today, today)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.refresh()
        self.carried.emit(Carried(done, f"已结束标签“{row.name}”", self._person_id))


class TagKindsSheet(Sheet):
    """标签种类: who may see each, whether the hall uses it, and the hall's own."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, "标签种类", "settings", (620, 560))
        self._context = context
        self.banner, self.name, self.role = Banner(), QLineEdit(), _role_combo()
        self.lines = QGridLayout()
        self.set_body(self._body())
        add = foot_button("添加种类", "Ctrl+Enter", "primary", "add")
        add.clicked.connect(self._add)
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, add])
        self.first_focus = self.name
        self.refresh()

    def refresh(self) -> None:
        """Read the kinds anew."""
        empty(self.lines)
        with self._context.db.read() as session:
            words = queries.kinds(session, retired=True)
        for line, word in enumerate(words):
            self._add_line(line, word)
        refit(self)

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        row = QHBoxLayout()
        self.name.setMaxLength(NAME_LIMIT)
        self.name.setPlaceholderText("本厅自定的标签，如 养犬户")
        self.name.setAccessibleName("新标签名称")
        self.role.setAccessibleName("新标签谁看得到")
        row.addWidget(self.name, 1)
        row.addWidget(self.role)
        column.addLayout(row)
        column.addWidget(label(_LAW, "meta", wrap=True))
        self.lines.setHorizontalSpacing(12)
        self.lines.setVerticalSpacing(4)
        self.lines.setColumnStretch(0, 1)
        column.addLayout(self.lines)
        column.addStretch(1)
        return body

    def _add_line(self, line: int, word: TagWord) -> None:
        role, used = _role_combo(), QCheckBox("在用")
        role.setCurrentIndex(role.findData(word.visible_to))
        role.setAccessibleName(f"{word.name}谁看得到")
        used.setChecked(word.active)
        used.setAccessibleName(f"{word.name}在用")
        role.currentIndexChanged.connect(
            lambda _, role=role: self._change(replace(word, visible_to=role.currentData()))
        )
        used.toggled.connect(lambda on: self._change(replace(word, active=on)))
        self.lines.addWidget(label(word.name), line, 0)
        self.lines.addWidget(chip("敏感", "purple") if word.sensitive else QWidget(), line, 1)
        self.lines.addWidget(role, line, 2)
        self.lines.addWidget(used, line, 3)

    def _add(self) -> None:
        context = self._context
        try:
            with context.db.write() as session:
                role = Role(self.role.currentData())
                service.add_kind(session, context.clerk, self.name.text(), role)
        except UserError as error:
            self.banner.say("red", str(error))
            self.name.setFocus()
            return
        self.banner.say("green", f"已添加标签“{self.name.text().strip()}”")
        self.name.clear()
        self.refresh()

    def _change(self, word: TagWord) -> None:
        context = self._context
        try:
            with context.db.write() as session:
                service.change_kind(session, context.clerk, word)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.banner.say("green", f"已改“{word.name}”")


def _role_combo() -> QComboBox:
    made = QComboBox()
    for role, words in ROLES.items():
        made.addItem(f"{words}看得到" if role is Role.COUNTER else f"{words}以上看得到", role.value)
    return made


def _fits(word: TagWord, key: str) -> bool:
    sounds = (one for some in name_keys(word.name) for one in some)
    return key in search_key(word.name) or any(one.startswith(key) for one in sounds)
