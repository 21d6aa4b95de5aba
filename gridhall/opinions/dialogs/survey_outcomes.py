"""处理诉求: the highest demands become issues or projects, the rest goes into the work plan."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.opinions.dialogs.fields_talks import one_of
from gridhall.opinions.labels import OUTCOMES
from gridhall.opinions.queries.surveys import SurveyRow, outcomes, ranking
from gridhall.opinions.rules.ranking import Ranked, across, demands
from gridhall.opinions.rules.taking_on import TakenOn, proposal
from gridhall.opinions.service.survey_outcomes import take_on
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_NOTHING = {"": "先不处理"}


class OutcomeSheet(ActSheet):
    """One line a demand; the proposal stands already, Ctrl+Enter carries it out in one act."""

    def __init__(self, parent: QWidget, context: Context, row: SurveyRow) -> None:
        face = Face("处理诉求", "fact_check", (640, 560), "按这样办", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        with context.db.read() as session:
            ranked = ranking(session, row.id)
            settled = {one.option_id for one in outcomes(session, row.id)}
        self.ranked = [one for one in demands(ranked) if one.option_id not in settled]
        self.kinds: dict[int, QComboBox] = {}
        self.say(
            f"{row.number} · {row.done} 户答卷 · 最高的 {row.top} 项立即解决，其余列入工作计划"
        )
        self._offer(ranked, settled)
        self.add_wide(self._lines())
        self.first_focus = next(iter(self.kinds.values()), None)

    def _offer(self, ranked: list[Ranked], settled: set[int]) -> None:
        """What is proposed for each; a tie over the border is the clerk's to break."""
        try:
            proposed = {
                one.option_id: one.kind for one in proposal(ranked, self._row.top)
            } if not settled else {}  # fmt: skip
        except UserError as tie:
            self.banner.say("amber", str(tie))
            tied = {one.option_id for one in across(ranked, self._row.top)}
            over = [one for one in self.ranked if one.option_id not in tied]
            first = over[: self._row.top]
            proposed = {
                one.option_id: "issue" if one in first and one.place <= self._row.top else "plan"
                for one in over
            }
        for one in self.ranked:
            kind = proposed.get(one.option_id, "")
            self.kinds[one.option_id] = one_of({**_NOTHING, **OUTCOMES}, kind)

    def _lines(self) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for place, words in enumerate(("名次", "诉求", "户数", "占答卷", "怎么处理")):
            grid.addWidget(label(words, "label"), 0, place)
        for line, one in enumerate(self.ranked, 1):
            box = self.kinds[one.option_id]
            box.setAccessibleName(f"{one.title}怎么处理")
            cells = (one.place_words, one.title, f"{one.count} 户", one.percent)
            for place, words in enumerate(cells):
                grid.addWidget(label(words, "b" if place == 1 else ""), line, place)
            grid.addWidget(box, line, len(cells))
        if not self.ranked:
            grid.addWidget(label("没有要处理的诉求", "sub"), 1, 0, 1, 5)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self.ranked) + 2, 1)
        grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        return body

    def chosen(self) -> list[TakenOn]:
        """What is to become of each demand."""
        told = ((one.option_id, self.kinds[one.option_id].currentData()) for one in self.ranked)
        return [TakenOn(option, str(kind)) for option, kind in told if kind]

    def carry_out(self, session: Any) -> Carried:
        """All in one act."""
        chosen, context = self.chosen(), self.context
        when = When(context.today(), context.calendar)
        done = take_on(session, context.clerk, self._row.id, chosen, when, self.key)
        many = sum(one.kind in ("issue", "project") for one in chosen)
        planned = sum(one.kind == "plan" for one in chosen)
        words = f"已处理 {len(chosen)} 项诉求：{many} 项转办，{planned} 项列入工作计划"
        return Carried(done.action_id, words, done.row_id)
