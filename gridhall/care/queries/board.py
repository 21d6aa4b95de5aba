"""What the view of care shows: everybody, the latest visits, the card of one; plans of a month."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from gridhall.care.queries.targets import TargetRow, target, targets
from gridhall.care.queries.visits import VisitRow, visits, visits_of
from gridhall.care.rules.clock import Plan, ahead
from gridhall.core.calendar import WorkCalendar
from gridhall.issues.queries.cards import story

_PAST = timedelta(days=366)  # of people who are visited no more
_STORY, _VISITS = 12, 24


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the list may show."""

    targets: list[TargetRow]
    visits: list[VisitRow]


@dataclass(frozen=True, slots=True)
class CareCard:
    """What the card shows of one person."""

    row: TargetRow
    visits: tuple[VisitRow, ...]
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """Somebody's visits of a month."""

    row: TargetRow
    days: tuple[date, ...]


def board(session: Session, today: date) -> Board:
    """Everybody and the latest visits."""
    return Board(targets(session, today - _PAST), visits(session))


def card(session: Session, target_id: int) -> CareCard:
    """The card of one person."""
    told = story(session, "care_target", target_id)[:_STORY]
    acts = tuple(
        f"{one.at.astimezone():%m-%d %H:%M} {one.clerk_name} {one.detail}"
        + ("（已撤回）" if one.undone else "")
        for one in told
    )
    made = tuple(visits_of(session, target_id, limit=_VISITS))
    return CareCard(target(session, target_id), made, acts)


def month_plan(
    session: Session, calendar: WorkCalendar, first: date, key: str = ""
) -> list[PlanLine]:
    """The visits of a month for one visitor or grid (`visitor_key`), each with its days."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    found = []
    for row in targets(session):
        if row.due_on is None or key not in ("", visitor_key(row), f"grid:{row.grid_id}"):
            continue
        plan = Plan(row.since, row.rhythm)
        days = tuple(one for one in ahead(plan, calendar, row.due_on, last) if one >= first)
        if days:
            found.append(PlanLine(row, days))
    return sorted(found, key=lambda line: (line.days[0], line.row.address, line.row.id))


def visitor_key(row: TargetRow) -> str:
    """Who goes there, as a plan is asked for: volunteer:3, unit:2, words:社工小王, nobody."""
    if row.volunteer_id is not None:
        return f"volunteer:{row.volunteer_id}"
    if row.unit_id is not None:
        return f"unit:{row.unit_id}"
    return f"words:{row.who}" if row.who else "nobody"


def plan_choices(session: Session) -> list[tuple[str, str]]:
    """Whose plan can be asked for, with its words: everybody's, a visitor's, a grid's."""
    rows = targets(session)
    who = sorted({(visitor_key(row), row.who or "还没有定谁去") for row in rows}, key=_second)
    grids = sorted(
        {(f"grid:{row.grid_id}", row.grid) for row in rows if row.grid_id is not None}, key=_second
    )
    return [("", "全部对象"), *who, *grids]


def _second(one: tuple[str, str]) -> str:
    return one[1]
