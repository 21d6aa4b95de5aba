"""Where people live and own, written down with dates: what 人户分离 follows from."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.hall.models import HallSetting
from gridhall.places import queries as places
from gridhall.places.rules import parse_address
from gridhall.places.service import find_or_add_dwelling
from gridhall.registry.models import Household, Membership, Person, PersonPlace
from gridhall.registry.queries.buildings import MONTHS
from gridhall.registry.rules.frozen import refuse_frozen
from gridhall.registry.rules.separation import DEFAULT_MONTHS
from gridhall.registry.rules.separation import LONGEST as LONGEST_MONTHS
from gridhall.registry.service.changes import Done
from gridhall.registry.service.journal import Journal, action_of, open_action

LONGEST = 200  # characters of an address elsewhere
_NOT_YET = "还没有到，请改成今天或以前"


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A home of this hall by its dwelling, or an address elsewhere in words; from a day on."""

    person_id: int
    since: date
    dwelling_id: int | None = None
    address: str = ""
    reason: str = ""
    request_key: str = ""


def set_months(session: Session, clerk: Clerk, months: int) -> None:
    """From how many months on a separation is counted (分离满几个月计入), for the whole hall."""
    require(clerk, Role.ADMINISTRATOR, "改人户分离的统计口径")
    if not 0 <= months <= LONGEST_MONTHS:
        raise UserError(f"月数请填 0 到 {LONGEST_MONTHS}，0 表示当天就计入")
    row = session.get(HallSetting, MONTHS) or HallSetting(key=MONTHS)
    before, row.value = row.value or str(DEFAULT_MONTHS), str(months)
    session.add(row)
    session.flush()
    said = {"before": {MONTHS: before}, "after": {MONTHS: row.value}}
    record(session, clerk, "hall.change", ("hall_setting", None), said)


def door_typed(session: Session, clerk: Clerk, typed: str) -> int:
    """The dwelling behind a door as it was typed; a new door of this hall is written down."""
    return find_or_add_dwelling(session, clerk, parse_address(typed)).id


def set_residence(session: Session, clerk: Clerk, draft: PlaceDraft, today: date) -> Done:
    """Note where a person lives from a day on (登记现住地); what was noted before ends that day.

    Back in the home where the household is registered nothing more needs to be noted.
    """
    again = _done_before(session, draft.request_key)
    if again is not None:
        return again
    person = _person(session, draft.person_id, draft.since, today)
    where = _where(session, draft)
    now = _open(session, person.id, "residence")
    home = _registered_at(session, person.id)
    _check_residence(session, draft, now, home)
    journal = _begin(session, clerk, draft, today)
    if now is not None:
        journal.change(now, until=draft.since)
    if home is None or draft.dwelling_id != home:
        journal.add(_row(journal, draft, "residence"))
    return _end(journal, person, f"现住地：{where}")


def add_property(session: Session, clerk: Clerk, draft: PlaceDraft, today: date) -> Done:
    """Note that a person owns a home from a day on (登记房产)."""
    again = _done_before(session, draft.request_key)
    if again is not None:
        return again
    person = _person(session, draft.person_id, draft.since, today)
    where = _where(session, draft)
    for one in _held(session, person.id, "property"):
        if _same(one, draft):
            raise UserError(f"{person.name}名下已经登记了 {where}，不用再登记")
    journal = _begin(session, clerk, draft, today)
    journal.add(_row(journal, draft, "property"))
    return _end(journal, person, f"登记房产：{where}")


def end_property(session: Session, clerk: Clerk, place_id: int, day: date, today: date) -> Done:
    """Note that a person no longer owns a home (房产已转让); `day` is the first without it."""
    place = session.get(PersonPlace, place_id)
    if place is None or place.aspect != "property" or place.until is not None:
        raise UserError("这处房产已经注销或撤回了，请按 F5 看最新情况")
    person = _person(session, place.person_id, day, today)
    if place.since is not None and day <= place.since:
        raise UserError(f"这处房产是 {place.since} 起登记的，转让日期要晚于这一天")
    where = _words(session, place.dwelling_id, place.address)
    draft = PlaceDraft(person.id, day, place.dwelling_id, place.address)
    journal = _begin(session, clerk, draft, today)
    journal.change(place, until=day)
    return _end(journal, person, f"房产不再归本人：{where}")


