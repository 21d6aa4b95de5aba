"""Reads the tree on the worker, the dearest last: tree, figures, names as typed, ratios."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from gridhall.organisation.pages.tree.reading import (
    Figures,
    Outline,
    figures_work,
    outline_work,
    ratios_work,
    typed_work,
)
from gridhall.organisation.queries.seats import Ratios
from gridhall.qt.context import Context

_RATIOS_MS = 200  # once the arrows have rested


class TreeReader(QObject):
    """One round after the other; what an earlier round still brings is dropped."""

    outlined = Signal(object)  # Outline
    figured = Signal(object)  # Figures
    typed = Signal(object)  # what each organisation may be typed as
    rated = Signal(int)  # the organisation whose ratios are there

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._round = context, 0
        self.ratios: dict[int, Ratios] = {}  # the last known, shown until they are read anew
        self._fresh: set[int] = set()
        self._wanted: int | None = None
        self._rest = QTimer(self, singleShot=True, interval=_RATIOS_MS)
        self._rest.timeout.connect(self._rate)

    def read(self, as_at: date | None) -> None:
        """The tree as it is (None) or as it was on a day, then all that is counted of it."""
        self._round += 1
        self._fresh.clear()
        context = self._context
        taken, failed = partial(self._take_outline, self._round), context.desk.show_error
        context.jobs.start(outline_work(context.db, as_at), done=taken, failed=failed)

    def want_ratios(self, organisation_id: int | None) -> None:
        """The ratios of the organisation on show; None stops asking."""
        self._rest.stop()
        self._wanted = organisation_id
        if organisation_id is not None and organisation_id not in self._fresh:
            self._rest.start()

    def _take_outline(self, round_: int, outline: Outline) -> None:
        if round_ != self._round:
            return
        self.outlined.emit(outline)
        context = self._context
        taken, failed = partial(self._take_figures, (round_, outline)), context.desk.show_error
        work = figures_work(context.db, outline, context.today())
        context.jobs.start(work, done=taken, failed=failed)

    def _take_figures(self, asked: tuple[int, Outline], figures: Figures) -> None:
        round_, outline = asked
        if round_ != self._round:
            return
        self.figured.emit(figures)
        context = self._context
        taken, failed = partial(self._take_typed, round_), context.desk.show_error
        context.jobs.start(typed_work(outline, figures), done=taken, failed=failed)

    def _take_typed(self, round_: int, typed: dict[int, str]) -> None:
        if round_ == self._round:
            self.typed.emit(typed)

    def _rate(self) -> None:
        context = self._context
        if self._wanted is not None:
            work = ratios_work(context.db, self._wanted, context.today())
            taken = partial(self._take_ratios, self._round)
            context.jobs.start(work, done=taken, failed=context.desk.show_error)

    def _take_ratios(self, round_: int, found: tuple[int, Ratios]) -> None:
        if round_ != self._round:
            return
        self.ratios[found[0]] = found[1]
        self._fresh.add(found[0])
        self.rated.emit(found[0])
