"""A field for who takes a seat: a resident, somebody known from outside, or a new one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.queries.people import OutsiderRow, outsiders
from gridhall.organisation.rules.seats import Holder, OutsiderDraft
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.qt.suggest import Suggest
from gridhall.registry import queries as registry
from gridhall.registry.columns import resident_choice
from gridhall.registry.queries import Which

_RESIDENTS, _OUTSIDERS = 6, 4
_LONGEST = 100


class HolderPart(QWidget):
    """Type initials, the number's or the phone's tail; somebody unknown can be written down."""

    changed = Signal()

    def __init__(self, context: Context, name: str = "人选") -> None:
        super().__init__()
        self._context = context
        self._begun: tuple[object, str] = (None, "")  # whom it began with, and where they come from
        self.who, self.phone, self.workplace = Suggest(), QLineEdit(), QLineEdit()
        self.is_party = QCheckBox("是党员")
        self._more = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.who)
        column.addWidget(self._more)
        self._lay_out()
        self.who.set_find(self._find)
        self.who.setPlaceholderText("姓名首字母、证件尾号、电话")
        self.who.setAccessibleName(f"{name}，找居民或外部人员")
        self.setFocusProxy(self.who)
        self.who.picked.connect(self._follow)
        self.who.emptied.connect(self._follow)

    def holder(self) -> Holder | None:
        """Who is meant; None if nobody was typed."""
        typed = self.who.text().strip()
        kind, key = self._chosen()
        if not kind:
            if typed:
                raise UserError(f"没有选中“{typed}”，请从列表里选一位，或选“登记为外部人员”")
            return None
        if kind == "person":
            return Holder(person_id=key)
        if kind == "outsider":
            return Holder(outsider_id=key)
        return Holder(
            outsider=OutsiderDraft(
                key,
                phone=self.phone.text(),
                workplace=self.workplace.text(),
                is_party=self.is_party.isChecked(),
            )
        )

    def show_person(
        self, person_id: int | None, outsider_id: int | None, name: str, source: str = ""
    ) -> None:
        """Begin with somebody, as with who holds the seat now; `source` is 来自."""
        key: object = ("outsider", outsider_id) if person_id is None else ("person", person_id)
        known = person_id is not None or outsider_id is not None
        self._begun = (key, source) if known else (None, "")
        self.who.choose(Choice(key, name) if known else None)
        self._follow()

    def name(self) -> str:
        """Who was chosen, by name."""
        return self.who.text().split("　")[0].strip()

    def source(self) -> str:
        """What is known of where they come from."""
        kind, _ = self._chosen()
        if self.who.choice is not None and self.who.choice.key == self._begun[0]:
            return self._begun[1]
        if kind == "new":
            return self.workplace.text().strip()
        known = self.who.choice.sub if self.who.choice and kind == "outsider" else ""
        return known.split(" · ")[0]

    def _chosen(self) -> tuple[str, Any]:
        """person, outsider or new with its id or name; "" for nobody."""
        key: Any = self.who.choice.key if self.who.choice is not None else ("", None)
        return str(key[0]), key[1]

    def _lay_out(self) -> None:
        grid = QGridLayout(self._more)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.phone.setMaxLength(30)
        self.workplace.setMaxLength(_LONGEST)
        for line, (title, field) in enumerate((("电话", self.phone), ("单位", self.workplace))):
            field.setAccessibleName(f"外部人员的{title}")
            grid.addWidget(label(title, "label"), line, 0)
            grid.addWidget(field, line, 1)
        grid.addWidget(self.is_party, 2, 1)
        self._more.hide()
        for field in (self.phone, self.workplace):
            field.textEdited.connect(lambda _: self.changed.emit())

    def _find(self, typed: str) -> Sequence[Choice]:
        if not typed:
            return []
        today = self._context.today()
        with self._context.db.read() as session:
            people = registry.find_people(session, typed, Which.ALL, today, _RESIDENTS)
            others = outsiders(session, typed, _OUTSIDERS)
        offers = [_resident(resident_choice(row, today)) for row in people]
        offers += map(_outsider, others)
        if not typed.isascii():
            new = Choice(("new", typed), typed, "不在册，登记为外部人员", group="外部人员")
            offers.append(new)
        return offers

    def _follow(self, _: object = None) -> None:
        self._more.setVisible(self._chosen()[0] == "new")
        self.changed.emit()


def _resident(choice: Choice) -> Choice:
    return Choice(
        ("person", choice.key),
        choice.title,
        choice.sub,
        choice.right,
        tone=choice.tone,
        group="居民",
    )


def _outsider(row: OutsiderRow) -> Choice:
    return Choice(("outsider", row.id), row.name, row.line, row.phone_masked, group="外部人员")
