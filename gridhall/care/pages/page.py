"""居民登记·关爱走访: who is to be visited today, who was missed, everybody, the visits."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.care.columns.lines import (
    ALL,
    LATE,
    LINES,
    MADE,
    PILLS,
    TODAY,
    Line,
    counts,
    lines,
)
from gridhall.care.pages.acts import CareActs
from gridhall.care.pages.panel import CarePanel
from gridhall.care.queries.board import Board, CareCard, board, card
from gridhall.issues.service.taking_back import take_back
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.qt.buttons import button
from gridhall.qt.context import Context

_TABLES = frozenset({"care_target", "care_visit", "person", "hours_entry"})
_MANNER = Manner(
    name="一位",
    placeholder="姓名、住址、谁去",
    columns=LINES,
    tables=_TABLES,
    pills=PILLS,
    glyph="elderly",
    side=460,
    row_px=50,
    key=lambda row: row.key,
)


class CarePage(ListedPage):
    """A visit is written down in six keys: Enter 1 6 ↑ Enter."""

    panel: CarePanel

    def __init__(self, context: Context) -> None:
        self.board: Board | None = None
        super().__init__(context, _MANNER, CarePanel())
        self.acts = CareActs(self)
        self.new_button = button("新增对象", "Ctrl+N", "", "add")
        self.plan_button = button("走访计划表", "Alt+J", "", "print")
        self.more_button = button("更多", "Alt+M", "text", "more_horiz")
        panel, acts = self.panel, self.acts
        self.bind(
            (
                (self.new_button, acts.add),
                (self.plan_button, acts.plan),
                (self.more_button, self._menu),
                (panel.visit_button, acts.visit),
                (panel.absent_button, acts.absent),
                (panel.postpone_button, acts.postpone),
            )
        )
        self.add_key("Ctrl+E", partial(self.act, acts.change))
        self.add_key("Ctrl+P", partial(self.act, acts.print_record))
        self.add_key("Alt+O", partial(self.act, acts.open_resident))
        self.ui.empty.acted.connect(partial(self.act, acts.add))
        self.idle.say("选一位", "这里显示走访的情况", "elderly")

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.more_button, self.plan_button, self.new_button)

    def reading(self) -> Callable[[Any], Any]:
        """Everybody and the latest visits."""
        today = self.context.today()
        return lambda session: board(session, today)

    def take(self, told: Any) -> None:
        """Pills with their counts."""
        self.board, today = told, self.context.today()
        numbers = counts(told, today)
        self.ui.pills.set_counts(PILLS, numbers)
        self.counted.emit(numbers[LATE] or 0)
        self.ui.countLabel.setText(f"关爱对象 {numbers[ALL] or 0} 人")
        self.ui.keysLabel.setText("Enter 登记走访 · Ctrl+E 修改 · Ctrl+P 打印记录")

    def rows(self) -> Sequence[Line]:
        """What the pill asks for."""
        if self.board is None:
            return ()
        return lines(self.board, max(0, self.ui.pills.current()), self.context.today())

    def typed_as(self, row: Line) -> str:
        """By name, place and who goes."""
        return f"{row.what} {row.place} {row.who} {row.below}"

    def reading_card(self, row: Line) -> Callable[[Any], Any]:
        """The card of whom the line is about."""
        return lambda session: card(session, row.target_id)

    def show_card(self, told: CareCard) -> None:
        """Fill the card."""
        self.panel.show_card(told, self.context.today())

    def open_row(self, row: Line) -> None:
        """Enter: a visit is written down; on a visit of the past, what it says."""
        if row.key[0] == "visit":
            self.acts.change()
        else:
            self.acts.visit_line(row)

    def say_empty(self) -> None:
        """Nobody is due: that is good; nobody is written down: begin."""
        empty, pill = self.ui.empty, max(0, self.ui.pills.current())
        empty.offer("")
        if self.board is None or not self.board.targets:
            said = "登记空巢、孤寡、残疾等要经常上门看望的居民，到日子会提醒"
            empty.say("还没有关爱对象", said, "elderly")
            empty.offer("新增对象", "Ctrl+N", "add")
        elif pill == TODAY:
            empty.say("今天没有要去的", "“本月”里有后面的安排", "task_alt")
        elif pill == LATE:
            empty.say("没有漏访、没有超期", "都按日子去了", "task_alt")
        elif pill == MADE:
            empty.say("还没有走访记录", "选一位，按 Enter 登记走访", "elderly")
        else:
            empty.say("这里没有人", "换上面的条件看看", "elderly")

    def show_target(self, target_id: int | None) -> None:
        """Somebody, as another page or a search wants it; None: what waits, the missed first."""
        if target_id is not None:
            self._show_line(ALL, ("target", target_id))
            return
        late = self.board is not None and (counts(self.board, self.context.today())[LATE] or 0)
        self._show_line(LATE if late or self.board is None else TODAY, None)

    def _show_line(self, pill: int, key: tuple[str, int] | None) -> None:
        self.ui.filterEdit.clear()
        self.ui.pills.choose(pill)
        self._wanted = key
        self.relist()

    def undo(self, session: Any, action_id: int) -> None:
        """An act of governance."""
        take_back(session, self.context.clerk, action_id)

    def documents(self) -> Any:
        """The papers of care."""
        from gridhall.care.documents import issuing

        return issuing

    def _menu(self) -> None:
        acts = self.acts

        def told(act: Callable[[], object]) -> Callable[[], object]:
            return partial(self.act, act)

        self.open_menu(
            self.more_button,
            (
                ("新增对象…", "Ctrl+N", told(acts.add)),
                ("修改…", "Ctrl+E", told(acts.change)),
                ("停止走访…", "", told(acts.end)),
                ("漏访原因…", "", told(acts.explain)),
                ("看居民卡", "Alt+O", told(acts.open_resident)),
                ("", "", None),
                ("打印走访计划表…", "Alt+J", told(acts.plan)),
                ("打印走访记录", "Ctrl+P", told(acts.print_record)),
            ),
        )
