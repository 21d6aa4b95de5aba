"""The monthly table (人口变动月报): opening + came - went = closing, and it proves itself.

Openings and closings are counted from who was in a household on a day; what came and went from
the events. The two know nothing of each other, so a row that does not add up shows a fault.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

BORN, DIED = ("born",), ("died",)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of the register: people, what came and went by kind of event, households."""

    month: date
    opening: int
    gains: Mapping[str, int]
    losses: Mapping[str, int]
    closing: int
    households: int  # at the end

    @property
    def born(self) -> int:
        """出生."""
        return sum(self.gains.get(kind, 0) for kind in BORN)

    @property
    def came(self) -> int:
        """Everybody else who came: 迁入, 婚迁, 收养, 登记."""
        return sum(self.gains.values()) - self.born

    @property
    def died(self) -> int:
        """死亡."""
        return sum(self.losses.get(kind, 0) for kind in DIED)

    @property
    def left(self) -> int:
        """Everybody else who went: 迁出, 离户."""
        return sum(self.losses.values()) - self.died

    @property
    def is_proved(self) -> bool:
        """期初 + 增加 - 减少 = 期末."""
        change = sum(self.gains.values()) - sum(self.losses.values())
        return self.opening + change == self.closing


def monthly_table(session: Session, first: date, last: date) -> list[MonthRow]:
    """One row for each month from that of `first` to that of `last`; a month begun ends at `last`.

    Both counts take one pass over their table whatever the number of months.
    """
    months = _months(first, last)
    ends = [min(_month_end(month), last) for month in months]
    days = [months[0] - timedelta(days=1), *ends]
    people, households = _present(session, days), _households(session, ends)
    gains, losses = _flows(session, months[0], last)
    return [
        MonthRow(
            month,
            opening=people[place],
            gains=gains[month],
            losses=losses[month],
            closing=people[place + 1],
            households=households[place],
        )
        for place, month in enumerate(months)
    ]


# Who came to the hall or went from it between two days; what was taken back does not count.
FLOWS = """
    person_event e LEFT JOIN register_action a ON a.id = e.action_id
    WHERE a.undone_by IS NULL AND e.happened_on BETWEEN :first AND :last
    AND (e.from_household_id IS NULL) <> (e.to_household_id IS NULL)
"""


def _flows(
    session: Session, first: date, last: date
) -> tuple[dict[date, Counter[str]], dict[date, Counter[str]]]:
    query = f"""
        SELECT substr(e.happened_on, 1, 7), e.kind, e.to_household_id IS NULL, count(*)
        FROM {FLOWS} GROUP BY 1, 2, 3
    """
    gains: dict[date, Counter[str]] = defaultdict(Counter)
    losses: dict[date, Counter[str]] = defaultdict(Counter)
    for month, kind, lost, count in session.execute(
        text(query), _plain({"first": first, "last": last})
    ):
        side = losses if lost else gains
        side[date.fromisoformat(f"{month}-01")][kind] += count
    return gains, losses


def _present(session: Session, days: Sequence[date]) -> list[int]:
    """How many people were in a household at the end of each day."""
    return _standing(session, "membership", ("since", "until"), days)


def _households(session: Session, days: Sequence[date]) -> list[int]:
    """How many households there were at the end of each day."""
    return _standing(session, "household", ("established_on", "ended_on"), days)


def _standing(
    session: Session, table: str, bounds: tuple[str, str], days: Sequence[date]
) -> list[int]:
    since, until = bounds
    sums = ", ".join(
        f"sum(ifnull({since}, '') <= :d{place} AND ifnull({until}, '9999') > :d{place})"
        for place in range(len(days))
    )
    values = {f"d{place}": day.isoformat() for place, day in enumerate(days)}
    row = session.execute(text(f"SELECT {sums} FROM {table}"), values).one()
    return [count or 0 for count in row]


def _months(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    begins = (first.year * 12 + first.month - 1 + step for step in range(max(count, 1)))
    return [date(month // 12, month % 12 + 1, 1) for month in begins]


def _month_end(month: date) -> date:
    following = month.replace(day=28) + timedelta(days=4)
    return following.replace(day=1) - timedelta(days=1)


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: one.isoformat() if isinstance(one, date) else one for name, one in values.items()}
