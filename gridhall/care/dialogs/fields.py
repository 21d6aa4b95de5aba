"""Fields of the sheets of care: who goes, a line to write in, one of some words."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from gridhall.issues.queries.choices import owner_choices
from gridhall.organisation.dialogs.organisation_pick import typed_combo
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.suggest import Suggest
from gridhall.volunteering.queries.finding import find_volunteers
from gridhall.volunteering.queries.hours import names_of

_MOST = 6
Key = tuple[str, int]  # volunteer or unit, and which


class VisitorPick(Suggest):
    """Who goes: a volunteer by initials, phone or number, a unit, or any words."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        with context.db.read() as session:
            known = owner_choices(session, context.today())
        self._units = [one for one in known if one.owner.unit_id is not None]
        self.set_find(self._offers)
        self.setMaxLength(60)
        self.setPlaceholderText("志愿者首字母、单位；别人直接写，例如 社工小王")
        self.setAccessibleName("谁去")

    def show_visitor(self, volunteer_id: int | None, unit_id: int | None, words: str) -> None:
        """Choose one without telling."""
        if volunteer_id is not None:
            self.choose(Choice(("volunteer", volunteer_id), words, right="志愿者"))
        elif unit_id is not None:
            self.choose(Choice(("unit", unit_id), words, right="单位"))
        else:
            self.choose(None)
            self.setText(words)

    def volunteer_id(self) -> int | None:
        """The volunteer, if one was chosen."""
        return self._chosen("volunteer")

    def unit_id(self) -> int | None:
        """The unit, if one was chosen."""
        return self._chosen("unit")

    def words(self) -> str:
        """What was typed, where nobody was chosen."""
        return "" if isinstance(self._key(), tuple) else self.text().strip()

    def name(self) -> str:
        """Whoever it is, in words."""
        return self.text().strip()

    def _key(self) -> Any:
        return self.choice.key if self.choice is not None else None

    def _chosen(self, kind: str) -> int | None:
        key = self._key()
        return int(key[1]) if isinstance(key, tuple) and key[0] == kind else None

    def _offers(self, typed: str) -> Sequence[Choice]:
        if not typed:
            return []
        with self._context.db.read() as session:
            ids = find_volunteers(session, typed, _MOST)
            names = names_of(session, ids)
        people = [Choice(("volunteer", one), names[one], right="志愿者") for one in ids]
        units = [
            Choice(("unit", one.owner.unit_id), one.words, right="单位")
            for one in self._units
            if one.fits(typed)
        ]
        return [*people, *units[:_MOST]]


def line(hint: str = "", longest: int = 60, text: str = "") -> QLineEdit:
    """A line to write in."""
    edit = QLineEdit()
    edit.setMaxLength(longest)
    edit.setPlaceholderText(hint)
    edit.setText(text)
    return edit


def note_field(text: str = "") -> QPlainTextEdit:
    """Room for two lines; Tab leads on."""
    edit = QPlainTextEdit()
    edit.setPlainText(text)
    edit.setPlaceholderText("没有本人同意，不写病情、血压数值")
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(60)
    edit.setAccessibleName("备注")
    return edit


def one_of(words: Mapping[str, str], chosen: str = "") -> QComboBox:
    """One of these; its data is the code."""
    combo = QComboBox()
    for code, said in words.items():
        combo.addItem(said, code)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo


def usual(words: Sequence[str], hint: str) -> QComboBox:
    """One of the usual words by ↓, or any other."""
    combo = typed_combo(words, 60)
    combo.setCurrentIndex(-1)
    combo.setCurrentText("")
    edit = combo.lineEdit()
    if edit is not None:
        edit.setPlaceholderText(hint)
    return combo
