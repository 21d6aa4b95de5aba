"""The lanes a new hall begins with."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.tickets.models import TicketLane

# Letter, name, categories of matters (as the catalogue names them); none: every matter.
SHIPPED = (
    ("A", "综合业务", ""),
    ("B", "社保医保", "就业社保、社会保险、医疗保障、养老服务"),
    ("C", "民政救助", "民政救助、残疾人服务、退役军人"),
    ("D", "户籍协助", "户籍人口、卫健计生、住房服务、证明开具"),
    ("Z", "便民", "志愿与党群、群团文体、法律服务、环境与调解"),
)


def install_lanes(session: Session, clerk: Clerk) -> int:
    """Give a hall the shipped lanes unless it has lanes of its own; how many."""
    if session.scalar(select(TicketLane.id).limit(1)) is not None:
        return 0
    session.add_all(
        TicketLane(prefix=prefix, name=name, categories=categories, position=place, active=True)
        for place, (prefix, name, categories) in enumerate(SHIPPED, 1)
    )
    session.flush()
    said = {"after": {"count": len(SHIPPED)}}
    record(session, clerk, "lane.save", ("ticket_lane", None), said)
    return len(SHIPPED)
