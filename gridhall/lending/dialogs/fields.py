"""Fields of the counter's sheets: who, money, a kind, a short text."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox

from gridhall.lending.queries.stock import KindRow
from gridhall.lending.rules.drafts import MOST, parse_money
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.suggest import Suggest
from gridhall.registry import queries as registry
from gridhall.registry.columns import resident_choice
from gridhall.registry.queries import Which

_RESIDENTS = 6


class Who(Suggest):
    """A resident by initials, phone or number; or anybody's name."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self.set_find(self._residents)
        self.setMaxLength(100)
        self.setPlaceholderText("首字母、电话、证件尾号；没有登记的直接写姓名")
        self.setAccessibleName(name)

    def person_id(self) -> int | None:
        """The resident, if one was chosen."""
        key: Any = self.choice.key if self.choice is not None else None
        return key if isinstance(key, int) else None

    def words(self) -> str:
        """The name that was typed, where it is nobody of the register."""
        return "" if self.person_id() is not None else self.text().strip()

    def _residents(self, typed: str) -> Sequence[Choice]:
        if not typed:
            return []
        today = self._context.today()
        with self._context.db.read() as session:
            found = registry.find_people(session, typed, Which.ALL, today, _RESIDENTS)
        return [resident_choice(row, today) for row in found]


class Money(QLineEdit):
    """Yuan as typed: 20, 19.90."""

    def __init__(self, hint: str = "元，没有就空着") -> None:
        super().__init__()
        self.setMaxLength(12)
        self.setPlaceholderText(hint)

    def fen(self) -> int | None:
        """The amount; None for nothing; UserError for what is no money."""
        return parse_money(self.text())


def text_field(hint: str = "", longest: int = 100) -> QLineEdit:
    """A line to write in."""
    edit = QLineEdit()
    edit.setMaxLength(longest)
    edit.setPlaceholderText(hint)
    return edit


def choices(words: dict[str, str]) -> QComboBox:
    """One of these."""
    combo = QComboBox()
    for code, said in words.items():
        combo.addItem(said, code)
    return combo


def kind_choices(known: Sequence[KindRow]) -> QComboBox:
    """A kind of thing."""
    return choices({str(one.id): f"{one.name}（{one.code}）" for one in known})


def number(most: int = MOST, measure: str = "") -> QSpinBox:
    """A count."""
    spin = QSpinBox()
    spin.setRange(1, max(1, most))
    if measure:
        spin.setSuffix(f" {measure}")
    return spin
