"""Reads of mediations and their parties; ID numbers only for the agreement's own paper."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.identity import mask_phone
from gridhall.core.mask import mask_id_number
from gridhall.issues.models import Issue
from gridhall.opinions.labels import DISPUTES, MEDIATION_STATES
from gridhall.opinions.models import Mediation, MediationParty
from gridhall.opinions.rules.mediations import OPEN_STATES, Clock, court_until
from gridhall.places.models import Grid
from gridhall.registry.models import Person


@dataclass(frozen=True, slots=True)
class MediationRow:
    """A mediation as lists and its card show it; `who` is 张三、李四."""

    id: int
    number: str
    kind: str
    title: str
    dispute: str
    grid_id: int | None
    accepted_on: date
    mediators: str
    place: str
    state: str
    due_on: date | None
    agreement: str
    way: str
    oral: bool
    agreed_on: date | None
    perform_by: date | None
    performed_on: date | None
    called_on: date | None
    why: str
    issue_id: int | None
    clerk_name: str
    version: int
    grid: str
    issue_number: str
    who: str

    @property
    def kind_label(self) -> str:
        """邻里纠纷; one of a later version shows its code."""
        return DISPUTES.get(self.kind, self.kind)

    @property
    def state_label(self) -> str:
        """调解中, 达成协议 ..."""
        return MEDIATION_STATES.get(self.state, self.state)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done: to mediate, to perform, to call."""
        return self.state in OPEN_STATES or self.clock.call_by is not None

    @property
    def clock(self) -> Clock:
        """Its days."""
        return Clock(
            self.state, self.due_on, self.agreed_on, self.perform_by, self.performed_on,
            self.called_on,
        )  # fmt: skip

    @property
    def court_until(self) -> date | None:
        """The last day to ask the court to confirm the agreement."""
        return court_until(self.agreed_on) if self.agreed_on else None

    def due(self, today: date) -> tuple[str, str]:
        """What it waits for, and the tone."""
        return self.clock.due(today)


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party as the card shows it; numbers masked."""

    id: int
    side: str
    person_id: int | None
    name: str
    sex: str
    masked_id: str
    masked_phone: str
    address: str


@dataclass(frozen=True, slots=True)
class WholeParty:
    """A party as the agreement itself names them (人民调解法 §29)."""

    side: str
    name: str
    sex: str
    id_number: str = field(repr=False)
    phone: str = field(repr=False)
    address: str = field(repr=False)


def mediations(session: Session) -> list[MediationRow]:
    """Every mediation, the latest first."""
    return _rows(session, _query().order_by(Mediation.accepted_on.desc(), Mediation.id.desc()))


def mediation(session: Session, mediation_id: int) -> MediationRow:
    """One mediation."""
    found = _rows(session, _query().where(Mediation.id == mediation_id))
    if not found:
        raise UserError("没有这件调解，可能刚被撤回。请按 F5 看最新内容")
    return found[0]


def mediation_numbered(session: Session, typed: str) -> MediationRow:
    """The one of a number, 调〔2026〕001 or 2026-1; UserError."""
    number = numbered(typed, "调")
    found = _rows(session, _query().where(Mediation.number == number))
    if not found:
        raise UserError(f"没有编号“{typed[:20]}”的调解，请核对，例如 调〔2026〕001 或 2026-1")
    return found[0]


def numbered(typed: str, mark: str) -> str:
    """A number as it is kept: 2026-1 and 调(2026)1 are 调〔2026〕001."""
    year, _, ordinal = (
        typed.strip().removeprefix(mark).lstrip("〔([（").replace("〕", "-").replace(")", "-")
        .replace("]", "-").replace("）", "-").partition("-")
    )  # fmt: skip
    ordinal = ordinal.removesuffix("号")
    plain = all(one.isascii() and one.isdigit() for one in (year, ordinal))
    return f"{mark}〔{year}〕{int(ordinal):03}" if plain else typed.strip()


def parties(session: Session, mediation_id: int) -> list[PartyRow]:
    """The parties in their order, their numbers masked."""
    return [
        PartyRow(
            one.id, one.side, one.person_id, one.name, one.sex,
            mask_id_number(one.id_number or number or ""), mask_phone(one.phone), one.address,
        )
        for one, number in _parties(session, mediation_id)
    ]  # fmt: skip


def whole_parties(session: Session, mediation_id: int) -> list[WholeParty]:
    """The parties for the agreement's own paper, and for nothing else."""
    return [
        WholeParty(
            one.side, one.name, one.sex, one.id_number or number or "", one.phone, one.address
        )
        for one, number in _parties(session, mediation_id)
    ]


def _parties(session: Session, mediation_id: int) -> Iterator[tuple[MediationParty, str | None]]:
    query = (
        select(MediationParty, Person.id_number)
        .outerjoin(Person, Person.id == MediationParty.person_id)
        .where(MediationParty.mediation_id == mediation_id)
        .order_by(MediationParty.id)
    )
    return ((row[0], row[1]) for row in session.execute(query))


def _query() -> Select[Any]:
    query: Any = select(Mediation, Grid.name, Issue.number)
    joined: Select[Any] = query.outerjoin(Grid, Grid.id == Mediation.grid_id).outerjoin(
        Issue, Issue.id == Mediation.issue_id
    )
    return joined


def _rows(session: Session, query: Select[Any]) -> list[MediationRow]:
    found = list(session.execute(query))
    who: dict[int, list[str]] = {}
    one_of = MediationParty
    names = select(one_of.mediation_id, one_of.name).order_by(one_of.id)
    if len(found) == 1:
        names = names.where(one_of.mediation_id == found[0][0].id)
    for mediation_id, name in session.execute(names):
        who.setdefault(mediation_id, []).append(name)
    return [
        _row(one, (grid or "", issue or "", "、".join(who.get(one.id, []))))
        for one, grid, issue in found
    ]


def _row(one: Mediation, more: tuple[str, str, str]) -> MediationRow:
    return MediationRow(
        one.id, one.number, one.kind, one.title, one.dispute, one.grid_id, one.accepted_on,
        one.mediators, one.place, one.state, one.due_on, one.agreement, one.way, one.oral,
        one.agreed_on, one.perform_by, one.performed_on, one.called_on, one.why, one.issue_id,
        one.clerk_name, one.version, *more,
    )  # fmt: skip
