"""The figures of the register (统计): each a statement or two, as at any day.

Every cell knows the list of exactly the people it counts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridhall.core.codes import TableName, table
from gridhall.core.errors import UserError
from gridhall.places.labels import building_label
from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid
from gridhall.places.rules import natural_key
from gridhall.registry.labels import HUKOU_KINDS
from gridhall.registry.models import Household, Membership, Person
from gridhall.registry.queries import apart_figure
from gridhall.registry.queries.figure_rows import Figure, FigureRow, Series
from gridhall.registry.queries.households import dwelling_on, open_on, value_on
from gridhall.registry.queries.listed import driver_rows
from gridhall.registry.queries.monthly import BORN, DIED, MonthRow, monthly_table
from gridhall.registry.rules.lists import Flow, Wanted

BAND, LAST_BAND = 5, 100  # years
BIGGEST = 8  # people of one household, and more
MONTHS = 12
UNKNOWN = "未登记"


Make = Callable[[Session, date | None, date], Figure]
Sexes = list[tuple[Series, tuple[str, ...]]]
PEOPLE, HOMES = Series("people", "人数"), Series("households", "户数", "户")
_MALE, _FEMALE = Series("male", "男"), Series("female", "女")
_SEXLESS = Series("unknown", "性别不详")
_CODED: Mapping[str, tuple[str, TableName, str]] = {
    "ethnicity": ("民族", "ethnicity", "ethnicities"),
    "education": ("文化程度", "education", "educations"),
    "marital": ("婚姻状况", "marital", "maritals"),
    "political": ("政治面貌", "political", "politicals"),
}
_COLUMNS = {
    "ethnicity": "ethnicity",
    "education": "education",
    "marital": "marital_status",
    "political": "political_status",
}


def figure(session: Session, name: str, as_at: date | None, today: date) -> Figure:
    """One figure as at a day (None: now). Raises UserError for a day to come."""
    if as_at is not None and as_at > today:
        raise UserError("截至日期不能晚于今天。请改成今天或以前的一天。")
    return FIGURES[name].make(session, as_at, today)


def people_total(session: Session, as_at: date | None) -> int:
    """How many people were in the register on a day: the count every figure adds up to."""
    query = select(_people(as_at)).where(open_on(as_at))
    return session.scalar(query) or 0


def _people(as_at: date | None) -> Any:
    """Each person once; now, an index sees to that."""
    return func.count() if as_at is None else func.count(Membership.person_id.distinct())


def _grouped(session: Session, as_at: date | None, *by: Any) -> Iterable[tuple[Any, ...]]:
    query = (
        select(*by, _people(as_at))
        .select_from(Membership)
        .join(Person, Person.id == Membership.person_id)
        .where(open_on(as_at))
        .group_by(*by)
    )
    rows: Iterable[tuple[Any, ...]] = driver_rows(session, query)
    return rows


# Ages


def ages(session: Session, as_at: date | None, today: date) -> Figure:
    """人口年龄金字塔: bands of five years, men and women."""
    day = as_at or today
    counts = _by_age(session, as_at, day)
    sexes: Sexes = [(_MALE, ("1",)), (_FEMALE, ("2",))]
    others = tuple(sorted({sex for _, sex in counts} - {"1", "2"}))
    if others:
        sexes.append((_SEXLESS, others))
    rows = [_band(counts, sexes, start, as_at) for start in range(0, LAST_BAND + 1, BAND)]
    while len(rows) > 1 and not any(rows[-1].values):
        rows.pop()
    unborn = _row_of(counts, sexes, (None,), ("没有出生日期", Wanted(as_at=as_at, ageless=True)))
    rows += [unborn] if any(unborn.values) else []
    series = tuple(one for one, _ in sexes)
    return Figure("ages", "年龄金字塔", "pyramid", series, tuple(rows), _sum(rows), day)


def _by_age(
    session: Session, as_at: date | None, day: date
) -> Mapping[tuple[int | None, str], int]:
    """People by age and sex; a birthday still to come this year is one year less."""
    born = Person.birth_date
    year, later = func.substr(born, 1, 4), func.substr(born, 6, 5) > f"{day:%m-%d}"
    counts: dict[tuple[int | None, str], int] = defaultdict(int)
    for birth_year, to_come, sex, count in _grouped(session, as_at, year, later, Person.sex):
        age = None if birth_year is None else max(day.year - int(birth_year) - to_come, 0)
        counts[age, sex] += count
    return counts


def _band(
    counts: Mapping[tuple[int | None, str], int],
    sexes: Sexes,
    start: int,
    as_at: date | None,
) -> FigureRow:
    last = start == LAST_BAND
    upto = None if last else start + BAND - 1
    label = f"{start} 岁以上" if last else f"{start}–{upto} 岁"
    youngest = start or None  # nobody is younger; those born on a later day count as 0
    wanted = Wanted(as_at=as_at, youngest=youngest, oldest=upto)
    band = range(start, 1000) if last else range(start, start + BAND)
    return _row_of(counts, sexes, band, (label, wanted))


def _row_of(
    counts: Mapping[tuple[int | None, str], int],
    sexes: Sexes,
    ages_in: Iterable[int | None],
    said: tuple[str, Wanted],
) -> FigureRow:
    label, wanted = said
    known = list(ages_in)
    values = tuple(
        sum(counts.get((age, sex), 0) for age in known for sex in codes) for _, codes in sexes
    )
    return FigureRow(label, values, tuple(replace(wanted, sexes=codes) for _, codes in sexes))


def _sum(rows: Iterable[FigureRow]) -> int:
    return sum(sum(row.values) for row in rows)


# Fields with codes


def coded(name: str) -> Make:
    """A figure by a coded field; schooling by its levels."""

    def make(session: Session, as_at: date | None, today: date) -> Figure:
        title, codes, asked = _CODED[name]
        groups: dict[str, list[str]] = defaultdict(list)
        counts: dict[str, int] = defaultdict(int)
        for code, count in _grouped(session, as_at, value_on(_COLUMNS[name], as_at)):
            group = _level(code) if name == "education" and code else code or ""
            groups[group].append(code or "")
            counts[group] += count
        order = sorted(counts, key=lambda one: (not one, _place(name, one, counts)))
        rows = tuple(
            FigureRow(
                table(codes).label(one) if one else UNKNOWN,
                (counts[one],),
                (_asking(as_at, asked, tuple(sorted(set(groups[one])))),),
            )
            for one in order
        )
        return Figure(name, title, "bars", (PEOPLE,), rows, _sum(rows), as_at or today)

    return make


def _level(code: str) -> str:
    """GB/T 4658: the tens are the level (本科, 专科 ...)."""
    return f"{code[0]}0"


def _place(name: str, code: str, counts: Mapping[str, int]) -> tuple[int, str]:
    """The commonest ethnicity first; the others in the standard's order."""
    return (-counts[code] if name == "ethnicity" else 0, code)