def _person(session: Session, person_id: int, day: date, today: date) -> Person:
    """The person, if anything may be noted about that day."""
    person = session.get(Person, person_id)
    if person is None:
        raise UserError("没有这位居民的档案，请重新查找")
    refuse_frozen(person.name, person.status, person.died_on)
    if day > today:
        raise UserError(f"日期 {day} {_NOT_YET}")
    if person.birth_date is not None and day < person.birth_date:
        raise UserError(f"日期 {day} 早于{person.name}的出生日期 {person.birth_date}，请核对日期")
    return person


def _where(session: Session, draft: PlaceDraft) -> str:
    """The place in words; one of both must be given."""
    if draft.dwelling_id is not None and draft.address:
        raise UserError("辖区内的房屋和外地地址只填一处")
    if draft.dwelling_id is None and not clean(draft.address):
        raise UserError("请选辖区内的房屋，或者写清外面的地址，例如“昆明市盘龙区”")
    if len(clean(draft.address)) > LONGEST:
        raise UserError(f"地址最多 {LONGEST} 个字，现在是 {len(clean(draft.address))} 个")
    return _words(session, draft.dwelling_id, clean(draft.address))


def _words(session: Session, dwelling_id: int | None, address: str) -> str:
    if dwelling_id is None:
        return address
    found = places.dwellings(session, [dwelling_id]).get(dwelling_id)
    if found is None:
        raise UserError("没有这处房屋，请重新选")
    return found.address.short


def _check_residence(
    session: Session, draft: PlaceDraft, now: PersonPlace | None, home: int | None
) -> None:
    where = _where(session, draft)
    if now is not None and _same(now, draft):
        raise UserError(f"现住地已经是 {where}，不用再登记")
    if now is None and home is not None and draft.dwelling_id == home:
        raise UserError(f"{where} 就是户籍所在的家，本来就按住在家里算，不用登记")
    noted = now.since if now is not None else _last_end(session, draft.person_id)
    if noted is not None and draft.since <= noted and (now is not None or draft.since < noted):
        raise UserError(
            f"已有 {noted} 的居住登记，新的日期要晚于这一天；那一项登记错了，请先在档案里撤回它"
        )


def _last_end(session: Session, person_id: int) -> date | None:
    query = select(PersonPlace.until).where(
        PersonPlace.person_id == person_id, PersonPlace.aspect == "residence"
    )
    return max((one for one in session.scalars(query) if one is not None), default=None)


def _held(session: Session, person_id: int, aspect: str) -> list[PersonPlace]:
    query = select(PersonPlace).where(
        PersonPlace.person_id == person_id,
        PersonPlace.aspect == aspect,
        PersonPlace.until.is_(None),
    )
    return list(session.scalars(query.order_by(PersonPlace.id)))


def _open(session: Session, person_id: int, aspect: str) -> PersonPlace | None:
    return next(iter(_held(session, person_id, aspect)), None)


def _registered_at(session: Session, person_id: int) -> int | None:
    query = (
        select(Household.dwelling_id)
        .join(Membership, Membership.household_id == Household.id)
        .where(Membership.person_id == person_id, Membership.until.is_(None))
    )
    return session.scalar(query)


def _same(row: PersonPlace, draft: PlaceDraft) -> bool:
    return (row.dwelling_id, row.address) == (draft.dwelling_id, clean(draft.address))


def _row(journal: Journal, draft: PlaceDraft, aspect: str) -> PersonPlace:
    return PersonPlace(
        person_id=draft.person_id,
        aspect=aspect,
        dwelling_id=draft.dwelling_id,
        address=clean(draft.address),
        since=draft.since,
        recorded_at=journal.action.recorded_at,
        clerk_name=journal.clerk.name,
    )


def _begin(session: Session, clerk: Clerk, draft: PlaceDraft, today: date) -> Journal:
    action = open_action(
        "place_changed",
        clerk,
        (draft.since, today),
        reason=clean(draft.reason),
        request_key=draft.request_key or None,
    )
    return Journal(session, clerk, action)


def _end(journal: Journal, person: Person, words: str) -> Done:
    journal.tell(person.id, words)
    action = journal.close()
    said = {"after": {"kind": "place_changed", "people": [person.id], "at": words}}
    record(journal.session, journal.clerk, "register.change", ("register_action", action.id), said)
    return Done(action.id, None, ())


def _done_before(session: Session, request_key: str) -> Done | None:
    action_id = action_of(session, request_key)
    return None if action_id is None else Done(action_id, None, ())
