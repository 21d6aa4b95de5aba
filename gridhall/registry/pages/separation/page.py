"""居民登记·人户分离: whom to call on, by state, grid and building; one person's facts beside it."""

from array import array
from collections.abc import Mapping, Sequence
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.forms.ui_separation_page import Ui_SeparationPage
from gridhall.papers import service as papers
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.frames import EmptyState
from gridhall.qt.long_table import PagedModel
from gridhall.qt.scaling import set_width
from gridhall.registry import service
from gridhall.registry.columns.separation import separation_columns, state_words
from gridhall.registry.dialogs.letters import LettersSheet
from gridhall.registry.dialogs.place import EndPropertyDialog, MonthsDialog, PlaceDialog
from gridhall.registry.documents.call_on import MOST, CallOn, call_on_list, call_on_order
from gridhall.registry.pages.separation.panel import SeparationPanel
from gridhall.registry.queries import separation
from gridhall.registry.queries.separated import SeparatedRow, separated
from gridhall.registry.queries.separation import Survey, Wanted
from gridhall.registry.queries.standings import PlaceRow, places_of
from gridhall.registry.rules.separation import APART, CONSISTENT, ELSEWHERE, UNKNOWN

PILLS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("全部分离", APART),
    *((state_words(state), (state,)) for state in APART),
    (state_words(CONSISTENT), (CONSISTENT,)),
    ("待核", (UNKNOWN, ELSEWHERE)),
)
SIDE, TWO_PANES = 440, 1100  # px at 100 %; effective width from which both panes show
_COUNT_FROM = 800  # effective width
_OURS = frozenset(
    {"person", "household", "membership", "person_place", "past_value", "past_address"}
) | {"dwelling", "entrance", "grid", "hall_setting"}


