"""The right pane: one organisation with its figures, seats, grids and ratios."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from gridhall.forms.ui_organisation_card import Ui_OrganisationCard
from gridhall.organisation.columns.card import (
    CardView,
    Fact,
    card_chips,
    card_facts,
    grid_note,
    note_words,
    ratio_lines,
)
from gridhall.organisation.columns.seats import seat_columns, seats_words
from gridhall.organisation.pages.tree.parts import FactLink, fact_part, grid_line, ratio_line
from gridhall.organisation.queries.seats import Ratios, SeatRow
from gridhall.qt.labels import chip, tip
from gridhall.qt.scaling import refit
from gridhall.qt.table import RowsModel
from gridhall.qt.theme import current_theme

_ROW, _LEAST, _MOST = 34, 2, 12  # px at 100 %; rows of the seats' table
# The menu of a seat: word, act; None is a line between.
SEAT_ACTS: tuple[tuple[str, str] | None, ...] = (
    ("任命…", "appoint"),
    ("离任…", "relieve"),
    ("留任", "keep_on"),
    ("轮值…", "rotate"),
    None,
    ("任职经过…", "tenures"),
    ("他的全部席位…", "person_seats"),
    ("打开居民卡片", "resident"),
    ("记电话…", "phone"),
    None,
    ("增设席位…", "add_seat"),
    ("修改席位…", "change_seat"),
    ("撤销席位…", "end_seat"),
)
READING = frozenset({"tenures", "person_seats", "resident"})


class OrganisationPanel(QWidget):
    """Shows an organisation; what is pressed is told to the page by the act's name."""

    act_wanted = Signal(str, object)  # the act, the SeatRow or None
    members_wanted = Signal()
    grids_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_OrganisationCard()
        self.ui.setupUi(self)
        self.view: CardView | None = None
        self._today, self._may = today, True
        self.seats = RowsModel(seat_columns(today), self)
        ui = self.ui
        ui.seatsTable.setModel(self.seats)
        ui.seatsTable.setAccessibleName("席位与任职，Enter 打开任职人")
        ui.seatsTable.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        ui.seatsTable.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ui.seatsTable.setProperty("ownSize", True)
        ui.noteLabel.setWordWrap(True)
        current_theme().changed.connect(self._fit_seats)
        self._connect()

    def _connect(self) -> None:
        ui = self.ui
        ui.seatsTable.opened.connect(self._open_seat)
        ui.seatsTable.customContextMenuRequested.connect(self._menu_at)
        ui.seatsEmpty.acted.connect(lambda: self.act_wanted.emit("add_seat", None))
        for made, act in (
            (ui.appointButton, "appoint"),
            (ui.relieveButton, "relieve"),
            (ui.electButton, "elect"),
            (ui.editButton, "change"),
        ):
            made.clicked.connect(partial(self._ask, act))
        ui.seatButton.bind_key().clicked.connect(self._menu_below)
        ui.gridsButton.clicked.connect(self.grids_wanted)
        ui.backButton.bind_key().clicked.connect(self.back_wanted)

    # What the page says

    def show_card(self, view: CardView, *, may_change: bool) -> None:
        """Another organisation, or the same one anew."""
        ui, same = self.ui, self.view is not None and self.view.row.id == view.row.id
        self.view, self._may = view, may_change
        shown = [chip(*one) for one in card_chips(view) if one[0]]
        self._fill(ui.chipRow, shown)
        self._fill(ui.factsRow, self._facts(card_facts(view)), spread=True)
        note = note_words(view)
        ui.noteLabel.setText(note)
        ui.noteLabel.setVisible(bool(note))
        self._show_seats(view.seats, keep=same)
        self._show_grids(view)
        self._show_ratios(view)
        self._allow(may_change)
        refit(self)
        self._fit_seats()
        self._fit_names()

    def show_ratios(self, ratios: Ratios) -> None:
        """The ratio panel of the organisation on show, which comes after its card."""
        if self.view is not None:
            self.view = replace(self.view, ratios=ratios)
            self._show_ratios(self.view)
            refit(self.ui.ratiosBox)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of the name as there is room for."""
        super().resizeEvent(event)
        self._fit_names()

    def show_back(self, shown: bool) -> None:
        """The way back to the tree, where only one pane fits."""
        self.ui.backButton.setVisible(shown)

    def seat(self) -> SeatRow | None:
        """The seat that is chosen."""
        row: SeatRow | None = self.ui.seatsTable.current()
        return row

    # Its parts

    def _facts(self, facts: Sequence[Fact]) -> list[QWidget]:
        made = [fact_part(one) for one in facts]
        for part in made:
            if isinstance(part, FactLink):
                part.clicked.connect(self.members_wanted)
        return made

    def _show_seats(self, rows: Sequence[SeatRow], *, keep: bool) -> None:
        ui = self.ui
        self.seats.show_rows(rows)
        if not keep or ui.seatsTable.current() is None:
            vacant = next((row.id for row in rows if row.is_vacant), None)
            ui.seatsTable.choose(vacant) if vacant is not None else ui.seatsTable.choose_first()
        ui.seatsLabel.setText(seats_words(rows) if rows else "")
        ui.seatsTable.setVisible(bool(rows))
        ui.seatsEmpty.setVisible(not rows)

    def _show_grids(self, view: CardView) -> None:
        ui = self.ui
        ui.gridsBox.setVisible(bool(view.grids))
        ui.gridsLabel.setText(grid_note(view))
        self._fill(ui.gridsColumn, [grid_line(one) for one in view.grids])

    def _show_ratios(self, view: CardView) -> None:
        lines = ratio_lines(view)
        self.ui.ratiosBox.setVisible(bool(lines))
        self._fill(self.ui.ratiosColumn, [ratio_line(one) for one in lines])

    def _allow(self, may_change: bool) -> None:
        """On a past day nothing is changed; who may is told when a button is pressed."""
        ui = self.ui
        some = self.view is not None and bool(self.view.seats)
        for made in (ui.editButton, ui.electButton, ui.appointButton, ui.relieveButton):
            made.setVisible(may_change)
        for made in (ui.electButton, ui.appointButton, ui.relieveButton):
            made.setVisible(may_change and some)
        if may_change:
            ui.seatsEmpty.say("还没有席位", "增设席位以后才能任命", "badge")
        else:
            ui.seatsEmpty.say("这一天没有席位", "", "badge")
        ui.seatsEmpty.offer("增设席位" if may_change else "", "", "add")

    def _fit_names(self) -> None:
        """A long name or path ends in …; the whole stands in its tip."""
        if self.view is None:
            return
        ui, px = self.ui, current_theme().px
        made = (ui.editButton, ui.electButton, ui.moreButton)
        beside = sum(one.sizeHint().width() + px(8) for one in made if one.isVisibleTo(self))
        room = self.width() - beside - px(44)
        chips = ui.chipRow.sizeHint().width() + px(16)
        back = ui.backButton.sizeHint().width() if ui.backButton.isVisibleTo(self) else 0
        for words, said, left in (
            (ui.pathLabel, self.view.path or "最上级", room),
            (ui.nameLabel, self.view.row.name, room - chips - back),
        ):
            fits = words.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, max(left, 60))
            words.setText(fits)
            tip(words, said if fits != said else "")

    def _fit_seats(self) -> None:
        rows = min(max(len(self.seats.rows), _LEAST), _MOST)
        px = current_theme().px
        self.ui.seatsTable.setFixedHeight(px(_ROW) * (rows + 1) + 2)
        policy = Qt.ScrollBarPolicy
        over = len(self.seats.rows) > _MOST
        self.ui.seatsTable.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if over else policy.ScrollBarAlwaysOff
        )

    def _fill(
        self, column: QBoxLayout, widgets: Iterable[QWidget], *, spread: bool = False
    ) -> None:
        while item := column.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, widget in enumerate(widgets):
            if place and spread:
                column.addStretch(1)
            column.addWidget(widget)

    # Acts

    def _ask(self, act: str) -> None:
        self.act_wanted.emit(act, self.seat())

    def _open_seat(self, row: SeatRow) -> None:
        if row.person_id is not None:
            self.act_wanted.emit("resident", row)
        else:
            self.act_wanted.emit("appoint" if row.is_vacant and self._may else "tenures", row)

    def _menu_below(self) -> None:
        made = self.ui.seatButton
        self.open_menu(made.mapToGlobal(QPoint(0, made.height())))

    def _menu_at(self, place: QPoint) -> None:
        index: QModelIndex = self.ui.seatsTable.indexAt(place)
        if index.isValid():
            self.ui.seatsTable.setCurrentIndex(index)
        self.open_menu(self.ui.seatsTable.viewport().mapToGlobal(place))

    def open_menu(self, place: QPoint) -> QMenu:
        """What can be done about the chosen seat."""
        menu, row = QMenu(self), self.seat()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in SEAT_ACTS:
            if entry is None:
                menu.addSeparator()
                continue
            made: Any = menu.addAction(entry[0], partial(self.act_wanted.emit, entry[1], row))
            made.setEnabled(_fits(entry[1], row) and (self._may or entry[1] in READING))
        menu.popup(place)
        return menu


def _fits(act: str, row: SeatRow | None) -> bool:
    """Whether an act makes sense for a seat."""
    if act == "add_seat":
        return True
    if row is None:
        return False
    if act == "keep_on":
        return row.unsettled_id is not None
    if act == "relieve":
        return row.tenure_id is not None or row.unsettled_id is not None
    if act == "resident":
        return row.person_id is not None
    if act == "phone":
        return row.outsider_id is not None
    if act == "person_seats":
        return row.person_id is not None or row.outsider_id is not None
    return True
