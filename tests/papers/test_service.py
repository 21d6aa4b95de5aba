import hashlib
import threading
from datetime import date

import pytest

from gridhall.clerks import queries as clerk_queries
from gridhall.clerks.rules import Anchor
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.papers import queries, service
from gridhall.papers.rules import PaperOrder

YEAR = date.today().year


def order(about: int = 1, key: str = "k1", says: str = "x") -> PaperOrder:
    return PaperOrder("acceptance", "service_case", about, {"says": says}, key)


def draw(number: str, anchor: Anchor) -> bytes:
    return f"%PDF {number} {anchor} /Type /Page /Type /Pages".encode()


def numbers(db: Database) -> list[str]:
    with db.read() as session:
        return [p.number for p in reversed(queries.papers(session))]


def test_an_issued_paper_keeps_its_bytes_and_bears_the_trails_head(
    db: Database, clerk: Clerk
) -> None:
    with db.read() as session:
        head = clerk_queries.head(session)
    paper = service.issue(db, clerk, order(), draw)
    with db.read() as session:
        pdf = queries.pdf_of(session, paper.id)
    assert paper.number == f"龙腾受字〔{YEAR}〕第0001号"
    assert pdf == draw(paper.number, head)
    assert (paper.sha256, paper.pages) == (hashlib.sha256(pdf).hexdigest(), 1)
    assert paper.anchor == head


def test_pressing_twice_or_saying_the_same_again_is_one_paper(db: Database, clerk: Clerk) -> None:
    first = service.issue(db, clerk, order(key="k1"), draw)
    assert service.issue(db, clerk, order(key="k1", says="y"), draw) == first
    assert service.issue(db, clerk, order(key="k2"), draw) == first
    assert service.issue(db, clerk, order(key="k3", says="y"), draw).number.endswith("第0002号")


def test_a_drawing_that_fails_takes_no_number(db: Database, clerk: Clerk) -> None:
    def refuse(_number: str, _anchor: Anchor) -> bytes:
        raise UserError("这个字印不出")

    with pytest.raises(UserError, match="印不出"):
        service.issue(db, clerk, order(), refuse)
    assert service.issue(db, clerk, order(), draw).number.endswith("第0001号")


def test_two_threads_never_share_a_number(db: Database, clerk: Clerk) -> None:
    def issue_some(base: int) -> None:
        for n in range(base, base + 20):
            service.issue(db, clerk, order(about=n, key=f"k{n}"), draw)

    threads = [threading.Thread(target=issue_some, args=(base,)) for base in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers(db)) == [f"龙腾受字〔{YEAR}〕第{n:04}号" for n in range(1, 61)]


def test_a_voided_paper_keeps_its_number_and_its_reason(db: Database, clerk: Clerk) -> None:
    paper = service.issue(db, clerk, order(), draw)
    with db.write() as session:
        voided = service.void_paper(session, clerk, paper.id, "申请人改日再办")
    assert (voided.number, voided.void_reason) == (paper.number, "申请人改日再办")
    again = service.issue(db, clerk, order(key="k2"), draw)
    assert again.number.endswith("第0002号")
    with db.write() as session, pytest.raises(UserError, match="已经作废"):
        service.void_paper(session, clerk, paper.id, "再来一次")
    with db.write() as session, pytest.raises(UserError, match="不能再打印"):
        service.log_print(session, clerk, paper.id, 1, "HP")


def test_voiding_asks_for_a_reason(db: Database, clerk: Clerk) -> None:
    paper = service.issue(db, clerk, order(), draw)
    with db.write() as session, pytest.raises(UserError, match="原因"):
        service.void_paper(session, clerk, paper.id, "  ")


def test_every_print_is_logged_and_counted(db: Database, clerk: Clerk) -> None:
    paper = service.issue(db, clerk, order(), draw)
    with db.write() as session:
        first = service.log_print(session, clerk, paper.id, 2, "HP M126")
        service.confirm_print(session, clerk, first.id, came_out=False)
        service.log_print(session, clerk, paper.id, 2, "HP M126")
    with db.read() as session:
        log = queries.prints_of(session, paper.id)
        about = clerk_queries.record_history(session, "paper", paper.id)
    assert [(p.ordinal, p.copies, p.clerk_name, p.outcome) for p in log] == [
        (1, 2, "王芳", "did_not"),
        (2, 2, "王芳", "asked"),
    ]
    assert [row.action for row in about] == ["paper.issue", *["paper.print"] * 3]
    assert numbers(db) == [paper.number]


def test_the_search_finds_a_paper_by_its_number(db: Database, clerk: Clerk) -> None:
    paper = service.issue(db, clerk, order(), draw)
    with db.read() as session:
        hits = search.search(session, paper.number)
    assert [(hit.kind, hit.record_id) for hit in hits] == [("paper", paper.id)]


def test_a_paper_is_never_deleted_nor_its_bytes_changed(db: Database, clerk: Clerk) -> None:
    service.issue(db, clerk, order(), draw)
    for spoil in ("DELETE FROM paper_file", "DELETE FROM paper", "UPDATE paper_file SET pdf = x''"):
        with (
            pytest.raises(Exception, match="append only"),
            db.engine.execution_options(writing=True).begin() as connection,
        ):
            connection.exec_driver_sql(spoil)


def test_the_pattern_is_an_administrators_to_change(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    pattern = "翠屏街{office}受字〔{year}〕第{n:05}号"
    with db.write() as session, pytest.raises(UserError, match="管理员"):
        service.change_pattern(session, clerk, "acceptance", pattern)
    with db.write() as session:
        service.change_pattern(session, administrator, "acceptance", pattern)
    assert service.issue(db, clerk, order(), draw).number == f"翠屏街龙腾受字〔{YEAR}〕第00001号"


def test_a_number_nobody_took_is_told(db: Database) -> None:
    with db.read() as session, pytest.raises(UserError, match="没有编号为"):
        queries.paper_by_number(session, "龙腾受字〔2026〕第9999号")


def test_a_block_of_numbers_is_taken_at_once(db: Database) -> None:
    with db.write() as session:
        assert service.next_number(session, "household", "") == 1
        assert service.skip_numbers(session, "household", "", 10) == 2
        assert service.next_number(session, "household", "") == 12
