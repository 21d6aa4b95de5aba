"""任命 and 离任: who takes a seat until when, and when somebody leaves one."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.organisation.columns.seats import seat_state
from gridhall.organisation.columns.tree import short
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import MaybeDay, typed_combo
from gridhall.organisation.dialogs.seat_holder import HolderPart
from gridhall.organisation.queries.seats import SeatRow
from gridhall.organisation.rules.seats import Appointment, Leaving
from gridhall.organisation.service import seats as service
from gridhall.organisation.service.outsiders import note_phone
from gridhall.qt.context import Context
from gridhall.qt.labels import label

YEARS = 3  # a term, unless the committee's end is known
REASONS = ("任期届满", "工作调动", "本人辞任", "年龄原因", "免职", "去世", "迁出")
SOURCES = ("社区专职", "居民党员", "网格员", "业委会主任", "双报到单位", "退休干部", "下派干部")


class AppointSheet(ActSheet):
    """任命: fill a vacant seat, or let somebody follow who holds it now."""

    def __init__(
        self, parent: QWidget, context: Context, row: SeatRow, committee_until: Any = None
    ) -> None:
        title = f"任命 · {short(row.owner_name)} {row.name}"
        super().__init__(parent, context, Face(title, "person_add", (620, 480), "任命"))
        self._row = row
        self.holder = HolderPart(context)
        self.source = typed_combo(("", *SOURCES), 60)
        self.term = MaybeDay("任期至", "没有任期")
        today = context.today()
        self.term.set_value(
            committee_until or today.replace(year=today.year + YEARS, day=min(today.day, 28)), today
        )
        self.add_row("现任", label(_now(row, context), "sub", wrap=True))
        self.add_row("人选", self.holder, "holder", needed=True)
        self.add_row("来自", self.source, "source")
        self.add_row("任职日期", self.day, "since")
        self.add_row("任期至", self.term, "term_until")
        self.holder.changed.connect(self._follow)
        for changed in (self.day.dateChanged, self.term.changed):
            changed.connect(self.reconsider)
        self.first_focus = self.holder

    def carry_out(self, session: Any) -> Carried:
        """Appoint them; what is doubtful is said first."""
        context, row = self.context, self._row
        holder = self.holder.holder()
        if holder is None:
            raise UserError("请选人选")
        draft = Appointment(
            holder,
            self.on(),
            self.term.value(),
            self.source.currentText(),
            confirmed=self.confirmed,
            request_key=self.key,
        )
        before = self._relieve(session)
        done = service.appoint(session, context.clerk, row.id, draft, context.today())
        words = f"已任命{self.holder.name()}为{row.owner_name}{row.name}"
        return Carried(done.action_id, words, row.organisation_id, before)

    def _relieve(self, session: Any) -> tuple[int, ...]:
        """Who holds it now leaves on the day the next begins; the same transaction."""
        row, context = self._row, self.context
        if row.tenure_id is None:
            return ()
        leaving = Leaving(self.on(), "换人")
        done = service.relieve(session, context.clerk, row.tenure_id, leaving, context.today())
        return (done.action_id,)

    def _follow(self) -> None:
        self.reconsider()
        known = self.holder.source()
        if known and not self.source.currentText().strip():
            self.source.setCurrentText(known)


class RelieveSheet(ActSheet):
    """离任: from a day on nobody holds the seat."""

    def __init__(self, parent: QWidget, context: Context, row: SeatRow) -> None:
        name = row.holder_name or row.last_name
        title = f"离任 · {short(row.owner_name)} {row.name}"
        super().__init__(parent, context, Face(title, "person_edit", (520, 340), "办理离任"))
        self._row, self._name = row, name
        self.why = typed_combo(("", *REASONS), 100)
        if row.state in ("ending", "overdue"):
            self.why.setCurrentText("任期届满")
        if row.unsettled_id is not None and row.why_vacant in REASONS:
            self.why.setCurrentText(row.why_vacant)
        if row.unsettled_id is not None and row.vacant_since is not None:
            self.day.set_value(row.vacant_since)
        self.add_row("离任的人", label(name, "b"))
        self.add_row("离任日期", self.day, "until")
        self.add_row("原因", self.why, "why")
        self.first_focus = self.day

    def carry_out(self, session: Any) -> Carried:
        """Relieve them."""
        context, row = self.context, self._row
        tenure = row.unsettled_id or row.tenure_id
        if tenure is None:
            raise UserError("这个席位现在空缺，没有人可以离任")
        leaving = Leaving(self.on(), self.why.currentText(), self.key)
        done = service.relieve(session, context.clerk, tenure, leaving, context.today())
        words = f"{self._name}已从{row.owner_name}{row.name}离任"
        return Carried(done.action_id, words, row.organisation_id)


class PhoneSheet(ActSheet):
    """记电话: the phone of a holder from outside; every counter may."""

    def __init__(self, parent: QWidget, context: Context, row: SeatRow) -> None:
        face = Face(
            f"记电话 · {row.holder_name}", "call", (460, 260), "保存电话", role=Role.COUNTER
        )
        super().__init__(parent, context, face)
        self._row, self.phone = row, QLineEdit()
        self.phone.setMaxLength(30)
        self.phone.setPlaceholderText(row.phone_masked or "手机或座机")
        self.add_row("新的电话", self.phone, "phone", needed=True)
        self.first_focus = self.phone

    def carry_out(self, session: Any) -> Carried:
        """Write it; a resident's own is changed in 居民登记."""
        context, row = self.context, self._row
        if row.outsider_id is None:
            raise UserError(f"{row.holder_name}是在册居民，电话请到居民登记里改")
        typed, today = self.phone.text(), context.today()
        if not typed.strip():
            raise UserError("请填写电话，11 位手机号或带区号的座机")
        done = note_phone(session, context.clerk, row.outsider_id, typed, today)
        return Carried(done.action_id, f"已记下{row.holder_name}的电话", row.organisation_id)


def _now(row: SeatRow, context: Context) -> str:
    if row.is_vacant:
        return f"空缺，{seat_state(row, context.today())}"
    return f"{row.holder_name}，{row.since} 起。新的人从任职日期接任，现任到前一天离任"
