"""吹哨统计 over the ledger: a period, four views of it, paper and workbook of what is on show."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.issues.dialogs.figures import (
    BehindSheet,
    DefinitionsSheet,
    NoteSheet,
    ScoreLinesSheet,
    figures_said,
    scores_said,
)
from gridhall.issues.documents.figures import issue_figures_paper
from gridhall.issues.documents.scores import issue_scores
from gridhall.issues.pages.figures.views import FunnelView, HeatView, ScoresView, SplitView
from gridhall.issues.queries.figures import Asked, IssueFigures, issue_figures, issues_behind
from gridhall.issues.queries.heat import Heat, heat, issues_at
from gridhall.issues.queries.scores import ScoreSheet, unit_scores
from gridhall.issues.rules.figures import MANNER_SAID, MANNERS
from gridhall.issues.rules.scores import UnitScore
from gridhall.issues.service.taking_back import take_back
from gridhall.issues.sheets.figures import export_figures
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.papers.queries import PaperRow
from gridhall.qt.buttons import Segments
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.periods import PeriodPicker
from gridhall.qt.theme import current_theme
from gridhall.registry.dialogs.list_export import AskFile
from gridhall.registry.documents.transfer_issue import At

FUNNEL, SPLIT, HEAT, SCORES = range(4)
_VIEWS = ("漏斗", "分组", "楼栋热力", "量化考核")
_THIS_YEAR = 4  # of the picker's periods


class FiguresSheet(Sheet):
    """Arrows and Enter open the issues behind any number."""

    def __init__(
        self, parent: QWidget | None, context: Context, files: AskFile | None = None
    ) -> None:
        super().__init__(parent, "吹哨统计", "stars", (1300, 690))
        self.context, self.files, self.banner = context, files or AskFile(), Banner()
        self.period, self.counted = PeriodPicker(context.today()), QComboBox()
        self.segments, self.stack = Segments(), QStackedWidget()
        self.funnel, self.split, self.heat, self.scores = (
            FunnelView(), SplitView(), HeatView(), ScoresView(),
        )  # fmt: skip
        self.gone, self._turn = False, 0
        self.note_button = foot_button("加减分", "Alt+J", "", "add")
        self.said_button = foot_button("数怎么来的", "Alt+Y", "text", "help")
        self.export_button = foot_button("导出…", "Alt+E", "", "download")
        self.print_button = foot_button("打印", "Ctrl+P", "primary", "print")
        self._lay_out()
        self._connect()
        self.show_view(FUNNEL)
        self.first_focus = self.funnel.chart

    def show_view(self, place: int) -> None:
        """漏斗, 分组, 楼栋热力, 量化考核."""
        self.segments.choose(place)
        self._show(place)

    def refresh(self) -> None:
        """Count what is on show anew, off the screen's thread."""
        try:
            span = self.period.span()
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.banner.hide()
        self._turn += 1
        place = self.stack.currentIndex()
        by = self.split.dimension() if place == SPLIT else "all"
        asked = Asked(span, by, str(self.counted.currentData()))
        self.context.jobs.start(
            partial(_counted, self.context, place, asked),
            done=partial(self._arrived, self._turn),
            failed=self._refuse,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lesser columns go where it is narrow for the font scale."""
        super().resizeEvent(event)
        effective = self.width() * 100 // current_theme().percent
        for view in (self.split, self.scores):
            view.show_for_width(effective)

    def done(self, result: int) -> None:
        """What is still being counted comes too late."""
        self.gone = True
        super().done(result)

    # Layout

    def _lay_out(self) -> None:
        for key, words in MANNERS.items():
            self.counted.addItem(words, key)
        self.counted.setAccessibleName("口径")
        self.period.usual.setCurrentIndex(_THIS_YEAR)
        self.segments.set_items(_VIEWS)
        self.segments.setAccessibleName("看哪一种统计")
        above = QHBoxLayout()
        above.setSpacing(8)
        for widget in (self.segments, self.period, self.counted):
            above.addWidget(widget)
        above.addStretch(1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(above)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        for view in (self.funnel, self.split, self.heat, self.scores):
            self.stack.addWidget(view)
        self.set_body(body)
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        left = [self.note_button, self.said_button]
        self.set_foot(left, [leave, self.export_button, self.print_button])

    def _connect(self) -> None:
        self.segments.chosen.connect(self._show)
        self.period.changed.connect(self.refresh)
        self.counted.currentIndexChanged.connect(lambda _: self.refresh())
        self.split.changed.connect(self.refresh)
        self.funnel.behind.connect(self._open_behind)
        self.split.behind.connect(self._open_behind)
        self.heat.picked.connect(self._open_place)
        self.scores.opened.connect(self._open_lines)
        self.note_button.clicked.connect(self._add_note)
        self.said_button.clicked.connect(self._explain)
        self.export_button.clicked.connect(self._export)
        self.print_button.clicked.connect(self._print)

    # Showing

    def _show(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.counted.setVisible(place in (FUNNEL, SPLIT))
        may = allowed(self.context.clerk, Role.SUPERVISOR)
        self.note_button.setVisible(place == SCORES and may)
        self.said_button.setVisible(place != HEAT)
        self.refresh()

    def _arrived(self, turn: int, made: IssueFigures | Heat | ScoreSheet) -> None:
        if self.gone or turn != self._turn:
            return
        if isinstance(made, Heat):
            self.heat.show_heat(made)
        elif isinstance(made, ScoreSheet):
            self.scores.show_scores(made)
        elif made.asked.by == "all":
            self.funnel.show_figures(made, MANNER_SAID[made.asked.counted])
        else:
            self.split.show_figures(made)

    def _refuse(self, error: Exception) -> None:
        if self.gone or not isinstance(error, UserError):
            self.context.desk.show_error(error)
        else:
            self.banner.say("red", str(error))

    # Behind a number

    def _made(self) -> IssueFigures | None:
        funnel = self.stack.currentIndex() == FUNNEL
        return self.funnel.made if funnel else self.split.made

    def _open_behind(self, key: str, line: str | None, title: str) -> None:
        made = self._made()
        if made is not None:
            today, asked = self.context.today(), made.asked
            find = partial(issues_behind, asked=asked, today=today, cell=(key, line))
            self._open(BehindSheet(self.context, self, find, (title, asked.span.label)))

    def _open_place(self, place: tuple[int | None, int | None], title: str) -> None:
        made = self.heat.made
        if made is not None:
            find = partial(issues_at, span=made.span, place=place)
            self._open(BehindSheet(self.context, self, find, (title, made.span.label)))

    def _open_lines(self, unit: UnitScore | None) -> None:
        made = self.scores.made
        if unit is not None and made is not None:
            self._open(ScoreLinesSheet(self.context, self, unit, made.span))

    def _open(self, sheet: BehindSheet | ScoreLinesSheet) -> None:
        """The list; an issue that is opened in it is shown in the ledger below."""
        sheet.exec()
        if sheet.opened_id is not None:
            self.accept()
            self.context.desk.open_issue(sheet.opened_id)

    # Out

    def _explain(self) -> None:
        scores, made = self.scores.made, self._made()
        if self.stack.currentIndex() == SCORES and scores is not None:
            DefinitionsSheet(self, *scores_said(scores)).exec()
        elif made is not None:
            DefinitionsSheet(self, *figures_said(made.columns, made.asked.counted)).exec()

    def _add_note(self) -> None:
        chosen: UnitScore | None = self.scores.table.current()
        sheet = NoteSheet(self, self.context, chosen.owner_key if chosen else "")
        sheet.carried.connect(self._carried)
        sheet.exec()

    def _carried(self, done: Carried) -> None:
        self.refresh()
        if done.action_id is not None:
            self.context.desk.toast(done.words, partial(self._take_back, done.action_id))

    def _take_back(self, action_id: int) -> None:
        with self.context.db.write() as session:
            take_back(session, self.context.clerk, action_id)
        if not self.gone:
            self.refresh()

    def _print(self) -> None:
        work = self._paper()
        if work is None:
            return
        self.context.jobs.start(
            work, done=lambda paper: self.context.desk.preview(paper.id), failed=self._refuse
        )

    def _paper(self) -> Callable[[Progress], PaperRow] | None:
        place, context = self.stack.currentIndex(), self.context
        at = At(context.db, context.clerk, context.hall, context.today())
        if place == SCORES:
            made = self.scores.made
            return None if made is None else lambda _: issue_scores(at, made.span)
        if place == HEAT:
            warm = self.heat.made
            asked = None if warm is None else Asked(warm.span, "building")
            return None if asked is None else lambda _: issue_figures_paper(at, asked)
        figures, drawn = self._made(), self.split.drawn_key()
        return None if figures is None else lambda _: issue_figures_paper(at, figures.asked, drawn)

    def _export(self) -> None:
        made: Any = (self._made(), self._made(), self.heat.made, self.scores.made)[
            self.stack.currentIndex()
        ]
        if made is None:
            return
        span = made.span if isinstance(made, (Heat, ScoreSheet)) else made.asked.span
        name = _VIEWS[self.stack.currentIndex()]
        path = self.files.to_save(self, f"吹哨统计 {name} {span.label}.xlsx")
        if path is None:
            return
        self.context.jobs.start(
            partial(_exported, self.context, made, path),
            done=lambda rows: self.context.desk.toast(f"已导出 {rows} 行到“{path.name}”"),
            failed=self._refuse,
        )


def _counted(
    context: Context, place: int, asked: Asked, _progress: Progress
) -> IssueFigures | Heat | ScoreSheet:
    with context.db.read() as session:
        if place == HEAT:
            return heat(session, asked.span, context.today())
        if place == SCORES:
            return unit_scores(session, asked.span, context.today())
        return issue_figures(session, asked, context.today())


def _exported(
    context: Context, made: IssueFigures | Heat | ScoreSheet, path: Path, _progress: Progress
) -> int:
    return export_figures(context.db, context.clerk, made, path)
