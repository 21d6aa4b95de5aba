"""层级: the hall's picture of the tree; an administrator changes it, everybody may look."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.organisation.queries.levels import level_counts, levels
from gridhall.organisation.rules.kinds import KINDS, kind_of
from gridhall.organisation.rules.levels import LEVEL_NAME_LIMIT, PICTURE_NAMES, Level
from gridhall.organisation.rules.titles import TITLES
from gridhall.organisation.service import levels as service
from gridhall.qt.ask import Question, ask
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner, Line
from gridhall.qt.labels import label, tip
from gridhall.qt.table import Column, RowsModel, Table

_MOST_BELOW = 99


class LevelsSheet(Sheet):
    """The levels from the top; one is chosen in the list and changed below it."""

    changed = Signal(str)

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, "层级与图式", "account_tree", (860, 640))
        self._context = context
        self._may = allowed(context.clerk, Role.ADMINISTRATOR)
        self.banner, self.table = Banner(), Table()
        self.name, self.kind, self.seats = QLineEdit(), QComboBox(), QLineEdit()
        self.expected = QSpinBox()
        self._counts: dict[int | None, int] = {}
        self.model = RowsModel(self._columns(), self, key=lambda level: level.place)
        self.table.setModel(self.model)
        self.table.setAccessibleName("层级")
        self.table.moved.connect(self._show)
        self._dress()
        self.set_body(self._body())
        self._foot()
        self.first_focus = self.table
        self.refresh()
        self.table.choose_first()
        if not self._may:
            self.banner.say("blue", "这里只能看；改层级要管理员登录")

    def refresh(self) -> None:
        """Read the levels anew."""
        with self._context.db.read() as session:
            found, self._counts = levels(session), level_counts(session)
        self.model.show_rows(found)

    def _columns(self) -> tuple[Column[Level], ...]:
        return (
            Column("级", lambda level: str(level.place), 50),
            Column("名称", lambda level: level.name, 150, "bold"),
            Column("组织类别", lambda level: _kind_name(level.kind), 120),
            Column("新建时的席位", _seat_words, 200, stretch=True),
            Column("下级数", lambda level: str(level.expected or "不限"), 80, right=True),
            Column(
                "现有", lambda level: f"{self._counts.get(level.place, 0):,} 个", 80, right=True
            ),
        )

    def _there(self, level: Level) -> str:
        return f"{self._counts.get(level.place, 0):,} 个"

    def _dress(self) -> None:
        self.name.setMaxLength(LEVEL_NAME_LIMIT)
        for kind in KINDS.values():
            self.kind.addItem(kind.name, kind.code)
        self.seats.setPlaceholderText("例如 书记、副书记、委员、委员")
        self.expected.setRange(0, _MOST_BELOW)
        self.expected.setSpecialValueText("不限")
        for field, name in (
            (self.name, "这一级的名称"),
            (self.kind, "这一级的组织类别"),
            (self.seats, "新建时的席位"),
            (self.expected, "每个组织一般有几个下级"),
        ):
            field.setAccessibleName(name)
            field.setEnabled(self._may)
        self.expected.setMinimumWidth(90)

    def _body(self) -> QWidget:
        body, form = QWidget(), QHBoxLayout()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addWidget(self._switches())
        column.addWidget(self.table, 1)
        column.addWidget(Line())
        form.setSpacing(12)
        for title, field, stretch in (
            ("名称", self.name, 3),
            ("类别", self.kind, 2),
            ("席位", self.seats, 5),
            ("下级数", self.expected, 1),
        ):
            part = QVBoxLayout()
            part.setSpacing(2)
            part.addWidget(label(title, "label"))
            part.addWidget(field)
            form.addLayout(part, stretch)
        column.addLayout(form)
        return body

    def _foot(self) -> None:
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        save = foot_button("保存这一级", "Ctrl+Enter", "primary", "check")
        save.clicked.connect(lambda: self._write(self._change))
        add = foot_button("在下面加一级", "Alt+A", "", "add")
        add.clicked.connect(lambda: self._write(self._add))
        for one in (add, save):
            one.setVisible(self._may)
        self.set_foot([], [leave, add, save])

    def _switches(self) -> QWidget:
        """The two pictures, and taking the chosen level out."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label("换图式", "label"))
        for picture, words in PICTURE_NAMES.items():
            made = button(_short(words), "", "")
            made.setAccessibleName(f"换成 {words}")
            tip(made, words)
            made.clicked.connect(partial(self._ask_switch, picture))
            row.addWidget(made)
        row.addStretch(1)
        remove = button("删掉这一级", "", "text")
        remove.clicked.connect(self._ask_remove)
        row.addWidget(remove)
        line.setVisible(self._may)
        return line

    def _show(self, level: Level | None) -> None:
        if level is None:
            return
        self.name.setText(level.name)
        self.kind.setCurrentIndex(max(0, self.kind.findData(level.kind)))
        self.seats.setText(_seat_words(level))
        self.expected.setValue(level.expected or 0)

    def _typed(self, place: int) -> Level:
        return Level(
            place,
            self.name.text(),
            str(self.kind.currentData()),
            read_seats(self.seats.text(), str(self.kind.currentData())),
            self.expected.value() or None,
        )

    def _change(self, session: Any, level: Level) -> str:
        context = self._context
        service.change_level(session, context.clerk, self._typed(level.place), context.today())
        return f"已保存第 {level.place} 级“{self.name.text().strip()}”"

    def _add(self, session: Any, level: Level) -> str:
        context, typed = self._context, self._typed(level.place + 1)
        if typed.name.strip() == level.name:
            raise UserError("请先把名称改成新的一级的名称，再按“在下面加一级”")
        service.add_level(session, context.clerk, typed, context.today())
        return f"已加第 {typed.place} 级“{typed.name.strip()}”"

    def _remove(self, session: Any, level: Level) -> str:
        service.remove_level(session, self._context.clerk, level.place, self._context.today())
        return f"已删掉第 {level.place} 级“{level.name}”"

    def _ask_remove(self) -> None:
        level: Level | None = self.table.current()
        if level is None:
            return
        many = self._counts.get(level.place, 0)
        question = Question(
            "删掉这一级",
            f"删掉第 {level.place} 级“{level.name}”？",
            "删掉",
            "不删",
            f"现有的 {many:,} 个组织留在原处，记为不在层级图里。",
            danger=True,
        )
        if ask(self, question):
            self._write(self._remove)

    def _ask_switch(self, picture: str) -> None:
        question = Question(
            "换图式",
            f"换成“{PICTURE_NAMES[picture]}”？",
            "换图式",
            "不换",
            "组织都留在原处，只有各级的名称和新建时的席位改变。",
        )
        if not ask(self, question):
            return

        def switch(session: Any, _level: Level) -> str:
            service.switch_picture(session, self._context.clerk, picture, self._context.today())
            return f"已换成“{PICTURE_NAMES[picture]}”"

        self._write(switch)

    def _write(self, act: Callable[[Any, Level], str]) -> None:
        level: Level | None = self.table.current()
        if level is None or not self._may:
            return
        try:
            with self._context.db.write() as session:
                words = act(session, level)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.refresh()
        self.banner.say("green", words)
        self.changed.emit(words)


def read_seats(text: str, kind: str = "") -> tuple[str, ...]:
    """书记、委员、委员 as titles; raises UserError for a title that is not known.

    委员 of a governing body is another title than 委员 of a committee.
    """
    body = kind_of(kind).body
    known = sorted(TITLES.values(), key=lambda title: (title.group == "body") == body)
    codes = {title.name: title.code for title in known}
    found = []
    for word in text.replace("，", "、").replace(",", "、").split("、"):
        said = word.strip()
        if not said:
            continue
        if said not in codes:
            raise UserError(f"没有“{said}”这种席位。可写：{'、'.join(codes)}")
        found.append(codes[said])
    return tuple(found)


def _seat_words(level: Level) -> str:
    return "、".join(TITLES[code].name for code in level.seats if code in TITLES)


def _kind_name(code: str) -> str:
    return KINDS[code].name if code in KINDS else code


def _short(words: str) -> str:
    """小区图, 网格图: what tells the two pictures apart."""
    return "网格图" if "网格" in words else "小区图"
