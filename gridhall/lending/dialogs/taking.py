"""盘点: scan everything; what is missing, extra, unknown; a supervisor closes it."""

from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.slips import scanned_code
from gridhall.lending.queries.takings import TakenThing, TakingCard, taking_card
from gridhall.lending.service import takings as service
from gridhall.lending.service.taking_back import take_back
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.qt.ask import Question, ask
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table

_TONES = {"见到": "green", "没有见到": "red", "找回来了": "blue"}
_FOUND: tuple[Column[tuple[str, str, str]], ...] = (
    Column("编号", lambda row: row[0], 130),
    Column("名称", lambda row: row[1], 200, stretch=True),
    Column("结果", lambda row: row[2], 150, "chip", tone=lambda row: _TONES.get(row[2], "amber")),
)


class TakingSheet(Sheet):
    """One box that takes scans; the list below is what is wrong, then what was seen."""

    carried = Signal(object)  # Carried
    print_wanted = Signal(int)

    def __init__(
        self, parent: QWidget, context: Context, taking_id: int, begun: int | None = None
    ) -> None:
        """`begun`, the act that began it just now, is taken back if nothing was scanned."""
        super().__init__(parent, "盘点", "fact_check", (760, 600))
        self._context, self.taking_id, self._begun = context, taking_id, begun
        self.box, self.banner = QLineEdit(), Banner()
        self.box.setPlaceholderText("扫条码，或输入编号按 Enter；按数量的写 MJ-ZY=12")
        self.box.setAccessibleName("扫描物品")
        self.box.setProperty("submits", True)
        self.box.returnPressed.connect(self.scan)
        self.summary, self.table = label("", "b", wrap=True), Table()
        self.model: RowsModel[tuple[str, str, str]] = RowsModel(_FOUND, self)
        self.table.setModel(self.model)
        self.table.setAccessibleName("盘点结果")
        self.close_act = foot_button("结束盘点", "Ctrl+Enter", "primary", "check")
        self.close_act.clicked.connect(self.finish)
        later = foot_button("先放着", "Esc")
        later.clicked.connect(self.reject)
        paper = foot_button("打印盘点表", "Ctrl+P", "", "print")
        paper.clicked.connect(lambda: self.print_wanted.emit(self.taking_id))
        self.set_body(self._body())
        result = foot_button("只记结果", "Alt+B")
        result.clicked.connect(lambda: self._close(write=False))
        self.set_foot([paper, result], [later, self.close_act])
        self.first_focus = self.box
        self._show()

    def scanned(self, text: str) -> bool:
        """A hand scanner's text, wherever the focus was."""
        self.box.setText(text)
        self.scan()
        return True

    def scan(self) -> None:
        """Note what was scanned; a bad code says so and poisons nothing."""
        typed, _, many = scanned_code(self.box.text()).partition("=")
        self.banner.hide()
        try:
            if many and not (many.isascii() and many.isdigit()):
                raise UserError("数量看不懂，请写 编号=数量，例如 MJ-ZY=12")
            counted = int(many) if many else 1
            with self._context.db.write() as session:
                service.scan(session, self._context.clerk, self.taking_id, typed, counted)
        except UserError as error:
            self.banner.say("red", str(error))
        self.box.clear()
        self._show()

    def finish(self) -> None:
        """End it: what is missing is written off as lost, and that is asked first."""
        with self._context.db.read() as session:
            question = _question(taking_card(session, self.taking_id))
        if question is None or ask(self, question):
            self._close(write=True)

    def reject(self) -> None:
        """It waits as it is; one begun by mistake, with nothing scanned, is as if it never was."""
        if self._begun is not None:
            with suppress(UserError), self._context.db.write() as session:
                card = taking_card(session, self.taking_id)
                if card.closed_on is None and not (card.seen or card.unknown or card.counts):
                    take_back(session, self._context.clerk, self._begun)
        super().reject()

    def _close(self, *, write: bool) -> None:
        context = self._context
        try:
            with context.db.write() as session:
                done = service.close(
                    session, context.clerk, self.taking_id, context.today(), write=write
                )
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()
        words = "盘点已结束" if write else "盘点结果已记下，物品没有改"
        self.carried.emit(Carried(done.action_id, words))

    def _show(self) -> None:
        with self._context.db.read() as session:
            card = taking_card(session, self.taking_id)
        self.say(f"{card.scope} · {card.begun_on} 由{card.clerk_name}开始")
        self.summary.setText(card.summary)
        self.model.show_rows(_lines(card))

    def _body(self) -> QWidget:
        body = QWidget()
        column, row = QVBoxLayout(body), QHBoxLayout()
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        row.addWidget(self.box)
        column.addLayout(row)
        column.addWidget(self.banner)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        return body


def _question(card: TakingCard) -> Question | None:
    """What ending it changes; None if everything is there."""
    counted = [one for one in card.counts if one.difference]
    told = [f"{len(card.missing)} 件没有见到，会记成丢失"] if card.missing else []
    if counted:
        some = "、".join(f"{one.name} {one.expected}→{one.counted}" for one in counted[:3])
        more = f"等 {len(counted)} 种" if len(counted) > 3 else ""
        told.append(f"数量按数到的改：{some}{more}")
    if not told or not (card.seen or card.counts):
        return None
    text = f"{'；'.join(told)}。没盘完请接着盘；只想留结果用“只记结果”。结束后按 Ctrl+Z 可以撤销。"
    return Question("结束盘点？", text, "结束盘点", "接着盘", danger=True)


def _lines(card: TakingCard) -> list[tuple[str, str, str]]:
    """What is wrong first, then what was seen."""
    odd = {one.id for one in (*card.extra, *card.back)}
    told: list[tuple[str, str, str]] = [(code, "", "不认识的条码") for code in card.unknown]
    told += [_line(one, "借出或不该在") for one in card.extra]
    told += [_line(one, "找回来了") for one in card.back]
    for count in card.counts:
        sign = f"应有 {count.expected}，数到 {count.counted}"
        told.append((count.code, count.name, sign if count.difference else "见到"))
    told += [_line(one, "没有见到") for one in card.missing]
    return told + [_line(one, "见到") for one in card.seen if one.id not in odd]


def _line(one: TakenThing, said: str) -> tuple[str, str, str]:
    return one.code, one.name, said
