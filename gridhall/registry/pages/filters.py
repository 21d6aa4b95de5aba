"""The filters of a list as fields of its form: read into a Wanted, shown from one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from gridhall.core.codes import TableName, table
from gridhall.core.errors import UserError
from gridhall.core.text import clean, half_width
from gridhall.forms.ui_lists_page import Ui_ListsPage
from gridhall.qt.dates import DateEdit
from gridhall.qt.pick import PickCombo
from gridhall.registry.labels import HUKOU_KINDS
from gridhall.registry.rules.lists import (
    APARTNESS,
    ORDERS,
    STANDINGS,
    Flow,
    Names,
    Wanted,
    check_wanted,
    in_words,
)

Choices = Sequence[tuple[str, tuple[Any, ...]]]
ANY, NOT_SAID = ("不限", ()), ("未登记", ("",))
_PAUSE_MS = 250  # a list is asked for once a word is typed
_CODED: Mapping[str, TableName] = {
    "ethnicityCombo": "ethnicity",
    "educationCombo": "education",
    "maritalCombo": "marital",
    "politicalCombo": "political",
}
_SETS = {
    "sexCombo": "sexes",
    "gridCombo": "grids",
    "buildingCombo": "buildings",
    "hukouCombo": "hukou",
    "apartCombo": "separations",
    "tagCombo": "tags",
    "ethnicityCombo": "ethnicities",
    "educationCombo": "educations",
    "maritalCombo": "maritals",
    "politicalCombo": "politicals",
}
_NUMBERS = {
    "youngestEdit": ("youngest", "年龄"),
    "oldestEdit": ("oldest", "年龄"),
    "smallestEdit": ("smallest", "每户人数"),
    "largestEdit": ("largest", "每户人数"),
}
_DAYS = {"fromEdit": "registered_from", "toEdit": "registered_to"}


class Filters(QObject):
    """The form's filters; `changed` comes once the clerk has stopped typing."""

    changed = Signal()

    def __init__(self, ui: Ui_ListsPage, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self.ui, self._today, self._names = ui, today, Names()
        self._day = today()
        self._hidden: dict[str, Any] = {}  # what a figure asked that no field shows
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self._offer()
        self._connect()
        self.show_wanted(Wanted())

    def offer_places(self, names: Names) -> None:
        """The hall's grids, buildings and tags; and today, if it has become another day."""
        self._names = names
        self._day = follow_today(self.ui.asAtEdit, self._day, self._today())
        ui = self.ui
        for combo, words, nowhere in (
            (ui.gridCombo, names.grids, "没划进网格"),
            (ui.buildingCombo, names.buildings, "没有住址"),
        ):
            places: Choices = [(word, (one,)) for one, word in words.items()]
            combo.set_choices([ANY, *places, (nowhere, (0,))])
        ui.tagCombo.set_choices([ANY, *((word, (code,)) for code, word in names.tags.items())])

    def wanted(self) -> Wanted:
        """What the form asks. Raises UserError with what to change."""
        ui, day = self.ui, self.ui.asAtEdit.value()
        said: dict[str, Any] = {name: self._combo(c).chosen() for c, name in _SETS.items()}
        said |= {name: self._number(edit, word) for edit, (name, word) in _NUMBERS.items()}
        said |= {name: self._typed_day(edit) for edit, name in _DAYS.items()}
        wanted = Wanted(
            as_at=None if day == self._today() else day,
            status=ui.statusCombo.chosen()[0],
            name=clean(ui.nameEdit.text()),
            heads=ui.headsCheck.isChecked(),
            order=ui.orderCombo.chosen()[0],
            **said,
            **self._hidden,
        )
        return check_wanted(wanted, self._today())

    def words(self, wanted: Wanted) -> str:
        """The filters in one line."""
        return " · ".join(in_words(wanted, self._names))

    def show_wanted(self, wanted: Wanted) -> None:
        """Fill the form in without telling."""
        ui = self.ui
        self._pause.stop()
        self._hidden = {"flow": wanted.flow, "ageless": wanted.ageless}
        for widget in (ui.asAtEdit, ui.headsCheck):
            widget.blockSignals(True)
        ui.asAtEdit.set_value(wanted.as_at or self._today())
        ui.headsCheck.setChecked(wanted.heads)
        for widget in (ui.asAtEdit, ui.headsCheck):
            widget.blockSignals(False)
        ui.statusCombo.choose((wanted.status,))
        ui.orderCombo.choose((wanted.order,))
        ui.nameEdit.setText(wanted.name)
        for combo, name in _SETS.items():
            values = getattr(wanted, name)
            own = in_words(Wanted(**{name: values}), self._names) if values else []
            self._combo(combo).choose(values, "".join(own))
        for edit, (name, _) in _NUMBERS.items():
            self._edit(edit).setText(_typed(getattr(wanted, name)))
        for edit, name in _DAYS.items():
            self._edit(edit).setText(_typed(getattr(wanted, name)))

    def flow(self) -> Flow | None:
        """The month's events a figure asked for."""
        found: Flow | None = self._hidden["flow"]
        return found

    def _offer(self) -> None:
        ui = self.ui
        ui.statusCombo.set_choices([(word, (one,)) for one, word in STANDINGS.items()])
        ui.orderCombo.set_choices([(f"按{word}", (one,)) for one, word in ORDERS.items()])
        ui.sexCombo.set_choices([ANY, ("男", ("1",)), ("女", ("2",)), ("不详", ("0", "9"))])
        kinds: Choices = [(word, (one,)) for one, word in HUKOU_KINDS.items()]
        ui.hukouCombo.set_choices([ANY, *kinds])
        apart: Choices = [(word, (one,)) for one, word in APARTNESS.items()]
        ui.apartCombo.set_choices([ANY, *apart])
        for combo, name in _CODED.items():
            codes: Choices = [(one.label, (one.code,)) for one in table(name).items]
            self._combo(combo).set_choices([ANY, *codes, NOT_SAID])
        follow_today(ui.asAtEdit, ui.asAtEdit.value(), self._today())

    def _connect(self) -> None:
        ui = self.ui
        for name in (*_SETS, "statusCombo", "orderCombo"):
            self._combo(name).currentIndexChanged.connect(self._touched)
        for name in (*_NUMBERS, *_DAYS, "nameEdit"):
            self._edit(name).textEdited.connect(self._touched)
        ui.headsCheck.toggled.connect(self._touched)
        ui.asAtEdit.dateChanged.connect(self._touched)

    def _touched(self) -> None:
        """The clerk asks something else: what a figure asked besides is over."""
        self._hidden = {"flow": None, "ageless": False}
        self._pause.start()

    def _combo(self, name: str) -> PickCombo:
        found: PickCombo = getattr(self.ui, name)
        return found

    def _edit(self, name: str) -> QLineEdit:
        found: QLineEdit = getattr(self.ui, name)
        return found

    def _number(self, name: str, word: str) -> int | None:
        typed = half_width(clean(self._edit(name).text()))
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit() and len(typed) < 6):
            raise UserError(f"{word}要写数字，现在是“{typed}”。")
        return int(typed)

    def _typed_day(self, name: str) -> date | None:
        typed = half_width(clean(self._edit(name).text())).replace(".", "-").replace("/", "-")
        if not typed:
            return None
        try:
            return date.fromisoformat(typed)
        except ValueError:
            raise UserError(
                f"登记日期“{typed}”看不懂，或没有这一天。请写成 2026-01-01 这样。"
            ) from None


def follow_today(edit: DateEdit, was: date, today: date) -> date:
    """A field that stood on today stands on the new day; none is later. Says which day it is."""
    edit.blockSignals(True)
    edit.setMaximumDate(QDate(today.year, today.month, today.day))
    if edit.value() == was:
        edit.set_value(today)
    edit.blockSignals(False)
    return today


def _typed(value: object) -> str:
    return "" if value is None else str(value)
