"""居民登记·名单: filters at the left, everybody who fits at the right, however many they are."""

from array import array
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.forms.ui_lists_page import Ui_ListsPage
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.long_table import PagedModel
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import set_width
from gridhall.registry.columns.lists import fitting, list_columns
from gridhall.registry.dialogs.list_acts import ListActs
from gridhall.registry.pages.filters import Filters
from gridhall.registry.queries.listed import first_listed, listed
from gridhall.registry.queries.lists import (
    ListRow,
    Reading,
    SavedRow,
    list_rows,
    names_of_places,
    saved_lists,
    unsorted_people,
)
from gridhall.registry.rules.lists import USUAL, ListDefinition, Wanted
from gridhall.registry.service import lists as service

TABLES = frozenset(
    {
        "person",
        "household",
        "membership",
        "dwelling",
        "entrance",
        "grid",
        "person_tag",
        "past_value",
    }
    | {"saved_list", "tag_kind", "past_address", "person_place"}
)
NO_SAVED = ("常用名单", ())
_FIRST = 200  # people shown at once while the others are still looked for
_NARROW = 1000  # effective px below which the filters make room for the list
_COMBO = 156  # px at 100 %
_FILTERS, _EDGES = 284, 70  # px at 100 %: the filters; margins, gaps and the scroll bar


