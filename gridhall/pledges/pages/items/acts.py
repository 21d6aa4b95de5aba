"""What the clerk does about items and claims."""

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.organisation_act import Carried, Face
from gridhall.pledges.dialogs.claim import ChangeClaimSheet, ClaimSheet
from gridhall.pledges.dialogs.item import ItemSheet
from gridhall.pledges.dialogs.post import PostSheet
from gridhall.pledges.dialogs.steps import (
    GIVE_UP,
    SEND_BACK,
    WITHDRAW,
    ConfirmSheet,
    DeliverSheet,
    Reason,
    ReasonSheet,
)
from gridhall.pledges.pages.items.projects import ProjectActs
from gridhall.pledges.queries.choices import choices, reported_members
from gridhall.pledges.queries.claims import ClaimRow
from gridhall.pledges.queries.items import ItemRow, item_draft
from gridhall.pledges.rules.drafts import ClaimDraft, ItemDraft
from gridhall.pledges.rules.states import check_step
from gridhall.pledges.service import claims, items

if TYPE_CHECKING:
    from gridhall.pledges.pages.items.page import ItemsPage

_NO_CLAIM = "请先在“认领”里选一项"


class ItemActs(QObject):
    """Acts of the page of items."""

    def __init__(self, page: "ItemsPage") -> None:
        super().__init__(page)
        self._context = page.context
        self.projects = ProjectActs(page)

    def add(self) -> None:
        """登记, in the list on show."""
        draft = ItemDraft(self._page.kind() or "demand", "")
        self._open_item(draft, "")

    def change(self) -> None:
        """修改 what is chosen."""
        row: ItemRow = self._page.chosen()
        if row.state == "withdrawn":
            raise UserError(f"“{row.title}”已经撤下，只能查看。要再征集，请先恢复")
        with self._context.db.read() as session:
            draft = item_draft(session, row.id)
        self._open_item(draft, row.proposer if row.person_id is not None else "")

    def _open_item(self, draft: ItemDraft, proposer: str) -> None:
        with self._context.db.read() as session:
            known = choices(session, self._context.today())
        self._page.open_sheet(ItemSheet(self._page, self._context, known, (draft, proposer)))

    def claim(self) -> None:
        """认领 what is chosen."""
        row: ItemRow = self._page.chosen()
        if not row.left:
            raise UserError(f"“{row.title}”没有剩下可以认领的")
        with self._context.db.read() as session:
            today = self._context.today()
            known = choices(session, today)
            members = reported_members(session, today)
        told = (known.units, members, known.tree)
        self._page.open_sheet(ClaimSheet(self._page, self._context, row, told))

    def match(self) -> None:
        """对接认领: what fits and is chosen takes what is left of the need, in one key."""
        card, found = self._page.panel.card, self._page.panel.match()
        if card is None or found is None:
            raise UserError("没有能对接的。请先登记资源，或按 F10 请单位认领")
        row, other = card.item, found.item
        need, resource = (other, row) if row.kind == "resource" else (row, other)
        today = self._context.today()

        def act(session: Any, clerk: Any) -> Carried:
            draft = ClaimDraft(need.id, matched_id=resource.id)
            done = claims.claim(session, clerk, draft, today)
            words = f"已用“{resource.owner} {resource.title}”对接“{need.title}”"
            return Carried(done.action_id, words, row.id)

        self._page.do(act)

    def deliver(self) -> None:
        """登记交付 of the chosen claim."""
        row = self._claim()
        check_step(row.title, row.state, "delivered")
        self._page.open_sheet(DeliverSheet(self._page, self._context, row))

    def confirm(self) -> None:
        """确认完成 of the chosen claim."""
        row, item = self._claim(), self._page.chosen()
        check_step(row.title, row.state, "confirmed")
        proposer = item.proposer if item.kind == "demand" else ""
        self._page.open_sheet(ConfirmSheet(self._page, self._context, row, proposer))

    def next_step(self, row: ClaimRow) -> None:
        """Enter on a claim: what comes next of it."""
        if row.state in ("claimed", "doing"):
            self.deliver()
        elif row.state == "delivered":
            self.confirm()

    def begin(self) -> None:
        """开始办理."""
        row = self._claim()

        def act(session: Any, clerk: Any) -> Carried:
            done = claims.begin(session, clerk, row.id)
            return Carried(done.action_id, f"“{row.title}”开始办理", row.item_id)

        self._page.do(act)

    def change_claim(self) -> None:
        """修改认领."""
        row, item = self._claim(), self._page.chosen()
        sheet = ChangeClaimSheet(self._page, self._context, row, row.quantity + item.left)
        self._page.open_sheet(sheet)

    def post(self) -> None:
        """排成岗位."""
        self._page.open_sheet(PostSheet(self._page, self._context, self._claim()))

    def give_up(self) -> None:
        """放弃认领."""
        row = self._claim()
        face = Face("放弃认领", "assignment_return", (520, 300), "放弃认领", True, Role.COUNTER)
        told = f"放弃后这 {row.quantity} {row.measure}重新等人认领，这次认领和原因留着"
        self._ask(
            face, (row, told), GIVE_UP,
            lambda session, why: claims.give_up(session, self._context.clerk, row.id, why),
        )  # fmt: skip

    def send_back(self) -> None:
        """退回重办."""
        row = self._claim()
        face = Face("退回重办", "undo", (520, 300), "退回重办", role=Role.COUNTER)
        self._ask(
            face, (row, "退回后回到办理中，再交付一次；登记过的内容留着"), SEND_BACK,
            lambda session, why: claims.send_back(session, self._context.clerk, row.id, why),
        )  # fmt: skip

    def withdraw(self) -> None:
        """撤下 what is chosen, or 恢复 it."""
        row, context = self._page.chosen(), self._context
        if row.state == "withdrawn":
            self._page.do(partial(_restore, row=row))
            return
        require(context.clerk, Role.SUPERVISOR, "撤下清单项目")
        face = Face("撤下", "do_not_disturb_on", (520, 300), "撤下", danger=True)
        about = f"{row.number} {row.title}\n撤下后不再征集；编号和内容留着，以后可以恢复"
        reason = Reason(
            face, about, WITHDRAW,
            lambda session, why: items.withdraw_item(
                session, context.clerk, row.id, why, context.today()
            ),
            f"已撤下“{row.title}”",
        )  # fmt: skip
        self._page.open_sheet(ReasonSheet(self._page, context, reason))

    def more(self) -> None:
        """What else can be done about the chosen claim."""
        row, page = self._claim(), self._page
        entries: list[tuple[str, str, Any]] = []
        if row.state == "claimed":
            entries.append(("开始办理", "", partial(page.act, self.begin)))
        if row.state in ("claimed", "doing"):
            entries.append(("排成服务日的岗位…", "", partial(page.act, self.post)))
            entries.append(("改数量和承诺日期…", "", partial(page.act, self.change_claim)))
        if row.state == "delivered":
            entries.append(("退回重办…", "", partial(page.act, self.send_back)))
        entries.append(("", "", None))
        entries.append(("放弃认领…", "", partial(page.act, self.give_up)))
        page.open_menu(page.panel.more_button, entries)

    def _ask(
        self, face: Face, told: tuple[ClaimRow, str], usual: tuple[str, ...], act: Any
    ) -> None:
        row, follows = told
        about = f"{row.who} · {row.title} {row.quantity} {row.measure}\n{follows}"
        reason = Reason(face, about, usual, act, f"已{face.act}“{row.title}”", row.item_id)
        self._page.open_sheet(ReasonSheet(self._page, self._context, reason))

    def _claim(self) -> ClaimRow:
        row = self._page.panel.claim()
        if row is None:
            raise UserError(_NO_CLAIM)
        return row

    @property
    def _page(self) -> "ItemsPage":
        return cast("ItemsPage", self.parent())


def _restore(session: Any, clerk: Any, row: ItemRow) -> Carried:
    done = items.restore_item(session, clerk, row.id)
    return Carried(done.action_id, f"已恢复“{row.title}”", row.id)
