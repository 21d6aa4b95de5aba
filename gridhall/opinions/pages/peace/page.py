"""居民登记·调解排查: mediations, hazards with their rounds, thematic registers in one list."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.columns.peace import (
    HAZARDS,
    KINDS,
    LINES,
    MEDIATIONS,
    PILLS,
    THEMES,
    Line,
    counts,
    late,
    lines,
)
from gridhall.opinions.pages.peace.acts import PeaceActs
from gridhall.opinions.pages.peace.panel import PeacePanel
from gridhall.opinions.queries.peace_board import PeaceBoard, PeaceCard, board, card
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.qt.buttons import button
from gridhall.qt.context import Context

_TABLES = frozenset(
    {
        "mediation", "mediation_party", "inspection", "hazard", "theme_register", "theme_entry",
        "photo", "attachment", "issue", "hall_setting",
    }
)  # fmt: skip
_MANNER = Manner(
    name="一行",
    placeholder="题目、编号、当事人、地点，或首字母",
    columns=LINES,
    tables=_TABLES,
    pills=PILLS,
    glyph="gavel",
    side=460,
    row_px=50,
    key=lambda row: row.key,
)
_NEW = {MEDIATIONS: "受理调解", HAZARDS: "登记排查", THEMES: "建专项台账"}


class PeacePage(ListedPage):
    """Disputes that are mediated, hazards that are mended, themes that get better."""

    panel: PeacePanel

    def __init__(self, context: Context) -> None:
        self.board: PeaceBoard | None = None
        super().__init__(context, _MANNER, PeacePanel())
        self.acts = PeaceActs(self)
        self.new_button = button("受理调解", "Ctrl+N", "", "add")
        self.inspect_button = button("登记排查", "Alt+J", "", "fact_check")
        self.theme_button = button("建专项台账", "Alt+B", "", "add_circle")
        self.more_button = button("更多", "Alt+M", "text", "more_horiz")
        panel, acts = self.panel, self.acts
        for made, act in (
            (self.new_button, acts.add), (self.inspect_button, acts.inspect),
            (self.theme_button, acts.begin), (self.more_button, self._menu),
        ):  # fmt: skip
            made.setParent(self)
            made.bind_key().clicked.connect(partial(self._pressed, act))
        for made, act in (
            (panel.first, acts.first), (panel.second, acts.second), (panel.third, acts.third),
            (panel.photos, acts.photos), (panel.drop, acts.drop_line),
        ):  # fmt: skip
            made.bind_key().clicked.connect(partial(self._pressed, act))
        panel.kept.opened.connect(lambda _row: self.act(acts.change_line))
        panel.found.opened.connect(lambda row: self.act(partial(acts.show_hazard, row)))
        for keys, act in (
            ("Ctrl+E", acts.change), ("Ctrl+P", acts.print_line), ("Alt+W", acts.hand_on),
            ("Alt+O", acts.open_issue),
        ):  # fmt: skip
            self.add_key(keys, partial(self.act, act))
        self.ui.pills.chosen.connect(self._follow_pill)
        self.idle.say("选一行", "这里显示它的情况和经过", "gavel")
        self._follow_pill(MEDIATIONS)

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.more_button, self.theme_button, self.inspect_button, self.new_button)

    # The list

    def reading(self) -> Callable[[Any], Any]:
        """Everything at once: a hall has some hundreds of lines."""
        today = self.context.today()
        return lambda session: board(session, today)

    def take(self, told: PeaceBoard) -> None:
        """Pills with their counts; this year's figures above the list."""
        self.board = told
        self.ui.pills.set_counts(PILLS, counts(told))
        self.counted.emit(late(told, self.context.today()))
        self.ui.countLabel.setText(f"今年{told.figures.words}")
        self.ui.keysLabel.setText("Enter 办理 · Ctrl+P 打印")

    def rows(self) -> Sequence[Line]:
        """What the pill asks for."""
        if self.board is None:
            return ()
        return lines(self.board, self.ui.pills.current(), self.context.today())

    def typed_as(self, row: Line) -> str:
        """By title, number, parties and place."""
        return f"{row.what} {row.below} {row.where} {row.typed}"

    def reading_card(self, row: Line) -> Callable[[Any], Any]:
        """The card of the line."""
        return lambda session: card(session, *row.key)

    def show_card(self, told: PeaceCard) -> None:
        """Fill the card."""
        self.panel.show_card(told, self.context.today())

    def open_row(self, row: Line) -> None:
        """Enter on a row: its first act."""
        self.acts.first()

    def say_empty(self) -> None:
        """Nothing there: begin something."""
        pill = self.ui.pills.current()
        self.ui.empty.say(f"还没有{PILLS[pill]}", f"按 Ctrl+N {_NEW[pill]}", "gavel")
        self.ui.empty.offer("")

    def choose_line(self, pill: int, key: tuple[str, int]) -> None:
        """Show a line under its pill."""
        self.ui.filterEdit.clear()
        self.ui.pills.choose(pill)
        self._follow_pill(pill)
        self._wanted = key
        self.relist()

    def show_found(self, kind: str, row_id: int) -> None:
        """A record that a search or another page leads to."""
        self.choose_line(KINDS[kind], (kind, row_id))
        self.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_due(self) -> None:
        """What 今日 tells of: the pill with more that is overdue, its first line."""
        told, today = self.board, self.context.today()
        reds = 0 if told is None else sum(one.due(today)[1] == "red" for one in told.mediations)
        pill = MEDIATIONS if reds else HAZARDS
        self.ui.filterEdit.clear()
        self.ui.pills.choose(pill)
        self._follow_pill(pill)
        self.relist()
        self.ui.table.choose_first()
        self.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_card_of(self, kind: str, row_id: int) -> None:
        """The card of a hazard that has no line of its own any more, beside its round."""
        if self.ui.table.choose((kind, row_id)):
            return
        with self.context.db.read() as session:
            self.show_card(card(session, kind, row_id))

    def tell(self, done: Carried) -> None:
        """Say what was done, and how to take it back."""
        acts = [one for one in (done.action_id, *reversed(done.also)) if one is not None]
        context = self.context

        def undo() -> None:
            with context.db.write() as session:
                for one in acts:
                    take_back(session, context.clerk, one)

        context.desk.toast(done.words, undo if acts else None)

    # Its look

    def _follow_pill(self, pill: int) -> None:
        """The button says what Ctrl+N makes under this pill."""
        self.new_button.setText(_NEW[pill])
        self.inspect_button.setVisible(pill != HAZARDS)
        self.theme_button.setVisible(pill != THEMES)

    def _pressed(self, act: Callable[[], object], _checked: object = None) -> None:
        self.act(act)

    def _menu(self) -> None:
        acts, act = self.acts, self.act
        self.open_menu(
            self.more_button,
            (
                ("受理调解…", "", partial(act, acts.take_in)),
                ("登记排查…", "Alt+J", partial(act, acts.inspect)),
                ("建专项台账…", "Alt+B", partial(act, acts.begin)),
                ("", "", None),
                ("修改…", "Ctrl+E", partial(act, acts.change)),
                ("转吹哨台账", "Alt+W", partial(act, acts.hand_on)),
                ("看转成的问题", "Alt+O", partial(act, acts.open_issue)),
                ("", "", None),
                ("打印这一行的文书", "Ctrl+P", partial(act, acts.print_line)),
                ("打印调解登记表、排查记录", "", partial(act, acts.print_record)),
            ),
        )
