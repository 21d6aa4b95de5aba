"""A desk's paper issued and read back: its text page by page, its codes."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2
import zxingcpp

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk, Role
from gridhall.core.hall import Hall
from gridhall.organisation.models import Agency
from gridhall.papers.queries import PaperRow, pdf_of
from gridhall.service_desk import service
from gridhall.service_desk.documents import issuing
from gridhall.service_desk.documents.issuing import At
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseCard, CaseRow
from gridhall.service_desk.rules.catalogue import MaterialSpec, MatterSpec
from gridhall.service_desk.rules.clock import DeskMoment
from tests.factories import TODAY
from tests.service_desk.conftest import MORNING, Desk

HALL = Hall("龙腾社区党群服务中心", "龙腾社区", "龙腾", "龙腾路 1 号", "0536-8888888", "12345")
BARE = Hall("龙腾社区党群服务中心", "龙腾社区", "龙腾")  # nothing filled in
WHEN = DeskMoment(MORNING, shipped_calendar())
BOSS = Clerk(3, "高明", Role.SUPERVISOR, "1号窗口")


def at(desk: Desk, hall: Hall = HALL) -> At:
    """王芳 issues, today."""
    return At(desk.db, desk.clerk, hall, TODAY)


def issued(desk: Desk, kind: str, case: CaseRow, hall: Hall = HALL) -> str:
    """The text of one of a case's papers, no blanks."""
    return text_of(desk, issuing.issue_for_case(at(desk, hall), kind, case.id))


def bytes_of(desk: Desk, paper: PaperRow) -> bytes:
    """The stored PDF."""
    with desk.db.read() as session:
        return pdf_of(session, paper.id)


def pages_of(desk: Desk, paper: PaperRow) -> list[str]:
    """Each page's text, no blanks."""
    with pdfplumber.open(BytesIO(bytes_of(desk, paper))) as file:
        return ["".join(page.extract_text().split()) for page in file.pages]


def text_of(desk: Desk, paper: PaperRow) -> str:
    """The whole text, no blanks."""
    return "".join(pages_of(desk, paper))


def cells_of(desk: Desk, paper: PaperRow) -> list[list[str]]:
    """Every row of every table on all pages, no blanks."""
    with pdfplumber.open(BytesIO(bytes_of(desk, paper))) as file:
        rows = [row for page in file.pages for table in page.extract_tables() for row in table]
    return [["".join((cell or "").split()) for cell in row] for row in rows]


def codes_of(desk: Desk, paper: PaperRow) -> set[str]:
    """What a scanner reads on the first page."""
    image = pypdfium2.PdfDocument(bytes_of(desk, paper))[0].render(scale=3).to_pil()
    return {code.text for code in zxingcpp.read_barcodes(image)}


def card_of(desk: Desk, case: CaseRow) -> CaseCard:
    """The case as it stands."""
    with desk.db.read() as session:
        return queries.case_card(session, case.id)


def notified(desk: Desk, *lacking: service.Lack, **given: Any) -> CaseRow:
    """A case that was received and told what lacks."""
    with desk.db.write() as session:
        draft = desk.draft(**({"received": (), "request_key": "told"} | given))
        case = service.receive_case(session, desk.clerk, draft, MORNING, WHEN.calendar)
        service.notify(session, desk.clerk, case.id, service.NoticeOrder(lacking), WHEN)
    return case


def police(desk: Desk) -> int:
    """The police station stands in the directory, whole."""
    with desk.db.write() as session:
        one = Agency(
            code="police",
            name="公安派出所",
            aliases="公安机关\n派出所",
            kind="office",
            does="户口登记、居民身份证",
            address="翠屏路 8 号",
            hours="工作日 9:00–17:00",
            phone="0536-6660001",
        )
        session.add(one)
        session.flush()
        return one.id


def matter(desk: Desk, code: str = "ZZ01", **given: Any) -> str:
    """A matter of this test's own with two materials, taken in since yesterday; its code."""
    facts: dict[str, Any] = {
        "name": "老年人居家服务申请",
        "category": "养老",
        "kind": "promised",
        "limit_days": 5,
        "basis": "",
        "authority": "龙腾街道办事处",
        "fee": "不收费",
        "result": "服务确认单",
        "materials": (
            MaterialSpec("居民身份证", 1, 1, True, "公安机关", "正反面"),
            MaterialSpec("申请表", 1, 0, True, "社区（现场填写）", ""),
        ),
    }
    spec = MatterSpec(code, **(facts | given))
    admin = Clerk(1, "管理员", Role.ADMINISTRATOR)
    with desk.db.write() as session:
        service.store_catalogue(session, admin, [spec], TODAY - timedelta(days=30))
    return code
