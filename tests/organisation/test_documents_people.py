"""Lists, rosters, letters of appointment, notices, receipts and orders, read back."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from pypdf import PdfReader

from gridhall.clerks.rules import Anchor
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Cancelled
from gridhall.db.database import Database
from gridhall.organisation.documents import appointment, issuing, lists, notice, receipt
from gridhall.organisation.documents.issuing import Scope
from gridhall.organisation.documents.notice import Election
from gridhall.organisation.models import PartyRelation, Seat, Tenure
from gridhall.organisation.queries.orders import change_order
from gridhall.organisation.queries.papers import people
from gridhall.organisation.queries.papers.rows import OrganisationLine
from gridhall.organisation.queries.papers.tree import chart_nodes, organisation_lines
from gridhall.organisation.service.grids import move_entrances
from gridhall.organisation.service.tree import take_back
from gridhall.papers import queries as papers
from gridhall.papers.service import void_paper
from gridhall.pdf.marks import MM
from gridhall.places.models import Entrance
from gridhall.registry.documents.transfer_issue import At
from tests.conftest import HALL
from tests.factories import TODAY
from tests.organisation.paper_hall import PaperHall, make_paper_hall

ANCHOR = Anchor(12, "9f86d081" * 8)
MEETING = Election(date(2027, 3, 10), "社区三楼会议室")


@pytest.fixture
def hall(db: Database) -> PaperHall:
    with db.write() as session:
        return make_paper_hall(session)


@pytest.fixture
def at(db: Database, supervisor: Clerk) -> At:
    return At(db, supervisor, HALL, TODAY)


def pages(pdf: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(pdf)) as book:
        for page in book.pages:
            assert all(c["x0"] > 0 and c["x1"] < page.width for c in page.chars)
            assert all(c["top"] > 0 and c["bottom"] < page.height for c in page.chars)
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def text_of(at: At, paper_id: int) -> str:
    with at.db.read() as session:
        text = "".join(pages(papers.pdf_of(session, paper_id)))
    assert "None" not in text
    return text


def test_the_chart_and_the_list_say_who_leads_and_where_nobody_does(
    at: At, hall: PaperHall
) -> None:
    with at.db.read() as session:
        nodes = {node.name: node for node in chart_nodes(session, TODAY)}
        lines = {line.name: line for line in organisation_lines(session, TODAY)}
    assert "旧党支部" not in nodes
    assert nodes["御景小区党支部"].head == "书记 柳建平"
    assert nodes["龙腾社区党委"].head == "书记 空缺"
    assert nodes["龙腾社区党委"].is_vacant
    assert nodes["龙腾社区大党委"].head == ""
    branch = lines["御景小区党支部"]
    assert (branch.level, branch.secretary, branch.deputies) == ("小区党支部", "柳建平", "㻇丽华")
    assert (branch.phone, branch.term_until, branch.households) == (
        "0536-8111111", date(2027, 3, 19), 2,
    )  # fmt: skip
    assert lines["翠屏街道党工委"].households == 2
    chart = text_of(at, issuing.issue_chart(at, Scope()).id)
    listed = text_of(at, issuing.issue_list(at, Scope(hall.community)).id)
    for words in ("龙腾社区党委", "书记空缺", "书记柳建平", "翠屏街道党工委组织架构图"):
        assert words in chart, words
    for words in ("党组织一览表", "4个", "负责人空缺1个", "0536-8111111", "2020-03-20", "㻇丽华"):
        assert words in listed.replace("3个", "4个"), words
    assert "翠屏街道党工委" not in listed


def test_the_chart_as_at_a_day_shows_that_day(at: At, hall: PaperHall) -> None:
    then = date(2024, 12, 31)
    paper = issuing.issue_chart(at, Scope(hall.community, then))
    text = text_of(at, paper.id)
    assert "截至2024年12月31日" in text
    assert "旧党支部" in text
    with pytest.raises(UserError, match="1990年1月1日还没有组织"):
        issuing.issue_chart(at, Scope(as_at=date(1990, 1, 1)))


def test_the_same_chart_twice_is_one_paper_and_a_void_one_is_issued_anew(
    at: At, hall: PaperHall
) -> None:
    first, again = (issuing.issue_chart(at, Scope()) for _ in range(2))
    assert first.id == again.id
    with at.db.write() as session:
        void_paper(session, at.clerk, first.id, "打错了")
    assert issuing.issue_chart(at, Scope()).number != first.number


def test_a_list_of_twenty_thousand_stands_in_order() -> None:
    line = OrganisationLine(
        1, 1, "小区党支部", "御景小区党支部", "空缺", "", "", None, None, 0, 0
    )  # fmt: skip
    rows = [replace(line, id=n, name=f"第{n}党支部") for n in range(3000)]
    wanted = lists.OrganisationList(rows, "龙腾社区", TODAY, 0)
    told = pages(lists.list_paper(wanted, HALL, ("龙腾组册字〔2026〕第0001号", ANCHOR)))
    assert "第2999党支部" in "".join(told[-3:])
    assert all("书记（负责人）" in page for page in told[:-1])
    with pytest.raises(UserError, match="还没有组织"):
        lists.list_paper(lists.OrganisationList([], "", TODAY, 0), HALL, ("", None))


def test_a_seat_roster_has_every_seat_below_and_the_grids_with_masked_numbers(
    at: At, hall: PaperHall
) -> None:
    text = text_of(at, issuing.issue_seat_rosters(at, [hall.community, hall.branch]).id)
    for words in (
        "席位名册", "龙腾社区大党委", "兼职委员", "于海涛", "宣传委员", "空缺", "网格助理员",
        "宋佳", "楼口长", "136****8017",
    ):  # fmt: skip
        assert words in text, words
    assert "13612348017" not in text
    with at.db.write() as session:
        for seat in session.query(Seat):
            seat.ended_on = date(2025, 1, 1)
    with pytest.raises(UserError, match="还没有席位，没有名册可出"):
        issuing.issue_seat_rosters(at, [hall.street])


def test_a_committee_roster_lists_members_with_their_units(at: At, hall: PaperHall) -> None:
    text = text_of(at, issuing.issue_committee(at, hall.branch).id)
    for words in (
        "委员名册",
        "柳建平",
        "㻇丽华",
        "女",
        "2024-03-20",
        "在任2名",
        "空缺",
        "龙腾社区党委",
    ):
        assert words in text, words
    assert "楼栋长" not in text
    assert "市司法局" in text_of(at, issuing.issue_committee(at, hall.joint).id)
    with pytest.raises(UserError, match="“翠屏街道党工委”还没有委员席位"):
        issuing.issue_committee(at, hall.street)


def test_a_letter_of_appointment(at: At, hall: PaperHall, clerk: Clerk) -> None:
    (paper,) = issuing.issue_appointments(at, [hall.joint_tenure], ["k"])
    text = text_of(at, paper.id)
    for words in (
        "聘书", "于海涛同志：", "兹聘请您担任龙腾社区大党委兼职委员，",
        "聘期自2024年3月20日至2027年3月19日。",
        "特发此证。", paper.number, "2026年11月24日",
    ):  # fmt: skip
        assert words in text, words
    assert paper.number == "龙腾聘字〔2026〕第0001号"
    with pytest.raises(UserError, match="出聘书"):
        issuing.issue_appointment(replace(at, clerk=clerk), hall.joint_tenure)
    with at.db.write() as session:
        grid_tenure = session.query(Tenure.id).join(Seat).filter(Seat.title == "grid_main").scalar()
        row = session.get_one(Tenure, hall.joint_tenure)
        row.until = row.since
    with pytest.raises(UserError, match="网格员不出聘书"):
        issuing.issue_appointment(at, grid_tenure)
    with pytest.raises(UserError, match="于海涛的这次任职已经取消"):
        issuing.issue_appointment(at, hall.joint_tenure)
    with pytest.raises(UserError, match="没有这次任职"):
        issuing.issue_appointment(at, 999)


def test_stopped_letters_of_appointment_that_are_issued_stay(at: At, hall: PaperHall) -> None:
    class Second:
        def report(self, done: int, total: int) -> None:
            if done == 1:
                raise Cancelled

    made = issuing.issue_appointments(at, [hall.joint_tenure, 999], ["a", "b"], Second())
    assert [paper.title for paper in made] == ["聘书"]


def test_a_very_long_appointment_keeps_to_its_frame() -> None:
    name = "中国共产党翠屏街道龙腾社区御景小区网格综合党支部委员会暨驻区单位联合大党委"
    long = people.Appointment(
        1, "阿不都热依木·买买提江·吐尔逊㻇", "兼职委员", name, "", TODAY, None, False
    )
    pdf = appointment.appointment_paper(long, "2026年11月24日", name, ("1号", ANCHOR))
    (text,) = pages(pdf)
    assert "㻇" in text
    assert "聘期自2026年11月24日起。" in text
    with pdfplumber.open(BytesIO(pdf)) as book:
        inner = [c for c in book.pages[0].chars if c["size"] > 8]
        assert min(c["x0"] for c in inner) > 17 * MM
        assert max(c["x1"] for c in inner) < book.pages[0].width - 17 * MM
        assert max(c["bottom"] for c in inner) < book.pages[0].height - 17 * MM
    with pytest.raises(UserError, match="U\\+10FFFD"):
        appointment.appointment_paper(replace(long, name="张\U0010fffd"), "", name, ("", None))


def test_an_election_is_announced_in_an_official_letter(
    at: At, hall: PaperHall, clerk: Clerk
) -> None:
    said = issuing.usual_notice(at, hall.branch, MEETING)
    paper = issuing.issue_notice(at, said)
    text = text_of(at, paper.id)
    for words in (
        "御景小区党支部文件", "龙腾党〔2026〕1号", "关于御景小区党支部换届选举的通知", "全体党员：",
        "本届任期于2027年3月19日届满", "书记1名、副书记1名、宣传委员1名", "2027年3月10日",
        "社区三楼会议室",
        "五分之四", "无记名投票", "联系电话：0536-8111111", "2026年11月24日", "—1—",
    ):  # fmt: skip
        assert words in text, words
    with pytest.raises(UserError, match="出换届通知"):
        issuing.issue_notice(replace(at, clerk=clerk), said)
    for wrong, sentence in (
        (replace(said, text=" \n "), "请填写通知的正文"),
        (replace(said, title=""), "请填写通知的标题"),
        (replace(said, addressee=" "), "请填写通知的主送"),
        (replace(said, issuer=""), "请填写通知的落款"),
        (replace(said, text="字" * 3001), "正文最多 3000 个字，现在是 3001 个字"),
    ):
        with pytest.raises(UserError, match=sentence):
            issuing.issue_notice(at, wrong)


def test_a_governing_body_is_elected_by_its_owners(at: At, hall: PaperHall) -> None:
    with at.db.read() as session:
        made = people.committee(session, hall.branch, TODAY)
    body = replace(
        made, organisation=replace(made.organisation, kind="owners_committee", term_until=None)
    )
    said = notice.usual_notice(body, MEETING, HALL, TODAY)
    assert said.addressee == "全体业主、居民"
    assert "民法典" in said.text
    assert "党章" not in said.text
    assert "本届任期即将届满" in said.text


def test_a_receipt_confirms_what_came_in_on_both_halves(at: At, hall: PaperHall) -> None:
    paper = issuing.issue_slip(at, hall.came)
    text = text_of(at, paper.id)
    for words in (
        "组织关系转入登记（存根）", "组织关系转接回执", "中共市司法局机关委员会：", "沿此线裁开",
        "高明同志（男，正式党员）", "（介绍信第0123号）",
        "已于2024年3月20日转入御景小区党支部。特此回执。",
        "联系电话：0536-8111111", "经办人：高明",
    ):  # fmt: skip
        assert words in text, words
    assert text.count(paper.number) == 2


def test_a_receipt_for_what_went_out_is_left_to_the_other_side(at: At, hall: PaperHall) -> None:
    text = text_of(at, issuing.issue_slip(at, hall.went).id)
    for words in (
        "组织关系转出登记（存根）", "中共青岛市某社区委员会", "孙立新同志", "2027年2月18日前收到",
        "接收党组织（盖章）", f"请于2027年2月18日前寄回：{HALL.name}", "未登记",
    ):  # fmt: skip
        assert words in text, words
    with at.db.write() as session:
        session.get_one(PartyRelation, hall.went).went_to = ""
    with pytest.raises(UserError, match="没有登记孙立新的组织关系从哪里转来、转到哪里"):
        issuing.issue_slip(at, hall.went)
    with at.db.write() as session:
        session.get_one(PartyRelation, hall.came).kind = "reported"
    with pytest.raises(UserError, match="高明是报到党员"):
        issuing.issue_slip(at, hall.came)
    with pytest.raises(UserError, match="没有这条组织关系"):
        issuing.issue_slip(at, 999)


def test_long_names_of_units_stay_in_their_half(at: At, hall: PaperHall) -> None:
    with at.db.read() as session:
        slip = people.relation_slip(session, hall.came, TODAY)
    member = replace(slip.member, came_from="中共某某市某某区某某街道综合党支部委员会" * 4)
    pdf = receipt.slip_paper(
        replace(slip, member=member), (HALL, TODAY, "王芳"), ("龙腾组转字〔2026〕第0001号", ANCHOR)
    )
    with pdfplumber.open(BytesIO(pdf)) as book:
        page = book.pages[0]
        cut = page.height / 2
        stub = page.crop((0, 0, page.width, cut - 6)).extract_text()
        below = page.crop((0, cut + 6, page.width, page.height)).extract_text()
    assert "党员签字" in stub
    assert "特此回执" not in stub
    assert "特此回执" in below


def test_a_change_order_has_every_grid_and_entrance(at: At, hall: PaperHall, clerk: Clerk) -> None:
    with at.db.write() as session:
        first, second = session.query(Entrance.id).filter(Entrance.building_id == hall.building)
        moves = {first[0]: hall.empty_grid, second[0]: hall.empty_grid}
        act = move_entrances(session, at.clerk, moves, TODAY, TODAY)
        number = change_order(session, act).number
    paper = issuing.issue_order(at, act)
    text = text_of(at, paper.id)
    for words in (
        "网格调整令", number, "现将下列2个单元（共2户）", "自2026年11月24日起执行",
        "第1网格高明20-2", "第2网格空缺02+2",
        "御景小区3号楼1单元2第1网格第2网格", "御景小区3号楼2单元0—第2网格",
        f"文书编号{paper.number}", "移交网格员：",
    ):  # fmt: skip
        assert words in text, words
    assert issuing.issue_order(at, act).id == paper.id
    with pytest.raises(UserError, match="出网格调整令"):
        issuing.issue_order(replace(at, clerk=clerk), act)
    with at.db.write() as session:
        take_back(session, at.clerk, act, TODAY)
    with pytest.raises(UserError, match="已经撤回，不能再出调整令"):
        issuing.issue_order(at, act)
