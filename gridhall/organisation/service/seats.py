"""Acts on seats: made, changed, ended; somebody takes one, leaves it (离任), stays (留任)."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.organisation.models import Seat, Tenure
from gridhall.organisation.queries.seats.terms import Held, tenures
from gridhall.organisation.rules.drafts import refusal
from gridhall.organisation.rules.seats import (
    Appointment,
    Done,
    Leaving,
    SeatDraft,
    Unconfirmed,
)
from gridhall.organisation.rules.terms import GONE, Term, check_days
from gridhall.organisation.rules.titles import TITLES, Title
from gridhall.organisation.service.acts import Acts
from gridhall.organisation.service.doubts import appointment_doubts, appointment_notes
from gridhall.organisation.service.guards import standing
from gridhall.organisation.service.holding import (
    Span,
    about,
    done_again,
    owner_name,
    refuse_clash,
    refuse_outside_life,
    seat_row,
    seat_words,
    settle,
    who_is,
    write_tenure,
)
from gridhall.places.models import Building, Entrance, Grid

NAME_LIMIT, LANE_LIMIT, WHY_LIMIT, SOURCE_LIMIT = 30, 40, 100, 60
_KEPT = ("title", "name", "place", "building_id", "entrance_id", "lane", "created_on")


def add_seat(session: Session, clerk: Clerk, draft: SeatDraft, today: date) -> Done:
    """Make a seat (设席位) of an organisation or a grid."""
    require(clerk, Role.SUPERVISOR, "设席位")
    again = done_again(session, draft.request_key, "seat")
    if again is not None:
        return again
    values = _checked(session, draft, draft.created_on or today)
    owner = {"organisation_id": draft.organisation_id, "grid_id": draft.grid_id}
    _refuse_second(session, TITLES[draft.title], owner, None)
    if not values["place"]:
        values["place"] = _next_place(session, owner)
    seat = Seat(**owner, **values)
    about_it = about(seat, draft.request_key)
    acts = Acts(session, clerk, "seat_add", values["created_on"], today, **about_it)
    acts.add(seat)
    record(session, clerk, "seat.add", ("seat", seat.id), {"after": _said(values)})
    return Done(acts.close(f"设{seat_words(session, seat)}席位"), seat.id)


def add_pair(session: Session, clerk: Clerk, grid_id: int, day: date, today: date) -> Done:
    """Give a grid its two seats (1+1): a grid member and an assistant, as far as missing."""
    require(clerk, Role.SUPERVISOR, "设席位")
    grid = _standing_grid(session, grid_id)
    _refuse_too_early(grid.name, grid.active_from, day)
    acts = Acts(session, clerk, "seat_add", day, today, grid_id=grid_id)
    has = select(Seat.title).where(Seat.grid_id == grid_id, Seat.ended_on.is_(None))
    missing = [
        code for code in ("grid_main", "grid_assistant") if code not in session.scalars(has).all()
    ]
    if not missing:
        raise UserError(f"“{grid.name}”已经有网格员和网格助理员席位，不用再设")
    for place, code in enumerate(missing, 1):
        seat = Seat(grid_id=grid_id, title=code, name=TITLES[code].name, place=place)
        seat.created_on = day
        acts.add(seat)
    record(session, clerk, "seat.add", ("grid", grid_id), {"after": {"seats": len(missing)}})
    return Done(acts.close(f"设“{grid.name}”网格员席位"), seat.id)


def change_seat(
    session: Session, clerk: Clerk, seat_id: int, draft: SeatDraft, today: date
) -> Done:
    """Change what a seat is; whose it is stays, and who held it."""
    require(clerk, Role.SUPERVISOR, "修改席位")
    seat = seat_row(session, seat_id)
    if seat.version != draft.version:
        raise UserError(f"“{seat.name}”席位别处刚改过。请按 F5 看最新内容再改；刚填的还在")
    before = {name: getattr(seat, name) for name in _KEPT}
    values = _checked(session, _owned(draft, seat), draft.created_on or seat.created_on)
    values["place"] = values["place"] or seat.place
    owner = {"organisation_id": seat.organisation_id, "grid_id": seat.grid_id}
    _refuse_second(session, TITLES[draft.title], owner, seat.id)
    _refuse_after_first(session, seat, values["created_on"])
    acts = Acts(session, clerk, "seat_change", today, today, **about(seat))
    acts.change(seat, **values)
    said = changes(_said(before), _said(values))
    record(session, clerk, "seat.change", ("seat", seat.id), said)
    return Done(acts.close(f"修改{seat_words(session, seat)}席位"), seat.id)


def end_seat(session: Session, clerk: Clerk, seat_id: int, day: date, today: date) -> Done:
    """End a seat (撤席位) that nobody holds from a day on."""
    require(clerk, Role.SUPERVISOR, "撤销席位")
    seat = seat_row(session, seat_id)
    _refuse_too_early(seat.name, seat.created_on, day)
    acts = Acts(session, clerk, "seat_end", day, today, **about(seat))
    held = tenures(session, Tenure.seat_id == seat_id)
    settle(acts, [one for one in held if one.term.unsettled and _ends_by(one.term, day)])
    for one in held:
        if not _ends_by(one.term, day):
            raise UserError(f"“{seat.name}”在 {day} 还由{one.term.holder}担任，请先登记离任")
    acts.change(seat, ended_on=day)
    record(session, clerk, "seat.end", ("seat", seat.id), {"after": {"until": day}})
    return Done(acts.close(f"撤销{seat_words(session, seat)}席位"), seat.id)


def appoint(
    session: Session, clerk: Clerk, seat_id: int, appointment: Appointment, today: date
) -> Done:
    """Somebody takes a seat (任职); whoever died or left it before is noted as gone.

    Raises Unconfirmed for a doubt that was not confirmed.
    """
    require(clerk, Role.SUPERVISOR, "登记任职")
    again = done_again(session, appointment.request_key, "tenure")
    if again is not None:
        return again
    seat = seat_row(session, seat_id)
    since, term = appointment.since, appointment.term_until
    check_days(since, term, appointment.until)
    span = Span(since, appointment.until, term, clean(appointment.source)[:SOURCE_LIMIT])
    key = appointment.request_key
    acts = Acts(session, clerk, "appoint", min(since, today), today, **about(seat, key))
    who = who_is(acts, appointment.holder, span)
    doubts = appointment_doubts(session, seat, who, since)
    if doubts and not appointment.confirmed:
        raise Unconfirmed(doubts)
    tenure = write_tenure(acts, seat, who, span)
    said = {"seat": seat.name, "holder": who.name, "since": since, "term_until": term}
    record(session, clerk, "seat.appoint", ("tenure", tenure.id), {"after": said})
    told = (*doubts, *appointment_notes(session, seat, who, since))
    return Done(acts.close(f"{who.name}任{seat_words(session, seat)}"), tenure.id, told)


def relieve(session: Session, clerk: Clerk, tenure_id: int, leaving: Leaving, today: date) -> Done:
    """Somebody leaves a seat (离任) from a day on; a plan that has not begun is given up."""
    require(clerk, Role.SUPERVISOR, "登记离任")
    again = done_again(session, leaving.request_key, "tenure")
    if again is not None:
        return again
    held, row = _tenure(session, tenure_id)
    _refuse_leaving(held.term, leaving.until, today)
    seat = session.get_one(Seat, row.seat_id)
    others = tenures(session, Tenure.seat_id == seat.id)
    rest = [one.term for one in others if one.term.id != tenure_id]
    refuse_clash(seat.name, [*rest, Term(0, row.since, leaving.until, holder=held.term.holder)])
    refuse_outside_life(session, seat, row.since, leaving.until)
    day = min(leaving.until, today)
    acts = Acts(session, clerk, "relieve", day, today, **about(seat, leaving.request_key))
    why = clean(leaving.why)[:WHY_LIMIT] or GONE.get(
        held.term.gone if held.term.is_gone else "", "离任"
    )
    acts.change(row, until=leaving.until, why=why)
    said = {"seat": seat.name, "holder": held.term.holder, "until": leaving.until, "reason": why}
    record(session, clerk, "seat.relieve", ("tenure", row.id), {"after": said})
    words = f"{held.term.holder}不再任{seat_words(session, seat)}（{why}）"
    return Done(acts.close(words), row.id)


def keep_on(session: Session, clerk: Clerk, tenure_id: int, today: date) -> Done:
    """Somebody who left the hall's households stays in the seat (留任)."""
    require(clerk, Role.SUPERVISOR, "办理留任")
    held, row = _tenure(session, tenure_id)
    term = held.term
    if term.gone in ("died", "void"):
        when = f"已于 {term.gone_on} " if term.gone_on else "已经"
        raise UserError(f"{term.holder}{when}{GONE[term.gone]}，不能留任，请登记离任")
    if not term.unsettled:
        raise UserError(f"{term.holder}没有迁出，或者已经办过，不用办留任")
    seat = session.get_one(Seat, row.seat_id)
    acts = Acts(session, clerk, "keep_on", today, today, **about(seat))
    acts.change(row, stays_on=today)
    said = {"seat": seat.name, "holder": term.holder, "since": today}
    record(session, clerk, "seat.keep", ("tenure", row.id), {"after": said})
    return Done(acts.close(f"{term.holder}留任{seat_words(session, seat)}"), row.id)


