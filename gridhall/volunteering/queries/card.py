"""A volunteer's card: the eight basics, skills, times, wishes, pairs, service, what was done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.codes import word
from gridhall.core.mask import mask_id_number, mask_phone
from gridhall.organisation.models import Outsider
from gridhall.organisation.queries.people import residents
from gridhall.places.models import Grid
from gridhall.registry.models import Person
from gridhall.volunteering.labels import BASICS, HALVES, PAIRS, TARGETS, WISHES, act_label
from gridhall.volunteering.models import (
    Availability,
    HoursEntry,
    Pairing,
    ServiceAction,
    Squad,
    Volunteer,
    Wish,
)
from gridhall.volunteering.queries.volunteers import (
    VolunteerFilter,
    VolunteerRow,
    volunteer_row,
    volunteers,
)
from gridhall.volunteering.rules.availability import FreeTime
from gridhall.volunteering.rules.volunteers import VolunteerDraft


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A time somebody may or may not serve, with what was noted."""

    time: FreeTime
    note: str


@dataclass(frozen=True, slots=True)
class WishRow:
    """A wish or a refusal as kept and in words: 愿意 义诊."""

    kind: str
    target_kind: str
    target: str
    words: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """Whom somebody is paired with, or kept apart from."""

    other_id: int
    name: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act on the volunteer; what was taken back says so."""

    id: int
    recorded_at: datetime
    clerk_name: str
    act: str
    detail: str
    is_undone: bool


@dataclass(frozen=True, slots=True)
class VolunteerCard:
    """Everything of one volunteer that the card shows and its dialogs begin with."""

    row: VolunteerRow
    draft: VolunteerDraft
    left_on: date | None
    basics: tuple[tuple[str, str], ...]  # title, what is known ("" is missing)
    times: tuple[TimeRow, ...]
    wishes: tuple[WishRow, ...]
    pairs: tuple[PairRow, ...]
    minutes: int  # in all, as the ledger stands
    own_minutes: int  # organised by this hall
    acts: tuple[ActRow, ...]


def volunteer(session: Session, volunteer_id: int, today: date) -> VolunteerCard:
    """The card of one volunteer; UserError if there is none."""
    row = volunteer_row(session, volunteer_id, today)
    one = session.get_one(Volunteer, volunteer_id)
    number, phone = _numbers(session, one)
    mine: ColumnElement[bool] = HoursEntry.volunteer_id == volunteer_id
    return VolunteerCard(
        row=row,
        draft=_draft(session, one, row, (number, phone)),
        left_on=one.left_on,
        basics=tuple(_basics(row, number, phone)),
        times=tuple(_times(session, volunteer_id)),
        wishes=tuple(_wishes(session, volunteer_id)),
        pairs=tuple(_pairs(session, volunteer_id, today)),
        minutes=_sum(session, mine),
        own_minutes=_sum(session, mine & HoursEntry.is_own),
        acts=tuple(_acts(session, volunteer_id)),
    )


def _sum(session: Session, which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.sum(HoursEntry.minutes)).where(which)) or 0


def _numbers(session: Session, one: Volunteer) -> tuple[str, str]:
    """ID number and phone in full."""
    if one.person_id is None:
        outsider = session.get_one(Outsider, one.outsider_id)
        return outsider.id_number or "", outsider.phone
    person = session.get_one(Person, residents(session, [one.person_id])[one.person_id].id)
    return person.id_number or "", person.phone


def _basics(row: VolunteerRow, number: str, phone: str) -> Iterator[tuple[str, str]]:
    known = {
        "name": row.name,
        "sex": word("sex", row.sex) if row.sex in ("1", "2") else "",
        "born_on": f"{row.born_on}（{row.age} 岁）" if row.born_on else "",
        "id_number": mask_id_number(number),
        "area": row.area,
        "phone": mask_phone(phone),
        "skills": "、".join(row.skills),
        "category": row.category,
    }
    for field, title in BASICS.items():
        yield title, known[field]


def _draft(
    session: Session, one: Volunteer, row: VolunteerRow, numbers: tuple[str, str]
) -> VolunteerDraft:
    own = session.get(Outsider, one.outsider_id) if one.outsider_id is not None else None
    return VolunteerDraft(
        person_id=one.person_id,
        outsider_id=one.outsider_id,
        name=row.name,
        sex=row.sex,
        born_on=row.born_on,
        id_number=numbers[0],
        phone=numbers[1],
        is_party=own.is_party if own is not None else row.is_party,
        unit_id=one.unit_id,
        number=one.number,
        area=one.area,
        category=one.category,
        home_grid_id=one.home_grid_id,
        joined_on=one.joined_on,
        consent_on=one.consent_on,
        consent_how=one.consent_how,
        max_per_month=one.max_per_month,
        guardian_name=one.guardian_name,
        guardian_phone=one.guardian_phone,
        guardian_consent_on=one.guardian_consent_on,
        accompanied=one.accompanied,
        insured_until=one.insured_until,
        note=one.note,
        version=one.version,
    )


def _times(session: Session, volunteer_id: int) -> Iterator[TimeRow]:
    mine = select(Availability).where(Availability.volunteer_id == volunteer_id)
    for one in session.scalars(mine.order_by(Availability.since, Availability.weekday)):
        time = FreeTime(one.weekday, one.since, one.until, one.starts, one.ends, one.is_free)
        yield TimeRow(time, one.note)


def _wishes(session: Session, volunteer_id: int) -> Iterator[WishRow]:
    squads = {str(row[0]): row[1] for row in session.execute(select(Squad.id, Squad.name))}
    grids = {str(row[0]): row[1] for row in session.execute(select(Grid.id, Grid.name))}
    known = {"squad": squads, "grid": grids, "half": HALVES}
    mine = select(Wish).where(Wish.volunteer_id == volunteer_id).order_by(Wish.kind, Wish.id)
    for one in session.scalars(mine):
        name = known.get(one.target_kind, {}).get(one.target, one.target)
        said = "" if one.target_kind == "duty" else f"（{TARGETS[one.target_kind]}）"
        yield WishRow(one.kind, one.target_kind, one.target, f"{WISHES[one.kind]}：{name}{said}")


def _pairs(session: Session, volunteer_id: int, today: date) -> Iterator[PairRow]:
    mine = or_(Pairing.one_id == volunteer_id, Pairing.other_id == volunteer_id)
    rows = session.scalars(select(Pairing).where(mine).order_by(Pairing.kind, Pairing.id)).all()
    kinds = {one.other_id if one.one_id == volunteer_id else one.one_id: one.kind for one in rows}
    if not kinds:
        return
    for row in volunteers(session, today, VolunteerFilter(ids=tuple(kinds))):
        kind = kinds[row.id]
        yield PairRow(row.id, row.name, kind, f"和{row.name}{PAIRS[kind]}")


def _acts(session: Session, volunteer_id: int) -> Iterator[ActRow]:
    act = ServiceAction
    mine = select(act).where(act.subject == "volunteer", act.subject_id == volunteer_id)
    for one in session.scalars(mine.where(act.undo_of.is_(None)).order_by(act.id.desc())):
        undone = one.undone_by is not None
        yield ActRow(
            one.id, one.recorded_at, one.clerk_name, act_label(one.kind), one.detail, undone
        )
