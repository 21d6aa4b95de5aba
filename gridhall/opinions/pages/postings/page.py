"""公示红黑榜: one list with what is to be done first; the card shows what everybody sees."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.columns.postings import (
    LINES,
    OBJECTIONS,
    OVER,
    PILLS,
    TODO,
    Line,
    counts,
    lines,
    pill_of,
)
from gridhall.opinions.pages.postings.acts import PostingActs
from gridhall.opinions.pages.postings.panel import PostingPanel
from gridhall.opinions.queries.posting_board import (
    PostingCard,
    Postings,
    posting_card,
    postings,
)
from gridhall.opinions.rules.bulletins import say_quarter
from gridhall.organisation.pages.listed import TWO_PANES, ListedPage, Manner
from gridhall.qt.buttons import button
from gridhall.qt.context import Context

_TABLES = frozenset(
    {
        "public_notice", "objection", "honor_entry", "compact", "bulletin", "bulletin_article",
        "photo",
    }
)  # fmt: skip
_MANNER = Manner(
    name="一行",
    placeholder="标题、首字母",
    columns=LINES,
    tables=_TABLES,
    pills=PILLS,
    glyph="campaign",
    side=460,
    row_px=50,
    key=lambda row: row.key,
)
_EMPTY = {
    TODO: ("没有要办的", "拟公示按 Ctrl+N，记红黑榜按 Alt+H"),
    OBJECTIONS: ("没有待答复的异议", "有人提出时，选那份公示按“登记异议”"),
    OVER: ("还没有结束的", "撤下、下榜、废止以后在这里查"),
}


class PostingsPage(ListedPage):
    """What is posted in public: pills by kind, 要办 in front."""

    panel: PostingPanel

    def __init__(self, context: Context) -> None:
        self.told: Postings | None = None
        super().__init__(context, _MANNER, PostingPanel())
        self.acts = PostingActs(self)
        self.notice_button = button("拟公示", "Ctrl+N", "", "add")
        self.honor_button = button("记红黑榜", "Alt+H", "", "stars")
        self.bulletin_button = button("开编邻里报", "Alt+B", "", "description")
        self.more_button = button("更多", "Alt+M", "text", "more_horiz")
        acts, side = self.acts, self.panel
        self.bind(
            (
                (self.notice_button, acts.add_notice),
                (self.honor_button, acts.add_honor),
                (self.bulletin_button, acts.add_bulletin),
                (self.more_button, self._menu),
                (side.first, acts.first),
                (side.second, acts.second),
                (side.third, acts.third),
                (side.photos, acts.photos),
                (side.answer, acts.answer),
                (side.drop, acts.drop),
            )
        )
        self._bind_tables()
        self.add_key("Alt+G", partial(self.act, self.acts.add_compact))
        self.add_key("Ctrl+E", partial(self.act, self.acts.change))
        self.add_key("Ctrl+P", partial(self.act, self.acts.print_line))
        self.idle.say("选一行", "这里显示大家看到的文字和办过的事", "campaign")
        self._order()

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.more_button, self.bulletin_button, self.honor_button, self.notice_button)

    def show_for_width(self, effective: int) -> None:
        """Where it is narrow 开编邻里报 is in 更多; its key stays."""
        self.bulletin_button.setVisible(effective >= TWO_PANES)
        super().show_for_width(effective)

    # The list

    def reading(self) -> Callable[[Any], Any]:
        """Everything at once: a hall posts hundreds of sheets, not thousands."""
        today = self.context.today()
        return lambda session: postings(session, today)

    def take(self, told: Postings) -> None:
        """Pills with their counts; what is to be done stands in the view's title."""
        self.told = told
        numbers = counts(told, self.context.today())
        self.ui.pills.set_counts(PILLS, numbers)
        self.counted.emit(numbers[TODO] or 0)
        hanging = sum(one.state == "posted" for one in told.notices)
        on_board = sum(one.state == "published" for one in told.honors)
        quarter = f" · {say_quarter(told.missing)}邻里报没有开编（Alt+B）" if told.missing else ""
        self.ui.countLabel.setText(f"公示中 {hanging} 份 · 在榜 {on_board} 条{quarter}")
        self.ui.keysLabel.setText("Enter 办下一步 · Ctrl+E 修改 · Ctrl+P 打印")

    def rows(self) -> Sequence[Line]:
        """What the pill asks for."""
        if self.told is None:
            return ()
        return lines(self.told, self.ui.pills.current(), self.context.today())

    def typed_as(self, row: Line) -> str:
        """By title, number, place."""
        return f"{row.what} {row.below} {row.where}"

    def reading_card(self, row: Line) -> Callable[[Any], Any]:
        """The card of the line."""
        return lambda session: posting_card(session, *row.key)

    def show_card(self, told: PostingCard) -> None:
        """Fill the card."""
        self.panel.show_card(told, self.context.today())

    def open_row(self, row: Line) -> None:
        """Enter on a row: its next step; an objection is answered."""
        self.acts.answer() if row.key[0] == "objection" else self.acts.first()

    def say_empty(self) -> None:
        """Why there is nothing, and the next step."""
        pill = self.ui.pills.current()
        usual = (f"还没有{PILLS[pill]}", "按 Alt+M 看能做什么")
        self.ui.empty.say(*_EMPTY.get(pill, usual), "campaign")
        self.ui.empty.offer("")

    def show_posting(self, kind: str, row_id: int) -> None:
        """A record that the search or 今日 leads to, under the pill that has it."""
        with self.context.db.read() as session:
            row = posting_card(session, kind, row_id).row
        pill = OBJECTIONS if kind == "objection" else pill_of(row)
        self.choose_line(pill, (kind, row_id))
        self.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Acts

    def documents(self) -> Any:
        """The papers of what is posted."""
        from gridhall.opinions.documents import posting_issuing

        return posting_issuing

    def undo(self, session: Any, action_id: int) -> None:
        """An act of governance."""
        take_back(session, self.context.clerk, action_id)

    def _bind_tables(self) -> None:
        panel, acts = self.panel, self.acts
        panel.slip.clicked.connect(partial(self.act, acts.print_slip))
        for made, keys, by in ((panel.up, "Alt+Up", -1), (panel.down, "Alt+Down", 1)):
            made.bind_key(keys).clicked.connect(partial(self.act, partial(acts.move, by)))
        panel.articles.opened.connect(lambda row: self.act(partial(acts.rewrite, row)))
        panel.objections.opened.connect(lambda _row: self.act(acts.answer))

    def _order(self) -> None:
        """Tab goes as the eye does: the box, the pills, the list."""
        ui = self.ui
        stops = (ui.filterEdit, *ui.pills.findChildren(QAbstractButton), ui.table)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _menu(self) -> None:
        acts, act = self.acts, self.act
        self.open_menu(
            self.more_button,
            (
                ("拟公示…", "Ctrl+N", partial(act, acts.add_notice)),
                ("记红黑榜…", "Alt+H", partial(act, acts.add_honor)),
                ("拟居民公约…", "Alt+G", partial(act, acts.add_compact)),
                ("开编邻里报…", "Alt+B", partial(act, acts.add_bulletin)),
                ("", "", None),
                ("修改…", "Ctrl+E", partial(act, acts.change)),
                ("打印这一行", "Ctrl+P", partial(act, acts.print_line)),
                ("打印全社区红黑榜", "", partial(act, acts.print_board)),
            ),
        )
