"""Fields of the ledger's form and sheets: where, whose, which category, short words."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from gridhall.core.pinyin import name_keys
from gridhall.issues.columns.places import PlaceFinder, Spotted
from gridhall.issues.queries.categories import CategoryRow
from gridhall.issues.queries.choices import OwnerChoice
from gridhall.issues.queries.places import PlaceRow
from gridhall.issues.rules.categories import suggested
from gridhall.issues.rules.drafts import refusal
from gridhall.issues.rules.orders import Owner
from gridhall.organisation.dialogs.organisation_pick import typed_combo
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.qt.choice import Choice
from gridhall.qt.suggest import Suggest

_MOST = 12
_KINDS = {"unit": "单位", "organisation": "党组织", "agency": "办事机构"}


def line(hint: str = "", longest: int = 200, text: str = "") -> QLineEdit:
    """A line to write in."""
    edit = QLineEdit()
    edit.setMaxLength(longest)
    edit.setPlaceholderText(hint)
    edit.setText(text)
    return edit


def paragraph(hint: str, high: int = 72, text: str = "") -> QPlainTextEdit:
    """Several lines to write in; Tab leaves it."""
    edit = QPlainTextEdit()
    edit.setPlaceholderText(hint)
    edit.setPlainText(text)
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(high)
    return edit


def usual(words: Sequence[str], hint: str, longest: int = 200) -> QComboBox:
    """One of the usual words by ↓, or any other; empty at first."""
    combo = typed_combo(words, longest)
    combo.setCurrentIndex(-1)
    combo.setCurrentText("")
    edit = combo.lineEdit()
    if edit is not None:
        edit.setPlaceholderText(hint)
    return combo


def choices(words: Mapping[Any, str], chosen: object = None) -> QComboBox:
    """One of these; its data is the code."""
    combo = QComboBox()
    for code, said in words.items():
        combo.addItem(said, code)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo


def unpicked(key: str, field: Suggest, what: str) -> DraftProblems:
    """Initials that were typed and never chosen, to be raised: they would be printed as a name."""
    said = field.text().strip()
    return refusal(key, f"“{said}”还没有选中{what}。按 ↓ 和 Enter 从名单里选，或写全名")


def typed(field: QWidget) -> str:
    """What stands in a field, blanks at the ends dropped."""
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText().strip()
    if isinstance(field, QLineEdit):
        return field.text().strip()
    return field.currentText().strip() if isinstance(field, QComboBox) else ""


class PlacePick(Suggest):
    """yj3 is 御景小区 3号楼; words that are no known place are kept as they were typed."""

    def __init__(self, name: str = "地点") -> None:
        super().__init__()
        self._finder = PlaceFinder(())
        self.set_find(self._offers)
        self.setMaxLength(60)
        self.setPlaceholderText("首字母加楼号，例如 yj3；别处直接写")
        self.setAccessibleName(name)
        self.show_arrow()

    def set_places(self, rows: Sequence[PlaceRow]) -> None:
        """The hall's places, read anew."""
        self._finder = PlaceFinder(rows)

    def place(self) -> PlaceRow | None:
        """The known place that was chosen."""
        key = self.choice.key if self.choice is not None else None
        return key.row if isinstance(key, Spotted) else None

    def spot(self) -> str:
        """What was typed beyond the known place, or instead of one."""
        key = self.choice.key if self.choice is not None else None
        return key.spot if isinstance(key, Spotted) else self.text().strip()

    def named_in(self, sentence: str) -> PlaceRow | None:
        """The place that a sentence names."""
        return self._finder.named_in(sentence)

    def show_place(self, row: PlaceRow | None, spot: str = "") -> None:
        """Choose one without telling; without a known place the words alone."""
        if row is None:
            self.choose(None)
            self.setText(spot)
            return
        words = " ".join(filter(None, (row.words, spot)))
        self.choose(Choice(Spotted(row, spot), words, right=row.grid))

    def _offers(self, typed_: str) -> Sequence[Choice]:
        return self._finder.offers(typed_)


