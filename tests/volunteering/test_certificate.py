"""志愿服务证明: what it says is the ledger's, what it bears is read by an independent reader."""

import json
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from math import hypot

import pdfplumber
import pypdfium2
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import select

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Cancelled
from gridhall.db.database import Database
from gridhall.papers.queries import about_of, paper_by_id, pdf_of
from gridhall.papers.service import void_paper
from gridhall.pdf.fonts import house
from gridhall.pdf.marks import MM, Code, Ring
from gridhall.volunteering.documents.certificate import (
    certificate_pages,
    draw_certificate,
)
from gridhall.volunteering.documents.certificate_issuing import (
    Issued,
    check_batch,
    issue_batch,
    issue_certificate,
    merged,
    preview_certificate,
)
from gridhall.volunteering.documents.certificate_reading import (
    codes_in,
    page_contradicts,
    read_pages,
)
from gridhall.volunteering.models import Certificate, Merit, StarLevel
from gridhall.volunteering.queries.certificates import (
    certificate_facts,
    certificates,
    problems,
    verify,
)
from gridhall.volunteering.queries.hours import total_minutes
from gridhall.volunteering.rules.certificates import FIELDS, CertificateOrder
from gridhall.volunteering.rules.codes import read_code
from gridhall.volunteering.service.hours import reverse
from tests.factories import NOW, TODAY
from tests.volunteering.certified import FIRST, OTHER, at, certified, credit, served
from tests.volunteering.people import volunteer


def pdf(db: Database, issued: Issued) -> bytes:
    with db.read() as session:
        return pdf_of(session, issued.row.id)


def said(data: bytes, page: int = 0) -> str:
    with pdfplumber.open(BytesIO(data)) as paper:
        return "".join((paper.pages[page].extract_text() or "").split())


def barcodes(data: bytes, dpi: int = 300, page: int = 0) -> list[str]:
    """Every machine-readable code of any kind on a page."""
    with pypdfium2.PdfDocument(data) as paper:
        image = paper[page].render(scale=dpi / 72).to_numpy()
    return [found.text for found in zxingcpp.read_barcodes(image)]


def test_it_says_what_the_ledger_says(db: Database, clerk: Clerk) -> None:
    issued = certified(db, clerk)
    words = said(pdf(db, issued))
    for expected in (
        "志愿服务证明",
        "张桂花",
        "370686********0027",
        "12小时",
        "服务时间2026年1月15日至2026年11月24日，共4次",
        "服务内容义诊测压、文明劝导、环境清洁",
        "记录单位龙腾社区党群服务中心",
        "特此证明",
        "无偿出具",
        "民政部门指定的志愿服务信息系统",
        "Ed25519",
        issued.row.number,
        str(issued.row.anchor),
    ):
        assert "".join(expected.split()) in words
    with db.read() as session:
        total = total_minutes(session, issued.paper.facts.volunteer_id, own_only=True)
        kept = session.get_one(Certificate, issued.row.id)
        assert kept.minutes == total == issued.paper.facts.minutes == 12 * 60
        assert json.loads(kept.entries) == [1, 2, 3, 4]
        assert kept.last_seq == 4
    claims = read_code(issued.paper.code).claims
    assert (claims.number, claims.name, claims.minutes) == (issued.row.number, "张桂花", 720)
    assert (claims.since, claims.until) == (None, TODAY)
    assert claims.anchor_seq == issued.row.anchor.seq
    assert issued.row.anchor.hash.startswith(claims.anchor_head.hex())


def test_the_page_bears_exactly_one_code_that_any_reader_reads(db: Database, clerk: Clerk) -> None:
    issued = certified(db, clerk, fields=frozenset(FIELDS))
    data = pdf(db, issued)
    for dpi in (150, 200, 300):
        assert barcodes(data, dpi) == [issued.paper.code]
    assert barcodes(data, page=1) == []


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.randoms(use_true_random=False), st.sampled_from((200, 300)))
def test_the_code_is_read_through_noise(noisy: Issued, random: object, dpi: int) -> None:
    import numpy

    generator = numpy.random.default_rng(random.getrandbits(32))
    with pypdfium2.PdfDocument(draw_certificate(noisy.paper)) as paper:
        image = paper[0].render(scale=dpi / 72, grayscale=True).to_numpy()
    image = image.squeeze().astype(float)
    image = image * 0.8 + 20 + generator.normal(0, 15, image.shape)
    flecks = generator.random(image.shape) < 0.003
    image[flecks] = 255 - image[flecks]
    assert codes_in(image.clip(0, 255).astype("uint8")) == [noisy.paper.code]


