"""The keys of the program in one table, and the sheet that shows them (快捷键 F1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from gridhall.qt.dialog import Sheet
from gridhall.qt.labels import key_cap, label
from gridhall.qt.theme import current_theme


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
            ("Ctrl+T", "叫下一位"),
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

_WIDE, _GAP = 190, 18  # px at 100 %: the least of a column; between columns and groups
_SCROLLS = {
    "Up": QAbstractSlider.SliderAction.SliderSingleStepSub,
    "Down": QAbstractSlider.SliderAction.SliderSingleStepAdd,
    "PgUp": QAbstractSlider.SliderAction.SliderPageStepSub,
    "PgDown": QAbstractSlider.SliderAction.SliderPageStepAdd,
    "Home": QAbstractSlider.SliderAction.SliderToMinimum,
    "End": QAbstractSlider.SliderAction.SliderToMaximum,
}


class ShortcutSheet(Sheet):
    """All keys by group; `more` adds the page's own."""

    def __init__(self, parent: QWidget | None, more: Sequence[KeyRow] = ()) -> None:
        super().__init__(parent, "快捷键", "keyboard", (1340, 740))
        rows = (*SHARED, *more)
        groups = list(dict.fromkeys(row.group for row in rows))
        self.set_body(_Groups([[row for row in rows if row.group == one] for one in groups]))
        self.first_focus = self.close_button
        area = self.findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for keys, move in _SCROLLS.items():
            bar, made = area.verticalScrollBar(), QShortcut(QKeySequence(keys), self)
            made.activated.connect(lambda bar=bar, move=move: bar.triggerAction(move))


class _Groups(QWidget):
    """As many columns as fit across; each group stands where there is most room."""

    def __init__(self, groups: Sequence[Sequence[KeyRow]]) -> None:
        super().__init__()
        self._groups = [_group(rows, self) for rows in groups]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer columns; words that are long take two lines, so none is cut."""
        super().resizeEvent(event)
        px = current_theme().px
        edge, gap = px(20), px(_GAP)
        across = max(1, (self.width() - 2 * edge + gap) // (px(_WIDE) + gap))
        wide = (self.width() - 2 * edge - (across - 1) * gap) // across
        ends = [px(14)] * across
        for one in self._groups:
            place = ends.index(min(ends))
            tall = max(one.heightForWidth(wide), one.minimumSizeHint().height())
            one.setGeometry(edge + place * (wide + gap), ends[place], wide, tall)
            ends[place] += tall + gap
        self.setMinimumHeight(max(ends))


def _group(rows: Sequence[KeyRow], parent: QWidget) -> QWidget:
    made = QWidget(parent)
    column, grid = QVBoxLayout(made), QGridLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(label(rows[0].group, "b"))
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    for place, row in enumerate(rows):
        grid.addWidget(key_cap(row.keys), place, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(row.words, "sub", wrap=True), place, 1)
    grid.setColumnStretch(1, 1)
    column.addLayout(grid)
    return made
