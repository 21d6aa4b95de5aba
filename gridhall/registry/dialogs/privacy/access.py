"""个人信息查看记录: who looked at whose data, when, why; for supervisors (PIPL §54)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.qt.ask import Question, ask_reason
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import foot_button
from gridhall.qt.frames import Banner, EmptyState
from gridhall.qt.labels import label
from gridhall.qt.suggest import Suggest
from gridhall.qt.table import RowsModel, Table
from gridhall.registry import queries
from gridhall.registry.columns import resident_choice
from gridhall.registry.columns.privacy import ACCESS
from gridhall.registry.dialogs.list_export import AskFile
from gridhall.registry.labels import ACCESS_KINDS
from gridhall.registry.queries import Which
from gridhall.registry.queries.privacy import (
    MOST,
    AccessFilter,
    AccessRow,
    access_clerks,
    access_rows,
    doubts_of,
)
from gridhall.registry.sheets.personal import AccessExport, export_access

_BACK = 30  # days shown at first
WHY = Question(
    "导出查看记录",
    "为什么要导出这些查看记录？",
    "选地方导出…",
    "不导了",
    "谁、什么时候、为什么导出，也会写进查看记录。",
    reason="导出原因",
    glyph="download",
)


class AccessSheet(TellingSheet):
    """Filters by days, clerk, kind and person; what is unusual stands above the list."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, files: AskFile | None = None
    ) -> None:
        require(context.clerk, Role.SUPERVISOR, "看个人信息查看记录")
        super().__init__(context, parent, ("个人信息查看记录", "policy"), (1180, 680))
        self._files, self.model, self.table = files or AskFile(), RowsModel(ACCESS), Table()
        self.first, self.last = DateEdit(), DateEdit()
        self.clerk, self.kind, self.person = QComboBox(), QComboBox(), Suggest()
        self.doubts, self._count, self.empty = Banner(), label("", "meta"), EmptyState()
        self.export_button = foot_button("导出工作簿…", "Alt+E", "", "download")
        again = foot_button("刷新", "F5", "text")
        self.export_button.clicked.connect(self.export)
        again.clicked.connect(self.refresh)
        self._fill()
        self._lay_out()
        self.set_foot([self._count], [again, self.export_button])
        self.refresh()
        self.first_focus = self.table if self.model.rows else self.first

    def days(self) -> tuple[date, date]:
        """The span on show, whichever end was typed first."""
        first, last = sorted((self.first.value(), self.last.value()))
        return first, last

    def wanted(self) -> AccessFilter:
        """What the filters say."""
        choice = self.person.choice
        key = choice.key if choice is not None else None
        whom = key if isinstance(key, int) else None
        return AccessFilter(self.clerk.currentData(), self.kind.currentData(), whom)

    def refresh(self) -> None:
        """Read what fits, the latest first."""
        with self.context.db.read() as session:
            rows = access_rows(session, self.days(), self.wanted())
        self.model.show_rows(rows)
        self.table.choose_first()
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.export_button.setEnabled(bool(rows))
        told = doubts_of(rows, self.context.calendar.is_working)
        if told:
            self.doubts.say("amber", "请留意：" + "；".join(told))
        else:
            self.doubts.hide()
        more = f"，只显示最近 {MOST} 条，请缩短日期" if len(rows) == MOST else ""
        self._count.setText(f"{_counted(rows)}{more}")

    def export(self) -> None:
        """What is on show as a workbook; a reason is asked first."""
        reason = ask_reason(self, WHY)
        if reason is None:
            return
        path = self._files.to_save(self, f"个人信息查看记录 {self.context.today()}.xlsx")
        if path is None:
            return
        asked = AccessExport(self.days(), self.wanted(), reason)
        context = self.context
        if self.attempt(lambda: export_access(context.db, context.clerk, asked, path)):
            self.refresh()
            self.tell(f"已导出到“{path.name}”")

    def _fill(self) -> None:
        today = self.context.today()
        self.first.set_value(today - timedelta(days=_BACK))
        self.last.set_value(today)
        with self.context.db.read() as session:
            clerks = access_clerks(session)
        _offer(self.clerk, "全部操作员", {name: name for name in clerks})
        _offer(self.kind, "全部种类", ACCESS_KINDS)
        self.person.set_find(self._find)
        self.person.setPlaceholderText("看了谁：首字母、证件尾号")
        names = ("从哪天", "到哪天", "按操作员筛选", "按种类筛选", "按居民筛选")
        widgets = (self.first, self.last, self.clerk, self.kind, self.person)
        for widget, name in zip(widgets, names, strict=True):
            widget.setAccessibleName(name)
        for edit in (self.first, self.last):
            edit.dateChanged.connect(self.refresh)
        for box in (self.clerk, self.kind):
            box.currentIndexChanged.connect(self.refresh)
        self.person.picked.connect(self.refresh)
        self.person.emptied.connect(self.refresh)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.first, label("到", "label"), self.last, self.clerk, self.kind):
            row.addWidget(widget)
        row.addWidget(self.person, 1)
        self.table.setModel(self.model)
        self.table.setAccessibleName("个人信息查看记录")
        self.table.opened.connect(self._open)
        self.body.addLayout(row)
        self.body.addWidget(self.doubts)
        self.body.addWidget(self.table, 1)
        self.empty.say("这些天没有查看记录", "换个日期、操作员或种类再看", "policy")
        self.empty.offer("")
        self.body.addWidget(self.empty, 1)

    def _find(self, typed: str) -> Sequence[Choice]:
        today = self.context.today()
        with self.context.db.read() as session:
            rows = queries.find_people(session, typed, Which.ALL, today, 8)
        return [resident_choice(row, today) for row in rows]

    def _open(self, row: AccessRow) -> None:
        if row.person_id is not None:
            self.accept()
            self.context.desk.open_resident(row.person_id)


def _counted(rows: Sequence[AccessRow]) -> str:
    counts = {word: sum(row.kind == kind for row in rows) for kind, word in ACCESS_KINDS.items()}
    return " · ".join(f"{word} {count} 次" for word, count in counts.items())


def _offer(box: QComboBox, everything: str, words: Mapping[str, str]) -> None:
    box.addItem(everything, "")
    for key, word in words.items():
        box.addItem(word, key)
