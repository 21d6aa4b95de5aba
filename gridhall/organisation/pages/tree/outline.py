"""The left pane: the tree, narrowed down by typing, with its sentence below."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from gridhall.forms.ui_organisation_page import Ui_OrganisationPage
from gridhall.organisation.columns.tree import tree_line
from gridhall.organisation.pages.tree.reading import Figures, Outline, footer_words
from gridhall.qt.field_icon import FieldIcon
from gridhall.qt.tree_view import TreeLine, TreeModel

_ROOM = 16  # lines: as many levels as fit are open at first
_MOST_OPEN = 400  # hits whose branches are opened for the clerk; the others open by hand
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OutlinePane(QObject):
    """Filter box, tree, footer; `moved` tells which organisation is chosen."""

    moved = Signal(object)  # id or None
    left = Signal()  # Esc in an empty filter

    def __init__(self, ui: Ui_OrganisationPage, parent: QObject) -> None:
        super().__init__(parent)
        self._ui, self.outline, self.figures = ui, None, None
        self.typed: Mapping[int, str] = {}  # kept over a refresh until the new ones are there
        self.hits: list[int] = []
        self.model = TreeModel(("组织", "党员"), self._line, self)
        ui.tree.setModel(self.model)
        ui.tree.setAccessibleName("组织树")
        ui.filterEdit.setAccessibleName("筛选组织，首字母、名称或任职人")
        FieldIcon(ui.filterEdit, "search", leading=True)
        self._cross = FieldIcon(ui.filterEdit, "close", "清空")
        self._cross.hide()
        self._cross.clicked.connect(ui.filterEdit.clear)
        ui.filterEdit.installEventFilter(self)
        ui.filterEdit.textChanged.connect(self._narrow)
        ui.tree.moved.connect(self._tell)
        ui.tree.typed.connect(self._type)

    outline: Outline | None
    figures: Figures | None

    def show_outline(self, outline: Outline) -> None:
        """Another tree; what was chosen and open stays so where it is still there."""
        ui, chosen = self._ui, self._ui.tree.current()
        first, scrolled = self.outline is None, ui.tree.verticalScrollBar().value()
        seen = ui.tree.shows_current()
        self.outline, self.figures = outline, None
        nodes = outline.tree.nodes
        above = ((one, nodes[one].parent_id) for one in outline.tree.order)
        self.model.show_tree({one: up if up in nodes else None for one, up in above})
        ui.treeStack.setCurrentWidget(ui.treePage if nodes else ui.emptyPage)
        ui.tree.fit_depth(outline.tree.levels)
        ui.tree.show_open(self._opening() if first else list(ui.tree.open_keys))
        self._count()
        if ui.filterEdit.text().strip():
            self._narrow()
        elif nodes and chosen in nodes and ui.tree.choose(chosen):
            ui.tree.verticalScrollBar().setValue(scrolled)  # as the clerk left it
            if seen and not ui.tree.shows_current():  # an act put it elsewhere
                ui.tree.choose(chosen)
        elif nodes:
            ui.tree.choose(outline.tree.order[0])
        if not nodes:
            self.moved.emit(None)

    def show_figures(self, figures: Figures) -> None:
        """What was counted meanwhile."""
        self.figures = figures
        self.model.tell_changed()
        self._count()

    def show_typed(self, typed: Mapping[int, str]) -> None:
        """Initials and holders' names can be searched from now on."""
        self.typed = typed
        if self._ui.filterEdit.text().strip():
            self._narrow()

    def start(self) -> None:
        """Into the box, everything selected."""
        self._ui.filterEdit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ui.filterEdit.selectAll()

    # How a line looks

    def _line(self, key: int) -> TreeLine:
        assert self.outline is not None
        tree, figures = self.outline.tree, self.figures or Figures()
        gap = figures.vacant.get(key, 0), figures.holders.get(key, "").partition(" ")[0]
        return tree_line(tree.nodes[key], tree.depth(key), figures.counts.get(key), gap)

    def _count(self) -> None:
        if self.outline is not None:
            self._ui.countLabel.setText(footer_words(self.outline, self.figures))

    def _opening(self) -> list[int]:
        """Level by level from the top, as long as everything finds room."""
        assert self.outline is not None
        tree = self.outline.tree
        level, shown, found = list(tree.roots), len(tree.roots), list[int]()
        while level:
            below = [child for one in level for child in tree.children(one)]
            shown += len(below)
            if found and shown > _ROOM:
                break
            found += level
            level = below
        return found

    # The filter

    def _narrow(self) -> None:
        ui = self._ui
        words = ui.filterEdit.text().lower().split()
        self._cross.setVisible(bool(words))
        chosen = ui.tree.current()
        self.hits = self._found(words)
        kept = self._with_above(self.hits) if words else None
        self.model.keep_only(kept)
        if kept is None:
            ui.tree.show_open(list(ui.tree.open_keys))
            if chosen is not None:
                ui.tree.choose(chosen)
        else:
            ui.tree.show_open(self._with_above(self.hits[:_MOST_OPEN]), own=False)
            self._choose_hit(chosen)
        self._say_found(words)

    def _found(self, words: Sequence[str]) -> list[int]:
        if self.outline is None or not words:
            return []
        typed, nodes = self.typed, self.outline.tree.nodes
        return [
            one
            for one in self.outline.tree.order
            if all(word in (typed.get(one) or nodes[one].name) for word in words)
        ]

    def _with_above(self, keys: Iterable[int]) -> set[int]:
        assert self.outline is not None
        nodes, kept = self.outline.tree.nodes, set[int]()
        for key in keys:
            one: int | None = key
            while one is not None and one in nodes and one not in kept:
                kept.add(one)
                one = nodes[one].parent_id
        return kept

    def _choose_hit(self, chosen: int | None) -> None:
        """What was chosen if it is a hit, else the first hit."""
        if self.hits:
            self._ui.tree.choose(chosen if chosen in self.hits else self.hits[0])

    def _say_found(self, words: Sequence[str]) -> None:
        ui = self._ui
        if words and not self.hits:
            typed = ui.filterEdit.text().strip()
            ui.treeEmpty.say(f"没有找到“{typed}”", "换首字母、名称或任职人，按 Esc 清空", "search")
            ui.treeEmpty.offer("")
            ui.treeStack.setCurrentWidget(ui.emptyPage)
        elif self.outline is not None and self.outline.tree.nodes:
            ui.treeStack.setCurrentWidget(ui.treePage)
        ui.arrowsKey.setText("Enter" if words else "←→")
        ui.arrowsLabel.setText("下一个" if words else "收展")
        if words:
            ui.countLabel.setText(f"找到 {len(self.hits):,} 个")
        else:
            self._count()

    def next_hit(self, by: int = 1) -> None:
        """Enter in the box: the next organisation that fits, round the end."""
        if not self.hits:
            return
        here = self._ui.tree.current()
        at = self.hits.index(here) + by if here in self.hits else 0
        self._ui.tree.choose(self.hits[at % len(self.hits)])

    def _type(self, letters: str) -> None:
        """A letter struck in the tree begins a new search."""
        self._ui.filterEdit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ui.filterEdit.setText(letters)

    def _tell(self, key: object) -> None:
        self.moved.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the filter box: Enter the next hit, down into the tree, Esc clears."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key, box = Qt.Key(event.key()), self._ui.filterEdit
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if key in _ENTER:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.next_hit(-1 if back else 1)
        elif key == Qt.Key.Key_Down:
            self._ui.tree.setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_Escape and box.text():
            box.clear()
        else:
            return False
        return True
