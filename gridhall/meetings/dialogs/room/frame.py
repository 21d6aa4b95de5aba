"""The room's screen as it stands: the agenda at the left, the item in large type at the right."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gridhall.meetings.columns.agenda import ROOM, item_key
from gridhall.meetings.dialogs.room.details import Details
from gridhall.meetings.dialogs.room.head import ItemHead
from gridhall.meetings.dialogs.room.marks import ISSUE_MARKS, OTHER_MARKS
from gridhall.meetings.dialogs.room.pad import Pad
from gridhall.meetings.dialogs.room.said import SaidEdit
from gridhall.meetings.queries.agenda import AgendaRow
from gridhall.qt.buttons import button, key_sequences
from gridhall.qt.choice import Find
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.fields import FormProblems
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.scaling import set_width
from gridhall.qt.table import RowsModel, Table
from gridhall.qt.theme import current_theme

_WHOLE = (4000, 3000)  # the whole window, however big
_LIST, _WITH_LIST, _SAID, _COMPACT, _WIDE, _FOOT = (
    400,
    1150,
    52,
    540,
    1600,
    1000,
)  # px at 100 %; effective sizes
_COLUMNS, _FEW = 7, 5  # keys in a row
_WIDE_KEYS = 760  # effective px that seven keys want


class _Calm(QWidget):
    """Sentences that wrap take room from the item; they do not make the screen scroll."""

    def hasHeightForWidth(self) -> bool:
        """Qt override."""
        return False


class RoomFrame(Sheet):
    """Lays out; what the keys do is the screen's."""

    def __init__(self, parent: QWidget, find_issue: Find) -> None:
        super().__init__(parent, "会议记录", "gavel", _WHOLE)
        self.banner, self.table, self.head = Banner(), Table(), ItemHead()
        self.model: RowsModel[AgendaRow] = RowsModel(ROOM, self, key=item_key)
        self.said = SaidEdit("会上说的", "会上说了什么；Enter 去定，Shift+Enter 换行")
        self.pads = {
            True: Pad("这一项怎么定", ISSUE_MARKS, _COLUMNS),
            False: Pad("这一项怎么定", OTHER_MARKS, _COLUMNS),
        }
        self.details, self.told = Details(find_issue), label("", "sub")
        self.next_button = button("记下，下一项", "Enter", "primary", "check")
        self.undo_button = button("撤回上一项", "Ctrl+Z", "", "undo").bind_key()
        self.more_button = foot_button("更多", "Alt+M", "", "more_horiz")
        self.end_button = foot_button("结束会议", "Alt+E", "", "task_alt")
        self.leave_button = foot_button("先离开", "Esc")
        self.note_marks = {"said": label("", "err", wrap=True), "kind": label("", "err", wrap=True)}
        self.problems = self._marked()
        self._dress()
        self._lay_out()
        self.first_focus = self.said

    @property
    def pad(self) -> Pad:
        """The keys of the item on show."""
        return self.pads[not self.pads[True].isHidden()]

    def show_pad(self, for_issue: bool) -> None:
        """The keys of an issue, or of another item."""
        for which, pad in self.pads.items():
            pad.setVisible(which == for_issue)

    def add_key(self, keys: str, act: Callable[[], object]) -> None:
        """A key that works anywhere on the screen."""
        for sequence in key_sequences(keys):
            QShortcut(sequence, self).activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the agenda is left out; PgUp and PgDn walk it all the same.

        Afterwards: a layout must not be changed while Qt is working through it.
        """
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._adapt)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A sentence above comes or goes: what stands below moves, an open list with its field."""
        if watched is self.banner and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            QTimer.singleShot(0, self, self._adapt)
        return super().eventFilter(watched, event)

    def _adapt(self) -> None:
        percent = current_theme().percent
        effective, compact = (
            self.width() * 100 // percent,
            self.height() * 100 // percent < _COMPACT,
        )
        with_list = effective >= _WITH_LIST
        self.side.setVisible(with_list)
        self.table.show_for_width(effective)
        beside = effective - (_LIST + 56 if with_list else 40)
        self.head.show_size(compact, effective >= _WIDE)
        self.head.show_little(compact and not self.banner.isHidden())
        self.details.show_compact(compact)
        self.told.setVisible(effective >= _FOOT)
        for pad in self.pads.values():
            pad.lay_out(_COLUMNS if beside >= _WIDE_KEYS else _FEW)
        if self.details.owner.is_open():
            QTimer.singleShot(0, self.details.owner, self.details.owner.open_list)

    def _marked(self) -> FormProblems:
        marked = dict(self.details.marked)
        marked["said"] = (self.said, self.note_marks["said"])
        for name in ("kind", "route"):
            marked[name] = (self.said, self.note_marks["kind"])
        return FormProblems(self.banner, marked, self)

    def _dress(self) -> None:
        self.table.setProperty("rowPx", 50)
        self.table.setModel(self.model)
        self.table.setAccessibleName("议题")
        self.table.horizontalHeader().hide()
        self.said.setMinimumHeight(_SAID)
        room = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        room.setHorizontalStretch(9)  # what the buttons leave
        self.told.setSizePolicy(room)
        self.banner.installEventFilter(self)
        self.leave_button.clicked.connect(self.leave)
        self.close_button.clicked.disconnect()
        self.close_button.clicked.connect(self.leave)

    def say_done(self, words: str) -> None:
        """What was just done; where the foot has no room, below the title."""
        self.told.setText(words)
        if words and self.told.isHidden():
            self.say(words)

    def leave(self) -> None:
        """Esc."""
        self.reject()

    def _lay_out(self) -> None:
        body, whole = _Calm(), QWidget()
        column, halves = QVBoxLayout(body), QHBoxLayout()
        around = QVBoxLayout(whole)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(body)
        column.setContentsMargins(20, 8, 20, 6)
        column.setSpacing(6)
        column.addWidget(self.banner)
        self.side, right = QWidget(), QVBoxLayout()
        left = QVBoxLayout(self.side)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.table)
        set_width(self.side, _LIST)
        right.setSpacing(6)
        right.addWidget(self.head, 5)
        right.addWidget(self.said, 3)
        for part in (*self.note_marks.values(), *self.pads.values(), self.details):
            right.addWidget(part)
        halves.setSpacing(16)
        halves.addWidget(self.side)
        halves.addLayout(right, 1)
        column.addLayout(halves, 1)
        self.set_body(whole)
        self.set_foot(
            [self.undo_button, self.more_button, self.told],
            [self.leave_button, self.end_button, self.next_button],
        )
