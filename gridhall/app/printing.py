"""打印队列 and 打印机 on the desk: the sheets, the status bar's count, what a crash left open."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from gridhall.app.desk import OpenDesk


def print_queue(desk: "OpenDesk") -> None:
    """打印队列."""
    from gridhall.papers.dialogs import QueueSheet

    QueueSheet(desk.context, desk.shell).exec()


def printers(desk: "OpenDesk") -> None:
    """打印机与校准."""
    from gridhall.papers.dialogs import PrintersSheet

    PrintersSheet(desk.context, desk.shell).exec()


class PrintCount(QObject):
    """打印队列 n in the status bar, kept right by the bus; nothing while nothing waits."""

    def __init__(self, desk: "OpenDesk") -> None:
        super().__init__(desk)
        self._desk = desk
        desk.context.bus.changed.connect(self._heard)

    def begin(self) -> None:
        """The first count; what was being printed when the program ended is told."""
        unsure = self.count()
        if unsure:
            self._desk.toast(f"有 {unsure} 份文书上次没确认出纸，请到打印队列看一看")

    def count(self) -> int:
        """Count and show; how many nobody has confirmed."""
        from gridhall.papers.queries import queue_count

        with self._desk.context.db.read() as session:
            counted = queue_count(session)
        words = f"打印队列 {counted.jobs}" if counted.jobs else ""
        self._desk.shell.status.note("print_queue", words, "amber", "print")
        return counted.unsure

    def _heard(self, tables: frozenset[str]) -> None:
        if "print_job" in tables:
            self.count()
