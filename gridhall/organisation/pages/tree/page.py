"""组织架构·党组织: the tree at the left, what is chosen at the right, and what can be done."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from gridhall.core.errors import UserError
from gridhall.forms.ui_organisation_page import Ui_OrganisationPage
from gridhall.organisation.columns.card import CardView
from gridhall.organisation.columns.seats import todo_words
from gridhall.organisation.pages.tree.acts import TreeActs
from gridhall.organisation.pages.tree.keys import bind_keys
from gridhall.organisation.pages.tree.outline import OutlinePane
from gridhall.organisation.pages.tree.panel import OrganisationPanel
from gridhall.organisation.pages.tree.printing import PAPERS, Paper, PaperDesk, Shown
from gridhall.organisation.pages.tree.reader import TreeReader
from gridhall.organisation.pages.tree.reading import Figures, Outline, card_view, has_ratios
from gridhall.organisation.queries.seats import SeatRow
from gridhall.organisation.rules.tree import words
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.frames import EmptyState
from gridhall.qt.progress_bar import ProgressStrip
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import set_width

LIST, TWO_PANES = 396, 1240  # px at 100 %; effective width from which both panes show
_SETTLE_MS = 60  # a card is read once the arrows rest
_OURS = frozenset(
    {"organisation", "organisation_level", "past_organisation", "organisation_action"}
) | {"seat", "tenure", "outsider", "party_member", "party_relation", "grid_holding", "grid"}
_FIGURED = frozenset(
    {"past_grid", "entrance", "person", "membership", "household", "past_address", "compound"}
)


class PartyPage(QWidget):
    """Type initials to find, arrows to walk, Enter to read; acts are asked for before done."""

    grids_wanted = Signal()  # 调整网格: the view of grids
    members_wanted = Signal(int)  # the view of party members, of an organisation
    import_wanted = Signal()  # 导入组织, from an empty hall

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ui = Ui_OrganisationPage()
        self.ui.setupUi(self)
        self.panel, self._idle = OrganisationPanel(context.today()), EmptyState()
        self.outline, self.strip = OutlinePane(self.ui, self), ProgressStrip()
        self.acts, self.reader = TreeActs(context, self), TreeReader(context, self)
        self.as_at: date | None = None
        self._effective, self._side_wanted = 10_000, False
        self._wanted: int | None = None  # to be chosen once the tree is read
        self.new_button = button("新建下级", "Ctrl+N", "primary", "add")
        self.print_button = button("打印", "Ctrl+P", "", "print")
        self.history_button = button("变动记录", "Ctrl+H", "", "history")
        self.day_button = button("看某一天", "Alt+D", "", "event")
        for made in (self.new_button, self.print_button, self.history_button, self.day_button):
            made.setParent(self)
        for lesser in (self.history_button, self.day_button):
            lesser.setProperty("secondary", True)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._dress()
        self._connect()
        refreshing = Refreshing(self, context.bus, _OURS | _FIGURED)
        refreshing.use(self.refresh)

    # What the window asks of the page

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.day_button, self.history_button, self.print_button, self.new_button)

    def show_organisation(self, organisation_id: int) -> None:
        """Choose an organisation, as another page or Ctrl+K wants it."""
        self.ui.filterEdit.clear()
        if not self.ui.tree.choose(organisation_id):
            self._wanted = organisation_id
        self.ui.tree.setFocus()

    def show_for_width(self, effective: int) -> None:
        """Two panes where there is room; below that the tree or the card."""
        self._effective = effective
        self._lay_out()

    def refresh(self) -> None:
        """Read everything on show anew."""
        self.reader.read(self.as_at)

    # Reading

    def _take_outline(self, outline: Outline) -> None:
        self.outline.show_outline(outline)
        if self._wanted is not None and self.ui.tree.choose(self._wanted):
            self._wanted = None
        self._settle.start()

    def _take_figures(self, figures: Figures) -> None:
        self.outline.show_figures(figures)
        self._show_todo(figures)
        self._show_card()

    def _take_ratios(self, organisation_id: int) -> None:
        view = self.panel.view
        if view is not None and view.row.id == organisation_id:
            self.panel.show_ratios(self.reader.ratios[organisation_id])

    def _show_card(self) -> None:
        """The card of what is chosen, read at once: it is one organisation's."""
        outline, chosen = self.outline.outline, self.ui.tree.current()
        if outline is None or chosen is None or chosen not in outline.tree.nodes:
            self._show_nothing()
            return
        figures = self.outline.figures or Figures()
        try:
            with self._context.db.read() as session:
                view = card_view(session, (outline, figures), chosen, self._context.today())
        except UserError as error:
            self._context.desk.show_error(error)
            return
        self.panel.show_card(view, may_change=self.as_at is None)
        asked = has_ratios(view) and self.as_at is None
        if asked and chosen in self.reader.ratios:
            self.panel.show_ratios(self.reader.ratios[chosen])
        self.reader.want_ratios(chosen if asked else None)
        self.ui.sideStack.setCurrentWidget(self.panel)
        self._allow()

    def _show_nothing(self) -> None:
        empty = self.outline.outline is not None and not self.outline.outline.tree.nodes
        if empty and self.as_at is None:
            said = "先建最上面的一级，再一级一级往下建；有现成表格就在左边导入"
            self._idle.say("还没有组织", said, "account_tree")
            self._idle.offer("新建组织", "Ctrl+N", "add")
        elif empty:
            self._idle.say("这一天还没有组织", "换一天，或回到今天", "account_tree")
            self._idle.offer("回到今天", "Alt+D")
        else:
            self._idle.say("选一个组织", "这里显示席位与任职、所辖网格和党员", "account_tree")
            self._idle.offer("")
        if empty:
            first = self.as_at is None
            said = "按 Ctrl+N 新建，或从表格导入" if first else "换一天，或按 Alt+D 回到今天"
            self.ui.treeEmpty.say("还没有组织", said, "account_tree")
            self.ui.treeEmpty.offer("从表格导入" if first else "", "", "upload")
        self.ui.sideStack.setCurrentWidget(self._idle)
        self._allow()

    def _show_todo(self, figures: Figures) -> None:
        banner, said = self.ui.todoBanner, todo_words(figures.todo)
        if said and self.as_at is None:
            banner.say("amber", said, "去处理", "Alt+J")
        else:
            banner.hide()

    # Its look

    def _dress(self) -> None:
        ui = self.ui
        ui.sideStack.addWidget(self._idle)
        ui.sideStack.addWidget(self.panel)
        ui.asAtEdit.setAccessibleName("看哪一天的组织架构")
        ui.asAtStrip.hide()
        column = self.layout()
        if column is not None:
            column.addWidget(self.strip)
        margins = ui.todoBanner.layout()
        if margins is not None:
            margins.setContentsMargins(12, 0, 4, 0)
        ui.treeEmpty.offer("")
        self._idle.say("正在读取组织架构", "", "account_tree")
        self._idle.offer("")
        self.setFocusProxy(ui.tree)

    def _connect(self) -> None:
        ui, acts = self.ui, self.acts
        self.outline.moved.connect(lambda _: self._settle.start())
        self._settle.timeout.connect(self._show_card)
        reader = self.reader
        reader.outlined.connect(self._take_outline)
        reader.figured.connect(self._take_figures)
        reader.typed.connect(self.outline.show_typed)
        reader.rated.connect(self._take_ratios)
        ui.tree.opened.connect(lambda _: self._open_side())
        ui.tree.cut.connect(self._cut)
        ui.tree.pasted.connect(self._paste)
        ui.tree.dropped.connect(self._drop)
        ui.tree.menu_wanted.connect(self.open_menu)
        ui.todoBanner.acted.connect(lambda: self._act(acts.todo))
        ui.asAtEdit.dateChanged.connect(lambda _: self._choose_day(ui.asAtEdit.value()))
        ui.todayButton.clicked.connect(self._back_to_today)
        ui.treeEmpty.acted.connect(self.import_wanted)
        self._idle.acted.connect(self._act_on_nothing)
        panel = self.panel
        panel.act_wanted.connect(self._act_on_seat)
        panel.members_wanted.connect(lambda: self._act(acts.members))
        panel.grids_wanted.connect(lambda: self._act(acts.grids))
        panel.back_wanted.connect(self._close_side)
        panel.ui.moreButton.clicked.connect(self._menu_below)
        self.new_button.clicked.connect(lambda: self._act(acts.found))
        self.print_button.clicked.connect(self.print_menu)
        self.history_button.clicked.connect(lambda: self._act(acts.history))
        self.day_button.clicked.connect(self.toggle_day)
        bind_keys(self)

    def _lay_out(self) -> None:
        both = self._effective >= TWO_PANES
        self.ui.listCard.setVisible(both or not self._side_wanted)
        self.ui.sideCard.setVisible(both or self._side_wanted)
        set_width(self.ui.listCard, LIST if both else None)
        self.panel.show_back(not both)

    def _allow(self) -> None:
        """On a past day, nothing that writes; without organisations, nothing to print."""
        outline = self.outline.outline
        some = outline is not None and bool(outline.tree.nodes)
        self.new_button.setVisible(self.as_at is None)
        self.new_button.setText("新建下级" if some else "新建组织")
        self.print_button.setVisible(some)
        self.day_button.setVisible(self.as_at is None and some)

    # A past day

    def toggle_day(self) -> None:
        """看某一天, or back to today."""
        if self.as_at is not None:
            self._back_to_today()
            return
        today = self._context.today()
        self.ui.asAtEdit.blockSignals(True)
        self.ui.asAtEdit.set_value(today)
        self.ui.asAtEdit.blockSignals(False)
        self.ui.asAtStrip.show()
        self.ui.asAtEdit.setFocus()
        self._choose_day(today)

    def _choose_day(self, day: date) -> None:
        today = self._context.today()
        self.as_at = min(day, today)
        late = day > today
        said = "还没有到，看的是今天" if late else "这一天的组织架构，只能看，不能改"
        self.ui.asAtLabel.setText(said)
        self.ui.todoBanner.hide()
        self.ui.tree.mark_cut(())
        self.refresh()

    def _back_to_today(self) -> None:
        self.as_at = None
        self.ui.asAtStrip.hide()
        self.ui.tree.setFocus()
        self.refresh()

    # Acts

    def chosen(self) -> list[int]:
        """What is selected in the tree."""
        return self.ui.tree.chosen()

    def card(self) -> CardView | None:
        """The organisation on show."""
        return self.panel.view if self.ui.sideStack.currentWidget() is self.panel else None

    def _act(self, act: Callable[..., object], *more: object) -> None:
        """What refuses says so; nothing is written while a past day is on show."""
        if self.as_at is not None and not self.acts.is_reading(act):
            self._context.desk.show_error(
                UserError(f"正在看 {self.as_at} 的组织架构，只能看。请先回到今天（Alt+D）再办")
            )
            return
        try:
            act(*more)
        except UserError as error:
            self._context.desk.show_error(error)

    def _act_on_seat(self, name: str, row: SeatRow | None) -> None:
        self._act(getattr(self.acts, name), row)

    def act_by_key(self, name: str) -> None:
        """An act by its name, about what is chosen."""
        self._act_on_seat(name, self.panel.seat() if self.card() is not None else None)

    def shift(self, by: int) -> None:
        """排顺序: one place up or down."""
        self._act(partial(self.acts.shift, by))

    def print_by_key(self) -> None:
        """Ctrl+P: the menu, or why there is none."""
        if self.print_button.wanted:
            self.print_menu()
        else:
            self._context.desk.show_error(
                UserError("还没有组织，没有可以打印的。请先按 Ctrl+N 新建组织")
            )

    def _act_on_nothing(self) -> None:
        if self.as_at is not None:
            self._back_to_today()
        else:
            self._act(self.acts.found)

    def _cut(self, ids: list[int]) -> None:
        if self.as_at is None and ids:
            self.ui.tree.mark_cut(ids)
            outline = self.outline.outline
            nodes = outline.tree.nodes if outline is not None else {}
            named = words([nodes[one].name for one in ids if one in nodes])
            self._context.desk.toast(f"已剪切“{named}”，到新的上级按 Ctrl+V")

    def _paste(self, onto: int) -> None:
        if not self.ui.tree.cut_keys:
            self._context.desk.show_error(
                UserError("还没有剪切组织。先选要移动的组织按 Ctrl+X，再到新的上级按 Ctrl+V")
            )
            return
        self._act(self.acts.move, sorted(self.ui.tree.cut_keys), onto)

    def _drop(self, ids: list[int], onto: int) -> None:
        # After the drop is over: a dialog inside Qt's drag loop would hold the mouse.
        QTimer.singleShot(0, self, partial(self._act, self.acts.move, ids, onto))

    def _menu_below(self) -> None:
        made = self.panel.ui.moreButton
        self.open_menu(made.mapToGlobal(QPoint(0, made.height())))

    def open_menu(self, place: QPoint) -> QMenu:
        """What can be done about the chosen organisations."""
        menu, acts = QMenu(self), self.acts
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        writing = self.as_at is None
        for said, keys, act in acts.entries():
            if act is None:
                menu.addSeparator()
                continue
            entry = menu.addAction(f"{said}\t{keys}" if keys else said)
            entry.triggered.connect(partial(self._act, act))
            entry.setEnabled(writing or acts.is_reading(act))
        menu.popup(place)
        return menu

    def print_menu(self) -> QMenu:
        """Ctrl+P: what can be put on paper."""
        made, menu = self.print_button, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for paper in PAPERS:
            entry = menu.addAction(paper.words, partial(self._print, paper))
            entry.setEnabled(self.as_at is None or not paper.today_only)
        menu.popup(made.mapToGlobal(QPoint(0, made.height())))
        menu.setActiveAction(menu.actions()[0])
        return menu

    def _print(self, paper: Paper) -> None:
        view = self.card()
        if view is None:
            return
        seat = self.panel.seat()
        try:
            paper.start(PaperDesk(self._context, self, self.strip), Shown(view, seat, self.as_at))
        except UserError as error:
            self._context.desk.show_error(error)

    @staticmethod
    def new_key() -> str:
        """A request key for one paper of several."""
        return str(uuid4())

    # The panes

    def _open_side(self) -> None:
        """Enter: into the card; where only one pane fits, it takes the tree's place."""
        self._side_wanted = True
        self._lay_out()
        if self.panel.ui.seatsTable.isVisible():
            self.panel.ui.seatsTable.setFocus(Qt.FocusReason.TabFocusReason)

    def _close_side(self) -> None:
        self._side_wanted = False
        self._lay_out()
        self.ui.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the card back to the tree, and from a past day to today."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.ui.tree.cut_keys:
            self.ui.tree.mark_cut(())
        elif self.as_at is not None and self.ui.tree.hasFocus():
            self._back_to_today()
        else:
            self._close_side()
