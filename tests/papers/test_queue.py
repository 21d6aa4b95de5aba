"""The print queue as a service: nothing is lost, nothing is printed twice unasked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.papers import queries, service
from gridhall.papers.queries import JobRow
from gridhall.papers.rules import PrintWay, check_sides, choose_printer, remaining
from gridhall.papers.service import PrinterDraft
from tests.papers.printing import make_paper

HP = PrintWay("HP M126")


def _asked(db: Database, clerk: Clerk, *paper_ids: int, way: PrintWay = HP) -> list[JobRow]:
    with db.write() as session:
        return list(service.ask_prints(session, clerk, paper_ids, way))


def _begun(db: Database, clerk: Clerk, job: JobRow) -> JobRow:
    with db.write() as session:
        return service.begin_job(session, clerk, job.id, "HP M126")


def _queue(db: Database) -> list[JobRow]:
    with db.read() as session:
        return queries.jobs_in_queue(session)


def _outcomes(db: Database, paper_id: int) -> list[str]:
    with db.read() as session:
        return [entry.outcome for entry in queries.prints_of(session, paper_id)]


def test_what_is_asked_waits_until_it_came_out(db: Database, clerk: Clerk) -> None:
    paper = make_paper(db, clerk)
    [job] = _asked(db, clerk, paper.id)
    assert (job.state, job.copies, job.why) == ("waiting", 1, "等待打印")
    sent = _begun(db, clerk, job)
    assert sent.state == "printing"
    assert _outcomes(db, paper.id) == ["asked"]
    with db.write() as session:
        service.finish_jobs(session, clerk, [job.id])
    assert _queue(db) == []
    assert _outcomes(db, paper.id) == ["came_out"]


def test_jobs_survive_a_restart_and_a_crash_leaves_them_to_be_asked_about(
    db: Database, clerk: Clerk
) -> None:
    papers = [make_paper(db, clerk) for _ in range(2)]
    first, second = _asked(db, clerk, *(paper.id for paper in papers))
    _begun(db, clerk, first)
    again = Database(db.path, db.key)
    try:
        with again.read() as session:
            rows = queries.jobs_in_queue(session)
            counted = queries.queue_count(session)
    finally:
        again.close()
    assert [(row.id, row.state) for row in rows] == [(first.id, "printing"), (second.id, "waiting")]
    assert rows[0].why == "已送打印机，出没出纸还没有确认"
    assert (counted.jobs, counted.unsure) == (2, 1)
    with db.write() as session, pytest.raises(UserError, match="先看看纸出来没有"):
        service.begin_job(session, clerk, first.id, "HP M126")


def test_the_same_paper_waits_once(db: Database, clerk: Clerk) -> None:
    paper = make_paper(db, clerk)
    [first] = _asked(db, clerk, paper.id)
    [second] = _asked(db, clerk, paper.id, way=PrintWay("得力针打", 3))
    assert (second.id, second.printer, second.copies) == (first.id, "得力针打", 3)


def test_a_printer_that_fails_leaves_the_job_with_its_reason(db: Database, clerk: Clerk) -> None:
    paper = make_paper(db, clerk)
    [job] = _asked(db, clerk, paper.id)
    _begun(db, clerk, job)
    with db.write() as session:
        service.job_waits(session, clerk, job.id, "“HP M126”缺纸")
    assert [(row.state, row.why) for row in _queue(db)] == [("waiting", "“HP M126”缺纸")]
    assert _outcomes(db, paper.id) == ["did_not"]


def test_two_windows_retry_the_same_job_and_one_prints(db: Database, clerk: Clerk) -> None:
    paper = make_paper(db, clerk)
    [job] = _asked(db, clerk, paper.id)
    _begun(db, clerk, job)
    with pytest.raises(UserError, match="正在打印"):
        _begun(db, clerk, job)
    assert _outcomes(db, paper.id) == ["asked"]


def test_dropping_twice_is_told_and_the_paper_stays(db: Database, clerk: Clerk) -> None:
    paper = make_paper(db, clerk)
    [job] = _asked(db, clerk, paper.id)
    with db.write() as session:
        service.drop_jobs(session, clerk, [job.id])
    with db.write() as session, pytest.raises(UserError, match="已经不在打印队列里"):
        service.drop_jobs(session, clerk, [job.id])
    with db.read() as session:
        assert queries.paper_by_id(session, paper.id).number == paper.number
        actions = [row.action for row in session.query(AuditEntry).order_by(AuditEntry.seq)]
    assert actions[-1] == "print.drop"


def test_a_voided_paper_in_the_queue_is_not_printed(db: Database, clerk: Clerk) -> None:
    paper = make_paper(db, clerk)
    [job] = _asked(db, clerk, paper.id)
    with db.write() as session:
        service.void_paper(session, clerk, paper.id, "写错了")
    assert [row.why for row in _queue(db)] == ["文书已作废，不会打印"]
    with pytest.raises(UserError, match="已作废，没有打印"):
        _begun(db, clerk, job)
    assert _outcomes(db, paper.id) == []
    assert [row.state for row in _queue(db)] == ["waiting"], "the refusal changed nothing"
    with pytest.raises(UserError, match="已作废，不能再打印"):
        _asked(db, clerk, paper.id)


def test_after_a_jam_the_batch_goes_on_after_the_last_good_page(db: Database, clerk: Clerk) -> None:
    papers = [make_paper(db, clerk, rows=rows) for rows in (1, 90, 1, 1)]
    jobs = _asked(db, clerk, *(paper.id for paper in papers))
    assert jobs[1].pages >= 3
    for job in jobs[:3]:
        _begun(db, clerk, job)
    with db.write() as session:
        service.settle_batch(session, clerk, [job.id for job in jobs[:3]], (2, 2))
    left = _queue(db)
    assert [(row.id, row.pages_done) for row in left] == [
        (jobs[1].id, 2), (jobs[2].id, 0), (jobs[3].id, 0),
    ]  # fmt: skip
    assert {row.state for row in left} == {"waiting"}
    assert [_outcomes(db, paper.id) for paper in papers] == [
        ["came_out"], ["did_not"], ["did_not"], [],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("last", "sentence"),
    [((1, 9), "没有第 9 页"), ((3, 1), "没有第 3 份"), ((1, -1), "没有第 -1 页")],
)
def test_a_place_beyond_the_end_is_told_and_nothing_changes(
    db: Database, clerk: Clerk, last: tuple[int, int], sentence: str
) -> None:
    jobs = _asked(db, clerk, make_paper(db, clerk).id, make_paper(db, clerk).id)
    for job in jobs:
        _begun(db, clerk, job)
    with pytest.raises(UserError, match=sentence), db.write() as session:
        service.settle_batch(session, clerk, [job.id for job in jobs], last)
    assert [row.state for row in _queue(db)] == ["printing", "printing"]


def test_a_waiting_job_may_go_on_in_the_middle_or_turn_out_to_be_done(
    db: Database, clerk: Clerk
) -> None:
    paper = make_paper(db, clerk, rows=60)
    [job] = _asked(db, clerk, paper.id, way=PrintWay("HP M126", 2))
    with db.write() as session:
        service.set_sides(session, clerk, job.id, 1)
    assert [row.pages_done for row in _queue(db)] == [1]
    with db.write() as session, pytest.raises(UserError, match="请数一数出来的纸"):
        service.set_sides(session, clerk, job.id, job.sides + 1)
    with db.write() as session:
        service.set_sides(session, clerk, job.id, job.sides)
    assert _queue(db) == []


@pytest.mark.parametrize("right", [201, -201, 9999])
def test_an_offset_out_of_range_is_refused(db: Database, clerk: Clerk, right: int) -> None:
    with db.write() as session, pytest.raises(UserError, match="左右偏差最多 20 毫米"):
        service.store_printer(session, clerk, PrinterDraft("HP M126", right))
    with db.read() as session:
        assert not queries.printer_setting(session, "HP M126").is_known


def test_a_printer_is_described_once_for_the_hall(db: Database, clerk: Clerk) -> None:
    draft = PrinterDraft("HP M126", 15, -5, preprinted=["completion", "acceptance"])
    with db.write() as session:
        service.store_printer(session, clerk, draft)
        service.store_printer(session, clerk, PrinterDraft("得力热敏", is_ticket=True))
    with db.read() as session:
        known = {row.printer: row for row in queries.printer_settings(session)}
    assert (known["HP M126"].right, known["HP M126"].down) == (15, -5)
    assert known["HP M126"].preprinted == {"completion", "acceptance"}
    assert known["得力热敏"].is_ticket
    with db.write() as session, pytest.raises(UserError, match="不认识的文书种类"):
        service.store_printer(session, clerk, PrinterDraft("HP M126", preprinted=["x"]))


@given(st.integers(1, 30), st.integers(1, 5), st.data())
def test_what_is_left_is_every_side_that_is_not_out(
    pages: int, copies: int, data: st.DataObject
) -> None:
    done = data.draw(st.integers(0, pages * copies))
    every = [page for _ in range(copies) for page in range(1, pages + 1)]
    printed = [
        page
        for part in remaining(pages, copies, done)
        for _ in range(part.copies)
        for page in range(part.first_page, pages + 1)
    ]
    assert printed == every[done:]
    assert check_sides(done, pages, copies) == done


@pytest.mark.parametrize(
    ("names", "usual", "slip", "chosen"),
    [
        (["A", "热敏"], "A", True, "热敏"),
        (["A", "热敏"], "热敏", False, "A"),
        (["A"], "A", True, "A"),
        (["热敏"], "热敏", False, "热敏"),
        ([], "", True, ""),
    ],
)
def test_slips_go_to_the_roll_and_sheets_past_it(
    names: list[str], usual: str, slip: bool, chosen: str
) -> None:
    assert choose_printer(names, usual, {"热敏"}, slip=slip) == chosen
