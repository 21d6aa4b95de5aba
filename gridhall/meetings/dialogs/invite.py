"""邀请参会人员: tick who is to come, or write a name; who is on the list is told."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.pinyin import name_keys
from gridhall.core.text import search_key
from gridhall.issues.dialogs.fields import choices, line
from gridhall.issues.rules.when import When
from gridhall.meetings.labels import ROLES
from gridhall.meetings.queries.attending import MemberRow, invitable
from gridhall.meetings.queries.meetings import MeetingRow
from gridhall.meetings.rules.drafts import Invited
from gridhall.meetings.service.attending import change_member, invite
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.qt.suggest import Suggest

_OFFERS = 30
_TOLD = "席位上的成员已经自动请到，这里再请别人；谁不用来，在签到里按 Alt+D 去掉。"


class InviteSheet(ActSheet):
    """One more: a seat's holder or a unit's contact by initials, anybody by name."""

    def __init__(self, parent: QWidget, context: Context, row: MeetingRow) -> None:
        face = Face("邀请参会人员", "group_add", (560, 400), "请来开会", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        with context.db.read() as session:
            self._known = invitable(session, row.id, context.today())
        self.whom, self.role = Suggest(), choices(ROLES, "guest")
        self.duty, self.workplace = line("职务", 60), line("单位", 100)
        self.whom.set_find(self._offers)
        self.whom.setMaxLength(100)
        self.whom.setPlaceholderText("首字母；名单里没有的直接写姓名")
        self.whom.show_arrow()
        self.whom.picked.connect(self._take)
        self.add_row("请谁", self.whom, "name", needed=True)
        self.add_row("身份", self.role, "role")
        self.add_row("职务", self.duty, "duty")
        self.add_row("单位", self.workplace, "workplace")
        self.add_wide(label(_TOLD, "sub", wrap=True))
        self.say(row.title)
        self.first_focus = self.whom

    def carry_out(self, session: Any) -> Carried:
        """Invite them."""
        context = self.context
        when = When(context.today(), context.calendar)
        done = invite(session, context.clerk, self._row.id, [self.invited()], when)
        return Carried(done.action_id, f"已请{self.whom.text().strip()}", self._row.id)

    def invited(self) -> Invited:
        """Who, as typed or chosen."""
        key: Any = self.whom.choice.key if self.whom.choice is not None else None
        known = key if isinstance(key, Invited) else Invited(self.whom.text())
        if not known.name.strip():
            raise UserError("请写请谁来，或打首字母选人")
        return Invited(
            known.name, str(self.role.currentData()), self.duty.text(), self.workplace.text(),
            known.seat_id, known.person_id, known.outsider_id, known.unit_id,
        )  # fmt: skip

    def _take(self, choice: Choice) -> None:
        one: Any = choice.key
        self.duty.setText(one.duty)
        self.workplace.setText(one.workplace)
        self.role.setCurrentIndex(max(0, self.role.findData(one.role)))

    def _offers(self, typed: str) -> Sequence[Choice]:
        wanted = search_key(typed)
        found = [one for one in self._known if any(wanted in key for key in _keys(one))]
        found.sort(key=lambda one: not _begins(one.name, wanted))
        return [Choice(one, one.name, one.workplace, one.duty) for one in found[:_OFFERS]]


class MemberSheet(ActSheet):
    """As what somebody is invited: 主持, 记录, 委员, 列席; name, duty and workplace put right."""

    def __init__(self, parent: QWidget, context: Context, row: MemberRow) -> None:
        face = Face("修改参会信息", "person_edit", (560, 340), "保存修改", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.name, self.role = line("姓名", 100, row.name), choices(ROLES, row.role)
        self.duty, self.workplace = line("职务", 60, row.duty), line("单位", 100, row.workplace)
        self.add_row("姓名", self.name, "name", needed=True)
        self.add_row("身份", self.role, "role")
        self.add_row("职务", self.duty, "duty")
        self.add_row("单位", self.workplace, "workplace")
        self.first_focus = self.role

    def carry_out(self, session: Any) -> Carried:
        """Keep it."""
        context, row = self.context, self._row
        when = When(context.today(), context.calendar)
        said = Invited(
            self.name.text(), str(self.role.currentData()), self.duty.text(), self.workplace.text()
        )
        done = change_member(session, context.clerk, row.id, said, row.version, when)
        return Carried(done.action_id, f"已修改{row.name}的参会信息", row.meeting_id)


def _begins(name: str, wanted: str) -> bool:
    """Whether a name, or its initials, begin so: those are offered first."""
    said = (name, *name_keys(name).initials)
    return any(search_key(word).startswith(wanted) for word in said)


def _keys(one: Invited) -> tuple[str, ...]:
    said = (one.name, one.workplace)
    initials = (key for word in said if word for key in name_keys(word).initials)
    return tuple(search_key(word) for word in (*said, *initials) if word)
