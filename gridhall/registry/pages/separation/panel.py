"""One person's three facts - where registered, living, owning - and what they make (人户分离)."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridhall.forms.ui_separation_panel import Ui_SeparationPanel
from gridhall.qt.buttons import button
from gridhall.qt.labels import chip, label
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.registry.columns.people import sex_and_age
from gridhall.registry.columns.separation import (
    HUKOU_SAID,
    MEANINGS,
    STATE_TONES,
    since_words,
    state_words,
)
from gridhall.registry.queries.separated import SeparatedRow
from gridhall.registry.queries.standings import PlaceRow, Standing

_ALWAYS = "登记以前就是"


class SeparationPanel(QWidget):
    """Shows a person; what is pressed is told to the page."""

    residence_wanted = Signal()
    property_wanted = Signal()
    ended_wanted = Signal(object)  # PlaceRow
    open_wanted = Signal(int)
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_SeparationPanel()
        self.ui.setupUi(self)
        self.row: SeparatedRow | None = None
        self.ui.residenceButton.bind_key().clicked.connect(self.residence_wanted)
        self.ui.propertyButton.bind_key().clicked.connect(self.property_wanted)
        self.ui.openButton.clicked.connect(self._open)
        self.ui.backButton.clicked.connect(self.back_wanted)

    def show_person(
        self, row: SeparatedRow, found: Standing, past: Sequence[PlaceRow], today: date
    ) -> None:
        """Show this person as of a day."""
        ui, self.row = self.ui, row
        ui.avatar.show_name(row.name)
        ui.nameLabel.setText(row.name)
        household = f"户号 {row.household_number}" if row.household_number else "没有入户"
        facts = (sex_and_age(row, today), row.relation_label, household, row.masked_phone)
        ui.factsLabel.setText(" · ".join(filter(None, facts)))
        empty(ui.chipRow)
        ui.chipRow.addWidget(chip(state_words(row.state), STATE_TONES.get(row.state, "grey")))
        lasting = since_words(row.since, today) if found.verdict.apart else ""
        short = "　未满期限，暂不计入" if found.verdict.apart and not row.counted else ""
        ui.sinceLabel.setText(lasting + short)
        ui.meaningLabel.setText(MEANINGS.get(row.state, ""))
        self._show_facts(row, found)
        self._show_past(past)
        refit(self)

    def show_back(self, shown: bool) -> None:
        """The way back to the list, where only one pane fits."""
        self.ui.backButton.setVisible(shown)

    def _show_facts(self, row: SeparatedRow, found: Standing) -> None:
        ui, verdict = self.ui, found.verdict
        ui.hukouLabel.setText(HUKOU_SAID.get(found.hukou_kind, found.hukou_kind))
        ui.hukouSince.setText(_since(verdict.hukou.since))
        home = found.lives_at or row.address
        where = f"住在 {home}" if home else "没有登记住址"
        ui.livingLabel.setText(where if verdict.living.holds else f"住在辖区外：{home}")
        if not verdict.living.holds and not found.lives_at:
            ui.livingLabel.setText("不住在辖区内")
        noted = [place.since for place in found.places if place.aspect == "residence"]
        ui.livingSince.setText(_since(noted[-1] if noted else verdict.living.since))
        ui.owningLabel.setText(
            f"名下登记了 {len(found.properties)} 处" if found.properties else "没有登记房产"
        )
        ui.owningSince.setText(_since(verdict.owning.since) if verdict.owning.holds else "")
        ui.owningSince.setVisible(verdict.owning.holds)
        empty(ui.propertiesColumn)
        for place in found.properties:
            ui.propertiesColumn.addWidget(self._property(place))

    def _property(self, place: PlaceRow) -> QWidget:
        line, gone = _line(place.address, _since(place.since)), button("已转让…", "", "text")
        gone.setAccessibleName(f"{place.address} 已转让")
        gone.clicked.connect(partial(self.ended_wanted.emit, place))
        layout = line.layout()
        assert layout is not None
        layout.addWidget(gone)
        return line

    def _show_past(self, past: Sequence[PlaceRow]) -> None:
        ended = [one for one in past if one.until is not None]
        self.ui.pastBox.setVisible(bool(ended))
        empty(self.ui.pastColumn)
        for one in ended:
            what = "住在" if one.aspect == "residence" else "房产"
            span = f"{one.since or '登记以前'} 至 {one.until}"
            self.ui.pastColumn.addWidget(_line(f"{what} {one.address}", span))

    def _open(self) -> None:
        if self.row is not None:
            self.open_wanted.emit(self.row.id)


def _since(since: date | None) -> str:
    return f"{since} 起" if since else _ALWAYS


def _line(words: str, right: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(30, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(label(words, wrap=True), 1)
    row.addWidget(label(right, "meta"))
    return line
