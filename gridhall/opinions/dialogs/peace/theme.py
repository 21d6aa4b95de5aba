"""建专项台账, 登记一户, 改情况: the sheets of thematic registers."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.core.clerk import Role
from gridhall.issues.dialogs.fields import usual
from gridhall.issues.rules.when import When
from gridhall.opinions.dialogs.fields_talks import Resident, line, one_of, paragraph
from gridhall.opinions.dialogs.postings.fields import compound_field
from gridhall.opinions.queries.doors import Scope, door_typed
from gridhall.opinions.queries.themes import EntryRow, RegisterRow
from gridhall.opinions.rules.themes import GOOD, USUAL, Changed, EntryDraft, RegisterDraft
from gridhall.opinions.service import themes as service
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.context import Context
from gridhall.qt.labels import label


class RegisterSheet(ActSheet):
    """A register, new or to be changed; a usual theme brings its statuses along."""

    def __init__(self, parent: QWidget, context: Context, row: RegisterRow | None) -> None:
        title = "建专项台账" if row is None else "改专项台账"
        face = Face(title, "fact_check", (640, 520), "保存", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.name = usual(tuple(USUAL), "例如 养犬，↓ 选常用的", 30)
        self.measure = line("", 8, row.measure if row else "户")
        kept = [one.words + GOOD * one.good for one in row.statuses] if row else []
        self.statuses = paragraph("一行一种；改好的后面加 +", 110, "\n".join(kept))
        self.note = paragraph("可以不写", 60, row.note if row else "")
        with context.db.read() as session:
            self.compound = compound_field(session, row.compound_id if row else None)
        self.add_row("专项名称", self.name, "register_name", needed=True)
        self.add_row("各种情况", self.statuses, "statuses", needed=True)
        self.add_row("量词", self.measure, "measure")
        self.add_row("小区", self.compound, "compound_id")
        if row is None:
            self.add_row("摸底日期", self.day, "began_on")
        self.add_row("说明", self.note, "note")
        if row is not None:
            self.name.setCurrentText(row.name)
        self.name.currentTextChanged.connect(self._offer)
        self.first_focus = self.name

    def _offer(self, name: str) -> None:
        """A usual theme's statuses, until others were typed."""
        ours = ["\n".join(statuses) for _, statuses in USUAL.values()]
        if name in USUAL and self.statuses.toPlainText() in ("", *ours):
            measure, statuses = USUAL[name]
            self.measure.setText(measure)
            self.statuses.setPlainText("\n".join(statuses))

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        draft = RegisterDraft(
            self.name.currentText(), tuple(self.statuses.toPlainText().split("\n")),
            self.measure.text(), self.compound.value(), row.began_on if row else self.on(),
            self.note.toPlainText(), row.id if row else None, row.version if row else 0, self.key,
        )  # fmt: skip
        when = When(context.today(), context.calendar)
        done = service.save_register(session, context.clerk, draft, when)
        said = "已改好台账" if row else "台账已建好，逐户登记按 Alt+R"
        return Carried(done.action_id, said, done.row_id)


class EntrySheet(ActSheet):
    """登记一户: the door or who, how it was found."""

    def __init__(self, parent: QWidget, context: Context, row: RegisterRow) -> None:
        face = Face(f"登记一{row.measure}", "add_circle", (600, 480), "登记", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(f"{row.title} · {row.words}")
        self.door, self.person = line("3-2-501，没有门牌可以空着", 60), Resident(context, "姓名")
        self.status = one_of({one.words: one.words for one in row.statuses})
        self.facts = line("例如 泰迪一只，已打疫苗", 200)
        self.promised = line("例如 牵绳", 60)
        self.add_row("门牌", self.door, "entry_name")
        self.add_row("姓名", self.person)
        self.add_row("情况", self.status, "status")
        self.add_row("摸底情况", self.facts, "facts")
        self.add_row("承诺", self.promised, "promised")
        self.add_row("摸底日期", self.day, "began_on")
        self.add_wide(label("只写门牌，就记这一户的户主", "sub", wrap=True))
        self.first_focus = self.door

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context, typed = self._row, self.context, self.door.text().strip()
        door = door_typed(session, typed, Scope(row.compound_id)) if typed else None
        draft = EntryDraft(
            str(self.status.currentData()), self.person.words(), door, self.person.person_id(),
            self.facts.text(), self.on(), self.promised.text(), self.key,
        )  # fmt: skip
        when = When(context.today(), context.calendar)
        done = service.add_entry(session, context.clerk, row.id, draft, when)
        return Carried(done.action_id, f"已登记，{row.name}台账多了一{row.measure}", row.id)


class ChangeSheet(ActSheet):
    """改情况: how it is now, what was promised."""

    def __init__(self, parent: QWidget, context: Context, row: RegisterRow, one: EntryRow) -> None:
        face = Face("改情况", "edit_note", (560, 360), "改好", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row, self._one = row, one
        self.say(f"{one.who} · 摸底时{one.before}")
        self.status = one_of({each.words: each.words for each in row.statuses}, one.now)
        self.promised = line("例如 牵绳", 60, one.promised)
        self.add_row("现在", self.status, "status")
        self.add_row("承诺", self.promised, "promised")
        self.add_row("日期", self.day, "day")
        self.first_focus = self.status

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, one, context = self._row, self._one, self.context
        status = str(self.status.currentData())
        told = Changed(status, self.promised.text(), self.on(), one.version)
        when = When(context.today(), context.calendar)
        done = service.change_entry(session, context.clerk, one.id, told, when)
        return Carried(done.action_id, f"{one.who} 现在{status}", row.id)
