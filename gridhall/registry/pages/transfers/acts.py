"""What a clerk does about transfers from their list: steps, materials, hand-over, reversal."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.qt.ask import Question, ask, ask_reason
from gridhall.qt.context import Context
from gridhall.registry.dialogs.transfer import AmendDialog
from gridhall.registry.dialogs.transfer.papers import NOTICE, SETTLEMENT, hand_over, print_paper
from gridhall.registry.dialogs.transfer.step import DATED, StepSheet, take_step
from gridhall.registry.queries.transfers import TransferCard
from gridhall.registry.rules.transfers import Step
from gridhall.registry.service import transfers as service


class TransferActs:
    """The acts; each says what it did, and tells a UserError instead of raising it."""

    def __init__(self, context: Context, page: QWidget) -> None:
        self._context, self._page = context, page

    def step(self, card: TransferCard, state: str) -> None:
        """A step on the way: at once where today says all, else after asking day and number."""
        if state == "material_notice":
            self.print(card, NOTICE)  # the notice and its step are one act
        elif state == "submitted":
            self.hand_over([card])
        elif state in DATED:
            sheet = StepSheet(self._page, self._context, card, state)
            sheet.stepped.connect(self._told)
            sheet.open()
        elif state != "expired" or self._is_over(card):
            if state == "notified":
                self.print(card, SETTLEMENT)
            today = self._context.today()
            self._try(
                lambda: self._told(take_step(self._context, card.id, Step(state, today), today))
            )

    def _is_over(self, card: TransferCard) -> bool:
        """记为过期 ends the transfer for good: asked first."""
        question = Question(
            title="记为过期",
            text=f"把 {card.number} 记为“证件过期”？",
            detail=f"{card.row.title}这一件就此结束，收过的材料和办理经过都保留；再办要另收一件。",
            act="记为过期",
            leave="先不记",
            danger=True,
        )
        return ask(self._page, question)

    def print(self, card: TransferCard, kind: str) -> None:
        """Issue a paper as a job and open its preview."""
        print_paper(self._context, card.id, kind)

    def receive(self, card: TransferCard, places: Sequence[int]) -> None:
        """补收材料: what was missing has come."""
        context = self._context

        def act() -> None:
            with context.db.write() as session:
                service.receive_material(session, context.clerk, card.id, places, context.today())
            context.desk.toast(f"已收到 {card.number} 的 {len(places)} 项材料")

        self._try(act)

    def amend(self, card: TransferCard) -> None:
        """改内容: people, relations, address, while it is open."""
        dialog = AmendDialog(self._page, self._context, card)
        dialog.amended.connect(
            lambda after: self._context.desk.toast(f"已改 {after.number} 的迁移内容")
        )
        dialog.open()

    def hand_over(self, cards: Sequence[TransferCard]) -> None:
        """移交派出所: one list for all of them; they are handed over together or not at all."""

        def check() -> None:
            for card in cards:
                service.check_may_hand_over(card)

        if self._try(check):
            self._ask_hand_over(cards)

    def _ask_hand_over(self, cards: Sequence[TransferCard]) -> None:
        numbers = "、".join(card.number for card in cards[:4]) + (" 等" if len(cards) > 4 else "")
        question = Question(
            title="移交派出所",
            text=f"把 {len(cards)} 件迁移列成一份移交清单？",
            detail=f"{numbers}。清单一式两份，派出所签收一份；这几件随后记为“已移交派出所”。",
            act="出清单并移交",
            leave="先不移交",
            glyph="send",
        )
        if ask(self._page, question):
            hand_over(self._context, [card.id for card in cards])

    def reverse(self, card: TransferCard) -> None:
        """撤回迁移 with its reason: a reversing transfer, the register as it was before."""
        question = Question(
            title="撤回迁移",
            text=f"撤回 {card.number}？",
            detail=f"{card.row.title}的登记会还原到落户以前，另记一件撤回的迁移，原件保留。请写原因：",
            act="撤回迁移",
            leave="不撤",
            danger=True,
            reason="撤回原因",
            glyph="undo",
        )
        reason = ask_reason(self._page, question)
        if reason is None:
            return
        context = self._context

        def act() -> None:
            with context.db.write() as session:
                back = service.reverse_transfer(
                    session, context.clerk, card.id, reason, context.today()
                )
            context.desk.toast(f"已撤回 {card.number}，撤回的记录是 {back.number}")

        self._try(act)

    def _told(self, card: TransferCard) -> None:
        last = card.steps[-1]
        self._context.desk.toast(f"{card.number} {card.row.title}：{last.label}")

    def _try(self, act: Callable[[], object]) -> bool:
        """Whether it could be done; else what was in the way is told."""
        try:
            act()
        except UserError as error:
            self._context.desk.show_error(error)
            return False
        return True