class CategoryPick(Suggest):
    """A leaf category by initials or words residents use; what a title says chooses one."""

    def __init__(self, name: str = "类别") -> None:
        super().__init__()
        self._rows: Sequence[CategoryRow] = ()
        self.set_find(self._offers)
        self.setMaxLength(30)
        needed = "必填" in name
        self.setPlaceholderText("首字母，例如 lj 垃圾" + ("" if needed else "；可以不选"))
        self.setAccessibleName(name)
        self.show_arrow()

    def set_categories(self, rows: Sequence[CategoryRow]) -> None:
        """The hall's categories, read anew."""
        self._rows = rows

    def category(self) -> CategoryRow | None:
        """The one chosen."""
        key = self.choice.key if self.choice is not None else None
        return key if isinstance(key, CategoryRow) else None

    def show_category(self, category_id: int | None) -> None:
        """Choose one without telling."""
        row = next((one for one in self._rows if one.id == category_id), None)
        self.choose(None if row is None else _category(row))

    def said_in(self, sentence: str) -> CategoryRow | None:
        """The category whose words a sentence uses."""
        found = suggested(sentence, self._rows, 1) if len(sentence.strip()) > 1 else []
        return found[0] if found else None

    def _offers(self, typed_: str) -> Sequence[Choice]:
        found = suggested(typed_, self._rows, _MOST) if typed_ else self._rows
        return [_category(row) for row in found]


def _category(row: CategoryRow) -> Choice:
    return Choice(row, row.name, right=row.group, code=row.code)


class OwnerPick(Suggest):
    """Who is to deal with it: a unit, an organisation, an agency by initials; or any words."""

    def __init__(self, name: str = "责任单位，必填") -> None:
        super().__init__()
        self._rows: Sequence[OwnerChoice] = ()
        self.set_find(self._offers)
        self.setMaxLength(100)
        self.setPlaceholderText("首字母，例如 pcs 派出所；名册没有的直接写")
        self.setAccessibleName(name)
        self.show_arrow()

    def set_owners(self, rows: Sequence[OwnerChoice]) -> None:
        """Who stands today."""
        self._rows = rows

    def meant(self, contact: str = "") -> Owner:
        """The one chosen, else the words that were typed; initials are nobody's name."""
        if self.is_unpicked():
            raise unpicked("owner", self, "单位")
        return self.owner(contact)

    def owner(self, contact: str = "") -> Owner:
        """The one chosen, else the words that were typed."""
        key = self.choice.key if self.choice is not None else None
        chosen = key if isinstance(key, Owner) else Owner(name=self.text().strip())
        return Owner(chosen.unit_id, chosen.organisation_id, chosen.agency_id, chosen.name, contact)

    def show_owner(self, key: str, name: str) -> None:
        """Choose one without telling; of one who is gone the name stays."""
        row = next((one for one in self._rows if one.owner.key == key and key != "words"), None)
        self.choose(None if row is None else _owner(row))
        if row is None:
            self.setText(name)

    def _offers(self, typed_: str) -> Sequence[Choice]:
        return [_owner(row) for row in fitting_owners(self._rows, typed_)[:_MOST]]


def fitting_owners(rows: Sequence[OwnerChoice], typed_: str) -> list[OwnerChoice]:
    """Those whose name or initials hold what is typed; that begin with it first."""
    wanted = typed_.lower()
    found = [row for row in rows if wanted in _known_as(" ".join((row.words, *row.aliases)))]
    return sorted(found, key=lambda row: not _begins(_known_as(row.words), wanted))


def _owner(row: OwnerChoice) -> Choice:
    return Choice(row.owner, row.words, right=_KINDS.get(row.kind, ""))


def _begins(known: str, wanted: str) -> bool:
    return known.startswith(wanted) or f" {wanted}" in known


@lru_cache(maxsize=8192)
def _known_as(words: str) -> str:
    """Words with their initials, as they may be typed."""
    initials = (key for word in words.split() for key in name_keys(word).initials)
    return f"{words} {' '.join(initials)}".lower()