def hukou(session: Session, as_at: date | None, today: date) -> Figure:
    """户籍状态: registered here, elsewhere, not yet known."""
    counts: dict[str, int] = defaultdict(int)
    for kind, count in _grouped(session, as_at, value_on("hukou_kind", as_at)):
        counts[kind] += count
    kinds = [*HUKOU_KINDS, *sorted(set(counts) - set(HUKOU_KINDS))]
    rows = tuple(
        FigureRow(HUKOU_KINDS.get(one, one), (counts[one],), (Wanted(as_at=as_at, hukou=(one,)),))
        for one in kinds
    )
    return Figure("hukou", "户籍状态", "bars", (PEOPLE,), rows, _sum(rows), as_at or today)


# Households and places


def sizes(session: Session, as_at: date | None, today: date) -> Figure:
    """户规模: households by how many live in them."""
    members = func.count(Membership.person_id.distinct())
    each = (
        select(members.label("members"))
        .where(open_on(as_at))
        .group_by(Membership.household_id)
        .subquery()
    )
    counts: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    found = select(each.c.members, func.count()).group_by(each.c.members)
    for size, homes in driver_rows(session, found):
        known, people = counts[min(size, BIGGEST)]
        counts[min(size, BIGGEST)] = (known + homes, people + homes * size)
    rows = tuple(_size_row(size, counts[size], as_at) for size in range(1, BIGGEST + 1))
    series, total = (HOMES, PEOPLE), sum(row.values[1] for row in rows)
    return Figure("household-sizes", "户规模", "bars", series, rows, total, as_at or today)


def _size_row(size: int, count: tuple[int, int], as_at: date | None) -> FigureRow:
    last = size == BIGGEST
    wanted = Wanted(as_at=as_at, smallest=size, largest=None if last else size)
    return FigureRow(f"{size} 人户" + ("以上" if last else ""), count, (wanted, wanted))


def grids(session: Session, as_at: date | None, today: date) -> Figure:
    """网格人口: people and households each grid looks after."""
    names = {one: name for one, _, name in driver_rows(session, _GRIDS)}
    order = sorted(driver_rows(session, _GRIDS), key=lambda row: natural_key(row[1].lstrip("Gg")))
    places = _at_places(session, as_at, Entrance.grid_id)
    rows = _place_rows(places, [row[0] for row in order], names, "没划进网格")
    listed = tuple(_with_lists(row, as_at, "grids", one) for one, row in rows)
    return _place_figure("grids", "网格人口", listed, as_at or today)


_GRIDS = select(Grid.id, Grid.code, Grid.name)


def buildings(session: Session, as_at: date | None, today: date) -> Figure:
    """楼栋人口: people and households of each building."""
    query = select(Building.id, Compound.name, Building.number).join(Compound)
    found = sorted(driver_rows(session, query), key=lambda row: (row[1], natural_key(row[2])))
    names = {row[0]: f"{row[1]} {building_label(row[2])}".strip() for row in found}
    places = _at_places(session, as_at, Entrance.building_id)
    rows = _place_rows(places, [row[0] for row in found], names, "没有住址")
    listed = tuple(_with_lists(row, as_at, "buildings", one) for one, row in rows)
    return _place_figure("buildings", "楼栋人口", listed, as_at or today)


