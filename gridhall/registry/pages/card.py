"""The card of one resident: who, where, with whom, what happened (居民卡片)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from gridhall.core.codes import TableName, table
from gridhall.forms.ui_resident_card import Ui_ResidentCard
from gridhall.qt.buttons import button, key_sequences
from gridhall.qt.context import Context
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import chip, label, set_look
from gridhall.qt.scaling import refit
from gridhall.qt.table import RowsModel
from gridhall.qt.theme import current_theme
from gridhall.registry.columns import (
    HUKOU_TONES,
    hukou_words,
    member_columns,
    resident_chips,
    sex_and_age,
)
from gridhall.registry.queries import MatterRow, ResidentCard, Revealed, RevealRow

SHOWN_MS = 10_000  # how long a full number stays on the screen
_NOTHING = "—"
_MATTER_GLYPHS = {"red": "error-fill", "amber": "schedule-fill", "green": "check_circle-fill"}
_MOST_LINES = 6


class ResidentPanel(QWidget):
    """Shows a resident; what is pressed is told to the page."""

    case_wanted = Signal(int)
    edit_wanted = Signal(int)
    reveal_wanted = Signal(int)
    add_wanted = Signal(object)  # HouseholdCard
    head_wanted = Signal(object)  # HouseholdCard
    person_wanted = Signal(int)
    matter_wanted = Signal(object)  # MatterRow
    back_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.ui = Ui_ResidentCard()
        self.ui.setupUi(self)
        self.card: ResidentCard | None = None
        self.members = RowsModel(member_columns(context.today), self, key=lambda row: row.person_id)
        self.ui.membersTable.setModel(self.members)
        self._shown = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._connect()

    def _connect(self) -> None:
        ui = self.ui
        ui.caseButton.clicked.connect(lambda: self._tell(self.case_wanted))
        ui.editButton.bind_key().clicked.connect(lambda: self._tell(self.edit_wanted))
        ui.revealButton.bind_key().clicked.connect(self._reveal_or_hide)
        ui.addButton.bind_key().clicked.connect(self._add)
        ui.headButton.clicked.connect(self._change_head)
        ui.backButton.clicked.connect(self.back_wanted)
        ui.membersTable.opened.connect(lambda row: self.person_wanted.emit(row.person_id))
        for keys in key_sequences("Alt+Left"):
            QShortcut(keys, self).activated.connect(self.back_wanted)
        self._shown.timeout.connect(self.hide_numbers)

    def show_card(self, card: ResidentCard) -> None:
        """Show this resident, numbers masked."""
        self._shown.stop()
        self.card = card
        self._show_head(card)
        self._show_facts(card)
        self._show_household(card)
        refit(self)

    def show_told(self, matters: Sequence[MatterRow], reveals: Sequence[RevealRow]) -> None:
        """Recent matters of the subjects above, and what is in the file itself."""
        column = self.ui.mattersColumn
        _empty(column)
        for matter in matters[:_MOST_LINES]:
            column.addWidget(self._matter_line(matter))
        if not matters:
            column.addWidget(label("还没有办过事，按 F2 新建工单", "meta"))
        column = self.ui.eventsColumn
        _empty(column)
        for reveal in reveals:
            words = f"{reveal.clerk_name}查看了完整号码：{reveal.reason}"
            column.addWidget(
                _line("visibility", words, f"{reveal.recorded_at.astimezone():%m-%d %H:%M}")
            )
        for event in self.card.events[:_MOST_LINES] if self.card else ():
            words = f"{event.label}：{event.detail}" if event.detail else event.label
            told = f"{event.happened_on} {event.clerk_name}"
            column.addWidget(_line("history", words, told))
        refit(self)

    def show_numbers(self, full: Revealed) -> None:
        """Show the full numbers for ten seconds."""
        assert self.card is not None
        self._show_facts_line(full.id_number or "未登记证件号")
        self.ui.phoneLabel.setText(full.phone or _NOTHING)
        self.ui.revealButton.setText("遮住")
        self._shown.start()

    def hide_numbers(self) -> None:
        """Mask the numbers again."""
        self._shown.stop()
        if self.card is not None:
            self._show_facts_line(self.card.person.masked_id or "未登记证件号")
            self.ui.phoneLabel.setText(self.card.person.masked_phone or _NOTHING)
            self.ui.revealButton.setText("显示")

    def numbers_are_shown(self) -> bool:
        """Whether a full number is on the screen now."""
        return self._shown.isActive()

    def show_back(self, shown: bool) -> None:
        """The way back to the list, where only one pane fits."""
        self.ui.backButton.setVisible(shown)

    def _show_head(self, card: ResidentCard) -> None:
        ui, person = self.ui, card.person
        ui.avatar.show_name(person.name)
        ui.nameLabel.setText(person.name)
        _empty(ui.chipsRow)
        for words, tone in resident_chips(person, self._today()):
            ui.chipsRow.addWidget(chip(words, tone))
        self._show_facts_line(person.masked_id or "未登记证件号")
        ui.revealButton.setText("显示")
        ui.revealButton.setVisible(bool(person.masked_id or person.masked_phone))

    def _show_facts_line(self, number: str) -> None:
        assert self.card is not None
        person = self.card.person
        facts = sex_and_age(person, self._today())
        age = f"{facts} 岁" if person.birth_date else facts
        words = (age, str(person.birth_date or ""), f"证件 {number}")
        self.ui.factsLabel.setText("　".join(filter(None, words)))

    def _show_facts(self, card: ResidentCard) -> None:
        ui, person = self.ui, card.person
        ui.hukouAddressLabel.setText(card.hukou_address or _NOTHING)
        ui.homeLabel.setText(person.address.long if person.address else "没有登记住址")
        ui.sinceLabel.setText(str(card.since or _NOTHING))
        ui.hukouLabel.setText(hukou_words(person.hukou_kind))
        set_look(ui.hukouLabel, tone=HUKOU_TONES.get(person.hukou_kind, "grey"))
        ui.phoneLabel.setText(person.masked_phone or _NOTHING)
        ui.gridLabel.setText(person.grid_name or "还没有划进网格")
        ui.partyLabel.setText(_word("political", person.political_status) or _NOTHING)
        about = (
            _word("ethnicity", card.ethnicity),
            _word("education", card.education),
            _word("marital", card.marital_status),
            card.workplace,
            f"曾用名 {card.former_name}" if card.former_name else "",
        )
        ui.aboutLabel.setText(" · ".join(filter(None, about)) or _NOTHING)
        ui.noteLabel.setText(card.note)
        ui.noteLabel.setVisible(bool(card.note))

    def _show_household(self, card: ResidentCard) -> None:
        ui, home = self.ui, card.household
        self.members.show_rows(home.members if home else ())
        for widget in (ui.membersTable, ui.addButton):
            widget.setVisible(home is not None)
        ui.headButton.setVisible(home is not None and len(home.members) > 1)
        if home is None:
            ui.householdLabel.setText("还没有入户，按 Ctrl+E 填写住址和关系")
            return
        old = f" · 原户号 {home.ledger_number}" if home.ledger_number else ""
        ui.householdLabel.setText(f"{len(home.members)} 人 · 户号 {home.number}{old}")
        ui.membersTable.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tall = 34 + 32 * len(home.members) + 2
        ui.membersTable.setProperty("ownSize", True)
        ui.membersTable.setFixedHeight(current_theme().px(tall))

    def _matter_line(self, matter: MatterRow) -> QWidget:
        glyph = _MATTER_GLYPHS.get(matter.tone, "assignment")
        when = f"{matter.happened_on:%m-%d} {matter.clerk_name}"
        row = _line(glyph, f"{matter.title} {matter.number}", when, (matter.state, matter.tone))
        look = button("看", "", "text")
        look.setAccessibleName(f"看 {matter.title} {matter.number}")
        look.clicked.connect(lambda: self.matter_wanted.emit(matter))
        layout = row.layout()
        assert layout is not None
        layout.addWidget(look)
        return row

    def _tell(self, signal: object) -> None:
        if self.card is not None:
            signal.emit(self.card.person.id)  # type: ignore[attr-defined]  # a bound Signal

    def _add(self) -> None:
        if self.card is not None and self.card.household is not None:
            self.add_wanted.emit(self.card.household)

    def _change_head(self) -> None:
        if self.card is not None and self.card.household is not None:
            self.head_wanted.emit(self.card.household)

    def _reveal_or_hide(self) -> None:
        if self.numbers_are_shown():
            self.hide_numbers()
        elif self.card is not None:
            self.reveal_wanted.emit(self.card.person.id)

    def _today(self) -> date:
        return self._context.today()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page or the lock: nothing stays readable behind it."""
        self.hide_numbers()
        super().hideEvent(event)


def _word(name: TableName, code: str) -> str:
    return table(name).label(code) if code else ""


def _line(glyph: str, words: str, right: str, state: tuple[str, str] = ("", "")) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    ink = f"{state[1]}_fg" if state[1] else "text3"
    line.addWidget(IconLabel().show_icon(glyph, ink, 18))
    line.addWidget(label(words))
    line.addWidget(label(state[0], "meta"))
    line.addStretch(1)
    line.addWidget(label(right, "meta"))
    return row


def _empty(column: QBoxLayout) -> None:
    while item := column.takeAt(0):
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
