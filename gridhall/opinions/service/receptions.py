"""Reception days (业主接待日): planned, held, cancelled; who came and what became of it."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean, clean_lines
from gridhall.db.images import rows_in
from gridhall.issues.models import GovernanceAction
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.issues.service.intake import add_issue
from gridhall.opinions.labels import RECEPTIONS
from gridhall.opinions.models import ReceptionDay, ReceptionVisit
from gridhall.opinions.queries.receptions import visitor
from gridhall.opinions.rules.fields import problems_of, refusal
from gridhall.opinions.rules.receptions import (
    DayDraft,
    SeriesDraft,
    VisitDraft,
    check_hours,
    check_series,
    check_visit,
    day_problems,
    series,
    title_of,
)
from gridhall.opinions.rules.topics import check_why
from gridhall.opinions.service.guards import (
    check_organisation,
    check_place,
    known_person,
    standing,
)
from gridhall.registry.models import Person

_DAY = ("day", "starts", "ends", "place", "hosts")


def plan_series(session: Session, clerk: Clerk, draft: SeriesDraft, when: When) -> Done:
    """Plan reception days by their rhythm; one that clashes with another refuses them all."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_series(draft)
    if kept.first < when.today and kept.rhythm != "once":
        raise refusal("day", f"排一串接待日要从今天（{when.today}）以后开始，请核对第一次的日期")
    check_place(session, kept.compound_id)
    check_organisation(session, kept.organisation_id)
    days = series(kept, when.calendar)
    if not days:
        raise refusal("days", "这样排没有一天，请核对第一次和截止的日期")
    acts = GovernanceActs(session, clerk, "reception", ("reception_day", None), kept.request_key)
    rows = [_plan(acts, kept, day) for day in days]
    acts.is_about(rows[0].id)
    said = {"after": {"first": days[0], "last": days[-1], "days": len(days), "place": kept.place}}
    record(session, clerk, "reception.save", ("reception_day", rows[0].id), said)
    acts.leads_to("planned")
    told = f"{days[0]}" if len(days) == 1 else f"{len(days)} 天，{days[0]} 到 {days[-1]}"
    return acts.done(f"安排接待日 {told}")


def _plan(acts: GovernanceActs, kept: SeriesDraft, day: date) -> ReceptionDay:
    _refuse_clash(acts.session, (day, kept.starts, kept.ends, kept.place), None)
    return acts.add(
        ReceptionDay(
            day=day, starts=kept.starts, ends=kept.ends, place=kept.place, hosts=kept.hosts,
            compound_id=kept.compound_id, organisation_id=kept.organisation_id, state="planned",
            clerk_name=acts.clerk.name,
        )
    )  # fmt: skip


def _refuse_clash(session: Session, at: tuple[date, str, str, str], own_id: int | None) -> None:
    day, starts, ends, place = at
    mine = select(ReceptionDay).where(
        ReceptionDay.day == day, ReceptionDay.place == place, ReceptionDay.state != "cancelled"
    )
    for one in session.scalars(mine):
        if one.id != own_id and one.starts < ends and starts < one.ends:
            raise refusal(
                "day",
                f"{day} {one.starts}-{one.ends} 在{place}已经安排了接待，请换时间，或先取消那一天",
            )


def change_day(
    session: Session, clerk: Clerk, reception_id: int, draft: DayDraft, when: When
) -> Done:
    """Another day, hour, place or host of one that is still to come."""
    row = standing(session, ReceptionDay, reception_id, draft.version)
    if row.state != "planned":
        raise UserError(f"{row.day} 的接待日{RECEPTIONS[row.state]}，不能再改")
    starts, ends = check_hours(draft.starts, draft.ends)
    kept = DayDraft(draft.day, clean(draft.place), clean(draft.hosts), starts, ends)
    problems_of(day_problems(kept))
    _refuse_clash(session, (kept.day, starts, ends, kept.place), row.id)
    before = {name: getattr(row, name) for name in _DAY}
    values = {name: getattr(kept, name) for name in _DAY}
    acts = GovernanceActs(session, clerk, "reception", ("reception_day", row.id))
    acts.change(row, **values)
    record(session, clerk, "reception.save", ("reception_day", row.id), changes(before, values))
    moved = f"，改到 {kept.day}" if kept.day != before["day"] else ""
    return acts.on(when.on).done(f"修改接待日{moved}")


def hold(session: Session, clerk: Clerk, reception_id: int, when: When) -> Done:
    """It was held (结束接待), whether anybody came or not."""
    row = standing(session, ReceptionDay, reception_id)
    if row.state != "planned":
        raise UserError(f"{row.day} 的接待日{RECEPTIONS[row.state]}，不用再结束")
    _refuse_to_come(row, when.today)
    many = _many(session, row.id)
    return _step(session, clerk, row, ("held", f"结束接待，来访 {many} 人次", ""), when)


def cancel(session: Session, clerk: Clerk, reception_id: int, why: str, when: When) -> Done:
    """It does not take place, with the reason; what visitors came with is never lost."""
    row = standing(session, ReceptionDay, reception_id)
    if row.state != "planned":
        raise UserError(f"{row.day} 的接待日{RECEPTIONS[row.state]}，不能取消")
    many = _many(session, row.id)
    if many:
        raise UserError(f"已经登记了 {many} 次来访，不能取消。请按“结束接待”")
    said = check_why(why, "接待人临时开会，改到下周")
    return _step(session, clerk, row, ("cancelled", f"取消接待日：{said}", said), when)