class SeparationPage(QWidget):
    """The work list of 人户分离; `counted` tells how many people wait in it."""

    counted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ui = Ui_SeparationPage()
        self.ui.setupUi(self)
        self.panel, self._idle = SeparationPanel(), EmptyState()
        self.print_button = button("打印走访名单", "Ctrl+P", "", "print")
        self.print_button.setParent(self)
        self.letters_button = button("打印公开信", "Alt+L", "", "campaign")
        self.letters_button.setParent(self)
        self.months_button = button("统计口径…", "", "text")
        self.months_button.setParent(self)
        self.months_button.setVisible(allowed(context.clerk, Role.ADMINISTRATOR))
        self.model = PagedModel(separation_columns(context.today), self._fetch, self)
        self.survey: Survey | None = None
        self._stale, self._side_wanted, self._effective, self._asked = True, False, 10_000, 0
        self._dress()
        self._connect()

    def _dress(self) -> None:
        ui = self.ui
        ui.pills.set_items([title for title, _ in PILLS])
        ui.pills.setAccessibleName("状态")
        ui.table.setModel(self.model)
        ui.table.setAccessibleName("人户分离名单")
        for box, name in ((ui.gridBox, "网格"), (ui.buildingBox, "楼栋")):
            box.setAccessibleName(name)
        ui.lastingBox.setAccessibleName("时间够不够")
        ui.lastingBox.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        ui.lastingBox.addItem("已满期限", False)
        ui.lastingBox.addItem("未满期限", True)
        ui.orderBox.setAccessibleName("排序")
        ui.orderBox.addItem("按门牌排", False)
        ui.orderBox.addItem("最久的在前", True)
        _fill(ui.gridBox, [("全部网格", None)])
        _fill(ui.buildingBox, [("全部楼栋", None)])
        ui.sideStack.addWidget(self._idle)
        ui.sideStack.addWidget(self.panel)
        self._idle.say("选一个人", "这里显示户籍、居住、房产三项和从何时起", "person_search")
        self._idle.offer("")
        ui.empty.offer("")
        self.setFocusProxy(ui.table)
        self._lay_out()

    def _connect(self) -> None:
        ui, panel = self.ui, self.panel
        ui.pills.chosen.connect(lambda _: self._relist())
        ui.gridBox.currentIndexChanged.connect(self._choose_grid)
        for box in (ui.buildingBox, ui.lastingBox, ui.orderBox):
            box.currentIndexChanged.connect(lambda _: self._relist())
        ui.table.moved.connect(self._show_row)
        ui.table.opened.connect(self._open_row)
        self.months_button.clicked.connect(self.change_months)
        self.print_button.bind_key().clicked.connect(self.print_list)
        self.letters_button.bind_key().clicked.connect(self.write_letters)
        panel.residence_wanted.connect(partial(self.note_place, "residence"))
        panel.property_wanted.connect(partial(self.note_place, "property"))
        panel.ended_wanted.connect(self._end_property)
        panel.open_wanted.connect(self._context.desk.open_resident)
        panel.back_wanted.connect(self._back)
        self._context.bus.changed.connect(self._hear)

    # What the window asks of the page

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.months_button, self.letters_button, self.print_button)

    def show_for_width(self, effective: int) -> None:
        """Two panes where there is room; below that the list or the person, pills by word alone."""
        self._effective = effective
        self.ui.table.show_for_width(effective)
        for made in (self.letters_button, self.print_button):
            made.show_hint(effective >= TWO_PANES)
        self.ui.countLabel.setVisible(effective >= _COUNT_FROM)
        self._lay_out()
        self._show_counts()

    def person_on_show(self) -> int | None:
        """Whose facts are on show; what is started from here is for this person."""
        shown = self.ui.sideStack.currentWidget() is self.panel
        return self.panel.row.id if shown and self.panel.row is not None else None

    def refresh(self) -> None:
        """Survey the register anew, off the screen's thread."""
        self._stale, self.survey = False, None
        self._relist()

    # The list

    def wanted(self) -> Wanted:
        """What the filters ask for."""
        ui = self.ui
        return Wanted(
            PILLS[max(0, ui.pills.current())][1],
            fresh=bool(ui.lastingBox.currentData()),
            grid_id=ui.gridBox.currentData(),
            building_id=ui.buildingBox.currentData(),
            by_since=bool(ui.orderBox.currentData()),
        )

    def _relist(self) -> None:
        """Ask for the list; an answer to an older question is dropped."""
        self._asked += 1
        asked, wanted, known = self._asked, self.wanted(), self.survey
        day, db = self._context.today(), self._context.db

        def work(_progress: Progress) -> tuple[Survey, list[int]]:
            with db.read() as session:
                found = known or separation.survey(session, day)
                return found, separation.listed(session, found, wanted)

        self.ui.countLabel.setText("正在统计…" if known is None else self.ui.countLabel.text())
        self._context.jobs.start(
            work,
            done=lambda told: self._take(asked, *told),
            failed=self._context.desk.show_error,
        )

    def _take(self, asked: int, found: Survey, ids: list[int]) -> None:
        if asked != self._asked:
            return
        fresh, self.survey = self.survey is None, found
        if fresh:
            self._offer_places()
        self._show_counts()
        self.model.show_ids(array("q", ids))
        self.ui.countLabel.setText(f"名单 {len(ids):,} 人")
        if ids and self.ui.table.current() is None:
            self.ui.table.choose_first()
        if not ids:
            self._say_empty()
            self.ui.sideStack.setCurrentWidget(self._idle)
        self.ui.listStack.setCurrentWidget(self.ui.tablePage if ids else self.ui.empty)
        self.counted.emit(found.people())

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, SeparatedRow]:
        with self._context.db.read() as session:
            rows = separated(session, ids, self._context.today())
        return {row.id: row for row in rows}

    def _say_empty(self) -> None:
        assert self.survey is not None
        if self.wanted().fresh:
            said = f"没有不满 {self.survey.months} 个月的，满了会自动计入"
        else:
            said = "换一个状态、网格或楼栋看看；登记了现住地和房产，这里自动算出来"
        self.ui.empty.say("这里没有人", said, "task_alt")

    def _show_counts(self) -> None:
        found, pills = self.survey, self.ui.pills
        if found is None:
            return
        wanted = self.wanted()
        counts = [
            sum(found.people(state, fresh=wanted.fresh, grid_id=wanted.grid_id) for state in states)
            for _, states in PILLS
        ]
        wide = self._effective >= TWO_PANES
        pills.set_counts([title for title, _ in PILLS], counts if wide else [None] * len(PILLS))
        months = found.months
        self.ui.lastingBox.setItemText(0, f"已满 {months} 个月")
        waiting = found.people(fresh=True, grid_id=wanted.grid_id)
        self.ui.lastingBox.setItemText(1, f"未满 {months} 个月 {waiting:,}")

    def _offer_places(self) -> None:
        """Grids and buildings that exist now; what was chosen stays chosen."""
        assert self.survey is not None
        grids = {
            spot.grid_id: f"{spot.grid_code} {spot.grid_name}"
            for spot in self.survey.spots.values()
            if spot.grid_id is not None
        }
        items = [("全部网格", None), *((words, key) for key, words in grids.items())]
        _fill(self.ui.gridBox, items)
        self._offer_buildings()

    def _offer_buildings(self) -> None:
        grid = self.ui.gridBox.currentData()
        known = self.survey.spots.values() if self.survey else ()
        found = {s.building_id: s.title for s in known if grid in (None, s.grid_id)}
        items = [("全部楼栋", None), *((words, key) for key, words in found.items())]
        _fill(self.ui.buildingBox, items)

    def _choose_grid(self) -> None:
        self._offer_buildings()
        self._relist()

    # One person

    def _show_row(self, row: SeparatedRow | None) -> None:
        if row is None:
            self.ui.sideStack.setCurrentWidget(self._idle)
            return
        today = self._context.today()
        with self._context.db.read() as session:
            found = separation.state_of(session, row.id, today)
            past = places_of(session, row.id)
        if found is not None:
            self.panel.show_person(row, found, past, today)
            self.ui.sideStack.setCurrentWidget(self.panel)

    def _open_row(self, row: SeparatedRow) -> None:
        if self._effective >= TWO_PANES:
            self._context.desk.open_resident(row.id)
            return
        self._side_wanted = True
        self._lay_out()
        self.panel.ui.residenceButton.setFocus()

    def _back(self) -> None:
        self._side_wanted = False
        self._lay_out()
        self.ui.table.setFocus()

    def _lay_out(self) -> None:
        both = self._effective >= TWO_PANES
        self.ui.listCard.setVisible(both or not self._side_wanted)
        self.ui.sideCard.setVisible(both or self._side_wanted)
        set_width(self.ui.sideCard, SIDE if both else None)
        self.panel.show_back(not both)

    # Acts

    def note_place(self, aspect: str) -> None:
        """登记现住地 or 登记房产 for the person on show."""
        row = self.panel.row
        if row is None or self.ui.sideStack.currentWidget() is not self.panel:
            return
        dialog = PlaceDialog(self, self._context, (row.id, row.name), aspect)
        dialog.saved.connect(self._saved)
        dialog.open()

    def _end_property(self, place: PlaceRow) -> None:
        row = self.panel.row
        if row is not None:
            dialog = EndPropertyDialog(self, self._context, (place.id, row.name, place.address))
            dialog.saved.connect(self._saved)
            dialog.open()

    def _saved(self, action_id: int, words: str) -> None:
        self._context.desk.toast(words, partial(self._undo, action_id))

    def _undo(self, action_id: int) -> None:
        context = self._context
        with context.db.write() as session:
            service.undo(session, context.clerk, action_id, "登记后随即撤回", context.today())

    def change_months(self) -> None:
        """统计口径: from how many months on it counts."""
        if self.survey is None:
            return
        dialog = MonthsDialog(self, self._context, self.survey.months)
        say = self._context.desk.toast
        dialog.saved.connect(lambda months: say(f"人户分离现在满 {months} 个月计入"))
        dialog.open()

    def write_letters(self) -> None:
        """打印公开信: a letter to every household of the list on show."""
        LettersSheet(self._context, self, self.wanted()).open()

    def print_list(self) -> None:
        """打印走访名单: the list on show, grid by grid, issued and previewed."""
        if self.survey is None:
            return
        order = self._call_on()
        context, key = self._context, str(uuid4())
        try:
            wanted = call_on_order(order, context.hall, key)
        except UserError as error:
            context.desk.show_error(error)
            return
        context.jobs.start(
            lambda _: papers.issue(
                context.db, context.clerk, wanted, partial(call_on_list, order, context.hall)
            ),
            done=lambda paper: context.desk.preview(paper.id),
            failed=context.desk.show_error,
        )

    def _call_on(self) -> CallOn:
        ui, wanted, today = self.ui, self.wanted(), self._context.today()
        ids = list(self.model.ids)
        with self._context.db.read() as session:
            rows = separated(session, ids, today) if len(ids) <= MOST else []
        chosen = (ui.gridBox, ui.buildingBox, ui.lastingBox)
        scope = (PILLS[max(0, ui.pills.current())][0], *(box.currentText() for box in chosen))
        about = ("building", wanted.building_id) if wanted.building_id else ("grid", wanted.grid_id)
        return CallOn(rows, " · ".join(scope), today, about[0], about[1] or 0, len(ids))

    # Events

    def _hear(self, tables: frozenset[str]) -> None:
        if not tables & _OURS:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self.refresh()


def _fill(box: QComboBox, items: Sequence[tuple[str, int | None]]) -> None:
    """Offer these, keeping what is chosen if it is still there."""
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for words, key in items:
        box.addItem(words, key)
    keys = [key for _, key in items]
    box.setCurrentIndex(keys.index(chosen) if chosen in keys else 0)
    box.blockSignals(False)
