"""What mediations and registers keep of people: for their own copy, and until the term is over."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_phone
from gridhall.opinions.labels import DISPUTES, MEDIATION_STATES
from gridhall.opinions.models import Mediation, MediationParty, ThemeEntry, ThemeRegister
from gridhall.opinions.service.keeping_talks import scrub_acts
from gridhall.registry.queries.personal import Section
from gridhall.registry.queries.retention import DueItem
from gridhall.registry.rules.retention import ANONYMOUS

_HEADINGS = ("哪一项", "日期", "情况", "内容", "经办")
_PARTY: Final = {
    "person_id": None, "name": ANONYMOUS, "sex": "0", "id_number": "", "phone": "", "address": "",
}  # fmt: skip
_LINE: Final = {"person_id": None, "dwelling_id": None, "name": ANONYMOUS, "facts": ""}
# What a mediation tells of its parties goes with the last of them that is named.
_TOLD: Final = {"title": ANONYMOUS, "dispute": ANONYMOUS, "agreement": "", "why": ""}
_OVER: Final = ("performed", "failed", "withdrawn")


def personal_peace(session: Session, person_id: int) -> Section:
    """A person's disputes and where they stand on a register, for the copy of what is kept."""
    rows = (*_disputes(session, person_id), *_lines(session, person_id))
    return Section("调解和专项台账", _HEADINGS, rows)


def _disputes(session: Session, person_id: int) -> Iterator[tuple[str, ...]]:
    query = (
        select(Mediation, MediationParty)
        .join(MediationParty, MediationParty.mediation_id == Mediation.id)
        .where(MediationParty.person_id == person_id)
        .order_by(Mediation.id)
    )
    for one, party in session.execute(query):
        state = MEDIATION_STATES.get(one.state, one.state)
        told = (DISPUTES.get(one.kind, one.kind), one.title, mask_phone(party.phone), party.address)
        said = "，".join(filter(None, told))
        what = f"调解 {one.number}（{party.side}方）"
        yield what, str(one.accepted_on), state, said, one.clerk_name


def _lines(session: Session, person_id: int) -> Iterator[tuple[str, ...]]:
    query = (
        select(ThemeEntry, ThemeRegister.name)
        .join(ThemeRegister, ThemeRegister.id == ThemeEntry.register_id)
        .where(ThemeEntry.person_id == person_id)
        .order_by(ThemeEntry.id)
    )
    for one, name in session.execute(query):
        said = "，".join(filter(None, (one.facts, one.promised and f"承诺{one.promised}")))
        yield f"{name}专项台账", str(one.found_on), one.now, said, one.clerk_name


class PeaceKeeper:
    """A resident who was a party or stands on a register follows their own term."""

    key = "left"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Nothing: who left is due as a person."""
        return ()

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Nothing is due by itself."""

    def forget(self, session: Session, person_id: int) -> None:
        """Disputes and lines stay as figures, without whose they were."""
        _forget_parties(session, MediationParty.person_id == person_id)
        _forget_lines(session, ThemeEntry.person_id == person_id)
        session.expire_all()


class PartyKeeper:
    """A party that is not of the register: no longer than the term after its mediation is over."""

    key = "parties"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Parties still named of what ended by that day."""
        one = MediationParty
        ended = func.coalesce(Mediation.performed_on, Mediation.due_on, Mediation.accepted_on)
        query: Any = (
            select(one.id, one.side, Mediation.number, ended)
            .join(Mediation, Mediation.id == one.mediation_id)
            .where(
                ended <= before, Mediation.state.in_(_OVER), one.person_id.is_(None),
                one.name != ANONYMOUS,
            )
        )  # fmt: skip
        return [
            DueItem(row_id, f"调解 {number} {side}方", date.fromisoformat(str(since)))
            for row_id, side, number, since in session.execute(query)
        ]

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Name, numbers and address go; that there was a dispute stays a figure."""
        _forget_parties(session, MediationParty.id.in_(ids))
        session.expire_all()

    def forget(self, session: Session, person_id: int) -> None:
        """Nothing: these are nobody's of the register."""


class LineKeeper:
    """A line of a register that names nobody of the register, once it or the register is over."""

    key = "parties"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Lines still named that ended by that day."""
        ended = func.coalesce(ThemeEntry.ended_on, ThemeRegister.ended_on)
        query: Any = (
            select(ThemeEntry.id, ThemeRegister.name, ended)
            .join(ThemeRegister, ThemeRegister.id == ThemeEntry.register_id)
            .where(ended <= before, ThemeEntry.person_id.is_(None), ThemeEntry.name != ANONYMOUS)
        )
        return [
            DueItem(row_id, f"{name}专项台账的一行", date.fromisoformat(str(since)))
            for row_id, name, since in session.execute(query)
        ]

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Whose it was goes; how it was and is stays in the counts."""
        _forget_lines(session, ThemeEntry.id.in_(ids))
        session.expire_all()

    def forget(self, session: Session, person_id: int) -> None:
        """Nothing: these are nobody's of the register."""


def _forget_parties(session: Session, which: ColumnElement[bool]) -> None:
    one = MediationParty
    found = session.execute(select(one.id, one.mediation_id).where(which)).all()
    mine, about = {row[0] for row in found}, {row[1] for row in found}
    scrub_acts(session, {"mediation_party": mine})
    _blank(session, one, mine, _PARTY)
    named = select(one.mediation_id).where(one.mediation_id.in_(about), one.name != ANONYMOUS)
    empty = about - set(session.scalars(named))
    scrub_acts(session, {"mediation": empty})
    _blank(session, Mediation, empty, _TOLD)


def _forget_lines(session: Session, which: ColumnElement[bool]) -> None:
    mine = set(session.scalars(select(ThemeEntry.id).where(which)))
    scrub_acts(session, {"theme_entry": mine})
    _blank(session, ThemeEntry, mine, _LINE)


def _blank(session: Session, table: Any, ids: set[int], values: Mapping[str, Any]) -> None:
    if ids:
        session.execute(update(table).where(table.id.in_(ids)).values(**values))
