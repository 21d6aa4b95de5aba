"""What the organisation keeps of residents: for their own copy, and until its term is over."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.organisation.labels import act_label
from gridhall.organisation.models import (
    Organisation,
    OrganisationAction,
    PartnerUnit,
    PartyMember,
    PartyRelation,
    Seat,
    Tenure,
)
from gridhall.places.models import Grid
from gridhall.registry.queries.personal import Section
from gridhall.registry.queries.retention import DueItem
from gridhall.registry.rules.retention import ANONYMOUS, scrubbed

_SEATS = ("席位", "所属", "来自", "任职", "任期至", "离任", "离任原因", "经办")
_MEMBER = (
    "党组织", "关系", "入党", "转正", "从", "到", "从何处转入", "转往何处", "单位", "原因", "经办",
)  # fmt: skip
_RELATIONS = {"member": "组织关系", "reported": "在职党员报到"}
_STILL = (
    "“{owner}”{seat}还由这位担任（{day} 起留任），不能匿名处理。"
    "请先在席位里登记离任，或选“继续保存”"
)


def personal_seats(session: Session, person_id: int) -> Section:
    """Every seat a person held or holds, for the copy of what is kept of them."""
    query = (
        select(Tenure, Seat.name, Organisation.name, Grid.name)
        .join(Seat, Seat.id == Tenure.seat_id)
        .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
        .outerjoin(Grid, Grid.id == Seat.grid_id)
        .where(Tenure.person_id == person_id)
        .order_by(Tenure.since, Tenure.id)
    )
    rows = tuple(
        (
            seat,
            organisation or grid or "",
            one.source,
            str(one.since),
            _day(one.term_until),
            _day(one.until),
            one.why,
            one.clerk_name,
        )
        for one, seat, organisation, grid in session.execute(query)
    )
    return Section("任职", _SEATS, rows)


def personal_membership(session: Session, person_id: int) -> Section:
    """What is kept of a party member: when joined, in which branches, transfers, reports."""
    query = (
        select(PartyMember, PartyRelation, Organisation.name, PartnerUnit.name)
        .outerjoin(PartyRelation, PartyRelation.member_id == PartyMember.id)
        .outerjoin(Organisation, Organisation.id == PartyRelation.organisation_id)
        .outerjoin(PartnerUnit, PartnerUnit.id == PartyRelation.unit_id)
        .where(PartyMember.person_id == person_id)
        .order_by(PartyRelation.since, PartyRelation.id)
    )
    rows = tuple(
        (name or "", *_relation(member, one, unit or ""))
        for member, one, name, unit in session.execute(query)
    )
    return Section("党员信息", _MEMBER, rows)


def _relation(member: PartyMember, one: PartyRelation | None, unit: str) -> tuple[str, ...]:
    days = _day(member.joined_on), _day(member.full_on)
    if one is None:
        return ("", *days, "", "", "", "", "", "", "")
    came = f"{one.came_from} {one.letter_in}".strip()
    went = f"{one.went_to} {one.letter_out}".strip()
    since, until = _day(one.since), _day(one.until)
    kind = _RELATIONS.get(one.kind, one.kind)
    return (kind, *days, since, until, came, went, unit, one.why, one.clerk_name)


class OrganisationKeeper:
    """Seats and party data follow their person's own term: nothing of them is due by itself."""

    key = "left"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Nothing: who left is due as a person, with all seats and relations."""
        return ()

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Nothing is due by itself."""

    def forget(self, session: Session, person_id: int) -> None:
        """Empty what is said about one person; days, seats and figures of the past stay.

        Refused while they are kept on in a seat (留任).
        """
        _refuse_holder(session, person_id)
        rows = {
            "tenure": set(session.scalars(select(Tenure.id).where(Tenure.person_id == person_id))),
            "party_member": set(
                session.scalars(select(PartyMember.id).where(PartyMember.person_id == person_id))
            ),
        }
        mine = PartyRelation.member_id.in_(rows["party_member"])
        rows["party_relation"] = set(session.scalars(select(PartyRelation.id).where(mine)))
        _scrub_acts(session, rows)
        told = update(Tenure).where(Tenure.person_id == person_id)
        session.execute(told.values(source="", why=""))
        members = update(PartyMember).where(PartyMember.person_id == person_id)
        session.execute(members.values(joined_on=None, full_on=None))
        blank = dict.fromkeys(("came_from", "went_to", "letter_in", "letter_out", "why"), "")
        session.execute(update(PartyRelation).where(mine).values(**blank))
        session.expire_all()


def _refuse_holder(session: Session, person_id: int) -> None:
    query = (
        select(Seat.name, Organisation.name, Grid.name, Tenure.stays_on)
        .join(Tenure, Tenure.seat_id == Seat.id)
        .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
        .outerjoin(Grid, Grid.id == Seat.grid_id)
        .where(Tenure.person_id == person_id, Tenure.until.is_(None), Tenure.stays_on.is_not(None))
    )
    held = session.execute(query).first()
    if held is not None:
        seat, organisation, grid, day = held
        raise UserError(_STILL.format(owner=organisation or grid, seat=seat, day=day))


def _scrub_acts(session: Session, rows: dict[str, set[int]]) -> None:
    """Acts keep rows as they were and say who: both are emptied of this person."""
    marks = list(_marks(rows))
    images = OrganisationAction.images
    for start in range(0, len(marks), 50):
        some = (images.contains(mark, autoescape=True) for mark in marks[start : start + 50])
        for act in session.scalars(select(OrganisationAction).where(or_(*some))).all():
            act.images = scrubbed(act.images, rows)
            act.detail = f"{act_label(act.kind)}（{ANONYMOUS}）"
    session.flush()


def _marks(rows: dict[str, set[int]]) -> Iterator[str]:
    """As db.images writes which row it is."""
    for table, ids in rows.items():
        for row_id in sorted(ids):
            yield f'"table": "{table}", "id": {row_id}, '


def _day(day: date | None) -> str:
    return "" if day is None else str(day)
