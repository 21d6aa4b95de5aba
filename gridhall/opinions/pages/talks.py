"""居民登记·诉求民意: needs surveys, reception days and topics in one list."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.columns.talks import (
    GOING,
    KINDS,
    LINES,
    PILLS,
    RECEPTIONS,
    SURVEYS,
    TOPICS,
    Line,
    counts,
    line_of,
    lines,
)
from gridhall.opinions.pages.talks_acts import TalksActs
from gridhall.opinions.pages.talks_panel import TalksPanel
from gridhall.opinions.queries.talks import Board, TalkCard, board, card
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.organisation.pages.listed import TWO_PANES, ListedPage, Manner
from gridhall.qt.buttons import button
from gridhall.qt.context import Context

_TABLES = frozenset(
    {
        "demand_survey", "survey_visit", "survey_answer", "survey_outcome", "survey_question",
        "autonomy_topic", "topic_vote", "reception_day", "reception_visit", "issue",
    }
)  # fmt: skip
_MANNER = Manner(
    name="一行",
    placeholder="题目、编号、地点，或首字母",
    columns=LINES,
    tables=_TABLES,
    pills=PILLS,
    glyph="campaign",
    side=460,
    row_px=50,
    key=lambda row: row.key,
)
_NEW = {SURVEYS: "新建调查", RECEPTIONS: "排接待日", TOPICS: "提议题"}


class TalksPage(ListedPage):
    """What residents want: asked for, brought to a reception day, or decided by themselves."""

    panel: TalksPanel

    def __init__(self, context: Context) -> None:
        self.board: Board | None = None
        self._stays: tuple[tuple[str, int], int] | None = None  # what was acted on, and its place
        super().__init__(context, _MANNER, TalksPanel())
        self.acts = TalksActs(self)
        self.new_button = button("新建调查", "Ctrl+N", "", "add")
        self.plan_button = button("排接待日", "Alt+J", "", "event")
        self.topic_button = button("提议题", "Alt+W", "", "add_circle")
        self.more_button = button("更多", "Alt+M", "text", "more_horiz")
        panel, acts = self.panel, self.acts
        self.bind(
            (
                (self.new_button, acts.add),
                (self.more_button, self._menu),
            )
        )
        for made, keys, act in (
            (self.plan_button, "Alt+J", acts.plan),
            (self.topic_button, "Alt+W", acts.propose),
            (panel.first, "Alt+R", acts.first),
            (panel.second, "Alt+X", acts.second),
            (panel.third, "Alt+S", acts.third),
        ):  # keys of the page: those of a hidden button would say nothing
            made.setParent(made.parentWidget() or self)
            made.clicked.connect(partial(self.act, act))
            self.add_key(keys, partial(self.act, act))
        self.add_key("Ctrl+P", partial(self.act, acts.print_line))
        self.add_key("Alt+O", partial(self.act, acts.open_issue))
        self.ui.pills.chosen.connect(self._follow_pill)
        self.idle.say("选一行", "这里显示它的情况和经过", "campaign")

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.more_button, self.topic_button, self.plan_button, self.new_button)

    # The list

    def reading(self) -> Callable[[Any], Any]:
        """Everything at once: a hall has some dozens of lines."""
        today = self.context.today()
        return lambda session: board(session, today)

    def take(self, told: Any) -> None:
        """Pills with their counts."""
        self.board, today = told, self.context.today()
        numbers = counts(told, today)
        self.ui.pills.set_counts(PILLS, numbers)
        late = sum(line.tone == "red" for line in lines(told, GOING, today))
        self.counted.emit(late)
        self.ui.countLabel.setText(f"在办 {numbers[GOING] or 0} 项")
        self.ui.keysLabel.setText("Enter 办理 · Ctrl+P 打印 · Ctrl+N 新建")

    def rows(self) -> Sequence[Line]:
        """What the pill asks for; what was just acted on stays while it is chosen."""
        if self.board is None:
            return ()
        listed = lines(self.board, self.ui.pills.current(), self.context.today())
        chosen = self.ui.table.current()
        if self._stays is None or chosen is None or chosen.key != self._stays[0]:
            self._stays = None
            return listed
        key, place = self._stays
        mine = line_of(self.board, key, self.context.today())
        if mine is not None and all(one.key != key for one in listed):
            listed.insert(place, mine)
        return listed

    def typed_as(self, row: Line) -> str:
        """By title, number and place."""
        return f"{row.what} {row.below} {row.place}"

    def reading_card(self, row: Line) -> Callable[[Any], Any]:
        """The card of the line."""
        return lambda session: card(session, *row.key)

    def show_card(self, told: TalkCard) -> None:
        """Fill the card."""
        self.panel.show_card(told, self.context.today())

    def read_now(self) -> None:
        """The card of the line that is chosen, at once: a key was quicker than the worker."""
        chosen, told = self.ui.table.current(), self.panel.card
        if chosen is None or (told is not None and (told.kind, told.row.id) == chosen.key):
            return
        self._asked += 1  # what is on its way is late
        with self.context.db.read() as session:
            self.show_card(card(session, *chosen.key))
        self.ui.sideStack.setCurrentWidget(self.panel)

    def open_row(self, row: Line) -> None:
        """Enter on a row: its first act."""
        self.acts.first()

    def say_empty(self) -> None:
        """Nothing is going on: begin something."""
        empty, pill = self.ui.empty, self.ui.pills.current()
        if pill == GOING:
            empty.say("现在没有在办的", "按 Ctrl+N 新建调查，Alt+J 排接待日", "campaign")
        else:
            empty.say(f"还没有{PILLS[pill]}", f"按 Ctrl+N {_NEW[pill]}", "campaign")
        empty.offer("")

    def show_line(self, pill: int, kind: str, done: Carried) -> None:
        """What was just made is chosen."""
        if done.organisation_id is not None:
            self.choose_line(pill, (kind, done.organisation_id))

    def show_found(self, kind: str, row_id: int) -> None:
        """A survey, topic or reception day that a search, 今日 or another page leads to."""
        self.choose_line(KINDS[kind], (kind, row_id))

    def choose_line(self, pill: int, key: Any) -> None:
        """Show a line under its pill; Ctrl+N makes what the pill holds."""
        super().choose_line(pill, key)
        self._follow_pill(pill)

    def tell(self, done: Carried) -> None:
        """What was acted on stays chosen: the next key is for it, not for the line below."""
        chosen = self.ui.table.current()
        if chosen is not None:
            self._stays = chosen.key, self.model.find(chosen.key)
        super().tell(done)

    def documents(self) -> Any:
        """The papers of surveys, topics and reception days."""
        from gridhall.opinions.documents import issuing_talks

        return issuing_talks

    def undo(self, session: Any, action_id: int) -> None:
        """An act of governance."""
        take_back(session, self.context.clerk, action_id)

    # Its look

    def _follow_pill(self, pill: int) -> None:
        """The button says what Ctrl+N makes under this pill."""
        self._stays = None
        self._show_beginnings(pill)

    def _show_beginnings(self, pill: int) -> None:
        self.new_button.setText(_NEW.get(pill, _NEW[SURVEYS]))
        wide = self._effective >= TWO_PANES  # else they stand in 更多 only
        self.plan_button.setVisible(wide and pill != RECEPTIONS)
        self.topic_button.setVisible(wide and pill != TOPICS)

    def show_for_width(self, effective: int) -> None:
        """Where it is narrow, what is begun less often stands in 更多."""
        super().show_for_width(effective)
        self._show_beginnings(self.ui.pills.current())

    def _menu(self) -> None:
        acts = self.acts

        def told(act: Callable[[], object]) -> Callable[[], object]:
            return partial(self.act, act)

        self.open_menu(
            self.more_button,
            (
                ("新建调查…", "", told(acts.new_survey)),
                ("排接待日…", "Alt+J", told(acts.plan)),
                ("提议题…", "Alt+W", told(acts.propose)),
                ("", "", None),
                ("处理剩下的诉求…", "", told(acts.settle_more)),
                ("议题转吹哨台账", "", told(acts.topic_issue)),
                ("记来访的答复…", "", told(acts.answer)),
                ("看转成的问题", "Alt+O", told(acts.open_issue)),
                ("", "", None),
                ("打印这一行的文书", "Ctrl+P", told(acts.print_line)),
                ("打印调查表…", "", told(acts.print_forms)),
                ("打印诉求排序公布表", "", told(acts.print_ranking)),
                ("打印表决票…", "", told(acts.print_ballots)),
                ("打印接待日公告", "", told(acts.print_notice)),
            ),
        )