def _place_figure(name: str, title: str, rows: tuple[FigureRow, ...], day: date) -> Figure:
    total = sum(row.values[0] for row in rows)
    return Figure(name, title, "bars", (PEOPLE, HOMES), rows, total, day)


def _at_places(session: Session, as_at: date | None, place: Any) -> Mapping[int, tuple[int, int]]:
    """People and households by grid or building; 0 for none."""
    query: Select[Any] = (
        select(func.ifnull(place, 0), _people(as_at))
        .add_columns(func.count(Membership.household_id.distinct()))
        .select_from(Membership)
        .join(Household, Household.id == Membership.household_id)
        .outerjoin(Dwelling, Dwelling.id == dwelling_on(as_at))
        .outerjoin(Entrance, Entrance.id == Dwelling.entrance_id)
        .where(open_on(as_at))
        .group_by(func.ifnull(place, 0))
    )
    return {one: (people, homes) for one, people, homes in driver_rows(session, query)}


def _place_rows(
    counts: Mapping[int, tuple[int, int]],
    order: list[int],
    names: Mapping[int, str],
    nowhere: str,
) -> list[tuple[int, FigureRow]]:
    known = [(one, FigureRow(names[one], counts.get(one, (0, 0)), ())) for one in order]
    rest = [(0, FigureRow(nowhere, counts[0], ()))] if 0 in counts else []
    return known + rest


def _with_lists(row: FigureRow, as_at: date | None, asked: str, place: int) -> FigureRow:
    return replace(row, lists=(_asking(as_at, asked, (place,)),) * len(row.values))


def _asking(as_at: date | None, asked: str, values: tuple[Any, ...]) -> Wanted:
    """The list of those with one of these values of a filter."""
    said: dict[str, Any] = {asked: values}
    return Wanted(as_at=as_at, **said)


# Over time

_FLOWS = (
    Series("opening", "期初"),
    Series("born", "出生"),
    Series("came", "迁入等"),
    Series("died", "死亡"),
    Series("left", "迁出等"),
    Series("closing", "期末"),
)


_UNPROVED = "{}期初加增加减减少不等于期末：有人进出没有记事由（如导入名册）。"


def months(session: Session, as_at: date | None, today: date) -> Figure:
    """人口变动: twelve months of opening + born + came - died - left = closing."""
    last = as_at or today
    count = last.year * 12 + last.month - MONTHS
    first = date(count // 12, count % 12 + 1, 1)
    found = monthly_table(session, first, last)
    rows = tuple(_month_row(one, last) for one in found)
    wrong = [f"{one.month:%Y年%m月}" for one in found if not one.is_proved]
    doubt = _UNPROVED.format("、".join(wrong[:3]) + ("等" if len(wrong) > 3 else ""))
    total = rows[-1].values[-1]
    return Figure("months", "人口变动", "months", _FLOWS, rows, total, last, doubt if wrong else "")


def _month_row(row: MonthRow, last: date) -> FigureRow:
    following = (row.month.replace(day=28) + timedelta(days=4)).replace(day=1)
    end = min(following - timedelta(days=1), last)
    gain, loss = Flow(row.month, end, "gain"), Flow(row.month, end, "loss")
    came = tuple(kind for kind in row.gains if kind not in BORN) or ("",)
    left = tuple(kind for kind in row.losses if kind not in DIED) or ("",)
    lists = (
        Wanted(as_at=row.month - timedelta(days=1)),
        Wanted(flow=replace(gain, kinds=BORN)),
        Wanted(flow=replace(gain, kinds=came)),
        Wanted(flow=replace(loss, kinds=DIED)),
        Wanted(flow=replace(loss, kinds=left)),
        Wanted(as_at=end),
    )
    values = (row.opening, row.born, row.came, row.died, row.left, row.closing)
    return FigureRow(f"{row.month:%Y年%m月}", values, lists)


@dataclass(frozen=True, slots=True)
class Known:
    """A figure the desk and the command line know by name."""

    title: str
    make: Make


FIGURES: dict[str, Known] = {
    "ages": Known("年龄金字塔", ages),
    "hukou": Known("户籍状态", hukou),
    apart_figure.NAME: Known(apart_figure.TITLE, apart_figure.separation),
    "ethnicity": Known("民族", coded("ethnicity")),
    "education": Known("文化程度", coded("education")),
    "marital": Known("婚姻状况", coded("marital")),
    "political": Known("政治面貌", coded("political")),
    "grids": Known("网格人口", grids),
    "buildings": Known("楼栋人口", buildings),
    "household-sizes": Known("户规模", sizes),
    "months": Known("人口变动", months),
}
