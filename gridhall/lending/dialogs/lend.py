"""借出, 归还, 催还, 处理赔偿: the sheets about one loan."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QWidget

from gridhall.core.clerk import Role
from gridhall.core.money import say_money
from gridhall.core.phone import kept_phone
from gridhall.lending.columns.counter import owed_words
from gridhall.lending.dialogs.fields import Money, Who, choices, number, text_field
from gridhall.lending.labels import ANSWERS, CONDITIONS, NO_IDENTITY, SETTLEMENTS
from gridhall.lending.queries.loans import LoanRow, owed
from gridhall.lending.queries.stock import KindRow
from gridhall.lending.queries.things import ThingRow
from gridhall.lending.rules.drafts import LendDraft, ReturnDraft
from gridhall.lending.rules.due import due_day
from gridhall.lending.service import loans as service
from gridhall.lending.service import settling
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import MaybeDay
from gridhall.qt.context import Context
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.registry.queries import people

_NO_CARD = f"{NO_IDENTITY.split('：', maxsplit=1)[0]}。可以记押金，或只留电话"


class LendSheet(ActSheet):
    """Who takes it, until when; what they have not brought back is said, and refuses nothing."""

    back_wanted = Signal()  # of a counted kind: it is to come back

    def __init__(
        self, parent: QWidget, context: Context, kind: KindRow, thing: ThingRow | None
    ) -> None:
        face = Face("借出", "umbrella", (620, 540), "借出", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._kind, self._thing = kind, thing
        self._of_thing, self._owed = tuple[str, ...](), ""
        days = "当天还" if kind.usual_days == 0 else f"借期 {kind.usual_days} 天"
        self.say(f"{thing.title if thing else kind.name} · {days}")
        self.borrower, self.phone = Who(context, "借给谁，必填"), text_field("登记过的可以不写", 30)
        self.quantity = number(kind.left, kind.measure)
        self.address = text_field("登记过的可以不写；别人写住哪里，例如 3-2-501")
        self.deposit, self.note = Money(), text_field("押物、用途；不能押身份证")
        self.day.set_value(due_day(context.calendar, context.today(), kind.usual_days))
        if kind.deposit_fen:
            self.deposit.setPlaceholderText(f"通常收 {say_money(kind.deposit_fen)}")
        self.heed, self.back = Banner(), Banner()
        self.borrower.picked.connect(lambda _: self._ask_owed())
        self.borrower.emptied.connect(self._ask_owed)
        self.phone.editingFinished.connect(self._ask_owed)
        self._build()
        self.first_focus = self.borrower

    def warn(self, words: Sequence[str]) -> None:
        """What is wrong with the thing itself: a kit with something expired."""
        self._of_thing = tuple(words)
        self._say_heed()

    def offer_back(self, many: int) -> None:
        """Some of the kind are out: whoever comes to bring theirs back is found by one key."""
        words = f"来还{self._kind.name}的（在外 {many} 笔），请按"
        self.back.say("blue", words, "看谁借的", "Alt+H")
        self.back.acted.connect(self._go_back)
        QShortcut(QKeySequence("Alt+H"), self, self._go_back)

    def _go_back(self) -> None:
        self.reject()
        self.back_wanted.emit()

    def _ask_owed(self) -> None:
        typed = self.phone.text()
        phone = kept_phone(typed)[0] if typed.strip() else ""
        person_id = self.borrower.person_id()
        with self.context.db.read() as session:
            rows = owed(session, person_id, phone)
            who = [] if person_id is None else people(session, [person_id])
        gone = [f"{one.name}已经迁出，请核对电话和住处" for one in who if one.status == "left"]
        late = owed_words(rows, self.context.today())
        self._owed = "；".join((*gone, *([late] if late else [])))
        self._say_heed()

    def _say_heed(self) -> None:
        told = [*self._of_thing, *filter(None, (self._owed,))]
        if told:
            self.heed.say("amber", "；".join(told))
        self.heed.setVisible(bool(told))

    def _build(self) -> None:
        self.add_wide(self.heed)
        self.add_wide(self.back)
        self.add_row("借给", self.borrower, "borrower", needed=True)
        self.add_row("电话", self.phone, "phone")
        self.add_row("住址", self.address, "address")
        if self._thing is None:
            self.add_row("数量", self.quantity, "quantity", needed=True)
        self.add_row("应还日期", self.day, "due_on", needed=True)
        self.add_row("押金", self.deposit, "deposit")
        self.add_row("备注", self.note, "note")
        self.add_wide(label(_NO_CARD, "sub", wrap=True))

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        thing, context = self._thing, self.context
        draft = LendDraft(
            None if thing is None else thing.id,
            self._kind.id,
            self.quantity.value() if thing is None else 1,
            self.borrower.person_id(),
            self.borrower.words(),
            self.phone.text(),
            self.address.text(),
            due_on=self.day.value(),
            deposit_fen=self.deposit.fen(),
            note=self.note.text(),
            request_key=self.key,
        )
        done = service.lend(session, context.clerk, draft, context.calendar, context.today())
        what = thing.title if thing else f"{self._kind.name} {draft.quantity} {self._kind.measure}"
        name = self.borrower.text().split()[0] if self.borrower.text().split() else ""
        words = f"已借出{what}给{name}，{self.day.value():%m月%d日}还"
        return Carried(done.action_id, words, done.row_id)


class ReturnSheet(ActSheet):
    """What came back, and how; a good one comes back by scanning alone."""

    def __init__(
        self, parent: QWidget, context: Context, row: LoanRow, condition: str = "good"
    ) -> None:
        face = Face("归还", "assignment_return", (560, 410), "登记归还", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(f"{row.what} · {row.borrower} · {row.lent_on} 借出")
        self.condition, self.note = choices(CONDITIONS), text_field("损坏或丢失写一句怎么回事")
        self.quantity = number(row.out, row.measure)
        self.quantity.setValue(row.out)
        self.deposit = QCheckBox(f"退押金 {say_money(row.deposit_fen)}")
        self.deposit.setChecked(True)
        self.condition.setCurrentIndex(list(CONDITIONS).index(condition))
        if row.out > 1:
            self.add_row("还了", self.quantity, "quantity")
        self.add_row("情况", self.condition, "condition")
        self.add_row("备注", self.note, "note")
        self.add_row("归还日期", self.day, "returned_on")
        if row.deposit_fen and row.deposit_back_on is None:
            self.add_wide(self.deposit)
        self.first_focus = self.quantity if row.out > 1 else self.note

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, condition = self._row, str(self.condition.currentData())
        draft = ReturnDraft(
            row.id,
            self.quantity.value(),
            condition,
            self.day.value(),
            self.note.text(),
            self.deposit.isChecked(),
            self.key,
        )
        done = service.take_in(session, self.context.clerk, draft, self.context.today())
        words = "" if condition == "good" else f"，{CONDITIONS[condition]}，请主管处理赔偿"
        return Carried(done.action_id, f"已登记{row.borrower}归还{row.what}{words}", row.id)


class CallSheet(ActSheet):
    """A call about something that is out."""

    def __init__(self, parent: QWidget, context: Context, row: LoanRow) -> None:
        face = Face("记催还", "call", (540, 310), "记下", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(f"{row.borrower} · {row.what} · {row.due_on} 应还")
        self.answer, self.note = choices(ANSWERS), text_field("例如 下班送来")
        self.promised = MaybeDay("答应哪天还", "没有说")
        self.promised.set_value(None, context.calendar.next_working_day(context.today()))
        self.add_row("结果", self.answer, "answer")
        self.add_row("答应哪天还", self.promised, "due_on")
        self.add_row("备注", self.note, "note")
        self.first_focus = self.answer

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, row = self.context, self._row
        told = service.Call(str(self.answer.currentData()), self.promised.value(), self.note.text())
        done = service.call(session, context.clerk, row.id, told, context.today())
        return Carried(done.action_id, f"已记催还：{row.borrower}", row.id)


class SettleSheet(ActSheet):
    """What became of loss or damage; a supervisor's."""

    def __init__(self, parent: QWidget, context: Context, row: LoanRow) -> None:
        super().__init__(parent, context, Face("处理赔偿", "gavel", (560, 400), "处理"))
        self._row = row
        self.say(f"{row.what} {CONDITIONS.get(row.trouble, '')} · {row.borrower}")
        other = "repaired" if row.trouble == "lost" else "came_back"
        self.how = choices({code: said for code, said in SETTLEMENTS.items() if code != other})
        self.money, self.note = Money("收了多少"), text_field("例如 换了内胎")
        self.deposit = QCheckBox(f"退押金 {say_money(row.deposit_fen)}")
        self.add_row("怎么处理", self.how, "settled")
        self.add_row("金额", self.money, "money")
        self.add_row("备注", self.note, "note")
        if row.deposit_fen and row.deposit_back_on is None:
            self.add_wide(self.deposit)
        if row.return_note:
            self.add_wide(label(f"归还时记的：{row.return_note}", "sub", wrap=True))
        self.first_focus = self.how

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, row = self.context, self._row
        how = str(self.how.currentData())
        told = settling.Settlement(
            how, self.money.fen(), self.note.text(), self.deposit.isChecked()
        )
        done = settling.settle(session, context.clerk, row.id, told, context.today())
        return Carried(done.action_id, f"{row.what}：{SETTLEMENTS[how]}", row.id)
