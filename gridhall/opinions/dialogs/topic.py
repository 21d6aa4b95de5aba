"""民提, 民议, 民决, 民评: a sheet for each stage of a topic."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.core.clerk import Role
from gridhall.issues.rules.when import When
from gridhall.opinions.dialogs.fields_talks import (
    PlacePick,
    Resident,
    count,
    line,
    one_of,
    paragraph,
)
from gridhall.opinions.labels import VOTE_RULES
from gridhall.opinions.queries.doors import door_count, place_choices
from gridhall.opinions.queries.topics import TopicRow
from gridhall.opinions.rules.topics import (
    MOST_PEOPLE,
    Counts,
    Discussion,
    Judgement,
    Outcome,
    TopicDraft,
    VoteOrder,
)
from gridhall.opinions.service import topics as service
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_LAW = "民法典第二百七十八条：三分之二以上参与表决；一般事项过半数同意，重大事项四分之三以上同意"
_BIG = "维修资金筹集、改建重建、改变共有部分用途或经营的，选“重大事项”"


class _TopicAct(ActSheet):
    """A sheet about one topic; it says which."""

    def __init__(self, parent: QWidget, context: Context, row: TopicRow, face: Face) -> None:
        super().__init__(parent, context, face)
        self.row = row
        self.say(f"{row.number} {row.title} · {row.stage_label}")

    def when(self) -> When:
        """On the day of the form."""
        return When(self.context.today(), self.context.calendar, self.day.value())


def _face(title: str, glyph: str, size: tuple[int, int], act: str) -> Face:
    return Face(title, glyph, size, act, role=Role.COUNTER)


class TopicSheet(ActSheet):
    """提议题: who proposes what, where."""

    def __init__(self, parent: QWidget, context: Context, row: TopicRow | None = None) -> None:
        face = _face("改议题" if row else "提议题", "add_circle", (640, 520), "存好议题")
        super().__init__(parent, context, face)
        self._row = row
        with context.db.read() as session:
            places = place_choices(session)
        self.place, self.proposer = PlacePick(places), Resident(context, "提出人，必填")
        self.title_edit = line("一句话，例如 更换小区大门", 80, row.title if row else "")
        self.content = paragraph("为什么提、想怎么办；不要写电话", 110, row.content if row else "")
        if row is not None:
            self.place.show_scope(row.scope)
            self.day.set_value(row.proposed_on)
            if row.person_id is not None:
                self.proposer.choose(Choice(row.person_id, row.proposer))
            else:
                self.proposer.setText(row.proposer)
        self.add_row("地点", self.place, "place", needed=True)
        self.add_row("议什么", self.title_edit, "title", needed=True)
        self.add_row("提出人", self.proposer, "proposer", needed=True)
        self.add_row("提出日期", self.day, "proposed_on", needed=True)
        self.add_row("内容", self.content, "content")
        self.first_focus = self.place if row is None else self.title_edit

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context, scope = self._row, self.context, self.place.scope()
        draft = TopicDraft(
            self.title_edit.text(),
            self.content.toPlainText(),
            scope.compound_id,
            scope.grid_id,
            self.proposer.person_id(),
            self.proposer.words(),
            self.day.value(),
            row.id if row else None,
            row.version if row else 0,
            self.key,
        )
        when = When(context.today(), context.calendar)
        done = service.save_topic(session, context.clerk, draft, when)
        words = "已改好议题" if row else f"已登记议题“{draft.title}”"
        return Carried(done.action_id, words, done.row_id)


class DiscussSheet(_TopicAct):
    """登记议事."""

    def __init__(self, parent: QWidget, context: Context, row: TopicRow) -> None:
        super().__init__(parent, context, row, _face("登记议事", "group", (600, 440), "登记"))
        self.present = count(0, MOST_PEOPLE, row.present or 0, "人")
        self.present.setSpecialValueText("不清楚")
        self.words = paragraph("大家怎么说，形成什么意见", 150, row.discussion)
        if row.discussed_on is not None:
            self.day.set_value(row.discussed_on)
        self.add_row("议事日期", self.day, "discussed_on", needed=True)
        self.add_row("到场", self.present, "present")
        self.add_row("意见", self.words, "discussion", needed=True)
        self.first_focus = self.words

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        told = Discussion(self.words.toPlainText(), self.day.value(), self.present.value() or None)
        when = When(self.context.today(), self.context.calendar)
        done = service.discuss(session, self.context.clerk, self.row.id, told, when)
        return Carried(done.action_id, "已登记议事，下一步开始表决", done.row_id)


class BeginVoteSheet(_TopicAct):
    """开始表决: by which rule, of how many households."""

    def __init__(self, parent: QWidget, context: Context, row: TopicRow) -> None:
        face = _face("开始表决", "how_to_reg", (620, 420), "开始表决")
        super().__init__(parent, context, row, face)
        with context.db.read() as session:
            doors = door_count(session, row.scope)
        self.rule = one_of(VOTE_RULES, row.rule)
        self.eligible = count(1, MOST_PEOPLE, max(doors, 1), "户")
        self.add_row("规则", self.rule, "rule", needed=True)
        self.add_row("总户数", self.eligible, "eligible", needed=True)
        self.add_row("从哪天", self.day, "vote_from", needed=True)
        self.add_wide(label(f"{row.place}登记了 {doors} 户，一户一票", "sub", wrap=True))
        self.add_wide(label(_LAW, "sub", wrap=True))
        self.add_wide(label(_BIG, "sub", wrap=True))
        self.first_focus = self.rule

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        order = VoteOrder(str(self.rule.currentData()), self.eligible.value(), self.day.value())
        when = When(self.context.today(), self.context.calendar)
        done = service.begin_vote(session, self.context.clerk, self.row.id, order, when)
        return Carried(done.action_id, "已开始表决，可以印表决票、录入表决", done.row_id)


class DecideSheet(_TopicAct):
    """结束表决: the doors' votes as they stand, or as they were counted out of a box."""

    def __init__(self, parent: QWidget, context: Context, row: TopicRow) -> None:
        face = _face("结束表决", "how_to_reg", (620, 440), "结束表决")
        super().__init__(parent, context, row, face)
        most, cast = row.eligible or 1, row.cast
        self.votes = [
            count(0, most, many, "票") for many in (cast.for_it, cast.against, cast.abstain)
        ]
        self.told = label("", "b", wrap=True)
        for words, field in zip(("同意", "反对", "弃权"), self.votes, strict=True):
            field.setEnabled(not cast.cast)
            field.valueChanged.connect(self._count)
            self.add_row(words, field, "votes" if words == "弃权" else "")
        self.add_row("截止日期", self.day, "decided_on", needed=True)
        how = "按逐户录入的票" if cast.cast else "没有逐户录入，请写清点的票数"
        self.add_wide(label(how, "sub", wrap=True))
        self.add_wide(self.told)
        self._count()
        self.first_focus = self.day if cast.cast else self.votes[0]

    def counts(self) -> Counts:
        """What the fields say."""
        return Counts(*(field.value() for field in self.votes))

    def _count(self) -> None:
        outcome = Outcome(self.row.rule, self.row.eligible or 0, self.counts())
        self.told.setText(outcome.words if outcome.counts.cast else "还没有票")

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        counted = None if self.row.cast.cast else self.counts()
        done = service.decide(session, self.context.clerk, self.row.id, counted, self.when())
        outcome = Outcome(self.row.rule, self.row.eligible or 0, self.counts())
        said = "通过" if outcome.passed else "没有通过"
        return Carried(done.action_id, f"表决{said}：{self.row.title}", done.row_id)


