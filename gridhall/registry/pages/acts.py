"""What the card's buttons open: acts, tags, guardians, the history; each can be taken back."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet
from gridhall.registry.dialogs import GuardianSheet, HistorySheet, TagsSheet
from gridhall.registry.dialogs.at_once import take_back
from gridhall.registry.dialogs.change import Carried, open_act
from gridhall.registry.dialogs.duplicates import DuplicatesSheet
from gridhall.registry.queries import ResidentCard


class CardActs(QObject):
    """Opens a sheet over the page; `person_wanted` says whose card to show afterwards."""

    person_wanted = Signal(int)

    def __init__(self, page: QWidget, context: Context) -> None:
        super().__init__(page)
        self._page, self._context = page, context

    def open_act(self, person_id: int, kind: str) -> None:
        """The sheet of a change (登记变动)."""
        try:
            sheet = open_act(self._page, self._context, person_id, kind)
        except UserError as error:
            self._context.desk.show_error(error)
            return
        self._show(sheet, sheet.carried)

    def open_tags(self, card: ResidentCard) -> None:
        """标签."""
        sheet = TagsSheet(self._page, self._context, card.person.id, card.person.name)
        self._show(sheet, sheet.carried)

    def open_guardian(self, card: ResidentCard, *, asked: bool = False) -> None:
        """监护人; `asked`: right after a child was registered."""
        who = card.person
        sheet = GuardianSheet(self._page, self._context, who.id, who.name, asked=asked)
        self._show(sheet, sheet.carried)

    def open_duplicates(self, person_id: int) -> None:
        """查重与并档: who may be recorded twice."""
        sheet = DuplicatesSheet(self._context, self._page, person_id)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def open_history(self, card: ResidentCard) -> None:
        """全部记录."""
        sheet = HistorySheet(self._page, self._context, card)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _show(self, sheet: Sheet, carried: object) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        carried.connect(self._carried)  # type: ignore[attr-defined]  # a bound Signal
        sheet.open()

    def _carried(self, done: Carried) -> None:
        self.person_wanted.emit(done.person_id)
        self._context.desk.toast(done.words, partial(self._take_back, done))

    def _take_back(self, done: Carried) -> None:
        context = self._context
        try:
            take_back(context, done.action_id)
        except UserError as error:
            context.desk.show_error(error)
