"""时长上报表: the hall's own hours as a workbook for the civil-affairs system (Order 67 §4).

The system designated by the Ministry of Civil Affairs takes records typed or uploaded by whoever
organised the service; GridHall keeps the local ledger. Every field of §5 and §7 has a column, so
that they can be laid out as the receiver's own form wants them.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clock import number_of_hours, say_clock
from gridhall.organisation.sheets.exporting import Workbook
from gridhall.volunteering.models import HoursEntry, Volunteer
from gridhall.volunteering.queries.volunteers import volunteers
from gridhall.volunteering.rules.hours import QUALITIES
from gridhall.volunteering.sheets.exporting import numbers_of

HEADINGS = (
    "姓名", "性别", "出生日期", "证件类型", "公民身份号码", "志愿者编号", "联系电话", "居住区域",
    "专业技能", "服务类别", "活动名称", "服务日期", "开始时间", "结束时间", "服务时长（小时）",
    "服务内容", "服务地点", "活动组织单位", "活动负责人", "评价", "记录日期",
)  # fmt: skip
_SEXES = {"1": "男", "2": "女"}


def upload_cells(session: Session, today: date) -> Iterator[list[str]]:
    """Every standing row of what this hall organised, by day, under HEADINGS."""
    numbers = numbers_of(session)
    people = {row.id: row for row in volunteers(session, today)}
    gone = select(HoursEntry.reverses_seq).where(HoursEntry.reverses_seq.is_not(None))
    standing = (
        select(HoursEntry, Volunteer.number)
        .join(Volunteer)
        .where(HoursEntry.is_own, HoursEntry.reverses_seq.is_(None), HoursEntry.seq.not_in(gone))
    )
    for one, number in session.execute(
        standing.order_by(HoursEntry.served_on, HoursEntry.starts, HoursEntry.seq)
    ):
        who, (id_number, phone) = people[one.volunteer_id], numbers[one.volunteer_id]
        yield [
            who.name, _SEXES.get(who.sex, ""), str(who.born_on or ""),
            "居民身份证" if id_number else "", id_number, number, phone, who.area,
            "、".join(who.skills), who.category, one.activity, str(one.served_on),
            say_clock(one.starts), say_clock(one.ends), number_of_hours(one.minutes), one.content,
            one.spot, one.organiser, one.leader, QUALITIES.get(one.quality, ""),
            str(one.recorded_on),
        ]  # fmt: skip


UPLOAD = Workbook("时长上报表", HEADINGS, upload_cells)
