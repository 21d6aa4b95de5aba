"""How grids, their buildings, and what a change order would make of them are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gridhall.organisation.columns.card import GRID_TONES
from gridhall.organisation.queries.grids import GridEntrance, GridLine
from gridhall.organisation.queries.seats import SeatRow
from gridhall.organisation.queries.tree import ActRow
from gridhall.organisation.rules.balance_plan import PlannedGrid, PlannedMove
from gridhall.places.labels import building_label
from gridhall.qt.table import Column

VACANT = "空缺"
_FULL = 1.5  # a bar is full at so many times the target


@dataclass(frozen=True, slots=True)
class BuildingLine:
    """A building of a grid with those of its entrances that the grid owns."""

    id: str
    building: str
    entrances: str
    households: int


def state_words(households: int, least: int, most: int) -> str:
    """正常; 少 12 户; 多 30 户; 没有住户: by how many it is out of its range."""
    if not households:
        return "没有住户"
    if households < least:
        return f"偏少 {least - households} 户"
    return f"偏多 {households - most} 户" if households > most else "正常"


def state_tone(line: GridLine) -> str:
    """Green within the range, amber beyond."""
    return GRID_TONES.get(line.state, "amber")


def share(households: int, target: int) -> float:
    """How long the bar is, 0 to 1."""
    return households / max(target * _FULL, 1)


def who_words(line: GridLine) -> str:
    """The main grid member, or that there is none."""
    return line.main_name or VACANT


GRIDS: tuple[Column[GridLine], ...] = (
    Column("网格", lambda row: row.name, 104, "two", sub=lambda row: row.code),
    Column(
        "户数",
        lambda row: f"{row.households:,} 户",
        176,
        "bar",
        tone=state_tone,
        part=lambda row: share(row.households, row.target),
        spread=True,
    ),
    Column(
        "情况",
        lambda row: state_words(row.households, row.least, row.most),
        116,
        "chip",
        tone=state_tone,
        spread=True,
    ),
    Column("所属组织", lambda row: row.organisation_name or "没有归属", 130, stretch=True),
    Column(
        "网格员",
        who_words,
        120,
        "two",
        sub=lambda row: row.main_phone,
        tone=lambda row: "" if row.main_name else "amber",
        spread=True,
    ),
    Column(
        "助理员",
        lambda row: row.assistant_name or VACANT,
        82,
        tone=lambda row: "" if row.assistant_name else "amber",
        spread=True,
    ),
    Column("单元", lambda row: str(row.entrances), 60, right=True, from_width=1240),
)

BUILDINGS: tuple[Column[BuildingLine], ...] = (
    Column("楼栋", lambda row: row.building, 124, "bold"),
    Column("单元（户数）", lambda row: row.entrances, 180, stretch=True),
    Column("户", lambda row: f"{row.households:,}", 52, right=True),
)

PLANNED_GRIDS: tuple[Column[PlannedGrid], ...] = (
    Column("网格", lambda row: row.name, 86, "bold"),
    Column("调整前", lambda row: f"{row.before:,}", 60, right=True),
    Column(
        "调整后",
        lambda row: f"{row.after:,} 户",
        150,
        "bar",
        tone=lambda row: "green" if row.fits else "amber",
        part=lambda row: share(row.after, row.target),
        stretch=True,
    ),
    Column(
        "增减", lambda row: f"{row.after - row.before:+,}" if row.changes else "—", 56, right=True
    ),
    Column(
        "情况",
        lambda row: state_words(row.after, row.least, row.most),
        98,
        "chip",
        tone=lambda row: "green" if row.fits else "amber",
    ),
)

PLANNED_MOVES: tuple[Column[PlannedMove], ...] = (
    Column("选", lambda row: "1" if row.ticked else "0", 36, "check"),
    Column("单元", lambda row: row.name, 150, "bold", stretch=True),
    Column("户数", lambda row: f"{row.households:,}", 48, right=True),
    Column("从", lambda row: row.source or "没有网格", 84),
    Column("到", lambda row: row.target, 84),
)


def building_lines(entrances: Iterable[GridEntrance]) -> list[BuildingLine]:
    """御景小区 3号楼: 1—3单元 24、26、22."""
    found: dict[tuple[str, str], list[GridEntrance]] = {}
    for one in entrances:
        found.setdefault((one.compound, one.building), []).append(one)
    lines = []
    for (compound, building), mine in found.items():
        title = f"{compound} {building_label(building)}"
        lines.append(BuildingLine(title, title, _stairs(mine), sum(one.households for one in mine)))
    return lines


def _stairs(mine: Sequence[GridEntrance]) -> str:
    numbers = [one.number for one in mine if one.number]
    named = (
        f"{numbers[0]}—{numbers[-1]}" if len(numbers) > 2 and _run(numbers) else "、".join(numbers)
    )
    counted = "、".join(str(one.households) for one in mine)
    return f"{named}单元　{counted}" if numbers else counted


def _run(numbers: Sequence[str]) -> bool:
    """Whether these are 2, 3, 4 and so on."""
    if not all(one.isdecimal() for one in numbers):
        return False
    first = int(numbers[0])
    return [int(one) for one in numbers] == list(range(first, first + len(numbers)))


def gaps(seats: Sequence[SeatRow]) -> str:
    """缺 1 席, or that no seat was made at all."""
    if not seats:
        return "没有设席位"
    missing = sum(seat.is_vacant for seat in seats)
    return f"缺 {missing} 席" if missing else ""


ACTS: tuple[Column[ActRow], ...] = (
    Column("日期", lambda row: str(row.happened_on), 100),
    Column(
        "经过",
        lambda row: f"{row.detail}（已撤回）" if row.is_undone else row.detail,
        220,
        stretch=True,
        tone=lambda row: "grey" if row.is_undone else "",
    ),
)


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A change order in the list to print from."""

    id: int
    number: str
    day: str
    detail: str
    is_undone: bool


ORDERS: tuple[Column[OrderLine], ...] = (
    Column("文号", lambda row: row.number, 190, "bold"),
    Column("日期", lambda row: row.day, 106),
    Column("内容", lambda row: row.detail, 260, stretch=True),
    Column(
        "状态",
        lambda row: "已撤回" if row.is_undone else "有效",
        90,
        "chip",
        tone=lambda row: "grey" if row.is_undone else "green",
    ),
)
