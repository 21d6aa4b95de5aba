"""受理调解, 达成协议, and the steps that are a day: 履行, 回访."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from gridhall.core.clerk import Role
from gridhall.issues.dialogs.fields import usual
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.opinions.dialogs.fields_talks import line, one_of, paragraph
from gridhall.opinions.dialogs.peace.lines import Entries, PartyEntry
from gridhall.opinions.labels import DISPUTES
from gridhall.opinions.queries.mediations import MediationRow, PartyRow
from gridhall.opinions.rules.mediations import Agreed, MediationDraft, usual_due
from gridhall.opinions.service import mediations as service
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import MaybeDay
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import label

_ROOM = "融心调解室"
_WAYS = ("当场履行", "现金一次付清", "转账一次付清", "分期付清", "限期修好", "当面赔礼道歉")


class MediationSheet(ActSheet):
    """A dispute, new or to be changed; the parties at the right, Alt+A for one more."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        row: MediationRow | None,
        parties: tuple[PartyRow, ...] = (),
    ) -> None:
        title = "受理调解" if row is None else "修改调解"
        face = Face(title, "gavel", (1060, 600), "受理" if row is None else "保存",
                    role=Role.COUNTER)  # fmt: skip
        super().__init__(parent, context, face)
        self._row = row
        self.kind = one_of(DISPUTES, row.kind if row else "neighbour")
        self.name = line("例如 3号楼楼上漏水赔偿", 80, row.title if row else "")
        self.dispute = paragraph(
            "主要事实、争议的事项，照双方说的记", 120, row.dispute if row else ""
        )
        self.mediators = line("例如 宋永东、孙桂兰", 100, row.mediators if row else "")
        self.place = line("", 60, row.place if row else _ROOM)
        self.due, self.parties = DateEdit(), Entries("再加一方")
        self.day.set_value(row.accepted_on if row else context.today())
        self.due.set_value((row and row.due_on) or usual_due(self.day.value()))
        self._build()
        for one in (*parties, *[None] * (2 - len(parties))):
            self.parties.add(PartyEntry(context, one))
        self.parties.more.clicked.connect(lambda: self.parties.add(PartyEntry(context)))
        if row is None:
            self.day.dateChanged.connect(lambda _: self.due.set_value(usual_due(self.on())))
        self.first_focus = self.kind

    def _build(self) -> None:
        self.add_row("纠纷类别", self.kind, "dispute_kind")
        self.add_row("题目", self.name, "title", needed=True)
        self.add_row("纠纷情况", self.dispute, "dispute", needed=True)
        self.add_row("调解员", self.mediators, "mediators", needed=True)
        self.add_row("地点", self.place, "place")
        self.add_row("受理日期", self.day, "accepted_on")
        self.add_row("调解期限", self.due, "due_on")
        told = label("当事人（登记过的只选姓名；证件号只印在协议书上）", "b")
        note = label("", "err", wrap=True)
        note.hide()
        self.show_right([told, self.parties, note], 11)
        self._marked["parties"] = (self.parties, note)

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        entries = self.parties.filled()
        draft = MediationDraft(
            str(self.kind.currentData()), self.name.text(), self.dispute.toPlainText(),
            tuple(one.value() for one in entries if isinstance(one, PartyEntry)),
            self.mediators.text(), self.on(), self.place.text(), row.grid_id if row else None,
            self.due.value(), row.id if row else None, row.version if row else 0, self.key,
        )  # fmt: skip
        when = When(context.today(), context.calendar)
        done = service.save_mediation(session, context.clerk, draft, when)
        said = "已改好调解" if row else "已受理调解，达成协议按 Alt+R"
        return Carried(done.action_id, said, done.row_id)


class AgreeSheet(ActSheet):
    """达成协议: in writing for the 协议书, or by word of mouth and only noted down."""

    def __init__(self, parent: QWidget, context: Context, row: MediationRow) -> None:
        face = Face("达成协议", "task_alt", (680, 520), "达成协议", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(f"{row.number} · {row.who}")
        self.agreement = paragraph("各方同意了什么，一条一行", 140)
        self.way = usual(_WAYS, "怎么履行，↓ 选常用的", 60)
        self.oral = QCheckBox("口头协议：不制作协议书，只记录（人民调解法第二十八条）")
        self.until = MaybeDay("履行期限", "当场履行")
        self.until.set_value(None, context.today())
        self.add_row("协议内容", self.agreement, "agreement", needed=True)
        self.add_row("履行方式", self.way, "way", needed=True)
        self.add_row("履行期限", self.until, "perform_by")
        self.add_row("达成日期", self.day, "agreed_on")
        self.add_wide(self.oral)
        self.add_wide(
            label(
                "协议书从各方签名、调解员签名并盖章之日起生效，办好以后按 Ctrl+P 打印",
                "sub",
                wrap=True,
            )
        )
        self.first_focus = self.agreement

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context, oral = self._row, self.context, self.oral.isChecked()
        told = Agreed(
            self.agreement.toPlainText(), self.way.currentText(), self.on(), self.until.value(),
            oral,
        )  # fmt: skip
        when = When(context.today(), context.calendar, version=row.version)
        done = service.agree(session, context.clerk, row.id, told, when)
        paper = "调解登记表" if oral else "协议书"
        return Carried(done.action_id, f"已达成协议，打印{paper}按 Ctrl+P", row.id)


@dataclass(frozen=True, slots=True)
class OnDay:
    """A step that is a day: its title, what to say, the field told of, what carries it out."""

    title: str
    words: str
    field: str
    hint: str
    act: Callable[[Any, Any, int, date, When], Done]


PERFORM = OnDay("登记履行", "已登记履行", "performed_on", "协议履行完的日子", service.perform)
CALL = OnDay("登记回访", "已登记回访", "called_on", "问过当事人、协议还算数的日子", service.call_on)


class DaySheet(ActSheet):
    """登记履行, 登记回访: Ctrl+Enter for today."""

    def __init__(self, parent: QWidget, context: Context, row: MediationRow, wanted: OnDay) -> None:
        face = Face(wanted.title, "check", (540, 280), wanted.title, role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row, self._wanted = row, wanted
        self.say(f"{row.number} · {row.who}")
        self.add_row("日期", self.day, wanted.field, needed=True)
        self.add_wide(label(wanted.hint, "sub", wrap=True))
        self.first_focus = self.day

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context, wanted = self._row, self.context, self._wanted
        when = When(context.today(), context.calendar, version=row.version)
        done = wanted.act(session, context.clerk, row.id, self.on(), when)
        return Carried(done.action_id, f"{wanted.words}：{row.number}", row.id)
