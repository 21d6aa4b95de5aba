"""Fields of the lists' sheets: a unit by initials, who proposes, one of a list, an amount."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QWidget

from gridhall.core.errors import UserError
from gridhall.core.money import parse_money
from gridhall.core.pinyin import name_keys
from gridhall.core.text import search_key
from gridhall.organisation.dialogs.organisation_pick import typed_combo
from gridhall.pledges.queries.choices import Named
from gridhall.pledges.rules.drafts import MEASURES, MOST, refusal
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.suggest import Suggest
from gridhall.registry.dialogs.who import ResidentOrWords

_OFFERS = 40


class OneOf(Suggest):
    """One of a list that is known whole: type initials or characters; empty is none."""

    def __init__(self, name: str, known: Sequence[Named], what: str, field: str = "") -> None:
        super().__init__()
        self._known, self._what = [(*one, _keys(one)) for one in known], what
        self._field = field  # of the draft, so that what is wrong is said below it
        self.set_find(self._offers)
        self.setPlaceholderText("首字母或名称")
        self.setAccessibleName(name)
        self.show_arrow()

    def show_id(self, row_id: int | None) -> None:
        """Choose one without telling."""
        found = next((one for one in self._known if one[0] == row_id), None)
        self.choose(Choice(found[0], found[1], found[2]) if found else None)

    def value(self) -> int | None:
        """Which; None if the field is empty. Refused: something that was not chosen."""
        if self.choice is not None:
            return self.choice.key if isinstance(self.choice.key, int) else None
        typed = self.text().strip()
        if not typed:
            return None
        exact = [one[0] for one in self._known if search_key(typed) in map(search_key, one[1:3])]
        if len(exact) == 1:
            return exact[0]
        raise refusal(self._field, f"没有选中{self._what}“{typed[:20]}”，请从列表里选一个")

    def _offers(self, typed: str) -> Sequence[Choice]:
        key = search_key(typed)
        found = [one for one in self._known if any(key in word for word in one[3])]
        found.sort(key=lambda one: not any(word.startswith(key) for word in one[3]))
        return [Choice(one[0], one[1], one[2]) for one in found[:_OFFERS]]


class Proposer(ResidentOrWords):
    """Who asks for it: a resident, or any words."""

    def __init__(self, context: Context) -> None:
        hint = "居民首字母、证件尾号；也可以直接写 3号楼居民"
        super().__init__(context, "提出人", hint, 60)

    def show_proposer(self, person_id: int | None, words: str) -> None:
        """Fill it."""
        if person_id is not None:
            self.choose(Choice(person_id, words))
        else:
            self.setText(words)


class Amount(QWidget):
    """How much, and the measure word."""

    def __init__(self, name: str = "数量") -> None:
        super().__init__()
        self.number, self.measure = QSpinBox(), typed_combo(MEASURES, 8)
        self.number.setRange(1, MOST)
        self.number.setAccessibleName(name)
        self.measure.setAccessibleName("量词")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.number, 2)
        row.addWidget(self.measure, 1)
        self.setFocusProxy(self.number)

    def show_amount(self, quantity: int, measure: str) -> None:
        """Fill it."""
        self.number.setValue(quantity)
        self.measure.setCurrentText(measure)


class Money(QLineEdit):
    """Yuan as typed: 12000, 12000.50, 10.5万."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(20)
        self.setPlaceholderText("元；可以写 10.5万")

    def fen(self) -> int | None:
        """The amount; None for nothing. Refused: what is no money."""
        try:
            return parse_money(self.text())
        except UserError as wrong:
            raise refusal("money", str(wrong)) from wrong

    def show_fen(self, fen: int | None) -> None:
        """Fill it."""
        self.setText("" if fen is None else f"{fen / 100:.2f}".removesuffix(".00"))


class MaybeNumber(QSpinBox):
    """A count that may be left out: at its least it is 没有填."""

    def __init__(self, name: str, most: int = MOST) -> None:
        super().__init__()
        self.setRange(-1, most)
        self.setSpecialValueText("没有填")
        self.setValue(-1)
        self.setAccessibleName(name)

    def count(self) -> int | None:
        """The number, or None."""
        return None if self.value() < 0 else self.value()


def _keys(one: Named) -> tuple[str, ...]:
    """What a name may be typed as."""
    said = (one[1], one[2])
    initials = [key for word in said for key in name_keys(word).initials if word]
    return tuple(search_key(word) for word in (*said, *initials) if word)