def _tenure(session: Session, tenure_id: int) -> tuple[Held, Tenure]:
    row = session.get(Tenure, tenure_id)
    if row is None:
        raise UserError("没有这条任职，可能刚被撤回。请按 F5 看最新内容")
    return tenures(session, Tenure.id == tenure_id)[0], row


def _refuse_leaving(term: Term, until: date, today: date) -> None:
    if term.until is not None and (term.until <= today or term.is_cancelled):
        raise UserError(f"{term.holder}已于 {term.until} 离任，不用再登记")
    planned = term.since > today or term.is_empty
    if until < term.since or (until == term.since and not planned):
        raise UserError(f"离任日期 {until} 要在任职日期 {term.since} 以后，请核对")


def _ends_by(term: Term, day: date) -> bool:
    return term.is_empty or (term.ends is not None and term.ends <= day)


def _owned(draft: SeatDraft, seat: Seat) -> SeatDraft:
    kept = {name: getattr(draft, name) for name in _KEPT}
    return SeatDraft(organisation_id=seat.organisation_id, grid_id=seat.grid_id, **kept)


def _checked(session: Session, draft: SeatDraft, created_on: date | None) -> dict[str, Any]:
    """What is kept of a seat; refuses a title of the wrong kind, places that are not there."""
    title = TITLES.get(draft.title)
    if title is None:
        raise refusal("title", "请从列表里选职务")
    _refuse_owner(session, draft, title, created_on)
    name, lane = clean(draft.name) or title.name, clean(draft.lane)
    if len(name) > NAME_LIMIT or len(lane) > LANE_LIMIT:
        raise refusal("name", f"席位名称最长 {NAME_LIMIT} 个字、街巷 {LANE_LIMIT} 个字，请写短些")
    if draft.building_id is not None and session.get(Building, draft.building_id) is None:
        raise refusal("building_id", "没有这栋楼，请从列表里选")
    if draft.entrance_id is not None and session.get(Entrance, draft.entrance_id) is None:
        raise refusal("entrance_id", "没有这个单元，请从列表里选")
    kept = {n: getattr(draft, n) for n in ("title", "place", "building_id", "entrance_id")}
    return kept | {"name": name, "lane": lane, "created_on": created_on}


