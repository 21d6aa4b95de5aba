"""What every act on seats and members shares: who is meant, whose seat it is, one holder a day."""

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.organisation.models import Organisation, OrganisationAction, Outsider, Seat, Tenure
from gridhall.organisation.queries.people import Resident, residents, same_person
from gridhall.organisation.queries.seats.terms import Held, tenures
from gridhall.organisation.rules.seats import Done, Holder
from gridhall.organisation.rules.terms import GONE, ONE_DAY, Term, clash
from gridhall.organisation.service.acts import About, Acts, done_before
from gridhall.organisation.service.outsiders import known_or_new
from gridhall.places.models import Grid


class Who(NamedTuple):
    """Somebody who takes a seat: a resident or an outsider; `stays_on` if kept on (留任)."""

    person_id: int | None
    outsider_id: int | None
    name: str
    stays_on: date | None = None

    @property
    def key(self) -> tuple[str, int]:
        """As Held.who."""
        if self.person_id is not None:
            return "person", self.person_id
        return "outsider", self.outsider_id or 0


class Span(NamedTuple):
    """The days of a tenure that is to be written."""

    since: date
    until: date | None = None
    term_until: date | None = None
    source: str = ""


def who_is(acts: Acts, holder: Holder, span: Span) -> Who:
    """The one who is meant; a new outsider is written down. Refuses the dead and who left."""
    chosen = (holder.person_id, holder.outsider_id, holder.outsider)
    if sum(one is not None for one in chosen) != 1:
        raise UserError("请选一位居民，或者填写一位外部人员")
    if holder.person_id is not None:
        return _resident(acts.session, holder.person_id, span)
    if holder.outsider is not None:
        row = known_or_new(acts, holder.outsider)
    else:
        row = outsider_row(acts.session, holder.outsider_id or 0)
    return Who(None, row.id, row.name)


def outsider_row(session: Session, outsider_id: int) -> Outsider:
    """Somebody from outside who is written down."""
    row = session.get(Outsider, outsider_id)
    if row is None:
        raise UserError("没有这位外部人员，可能刚被撤回。请按 F5 看最新内容")
    return row


def resident_row(session: Session, person_id: int) -> Resident:
    """A resident, of a merged record the one it was merged into."""
    found = residents(session, [person_id]).get(person_id)
    if found is None:
        raise UserError("没有这位居民，请重新选")
    return found


def _resident(session: Session, person_id: int, span: Span) -> Who:
    one = resident_row(session, person_id)
    who = Who(one.id, None, one.name)
    if not one.gone:
        return who
    if span.until is not None and one.gone_on is not None and span.until <= one.gone_on:
        return who  # of former times
    kept = _kept_on(session, one, span.since) if one.gone == "left" else None
    if kept is None:
        raise UserError(_gone_words(one))
    return who._replace(stays_on=kept)


def _gone_words(one: Resident) -> str:
    when = f"已于 {one.gone_on} " if one.gone_on else "已经"
    if one.gone == "left":
        return f"{one.name}{when}迁出，不能任职。仍来任职的，请按外部人员登记"
    return f"{one.name}{when}{GONE[one.gone]}，不能任职，请另选"


def _kept_on(session: Session, one: Resident, since: date) -> date | None:
    """The day it was decided that somebody who left stays in a seat they still have."""
    query = select(Tenure.stays_on).where(
        Tenure.person_id.in_(same_person(session, one.id)),
        Tenure.stays_on.is_not(None),
        or_(Tenure.until.is_(None), Tenure.until >= since),
    )
    days = [day for day in session.scalars(query) if day and day >= (one.gone_on or day)]
    return max(days, default=None)


def seat_row(session: Session, seat_id: int) -> Seat:
    """A seat that is still there."""
    row = session.get(Seat, seat_id)
    if row is None:
        raise UserError("没有这个席位，可能刚被撤回。请按 F5 看最新内容")
    if row.ended_on is not None:
        raise UserError(f"“{row.name}”席位已于 {row.ended_on} 撤销，只能查看")
    return row