def _step(
    session: Session, clerk: Clerk, row: ReceptionDay, told: tuple[str, str, str], when: When
) -> Done:
    state, words, why = told
    acts = GovernanceActs(session, clerk, "reception", ("reception_day", row.id))
    acts.change(row, state=state, why=why)
    said = {"after": {"state": state, "why": why}}
    record(session, clerk, "reception.save", ("reception_day", row.id), said)
    return acts.on(when.on).leads_to(state).done(words)


def receive(
    session: Session, clerk: Clerk, reception_id: int, draft: VisitDraft, when: When
) -> Done:
    """Somebody came: answered at once, or made an issue in the same act; the row is the visit."""
    again = done_again(session, draft.request_key)
    if again is not None:
        images = session.get_one(GovernanceAction, again.action_id).images
        return Done(again.action_id, rows_in(images, "reception_visit")[0])
    row = standing(session, ReceptionDay, reception_id)
    if row.state == "cancelled":
        raise UserError(f"{row.day} 的接待日已经取消。请另选一天，或直接在吹哨台账里登记")
    _refuse_to_come(row, when.today)
    kept = check_visit(draft)
    person = known_person(session, kept.person_id)
    acts = GovernanceActs(
        session, clerk, "reception_visit", ("reception_day", row.id), kept.request_key
    )
    visit = acts.add(_visit(session, row, kept, person, clerk))
    said = {"after": {"position": visit.position, "issue": kept.to_issue}}
    record(session, clerk, "reception.visit", ("reception_visit", visit.id), said)
    told = f"第 {visit.position} 位来访"
    if kept.to_issue:
        number = _make_issue(acts, row, visit, when)
        told += f"，转吹哨台账 {number}"
    return Done(acts.on(row.day).close(told), visit.id)


def _visit(
    session: Session, row: ReceptionDay, kept: VisitDraft, person: Person | None, clerk: Clerk
) -> ReceptionVisit:
    last = select(func.max(ReceptionVisit.position)).where(ReceptionVisit.reception_id == row.id)
    return ReceptionVisit(
        reception_id=row.id,
        position=(session.scalar(last) or 0) + 1,
        came_at=datetime.now(UTC),
        person_id=None if person is None else person.id,
        visitor=kept.visitor or (person.name if person else ""),
        phone=kept.phone or (person.phone if person else ""),
        address=kept.address,
        words=kept.words,
        answer=kept.answer,
        clerk_name=clerk.name,
    )


def answer(session: Session, clerk: Clerk, visit_id: int, words: str, when: When) -> Done:
    """What was answered, later or in other words."""
    visit = standing(session, ReceptionVisit, visit_id)
    said = clean_lines(words)
    if not said:
        raise refusal("answer", "请写怎么答复的，例如 已约物业明天上门")
    if len(said) > 2000:
        raise refusal("answer", f"答复最长 2000 个字，现在是 {len(said)} 个字，请写短一些")
    acts = GovernanceActs(session, clerk, "reception_visit", ("reception_day", visit.reception_id))
    acts.change(visit, answer=said, clerk_name=clerk.name)
    told: dict[str, Any] = {"after": {"position": visit.position, "answered": True}}
    record(session, clerk, "reception.visit", ("reception_visit", visit.id), told)
    return acts.on(when.on).done(f"答复第 {visit.position} 位来访")


def to_issue(session: Session, clerk: Clerk, visit_id: int, when: When) -> Done:
    """What a visitor came with becomes an issue (转吹哨台账), by one key."""
    visit = standing(session, ReceptionVisit, visit_id)
    row = standing(session, ReceptionDay, visit.reception_id)
    if visit.issue_id is not None:
        number = visitor(session, visit.id).issue_number
        raise UserError(f"第 {visit.position} 位来访已经转成问题 {number}，不用再转")
    acts = GovernanceActs(session, clerk, "reception_visit", ("reception_day", row.id))
    number = _make_issue(acts, row, visit, when)
    said = {"after": {"position": visit.position, "issue": number}}
    record(session, clerk, "reception.visit", ("reception_visit", visit.id), said)
    return acts.on(when.on).done(f"第 {visit.position} 位来访转吹哨台账 {number}")


def _make_issue(acts: GovernanceActs, row: ReceptionDay, visit: ReceptionVisit, when: When) -> str:
    """The issue, then the link to it: taking back undoes the link first."""
    session, clerk = acts.session, acts.clerk
    draft = IssueDraft(
        title_of(visit.words),
        visit.words,
        channel="reception_day",
        person_id=visit.person_id,
        raiser="" if visit.person_id else visit.visitor,
        phone=visit.phone,
        compound_id=row.compound_id,
        spot=visit.address[:60],
        received_on=min(row.day, when.today),
        source="reception_visit",
        source_id=visit.id,
    )
    issue = acts.includes(add_issue(session, clerk, draft, when))
    link = GovernanceActs(session, clerk, "reception_visit", ("reception_visit", visit.id))
    link.change(visit, issue_id=issue.row_id)
    number = visitor(session, visit.id).issue_number
    acts.includes(link.on(row.day).done(f"关联 {number}"))
    return number


def _many(session: Session, reception_id: int) -> int:
    mine = select(func.count()).where(ReceptionVisit.reception_id == reception_id)
    return session.scalar(mine) or 0


def _refuse_to_come(row: ReceptionDay, today: date) -> None:
    if row.day > today:
        raise UserError(f"{row.day} 还没有到，到那天再登记。现在可以出公告（Ctrl+P）")