class FinishSheet(_TopicAct):
    """登记办成."""

    def __init__(self, parent: QWidget, context: Context, row: TopicRow) -> None:
        super().__init__(parent, context, row, _face("登记办成", "task_alt", (600, 380), "登记"))
        self.outcome = paragraph("办成了什么，花了多少，效果怎么样", 130, row.result)
        self.add_row("办成日期", self.day, "done_on", needed=True)
        self.add_row("结果", self.outcome, "result", needed=True)
        self.first_focus = self.outcome

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        text = self.outcome.toPlainText()
        done = service.finish(session, self.context.clerk, self.row.id, text, self.when())
        return Carried(done.action_id, "已登记办成，下一步请居民评议", done.row_id)


class JudgeSheet(_TopicAct):
    """登记评议."""

    def __init__(self, parent: QWidget, context: Context, row: TopicRow) -> None:
        super().__init__(parent, context, row, _face("登记评议", "star", (540, 380), "登记"))
        self.votes = [count(0, MOST_PEOPLE, 0, "票") for _ in range(3)]
        for words, field in zip(("满意", "基本满意", "不满意"), self.votes, strict=True):
            self.add_row(words, field, "judgement" if words == "不满意" else "")
        self.add_row("评议日期", self.day, "judged_on", needed=True)
        self.first_focus = self.votes[0]

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        satisfied, fair, unsatisfied = (field.value() for field in self.votes)
        told = Judgement(satisfied, fair, unsatisfied, self.day.value())
        when = When(self.context.today(), self.context.calendar)
        done = service.judge(session, self.context.clerk, self.row.id, told, when)
        return Carried(done.action_id, f"已登记评议：{self.row.title}", done.row_id)


class DropSheet(_TopicAct):
    """不再议, with the reason."""

    def __init__(self, parent: QWidget, context: Context, row: TopicRow) -> None:
        super().__init__(parent, context, row, _face("不再议", "cancel", (540, 260), "不再议"))
        self.why = line("例如 物业已经自己修好", 200)
        self.add_row("原因", self.why, "why", needed=True)
        self.first_focus = self.why

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        when = When(self.context.today(), self.context.calendar)
        done = service.drop(session, self.context.clerk, self.row.id, self.why.text(), when)
        return Carried(done.action_id, f"不再议：{self.row.title}", done.row_id)
