"""The one list of 关爱走访: who is to be visited, and the visits that were made or missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gridhall.care.queries.board import Board, CareCard
from gridhall.care.queries.targets import TargetRow
from gridhall.care.queries.visits import VisitRow
from gridhall.core.mask import mask_numbers
from gridhall.qt.table import Column

PILLS: Final = ("今天要去", "超期", "本月", "全部对象", "走访记录")
TODAY, LATE, MONTH, ALL, MADE = range(len(PILLS))
_WHICH: Final = ("today", "late", "month", "all")
_VISIT_TONES: Final = {"done": "green", "missed": "red", "absent": "amber"}
_WEEKDAYS: Final = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `key` is the kind of row and its id."""

    key: tuple[str, int]
    target_id: int
    what: str
    below: str
    place: str
    who: str
    day: str
    when: str
    tone: str


def lines(board: Board, pill: int, today: date) -> list[Line]:
    """What a pill shows; of those to be visited the most urgent first."""
    if pill == MADE:
        homes = {one.id: one.address for one in board.targets}
        return [visit_line(one, homes.get(one.target_id, "")) for one in board.visits]
    found = [one for one in board.targets if fits(pill, one, today)]
    if pill == LATE:
        found.sort(key=lambda row: (-row.missed, row.due_on or today))
    return [target_line(one, today) for one in found]


def counts(board: Board, today: date) -> list[int | None]:
    """How many people stand under each pill."""
    many = [sum(fits(pill, one, today) for one in board.targets) for pill in (TODAY, LATE, MONTH)]
    standing = sum(one.until is None for one in board.targets)
    return [*many, standing, None]


def fits(pill: int, row: TargetRow, today: date) -> bool:
    """Whether somebody stands under a pill."""
    return row.stands(_WHICH[pill], today)


def target_line(row: TargetRow, today: date) -> Line:
    """Somebody who is visited, and how that stands."""
    words, tone = row.due(today)
    below = " · ".join(filter(None, (row.category_label, row.rhythm_label, row.needs_words)))
    day = f"{row.until:%m-%d} 停止" if row.until is not None else short_day(row.due_on)
    who = row.who or "没有定"
    return Line(("target", row.id), row.id, row.name, below, row.address, who, day, words, tone)


def visit_line(row: VisitRow, home: str = "") -> Line:
    """A visit that was made, or was not."""
    star = f" {row.stars} 星" if row.stars else ""
    words = f"已走访{star}" if row.state == "done" else row.state_label
    done = mask_numbers(row.done_words.split("\n")[0])
    below = f"{row.category_label} · {done}"
    return Line(
        ("visit", row.id), row.target_id, row.name, below, home, row.who or "—",
        short_day(row.day), words, _VISIT_TONES.get(row.state, "grey"),
    )  # fmt: skip


def short_day(day: date | None) -> str:
    """11-24 周二."""
    return "" if day is None else f"{day:%m-%d} 周{_WEEKDAYS[day.weekday()]}"


LINES: tuple[Column[Line], ...] = (
    Column("对象", lambda one: one.what, 220, "two", sub=lambda one: one.below, stretch=True),
    Column("住址", lambda one: one.place, 140, "dim", spread=True, from_width=1240),
    Column("谁去", lambda one: one.who, 120, "dim"),
    Column("日期", lambda one: one.day, 96, "dim"),
    Column("情况", lambda one: one.when, 126, "due", tone=lambda one: one.tone),
)

VISITS: tuple[Column[VisitRow], ...] = (
    Column("日期", lambda row: f"{row.day:%m-%d}", 58),
    Column("做了什么", lambda row: mask_numbers(row.done_words.split("\n")[0]), 130, stretch=True),
    Column("谁去", lambda row: row.who or "—", 102, "dim"),
    Column("情况", lambda row: visit_state(row), 84, "chip", tone=lambda row: visit_tone(row)),
)


def visit_state(row: VisitRow) -> str:
    """9 星, 漏访, 没人应门."""
    if row.state != "done":
        return row.state_label
    return f"{row.stars} 星" if row.stars else "已走访"


def visit_tone(row: VisitRow) -> str:
    """Green, red, amber."""
    return _VISIT_TONES.get(row.state, "grey")


def card_head(told: CareCard, today: date) -> tuple[str, str, list[tuple[str, str]]]:
    """What stands above the card: path, name, chips."""
    row = told.row
    path = " · ".join(filter(None, (row.grid, row.category_label, f"{row.rhythm_label}走访")))
    chips = [row.due(today)]
    if row.missed and row.absent:
        chips.append((f"{row.absent} 次没人应门", "amber"))
    return path, row.name, chips


def card_facts(told: CareCard, today: date) -> list[tuple[str, str]]:
    """What the card says; empty values are left out."""
    row = told.row
    age = _age(row.birth_date, today)
    put_off = f"（改过期：{row.put_off}）" if row.put_off else ""
    star = f"，{row.last_stars} 星" if row.last_stars else ""
    return [
        ("住址", row.address),
        ("电话", row.masked_phone),
        ("年龄", f"{age} 岁" if age else ""),
        ("谁去", row.who or "还没有定，按 Ctrl+E 补上"),
        ("需要", row.needs_words),
        ("下一次", f"{short_day(row.due_on)}{put_off}" if row.due_on else ""),
        ("上一次", f"{row.last_on}{star}" if row.last_on else "还没有走访过"),
        ("共走访", f"{row.visits} 次，{row.since} 起" if row.visits else ""),
        ("健康信息", f"{row.consent_on} 本人同意记录" if row.consent_on else "没有同意，不记"),
        ("备注", mask_numbers(row.note)),
        ("停止", f"{row.until}，{row.why}" if row.until else ""),
    ]


def _age(born: date | None, today: date) -> int:
    if born is None:
        return 0
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def stars_words(rows: Sequence[VisitRow]) -> str:
    """What the visits on show were thought of."""
    given = [row.stars for row in rows if row.stars]
    if not given:
        return ""
    return f"满意度平均 {sum(given) / len(given):.1f} 星（{len(given)} 次）"
