"""登记排查, 登记复查, 延期: the sheets of rounds and hazards."""

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from gridhall.core.clerk import Role
from gridhall.issues.dialogs.fields import usual
from gridhall.issues.queries.choices import owner_choices
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.when import When
from gridhall.opinions.dialogs.fields_talks import line, one_of, paragraph
from gridhall.opinions.dialogs.peace.lines import Entries, HazardEntry
from gridhall.opinions.dialogs.postings.fields import compound_field
from gridhall.opinions.labels import INSPECTIONS
from gridhall.opinions.queries.inspections import HazardRow, InspectionRow, hazard
from gridhall.opinions.rules.inspections import InspectionDraft, Recheck, usual_rectify_by
from gridhall.opinions.service import hazards as hazard_service
from gridhall.opinions.service import inspections as service
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.photos.dialogs import Album, PhotoSheet
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import label

_RESULTS = ("已经整改好", "已更换", "已清理", "已拆除")
_WHY = ("配件要定做", "要等维修资金", "责任人不在家", "天气原因")


class InspectionSheet(ActSheet):
    """A round, new or with more hazards; what was found at the right, Alt+A for one more."""

    def __init__(self, parent: QWidget, context: Context, row: InspectionRow | None) -> None:
        title = "登记排查" if row is None else "补记隐患"
        face = Face(title, "fact_check", (1080, 600), "登记", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.kind = one_of(INSPECTIONS, row.kind if row else "fire")
        self.place = line("例如 沿街商铺、3号楼楼道", 60, row.place if row else "")
        self.inspectors = line("例如 宋永东、李强", 100, row.inspectors if row else "")
        self.note = paragraph("可以不写", 72, row.note if row else "")
        self.found = Entries("再加一处")
        self.day.set_value(row.day if row else context.today())
        with context.db.read() as session:
            self.compound = compound_field(session, row.compound_id if row else None)
            self._owners = owner_choices(session, context.today())
            self._days = governance(session).rectify_days
        self.told = label("", "sub", wrap=True)
        self._build()
        self._more()
        self.found.more.clicked.connect(self._more)
        self.day.dateChanged.connect(lambda _: self._say_due())
        self._say_due()
        self.first_focus = self.found.lines[0].first if row else self.kind

    def _build(self) -> None:
        self.add_row("排查类别", self.kind, "inspection_kind")
        self.add_row("小区", self.compound, "compound_id")
        self.add_row("地点", self.place, "place", needed=True)
        self.add_row("排查人员", self.inspectors, "inspectors", needed=True)
        self.add_row("排查日期", self.day, "day")
        self.add_row("说明", self.note, "note")
        self.add_wide(self.told)
        note = label("", "err", wrap=True)
        note.hide()
        self.show_right([label("发现的隐患（没有就空着）", "b"), self.found, note], 13)
        self._marked["hazards"] = (self.found, note)

    def _more(self) -> None:
        self.found.add(HazardEntry(self._owners, self.context))

    def _say_due(self) -> None:
        day = usual_rectify_by(self.on(), self._days, self.context.calendar)
        self.told.setText(f"不写整改期限的，按规定 {self._days} 个工作日：{day} 前")

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        found = tuple(one.value() for one in self.found.filled() if isinstance(one, HazardEntry))
        draft = InspectionDraft(
            str(self.kind.currentData()), self.place.text(), self.inspectors.text(), self.on(),
            row.grid_id if row else None, self.compound.value(), self.note.toPlainText(), found,
            row.id if row else None, row.version if row else 0, self.key,
        )  # fmt: skip
        when = When(context.today(), context.calendar)
        done = service.save_inspection(session, context.clerk, draft, when)
        many = f"隐患 {len(found)} 处，整改通知书按 Ctrl+P" if found else "没有发现隐患"
        return Carried(done.action_id, f"已登记排查，{many}", done.row_id)


class RecheckSheet(ActSheet):
    """复查: mended, with a photo that shows it (Alt+Z); or not yet, with a new day."""

    def __init__(self, parent: QWidget, context: Context, row: HazardRow) -> None:
        face = Face("登记复查", "task_alt", (640, 480), "登记复查", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(f"{row.code} · {row.what} · {row.owner}")
        self.by, self.outcome = line("谁去看的", 50), usual(_RESULTS, "可以不写，↓ 选常用的", 200)
        self.by.setText(context.clerk.name)
        self.not_yet, self.due = QCheckBox("还没有整改好，再给期限"), DateEdit()
        self.due.set_value(context.today() + timedelta(days=7))
        self.photos = button("整改后照片…", "Alt+Z", "", "visibility")
        self.photos.bind_key().clicked.connect(self._open_photos)
        self.shown = label("", "sub", wrap=True)
        self.add_row("复查人", self.by, "checked_by", needed=True)
        self.add_row("复查日期", self.day, "checked_on")
        self.add_row("结果", self.outcome, "result")
        self.add_row("照片", self.photos, "photo")
        self.add_row("", self.shown)
        self.add_wide(self.not_yet)
        self.add_row("新的期限", self.due, "rectify_by")
        self.not_yet.toggled.connect(self._follow)
        self._follow(self.not_yet.isChecked())
        self._count()
        self.first_focus = self.by

    def _follow(self, not_yet: bool) -> None:
        self.due.setEnabled(not_yet)

    def _open_photos(self) -> None:
        row = self._row
        album = Album("hazard", row.id, f"隐患 {row.code} 整改后", "after")
        sheet = PhotoSheet(self, self.context, album)
        sheet.finished.connect(lambda _: self._count())
        sheet.open()

    def _count(self) -> None:
        with self.context.db.read() as session:
            many = hazard(session, self._row.id).photos_after
        told = f"整改后 {many} 张" if many else "还没有整改后的照片，登记整改好要有一张"
        self.shown.setText(told)

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context, not_yet = self._row, self.context, self.not_yet.isChecked()
        told = Recheck(
            not not_yet, self.by.text(), self.outcome.currentText(), self.on(),
            self.due.value() if not_yet else None,
        )  # fmt: skip
        when = When(context.today(), context.calendar, version=row.version)
        done = hazard_service.recheck(session, context.clerk, row.id, told, when)
        words = f"没有整改好，{self.due.value()} 前再复查" if not_yet else "已经整改"
        return Carried(done.action_id, f"{row.code} {words}", row.id)


class LaterSheet(ActSheet):
    """延期, with the reason."""

    def __init__(self, parent: QWidget, context: Context, row: HazardRow) -> None:
        face = Face("整改延期", "event", (560, 320), "延期", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(f"{row.code} · {row.what} · 原来 {row.rectify_by} 前")
        later = max(row.rectify_by, context.today()) + timedelta(days=7)
        self.day.set_value(later)
        self.why = usual(_WHY, "为什么要延期", 200)
        self.add_row("延到", self.day, "rectify_by", needed=True)
        self.add_row("原因", self.why, "why", needed=True)
        self.first_focus = self.why

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        when = When(context.today(), context.calendar, version=row.version)
        told = (self.on(), self.why.currentText())
        done = hazard_service.give_time(session, context.clerk, row.id, told, when)
        return Carried(done.action_id, f"{row.code} 延期到 {self.on()}", row.id)
