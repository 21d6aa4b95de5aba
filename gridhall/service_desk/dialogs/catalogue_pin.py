"""Which key a matter is fixed to: the nine keys of the form, with what each has now."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.service_desk.queries.catalogue import MatterRow
from gridhall.service_desk.queries.pins import PLACES, Pin, pins, place_of
from gridhall.service_desk.service.pins import set_pin

_COLUMNS: tuple[Column[Pin], ...] = (
    Column("按键", lambda one: f"Ctrl+{one.place}", 80, "bold"),
    Column("现在是", lambda one: one.matter.name if one.matter else "（空着）", 240, stretch=True),
    Column("怎么来的", lambda one: _how(one), 130),
)


class PinSheet(Sheet):
    """Press 1..9 or choose with arrows; Alt+Q lets the key follow use again."""

    saved = Signal(int, str)  # the matter's id, what to say

    def __init__(self, parent: QWidget, context: Context, row: MatterRow) -> None:
        super().__init__(parent, f"固定“{row.name}”到按键", "keyboard", (620, 560))
        self.context, self._row = context, row
        self.banner, self.table = Banner(), Table()
        self.model = RowsModel(_COLUMNS, self, key=lambda one: one.place)
        self.table.setModel(self.model)
        self.table.setAccessibleName("常用按键，按 1 到 9 选")
        with context.db.read() as session:
            known = pins(session, context.today())
        self.model.show_rows(known)
        here = place_of(known, row.id)
        self.table.choose(here or _first_free(known))
        for place in PLACES:
            key = QShortcut(QKeySequence(str(place)), self)
            key.activated.connect(partial(self.table.choose, place))
        self._lay_out(here)
        self.first_focus = self.table

    def fix(self) -> None:
        """Fix the matter to the chosen key."""
        pin: Pin | None = self.table.current()
        if pin is not None:
            self._set(pin.place, self._row.id, f"“{self._row.name}”固定到 Ctrl+{pin.place}")

    def free(self) -> None:
        """The matter's key follows use again."""
        with self.context.db.read() as session:
            here = place_of(pins(session, self.context.today()), self._row.id)
        if here is not None:
            self._set(here, None, f"Ctrl+{here} 不再固定，按用得多少排")

    def _set(self, place: int, item_id: int | None, words: str) -> None:
        try:
            with self.context.db.write() as session:
                set_pin(session, self.context.clerk, place, item_id)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()
        self.saved.emit(self._row.id, words)

    def _lay_out(self, here: int | None) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.banner)
        column.addWidget(label("填受理单时按 Ctrl+数字就选中它。按 1 到 9 选一个键", "sub"))
        column.addWidget(self.table, 1)
        self.set_body(body)
        free = foot_button("不再固定", "Alt+Q")
        free.setVisible(here is not None)
        free.clicked.connect(self.free)
        leave = foot_button("先不固定", "Esc")
        leave.clicked.connect(self.reject)
        fix = foot_button("固定", "Ctrl+Enter", "primary", "check")
        fix.clicked.connect(self.fix)
        self.table.opened.connect(lambda _: self.fix())
        self.set_foot([free], [leave, fix])


def _how(one: Pin) -> str:
    if one.matter is None:
        return ""
    return "固定的" if one.fixed else "按用得多少排"


def _first_free(known: Sequence[Pin]) -> int:
    """The first key that is not fixed."""
    return next((one.place for one in known if not one.fixed), 1)
