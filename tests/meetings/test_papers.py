"""A meeting's papers, read back from their PDFs."""

import io
import re
from datetime import date, timedelta

import pdfplumber
import pytest

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.db.database import Database
from gridhall.issues.rules.orders import Owner
from gridhall.meetings.documents import issuing
from gridhall.meetings.rules.decisions import Votes
from gridhall.meetings.rules.drafts import Coming, DebriefDraft, Invited
from gridhall.meetings.service import meetings as service
from gridhall.meetings.service.attending import invite, note_came
from gridhall.meetings.service.debriefs import add_debrief
from gridhall.meetings.service.taking_back import reopen_meeting
from gridhall.organisation.models import Organisation, Outsider, Seat, Tenure
from gridhall.papers.queries import PaperRow, pdf_of
from gridhall.papers.service import void_paper
from gridhall.registry.documents.transfer_issue import At
from tests.factories import NOW
from tests.meetings.halls import CLERK, SECOND, Office, when

APRIL, MAY = date(2026, 4, 22), date(2026, 5, 20)
HALL = Hall(
    "办头堰社区党群服务中心", "办头堰社区", "办头堰", "花果路 1 号", "0719-8888888", "12345"
)
STREET, PROPERTY = Owner(name="花果街道综合执法中心"), Owner(name="红色物业服务有限公司")


@pytest.fixture
def office(db: Database) -> Office:
    with db.write() as session:
        own = Organisation(kind="joint_committee", name="办头堰社区大党委")
        people = [
            Outsider(name="张志国", workplace="张湾区税务局"),
            Outsider(name="李建华", workplace="十堰市第一中学"),
        ]
        session.add_all([own, *people])
        session.flush()
        seat = Seat(organisation_id=own.id, title="first_secretary", name="第一书记")
        session.add(seat)
        session.flush()
        spans = ((date(2026, 1, 1), date(2026, 6, 1)), (date(2026, 6, 1), None))
        for one, (since, until) in zip(people, spans, strict=True):
            session.add(
                Tenure(
                    seat_id=seat.id,
                    outsider_id=one.id,
                    since=since,
                    until=until,
                    recorded_at=NOW,
                    clerk_name="王芳",
                )
            )
    return Office(db)


@pytest.fixture
def may(office: Office) -> int:
    """The May meeting, arranged: one issue carried over, two new ones."""
    office.issue(
        "供水管网老化", date(2026, 4, 2), raiser="欧阳小兰", phone="13812345678", channel="phone"
    )
    office.end(office.begin(APRIL), APRIL)
    office.issue("井盖松动", date(2026, 5, 8), raiser="欧阳小兰", phone="13812345678")
    office.issue("楼道灯不亮", date(2026, 5, 9))
    return office.plan(MAY, starts="9:00", place="三楼会议室", subject="请带着办法来开会")


def _at(office: Office, day: date = MAY) -> At:
    return At(office.db, CLERK, HALL, day)


def _pages(office: Office, paper: PaperRow) -> list[str]:
    with office.db.read() as session:
        pdf = pdf_of(session, paper.id)
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        return ["".join(page.extract_text().split()) for page in read.pages]


def _text(office: Office, kind: str, meeting: int | None) -> str:
    return "".join(_pages(office, issuing.issue(_at(office), kind, meeting)))


def _hold(office: Office, may: int) -> None:
    """Open it, sign in, decide the first two items, end it."""
    with office.db.write() as session:
        guest = [Invited("钱进", "guest", workplace="供电所"), Invited("孙丽", workplace="街道办")]
        invite(session, CLERK, may, guest, when(MAY))
        service.open_meeting(session, CLERK, may, when(MAY))
    for one in office.card(may, MAY).members:
        coming = {"钱进": Coming("sent", "赵强"), "孙丽": Coming("leave", why="出差")}
        with office.db.write() as session:
            said = coming.get(one.name, Coming())
            note_came(session, CLERK, one.id, said, None, when(MAY))
    carried, first, _ = [one.issue_id or 0 for one in office.agenda(may, MAY)]
    said = "欧阳小兰多次打电话（13812345678）反映\n要整体更换"
    office.decide(
        may, carried, MAY, "route", route=2, owner=STREET, due_on=date(2026, 7, 31), said=said,
        votes=Votes(2),
    )  # fmt: skip
    office.decide(may, first, MAY, "take_up", owner=PROPERTY, due_on=date(2026, 5, 25))
    office.end(may, MAY)


def test_the_notice_says_when_where_and_what_is_carried_first(office: Office, may: int) -> None:
    text = _text(office, "meeting-notice", may)
    assert text.startswith("办头堰社区大党委文件")
    assert "关于召开2026年5月份联席会议的通知" in text
    assert "2026年5月20日（星期三）9:00，三楼会议室。" in text
    assert "会议由张志国主持。" in text
    assert "大事共议、要事共决、实事共办、急事共商、难事共助" in text
    assert text.index("结转的问题1项") < text.index("供水管网老化") < text.index("新收集的问题2项")
    assert "请带着办法来开会。" in text
    assert office.card(may, MAY).row.state == "noticed"
    again = issuing.issue(_at(office), "meeting-notice", may)
    assert again.id == issuing.issue(_at(office), "meeting-notice", may).id


