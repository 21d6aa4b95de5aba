"""Papers with more than they were made for: thirty materials, endless names, many cases."""

from datetime import date

from gridhall.pdf.fonts import house
from gridhall.service_desk import service
from gridhall.service_desk.documents import issuing
from gridhall.service_desk.rules.catalogue import MaterialSpec
from tests.factories import id_number, make_person
from tests.service_desk.conftest import Desk
from tests.service_desk.paper_reading import (
    at,
    bytes_of,
    cells_of,
    codes_of,
    matter,
    notified,
    pages_of,
    police,
    text_of,
)

_NAME = "高龄老年人居家养老服务补贴资格综合审核确认及年度复核材料初审转报"
_AGENT = "欧阳" + "娜仁图雅" * 12
_LONG = "由户籍所在地或经常居住地有权机关出具的有效证明文件及其附件"


def _thirty(desk: Desk) -> str:
    materials = tuple(
        MaterialSpec(
            f"第{n}样：{_LONG}" if n % 3 == 0 else f"第{n}样",
            1,
            n % 3,
            True,
            "公安派出所；公证处",
            "复印件须清晰",
            issued_within="三个月内",
        )
        for n in range(1, 31)
    )
    return matter(desk, "ZZ30", name=_NAME, materials=materials)


def test_thirty_materials_go_over_pages_with_their_headings(hall_at_work: Desk) -> None:
    case = hall_at_work.accept(_thirty(hall_at_work))
    paper = issuing.issue_for_case(at(hall_at_work), "acceptance", case.id)
    pages = pages_of(hall_at_work, paper)
    assert len(pages) == paper.pages > 1
    rows = cells_of(hall_at_work, paper)
    assert [row[0] for row in rows if row[0].isdigit()] == [str(n) for n in range(1, 31)]
    assert sum(row[:2] == ["序号", "材料名称"] for row in rows) == sum("√" in one for one in pages)
    for n, page in enumerate(pages, start=1):
        assert f"第{n}页，共{len(pages)}页" in page
        assert "√" in page  # no page but has its part of the list: nothing stands alone
    assert "办事人签收：" in pages[-1]
    assert "一式两份" in pages[-1]


def test_a_notice_of_thirty_is_whole(hall_at_work: Desk) -> None:
    police(hall_at_work)
    problem = "复印件模糊，看不清编号和日期，请重新复印并由出具单位加盖公章后交来"
    lacks = [service.Lack(n, problem) for n in range(1, 31)]
    case = notified(hall_at_work, *lacks, code=_thirty(hall_at_work))
    paper = issuing.issue_for_case(at(hall_at_work), "one-time-notice", case.id)
    rows = [row for row in cells_of(hall_at_work, paper) if row[0].isdigit()]
    assert [row[0] for row in rows] == [str(n) for n in range(1, 31)]
    assert all(f"问题：{problem}" in row[1] for row in rows)
    assert all("三个月内出具" in row[2] and "翠屏路8号" in row[3] for row in rows)
    assert "告知人：王芳" in pages_of(hall_at_work, paper)[-1]


def test_the_slip_of_thirty_is_one_long_ticket_that_still_scans(hall_at_work: Desk) -> None:
    case = notified(hall_at_work, *map(service.Lack, range(1, 31)), code=_thirty(hall_at_work))
    paper = issuing.issue_for_case(at(hall_at_work), "visitor-slip", case.id)
    assert paper.pages == 1
    assert "30.第30样" in text_of(hall_at_work, paper)
    (code,) = codes_of(hall_at_work, paper)
    assert code.endswith(f"-{case.id}")


def test_endless_names_are_whole_on_paper_and_short_on_the_slip(hall_at_work: Desk) -> None:
    with hall_at_work.db.write() as session:
        name = "阿不都热依木·买买提明·艾山江·吐尔逊·阿布力米提·努尔麦麦提"
        hall_at_work.applicant_id = make_person(session, name).id
    case = hall_at_work.accept(
        "HJ01",
        agent_kind="agent",
        agent_name=_AGENT,
        agent_id_number=id_number(date(1984, 5, 2), "1", 7),
        agent_phone="13800001234",
        agent_relation="远房表亲（受全家共同委托）",
    )
    for kind in ("acceptance", "case-power-of-attorney"):
        text = text_of(hall_at_work, issuing.issue_for_case(at(hall_at_work), kind, case.id))
        assert f"{name}：" in text or name in text
        assert _AGENT in text
    slip = issuing.issue_for_case(at(hall_at_work), "visitor-slip", case.id)
    assert "代理人：欧阳***雅" in text_of(hall_at_work, slip)


def test_many_cases_are_handed_over_on_one_list(hall_at_work: Desk) -> None:
    with hall_at_work.db.write() as session:
        odd = make_person(session, "张\U000e1234").id
    code = matter(hall_at_work)
    cases = [hall_at_work.accept(code, request_key=f"k{n}").id for n in range(40)]
    hall_at_work.applicant_id = odd
    cases.append(hall_at_work.accept(code, request_key="odd").id)
    paper = issuing.issue_handover(at(hall_at_work), [*cases, cases[0]], "李敏", "先看快到期的")
    pages, rows = pages_of(hall_at_work, paper), cells_of(hall_at_work, paper)
    listed = [row for row in rows if row[0].isdigit()]
    assert [row[0] for row in listed] == [str(n) for n in range(1, 42)]  # each case once
    assert listed[0][1:] == [
        "SL20261124-001", "老年人居家服务申请", "张桂花", "已受理", "2026-12-01", "2/2", "王芳",
    ]  # fmt: skip
    assert sum(row[0] == "序号" for row in rows) == len(pages) > 1
    assert "李敏：" in pages[0]
    assert "先看快到期的" in pages[0]
    assert "共41件" in pages[0]
    assert "〓" in listed[-1][3]
    assert "“〓”处是字库没有的字（U+E1234）" in pages[-1]
    assert house().missing(["〓"]) == []


def test_the_same_list_is_the_same_paper(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01").id
    first = issuing.issue_handover(at(hall_at_work), [case], "李敏")
    again = issuing.issue_handover(at(hall_at_work), [case], "李敏")
    other = issuing.issue_handover(at(hall_at_work), [case], "高明")
    assert first.id == again.id != other.id
    assert bytes_of(hall_at_work, first) == bytes_of(hall_at_work, again)
