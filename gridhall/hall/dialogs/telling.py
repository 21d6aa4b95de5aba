"""A sheet that acts, and says what became of it in a strip: green when done, red when refused."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.qt.buttons import FilterPills, Segments
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet
from gridhall.qt.entry import Field
from gridhall.qt.frames import Banner
from gridhall.qt.jobs import Job
from gridhall.qt.scaling import refit
from gridhall.qt.table import Table
from gridhall.qt.theme import current_theme

T = TypeVar("T")


class TellingSheet(Sheet):
    """What the sheets of the user's menu have in common; `body` is the column they fill."""

    def __init__(
        self, context: Context, parent: QWidget | None, head: tuple[str, str], size: tuple[int, int]
    ) -> None:
        super().__init__(parent, *head, size)
        self.context, self.strip = context, Banner()
        self.gone = False
        self._job: Job | None = None
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(20, 14, 20, 12)
        self.body.setSpacing(10)
        self.body.addWidget(self.strip)
        self.set_body(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lesser columns go where it is narrow for the font scale."""
        super().resizeEvent(event)
        effective = self.width() * 100 // current_theme().percent
        for table in self.findChildren(Table):
            table.show_for_width(effective)

    def done(self, result: int) -> None:
        """Closing also stops what may be stopped."""
        self.gone = True
        self.stop()
        super().done(result)

    @property
    def busy(self) -> bool:
        """Whether something is still being done."""
        return self._job is not None

    def stop(self) -> None:
        """Ask the running work to stop where it can."""
        if self._job is not None:
            self._job.cancel()

    def tell(self, sentence: str) -> None:
        """Say what was done, here or, once the sheet is gone, on the desk."""
        if self.gone:
            self.context.desk.toast(sentence)
            return
        self.strip.say("green", sentence)
        refit(self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.strip, sentence))

    def refuse(self, error: Exception) -> None:
        """Say what is to be put right; anything but a UserError is a bug and reported as one."""
        if self.gone or not isinstance(error, UserError):
            self.context.desk.show_error(error)
            return
        self.strip.say("red", str(error))
        refit(self)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do a short act now; whether it was done."""
        try:
            act()
        except UserError as error:
            self.refuse(error)
            return False
        self.strip.hide()
        return True

    def start(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        progressed: Callable[[int, int], None] | None = None,
    ) -> None:
        """Long work on the worker; a second press while it runs is not heard."""
        if self.busy:
            return
        self.strip.hide()
        self._job = self.context.jobs.start(
            work, done=done, failed=self.refuse, progressed=progressed, finished=self._ended
        )
        self.show_busy()

    def show_busy(self) -> None:
        """For subclasses: how the sheet looks while it works, and when it has ended."""

    def _ended(self) -> None:
        self._job = None
        if not self.gone:
            self.show_busy()


def side_by_side(*fields: Field) -> QHBoxLayout:
    """Fields in one row, of equal width."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for field in fields:
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return row


def mend(field: Field, sentence: str) -> bool:
    """Show or clear a field's sentence; whether the field is in order."""
    field.say(sentence)
    return not sentence


def chosen_button(choices: Segments | FilterPills) -> QWidget:
    """The button of a switch that has its one tab stop: where the focus may begin."""
    made = choices.findChildren(QPushButton)
    return next((one for one in made if one.isChecked()), choices)
