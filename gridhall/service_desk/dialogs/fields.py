"""Fields of the steps' sheets: words, a reason with the usual ones, an agency, a moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QTimeEdit, QWidget

from gridhall.organisation.dialogs.organisation_pick import typed_combo
from gridhall.organisation.queries.agencies import AgencyRow
from gridhall.qt.choice import Choice
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import PlainLabel, label
from gridhall.qt.suggest import Suggest

_LONGEST = 200


def line(hint: str = "", longest: int = _LONGEST, text: str = "") -> QLineEdit:
    """A line to write in."""
    edit = QLineEdit()
    edit.setMaxLength(longest)
    edit.setPlaceholderText(hint)
    edit.setText(text)
    return edit


def usual(words: Sequence[str], hint: str, longest: int = _LONGEST) -> QComboBox:
    """A reason: one of the usual ones by ↓, or any other words; empty at first."""
    combo = typed_combo(words, longest)
    combo.setCurrentIndex(-1)
    combo.setCurrentText("")
    edit = combo.lineEdit()
    if edit is not None:
        edit.setPlaceholderText(hint)
    return combo


def choices(words: Mapping[str, str], chosen: str = "") -> QComboBox:
    """One of these; its data is the code."""
    combo = QComboBox()
    for code, said in words.items():
        combo.addItem(said, code)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo


def chosen(combo: QComboBox) -> str:
    """The code of the choice on show."""
    return str(combo.currentData() or "")


def paragraph(hint: str, high: int = 84) -> QPlainTextEdit:
    """Several lines to write in; Tab leaves it."""
    edit = QPlainTextEdit()
    edit.setPlaceholderText(hint)
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(high)
    return edit


class AgencyPick(Suggest):
    """An agency by initials or words of its name; what is known of it stands beneath."""

    def __init__(self, rows: Sequence[AgencyRow], name: str) -> None:
        super().__init__()
        self._rows = {row.id: row for row in rows}
        self._keys = {row.id: _searched(row) for row in rows}
        self.facts: PlainLabel = label("", "sub", wrap=True)
        self.set_find(self._offers)
        self.setMaxLength(100)
        self.setPlaceholderText("首字母或名称，例如 pcs 派出所")
        self.setAccessibleName(name)
        self.show_arrow()
        self.facts.hide()
        self.picked.connect(lambda _: self._tell())
        self.emptied.connect(self._tell)

    def agency(self) -> AgencyRow | None:
        """The one chosen, or None."""
        key = self.choice.key if self.choice is not None else None
        return self._rows.get(key) if isinstance(key, int) else None

    def show_agency(self, agency_id: int | None) -> None:
        """Choose one without telling."""
        row = self._rows.get(agency_id) if agency_id is not None else None
        self.choose(_offer(row) if row is not None else None)
        self._tell()

    def words(self) -> str:
        """The chosen agency and how to reach it, else what was typed."""
        row = self.agency()
        return " · ".join(filter(None, (row.name, row.where))) if row else self.text().strip()

    def _tell(self) -> None:
        row = self.agency()
        self.facts.setText("\n".join(filter(None, (row.where, row.does))) if row else "")
        self.facts.setVisible(row is not None)

    def _offers(self, typed: str) -> Sequence[Choice]:
        wanted = typed.lower()
        found = (row for row in self._rows.values() if wanted in self._keys[row.id])
        return [_offer(row) for row in found]


def _searched(row: AgencyRow) -> str:
    from gridhall.core.pinyin import name_keys

    names = (row.name, *row.aliases)
    initials = (key for name in names for key in name_keys(name).initials)
    return " ".join((*names, row.does, row.phone, *initials)).lower()


def _offer(row: AgencyRow) -> Choice:
    return Choice(row.id, row.name, row.address or row.does, row.phone)


class MomentEdit(QWidget):
    """A day and a time of day."""

    def __init__(self, name: str, moment: datetime) -> None:
        super().__init__()
        self.day, self.time = DateEdit(), QTimeEdit()
        self._first = moment.replace(second=0, microsecond=0)
        self.day.set_value(moment.date())
        self.time.setDisplayFormat("HH:mm")
        self.time.setTime(QTime(moment.hour, moment.minute))
        self.day.setAccessibleName(f"{name}，日期")
        self.time.setAccessibleName(f"{name}，时间")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.day, 1)
        row.addWidget(self.time)
        self.setFocusProxy(self.day)

    @property
    def changed(self) -> bool:
        """Whether another moment was chosen than the one first shown."""
        return self.value() != self._first

    def value(self) -> datetime:
        """The moment on show, in local time."""
        shown = self.time.time()
        return datetime(
            *self.day.value().timetuple()[:3], shown.hour(), shown.minute()
        ).astimezone()