def owner_name(session: Session, seat: Seat) -> str:
    """Whose seat it is."""
    if seat.organisation_id is not None:
        return session.get_one(Organisation, seat.organisation_id).name
    return session.get_one(Grid, seat.grid_id).name


def seat_words(session: Session, seat: Seat) -> str:
    """“御景小区党支部”组织委员."""
    return f"“{owner_name(session, seat)}”{seat.name}"


def about(seat: Seat, request_key: str = "") -> About:
    """What an act on a seat is about."""
    return About(
        organisation_id=seat.organisation_id, grid_id=seat.grid_id, request_key=request_key
    )


def done_again(session: Session, request_key: str, table: str) -> Done | None:
    """What this very request has made already: the act and the first row of the table."""
    action = done_before(session, request_key)
    return None if action is None else Done(action.id, _first(action, table))


def _first(action: OrganisationAction, table: str) -> int:
    noted = [one for one in json.loads(action.images) if one["table"] == table]
    added = [one["id"] for one in noted if one["before"] is None]
    return next(iter([*added, *(one["id"] for one in noted)]), 0)


def refuse_outside_life(session: Session, seat: Seat, since: date, until: date | None) -> None:
    """Refuse a tenure before the seat and its organisation were there, or after they ended."""
    lives = [("席位", seat.name, seat.created_on, seat.ended_on)]
    if seat.organisation_id is not None:
        row = session.get_one(Organisation, seat.organisation_id)
        lives.append(("组织", row.name, row.founded_on, row.ended_on))
    else:
        grid = session.get_one(Grid, seat.grid_id)
        lives.append(("网格", grid.name, grid.active_from, grid.active_to))
    for what, name, first, last in lives:
        if first is not None and since < first:
            raise UserError(f"{what}“{name}”{first} 才设立，任职日期 {since} 要改到这以后")
        if last is not None and (since >= last or (until or date.max) > last):
            raise UserError(f"{what}“{name}”{last} 已撤销，任职要在这以前结束")


def write_tenure(acts: Acts, seat: Seat, who: Who, span: Span) -> Tenure:
    """Somebody takes a seat; who died or left before is noted as gone, one holder a day."""
    refuse_outside_life(acts.session, seat, span.since, span.until)
    held = tenures(acts.session, Tenure.seat_id == seat.id)
    settle(acts, [one for one in held if _over_by(one.term, span.since)])
    held = tenures(acts.session, Tenure.seat_id == seat.id)
    refuse_clash(seat.name, [*(one.term for one in held), _new(who, span)])
    return acts.add(
        Tenure(
            seat_id=seat.id,
            person_id=who.person_id,
            outsider_id=who.outsider_id,
            source=span.source,
            since=span.since,
            until=span.until,
            term_until=span.term_until,
            stays_on=who.stays_on,
            recorded_at=acts.action.recorded_at,
            clerk_name=acts.clerk.name,
        )
    )


def _over_by(term: Term, day: date) -> bool:
    return term.unsettled and term.ends is not None and term.ends <= day


def settle(acts: Acts, held: Iterable[Held]) -> None:
    """Write down what the register says of these: 离任 on the day of death or departure."""
    for one in held:
        row = acts.session.get_one(Tenure, one.term.id)
        acts.change(row, until=one.term.ends, why=GONE[one.term.gone])


def _new(who: Who, span: Span) -> Term:
    return Term(0, span.since, span.until, holder=who.name)


def refuse_clash(seat_name: str, terms: Iterable[Term]) -> None:
    """Refuse two holders of one seat on one day, ever."""
    pair = clash(terms)
    if pair is None:
        return
    first, second = pair
    known = second if first.id == 0 else first
    if known.ends is None:
        raise UserError(
            f"“{seat_name}”由{known.holder}担任（{known.since} 起），"
            f"一个席位同一天只能一个人。请先登记{known.holder}离任"
        )
    raise UserError(
        f"{known.holder} {known.since} 到 {known.ends - ONE_DAY} 任“{seat_name}”，"
        "一个席位同一天只能一个人，请错开日期"
    )
