"""A service day begun in one step: stored, its plan copied or taken from a template (开始排班)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.volunteering.models import ServiceAction
from gridhall.volunteering.queries.plan import earlier_days, templates
from gridhall.volunteering.service.days import open_day
from gridhall.volunteering.service.plan import copy_plan, from_template
from gridhall.volunteering.service.taking_back import take_back


@dataclass(frozen=True, slots=True)
class Begun:
    """The day, the acts that began it (to be taken back together), who could not come along."""

    day_id: int
    action_ids: tuple[int, ...]
    people: int = 0
    refused: tuple[str, ...] = ()


def begin_like(
    session: Session, clerk: Clerk, day: date, calendar: WorkCalendar, from_id: int
) -> Begun:
    """从某日复制: the posts, shifts and people of an earlier day, as far as they may."""
    before = _last_act(session)
    day_id = open_day(session, clerk, day, calendar)
    copied = copy_plan(session, clerk, from_id, day_id, with_people=True)
    return Begun(day_id, _acts_since(session, before), copied.people, copied.refused)


def begin_usual(session: Session, clerk: Clerk, day: date, calendar: WorkCalendar) -> Begun:
    """The posts and shifts of the latest day before, without people; else of the first template."""
    before = _last_act(session)
    day_id = open_day(session, clerk, day, calendar)
    earlier, known = earlier_days(session, day, 1), templates(session)
    if earlier:
        copy_plan(session, clerk, earlier[0].id, day_id)
    elif known:
        from_template(session, clerk, day_id, known[0].id)
    else:
        raise UserError("还没有模板，也没有以前的服务日可以照排。请先在“更多”里设岗位与班次")
    return Begun(day_id, _acts_since(session, before))


def take_back_all(session: Session, clerk: Clerk, action_ids: Collection[int]) -> None:
    """Take several acts back, the last first; all or none."""
    for action_id in sorted(action_ids, reverse=True):
        take_back(session, clerk, action_id)


def _last_act(session: Session) -> int:
    return session.scalar(select(func.max(ServiceAction.id))) or 0


def _acts_since(session: Session, before: int) -> tuple[int, ...]:
    """What this transaction did: nobody else writes meanwhile."""
    acts = select(ServiceAction.id).where(ServiceAction.id > before)
    return tuple(session.scalars(acts.order_by(ServiceAction.id)))
