"""When a volunteer may serve, what they wish or refuse, and with whom (时段、意愿、搭档)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.clock import DAY
from gridhall.core.text import clean
from gridhall.places.models import Grid
from gridhall.volunteering.labels import HALVES, PAIRS, TARGETS, WISHES
from gridhall.volunteering.models import Availability, Pairing, Squad, Volunteer, Wish
from gridhall.volunteering.rules.drafts import refusal
from gridhall.volunteering.service.acts import ServiceActs
from gridhall.volunteering.service.volunteers import Done, get, name_of

_NOTE = 60
_TARGET = 30


@dataclass(frozen=True, slots=True)
class TimeDraft:
    """A time somebody may or may not serve: weekly (`weekday`) or dated, minutes of the day."""

    weekday: int | None = None  # 0 Monday
    since: date | None = None
    until: date | None = None  # included
    starts: int = 0
    ends: int = DAY
    is_free: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class WishDraft:
    """What somebody wishes (wish) or refuses (refusal); `target` as the table keeps it."""

    kind: str
    target_kind: str
    target: str


def set_availability(
    session: Session, clerk: Clerk, volunteer_id: int, times: Sequence[TimeDraft]
) -> Done:
    """Every weekly and dated time of a volunteer (可服务时段), in place of what was noted."""
    require(clerk, Role.COUNTER, "改可服务时段")
    row = get(session, volunteer_id)
    for one in times:
        _check_time(one)
    acts = ServiceActs(session, clerk, "volunteer_times", ("volunteer", row.id))
    count = write_times(acts, row, times)
    said = {"before": {"rows": count}, "after": {"rows": len(times)}}
    record(session, clerk, "volunteer.times", ("volunteer", row.id), said)
    return Done(acts.close(f"{name_of(session, row)}的可服务时段"), row.id)


def write_times(acts: ServiceActs, row: Volunteer, times: Sequence[TimeDraft]) -> int:
    """Bring the rows to what was drafted; how many there were."""
    mine = select(Availability).where(Availability.volunteer_id == row.id)
    known = {_time_of(one): one for one in acts.session.scalars(mine)}
    wanted = {_kept(one): None for one in times}
    for time, held in known.items():
        if time not in wanted:
            acts.remove(held)
    for time in wanted:
        if time not in known:
            values = {name: getattr(time, name) for name in TimeDraft.__slots__}
            acts.add(Availability(volunteer_id=row.id, **values))
    return len(known)


def _time_of(row: Availability) -> TimeDraft:
    return TimeDraft(**{name: getattr(row, name) for name in TimeDraft.__slots__})


def _kept(one: TimeDraft) -> TimeDraft:
    values = {name: getattr(one, name) for name in TimeDraft.__slots__}
    return TimeDraft(**values | {"note": clean(one.note)[:_NOTE]})


def _check_time(one: TimeDraft) -> None:
    if (one.weekday is None) == (one.since is None):
        raise refusal("times", "每一条时段写星期几，或者写从哪天到哪天")
    if one.weekday is not None and not 0 <= one.weekday <= 6:
        raise refusal("times", "星期只有周一到周日")
    if one.since is not None and one.until is not None and one.until < one.since:
        raise refusal("times", f"{one.since} 到 {one.until}：结束早于开始，请改日期")
    if not 0 <= one.starts < one.ends <= DAY:
        raise refusal("times", "时段的结束要晚于开始，都在当天 0:00 到 24:00 之间")


def set_wishes(
    session: Session, clerk: Clerk, volunteer_id: int, wishes: Sequence[WishDraft]
) -> Done:
    """What a volunteer wishes and refuses (意愿), in place of what was noted."""
    require(clerk, Role.COUNTER, "改志愿者意愿")
    row = get(session, volunteer_id)
    wanted: dict[tuple[str, str], str] = {}
    for one in wishes:
        _check_wish(session, one)
        key = (one.target_kind, clean(one.target))
        if wanted.get(key, one.kind) != one.kind:
            raise refusal("wishes", "同一项不能又愿意又不愿意，请留一条")
        wanted[key] = one.kind
    acts = ServiceActs(session, clerk, "volunteer_wishes", ("volunteer", row.id))
    before = _write_wishes(acts, row, wanted)
    said: dict[str, Any] = {"before": {"rows": before}, "after": {"rows": len(wanted)}}
    record(session, clerk, "volunteer.wishes", ("volunteer", row.id), said)
    return Done(acts.close(f"{name_of(session, row)}的意愿"), row.id)


def _write_wishes(acts: ServiceActs, row: Volunteer, wanted: dict[tuple[str, str], str]) -> int:
    mine = select(Wish).where(Wish.volunteer_id == row.id)
    known = {(one.target_kind, one.target): one for one in acts.session.scalars(mine)}
    for key, held in known.items():
        if key not in wanted:
            acts.remove(held)
    for (target_kind, target), kind in wanted.items():
        held_one = known.get((target_kind, target))
        if held_one is None:
            acts.add(Wish(volunteer_id=row.id, kind=kind, target_kind=target_kind, target=target))
        else:
            acts.change(held_one, kind=kind)
    return len(known)


def _check_wish(session: Session, one: WishDraft) -> None:
    target = clean(one.target)
    if one.kind not in WISHES or one.target_kind not in TARGETS:
        raise refusal("wishes", "意愿写 愿意 或 不愿，对象是岗位、小分队、网格或上下午")
    table = {"squad": Squad, "grid": Grid}.get(one.target_kind)
    if table is not None:
        there = target.isdigit() and session.get(table, int(target)) is not None
    else:
        there = target in HALVES if one.target_kind == "half" else 0 < len(target) <= _TARGET
    if not there:
        raise refusal("wishes", f"没有这个{TARGETS[one.target_kind]}，请从列表里选")


def pair(session: Session, clerk: Clerk, one_id: int, other_id: int, kind: str) -> Done:
    """Two volunteers must not serve together (apart), or like to (together)."""
    require(clerk, Role.COUNTER, "改搭档")
    if kind not in PAIRS:
        raise refusal("pairs", "写明不能排在一起，还是最好排在一起")
    one, other = get(session, one_id), get(session, other_id)
    if one.id == other.id:
        raise refusal("pairs", "请选另一位志愿者")
    acts = ServiceActs(session, clerk, "volunteer_pair", ("volunteer", one.id))
    known = _pairing(session, one.id, other.id)
    low, high = sorted((one.id, other.id))
    if known is None:
        acts.add(Pairing(one_id=low, other_id=high, kind=kind))
    else:
        acts.change(known, kind=kind)
    told = f"{name_of(session, one)}和{name_of(session, other)}{PAIRS[kind]}"
    record(session, clerk, "volunteer.pair", ("volunteer", one.id), {"after": {"what": told}})
    return Done(acts.close(told), one.id)


def unpair(session: Session, clerk: Clerk, one_id: int, other_id: int) -> Done:
    """Nothing is noted any more of these two together."""
    require(clerk, Role.COUNTER, "改搭档")
    one, other = get(session, one_id), get(session, other_id)
    known = _pairing(session, one_id, other_id)
    if known is None:
        raise refusal("pairs", "这两位没有登记搭档")
    acts = ServiceActs(session, clerk, "volunteer_pair", ("volunteer", one.id))
    acts.remove(known)
    told = f"{name_of(session, one)}和{name_of(session, other)}不再登记搭档"
    record(session, clerk, "volunteer.pair", ("volunteer", one.id), {"after": {"what": told}})
    return Done(acts.close(told), one.id)


def _pairing(session: Session, one_id: int, other_id: int) -> Pairing | None:
    both = or_(
        (Pairing.one_id == one_id) & (Pairing.other_id == other_id),
        (Pairing.one_id == other_id) & (Pairing.other_id == one_id),
    )
    return session.scalar(select(Pairing).where(both))
