"""The keys of the program in one table, and the sheet that shows them (快捷键 F1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.qt.dialog import Sheet
from gridhall.qt.labels import key_cap, label


@dataclass(frozen=True)
class KeyRow:
    """One key and what it does, as F1 shows it."""

    group: str
    keys: str
    words: str


SHARED = tuple(
    KeyRow(group, keys, words)
    for group, rows in (
        ("全局", (
            ("Ctrl+K", "全局搜索"), ("F2", "新建工单"), ("F3", "查居民"), ("F5", "刷新"),
            ("Ctrl+P", "打印文书"), ("Ctrl+Z", "撤销上一步"), ("Ctrl+L", "锁屏"), ("F1", "本表"),
        )),
        ("切换", (
            ("Ctrl+1…5", "主标签"), ("Alt+1…5", "子视图"), ("F6", "换区"), ("F7", "显示证件号"),
            ("Ctrl+M", "户籍迁移"),
            ("F11", "全屏"), ("Ctrl+ + / −", "字号"),
            ("Ctrl+0", "字号复原"),
        )),
        ("表单", (
            ("Enter", "下一项"), ("Shift+Enter", "上一项"), ("Ctrl+Enter", "提交"),
            ("Ctrl+S", "存草稿 / 只受理"), ("空格", "勾选"), ("↓", "展开候选"),
            ("Esc", "收起 / 取消"), ("Ctrl+A", "材料全选"),
        )),
    )
    for keys, words in rows
)  # fmt: skip

_ACROSS = 5  # columns that fit at 150 %


class ShortcutSheet(Sheet):
    """All keys by group; `more` adds the page's own."""

    def __init__(self, parent: QWidget | None, more: Sequence[KeyRow] = ()) -> None:
        super().__init__(parent, "快捷键", "keyboard", (1020, 520))
        rows = (*SHARED, *more)
        groups = list(dict.fromkeys(row.group for row in rows))
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(20, 14, 20, 14)
        across.setSpacing(24)
        for column in _columns([[row for row in rows if row.group == one] for one in groups]):
            across.addLayout(_column(column), 1)
        self.set_body(body)
        self.first_focus = self.close_button


def _columns(groups: Sequence[Sequence[KeyRow]]) -> list[list[Sequence[KeyRow]]]:
    """As many as fit across; further groups stand below where there is most room."""
    columns = [[group] for group in groups[:_ACROSS]]
    for group in groups[_ACROSS:]:
        min(columns, key=lambda column: sum(len(one) + 1 for one in column)).append(group)
    return columns


def _column(groups: Sequence[Sequence[KeyRow]]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    for rows in groups:
        column.addLayout(_group(rows))
    column.addStretch(1)
    return column


def _group(rows: Sequence[KeyRow]) -> QVBoxLayout:
    column, grid = QVBoxLayout(), QGridLayout()
    column.setSpacing(8)
    column.addWidget(label(rows[0].group, "b"))
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    for place, row in enumerate(rows):
        grid.addWidget(key_cap(row.keys), place, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(row.words, "sub"), place, 1)
    grid.setColumnStretch(1, 1)
    column.addLayout(grid)
    return column
