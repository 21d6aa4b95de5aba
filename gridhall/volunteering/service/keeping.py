"""What is kept of residents as volunteers: for their own copy, and until its term is over."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from gridhall.core.clock import number_of_hours, say_span
from gridhall.registry.queries.personal import Section
from gridhall.registry.queries.retention import DueItem
from gridhall.registry.rules.retention import ANONYMOUS, scrubbed
from gridhall.volunteering.labels import PAIRS, STATES, WEEKDAYS, WISHES, act_label
from gridhall.volunteering.models import (
    Assignment,
    Attendance,
    Availability,
    HoursEntry,
    Merit,
    Pairing,
    ServiceAction,
    Skill,
    Volunteer,
    VolunteerSkill,
    VolunteerSquad,
    Wish,
)
from gridhall.volunteering.queries.entries import volunteers_of
from gridhall.volunteering.service.index import index_volunteers

_CARD = (
    "编号", "状态", "注册", "退出", "居住区域", "服务类别", "同意", "监护人", "保险到期", "备注",
)  # fmt: skip
_MORE = ("种类", "内容")
_HOURS = ("日期", "时间", "活动", "内容", "地点", "组织单位", "小时", "原因", "经办")
_MERITS = ("日期", "种类", "名称", "内容", "给予单位", "经办")
_MERIT_KINDS = {"training": "培训", "award": "表彰奖励"}


def personal_volunteer(session: Session, person_id: int) -> Section:
    """The card of a volunteer, for the copy of what is kept of them."""
    rows = tuple(_card(one) for one in _mine(session, person_id))
    return Section("志愿者", _CARD, rows)


def personal_service(session: Session, person_id: int) -> Section:
    """What a volunteer can, when they may serve, what they wish."""
    rows = [line for one in _mine(session, person_id) for line in _details(session, one.id)]
    return Section("志愿服务意愿", _MORE, tuple(rows))


def personal_hours(session: Session, person_id: int) -> Section:
    """Every row of the ledger about a volunteer, reversals included (Order 67 §7)."""
    ids = [one.id for one in _mine(session, person_id)]
    query = select(HoursEntry).where(HoursEntry.volunteer_id.in_(ids)).order_by(HoursEntry.seq)
    rows = tuple(
        (
            str(one.served_on), say_span(one.starts, one.ends), one.activity, one.content,
            one.spot, one.organiser, number_of_hours(one.minutes), one.reason, one.clerk_name,
        )
        for one in session.scalars(query)
    )  # fmt: skip
    return Section("志愿服务时长", _HOURS, rows)


def personal_merits(session: Session, person_id: int) -> Section:
    """Trainings and awards of a volunteer (Order 67 §8, §9)."""
    ids = [one.id for one in _mine(session, person_id)]
    query = select(Merit).where(Merit.volunteer_id.in_(ids), Merit.void_reason.is_(None))
    rows = tuple(
        (
            str(one.happened_on), _MERIT_KINDS.get(one.kind, one.kind), one.name, one.content,
            one.given_by, one.clerk_name,
        )
        for one in session.scalars(query.order_by(Merit.happened_on, Merit.id))
    )  # fmt: skip
    return Section("志愿者培训和表彰", _MERITS, rows)


def _mine(session: Session, person_id: int) -> list[Volunteer]:
    mine = select(Volunteer).where(Volunteer.person_id == person_id)
    return list(session.scalars(mine.order_by(Volunteer.id)))


def _card(one: Volunteer) -> tuple[str, ...]:
    consent = f"{one.consent_on} {one.consent_how}".strip() if one.consent_on else ""
    guardian = " ".join(filter(None, (one.guardian_name, _day(one.guardian_consent_on))))
    return (
        one.number, STATES.get(one.state, one.state), _day(one.joined_on), _day(one.left_on),
        one.area, one.category, consent, guardian, _day(one.insured_until), one.note,
    )  # fmt: skip


def _details(session: Session, volunteer_id: int) -> Iterator[tuple[str, str]]:
    skills = (
        select(Skill.name, VolunteerSkill.paper, VolunteerSkill.valid_until)
        .join(VolunteerSkill, VolunteerSkill.skill_id == Skill.id)
        .where(VolunteerSkill.volunteer_id == volunteer_id)
    )
    for name, paper, until in session.execute(skills.order_by(Skill.place)):
        said = f"{name} {paper}".strip()
        yield "专业技能", f"{said}（至 {until}）" if until else said
    times = select(Availability).where(Availability.volunteer_id == volunteer_id)
    for one in session.scalars(times.order_by(Availability.id)):
        when = WEEKDAYS[one.weekday] if one.weekday is not None else _span(one)
        free = "有空" if one.is_free else "没空"
        yield "可服务时段", f"{when} {say_span(one.starts, one.ends)} {free} {one.note}".strip()
    wishes = select(Wish).where(Wish.volunteer_id == volunteer_id).order_by(Wish.id)
    for wish in session.scalars(wishes):
        yield WISHES.get(wish.kind, wish.kind), wish.target
    pairs = or_(Pairing.one_id == volunteer_id, Pairing.other_id == volunteer_id)
    for pair in session.scalars(select(Pairing).where(pairs)):
        yield "搭档", PAIRS.get(pair.kind, pair.kind)  # the other one's name is theirs


def _span(one: Availability) -> str:
    return f"{_day(one.since)} 到 {_day(one.until)}"


class VolunteerKeeper:
    """Volunteers follow their person's own term: nothing of them is due by itself."""

    key = "left"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Nothing: who left is due as a person, with all of a volunteer's records."""
        return ()

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Nothing is due by itself."""

    def forget(self, session: Session, person_id: int) -> None:
        """Empty what is said about one person; the ledger's rows name nobody and stay."""
        ids = volunteers_of(session, [person_id])
        if not ids:
            return
        rows = {"volunteer": ids}
        for table in (Availability, Wish, VolunteerSkill, VolunteerSquad, Assignment, Attendance):
            mine = select(table.id).where(table.volunteer_id.in_(ids))
            rows[table.__tablename__] = set(session.scalars(mine))
        _scrub_acts(session, rows)
        for gone in (Availability, Wish, VolunteerSkill, VolunteerSquad):
            session.execute(delete(gone).where(gone.volunteer_id.in_(ids)))
        session.execute(delete(Pairing).where(Pairing.one_id.in_(ids) | Pairing.other_id.in_(ids)))
        session.execute(
            update(Attendance).where(Attendance.volunteer_id.in_(ids)).values(remark="")
        )
        texts = ("area", "category", "consent_how", "guardian_name", "guardian_phone", "note")
        blank = dict.fromkeys(texts, "") | {"state": "left", "guardian_consent_on": None}
        session.execute(update(Volunteer).where(Volunteer.id.in_(ids)).values(**blank))
        session.expire_all()
        index_volunteers(session, ids)


def _scrub_acts(session: Session, rows: dict[str, set[int]]) -> None:
    """Acts keep rows as they were and say who: both are emptied of this person."""
    marks = [
        f'"table": "{table}", "id": {row_id}, ' for table in rows for row_id in sorted(rows[table])
    ]
    images = ServiceAction.images
    about = (ServiceAction.subject == "volunteer") & ServiceAction.subject_id.in_(rows["volunteer"])
    for start in range(0, len(marks), 50):
        some = (images.contains(mark, autoescape=True) for mark in marks[start : start + 50])
        for act in session.scalars(select(ServiceAction).where(or_(about, *some))).all():
            act.images = scrubbed(act.images, rows)
            act.detail = f"{act_label(act.kind)}（{ANONYMOUS}）"
    session.flush()


def _day(day: date | None) -> str:
    return "" if day is None else str(day)
