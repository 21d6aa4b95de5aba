"""The steps of a claim: 登记交付, 确认完成, and the acts that want a reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from gridhall.core.clerk import Role
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import typed_combo
from gridhall.pledges.columns.claims import claim_words
from gridhall.pledges.dialogs.fields import MaybeNumber, Money
from gridhall.pledges.queries.claims import ClaimRow
from gridhall.pledges.rules.drafts import STARS, Confirmation, Delivery
from gridhall.pledges.service import claims as service
from gridhall.pledges.service.items import Done
from gridhall.qt.context import Context
from gridhall.qt.labels import label

GIVE_UP = ("人手抽不出来", "时间安排不开", "没有经费", "需求已经解决", "认领错了")
SEND_BACK = ("没有做完", "数量不够", "居民不满意", "记录不对")
WITHDRAW = ("居民自己解决了", "重复登记", "不属于社区能办的", "单位收回了资源")


class DeliverSheet(ActSheet):
    """It was done: how many came, how many were served, what it cost, in words."""

    def __init__(self, parent: QWidget, context: Context, row: ClaimRow) -> None:
        face = Face("登记交付", "task_alt", (580, 500), "登记交付", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(f"{row.title} · {claim_words(row)}")
        self.people, self.served = MaybeNumber("参加人数"), MaybeNumber("服务人次")
        self.money, self.outcome = Money(), QPlainTextEdit()
        self.money.show_fen(row.money_fen)
        self.outcome.setPlainText(row.result)
        self.outcome.setPlaceholderText("办了什么、效果怎样；可以不填")
        self.outcome.setTabChangesFocus(True)
        self.outcome.setMaximumHeight(100)
        self.add_row("交付日期", self.day, "delivered_on")
        self.add_row("参加人数", self.people, "people")
        self.add_row("服务人次", self.served, "served")
        self.add_row("花费", self.money, "money")
        self.add_row("办理结果", self.outcome, "result")
        self.first_focus = self.people

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        told = Delivery(
            self.on(),
            self.people.count(),
            self.served.count(),
            self.money.fen(),
            self.outcome.toPlainText(),
        )
        context = self.context
        done = service.deliver(session, context.clerk, self._row.id, told, context.today())
        return Carried(done.action_id, f"“{self._row.title}”已交付", self._row.item_id)


class ConfirmSheet(ActSheet):
    """Who asked for it says that it was done, and how satisfied they are."""

    def __init__(self, parent: QWidget, context: Context, row: ClaimRow, proposer: str) -> None:
        face = Face("确认完成", "stars", (540, 380), "确认完成", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(f"{row.title} · {claim_words(row)}")
        self.by, self.stars = QLineEdit(), MaybeNumber("满意度", STARS)
        self.by.setMaxLength(50)
        self.by.setText(proposer)
        self.stars.setSuffix(" 星")
        self.stars.setSpecialValueText("没有评")
        self.stars.setMinimum(0)
        self.add_row("确认日期", self.day, "confirmed_on")
        self.add_row("谁来确认", self.by, "confirmed_by")
        self.add_row("满意度", self.stars, "stars")
        self.add_wide(label("十星点赞：请提出的居民或楼长来评，1 到 10 颗星", "sub", wrap=True))
        self.first_focus = self.by

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        told = Confirmation(self.on(), self.by.text(), self.stars.count() or None)
        context = self.context
        done = service.confirm(session, context.clerk, self._row.id, told, context.today())
        return Carried(done.action_id, f"“{self._row.title}”已确认完成", self._row.item_id)


@dataclass(frozen=True, slots=True)
class Reason:
    """An act that wants a reason: what it is called, usual reasons, what carries it out."""

    face: Face
    about: str
    usual: Sequence[str]
    act: Callable[[Any, str], Done]  # session, reason
    words: str
    item_id: int | None = None


class ReasonSheet(ActSheet):
    """放弃认领, 退回重办, 撤下: the same sheet with another act."""

    def __init__(self, parent: QWidget, context: Context, wanted: Reason) -> None:
        super().__init__(parent, context, wanted.face)
        self._wanted, self.why = wanted, typed_combo(wanted.usual, 100)
        self.why.setCurrentText("")
        self.add_wide(label(wanted.about, "b", wrap=True))
        self.add_row("原因", self.why, "why", needed=True)
        self.first_focus = self.why

    def carry_out(self, session: Any) -> Carried:
        """Do it with the reason."""
        done = self._wanted.act(session, self.why.currentText())
        return Carried(done.action_id, self._wanted.words, self._wanted.item_id)
