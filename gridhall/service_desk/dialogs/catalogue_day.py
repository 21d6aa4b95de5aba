"""停用 and 恢复 of a matter from a day on, with what it means for what is under way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.service_desk.queries.catalogue import MatterRow
from gridhall.service_desk.queries.catalogue_history import preview
from gridhall.service_desk.service.catalogue_versions import retire, take_up

Act = Callable[[Any, Any, tuple[int, int, date], date], None]


class StandingSheet(Sheet):
    """From which day a matter is no longer taken in, or is again."""

    saved = Signal(int, str)  # the matter's id, what to say

    def __init__(self, parent: QWidget, context: Context, row: MatterRow) -> None:
        self._act, self._words = (retire, "停用") if row.active else (take_up, "恢复")
        super().__init__(parent, f"{self._words}“{row.name}”", "event", (520, 330))
        self.context, self._row = context, row
        self.banner, self.day, self.told = Banner(), DateEdit(), label("", "sub", wrap=True)
        self.day.setAccessibleName("从哪天起")
        self.day.set_value(context.today())
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addWidget(label(f"从哪天起{self._words}", "label"))
        column.addWidget(self.day)
        column.addWidget(self.told)
        column.addStretch(1)
        self.set_body(body)
        leave = foot_button(f"先不{self._words}", "Esc")
        leave.clicked.connect(self.reject)
        kind = "danger" if row.active else "primary"
        save = foot_button(self._words, "Ctrl+Enter", kind, "check")
        save.clicked.connect(self.save)
        self.set_foot([], [leave, save])
        self.day.dateChanged.connect(lambda _: self._tell())
        self._tell()
        self.first_focus = self.day

    def save(self) -> None:
        """Write it down, or say why not."""
        since, today = self.day.value(), self.context.today()
        change = (self._row.id, self._row.version, since)
        try:
            with self.context.db.write() as session:
                self._act(session, self.context.clerk, change, today)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()
        when = "今天起" if since == today else f"{since} 起"
        self.saved.emit(self._row.id, f"“{self._row.name}”{when}{self._words}")

    def _tell(self) -> None:
        said = replace(self._row.said, active=not self._row.active)
        with self.context.db.read() as session:
            found = preview(session, self._row.id, said, self.day.value())
        if not self._row.active:
            self.told.setText("这天起又可以受理，内容和停用前一样；要改内容的，恢复以后再改")
        elif found.open_cases:
            self.told.setText(
                f"在办的 {found.open_cases} 件照常办完；这天起不再受理，也搜不到了。以后可以恢复"
            )
        else:
            self.told.setText("没有在办的；这天起不再受理，也搜不到了。以后可以恢复")
