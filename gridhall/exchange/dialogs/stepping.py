"""The frame of the import window: four steps at the left, one pane at a time beside them."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridhall.exchange.dialogs.working import WorkingSheet
from gridhall.qt.context import Context
from gridhall.qt.frames import Line
from gridhall.qt.labels import label
from gridhall.qt.scaling import set_width
from gridhall.qt.steps import Steps
from gridhall.qt.theme import current_theme

_TITLES = ("选择文件", "对应列", "检查", "导入")
_HINTS = (
    "一次导入一个文件",
    "猜错的列在这里改；没有对应的列先空着",
    "有错误的行不会写入；改好错误表可再次导入，不会重复",
    "",
)
_SIZE = (1300, 690)  # px at 100 %
_STEPS_WIDTH, _NARROW_STEPS = 204, 160
_NARROW, _LEAST = 1000, 760  # below these the steps shrink, then give way to a line in the head
_MARGINS = 40


class Step(IntEnum):
    """The four steps."""

    FILE = 0
    COLUMNS = 1
    CHECK = 2
    STORED = 3


class SteppingSheet(WorkingSheet):
    """Knows which step is on show; subclasses say what the panes are and what the steps do."""

    def __init__(self, context: Context, parent: QWidget | None, title: str) -> None:
        super().__init__(context, parent, (title, "upload_file"), _SIZE)
        self.step = Step.FILE
        self.steps, self._side = Steps(), QWidget()
        self.hint = label("", "meta")
        self._panes: Sequence[QWidget] = ()
        self.steps.set_titles(_TITLES)
        self.note_steps("")

    def lay_out(self, panes: Sequence[QWidget]) -> None:
        """Steps, a line, the panes; not in a stack, which gives each the tallest one's room."""
        self._panes = panes
        self.body.removeWidget(self.strip)
        self.body.setContentsMargins(0, 0, 0, 0)
        across, column, side = QHBoxLayout(), QVBoxLayout(), QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        side.setSpacing(0)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.strip)
        column.addWidget(self.progress)
        for pane in panes:
            column.addWidget(pane, 1)
        side.addWidget(self.steps)
        side.addWidget(Line(upright=True))
        across.addWidget(self._side)
        across.addLayout(column, 1)
        self.body.addLayout(across, 1)

    def show_step(self, step: Step, first: QWidget) -> None:
        """Show one pane; the focus goes to where its work begins."""
        self.step = step
        self.steps.show_step(step)
        self.hint.setText(_HINTS[step])
        for place, pane in enumerate(self._panes):
            pane.setVisible(place == step)
        self._say_step()
        self.first_focus = first if first.isVisibleTo(self) else self
        self.first_focus.setFocus(Qt.FocusReason.TabFocusReason)

    def say_hint(self, sentence: str) -> None:
        """What was just done, in the foot, where it covers nothing; also told aloud."""
        self.hint.setText(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.hint, sentence))

    def note_steps(self, file_name: str) -> None:
        """A file was chosen, or none: forget what was known of the steps behind it."""
        for step, words in zip(Step, (file_name, "", "", "写入前自动备份"), strict=True):
            self.steps.note(step, words)

    def fit_panes(self, effective: int) -> None:
        """For subclasses: so much width (px / font scale) is left to the panes."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the work the room where there is little of it."""
        super().resizeEvent(event)
        effective = self.width() * 100 // current_theme().percent
        width = _STEPS_WIDTH if effective >= _NARROW else _NARROW_STEPS
        set_width(self.steps, width)
        self._side.setVisible(effective >= _LEAST)
        self._say_step()
        self.fit_panes(effective - _MARGINS - (width if effective >= _LEAST else 0))

    def _say_step(self) -> None:
        """In the head, where the steps have no room."""
        words = f"第 {self.step + 1} 步，共 {len(Step)} 步：{_TITLES[self.step]}"
        self.say("" if self._side.isVisibleTo(self) else words)
