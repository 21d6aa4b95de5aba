"""Fields of the sheets of surveys, topics and reception days: a place, words, who, a count."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox

from gridhall.core.pinyin import name_keys
from gridhall.opinions.queries.doors import PlaceChoice, Scope
from gridhall.opinions.rules.fields import refusal
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.suggest import Suggest
from gridhall.registry.dialogs.who import ResidentOrWords

_OFFERS = 40


class PlacePick(Suggest):
    """A compound, a grid or everything, by initials; with how many doors it has."""

    def __init__(self, known: Sequence[PlaceChoice]) -> None:
        super().__init__()
        self._known = tuple(known)
        self.set_find(self._offers)
        self.setPlaceholderText("小区或网格的首字母")
        self.setAccessibleName("地点，必填")
        self.show_arrow()
        self.picked.connect(lambda _: self.focusNextChild())  # one Enter: chosen, and on

    def show_scope(self, scope: Scope) -> None:
        """Choose one without telling."""
        found = next((one for one in self._known if one.scope == scope), None)
        self.choose(_choice(found) if found else None)

    def scope(self) -> Scope:
        """Which place; refused if nothing is chosen."""
        key = self.choice.key if self.choice is not None else None
        if isinstance(key, PlaceChoice):
            return key.scope
        typed = self.text().strip()
        exact = [one.scope for one in self._known if one.words == typed]
        if len(exact) == 1:
            return exact[0]
        said = f"没有选中“{typed[:20]}”，" if typed else ""
        raise refusal("place", f"{said}请选在哪个小区或网格；整个社区选“全部小区”")

    def doors(self) -> int:
        """How many doors the chosen place has."""
        key = self.choice.key if self.choice is not None else None
        return key.doors if isinstance(key, PlaceChoice) else 0

    def _offers(self, typed: str) -> Sequence[Choice]:
        key = typed.lower()
        found = [one for one in self._known if not key or _fits(one.words, key)]
        return [_choice(one) for one in found[:_OFFERS]]


class Resident(ResidentOrWords):
    """A resident by initials, phone or number; or anybody's name."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__(context, name, "首字母、电话、证件尾号；没有登记的直接写姓名", 100)
        self.picked.connect(lambda _: self.focusNextChild())


def line(hint: str = "", longest: int = 100, text: str = "") -> QLineEdit:
    """A line to write in."""
    edit = QLineEdit()
    edit.setMaxLength(longest)
    edit.setPlaceholderText(hint)
    edit.setText(text)
    return edit


def paragraph(hint: str, high: int = 72, text: str = "") -> QPlainTextEdit:
    """Room for several lines; Tab leads on."""
    edit = QPlainTextEdit()
    edit.setPlaceholderText(hint)
    edit.setTabChangesFocus(True)
    edit.setMinimumHeight(high)
    edit.setPlainText(text)
    return edit


def count(least: int, most: int, value: int, unit: str = "") -> QSpinBox:
    """A count."""
    spin = QSpinBox()
    spin.setRange(least, most)
    spin.setValue(value)
    if unit:
        spin.setSuffix(f" {unit}")
    return spin


def one_of(words: dict[str, str], chosen: str = "") -> QComboBox:
    """One of these."""
    combo = QComboBox()
    for code, said in words.items():
        combo.addItem(said, code)
    if chosen in words:
        combo.setCurrentIndex(list(words).index(chosen))
    return combo


def _choice(one: PlaceChoice) -> Choice:
    return Choice(one, one.words, right=f"{one.doors} 户")


def _fits(words: str, key: str) -> bool:
    return key in words.lower() or any(key in sound for sound in name_keys(words).initials)
