"""Lines of a sheet that can be added and dropped: parties of a dispute, hazards of a round."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from gridhall.issues.dialogs.fields import OwnerPick
from gridhall.issues.queries.choices import OwnerChoice
from gridhall.opinions.dialogs.fields_talks import Resident, line
from gridhall.opinions.queries.mediations import PartyRow
from gridhall.opinions.rules.inspections import HazardDraft
from gridhall.opinions.rules.mediations import SIDES, PartyDraft
from gridhall.organisation.dialogs.line_act import LineAct
from gridhall.organisation.dialogs.organisation_pick import MaybeDay
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.qt.scaling import refit

_GAP = 8


class Entry(QWidget):
    """One record of several; `gone` drops it, `first` takes the focus."""

    first: QWidget

    def __init__(self) -> None:
        super().__init__()
        self.title, self.gone = label("", "b"), LineAct("去掉", "close")
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, _GAP)
        self.grid.setHorizontalSpacing(_GAP)
        self.grid.setVerticalSpacing(6)
        self.grid.addWidget(self.title, 0, 0)
        self.grid.addWidget(self.gone, 0, 3)
        self.grid.setColumnStretch(1, 5)
        self.grid.setColumnStretch(2, 4)

    def is_empty(self) -> bool:
        """Whether nothing was typed into it."""
        raise NotImplementedError


class PartyEntry(Entry):
    """A party: who, ID number, phone, address; of a resident the register has them."""

    def __init__(self, context: Context, kept: PartyRow | None = None) -> None:
        super().__init__()
        self._kept = kept
        self.who, self.number = Resident(context, "当事人，必填"), line("", 30)
        self.phone, self.address = (
            line("电话", 30),
            line("住址", 200),
        )
        hint = kept.masked_id if kept and kept.masked_id else ""
        told = f"{hint}，不改就空着" if hint else "证件号"
        self.number.setPlaceholderText(told)
        for field, name in (
            (self.number, "证件号"), (self.phone, "电话"), (self.address, "住址"),
        ):  # fmt: skip
            field.setAccessibleName(name)
        if kept is not None:
            self._fill(kept)
        self.grid.addWidget(self.who, 0, 1)
        self.grid.addWidget(self.number, 0, 2)
        self.grid.addWidget(self.phone, 1, 1)
        self.grid.addWidget(self.address, 1, 2)
        self.first = self.who

    def _fill(self, kept: PartyRow) -> None:
        if kept.person_id is not None:
            self.who.choose(Choice(kept.person_id, kept.name))
        else:
            self.who.setText(kept.name)
        self.phone.setPlaceholderText(
            f"{kept.masked_phone}，不改就空着" if kept.masked_phone else "电话"
        )
        self.address.setText(kept.address)

    def is_empty(self) -> bool:
        """Nobody stands here."""
        return not self.who.text().strip()

    def value(self) -> PartyDraft:
        """The party."""
        person_id = self.who.person_id()
        return PartyDraft(
            "" if person_id else self.who.words(), person_id, self._kept.sex if self._kept else "0",
            self.number.text(), self.phone.text(), self.address.text(),
        )  # fmt: skip


class HazardEntry(Entry):
    """A hazard: what, who is to mend it, where, until when."""

    def __init__(self, owners: Sequence[OwnerChoice], context: Context) -> None:
        super().__init__()
        self.what, self.spot = line("是什么隐患，例如 灭火器过期", 100), line("具体位置", 60)
        self.owner = OwnerPick("整改责任人，必填")
        self.owner.set_owners(owners)
        self.owner.setPlaceholderText("谁来整改：首字母或姓名")
        self.due = MaybeDay("整改期限", "按规定")
        self.due.set_value(None, context.today())
        self.serious, self.at_once = QCheckBox("重大隐患"), QCheckBox("当场整改好了")
        self.what.setAccessibleName("隐患，必填")
        self.spot.setAccessibleName("具体位置")
        self.grid.addWidget(self.what, 0, 1)
        self.grid.addWidget(self.owner, 0, 2)
        self.grid.addWidget(self.spot, 1, 1)
        self.grid.addWidget(self.due, 1, 2)
        self.grid.addWidget(self.serious, 2, 1)
        self.grid.addWidget(self.at_once, 2, 2)
        self.first = self.what

    def is_empty(self) -> bool:
        """Nothing was found here."""
        return not any(one.text().strip() for one in (self.what, self.spot, self.owner))

    def value(self) -> HazardDraft:
        """The hazard."""
        owner = self.owner.owner()
        return HazardDraft(
            self.what.text(), owner.name, owner.unit_id, self.spot.text(), None,
            self.serious.isChecked(), self.due.value(), self.at_once.isChecked(),
        )  # fmt: skip


class Entries(QWidget):
    """The lines with a button for one more (Alt+A); they scroll where there are many."""

    def __init__(self, more: str) -> None:
        super().__init__()
        self.lines = list[Entry]()
        self.more = LineAct(f"{more} Alt+A", "add")
        self.more.bind_key("Alt+A")
        self._column, holder, area = QVBoxLayout(), QWidget(), QScrollArea()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, _GAP, 0)
        inside.addLayout(self._column)
        inside.addWidget(self.more)
        inside.addStretch(1)
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._area = area

    def add(self, made: Entry) -> None:
        """One more line, with the focus once the sheet is on show."""
        made.gone.clicked.connect(partial(self._drop, made))
        self.lines.append(made)
        self._column.addWidget(made)
        self._number()
        if self.isVisible():
            refit(self)
            made.first.setFocus()
            self._area.ensureWidgetVisible(made)

    def filled(self) -> list[Entry]:
        """Those with something in them."""
        return [one for one in self.lines if not one.is_empty()]

    def _drop(self, made: Entry) -> None:
        self.lines.remove(made)
        made.hide()
        made.deleteLater()
        self._number()

    def _number(self) -> None:
        for place, one in enumerate(self.lines):
            party = isinstance(one, PartyEntry)
            one.title.setText(f"{SIDES[min(place, 9)]}方" if party else f"{place + 1}")
