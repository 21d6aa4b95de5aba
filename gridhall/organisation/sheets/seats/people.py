"""Who a row means: a resident by number, or by name with phone or door; else from outside."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.phone import kept_phone
from gridhall.core.text import clean_name
from gridhall.exchange.rules.cells import plain_code
from gridhall.exchange.rules.problems import Flaw
from gridhall.organisation.models import Outsider
from gridhall.organisation.queries.people import Resident, residents
from gridhall.organisation.rules.seats import OutsiderDraft
from gridhall.organisation.sheets.places import Doors
from gridhall.organisation.sheets.told import Told
from gridhall.places.queries import chunks
from gridhall.registry.models import Household, Membership, Person
from gridhall.registry.sheets.findings import Said

_PARTY = frozenset({"是", "党员", "中共党员", "预备党员", "中共预备党员", "正式党员", "√"})
_SEX = {"男": "1", "女": "2"}
_UNFILED = ("merged", "void")
_UNKNOWN = Said(
    "居民登记里没有这个证件号，按外部人员登记", "是居民的请先登记再导入", Flaw.NO_NUMBER
)
_BY_NAME = "居民登记里有 {count} 位{name}，没有证件号、电话或住址可核对，按外部人员登记"
_SEVERAL = "居民登记里有 {count} 位{name}符合"
_OTHER = "这个证件号是{name}的"


class Somebody(NamedTuple):
    """Who takes a seat: a resident, a known outsider, or a new one."""

    name: str
    resident: Resident | None = None
    outsider_id: int | None = None
    outsider: OutsiderDraft | None = None
    ref: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, int | tuple[str, ...]]:
        """The same for the same one."""
        if self.resident is not None:
            return "person", self.resident.id
        if self.outsider_id is not None:
            return "outsider", self.outsider_id
        return "new", self.ref


class _Known(NamedTuple):
    id: int
    phone: str
    dwelling_id: int | None


class People:
    """The residents and outsiders that the rows of a workbook may mean, read once."""

    def __init__(self, session: Session, told: Sequence[Told]) -> None:
        self._doors = Doors(session)
        self._doors.read_doors(one.text("door") for one in told if one.text("door"))
        self._by_number = _by_number(session, {_number(one) for one in told} - {""})
        self._by_name = _by_name(session, {_name(one) for one in told} - {""})
        ids = {
            *self._by_number.values(),
            *(one.id for some in self._by_name.values() for one in some),
        }
        self._residents = residents(session, ids)
        query = select(Outsider.name, Outsider.phone, Outsider.id).where(Outsider.phone != "")
        rows = session.execute(query.order_by(Outsider.id.desc()))
        self._outsiders = {(name, phone): one for name, phone, one in rows}

    def find(self, one: Told) -> Somebody | None:
        """Who holds the seat; None for nobody, or if the row was refused."""
        name, number = _name(one), _number(one)
        if not name:
            return None
        one.number("id_number")
        one.number("phone")
        if number in self._by_number:
            return self._numbered(one, name, self._residents[self._by_number[number]])
        near = self._near(one, name)
        if len(near) > 1:
            said = Said(_SEVERAL.format(count=len(near), name=name), "写证件号", Flaw.PERSON)
            one.refuse("holder", said)
            return None
        if near:
            return Somebody(name, self._residents[near[0]])
        self._tell_unknown(one, name, number)
        return self._outside(one, name)

    def _numbered(self, one: Told, name: str, who: Resident) -> Somebody | None:
        if clean_name(who.name) != name:
            said = Said(_OTHER.format(name=who.name), "核对姓名和证件号", Flaw.PERSON)
            one.refuse("id_number", said)
            return None
        return Somebody(who.name, who)

    def _near(self, one: Told, name: str) -> list[int]:
        phone = kept_phone(one.text("phone"))[0]
        dwelling = self._doors.dwelling(one.text("door")) if one.text("door") else None
        return [
            known.id
            for known in self._by_name.get(name, ())
            if (phone and known.phone == phone) or (dwelling and known.dwelling_id == dwelling)
        ]

    def _tell_unknown(self, one: Told, name: str, number: str) -> None:
        alike = len(self._by_name.get(name, ()))
        if number:
            one.warn("id_number", _UNKNOWN)
        elif alike and not one.text("phone") and not one.text("door"):
            said = _BY_NAME.format(count=alike, name=name)
            one.warn("holder", Said(said, "是居民的写上证件号或电话", Flaw.PERSON))

    def _outside(self, one: Told, name: str) -> Somebody:
        phone, workplace = kept_phone(one.text("phone"))[0], one.text("workplace")
        known = self._outsiders.get((name, phone)) if phone else None
        ref = (name, phone) if phone else (name, "", workplace or str(one.row))
        draft = OutsiderDraft(
            name,
            _SEX.get(one.text("sex"), "0"),
            phone,
            None,
            workplace,
            one.text("is_party") in _PARTY,
        )
        return Somebody(name, None, known, None if known else draft, ref)


def _name(one: Told) -> str:
    return clean_name(one.text("holder"))


def _number(one: Told) -> str:
    return plain_code(one.text("id_number")).upper()


def _by_number(session: Session, numbers: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    query = select(Person.id_number, Person.id).where(Person.status.not_in(_UNFILED))
    for some in chunks(sorted(numbers)):
        rows = session.execute(query.where(Person.id_number.in_(some)))
        found.update((number or "", one) for number, one in rows)
    return found


def _by_name(session: Session, names: Iterable[str]) -> dict[str, list[_Known]]:
    found: dict[str, list[_Known]] = defaultdict(list)
    query = (
        select(Person.name, Person.id, Person.phone, Household.dwelling_id)
        .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.until.is_(None))
        .outerjoin(Household, Household.id == Membership.household_id)
        .where(Person.status.not_in(_UNFILED))
    )
    for some in chunks(sorted(names)):
        for name, one, phone, dwelling in session.execute(query.where(Person.name.in_(some))):
            found[name].append(_Known(one, phone, dwelling))
    return found
