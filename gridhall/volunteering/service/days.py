"""Acts on service days: opened, changed, moved, skipped; the policy that dates them."""

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.hall.queries import calendar as known_calendar
from gridhall.hall.queries import hall
from gridhall.volunteering.models import Attendance, DayPolicy, ServiceDay
from gridhall.volunteering.queries.days import DayRow, day_on, days, policy, stored_day
from gridhall.volunteering.rules.days import DayDraft, Policy, check_day, check_policy
from gridhall.volunteering.service.acts import ServiceActs, done_before

_FARTHEST = timedelta(days=62)  # a day moved farther is another activity
_REASON_MOST = 100
_SAID = ("nominal", "held_on", "reason", "is_by_hand")


def open_day(
    session: Session, clerk: Clerk, day: date, calendar: WorkCalendar, request_key: str = ""
) -> int:
    """The id of the service day held on a date, stored now if nobody has touched it yet.

    A day that is no service day becomes an activity of its own (志愿服务活动).
    """
    row = day_on(session, calendar, day)
    if row is None:
        draft = DayDraft("志愿服务活动", _usual_spot(session, day))
        return add_activity(session, clerk, day, draft, request_key)
    if row.id is not None:
        return row.id
    if row.held_on is None:
        raise UserError(f"{_said(day)}{row.reason}。要办请先给它改期")
    acts = ServiceActs(session, clerk, "day_open", ("service_day", None), request_key)
    stored = _store(acts, row)
    said = {"after": {key: getattr(stored, key) for key in _SAID}}
    record(session, clerk, "day.open", ("service_day", stored.id), said)
    acts.close(f"开始安排 {_said(row.held_on)}集中服务日")
    return stored.id


def add_activity(
    session: Session, clerk: Clerk, day: date, draft: DayDraft, request_key: str = ""
) -> int:
    """An activity on a day of its own, beside the nominal days; its id."""
    known = done_before(session, request_key)
    if known is not None and known.subject_id is not None:
        return known.subject_id
    kept = check_day(draft)
    same = select(ServiceDay.id).where(ServiceDay.held_on == day, ServiceDay.name == kept.name)
    if session.scalar(same.limit(1)) is not None:
        raise UserError(f"{_said(day)}已经有“{kept.name}”，请换个名称，或在月历里打开那一个")
    acts = ServiceActs(session, clerk, "day_activity", ("service_day", None), request_key)
    stored = acts.add(ServiceDay(nominal=None, held_on=day, **asdict(kept)))
    acts.is_about(stored.id)
    said = {"after": {"held_on": day, "name": kept.name}}
    record(session, clerk, "day.activity", ("service_day", stored.id), said)
    acts.close(f"新建活动“{kept.name}”（{_said(day)}）")
    return stored.id


def change_day(session: Session, clerk: Clerk, day_id: int, draft: DayDraft, version: int) -> int:
    """Change what is written about a day: its name, place, leader, plans; the act's id."""
    kept = asdict(check_day(draft))
    day = stored_day(session, day_id)
    if day.version != version:
        raise UserError("这个服务日别处刚改过。请按 F5 看最新内容再改；刚填的还在")
    before = {key: getattr(day, key) for key in kept}
    acts = ServiceActs(session, clerk, "day_change", ("service_day", day_id))
    acts.change(day, **kept)
    record(session, clerk, "day.change", ("service_day", day_id), changes(before, kept))
    return acts.close(f"修改“{kept['name']}”的安排")


def move_day(
    session: Session, clerk: Clerk, which: int | date, to: date | None, reason: str
) -> int:
    """Hold a day on another date, or not at all (`to` None); `which` is its id or nominal date.

    The nominal date stays, with the reason. The id of the day.
    """
    require(clerk, Role.SUPERVISOR, "改期")
    why, calendar = _reason(reason), known_calendar(session)
    row = _which(session, which, calendar)
    if row.id is not None:
        _refuse_begun(session, row.id)
    nominal = row.nominal or row.held_on
    if to is not None and nominal is not None:
        _refuse_far(nominal, to)
        _refuse_taken(session, row, to, calendar)
    acts = ServiceActs(session, clerk, "day_move", ("service_day", row.id))
    day = stored_day(session, row.id) if row.id is not None else _store(acts, row)
    before = {key: getattr(day, key) for key in _SAID}
    acts.change(day, held_on=to, reason=why, is_by_hand=True)
    after = {key: getattr(day, key) for key in _SAID}
    record(session, clerk, "day.move", ("service_day", day.id), changes(before, after))
    name = f"{_said(nominal)}{day.name}" if nominal else day.name
    acts.close(f"{name}改到 {_said(to)}：{why}" if to else f"{name}不办：{why}")
    return day.id


