"""Issues that letters are written about, made by the services."""

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

import pypdf

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.core.hall import Hall
from gridhall.db.database import Database
from gridhall.issues.queries.cards import IssueCard, issue_card
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.orders import MeasureOrder, Owner, RouteOrder, Whistling
from gridhall.issues.rules.when import When
from gridhall.issues.service.intake import add_issue
from gridhall.issues.service.measures import take_measure
from gridhall.issues.service.steps import admit, route, whistle
from gridhall.papers import queries
from gridhall.registry.documents.transfer_issue import At

FIRST, LATER = date(2026, 11, 2), date(2026, 11, 24)
RAISER, PHONE = "张桂花", "13805361234"
OWNER = Owner(name="县住房和城乡建设局")


@dataclass(frozen=True)
class Ledger:
    """A hall with one issue that was whistled at and is late."""

    at: At
    issue_id: int

    def card(self) -> IssueCard:
        with self.at.db.read() as session:
            return issue_card(session, self.issue_id, self.at.today)

    def when(self, day: date = LATER) -> When:
        return When(LATER, shipped_calendar(), day)

    def measure(self, order: MeasureOrder) -> int:
        with self.at.db.write() as session:
            return take_measure(session, self.at.clerk, self.issue_id, order, self.when()).row_id

    def by(self, clerk: Clerk) -> "Ledger":
        return replace(self, at=replace(self.at, clerk=clerk))

    def text(self, paper_id: int) -> str:
        """What the paper says, without line breaks and blanks."""
        with self.at.db.read() as session:
            pages = pypdf.PdfReader(BytesIO(queries.pdf_of(session, paper_id))).pages
            said = "".join(page.extract_text() for page in pages)
        return "".join(said.split())


def whistled(db: Database, clerk: Clerk, hall: Hall, **given: Any) -> Ledger:
    """金泰小区3号楼下水道, raised by 张桂花, routed and whistled on 2 November."""
    said: dict[str, Any] = {
        "title": "金泰小区3号楼下水道堵塞",
        "content": f"{RAISER}反映：污水外溢到一楼楼道，电话{PHONE}。",
        "raiser": RAISER,
        "phone": PHONE,
        "spot": "金泰小区3号楼1单元",
        "received_on": FIRST,
    }
    when = When(LATER, shipped_calendar(), FIRST)
    with db.write() as session:
        issue_id = add_issue(session, clerk, IssueDraft(**(said | given)), when).row_id
        admit(session, clerk, issue_id, "", when)
        order = RouteOrder(2, OWNER, date(2026, 11, 16))
        route(session, clerk, issue_id, order, when)
        whistle(session, clerk, issue_id, Whistling(report_by=date(2026, 11, 3)), when)
    return Ledger(At(db, clerk, hall, LATER), issue_id)


def collected(db: Database, clerk: Clerk, hall: Hall) -> Ledger:
    """An issue that was only just raised."""
    when = When(LATER, shipped_calendar(), FIRST)
    draft = IssueDraft("御景小区门前道路积水", received_on=FIRST)
    with db.write() as session:
        issue_id = add_issue(session, clerk, draft, when).row_id
    return Ledger(At(db, clerk, hall, LATER), issue_id)
