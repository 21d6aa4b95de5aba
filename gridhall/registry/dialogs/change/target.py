"""Where people go: an existing household, found by door, name or number, or a new one at a door."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.places.rules import Address, parse_address
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.qt.suggest import Suggest
from gridhall.registry import queries
from gridhall.registry.dialogs.change.marks import note_below
from gridhall.registry.rules.changes import NEW, Home, Target


class TargetPart(QWidget):
    """Type 3-2-501, a name or a household's number; `allow_new` offers a new household there."""

    changed = Signal()

    def __init__(self, context: Context, *, allow_new: bool, only_new: bool = False) -> None:
        super().__init__()
        self._context, self._new, self._only_new = context, allow_new or only_new, only_new
        self.verb = "新户在"  # said before a door that nobody is joined behind
        self.edit, self._note = Suggest(), label("", "sub", wrap=True)
        self.wrong = note_below()
        self.edit.setPlaceholderText(
            "楼-单元-室，例如 御景小区 3-2-501" if only_new else "楼-单元-室、户主姓名或户号"
        )
        if only_new:
            self.edit.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.edit.setAccessibleName("新住址，必填" if only_new else "去哪一户，必填")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.edit)
        column.addWidget(self._note)
        column.addWidget(self.wrong)
        self._note.hide()
        self.edit.set_find(self._find)
        self.edit.picked.connect(self._follow)
        self.edit.editingFinished.connect(self._follow)

    def show_door(self, address: str) -> None:
        """Begin with a new household at this door."""
        self.edit.setText(address)
        self._follow()

    def target(self) -> Target:
        """The household or the door; raises UserError while neither is told."""
        choice = self.edit.choice
        if choice is not None and isinstance(choice.key, int):
            return Target(choice.key)
        if not self._only_new and not _has_door(self.edit.text()):
            raise UserError("请选去哪一户：输楼-单元-室、户主姓名或户号，再从列表里选")
        return self._at_door(self._address())

    def door(self) -> str:
        """The door's address as typed, if a new household is meant; else nothing."""
        try:
            target = self.target()
        except UserError:
            return ""
        return target.address if target.household_id == NEW else ""

    def _address(self) -> Address:
        typed = self.edit.choice.key if self.edit.choice is not None else self.edit.text()
        return parse_address(str(typed))

    def _at_door(self, address: Address) -> Target:
        with self._context.db.read() as session:
            homes = queries.homes_at(session, address.short)
            dwelling = queries.dwelling_behind(session, address)
        if homes and not self._only_new and self.edit.choice is None:
            return Target(homes[0].id)
        if not self._new:
            raise UserError("这里还没有户，请另选一户")
        return Target(NEW, dwelling, address.short)

    def _find(self, typed: str) -> Sequence[Choice]:
        with self._context.db.read() as session:
            hits = [] if self._only_new else queries.homes_found(session, typed)
        offers = [Choice(hit.record_id, hit.address, f"{hit.title} · {hit.detail}") for hit in hits]
        try:
            address = parse_address(typed)
        except UserError:
            return offers
        if self._new:
            offers.append(Choice(address.short, address.short, "在这里新立一户"))
        return offers

    def _follow(self) -> None:
        words = wrong = ""
        try:
            words = self._words(self.target())
        except UserError as unread:
            wrong = str(unread) if self.edit.text().strip() else ""
        self._note.setText(words)
        self._note.setVisible(bool(words))
        if self.edit.property("state") != "error":  # what was told on saving stays until it changes
            self.wrong.setText(wrong)
            self.wrong.setVisible(bool(wrong))
        self.changed.emit()

    def _words(self, target: Target) -> str:
        if target.household_id == NEW:
            return f"{self.verb} {target.address}"
        with self._context.db.read() as session:
            home = queries.home_standing(session, [target.household_id])[target.household_id]
        return home_words(home)


def _has_door(typed: str) -> bool:
    try:
        parse_address(typed)
    except UserError:
        return False
    return True


def home_words(home: Home) -> str:
    """张桂花户 4 人 · 户号 000012 · 御景小区 3-2-501."""
    parts = (f"{home.title} {len(home.members)} 人", f"户号 {home.number}", home.address)
    return " · ".join(filter(None, parts))