def set_policy(session: Session, clerk: Clerk, new: Policy, since: date, today: date) -> None:
    """What the hall does with its nominal days from a day on; earlier days stay as they were."""
    require(clerk, Role.ADMINISTRATOR, "改服务日规则")
    kept = check_policy(new)
    if since < today:
        raise UserError(f"规则只管今天（{today}）以后的服务日，过去的不会变，请改生效日期")
    was = policy(session, since)
    if was == kept:
        raise UserError("跟现在的规则一样，没有改动")
    row = DayPolicy(
        since=since,
        nominal_days=",".join(map(str, kept.nominal_days)),
        policy=kept.code,
        merge_closer_than=kept.merge_closer_than,
        same_month=kept.same_month,
        only_holidays=kept.only_holidays,
        noted_at=datetime.now(UTC),
        clerk_name=clerk.name,
    )
    session.add(row)
    session.flush()
    said = changes(_policy_said(was), _policy_said(kept) | {"since": since})
    record(session, clerk, "day.policy", ("service_day_policy", row.id), said)


def _policy_said(one: Policy) -> dict[str, object]:
    return asdict(one) | {"nominal_days": list(one.nominal_days)}


def _store(acts: ServiceActs, row: DayRow) -> ServiceDay:
    """A day that was only the policy's becomes one of its own."""
    last = _last_before(acts.session, row.held_on or row.nominal)
    usual = {key: getattr(last, key) for key in ("leader", "rain_plan", "risks")} if last else {}
    spot = last.spot if last else hall(acts.session).name
    stored = acts.add(
        ServiceDay(
            nominal=row.nominal, held_on=row.held_on, reason=row.reason[:_REASON_MOST],
            spot=spot, **usual,
        )
    )  # fmt: skip
    acts.is_about(stored.id)
    return stored


def _usual_spot(session: Session, day: date) -> str:
    last = _last_before(session, day)
    return last.spot if last else hall(session).name


def _last_before(session: Session, day: date | None) -> ServiceDay | None:
    """The regular day before: the place, the leader and the plans mostly stay the same."""
    query = select(ServiceDay).where(ServiceDay.nominal.is_not(None), ServiceDay.held_on < day)
    return session.scalar(query.order_by(ServiceDay.held_on.desc()).limit(1))


def _which(session: Session, which: int | date, calendar: WorkCalendar) -> DayRow:
    """The day with this id or this nominal date, stored or not."""
    if isinstance(which, date):
        rows = [row for row in days(session, calendar, which, which) if row.nominal == which]
        if not rows:
            raise UserError(f"{which} 不是服务日的日子，请在月历里重新选")
        return rows[0]
    day = stored_day(session, which)
    at = day.nominal or day.held_on
    assert at is not None
    return next(row for row in days(session, calendar, at, at) if row.id == which)


def _reason(reason: str) -> str:
    why = clean(reason)
    if not why:
        raise UserError("请写改期的原因，例如 暴雨预警；原定日期和原因都会留着")
    if len(why) > _REASON_MOST:
        raise UserError(f"原因最多 {_REASON_MOST} 个字，现在是 {len(why)} 个")
    return why


def _refuse_begun(session: Session, day_id: int) -> None:
    """A day with people signed in, or hours made, was held: it cannot be moved any more."""
    if stored_day(session, day_id).closed_at is not None:
        raise UserError("这一天已经结束并生成时长，不能再改期")
    signed = select(exists().where(Attendance.day_id == day_id, Attendance.state != "void"))
    if session.scalar(signed):
        raise UserError("这一天已经有人签到，不能再改期；签错了请先作废签到")


def _refuse_far(nominal: date, to: date) -> None:
    if abs(to - nominal) > _FARTHEST:
        raise UserError(f"{_said(to)}离原定的{_said(nominal)}超过两个月，请新建一个活动")


def _refuse_taken(session: Session, row: DayRow, to: date, calendar: WorkCalendar) -> None:
    if row.nominal is None:
        return
    for other in days(session, calendar, to, to):
        if other.nominal in (None, row.nominal) or other.held_on != to:
            continue
        if other.state != "merged":
            raise UserError(
                f"{_said(to)}已经是服务日。请换一天；两天并成一天，请把这一天改成不办并写明原因"
            )


def _said(day: date) -> str:
    return f"{day.month}月{day.day}日"
