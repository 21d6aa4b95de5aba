"""A field for an organisation, and one for a day that may be unknown."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.columns.tree import Finder, organisation_choice, path_words
from gridhall.organisation.rules.tree import Tree
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import tip
from gridhall.qt.suggest import Suggest


class OrganisationPick(Suggest):
    """Type initials or words of an organisation's name; the path stands in the offers."""

    def __init__(self, tree: Tree, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = tree
        self.set_find(Finder(tree))
        self.setPlaceholderText("首字母或名称")
        self.setAccessibleName(name)
        self.show_arrow()

    def show_organisation(self, organisation_id: int | None) -> None:
        """Choose one without telling."""
        if organisation_id is None or organisation_id not in self._tree.nodes:
            self.choose(None)
            return
        self.choose(organisation_choice(self._tree, organisation_id))
        tip(self, path_words(self._tree, organisation_id, whole=True))

    def value(self) -> int | None:
        """The organisation; None if the field is empty."""
        if self.choice is None:
            typed = self.text().strip()
            if typed and not self._find(typed):
                raise UserError(f"没有找到组织“{typed}”，请换首字母或名称里的字再找")
            if typed:
                raise UserError(f"没有选中组织“{typed}”，请从列表里选一个")
            return None
        key = self.choice.key
        return key if isinstance(key, int) else None


class MaybeDay(QWidget):
    """A day with a tick before it: 不清楚 leaves it empty."""

    changed = Signal()

    def __init__(self, name: str, unknown: str = "不清楚") -> None:
        super().__init__()
        self.edit, self.unknown = DateEdit(), QCheckBox(unknown)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.edit, 1)
        row.addWidget(self.unknown)
        self.edit.setAccessibleName(name)
        self.unknown.setAccessibleName(f"{name}{unknown}")
        self.setFocusProxy(self.edit)
        self.unknown.toggled.connect(self._follow)
        self.edit.dateChanged.connect(lambda _: self.changed.emit())

    def value(self) -> date | None:
        """The day, or None."""
        return None if self.unknown.isChecked() else self.edit.value()

    def set_value(self, day: date | None, otherwise: date) -> None:
        """Show a day; without one the tick, and `otherwise` once it is taken away."""
        self.edit.set_value(day or otherwise)
        self.unknown.setChecked(day is None)

    def _follow(self, unknown: bool) -> None:
        self.edit.setEnabled(not unknown)
        self.changed.emit()


def typed_combo(words: Sequence[str], longest: int) -> QComboBox:
    """Usual words to choose from, and room for others."""
    combo = QComboBox()
    combo.setEditable(True)
    combo.addItems(list(words))
    edit = combo.lineEdit()
    if edit is not None:
        edit.setMaxLength(longest)
    return combo
