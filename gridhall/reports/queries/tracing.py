"""From a figure back to its rows, every line in one pass."""

import json
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.reports.queries.bases import BASES, tracing_sql
from gridhall.reports.queries.figures import Asked, Behind, bound
from gridhall.reports.rules.figures import Column
from gridhall.service_desk.models import ServiceCase
from gridhall.service_desk.rules.clock import DeskDay


def ids_by_line(
    session: Session, asked: Asked, on: DeskDay, one: Column
) -> dict[str, tuple[int, ...]]:
    """The ids behind a figure, by line; whoever calls has the right to the figure."""
    basis = BASES[one.basis]
    sql = tracing_sql(basis, asked.by, one.raw[-1])
    found = session.execute(bound(sql, asked.span, on))
    return {str(line): tuple(sorted(json.loads(ids))) for line, ids in found}


def named_cases(
    session: Session, came: Sequence[int], gone: Sequence[int], most: int = 500
) -> list[Behind]:
    """Cases that came to a figure or left it, as a list shows them."""
    wanted = {row_id: "多" for row_id in came[:most]} | {row_id: "少" for row_id in gone[:most]}
    query = select(ServiceCase.id, ServiceCase.number, ServiceCase.item_name)
    rows = session.execute(query.where(ServiceCase.id.in_(wanted)).order_by(ServiceCase.id))
    return [Behind(row_id, number, f"{wanted[row_id]}　{name}") for row_id, number, name in rows]