@pytest.fixture
def noisy(db: Database, clerk: Clerk) -> Issued:
    """One certificate for many noisy scans."""
    return certified(db, clerk)


def test_the_code_is_thirty_millimetres_and_clear_of_the_seal(db: Database, clerk: Clerk) -> None:
    (page,) = certificate_pages(certified(db, clerk).paper)
    marks = [mark for _, block in page for mark in (*block.fixed, *block.typed)]
    (code,) = [mark for mark in marks if isinstance(mark, Code)]
    (ring,) = [mark for mark in marks if isinstance(mark, Ring)]
    assert code.side == pytest.approx(30 * MM)
    near = (
        min(max(ring.x, code.x), code.x + code.side),
        min(max(ring.y, code.y), code.y + code.side),
    )
    assert hypot(ring.x - near[0], ring.y - near[1]) > ring.radius + 10 * MM


def test_only_what_this_hall_organised_is_certified(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = served(session, clerk)
        credit(session, clerk, who, date(2026, 10, 1), organiser=OTHER)
        stranger = volunteer(session, "李外人")
        credit(session, clerk, stranger, date(2026, 10, 1), organiser=OTHER)
    issued = certified(db, clerk, who)
    assert issued.paper.facts.minutes == 12 * 60
    assert issued.paper.facts.left_out == (
        f"另有 3 小时由{OTHER}组织，不计入本厅证明"
        "（谁组织谁记录、谁记录谁证明，第67号令第二十六条）"
    )
    assert OTHER not in said(pdf(db, issued))
    with pytest.raises(UserError, match="谁组织谁记录"):
        certified(db, clerk, stranger)
    with db.read() as session:
        assert len(certificates(session)) == 1


def test_a_reversed_hour_is_gone_and_a_period_is_kept(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session:
        who = served(session, clerk)
        reverse(session, supervisor, 1, "记错了", TODAY)
    assert certified(db, clerk, who).paper.facts.minutes == 9 * 60
    second = FIRST + timedelta(days=31)
    order = CertificateOrder(who, second, second)
    issued = issue_certificate(at(db, clerk), order)
    assert issued.paper.facts.minutes == 3 * 60
    assert "服务时间2026年2月15日至2026年2月15日，共1次" in said(pdf(db, issued))
    for since, until, sentence in (
        (None, TODAY + timedelta(days=1), "还没有到"),
        (TODAY, second, "晚于截止日期"),
        (TODAY, TODAY, "没有本厅记录的服务时长"),
    ):
        with pytest.raises(UserError, match=sentence):
            issue_certificate(at(db, clerk), CertificateOrder(who, since, until))
    with pytest.raises(UserError, match="没有“身高”这一栏"):
        issue_certificate(at(db, clerk), CertificateOrder(who, None, TODAY, frozenset({"身高"})))


def test_optional_fields_stand_only_when_ticked(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = served(session, clerk, days=40, number="ZY00077")
        session.merge(StarLevel(stars=1, hours=100))
        for kind, name in (("training", "急救培训"), ("award", "优秀志愿者")):
            session.add(
                Merit(
                    volunteer_id=who,
                    kind=kind,
                    name=name,
                    given_by="市文明办",
                    happened_on=date(2026, 3, 5),
                    recorded_at=NOW,
                    clerk_name="王芳",
                )
            )
    bare = said(pdf(db, certified(db, clerk, who, frozenset())))
    full = pdf(db, certified(db, clerk, who, frozenset(FIELDS)))
    shown = ("370686195903120027", "ZY00077", "优秀40次", "一星级志愿者", "急救培训", "优秀志愿者")
    assert not any(one in bare for one in ("370686", *shown[1:]))
    assert all(one in said(full) for one in shown)
    annex = "".join(said(full, page) for page in range(1, len(PdfReader(BytesIO(full)).pages)))
    assert annex.count("08:30–11:30") == 40
    assert "合计120" in annex
    assert "第2页，共" in annex


def test_the_same_again_is_the_same_paper_and_a_void_one_is_not(db: Database, clerk: Clerk) -> None:
    first = certified(db, clerk)
    who = first.paper.facts.volunteer_id
    again = certified(db, clerk, who)
    assert (again.row.id, again.paper.code) == (first.row.id, first.paper.code)
    with db.write() as session:
        void_paper(session, clerk, first.row.id, "姓名写错")
    other = certified(db, clerk, who)
    assert other.row.number != first.row.number
    with db.read() as session:
        assert [(row.number, row.voided) for row in certificates(session, who)] == [
            (other.row.number, False),
            (first.row.number, True),
        ]
        paper = paper_by_id(session, other.row.id)
        assert paper.kind == "volunteer-certificate"
        assert about_of(session, paper) == "张桂花"
        made = session.scalars(select(AuditEntry.action).where(AuditEntry.subject == "signing_key"))
        assert list(made) == ["key.make"]  # at the first certificate, and only once


@pytest.mark.parametrize("name", ["阿依古丽·买买提江·阿不都热西提", "王<b>芳</b>", "𬭎", "赵䶮"])
def test_rare_and_odd_names_are_printed_as_they_are(db: Database, clerk: Clerk, name: str) -> None:
    with db.write() as session:
        who = served(session, clerk, name)
    issued = certified(db, clerk, who)
    data = pdf(db, issued)
    assert name in said(data)
    assert name in "".join(PdfReader(BytesIO(data)).pages[0].extract_text().split())
    assert read_code(barcodes(data)[0]).claims.name == name
    (page,) = read_pages(data)
    with db.read() as session:
        assert not page_contradicts(page.words, verify(session, page.code))


def test_invisible_marks_in_a_name_are_neither_printed_nor_signed(
    db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        who = served(session, clerk, "张\u200b桂花\ufeff")
    issued = certified(db, clerk, who)
    assert read_code(issued.paper.code).claims.name == "张桂花"
    assert "张桂花" in said(pdf(db, issued))


@pytest.mark.parametrize("name", ["𠮷野家", "王\U00031350"])
def test_a_name_no_font_can_write_is_told_before_the_batch_and_refused(
    db: Database, clerk: Clerk, name: str
) -> None:
    if not house().missing([name]):
        pytest.skip("this machine has a pack of rare characters")
    with db.write() as session:
        who = served(session, clerk, name)
    (told,) = check_batch(at(db, clerk), [CertificateOrder(who, None, TODAY)])
    assert "印不出这个字" in told.refusal
    with pytest.raises(UserError, match="印不出这个字"):
        certified(db, clerk, who)
    with db.read() as session:
        assert certificates(session) == []


def test_long_texts_stay_within_the_border(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = served(session, clerk, "长" * 50, number="号" * 30)
        for n in range(8):
            credit(
                session, clerk, who, date(2026, 9, 1 + n), content=f"第{n}种" + "很长的服务内容" * 9
            )
            for kind in ("training", "award"):
                facts = {"recorded_at": NOW, "clerk_name": "王芳", "given_by": "市文明办"}
                row = Merit(volunteer_id=who, kind=kind, name="名" * 60, happened_on=FIRST, **facts)
                session.add(row)
    data = pdf(db, certified(db, clerk, who, frozenset(FIELDS)))
    with pdfplumber.open(BytesIO(data)) as paper:
        words = paper.pages[0].chars
        assert min(one["x0"] for one in words) > 17 * MM
        assert max(one["x1"] for one in words) < (210 - 17) * MM
        (this,) = [one for one in words if one["text"] == "此"]
        above = [one for one in words if one["top"] < this["top"] - 1]
        assert max(one["bottom"] for one in above) < this["top"] + 1
    assert "名" * 60 in said(data, 1)


def test_a_preview_takes_no_number_and_signs_nothing(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = served(session, clerk)
    data = preview_certificate(at(db, clerk), CertificateOrder(who, None, TODAY))
    assert "（预览，未编号）" in said(data)
    assert barcodes(data) == []
    with db.read() as session:
        assert certificates(session) == []


class StopAfter:
    """Progress that is cancelled after some reports."""

    def __init__(self, reports: int) -> None:
        self.left = reports

    def report(self, done: int, total: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_a_batch_says_what_is_missing_keeps_what_is_done_and_prints_as_one(
    db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        several = [served(session, clerk, f"志愿者{n}", id_number=None) for n in range(5)]
        several.append(volunteer(session, "没服务"))
    orders = [CertificateOrder(who, None, TODAY) for who in several]
    told = check_batch(at(db, clerk), orders)
    assert [one.name for one in told] == [*(f"志愿者{n}" for n in range(5)), "没服务"]
    assert "身份证件号码" in told[0].missing
    assert told[0].minutes == 720
    assert "没有本厅记录的服务时长" in told[5].refusal
    keys = [f"key-{n}" for n in range(6)]
    stopped = issue_batch(at(db, clerk), orders, keys, StopAfter(3))  # type: ignore[arg-type]
    assert stopped.was_stopped
    assert len(stopped.issued) == 3
    whole = issue_batch(at(db, clerk), orders, keys)
    assert [one.row.id for one in whole.issued[:3]] == [one.row.id for one in stopped.issued]
    assert [who for who, _ in whole.refused] == [several[5]]
    together = merged(whole.issued)
    assert len(PdfReader(BytesIO(together)).pages) == 5
    for page, one in enumerate(whole.issued):
        assert barcodes(together, page=page) == [one.paper.code]
        assert said(together, page) == said(pdf(db, one))


def test_every_total_equals_the_ledger(db: Database, clerk: Clerk, supervisor: Clerk) -> None:
    with db.write() as session:
        who = served(session, clerk, days=9)
        reverse(session, supervisor, 3, "记错了", TODAY)
        credit(session, clerk, who, date(2026, 11, 1), organiser=OTHER)
    with db.read() as session:
        for since in (None, *(FIRST + timedelta(days=20 * n) for n in range(12))):
            order = CertificateOrder(who, since, TODAY)
            facts = certificate_facts(session, order, TODAY)
            total = total_minutes(session, who, since, TODAY, own_only=True)
            assert facts.minutes == total == sum(one.minutes for one in facts.services)


def test_the_check_finds_a_certificate_that_was_tampered_with(db: Database, clerk: Clerk) -> None:
    issued = certified(db, clerk)
    with db.write() as session:
        assert {one.rule: one.count for one in problems(session)} == {
            "certificate.code": 0,
            "certificate.total": 0,
        }
        kept = session.get_one(Certificate, issued.row.id)
        kept.minutes += 60
        session.flush()
        assert {one.rule: one.count for one in problems(session)} == {
            "certificate.code": 1,
            "certificate.total": 1,
        }


def test_a_whole_number_is_written_into_the_trail(db: Database, clerk: Clerk) -> None:
    certified(db, clerk)
    seen = select(AuditEntry).where(AuditEntry.action == "person.reveal")
    with db.read() as session:
        assert session.scalars(seen).all() == []
    with db.write() as session:
        who = served(session, clerk, "李建国")
    certified(db, clerk, who, frozenset({"full_id_number"}))
    with db.read() as session:
        (row,) = session.scalars(seen).all()
        assert (row.subject, row.record_id) == ("volunteer", who)


def test_a_letter_no_font_has_is_refused_at_once(db: Database, clerk: Clerk) -> None:
    issued = certified(db, clerk)
    paper = replace(issued.paper, issuer="\U00031350")
    with pytest.raises(UserError, match="印不出这个字"):
        draw_certificate(paper)
