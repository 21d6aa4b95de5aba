"""One transfer at the right of the list: who, which way, clock, materials, papers, next step."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QWidget

from gridhall.forms.ui_transfer_card import Ui_TransferCard
from gridhall.qt.buttons import Btn, button
from gridhall.qt.context import Context
from gridhall.qt.labels import PlainLabel, label, set_look
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.registry.columns.transfers import (
    clock_tone,
    facts_of,
    state_tone,
    state_words,
    transfer_sub,
)
from gridhall.registry.dialogs.transfer.papers import papers_for
from gridhall.registry.dialogs.transfer.step import verb
from gridhall.registry.queries.transfers import (
    TransferCard,
    TransferMaterialRow,
    TransferPersonRow,
    TransferStepRow,
)

_CLOCK_GLYPHS = {"red": "error-fill", "amber": "schedule-fill", "green": "schedule"}
_LESSER = frozenset({"rejected", "withdrawn", "returned", "expired"})


class TransferPanel(QWidget):
    """Shows a transfer; what is pressed is told to the page."""

    step_wanted = Signal(str)  # the state
    receive_wanted = Signal(object)  # places
    print_wanted = Signal(str)  # the paper's kind
    paper_wanted = Signal(int)
    person_wanted = Signal(int)
    reverse_wanted = Signal()
    amend_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ui = Ui_TransferCard()
        self.ui.setupUi(self)
        self.card: TransferCard | None = None
        self.boxes: list[QCheckBox] = []
        self.steps: list[Btn] = []
        self.ui.cardIcon.show_icon("swap_horiz", "primary", 20)
        self.ui.receiveButton.bind_key().clicked.connect(self._receive)
        self.ui.printButton.bind_key().clicked.connect(self._print)
        self.amend = button("改内容", "Ctrl+E", "", "edit").bind_key()
        self.amend.clicked.connect(self.amend_wanted)
        self.ui.footRow.insertWidget(1, self.amend)
        self.ui.moreButton.clicked.connect(self._open_more)
        self.setFocusProxy(self.ui.closeButton)

    def show_card(self, card: TransferCard) -> None:
        """Show this transfer."""
        self.card = card
        self._show_head(card)
        self._show_way(card)
        self._show_people(card)
        self._show_materials(card)
        self._show_papers(card)
        self._show_steps(card)
        self._show_next(card)
        refit(self)

    def _show_head(self, card: TransferCard) -> None:
        ui, row = self.ui, card.row
        ui.numberLabel.setText(row.number)
        ui.stateChip.setText(state_words(row))
        set_look(ui.stateChip, chip=state_tone(row))
        ui.titleLabel.setText(row.title)
        ui.categoryLabel.setText(transfer_sub(row))
        ui.clockRow.setVisible(row.clock is not None)
        if row.clock is not None:
            tone = clock_tone(row)
            ui.clockIcon.show_icon(_CLOCK_GLYPHS[tone], f"{tone}_fg", 18)
            ui.clockLabel.setText(row.clock.word)
            set_look(ui.clockLabel, tone=tone)
            ui.clockFacts.setText(f"到 {row.clock.due_on}")
        self._show_reversal(card)

    def _show_reversal(self, card: TransferCard) -> None:
        banner, row = self.ui.cardBanner, card.row
        if row.reversed_by:
            banner.say("amber", f"这件已由 {row.reversed_by} 撤回，登记已经还原")
        elif row.reverses_number:
            banner.say("blue", f"这件是撤回 {row.reverses_number} 的记录")
        else:
            banner.hide()

    def _show_way(self, card: TransferCard) -> None:
        ui = self.ui
        ui.fromLabel.setText(" · ".join(filter(None, (card.from_place, card.from_title))) or "—")
        ui.toLabel.setText(" · ".join(filter(None, (card.to_place, card.to_title))) or "—")
        settled = card.row.settled_on
        ui.dayLabel.setText(f"{settled} 办结" if settled else f"{card.effective_on}（计划）")
        papers = " · ".join(filter(None, (_permit(card), _certificate(card))))
        _show_line(ui.paperCaption, ui.paperLabel, papers)
        agent = f"代办人 {card.agent}" if card.agent else ""
        _show_line(ui.reasonCaption, ui.reasonLabel, " · ".join(filter(None, (card.reason, agent))))

    def _show_people(self, card: TransferCard) -> None:
        empty(self.ui.peopleColumn)
        self.ui.peopleTitle.setText(f"一同迁移 {len(card.people)} 人")
        for one in card.people:
            self.ui.peopleColumn.addWidget(
                self._person_line(one, one.person_id == card.applicant.person_id)
            )

    def _person_line(self, one: TransferPersonRow, asks: bool) -> QWidget:
        row, line = _line()
        facts = facts_of(one.sex, one.birth_date, self._context.today())
        line.addWidget(label(one.name, "b"))
        words = (facts, one.relation_label, "申请人" if asks else "")
        line.addWidget(label(" · ".join(filter(None, words)), "meta"))
        line.addStretch(1)
        look = button("看档案", "", "text")
        look.setAccessibleName(f"看{one.name}的档案")
        look.clicked.connect(partial(self.person_wanted.emit, one.person_id))
        line.addWidget(look)
        return row

    def _show_materials(self, card: TransferCard) -> None:
        empty(self.ui.materialsColumn)
        self.boxes = [self._material_box(card, one) for one in card.materials]
        for box in self.boxes:
            self.ui.materialsColumn.addWidget(box)
        there = sum(one.received_on is not None for one in card.materials)
        self.ui.materialsTitle.setText(f"材料 {there} / {len(card.materials)}")
        self._count_fresh()

    def _material_box(self, card: TransferCard, one: TransferMaterialRow) -> QCheckBox:
        optional = "" if one.required else "（可选）"
        day = f"　{one.received_on:%m-%d} 收" if one.received_on else ""
        box = QCheckBox(f"{one.name}{optional}{day}".replace("&", "&&"))
        box.setAccessibleName(f"{one.name}{optional}{day}")
        box.setChecked(one.received_on is not None)
        box.setEnabled(one.received_on is None and card.row.is_open)
        box.toggled.connect(lambda _: self._count_fresh())
        return box

    def _fresh(self) -> list[int]:
        """The places ticked now that were not there before."""
        assert self.card is not None
        pairs = zip(self.card.materials, self.boxes, strict=True)
        return [one.place for one, box in pairs if box.isChecked() and one.received_on is None]

    def _count_fresh(self) -> None:
        if self.card is None or len(self.boxes) != len(self.card.materials):
            return
        missing, fresh = len(self.card.missing), self._fresh()
        self.ui.receiveButton.setVisible(bool(fresh))
        waits = self.card.row.is_open and missing and not fresh
        self.ui.lackingLabel.setText(f"缺 {missing} 项必备材料，收到后勾选" if waits else "")
        set_look(self.ui.lackingLabel, tone="amber")
        self.ui.lackingLabel.setVisible(bool(waits) or bool(fresh))

    def _show_papers(self, card: TransferCard) -> None:
        column = self.ui.papersColumn
        empty(column)
        for paper in card.papers:
            row, line = _line()
            gone = "（已作废）" if paper.voided_at else ""
            line.addWidget(label(f"{paper.number}　{paper.title}{gone}", "sub", wrap=True), 1)
            look = button("看", "", "text")
            look.setAccessibleName(f"看{paper.title} {paper.number}")
            look.clicked.connect(partial(self.paper_wanted.emit, paper.id))
            line.addWidget(look)
            column.addWidget(row)
        if not card.papers:
            column.addWidget(label("还没有出文书，按 Ctrl+P 打印", "meta"))

    def _show_steps(self, card: TransferCard) -> None:
        empty(self.ui.stepsColumn)
        for step in reversed(card.steps):
            self.ui.stepsColumn.addWidget(_step_line(step))

    def _show_next(self, card: TransferCard) -> None:
        """The next step filled, its alternatives beside it; the endings under 更多."""
        row = self.ui.nextRow
        empty(row)
        self.steps = []
        for state in self._offered(card):
            first = not self.steps
            made = button(verb(state, card.row.direction), "Ctrl+Enter" if first else "")
            made.setProperty("kind", "primary" if first else "")
            if first:
                made.bind_key()
            made.clicked.connect(partial(self.step_wanted.emit, state))
            row.addWidget(made)
            self.steps.append(made)
        row.addStretch(1)
        self.ui.nextArea.setVisible(bool(self.steps))
        self.ui.moreButton.setVisible(bool(self._more(card)))
        self.amend.setVisible(card.row.is_open)
        self.ui.printButton.setVisible(bool(papers_for(card)))

    def _offered(self, card: TransferCard) -> Sequence[str]:
        """The likeliest first; a notice only while something is missing, then before 受理."""
        states = [one for one in card.next_states if one not in _LESSER]
        if "material_notice" in states:
            states.remove("material_notice")
            if card.missing:
                states.insert(0 if not card.row.green_channel else 1, "material_notice")
        if self._has_run_out(card):
            states.insert(0, "expired")
        return states[:3]

    def _has_run_out(self, card: TransferCard) -> bool:
        """Nothing is settled on a paper that has run out: to say so is the likeliest step."""
        clock = card.row.clock
        late = clock is not None and clock.due_on < self._context.today()
        return late and "expired" in card.next_states

    def _more(self, card: TransferCard) -> list[tuple[str, str]]:
        offered = self._offered(card)
        lesser = [one for one in card.next_states if one in _LESSER and one not in offered]
        acts = [(verb(one, card.row.direction), one) for one in lesser]
        if card.row.may_be_reversed:
            acts.append(("撤回这件迁移", "reverse"))
        return acts

    def _open_more(self) -> None:
        if self.card is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, state in self._more(self.card):
            if state == "reverse":
                menu.addAction(words, self.reverse_wanted.emit)
            else:
                menu.addAction(words, partial(self.step_wanted.emit, state))
        more = self.ui.moreButton
        menu.popup(more.mapToGlobal(more.rect().bottomLeft()))

    def _print(self) -> None:
        """One paper prints at once; of several one is chosen."""
        if self.card is None:
            return
        offered = papers_for(self.card)
        if len(offered) == 1:
            self.print_wanted.emit(offered[0][0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, words in offered:
            menu.addAction(words, partial(self.print_wanted.emit, kind))
        at = self.ui.printButton
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))

    def _receive(self) -> None:
        if self.card is not None and self._fresh():
            self.receive_wanted.emit(self._fresh())


def _permit(card: TransferCard) -> str:
    if card.permit_issued_on is None:
        return ""
    return f"准迁证 {card.permit_number} {card.permit_issued_on} 签发".replace("  ", " ")


def _certificate(card: TransferCard) -> str:
    if card.certificate_issued_on is None:
        return ""
    return f"迁移证 {card.certificate_number} {card.certificate_issued_on} 签发".replace("  ", " ")


def _show_line(caption: QWidget, value: PlainLabel, words: str) -> None:
    value.setText(words)
    for widget in (caption, value):
        widget.setVisible(bool(words))


def _step_line(step: TransferStepRow) -> QWidget:
    row, line = _line()
    when = label(f"{step.happened_on:%m-%d}", "meta")
    when.setFixedWidth(44)
    note = f"：{step.note}" if step.note else ""
    line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(f"{step.label}{note}　{step.clerk_name}", "sub", wrap=True), 1)
    return row


def _line() -> tuple[QWidget, QHBoxLayout]:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    return row, line
