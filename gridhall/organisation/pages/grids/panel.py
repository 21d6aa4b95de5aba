"""One grid: households, whose it is, its 1+1, its buildings, what was done to it."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from gridhall.organisation.columns.grids import (
    ACTS,
    BUILDINGS,
    building_lines,
    gaps,
    share,
    state_tone,
    state_words,
)
from gridhall.organisation.columns.seats import seat_columns
from gridhall.organisation.pages.side import FactsPart, ShortTable, SidePanel, buttons
from gridhall.organisation.queries.grids import GridCard, GridLine
from gridhall.organisation.queries.seats import SeatRow
from gridhall.qt.buttons import Btn, button
from gridhall.qt.labels import label, set_look
from gridhall.qt.table import Column

# Of a seat's columns as many as the card is wide; px at 100 %.
_SEATS = {"席位": 96, "任职人": 80, "联系电话": 118, "状态": 108}
_LATEST = 6  # acts on the card


@dataclass(frozen=True, slots=True)
class GridView:
    """Everything the card shows; `path` is what stands above the grid."""

    card: GridCard
    seats: tuple[SeatRow, ...]
    path: str


class GridPanel(SidePanel):
    """Shows a grid; what is pressed is told by its button."""

    seat_opened = Signal(object)  # SeatRow

    def __init__(self, today: date) -> None:
        super().__init__()
        self.view: GridView | None = None
        self.words, self.bar, self.facts = label("", "b"), QProgressBar(), FactsPart()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.seats = ShortTable(_narrow(today), "网格员席位，Enter 打开任职人", 4)
        self.buildings = ShortTable(BUILDINGS, "楼栋单元", 9)
        self.acts = ShortTable(ACTS, "网格的经过", _LATEST)
        self.appoint_button = button("任命…", "Alt+R", "", "person_add")
        self.relieve_button = button("离任…", "Alt+L")
        self.seat_button = button("席位", "Alt+S", "", "more_horiz")
        self.give_button = button("划单元…", "Alt+E", "text", "add")
        self.history_button = button("全部经过…", "Ctrl+H", "text", "history")
        self.change_button = button("修改…", "Ctrl+E", "", "edit")
        self.split_button = button("拆分…", "", "", "swap_horiz")
        self.merge_button = button("合并…", "", "", "handshake")
        self._build()
        self.seats.opened.connect(self.seat_opened)

    def writing(self) -> tuple[Btn, ...]:
        """The buttons that are not there on a past day."""
        return (
            self.appoint_button, self.relieve_button, self.give_button, self.change_button,
            self.split_button, self.merge_button,
        )  # fmt: skip

    def seat(self) -> SeatRow | None:
        """The seat that is chosen."""
        row: SeatRow | None = self.seats.current()
        return row

    def show_view(self, view: GridView, *, may_change: bool) -> None:
        """Another grid, or the same anew."""
        self.view, line, missing = view, view.card.line, gaps(view.seats)
        tone = state_tone(line)
        state = state_words(line.households, line.least, line.most)
        self.show_head(view.path, f"{line.code} {line.name}", [(state, tone), (missing, "amber")])
        self._show_size(line, tone)
        self.facts.show_facts(
            [
                ("所属组织", line.organisation_name or "没有归属"),
                ("四至", line.area or "没有填"),
                ("监督电话", line.supervision_phone or "没有填"),
                ("启用", str(line.active_from or "登记以前")),
                ("撤销", str(line.active_to or "")),
            ]
        )
        self.seats.show_rows(view.seats)
        self._seats_part.say("" if view.seats else "还没有席位，按“席位”设 1+1")
        rows = building_lines(view.card.entrances)
        self.buildings.show_rows(rows)
        self._places_part.say(f"{len(rows)} 栋 {len(view.card.entrances)} 个单元")
        self.acts.show_rows(view.card.history[:_LATEST])
        self._acts_part.say("" if view.card.history else "还没有变动")
        for made in self.writing():
            made.setVisible(may_change)
        self.settle()

    def _show_size(self, line: GridLine, tone: str) -> None:
        range_ = f"{line.least}—{line.most} 户为正常"
        self.words.setText(f"{line.households:,} 户　目标 {line.target} 户，{range_}")
        self.bar.setValue(round(1000 * min(share(line.households, line.target), 1.0)))
        self.bar.setAccessibleName(self.words.text())
        set_look(self.bar, tone=tone)

    def _build(self) -> None:
        self.add_section("", [self.words, self.bar, self.facts])
        row = buttons(self.appoint_button, self.relieve_button, self.seat_button)
        self._seats_part = self.add_section("网格员", [self.seats, row])
        self._places_part = self.add_section("楼栋单元", [self.buildings])
        self._places_part.row.addWidget(self.give_button)
        self._acts_part = self.add_section("经过", [self.acts])
        self._acts_part.row.addWidget(self.history_button)
        self.set_foot([self.split_button, self.merge_button], [self.change_button])


def _narrow(today: date) -> list[Column[SeatRow]]:
    known = {one.heading: one for one in seat_columns(today)}
    return [
        replace(known[heading], width=width, stretch=heading == "任职人")
        for heading, width in _SEATS.items()
    ]