def test_the_agenda_lists_what_is_carried_first(office: Office, may: int) -> None:
    text = _text(office, "meeting-agenda", may)
    order = [
        "一、结转议题（1项，先议）",
        "供水管网老化",
        "1次",
        "二、新议题（2项）",
        "井盖松动",
        "楼道灯不亮",
    ]
    places = [text.index(one) for one in order]
    assert places == sorted(places)
    assert "3项，其中结转1项" in text
    assert "欧阳小兰" not in text
    assert "138" not in text


def test_the_sign_in_sheet_has_a_line_for_each_and_spare_ones(office: Office, may: int) -> None:
    text = _text(office, "meeting-sign-in", may)
    assert "张志国张湾区税务局第一书记主持" in text
    assert "应到1人" in text
    assert "6" in text.partition("主持")[2]


def test_the_minutes_say_what_was_decided_and_name_no_resident(office: Office, may: int) -> None:
    with pytest.raises(UserError, match="还不能出纪要。请先按“结束会议”"):
        issuing.issue(_at(office), "meeting-minutes", may)
    _hold(office, may)
    paper = issuing.issue(_at(office), "meeting-minutes", may)
    text = re.sub("—[12]—[0-9]+-[0-9a-f]{8}", "", "".join(_pages(office, paper)))
    assert text.startswith("办头堰社区大党委会议纪要")
    assert "会议研究议题3项（其中以前会议结转1项），议定2项" in text
    assert "一、关于供水管网老化问题" in text
    assert "该问题已经过1次会议。会议指出：居民多次打电话" in text
    assert "按“定向吹哨”由花果街道综合执法中心承办，2026年7月31日前办结" in text
    assert "赞成2票，反对0票，弃权0票" in text
    assert "由红色物业服务有限公司就地办理，2026年5月25日前办结：井盖松动问题" in text
    assert "3项问题尚未办结，列入下次会议议题" in text
    assert "本次未及议定1项：楼道灯不亮问题" in text
    assert "出席：张湾区税务局张志国" in text
    assert "列席：供电所赵强（代钱进）" in text
    assert "请假：街道办孙丽" in text
    assert "欧阳小兰" not in text
    assert "13812345678" not in text
    assert office.card(may, MAY).row.state == "minuted"
    assert issuing.issue(_at(office), "meeting-minutes", may).number == paper.number
    with pytest.raises(UserError, match="已经出了，请先作废它"), office.db.write() as session:
        reopen_meeting(session, SECOND, may, "漏记", when(MAY))
    with office.db.write() as session:
        void_paper(session, SECOND, paper.id, "漏记一项")
        reopen_meeting(session, SECOND, may, "漏记", when(MAY))
    assert office.card(may, MAY).row.state == "open"


def test_each_owner_gets_a_slip_of_its_own(office: Office, may: int) -> None:
    with pytest.raises(UserError, match="没有交办单可出"):
        issuing.issue(_at(office), "assignment-slip", may)
    _hold(office, may)
    first, second = _pages(office, issuing.issue(_at(office), "assignment-slip", may))
    assert "花果街道综合执法中心：" in first
    assert "供水管网老化" in first
    assert "井盖松动" not in first
    assert "红色物业服务有限公司：" in second
    assert "就地办理" in second
    assert "5月25日" in second
    item = office.agenda(may, MAY)[1].item_id
    one = issuing.issue(_at(office), "assignment-slip", may, item_id=item)
    (alone,) = _pages(office, one)
    assert "红色物业服务有限公司：" in alone


def test_debriefs_and_the_rotation(office: Office, may: int) -> None:
    with pytest.raises(UserError, match="还没有登记述职"):
        issuing.issue(_at(office), "debrief-form", may)
    with office.db.write() as session:
        draft = DebriefDraft(
            "张志国", "2026年上半年", MAY, "第一书记", "督办 36 件", 92, {"good": 6, "fair": 1},
            meeting_id=may,
        )  # fmt: skip
        add_debrief(session, CLERK, draft, when(MAY))
    text = _text(office, "debrief-form", may)
    assert "述职人张志国" in text
    assert "6票1票0票0票" in text
    rotation = _text(office, "duty-rotation", may)
    first, second = rotation.index("张志国"), rotation.index("李建华")
    assert first < second
    assert "2026年1月1日至2026年5月31日" in rotation
    assert "2026年6月1日起" in rotation
    assert rotation.count("本期") == 1


def test_a_character_nobody_can_print_takes_no_number(office: Office, may: int) -> None:
    with office.db.write() as session:
        row = service.standing(session, may)
        row.place = "三楼\U00030ede室"
    with pytest.raises(UserError, match="字"):
        issuing.issue(_at(office), "meeting-notice", may)
    assert office.card(may, MAY).row.state == "planned"
    assert issuing.issue(_at(office), "meeting-agenda", may).number.endswith("0001号")


def test_a_cancelled_meeting_gives_no_papers(office: Office, may: int) -> None:
    office.cancel(may, "停电", MAY)
    with pytest.raises(UserError, match="已取消，不用再发会议通知"):
        issuing.issue(_at(office), "meeting-notice", may)
    with pytest.raises(UserError, match="已取消，不能再出议题清单"):
        issuing.issue(_at(office), "meeting-agenda", may)


def test_the_minutes_of_one_more_meeting_of_a_month_say_which(office: Office, may: int) -> None:
    day = MAY + timedelta(days=2)
    second = office.begin(day)
    office.end(second, day)
    told = issuing.issue(_at(office, day), "meeting-minutes", second)
    assert "2026年5月份第2次联席会议纪要" in _pages(office, told)[0]
