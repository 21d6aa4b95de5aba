"""Papers issued, logged as printed, voided. The number is taken last and never twice."""

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from gridhall.clerks import queries as clerk_queries
from gridhall.clerks.rules import Anchor, require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.hall import queries as hall_queries
from gridhall.papers import queries
from gridhall.papers.labels import kind_label
from gridhall.papers.models import NumberPattern, NumberSeries, Paper, PaperFile, PrintEntry
from gridhall.papers.queries import PaperRow, PrintRow
from gridhall.papers.rules import PaperOrder, check_may_void, check_pattern, spell_number

Draw = Callable[[str, Anchor], bytes]
_PAGES = re.compile(rb"/Type\s*/Page\b")


def next_number(session: Session, kind: str, period: str) -> int:
    """Take the next number of a series: call it last, just before the insert and the commit."""
    taken = (
        upsert(NumberSeries)
        .values(kind=kind, period=period, last_number=1)
        .on_conflict_do_update(
            index_elements=["kind", "period"],
            set_={"last_number": NumberSeries.last_number + 1},
        )
        .returning(NumberSeries.last_number)
    )
    return session.execute(taken).scalar_one()


def skip_numbers(session: Session, kind: str, period: str, count: int) -> int:
    """Take `count` numbers at once for a bulk; return the first."""
    first = next_number(session, kind, period)
    mine = (NumberSeries.kind == kind, NumberSeries.period == period)
    session.execute(update(NumberSeries).where(*mine).values(last_number=first + count - 1))
    return first


def issue(db: Database, clerk: Clerk, order: PaperOrder, draw: Draw) -> PaperRow:
    """Issue a paper (出文书): number, bytes, SHA-256 and audit row in one transaction.

    `draw(number, anchor)` returns the PDF. Pressing twice (the same request key) or issuing the
    same content again gives the stored paper back and takes no new number.
    """
    with db.write() as session:
        return issue_within(session, clerk, order, draw)


def issue_within(session: Session, clerk: Clerk, order: PaperOrder, draw: Draw) -> PaperRow:
    """Issue a paper as a part of a larger act, e.g. the list and the hand-over it is about."""
    again = _issued_before(session, order)
    if again is not None:
        return again
    return _issue(session, clerk, order, draw)


def _issued_before(session: Session, order: PaperOrder) -> PaperRow | None:
    same_key = select(Paper.id).where(Paper.request_key == order.request_key)
    known = session.scalar(same_key)
    if known is not None:
        return queries.paper_by_id(session, known)
    return queries.paper_with_content(session, order.content_sha256)


def _issue(session: Session, clerk: Clerk, order: PaperOrder, draw: Draw) -> PaperRow:
    now = datetime.now().astimezone()
    anchor = clerk_queries.head(session)
    ordinal = next_number(session, order.kind, f"{now:%Y}")
    number = _spell(session, order.kind, now.date(), ordinal)
    pdf = draw(number, anchor)
    paper = Paper(
        kind=order.kind,
        period=f"{now:%Y}",
        ordinal=ordinal,
        number=number,
        title=kind_label(order.kind),
        subject=order.subject,
        subject_id=order.subject_id,
        issued_at=now,
        clerk_name=clerk.name,
        content_sha256=order.content_sha256,
        sha256=hashlib.sha256(pdf).hexdigest(),
        pages=len(_PAGES.findall(pdf)),
        anchor_seq=anchor.seq,
        anchor_hash=anchor.hash,
        request_key=order.request_key,
    )
    session.add(paper)
    session.flush()
    session.add(PaperFile(paper_id=paper.id, pdf=pdf))
    search.put(session, [entry(paper)])
    said = {"after": {"number": number, "sha256": paper.sha256}}
    record(session, clerk, "paper.issue", ("paper", paper.id), said)
    return queries.paper_by_id(session, paper.id)


def _spell(session: Session, kind: str, day: date, ordinal: int) -> str:
    office = hall_queries.hall(session).short_name
    return spell_number(queries.pattern_of(session, kind), office, day, ordinal)


def entry(paper: Paper) -> search.SearchEntry:
    """How the search finds a paper: by its number and its kind."""
    return search.SearchEntry(
        "paper", paper.id, paper.title, detail=paper.number, number=paper.number
    )


def all_entries(session: Session) -> Iterator[search.SearchEntry]:
    """Everything the index should hold of papers, for a rebuild."""
    yield from map(entry, session.scalars(select(Paper).order_by(Paper.id)))


def log_print(session: Session, clerk: Clerk, paper_id: int, copies: int, printer: str) -> PrintRow:
    """Write a printing down (打印记录) as it starts; the outcome is asked afterwards."""
    return log_print_why(session, clerk, paper_id, (copies, printer), "")


def log_print_why(
    session: Session, clerk: Clerk, paper_id: int, way: tuple[int, str], reason: str
) -> PrintRow:
    """The same with the reason that is asked for papers full of personal data (PIPL §51)."""
    copies, printer = way
    if session.get_one(Paper, paper_id).voided_at is not None:
        raise UserError("这份文书已作废，不能再打印。需要时请重新出一份。")
    so_far = select(func.count()).where(PrintEntry.paper_id == paper_id)
    row = PrintEntry(
        paper_id=paper_id,
        ordinal=(session.scalar(so_far) or 0) + 1,
        printed_at=datetime.now(UTC),
        clerk_name=clerk.name,
        copies=copies,
        printer=printer,
        outcome="asked",
    )
    session.add(row)
    session.flush()
    after = {"ordinal": row.ordinal, "copies": copies, "printer": printer}
    said = {"after": after | ({"reason": reason} if reason else {})}
    record(session, clerk, "paper.print", ("paper", paper_id), said)
    return queries.prints_of(session, paper_id)[-1]


def confirm_print(session: Session, clerk: Clerk, print_id: int, *, came_out: bool) -> None:
    """Write down whether the paper came out of the printer (出纸了吗)."""
    row = session.get_one(PrintEntry, print_id)
    before, row.outcome = row.outcome, "came_out" if came_out else "did_not"
    session.flush()
    said = {"before": {"outcome": before}, "after": {"outcome": row.outcome}}
    record(session, clerk, "paper.print", ("paper", row.paper_id), said)


def void_paper(session: Session, clerk: Clerk, paper_id: int, reason: str) -> PaperRow:
    """Void a paper (作废): it keeps its number and bytes; the reason is written beside it.

    Its issuer or a supervisor may.
    """
    if not reason.strip():
        raise UserError("作废要写原因。")
    paper = session.get_one(Paper, paper_id)
    check_may_void(clerk, paper.clerk_name)
    if paper.voided_at is not None:
        raise UserError(f"“{paper.number}”已经作废过了，原因：{paper.void_reason}。")
    paper.voided_at, paper.void_reason = datetime.now(UTC), reason.strip()
    session.flush()
    said = {"after": {"number": paper.number, "reason": paper.void_reason}}
    record(session, clerk, "paper.void", ("paper", paper_id), said)
    return queries.paper_by_id(session, paper_id)


def change_pattern(session: Session, clerk: Clerk, kind: str, pattern: str) -> None:
    """Change how a kind of paper is numbered from now on (编号规则)."""
    require(clerk, Role.ADMINISTRATOR, "改编号规则")
    before = queries.pattern_of(session, kind)
    own = session.get(NumberPattern, kind) or NumberPattern(kind=kind)
    own.pattern = check_pattern(pattern)
    session.add(own)
    session.flush()
    said = {"before": {kind: before}, "after": {kind: pattern}}
    record(session, clerk, "hall.change", ("number_pattern", None), said)
