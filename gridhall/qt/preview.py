"""Print preview: the very file that is stored, its number, a printer, copies (打印预览)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gridhall.core.errors import UserError
from gridhall.qt.ask import say
from gridhall.qt.buttons import button
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner, Line
from gridhall.qt.labels import label, tip
from gridhall.qt.leaves import Leaves
from gridhall.qt.outcome import ask_outcome
from gridhall.qt.printing import Order, Printers, SystemPrinters
from gridhall.qt.rendering import Pages

NO_PRINTER = "没有打印机"
_PAPERS = (("按文书", ""), ("A4", "A4"), ("A5", "A5"))
Ask = Callable[[QWidget, str], str]  # parent, proposed name -> path, empty if left


@dataclass(frozen=True)
class PrintEntry:
    """One line of the print log (打印记录)."""

    when: str  # 11-24 09:12
    who: str
    copies: int
    outcome: str = "正常"
    good: bool = True


@dataclass(frozen=True)
class PreviewJob:
    """A paper to be looked at and printed; `mark` is the sentence about reprints, or empty."""

    title: str  # 受理通知书
    subtitle: str  # SL20261124-012 户籍迁入登记
    number: str  # 文号, read-only
    pdf: bytes
    copies: int = 1
    log: Sequence[PrintEntry] = ()
    mark: str = ""
    note: str = ""


class PreviewSheet(Sheet):
    """Enter prints, Ctrl+S saves, Alt+P opens the system's dialog, Esc closes.

    After each print it asks whether the paper came out; "没出来，再打一次" prints the same number
    again. `printed` tells copies, printer and whether it came out, once for every try.
    """

    printed = Signal(int, str, bool)
    saved = Signal(str)  # the path

    def __init__(
        self,
        parent: QWidget | None,
        job: PreviewJob,
        printers: Printers | None = None,
        path_asked: Ask | None = None,
    ) -> None:
        # As high as the window lets it: the page is what is looked at.
        super().__init__(parent, f"打印预览 — {job.title}", "print", (1180, 980))
        self.say(job.subtitle)
        self.job, self._printers = job, printers or SystemPrinters()
        self._ask_path = path_asked or ask_path
        self.leaves, self._page, self._zoom = Leaves(), label("", "sub"), label("", "sub")
        self.printer, self.paper, self.copies = QComboBox(), QComboBox(), QSpinBox()
        self.warning, self.printer_said = Banner(), label("", "meta", wrap=True)
        self.set_body(self._body())
        self.print_it = foot_button("打印", "Enter", "primary", "print")
        self._make_foot()
        self._fill()
        self.first_focus = self.print_it

    def _body(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(self._zoom_bar())
        left.addWidget(Line())
        left.addWidget(self.leaves, 1)
        row.addLayout(left, 1)
        row.addWidget(Line(upright=True))
        row.addWidget(self._options())
        return body

    def _zoom_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 4, 12, 4)
        bar.setSpacing(4)
        bar.addWidget(self._page)
        bar.addStretch(1)
        acts = (
            ("缩小", "zoom_out", "Ctrl+-", lambda: self.leaves.step(-1)),
            ("整页", "description", "Ctrl+0", self.leaves.fit_page),
            ("页宽", "swap_horiz", "Ctrl+9", self.leaves.fit_width),
            ("放大", "zoom_in", "Ctrl+=", lambda: self.leaves.step(1)),
        )
        for words, glyph, keys, act in acts:
            made = button("", "", "ghost", glyph).bind_key(keys)
            made.setAccessibleName(f"{words} 快捷键 {keys}")
            tip(made, f"{words}（{keys}）")
            made.clicked.connect(act)
            bar.addWidget(made)
        bar.addWidget(self._zoom)
        return bar

    def _options(self) -> QWidget:
        panel = QWidget()
        panel.setFixedWidth(370)
        column = QVBoxLayout(panel)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(8)
        column.addLayout(self._grid())
        column.addWidget(self.printer_said)
        column.addWidget(self.warning)
        note = label(self.job.note, "meta", wrap=True)
        note.setVisible(bool(self.job.note))
        column.addWidget(note)
        column.addStretch(1)
        if self.job.log:
            column.addWidget(label("打印记录", "b"))
        for entry in self.job.log[-6:]:
            column.addLayout(_log_line(entry))
        return panel

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        kind, number = _read_only(self.job.title), _read_only(self.job.number)
        copies = QHBoxLayout()
        copies.setSpacing(8)
        copies.addWidget(self.copies, 1)
        copies.addWidget(self.paper, 1)
        rows = (("文书", kind), ("文号", number), ("打印机", self.printer))
        for place, (words, field) in enumerate(rows):
            field.setAccessibleName(words)
            grid.addWidget(label(words, "label"), place, 0)
            grid.addWidget(field, place, 1)
        grid.addWidget(label("份数", "label"), len(rows), 0)
        grid.addLayout(copies, len(rows), 1)
        grid.setColumnMinimumWidth(0, 76)
        grid.setColumnStretch(1, 1)
        return grid

    def _make_foot(self) -> None:
        save = foot_button("另存为 PDF", "Ctrl+S", "", "picture_as_pdf")
        system = foot_button("用系统打印框", "Alt+P", "text")
        leave = foot_button("先不打", "Esc")
        save.clicked.connect(self.save)
        system.clicked.connect(self._print_by_dialog)
        leave.clicked.connect(self.reject)
        self.print_it.clicked.connect(self.print)
        self.close_button.hide()
        self.set_foot([save, system], [leave, self.print_it])

    def _fill(self) -> None:
        pages = Pages(self.job.pdf)
        self.leaves.zoomed.connect(lambda zoom: self._zoom.setText(f"{zoom:.0%}"))
        self.leaves.verticalScrollBar().valueChanged.connect(self._count)
        self.leaves.show_pages(pages)
        self._count()
        self.copies.setRange(1, 99)
        self.copies.setSuffix(" 份")
        self.copies.setAccessibleName("份数")
        self.copies.valueChanged.connect(lambda many: self.print_it.setText(f"打印 {many} 份"))
        self.copies.setValue(self.job.copies)
        self.print_it.setText(f"打印 {self.job.copies} 份")
        self.paper.addItems([words for words, _ in _PAPERS])
        self.paper.setAccessibleName("纸张")
        names = list(self._printers.names())
        self.printer.addItems(names or [NO_PRINTER])
        self.printer.setEnabled(bool(names))
        usual = self._printers.usual()
        if usual in names:
            self.printer.setCurrentText(usual)
        self.printer.currentTextChanged.connect(self.show_printer)
        self.show_printer(self.printer.currentText())
        if not names:
            self.warning.say(
                "amber", "这台电脑没有打印机。可以先存成 PDF，拿到别处打印。", glyph="print"
            )
        elif self.job.mark:
            self.warning.say("amber", self.job.mark)

    def show_printer(self, name: str) -> None:
        """What the clerk should know of the printer chosen (已校准); nothing of most."""
        said = self.printer_note(name)
        self.printer_said.setText(said)
        self.printer_said.setVisible(bool(said))

    def printer_note(self, _name: str) -> str:
        """For subclasses that know their printers."""
        return ""

    def refused(self, error: UserError) -> None:
        """The printer did not take it."""
        say(self, str(error), title="打印机")

    def _count(self) -> None:
        self._page.setText(f"第 {self.leaves.page_number()} / {len(self.leaves.pages or ())} 页")

    def print(self) -> None:
        """Print, ask, and print again as long as it did not come out."""
        if not self.printer.isEnabled():
            self.save()
            return
        again = True
        while again:
            order = self._order()
            try:
                self._printers.print_order(order)
            except UserError as error:
                self.refused(error)
                return
            again = self._tell(order.printer)
        self.accept()

    def save(self) -> None:
        """The stored file itself, not a print of it."""
        path = self._ask_path(self, file_name(f"{self.job.title} {self.job.number}.pdf"))
        if not path:
            return
        try:
            Path(path).write_bytes(self.job.pdf)
        except OSError:
            say(
                self,
                "这里存不了文件",
                "换一个文件夹再存，比如“文档”或 U 盘。文书已经保存在大厅里。",
            )
            return
        self.saved.emit(path)

    def _print_by_dialog(self) -> None:
        try:
            name = self._printers.print_by_dialog(self._order(), self)
        except UserError as error:
            self.refused(error)
            return
        if name and not self._tell(name):
            self.accept()

    def _order(self) -> Order:
        paper = _PAPERS[self.paper.currentIndex()][1]
        name = f"{self.job.title} {self.job.number}"
        printer = self.printer.currentText() if self.printer.isEnabled() else ""
        return Order(self.job.pdf, name, printer, self.copies.value(), paper)

    def _tell(self, printer: str) -> bool:
        """Ask how it went and tell; whether to print once more."""
        came_out, again = ask_outcome(self, self.job.number)
        self.printed.emit(self.copies.value(), printer, came_out)
        return again


def _read_only(text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setReadOnly(True)
    made.setProperty("readOnly", "true")
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made


def _log_line(entry: PrintEntry) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label(entry.when, "meta"))
    row.addWidget(label(f"{entry.who}　{entry.copies} 份", "sub"))
    row.addStretch(1)
    row.addWidget(label(entry.outcome, "ok" if entry.good else "warn"))
    return row


def file_name(text: str) -> str:
    """A name for a file that every system takes."""
    return "".join("_" if sign in '\\/:*?"<>|' else sign for sign in text)


def ask_path(parent: QWidget, name: str) -> str:
    """Where the clerk wants the PDF; "" if left."""
    path, _ = QFileDialog.getSaveFileName(parent, "另存为 PDF", name, "PDF (*.pdf)")
    return path
