"""Papers of a service day and of a year, read back from the PDF."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pdfplumber
import pytest
from icalendar import Calendar
from PIL import Image

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.db.database import Database
from gridhall.papers.models import PaperFile
from gridhall.papers.queries import PaperRow
from gridhall.pdf.marks import Text
from gridhall.photos.service import PhotoDraft, add_photo, shrink
from gridhall.registry.documents.transfer_issue import At
from gridhall.volunteering.documents import day_issuing as issuing
from gridhall.volunteering.documents import post_cards
from gridhall.volunteering.documents.day_notices import Recruitment
from gridhall.volunteering.models import Post, ServiceDay
from gridhall.volunteering.queries.days import days
from gridhall.volunteering.queries.papers.year import day_figures, year_figures
from gridhall.volunteering.service.attendance import Mark, sign_in, sign_out, walk_in
from gridhall.volunteering.service.closing import close_day
from gridhall.volunteering.service.hours import append, reverse
from gridhall.volunteering.sheets.upload import HEADINGS, upload_cells
from tests.factories import TODAY
from tests.volunteering.people import volunteer
from tests.volunteering.served import DAY, cell, draft, make_day, roster

HALL = Hall("龙腾社区党群服务中心", "龙腾社区", "龙腾", phone="0535-6123456")
COMING = date(2026, 11, 25)


@pytest.fixture
def at(db: Database, supervisor: Clerk) -> At:
    """A held day (1) with two on its roster, and one to come (2)."""
    with db.write() as session:
        volunteer(session, "林晓梅", phone="13812346602", born_on=date(1980, 5, 1))
        volunteer(session, "𠮷野", phone="13912341178")
        volunteer(session, "方燕")
        for day in (DAY, COMING):
            day_id = make_day(session, day, ("义诊测压", "理发修面"))
            roster(session, day_id, 1, ("义诊测压", "上午一"), ("义诊测压", "上午二"))
            roster(session, day_id, 2, ("理发修面", "上午一"))
    return At(db, supervisor, HALL, TODAY)


def text_of(at: At, row: PaperRow) -> str:
    with at.db.read() as session:
        pdf = session.get_one(PaperFile, row.id).pdf
    with pdfplumber.open(io.BytesIO(pdf)) as book:
        return "\n".join(page.extract_text() or "" for page in book.pages)


def held(at: At, clerk: Clerk) -> None:
    with at.db.write() as session:
        one = sign_in(session, clerk, Mark(1, 1, 510))
        sign_out(session, clerk, one, 690)
        walk_in(session, clerk, Mark(1, 3, 510), cell(session, 1, "理发修面", "上午一"))
        close_day(session, at.clerk, 1, TODAY)


def changed(at: At, day_id: int, **facts: Any) -> None:
    with at.db.write() as session:
        day = session.get_one(ServiceDay, day_id)
        for name, value in facts.items():
            setattr(day, name, value)


def test_a_notice_says_what_is_offered_when(at: At) -> None:
    said = text_of(at, issuing.issue_notice(at, 2))
    for words in ("集中服务日安排通知", "2026年11月25日（星期三）", "义诊测压", "0535-6123456"):
        assert words in said
    assert "08:30–11:30、14:00–17:00" in said  # shifts that follow each other are one
    assert "林晓梅" not in said  # it is posted: nobody's name


def test_the_same_words_are_one_paper(at: At) -> None:
    first, again = issuing.issue_notice(at, 2), issuing.issue_notice(at, 2)
    assert first.number == again.number
    changed(at, 2, spot="翠屏广场")
    assert issuing.issue_notice(at, 2).number != first.number


def test_a_day_without_posts_or_not_held_has_no_notice(at: At) -> None:
    with at.db.write() as session:
        bare = make_day(session, date(2026, 12, 15), ())
    with pytest.raises(UserError, match="还没有岗位"):
        issuing.issue_notice(at, bare)
    changed(at, 2, held_on=None)
    with pytest.raises(UserError, match="不举办"):
        issuing.issue_notice(at, 2)
    with pytest.raises(UserError, match="没有签到表"):
        issuing.issue_sign_in_sheet(at, 2)


def test_an_adjustment_tells_both_days_and_why(at: At) -> None:
    with pytest.raises(UserError, match="没有改期"):
        issuing.issue_adjustment(at, 2)
    changed(at, 2, held_on=date(2026, 11, 27), reason="逢大雪，顺延到11月27日")
    said = text_of(at, issuing.issue_adjustment(at, 2))
    assert "因大雪，原定2026年11月25日（星期三）" in said.replace("\n", "")
    assert "改到2026年11月27日（星期五）举办" in said.replace("\n", "")
    changed(at, 2, held_on=None, reason="逢春节假期，本次不办")
    assert "本次不举办" in text_of(at, issuing.issue_adjustment(at, 2))


def test_a_call_for_volunteers_names_risks_and_the_last_day(at: At) -> None:
    changed(at, 2, risks="室外岗位注意防滑")
    with at.db.write() as session:
        session.query(Post).filter_by(day_id=2, name="义诊测压").one().is_dangerous = True
    said = text_of(at, issuing.issue_recruitment(at, 2)).replace("\n", "")
    assert "报名截止 2026年11月24日" in said or "2026年11月24日" in said
    for words in ("室外岗位注意防滑", "监护人", "成年人，已上保险", "没有报酬"):
        assert words in said
    with pytest.raises(UserError, match="报名截止要在"):
        issuing.issue_recruitment(at, 2, Recruitment(date(2026, 11, 26)))


def test_the_sheet_has_everybody_once_a_post_and_blank_lines(at: At) -> None:
    row = issuing.issue_sign_in_sheet(at, 2, blanks=5)
    said = text_of(at, row)
    assert said.count("林晓梅") == 1
    assert "上午一、上午二" in said.replace("\n", "")
    assert "138****6602" in said
    assert "13812346602" not in said
    assert "2 人 3 人次" in said
    with at.db.read() as session:
        pdf = session.get_one(PaperFile, row.id).pdf
    with pdfplumber.open(io.BytesIO(pdf)) as book:
        table = book.pages[0].extract_tables()[-1]
    assert [line[0] for line in table[1:]] == [str(n) for n in range(1, 8)]
    assert table[3][1] == ""


def test_a_card_for_each_post_with_its_people(at: At) -> None:
    row = issuing.issue_cards(at, 2)
    assert row.pages == 2
    said = text_of(at, row)
    assert "义诊测压" in said
    assert "〓野" in said  # no font has the character: told at the foot, to be written by hand
    assert "U+20BB7" in said
    with at.db.read() as session:
        posts = [post.id for post in session.query(Post).filter_by(day_id=2, name="理发修面")]
    bare = text_of(at, issuing.issue_cards(at, 2, posts, with_names=False))
    assert "野" not in bare
    assert "理发修面" in bare


def test_a_summary_adds_up_and_shows_its_photos(at: At, clerk: Clerk) -> None:
    with pytest.raises(UserError, match="还没有结束"):
        issuing.issue_summary(at, 1)
    held(at, clerk)
    made = io.BytesIO()
    Image.new("RGB", (320, 240), "green").save(made, "PNG")
    draft_ = PhotoDraft(shrink(made.getvalue()), DAY, "义诊现场")
    with at.db.write() as session:
        add_photo(session, clerk, ("service_day", 1), draft_)
    changed(at, 1, summary="服务居民 86 人次。")
    row = issuing.issue_summary(at, 1)
    said = text_of(at, row)
    with at.db.read() as session:
        figures = day_figures(session, 1)
        pdf = session.get_one(PaperFile, row.id).pdf
    assert (figures.people, figures.minutes, figures.no_shows, figures.walk_ins) == (2, 270, 1, 1)
    for words in ("2 人，2 人次", "4.5 小时", "未到 1 人次", "服务居民 86 人次。", "义诊现场"):
        assert words in said
    assert b"/DCTDecode" in pdf
    assert {line.name: line.minutes for line in figures.by_post} == {
        "义诊测压": 180,
        "理发修面": 90,
    }


def test_the_years_report_is_the_ledgers(at: At, clerk: Clerk) -> None:
    with pytest.raises(UserError, match="2025 年还没有"):
        issuing.issue_report(at, 2025)
    held(at, clerk)
    with at.db.write() as session:
        wrong = append(session, clerk, draft(1, 840, 900, served_on=date(2026, 3, 5)))
        reverse(session, at.clerk, wrong, "记错了人", TODAY)
        append(session, clerk, draft(1, 840, 900, served_on=date(2026, 3, 6), organiser="市医院"))
    with at.db.read() as session:
        made = year_figures(session, 2026)
    assert (made.people, made.turns, made.minutes, made.others_minutes) == (2, 2, 270, 60)
    assert sum(line.minutes for line in made.by_month) == made.minutes
    assert sum(line.minutes for line in made.by_content) == made.minutes
    assert sum(line.turns for line in made.by_age) == made.turns
    said = text_of(at, issuing.issue_report(at, 2026))
    for words in ("2026年志愿服务报告", "4.5 小时", "其他单位组织", "11月", "36–59 岁"):
        assert words in said


def test_duties_go_into_a_phones_calendar(at: At) -> None:
    made = issuing.duties_ics(at, 1)
    events = Calendar.from_ical(made.decode()).walk("VEVENT")
    assert [event["summary"] for event in events] == [
        "集中服务日：义诊测压（上午一）",
        "集中服务日：义诊测压（上午二）",
    ]
    start = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)  # 08:30 in China
    assert events[0]["dtstart"].dt == start
    assert len({str(event["uid"]) for event in events}) == 2
    assert "林晓梅" not in made.decode()
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    with pytest.raises(UserError, match="没有排班"):
        issuing.duties_ics(at, 3)


def test_own_hours_go_out_for_the_civil_affairs_system(at: At, clerk: Clerk) -> None:
    held(at, clerk)
    with at.db.write() as session:
        append(session, clerk, draft(1, 840, 900, organiser="市医院"))
        rows = list(upload_cells(session, TODAY))
    assert len(rows) == 2  # what another unit organised is not this hall's to record
    found = dict(zip(HEADINGS, rows[0], strict=True))
    assert found["活动名称"] == "集中服务日"
    assert (found["开始时间"], found["服务时长（小时）"]) == ("08:30", "3")
    assert all(isinstance(cell_, str) for row in rows for cell_ in row)


def test_a_long_name_of_a_post_is_never_cut() -> None:
    name = "为行动不便的高龄独居老人上门理发修面和换洗被褥的志愿岗位共三十字"[:30]
    lines = list(post_cards._name(name, (0, 0, 760, 170)))
    assert "".join(line.text for line in lines if isinstance(line, Text)) == name
    assert len(lines) == 2
    assert len(list(post_cards._name("义诊测压", (0, 0, 760, 170)))) == 1


def test_a_day_merged_into_another_has_its_notice(at: At) -> None:
    """2026-02-15 lies in the Spring Festival and is held with the 25th: nobody planned it."""
    nominal = date(2026, 2, 15)
    with at.db.read() as session:
        rows = days(session, shipped_calendar(), nominal, nominal)
    row = next(one for one in rows if one.nominal == nominal)
    assert row.id is None
    said = text_of(at, issuing.issue_adjustment_of(at, row)).replace("\n", "")
    assert "因春节假期，原定2026年2月15日（星期日）" in said
    assert "改到2026年2月25日（星期三）举办" in said
