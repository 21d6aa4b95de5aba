"""Fields of the counter's sheets: who, money, a kind, a short text."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox

from gridhall.core.money import parse_money
from gridhall.lending.queries.stock import KindRow
from gridhall.lending.rules.drafts import MOST
from gridhall.qt.context import Context
from gridhall.registry.dialogs.who import ResidentOrWords


class Who(ResidentOrWords):
    """A resident by initials, phone or number; or anybody's name."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__(context, name, "首字母、电话、证件尾号；没有登记的直接写姓名", 100)


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
