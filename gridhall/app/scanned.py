"""What a hand scanner sent, on its way to whom it concerns: never into a field by mistake."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_numbers
from gridhall.qt.scanner import Scanner
from gridhall.qt.sub_views import SubViews

if TYPE_CHECKING:
    from gridhall.app.desk import OpenDesk

_CODE = "GH1:"  # how a certificate's code begins (volunteering.rules.codes)
_SHOWN = 24  # characters of what was not found


class ScanRoutes(QObject):
    """The dialog on show first, then a visitor's slip, then the page; a number is looked up."""

    def __init__(self, desk: "OpenDesk") -> None:
        super().__init__(desk)
        self._desk = desk
        self.scanner = Scanner(self)
        self.scanner.listens = desk.shell.isVisible
        self.scanner.scanned.connect(self.route)

    def route(self, text: str) -> None:
        """Take it where it belongs, or say that it was not taken."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            if not _taken(dialog.window(), text):
                self._desk.toast("扫到的内容没有填进去。请先关上窗口，再扫一次")
        elif not self._bring_back(text) and not _taken(self._page(), text):
            self._look_up(text)

    def _bring_back(self, text: str) -> bool:
        """办事回执 or 暂存回执: its case or its form as it was left, whatever page is on show."""
        from gridhall.service_desk.queries.slips import brought_back

        try:
            with self._desk.context.db.read() as session:
                found = brought_back(session, text)
        except UserError as error:
            self._desk.show_error(error)
            return True
        if found is None:
            return False
        self._desk.take_up(found)
        return True

    def _page(self) -> QWidget | None:
        """The page on show, or the view of it."""
        header = self._desk.shell.header
        page = self._desk.shell.built(header.titles()[header.currentIndex()])
        return page.current() if isinstance(page, SubViews) else page

    def _look_up(self, text: str) -> None:
        if text.startswith(_CODE):
            self._verify(text)
            return
        from gridhall.app import rest

        finder = rest.Finder(self._desk.context)
        hits: list[Any] = [choice.key for choice in finder.find(text)]
        exact = [hit for hit in hits if hit.number == text]
        if len(exact or hits) == 1:
            finder.open((exact or hits)[0])
        elif hits:
            self._desk.show_palette(text)
        elif not self._open_volunteer(text):
            said = mask_numbers(text)[:_SHOWN]
            self._desk.toast(f"没有找到“{said}”。请核对是不是本大厅的单据、证件或志愿者编号")

    def _open_volunteer(self, number: str) -> bool:
        """A volunteer's number stands on cards and certificates, and not in the search index."""
        from gridhall.volunteering.queries.finding import by_number

        with self._desk.context.db.read() as session:
            found = by_number(session, number)
        if len(found) == 1:
            self._desk.open_volunteer(found[0])
        return len(found) == 1

    def _verify(self, text: str) -> None:
        from gridhall.volunteering.dialogs.verify import VerifySheet

        sheet = VerifySheet(self._desk.context, self._desk.shell)
        sheet.code.setText(text)
        sheet.check()
        sheet.open()


def _taken(widget: QWidget | None, text: str) -> bool:
    """Whether a page or a dialog knows what to do with it."""
    take = getattr(widget, "scanned", None)
    return bool(take(text)) if take is not None else False
