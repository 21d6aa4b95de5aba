"""打印机与校准: how far each printer is off, whether it has the roll, what is pre-printed in it."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from gridhall.core.errors import UserError
from gridhall.core.settings import load_settings
from gridhall.hall.dialogs.telling import TellingSheet, side_by_side
from gridhall.papers import queries, service
from gridhall.papers.columns import offset_words
from gridhall.papers.dialogs.spooling import NONE_HERE
from gridhall.papers.documents import ROLL, Sending, calibration_page, for_printer
from gridhall.papers.labels import KINDS
from gridhall.papers.queries import PrinterRow
from gridhall.papers.rules import check_offset
from gridhall.papers.service import PrinterDraft
from gridhall.pdf.page import A4
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.entry import Field
from gridhall.qt.labels import label
from gridhall.qt.printing import Order, Printers, SystemPrinters
from gridhall.qt.ticks import TickTable

_STEPS = (
    "先打一张校准页，用直尺量左上角十字到纸边的距离，把多出来的毫米数填在这里；"
    "少了填负数。以后经这台打印机的文书都会挪正。"
)
_FORM = "纸上已经印好抬头和表格的（套打），勾选文书种类：只打内容，抬头、表格线不打。"


class PrintersSheet(TellingSheet):
    """Choose a printer; Alt+P its calibration page, Ctrl+Enter keeps what was typed."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, printers: Printers | None = None
    ) -> None:
        super().__init__(context, parent, ("打印机与校准", "print"), (860, 620))
        self._printers = printers or SystemPrinters()
        self.printer, self.right, self.down = QComboBox(), QDoubleSpinBox(), QDoubleSpinBox()
        self.is_ticket, self.kinds = QCheckBox("80 毫米小票打印机（小票自动送到这里）"), TickTable()
        self.said = label("", "b")
        self.off = (Field("偏右", self.right), Field("偏下", self.down))
        self._lay_out()
        self._fill()
        self._connect()
        self._show()
        self.first_focus = self.printer

    def draft(self) -> PrinterDraft:
        """What is typed."""
        return PrinterDraft(
            self.printer.currentData() or "",
            round(self.right.value() * 10),
            round(self.down.value() * 10),
            self.is_ticket.isChecked(),
            [str(kind) for kind in self.kinds.ticked()],
        )

    def store(self) -> None:
        """Keep it, unless a field is wrong."""
        draft = self.draft()
        if not all(
            [
                _fits(self.off[0], draft.right, "左右偏差"),
                _fits(self.off[1], draft.down, "上下偏差"),
            ]
        ):
            return
        if self.attempt(lambda: self._store(draft)):
            self._show()
            self.tell(f"已保存“{draft.printer}”，下一张起用")

    def print_page(self, *, corrected: bool = False) -> None:
        """打校准页, as the printer is; or 核对页, moved as every paper is."""
        name = str(self.printer.currentData() or "")
        if not name:
            self.strip.say("amber", f"{NONE_HERE}，接上以后再打校准页。")
            return
        if self.attempt(lambda: self._print(name, corrected)):
            self.tell("校准页已送打印机。量好以后填偏右、偏下，按 Ctrl+Enter 保存")

    def _print(self, name: str, corrected: bool) -> None:
        if name not in self._printers.names():
            raise UserError(f"“{name}”没有连上，或者改了名字。接好以后再打校准页。")
        known = self._known(name)
        size = ROLL if known.is_ticket or self.is_ticket.isChecked() else A4
        pdf = calibration_page(name, size, offset_words(known) if corrected else "")
        if corrected:
            pdf = for_printer(pdf, Sending("", -known.right / 10, -known.down / 10))
        self._printers.print_order(Order(pdf, "打印校准页", name))

    def _store(self, draft: PrinterDraft) -> None:
        with self.context.db.write() as session:
            service.store_printer(session, self.context.clerk, draft)

    def _known(self, name: str) -> PrinterRow:
        with self.context.db.read() as session:
            return queries.printer_setting(session, name)

    def _fill(self) -> None:
        names = list(self._printers.names())
        with self.context.db.read() as session:
            known = [row.printer for row in queries.printer_settings(session)]
        for name in names:
            self.printer.addItem(name, name)
        for name in known:
            if name not in names:
                self.printer.addItem(f"{name}（没有连上）", name)
        if not self.printer.count():
            self.printer.addItem(NONE_HERE, "")
        usual = load_settings().settings.printer or self._printers.usual()
        self.printer.setCurrentIndex(max(0, self.printer.findData(usual)))
        for box in (self.right, self.down):
            box.setRange(-99, 99)
            box.setDecimals(1)
            box.setSingleStep(0.1)
            box.setSuffix(" 毫米")

    def _lay_out(self) -> None:
        self.page = foot_button("打校准页", "Alt+P", "", "print")
        self.check = foot_button("打核对页", "Alt+K")
        self.save = foot_button("保存", "Ctrl+Enter", "primary", "save")
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.close_button.hide()
        left, right, both = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.setSpacing(10)
        left.addWidget(Field("打印机", self.printer))
        left.addWidget(label(_STEPS, "sub", wrap=True))
        left.addLayout(side_by_side(*self.off))
        left.addWidget(self.said)
        left.addWidget(self.is_ticket)
        left.addStretch(1)
        right.setSpacing(8)
        right.addWidget(label("套打的文书", "label"))
        right.addWidget(self.kinds, 1)
        right.addWidget(label(_FORM, "sub", wrap=True))
        self.kinds.setAccessibleName("套打的文书，空格勾选")
        both.setSpacing(24)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        self.body.addLayout(both, 1)
        self.set_foot([self.page, self.check], [leave, self.save])

    def _connect(self) -> None:
        self.printer.currentIndexChanged.connect(lambda _: self._show())
        self.page.clicked.connect(lambda: self.print_page())
        self.check.clicked.connect(lambda: self.print_page(corrected=True))
        self.save.clicked.connect(self.store)

    def _show(self) -> None:
        """What is kept of the chosen printer."""
        known = self._known(str(self.printer.currentData() or ""))
        self.right.setValue(known.right / 10)
        self.down.setValue(known.down / 10)
        self.is_ticket.setChecked(known.is_ticket)
        self.kinds.show_choices(list(KINDS.items()), known.preprinted)
        self.said.setText(f"打印时{offset_words(known)}" if known.is_known else "还没有校准")
        for field in self.off:
            field.say("")
        for made in (self.page, self.check, self.save):
            made.setEnabled(bool(self.printer.currentData()))


class PrinterSheet(Sheet):
    """换打印机: one of those that are there."""

    def __init__(self, parent: QWidget | None, names: Sequence[str]) -> None:
        super().__init__(parent, "换打印机", "print", (440, 220))
        self.printer = QComboBox()
        self.printer.addItems(list(names))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 16, 20, 12)
        column.addWidget(Field("改到哪台打印机", self.printer))
        column.addStretch(1)
        self.set_body(body)
        self.change = foot_button("换打印机", "Ctrl+Enter", "primary", "print")
        leave = foot_button("不换", "Esc")
        self.change.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        self.close_button.hide()
        self.set_foot([], [leave, self.change])
        self.first_focus = self.printer


def ask_printer(parent: QWidget | None, names: Sequence[str]) -> str:
    """Which printer instead; "" if the clerk left it."""
    sheet = PrinterSheet(parent, names)
    accepted = sheet.exec() == Sheet.DialogCode.Accepted
    return sheet.printer.currentText() if accepted else ""


def _fits(field: Field, tenths: int, what: str) -> bool:
    """Whether the offset is one a printer can have; if not, its sentence under the field."""
    try:
        check_offset(tenths, what)
    except UserError as error:
        field.say(str(error))
        return False
    field.say("")
    return True
