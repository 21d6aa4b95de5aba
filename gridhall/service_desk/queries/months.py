"""Closed months (月结), and what a month held when it was closed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from gridhall.db.base import Moment
from gridhall.service_desk.models import MonthClose

_IN = ">= :first AND {0} < :last"
_FINISHED = f"FROM service_case WHERE finished_at {_IN.format('finished_at')}"
_RATED = f"FROM case_rating WHERE rated_at {_IN.format('rated_at')}"
_COUNTS: Final = f"""
SELECT
(SELECT count(*) FROM service_case WHERE received_at {_IN.format("received_at")}
AND state NOT IN ('consulting', 'answered')) AS received,
(SELECT count(*) {_FINISHED}) AS finished,
(SELECT count(*) {_FINISHED} AND date(finished_at, 'localtime') > promised_on) AS late,
(SELECT count(*) FROM service_case WHERE closed_at {_IN.format("closed_at")}
AND state IN ('not_accepted', 'withdrawn', 'revoked', 'passed_on')) AS turned_away,
(SELECT count(*) {_RATED}) AS rated,
(SELECT count(*) {_RATED} AND satisfaction >= 4) AS bad
"""
MONTH_COUNTS: Final = {
    "received": "收件",
    "finished": "办结",
    "late": "超期办结",
    "turned_away": "未办（不予受理、撤回、撤销、转出）",
    "rated": "评价",
    "bad": "差评",
}


_LATEST: Final = MonthClose.month.desc()


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month that was closed, and reopened if it was."""

    month: str
    closed_at: datetime
    closed_by: str
    figures: Mapping[str, int]
    reopened_at: datetime | None
    reopened_by: str
    reason: str

    @property
    def is_open(self) -> bool:
        """Whether it has been opened again."""
        return self.reopened_at is not None


def is_closed(session: Session, month: str) -> bool:
    """Whether nothing more goes into this month (2026-11)."""
    row = session.get(MonthClose, month)
    return row is not None and row.reopened_at is None


def closed_months(session: Session) -> list[MonthRow]:
    """Every month that was ever closed, the latest first."""
    return [_row(one) for one in session.scalars(select(MonthClose).order_by(_LATEST))]


def closed_month(session: Session, month: str) -> MonthRow | None:
    """One month, if it was ever closed."""
    found = session.get(MonthClose, month)
    return None if found is None else _row(found)


def _row(row: MonthClose) -> MonthRow:
    return MonthRow(
        row.month,
        row.closed_at,
        row.closed_by,
        json.loads(row.figures),
        row.reopened_at,
        row.reopened_by,
        row.reason,
    )


def month_counts(session: Session, month: str) -> dict[str, int]:
    """What a month holds now, by the names of MONTH_COUNTS."""
    first, last = month_span(month)
    asked = text(_COUNTS).bindparams(
        bindparam("first", first, Moment), bindparam("last", last, Moment)
    )
    return dict(session.execute(asked).one()._mapping)


def month_span(month: str) -> tuple[datetime, datetime]:
    """A month's first moment here and the next month's."""
    year, number = int(month[:4]), int(month[5:])
    after = date(year + number // 12, number % 12 + 1, 1)
    spans = (datetime.combine(day, time()) for day in (date(year, number, 1), after))
    first, last = (moment.astimezone(UTC) for moment in spans)
    return first, last
