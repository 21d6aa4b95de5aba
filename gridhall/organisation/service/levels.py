"""The hall's picture of the tree (层级图): chosen, renamed, lengthened, shortened by the hall."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Integer, case, delete, func, literal, select, update
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.organisation.models import Organisation, OrganisationLevel, PastOrganisation
from gridhall.organisation.queries.levels import levels
from gridhall.organisation.rules.levels import (
    MOST_LEVELS,
    PICTURE_NAMES,
    PICTURES,
    Level,
    check_level,
    renumbered,
)
from gridhall.organisation.service.acts import Acts


def install_levels(session: Session, clerk: Clerk) -> None:
    """Give a new hall the first picture."""
    if session.scalar(select(func.count()).select_from(OrganisationLevel)) == 0:
        _write(session, PICTURES["compound"])
        said = {"after": {"levels": [level.name for level in PICTURES["compound"]]}}
        record(session, clerk, "organisation.levels", ("organisation_level", None), said)


def switch_picture(session: Session, clerk: Clerk, picture: str, today: date) -> None:
    """Take another of the two pictures; organisations keep their place in it."""
    if picture not in PICTURES:
        raise UserError(f"没有这种层级图，可选：{'、'.join(PICTURE_NAMES.values())}")
    _replace(session, clerk, PICTURES[picture], _Change(f"换成“{PICTURE_NAMES[picture]}”", today))


def change_level(session: Session, clerk: Clerk, level: Level, today: date) -> None:
    """Rename a level, give it another kind, other seats for new ones, another hint."""
    kept = check_level(level)
    now = levels(session)
    if kept.place not in {one.place for one in now}:
        raise UserError("没有这一级，可能刚被删掉。请按 F5 看最新内容")
    _refuse_namesake(now, kept)
    new = [kept if one.place == kept.place else one for one in now]
    _replace(session, clerk, new, _Change(f"改第 {kept.place} 级“{kept.name}”", today))


def add_level(session: Session, clerk: Clerk, level: Level, today: date) -> None:
    """Put a level in at its place; what stood there and below goes one down, organisations too."""
    kept = check_level(level)
    now = levels(session)
    if len(now) >= MOST_LEVELS:
        raise UserError(f"层级最多 {MOST_LEVELS} 级，再多请用不在层级图里的组织")
    if not 1 <= kept.place <= len(now) + 1:
        raise UserError(f"新的一级请放在第 1 到第 {len(now) + 1} 级")
    _refuse_namesake(now, kept._replace(place=0))
    new = [*now[: kept.place - 1], kept, *now[kept.place - 1 :]]
    shift = {one.place: one.place + 1 for one in now if one.place >= kept.place}
    _replace(session, clerk, new, _Change(f"在第 {kept.place} 级加“{kept.name}”", today, shift))


def remove_level(session: Session, clerk: Clerk, place: int, today: date) -> None:
    """Take a level out; its organisations stay in the tree, outside the picture."""
    now = levels(session)
    gone = next((one for one in now if one.place == place), None)
    if gone is None:
        raise UserError("没有这一级，可能刚被删掉。请按 F5 看最新内容")
    if len(now) == 1:
        raise UserError("至少要留一级")
    new = [one for one in now if one.place != place]
    shift: dict[int, int | None] = {one.place: one.place - 1 for one in now if one.place > place}
    shift[place] = None
    _replace(session, clerk, new, _Change(f"删第 {place} 级“{gone.name}”", today, shift))


class _Change(NamedTuple):
    """What is said of a change, and which levels are others now (None: outside the picture)."""

    told: str
    today: date
    shift: Mapping[int, int | None] | None = None


def _replace(session: Session, clerk: Clerk, new: Sequence[Level], change: "_Change") -> None:
    require(clerk, Role.ADMINISTRATOR, "改层级")
    was = levels(session)
    kept = renumbered(new)
    beyond = {one.place: None for one in was if one.place > len(kept)}
    moves = beyond if change.shift is None else change.shift
    acts = Acts(session, clerk, "levels", change.today, change.today)
    _write(session, kept)
    _shift(session, moves)
    said = {
        "before": {"levels": [one.name for one in was]},
        "after": {"levels": [one.name for one in kept]},
    }
    record(session, clerk, "organisation.levels", ("organisation_level", None), said)
    acts.close(change.told)


def _write(session: Session, new: Sequence[Level]) -> None:
    session.execute(delete(OrganisationLevel))
    session.expire_all()
    for level in new:
        session.add(
            OrganisationLevel(
                place=level.place,
                name=level.name,
                kind=level.kind,
                seats=",".join(level.seats),
                expected=level.expected,
            )
        )
    session.flush()


def _shift(session: Session, moves: Mapping[int, int | None]) -> None:
    """Organisations follow their level, on past days too; a form opened before is stale."""
    if not moves:
        return
    now, then = Organisation, PastOrganisation
    whens = {place: literal(new, Integer) for place, new in moves.items()}
    session.execute(
        update(now)
        .where(now.level.in_(moves))
        .values(level=case(whens, value=now.level), version=now.version + 1)
    )
    texts = {str(place): "" if new is None else str(new) for place, new in moves.items()}
    session.execute(
        update(then)
        .where(then.field == "level", then.value.in_(texts))
        .values(value=case(texts, value=then.value))
    )
    session.expire_all()


def _refuse_namesake(now: Sequence[Level], level: Level) -> None:
    if any(one.name == level.name and one.place != level.place for one in now):
        raise UserError(f"已经有一级叫“{level.name}”，请换个名称")
