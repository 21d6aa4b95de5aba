"""The print queue (打印队列): what is to be printed waits here until somebody saw it come out.

A job is waiting, printing (sent, nobody has said yet whether it came out), done or dropped. After
a crash a job is still printing: it is asked about and never printed again unasked.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.papers import queries
from gridhall.papers.models import Paper, PrintJob
from gridhall.papers.queries import JobRow
from gridhall.papers.rules import PrintWay, check_sides, usual_copies
from gridhall.papers.service.issuing import confirm_print, log_print_why

_VOID = "“{}”已作废，不能再打印。需要时请重新出一份。"
_GONE = "这份已经不在打印队列里了。文书还在“已出文书”里，随时可以再打。"
_BUSY = "这份正在打印，或已经打过一次还没有确认。先看看纸出来没有。"
_LONGEST = 200  # characters of why it waits


def ask_prints(
    session: Session, clerk: Clerk, paper_ids: Sequence[int], way: PrintWay
) -> tuple[JobRow, ...]:
    """Put papers into the queue, in this order, as one batch; one that waits already waits once."""
    batch, now = str(uuid4()), datetime.now(UTC)
    jobs = []
    for place, paper_id in enumerate(paper_ids, start=1):
        job = _waiting_job(session, paper_id) or PrintJob(paper_id=paper_id, pages_done=0)
        job.batch, job.place, job.asked_at, job.clerk_name = batch, place, now, clerk.name
        paper = session.get_one(Paper, paper_id)
        if paper.voided_at is not None:
            raise UserError(_VOID.format(paper.number))
        job.printer, job.size = way.printer, way.size
        job.copies, job.state = way.copies or usual_copies(paper.kind), "waiting"
        job.said, job.pages_done = way.said[:_LONGEST], 0
        session.add(job)
        jobs.append(job)
    session.flush()
    if jobs:
        said = {"after": {"papers": len(jobs), "printer": way.printer}}
        record(session, clerk, "print.ask", ("print_job", jobs[0].id), said)
    return tuple(queries.job_by_id(session, job.id) for job in jobs)


def _waiting_job(session: Session, paper_id: int) -> PrintJob | None:
    mine = (PrintJob.paper_id == paper_id, PrintJob.state == "waiting")
    return session.scalars(select(PrintJob).where(*mine).order_by(PrintJob.id)).first()


def begin_job(
    session: Session, clerk: Clerk, job_id: int, printer: str, reason: str = ""
) -> JobRow:
    """Take a waiting job to this printer and write the printing down (打印记录).

    Refuses what another window has just taken, and a paper that was voided meanwhile.
    """
    free = (PrintJob.id == job_id, PrintJob.state == "waiting")
    taken = update(PrintJob).where(*free).values(state="printing", said="", printer=printer)
    if session.scalar(taken.returning(PrintJob.id)) is None:
        raise UserError(_BUSY if _state(session, job_id) == "printing" else _GONE)
    job = session.get_one(PrintJob, job_id, populate_existing=True)
    paper = session.get_one(Paper, job.paper_id)
    if paper.voided_at is not None:
        raise UserError(f"“{paper.number}”已作废，没有打印。请把它移出打印队列。")
    way = (job.copies, printer)
    job.print_id = log_print_why(session, clerk, job.paper_id, way, reason).id
    session.flush()
    return queries.job_by_id(session, job_id)


def finish_jobs(session: Session, clerk: Clerk, job_ids: Sequence[int]) -> None:
    """These came out (出纸了): the print log says so, and they leave the queue."""
    for job_id in job_ids:
        job = session.get_one(PrintJob, job_id, populate_existing=True)
        if job.state not in queries.IN_QUEUE:
            raise UserError(_GONE)
        job.state, job.said = "done", ""
        _confirm(session, clerk, job, came_out=True)


def job_waits(
    session: Session, clerk: Clerk, job_id: int, said: str, sides: int | None = None
) -> JobRow:
    """It did not come out, or only so many sides of it: it waits again, and says why."""
    job = _sent(session, job_id)
    if sides is not None:
        pages = session.get_one(Paper, job.paper_id).pages
        job.pages_done = check_sides(sides, pages, job.copies)
    job.state, job.said = "waiting", said[:_LONGEST]
    _confirm(session, clerk, job, came_out=False)
    return queries.job_by_id(session, job_id)


def note_wait(session: Session, job_id: int, said: str) -> None:
    """Why a job still waits, when it was not even sent. Not audited: nothing happened."""
    mine = (PrintJob.id == job_id, PrintJob.state == "waiting")
    session.execute(update(PrintJob).where(*mine).values(said=said[:_LONGEST]))


def set_sides(session: Session, clerk: Clerk, job_id: int, sides: int) -> None:
    """A waiting job goes on after so many sides (从第 n 页接着打); with all of them it is done."""
    row = queries.job_by_id(session, job_id)
    if check_sides(sides, row.pages, row.copies) == row.sides:
        finish_jobs(session, clerk, [job_id])
        return
    mine = (PrintJob.id == job_id, PrintJob.state == "waiting")
    changed = update(PrintJob).where(*mine).values(pages_done=sides)
    if session.scalar(changed.returning(PrintJob.id)) is None:
        raise UserError(_BUSY if _state(session, job_id) == "printing" else _GONE)
    said = {"before": {"pages": row.pages_done}, "after": {"pages": sides}}
    record(session, clerk, "print.move", ("print_job", job_id), said)


def drop_jobs(session: Session, clerk: Clerk, job_ids: Sequence[int]) -> None:
    """Take jobs out of the queue (移出队列); the papers stay."""
    for job_id in job_ids:
        job = session.get_one(PrintJob, job_id, populate_existing=True)
        if job.state not in queries.IN_QUEUE:
            raise UserError(_GONE)
        before, job.state = job.state, "dropped"
        session.flush()
        said = {"before": {"state": before}, "after": {"state": "dropped"}}
        record(session, clerk, "print.drop", ("print_job", job_id), said)


def move_jobs(session: Session, clerk: Clerk, job_ids: Sequence[int], printer: str) -> None:
    """Let waiting jobs wait for another printer (换打印机)."""
    for job_id in job_ids:
        job = session.get_one(PrintJob, job_id, populate_existing=True)
        if job.state != "waiting":
            raise UserError(_BUSY if job.state == "printing" else _GONE)
        before, job.printer = job.printer, printer
        session.flush()
        said = {"before": {"printer": before}, "after": {"printer": printer}}
        record(session, clerk, "print.move", ("print_job", job_id), said)


def settle_batch(
    session: Session, clerk: Clerk, job_ids: Sequence[int], last: tuple[int, int]
) -> None:
    """After a jam: of these, sent in this order, `last` is the last that came out.

    `last` is the place in `job_ids` from 1 (0: none came out) and the side of that job, counted
    from the first of its first copy; those before are done, that one goes on after its side, those
    after it wait from their start.
    """
    place, side = last
    if not 0 <= place <= len(job_ids):
        raise UserError(f"只送出了 {len(job_ids)} 份，没有第 {place} 份。")
    finish_jobs(session, clerk, job_ids[: max(place - 1, 0)])
    if place:
        _settle_last(session, clerk, job_ids[place - 1], side)
    for job_id in job_ids[place:]:
        job_waits(session, clerk, job_id, "没出纸，接着打时从这里开始")


def _settle_last(session: Session, clerk: Clerk, job_id: int, side: int) -> None:
    row = queries.job_by_id(session, job_id)
    if check_sides(side, row.pages, row.copies) == row.sides:
        finish_jobs(session, clerk, [job_id])
    else:
        job_waits(session, clerk, job_id, f"只出到第 {side} 页", side)


def _sent(session: Session, job_id: int) -> PrintJob:
    job = session.get_one(PrintJob, job_id, populate_existing=True)
    if job.state != "printing":
        raise UserError(_GONE if job.state in ("done", "dropped") else "这份还没有送去打印。")
    return job


def _confirm(session: Session, clerk: Clerk, job: PrintJob, *, came_out: bool) -> None:
    session.flush()
    if job.print_id is not None:
        confirm_print(session, clerk, job.print_id, came_out=came_out)


def _state(session: Session, job_id: int) -> str:
    return session.scalars(select(PrintJob.state).where(PrintJob.id == job_id)).one()
