"""From a figure back to its rows, every line in one pass."""

import json

from sqlalchemy.orm import Session

from gridhall.reports.queries.bases import BASES, tracing_sql
from gridhall.reports.queries.figures import Asked, bound
from gridhall.reports.rules.figures import Column
from gridhall.service_desk.rules.clock import DeskDay


def ids_by_line(
    session: Session, asked: Asked, on: DeskDay, one: Column
) -> dict[str, tuple[int, ...]]:
    """The ids behind a figure, by line; whoever calls has the right to the figure."""
    basis = BASES[one.basis]
    sql = tracing_sql(basis, asked.by, one.raw[-1])
    found = session.execute(bound(sql, basis, asked.span, on))
    return {str(line): tuple(sorted(json.loads(ids))) for line, ids in found}