class ListsPage(QWidget):
    """The list half; `buttons` go into the row above."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ui = Ui_ListsPage()
        self.ui.setupUi(self)
        self.columns: tuple[str, ...] = USUAL
        self.wanted = Wanted()
        self._read_as = Reading(None, context.today())
        self._effective = 10_000
        self._turn, self._title, self._from_top = 0, "", True
        self._saved: list[SavedRow] = []
        self.model = PagedModel[ListRow](list_columns(USUAL), self._fetch, self)
        self.filters = Filters(self.ui, lambda: context.today(), self)
        self.acts = ListActs(self, context)
        self._make_buttons()
        self._dress()
        self._connect()

    def _make_buttons(self) -> None:
        self.filter_button = self.ui.filterButton
        self.columns_button = button("选列…", glyph="rule")
        self.export_button = button("导出…", glyph="download")
        self.print_button = button("打印花名册…", "Ctrl+P", "primary", "print")
        self.ui.backButton.hide()
        for made in (self.columns_button, self.export_button):
            made.setProperty("secondary", True)  # into 更多 where it is narrow

    def _dress(self) -> None:
        ui = self.ui
        ui.listTable.setModel(self.model)
        ui.empty.hide()
        ui.empty.offer("清空条件")
        ui.savedCombo.set_choices([NO_SAVED])
        for combo in (ui.orderCombo, ui.savedCombo):
            combo.setMinimumWidth(_COMBO)
        ui.removeButton.hide()
        self.setFocusProxy(ui.listTable)

    def _connect(self) -> None:
        ui = self.ui
        self.filters.changed.connect(self._asked)
        ui.listTable.opened.connect(lambda row: self._context.desk.open_resident(row.id))
        ui.clearButton.clicked.connect(self.clear)
        ui.empty.acted.connect(self.clear)
        ui.banner.acted.connect(self.clear)
        ui.saveButton.clicked.connect(self._save)
        ui.removeButton.clicked.connect(self._remove)
        ui.savedCombo.currentIndexChanged.connect(self._open_saved)
        self.filter_button.clicked.connect(lambda: self._show_filters(True))
        ui.backButton.clicked.connect(lambda: self._show_filters(False))
        self.columns_button.clicked.connect(self._choose_columns)
        self.export_button.clicked.connect(self._export)
        self.print_button.bind_key().clicked.connect(self._print)
        self.acts.columns_chosen.connect(self.show_columns)
        self.acts.saved.connect(self._was_saved)
        Refreshing(self, self._context.bus, TABLES).use(self.refresh)

    # What the page around asks

    def buttons(self) -> Sequence[QWidget]:
        """What one can do with a list."""
        return (self.columns_button, self.export_button, self.print_button)

    def show_wanted(self, wanted: Wanted, title: str = "") -> None:
        """Show the list of a figure's bar, or one kept by name."""
        self._title, self._from_top = title, True
        self.filters.show_wanted(wanted)
        self._load()

    def show_for_width(self, effective: int) -> None:
        """Where it is narrow either the filters or the list is on show."""
        self._effective = effective
        self.filter_button.setVisible(effective < _NARROW)
        self.print_button.show_hint(effective >= _NARROW)
        self._show_filters(effective >= _NARROW)
        self.show_columns(self.columns)

    def _show_filters(self, shown: bool) -> None:
        """Where it is narrow they take the list's place, and a button below leads back."""
        narrow = self._effective < _NARROW
        self.ui.filterCard.setVisible(shown)
        self.ui.listCard.setVisible(not (shown and narrow))
        self.ui.backButton.setVisible(shown and narrow)
        set_width(self.ui.filterCard, None if narrow else _FILTERS)

    def refresh(self) -> None:
        """Read everything on show anew."""
        with self._context.db.read() as session:
            names = names_of_places(session, self._context.clerk)
            self._saved = saved_lists(session)
        self.filters.offer_places(names)
        kept = self.ui.savedCombo.chosen()
        self.ui.savedCombo.set_choices([NO_SAVED, *((one.name, (one.id,)) for one in self._saved)])
        self.ui.savedCombo.choose(kept)
        self._show_remove()
        self._load()

    def clear(self) -> None:
        """清空条件: everybody in the register now."""
        self.ui.savedCombo.choose(())
        self._show_remove()
        self.show_wanted(Wanted())
        self.ui.listTable.setFocus()

    def show_columns(self, columns: Sequence[str]) -> None:
        """Show these columns, in this order."""
        self.columns = tuple(columns)
        self._read_as = self._reading(self.wanted)
        narrow = self._effective < _NARROW
        room = self._effective - _EDGES - (0 if narrow else _FILTERS)
        shown = fitting(self.columns, room)
        self.model.show_columns(list_columns(shown, room))
        self.ui.listTable.setModel(self.model)

    # Reading

    def _asked(self) -> None:
        self._title, self._from_top = "", True
        self.ui.savedCombo.choose(())
        self._show_remove()
        self._load()

    def _load(self) -> None:
        """Ask for the list that the filters want; an older answer still on its way is dropped."""
        try:
            wanted = self.filters.wanted()
        except UserError as error:
            self.ui.banner.say("amber", str(error))
            return
        self.ui.banner.hide()
        self._turn += 1
        self.wanted, self._read_as = wanted, self._reading(wanted)
        self._show_first(wanted)
        self.ui.strip.begin("正在按拼音排好新导入的人", "人", "只在导入以后做一次")
        self._context.jobs.start(
            partial(_listed, self._context, wanted),
            done=partial(self._arrived, self._turn),
            failed=partial(self._failed, self._turn),
            progressed=self.ui.strip.report,
            finished=self.ui.strip.end,
        )

    def _show_first(self, wanted: Wanted) -> None:
        """The first screenful of a long list at once."""
        if self.model.ids:
            return
        with self._context.db.read() as session:
            self.model.show_ids(first_listed(session, wanted, _FIRST))

    def _arrived(self, turn: int, ids: "array[int]") -> None:
        if turn != self._turn:
            return
        ui = self.ui
        self.model.show_ids(ids)
        once = len(set(ids)) if self.wanted.flow else len(ids)
        times = f"，{len(ids):,} 次" if once != len(ids) else ""
        ui.countLabel.setText(f"{once:,} 人{times}")
        words = self.filters.words(self.wanted)
        ui.wordsLabel.setText(" — ".join(filter(None, (self._title, words))))
        ui.listTable.setVisible(bool(ids))
        ui.empty.setVisible(not ids)
        if not ids:
            ui.empty.say("没有符合的人", f"现在的条件：{words}" if words else "还没有登记居民")
        for made in (self.export_button, self.print_button):
            made.setEnabled(bool(ids))
        if ids and (self._from_top or ui.listTable.current() is None):
            ui.listTable.choose_first()
        self._from_top = False

    def _failed(self, turn: int, error: Exception) -> None:
        if turn == self._turn:
            self._context.desk.show_error(error)

    def _reading(self, wanted: Wanted) -> Reading:
        return Reading.of(self.columns, wanted.as_at, self._context.today())

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, ListRow]:
        with self._context.db.read() as session:
            return list_rows(session, self._context.clerk, ids, self._read_as)

    # Lists kept by name

    def _open_saved(self) -> None:
        chosen = self.ui.savedCombo.chosen()
        self._show_remove()
        row = next((one for one in self._saved if (one.id,) == chosen), None)
        if row is None:
            return
        try:
            with self._context.db.read() as session:
                clerk, today = self._context.clerk, self._context.today()
                wanted = service.check_tags(session, clerk, row.definition.wanted, today)
        except UserError as error:
            self.ui.banner.say("amber", str(error))
            return
        self.show_columns(row.definition.columns)
        self.show_wanted(wanted, row.name)

    def _save(self) -> None:
        try:
            definition = ListDefinition(self.filters.wanted(), self.columns)
        except UserError as error:
            self.ui.banner.say("amber", str(error))
            return
        chosen = self.ui.savedCombo.currentText() if self.ui.savedCombo.chosen() else self._title
        self.acts.save(definition, chosen)

    def _was_saved(self, row: SavedRow) -> None:
        self.refresh()
        self.ui.savedCombo.choose((row.id,))
        self._show_remove()

    def _remove(self) -> None:
        chosen = self.ui.savedCombo.chosen()
        if chosen:
            self.ui.savedCombo.choose(())
            self.acts.remove(chosen[0])

    def _show_remove(self) -> None:
        chosen = self.ui.savedCombo.chosen()
        self.ui.removeButton.setVisible(bool(chosen))
        self.ui.removeButton.setAccessibleName(f"删掉常用名单 {self.ui.savedCombo.currentText()}")

    # Acts

    def _choose_columns(self) -> None:
        self.acts.choose_columns(self.columns)

    def _export(self) -> None:
        self.acts.export(service.Takeout(self.wanted, self.model.ids, self.columns))

    def _print(self) -> None:
        if self.isVisible() and self.model.ids:
            self.acts.print_rosters(self.wanted)


def _listed(context: Context, wanted: Wanted, progress: Progress) -> "array[int]":
    """Everybody on the list, on the worker; those just imported get their place first."""
    with context.db.read() as session:
        waiting = unsorted_people(session)
    if waiting:
        service.sort_names(context.db, progress)
    with context.db.read() as session:
        return listed(session, context.clerk, wanted, context.today())
