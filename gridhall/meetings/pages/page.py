"""组织架构·联席会议: meetings and debriefs in one list; the room's screen; papers by Ctrl+P."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gridhall.issues.service.taking_back import take_back
from gridhall.meetings.columns.meetings import (
    AHEAD,
    ALL,
    CANCELLED,
    LINES,
    PILLS,
    Line,
    counts,
    lines,
)
from gridhall.meetings.pages.acts import MeetingActs
from gridhall.meetings.pages.panel import MeetingPanel, Told
from gridhall.meetings.queries.cards import MeetingCard, meeting_card
from gridhall.meetings.queries.debriefs import DebriefRow, debrief_row, debriefs
from gridhall.meetings.queries.meetings import (
    Due,
    MeetingFilter,
    MeetingRow,
    due_meeting,
    meetings,
    next_meeting,
)
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.qt.buttons import button
from gridhall.qt.context import Context

_TABLES: Final = frozenset(
    {"joint_meeting", "meeting_member", "agenda_item", "debrief", "issue", "tenure", "paper"}
)
_EVERY: Final = ("planned", "noticed", "open", "held", "minuted", "cancelled")
_MANNER: Final = Manner(
    name="会议",
    placeholder="月份、地点、主持人首字母",
    columns=LINES,
    tables=_TABLES,
    pills=PILLS,
    glyph="gavel",
    side=470,
    row_px=50,
    key=lambda row: row.key,
)


@dataclass(frozen=True, slots=True)
class MeetingsTold:
    """What the list is made of."""

    meetings: Sequence[MeetingRow]
    debriefs: Sequence[DebriefRow]
    due: Due | None
    next_id: int | None


class MeetingsPage(ListedPage):
    """Arrows walk the meetings, Enter goes on with one: notice, room, minutes."""

    panel: MeetingPanel

    def __init__(self, context: Context) -> None:
        super().__init__(context, _MANNER, MeetingPanel())
        self.told = MeetingsTold((), (), None, None)
        self._is_first = True
        self.acts = MeetingActs(self)
        self.new_button = button("安排会议", "Ctrl+N", "", "add")
        self.debrief_button = button("登记述职", "Alt+J", "", "person_check")
        self.more_button = button("更多", "Alt+M", "text", "more_horiz")
        acts, panel = self.acts, self.panel
        self.bind(
            (
                (self.new_button, acts.plan),
                (self.debrief_button, acts.debrief),
                (self.more_button, self._menu),
                (panel.first, acts.first),
                (panel.second, acts.second),
                (panel.third, acts.third),
            )
        )
        for keys, act in (
            ("Ctrl+E", acts.change),
            ("Ctrl+P", acts.print_next),
            ("Alt+Y", acts.invite),
            ("Alt+X", acts.add_item),
        ):
            self.add_key(keys, partial(self.act, act))
        self.ui.empty.acted.connect(partial(self.act, acts.plan))
        self.ui.notice.acted.connect(partial(self.act, self._follow_notice))
        panel.agenda.opened.connect(acts.open_issue)

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.more_button, self.debrief_button, self.new_button)

    # The list

    def reading(self) -> Callable[[Any], MeetingsTold]:
        """Every meeting and debrief; a hall has dozens, not thousands."""
        today = self.context.today()

        def read(session: Any) -> MeetingsTold:
            coming = next_meeting(session, today)
            return MeetingsTold(
                meetings(session, MeetingFilter(states=_EVERY)),
                debriefs(session),
                due_meeting(session, today),
                coming.id if coming else None,
            )

        return read

    def take(self, told: MeetingsTold) -> None:
        """Pills with their counts; the reminder where this month has had none."""
        self.told = told
        numbers = counts(told.meetings, told.debriefs)
        self.ui.pills.set_counts(PILLS, numbers)
        self.counted.emit(numbers[AHEAD])
        open_one = next((one for one in told.meetings if one.state == "open"), None)
        going_on = f" · 正在开：{open_one.words}" if open_one else ""
        self.ui.countLabel.setText(
            f"联席会议 {numbers[ALL] - numbers[CANCELLED]} 次 · 述职 {numbers[-1]} 份{going_on}"
        )
        self.ui.keysLabel.setText("Enter 接着办 · Ctrl+P 打印 · Ctrl+N 安排")
        self._remind(told.due)
        if self._is_first:
            self._is_first = False
            self._wanted = ("meeting", told.next_id) if told.next_id is not None else None

    def rows(self) -> Sequence[Line]:
        """What the pill asks for."""
        pill = max(0, self.ui.pills.current())
        return lines(self.told.meetings, self.told.debriefs, pill, self.context.today())

    def typed_as(self, row: Line) -> str:
        """By title, place, host, day."""
        return f"{row.what} {row.below} {row.day}"

    def reading_card(self, row: Line) -> Callable[[Any], Told]:
        """The meeting with its agenda, or the debrief."""
        kind, row_id = row.key
        today = self.context.today()
        if kind == "debrief":
            return lambda session: debrief_row(session, row_id)
        return lambda session: meeting_card(session, row_id, today)

    def show_card(self, told: Told) -> None:
        """Fill the card."""
        if isinstance(told, MeetingCard):
            self.panel.show_meeting(told, self.context.today())
        else:
            self.panel.show_debrief(told)

    def open_row(self, row: Line) -> None:
        """Enter on a row: its first act."""
        self.acts.first()

    def say_empty(self) -> None:
        """No meeting yet, or none of this kind."""
        pill, empty = max(0, self.ui.pills.current()), self.ui.empty
        if pill == ALL:
            said = "没办结的问题会自动列进议题，席位上的成员自动请到"
            empty.say("还没有开过联席会议", said, "gavel")
            empty.offer("安排会议", "Ctrl+N", "add")
        else:
            empty.say(f"“{PILLS[pill]}”里没有", "按 ← 回到“全部”", "check_circle")
            empty.offer("")

    def choose_meeting(self, meeting_id: int) -> None:
        """Show a meeting, as another page wants it."""
        self._is_first = False
        self.choose_line(ALL, ("meeting", meeting_id))

    def show_next(self) -> None:
        """The meeting that comes next, or is being held."""
        with self.context.db.read() as session:
            coming = next_meeting(session, self.context.today())
        if coming is not None:
            self.choose_meeting(coming.id)
        self.ui.table.setFocus()

    def choose_debrief(self, debrief_id: int) -> None:
        """Show a debrief."""
        self._is_first = False
        self.choose_line(len(PILLS) - 1, ("debrief", debrief_id))

    def documents(self) -> Any:
        """The papers of meetings."""
        from gridhall.meetings.documents import issuing

        return issuing

    def undo(self, session: Any, action_id: int) -> None:
        """An act of governance."""
        take_back(session, self.context.clerk, action_id)

    def tell(self, done: Carried) -> None:
        """Say what was done, and how to take it back; the arrows go on in the list."""
        super().tell(done)
        self.ui.table.setFocus()

    def _remind(self, due: Due | None) -> None:
        notice = self.ui.notice
        if due is None:
            notice.hide()
        elif due.planned is None:
            notice.say("amber", due.words, "安排会议", "Ctrl+N")
        elif due.planned.held_on < self.context.today():
            words = f"“{due.planned.title}”安排在 {due.planned.held_on}，过了日子还没开"
            notice.say("amber", words, "看这次会议")
        else:
            notice.hide()

    def _follow_notice(self) -> None:
        due = self.told.due
        if due is not None and due.planned is not None:
            self.choose_meeting(due.planned.id)
        else:
            self.acts.plan()

    def _menu(self) -> None:
        acts, papers = self.acts, self.acts.papers
        self.open_menu(
            self.more_button,
            (
                ("邀请参会人员…", "Alt+Y", acts.invite),
                ("加议题…", "Alt+X", acts.add_item),
                ("修改会议…", "Ctrl+E", acts.change),
                ("取消会议…", "", acts.cancel),
                ("重新记录…", "", acts.reopen),
                ("", "", None),
                ("打印会议通知", "", papers.notice),
                ("打印议题清单", "", papers.agenda),
                ("打印签到表", "", papers.sign_in),
                ("打印会议纪要", "", papers.minutes),
                ("打印交办单", "", papers.slips),
                ("打印述职评议表", "", papers.debrief),
                ("打印轮值表", "", papers.rotation),
            ),
        )