def _refuse_owner(
    session: Session, draft: SeatDraft, title: Title, created_on: date | None
) -> None:
    if (draft.organisation_id is None) == (draft.grid_id is None):
        raise refusal("organisation_id", "席位要属于一个组织或者一个网格，请选一个")
    if (title.group == "grid") != (draft.grid_id is not None):
        owner = "网格" if title.group == "grid" else "组织"
        raise refusal("title", f"“{title.name}”是{owner}的席位，请换职务或换所属")
    if draft.organisation_id is not None:
        row = standing(session, draft.organisation_id)
        _refuse_too_early(row.name, row.founded_on, created_on)
    elif draft.grid_id is not None:
        grid = _standing_grid(session, draft.grid_id)
        _refuse_too_early(grid.name, grid.active_from, created_on)


def _standing_grid(session: Session, grid_id: int) -> Grid:
    grid = session.get(Grid, grid_id)
    if grid is None:
        raise UserError("没有这个网格，可能刚被撤回。请按 F5 看最新内容")
    if grid.active_to is not None:
        raise UserError(f"“{grid.name}”已于 {grid.active_to} 撤销，只能查看")
    return grid


def _refuse_too_early(name: str, since: date | None, day: date | None) -> None:
    if since is not None and day is not None and day < since:
        raise UserError(f"“{name}”{since} 才设立，日期要在这以后，请核对")


def _refuse_after_first(session: Session, seat: Seat, created_on: date | None) -> None:
    first = session.scalar(select(func.min(Tenure.since)).where(Tenure.seat_id == seat.id))
    if first is not None and created_on is not None and created_on > first:
        raise refusal("created_on", f"“{seat.name}”{first} 就有人任职，设立日期不能晚于这一天")


def _refuse_second(
    session: Session, title: Title, owner: dict[str, int | None], but: int | None
) -> None:
    """Refuse a second seat where there is one holder: two 书记 of one branch."""
    if not title.single:
        return
    query = select(Seat).where(
        Seat.title == title.code, Seat.ended_on.is_(None), Seat.id != (but or 0)
    )
    for column, number in owner.items():
        query = query.where(getattr(Seat, column) == number) if number is not None else query
    known = session.scalars(query).first()
    if known is not None:
        name = owner_name(session, known)
        raise refusal(
            "title", f"“{name}”已经有{title.name}席位，只能有一个；换人请登记离任后再任命"
        )


def _next_place(session: Session, owner: dict[str, int | None]) -> int:
    query = select(func.max(Seat.place))
    for column, number in owner.items():
        query = query.where(getattr(Seat, column) == number) if number is not None else query
    return (session.scalar(query) or 0) + 1


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """What the trail says of a seat."""
    said = {name: value for name, value in values.items() if not name.endswith("_id")}
    return said | {"title": TITLES[values["title"]].name if values["title"] in TITLES else ""}
