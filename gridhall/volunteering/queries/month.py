"""A month as its calendar shows it: a tile for each date, with the service day held on it."""

import calendar as months
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.volunteering.labels import TILE_WORDS
from gridhall.volunteering.queries.days import DayRow, days


@dataclass(frozen=True, slots=True)
class Tile:
    """A date of the month; `word` and `tone` say how the day stands, "" on an ordinary date."""

    day: date
    word: str = ""  # 满, 缺4, 未排, 结束; on a nominal date left behind: 改期, 并入, 不办
    tone: str = ""  # green, amber, grey: a colour of the theme, never the only sign
    row: DayRow | None = None  # held on this date
    others: tuple[DayRow, ...] = ()  # further activities of this date
    left: DayRow | None = None  # its nominal date is this one, it is held elsewhere or not at all
    is_working: bool = True
    is_holiday: bool = False
    is_past: bool = False

    @property
    def said(self) -> str:
        """The tile in words, for a screen reader and a tooltip."""
        told = f"{self.day.month}月{self.day.day}日"
        if self.row is not None:
            told += f" {self.row.name} {self.word}"
            if self.row.nominal not in (None, self.day):
                told += f"（{self.row.reason}）"
        if self.left is not None:
            told += f" 原定的服务日：{self.left.reason}"
        return told


def month(session: Session, calendar: WorkCalendar, first: date, today: date) -> tuple[Tile, ...]:
    """Every date of the month that `first` lies in."""
    start = first.replace(day=1)
    last = first.replace(day=months.monthrange(first.year, first.month)[1])
    rows = days(session, calendar, start, last)
    held: dict[date, list[DayRow]] = defaultdict(list)
    left: dict[date, DayRow] = {}
    for row in rows:
        if row.held_on is not None and row.state != "merged":
            held[row.held_on].append(row)
        if row.nominal is not None and row.held_on != row.nominal:
            left[row.nominal] = row
    ordinals = range(start.toordinal(), last.toordinal() + 1)
    dates = [date.fromordinal(one) for one in ordinals]
    return tuple(_tile(day, held[day], left.get(day), (calendar, today)) for day in dates)


def _tile(
    day: date, rows: list[DayRow], left: DayRow | None, about: tuple[WorkCalendar, date]
) -> Tile:
    calendar, today = about
    word, tone = how_it_stands(rows[0], today) if rows else ("", "")
    if left is not None and not rows:
        word, tone = TILE_WORDS.get(left.state, "改期"), "grey"
    return Tile(
        day, word, tone, rows[0] if rows else None, tuple(rows[1:]), left,
        calendar.is_working(day), calendar.is_holiday(day), day < today,
    )  # fmt: skip


def how_it_stands(row: DayRow, today: date) -> tuple[str, str]:
    """A held day in a word of at most four signs, and its tone."""
    if row.state == "closed":
        return "结束", "grey"
    if row.is_undecided:
        return "待定", "amber"
    past = row.held_on is not None and row.held_on < today
    if not row.wanted:
        return ("未办" if past else "未排"), "grey"
    if past:
        return "待结", "amber"
    return (f"缺{row.gaps}", "amber") if row.gaps else ("满", "green")
