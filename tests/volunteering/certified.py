"""A hall with volunteers whose hours can be certified."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.registry.documents.transfer_issue import At
from gridhall.volunteering.documents.certificate_issuing import Issued, issue_certificate
from gridhall.volunteering.rules.certificates import USUAL, CertificateOrder
from gridhall.volunteering.service.hours import HoursDraft, append
from tests.conftest import HALL
from tests.factories import TODAY
from tests.volunteering.people import volunteer

FIRST = date(2026, 1, 15)
OTHER = "市林业志愿服务队"
WORK = ("义诊测压", "文明劝导", "环境清洁")


def served(session: Session, clerk: Clerk, name: str = "张桂花", days: int = 4, **what: Any) -> int:
    """A volunteer who served three hours on each of some days; the id."""
    who = volunteer(session, name, **({"id_number": "370686195903120027"} | what))
    step = timedelta(days=min(31, 300 // days))
    for n in range(days):
        credit(session, clerk, who, FIRST + n * step, content=WORK[n % len(WORK)])
    return who


def credit(session: Session, clerk: Clerk, who: int, day: date, **what: Any) -> int:
    """Three hours of one day; the entry's seq."""
    facts = {"activity": "集中服务日", "content": "义诊测压", "spot": "社区广场", "quality": "5"}
    return append(
        session, clerk, HoursDraft(who, day, 510, 690, recorded_on=TODAY, **(facts | what))
    )


def at(db: Database, clerk: Clerk, today: date = TODAY) -> At:
    """Who issues, where, when."""
    return At(db, clerk, HALL, today)


def certified(
    db: Database, clerk: Clerk, who: int | None = None, fields: frozenset[str] = USUAL
) -> Issued:
    """A certificate of the whole life, of a new volunteer unless `who` is told."""
    if who is None:
        with db.write() as session:
            who = served(session, clerk)
    return issue_certificate(at(db, clerk), CertificateOrder(who, None, TODAY, fields))
