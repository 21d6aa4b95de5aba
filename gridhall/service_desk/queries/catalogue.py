"""The catalogue (事项目录) as the desk reads it."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.service_desk.models import ItemMaterial, ServiceItem
from gridhall.service_desk.rules import negative
from gridhall.service_desk.rules.catalogue import MaterialSpec, MatterSpec
from gridhall.service_desk.rules.matching import match_matters, matter_keys


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One material of a matter; `position` is the digit that ticks it."""

    position: int
    name: str
    originals: int
    copies: int
    required: bool
    issuer: str
    note: str


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One matter with its materials and how its name is typed."""

    id: int
    code: str
    name: str
    category: str
    kind: str
    limit_days: int
    basis: str
    authority: str
    fee: str
    result: str
    active: bool
    version: int
    materials: tuple[MaterialRow, ...]
    keys: tuple[str, ...]


def matters(session: Session, *, withdrawn: bool = False) -> tuple[MatterRow, ...]:
    """Every matter the desk takes in, in the catalogue's order; `withdrawn` adds the others."""
    query = select(ServiceItem).order_by(ServiceItem.position, ServiceItem.id)
    if not withdrawn:
        query = query.where(ServiceItem.active)
    materials = _materials(session)
    return tuple(_row(item, tuple(materials[item.id])) for item in session.scalars(query))


def matter_by_id(session: Session, item_id: int) -> MatterRow:
    """One matter."""
    mine = _materials(session, item_id)[item_id]
    return _row(session.get_one(ServiceItem, item_id), tuple(mine))


def find_matter(session: Session, typed: str) -> MatterRow:
    """The one matter of this code or name; none or several are told (命令行用)."""
    known = matters(session)
    wanted = clean(typed)
    exact = [one for one in known if wanted == one.name or wanted.upper() == one.code.upper()]
    if exact:
        return exact[0]
    certificate = negative.asked_for(wanted)
    if certificate:
        raise UserError(negative.sentence(certificate))
    fitting = match_matters(known, wanted) if wanted else []
    if len(fitting) != 1:
        raise UserError(_not_one(wanted, [one.name for one in fitting]))
    return fitting[0]


def catalogue_specs(session: Session) -> list[MatterSpec]:
    """The whole catalogue as a catalogue file says it, withdrawn matters included."""
    return [spec_of(row) for row in matters(session, withdrawn=True)]


def spec_of(row: MatterRow) -> MatterSpec:
    """A matter as a catalogue file says it."""
    materials = tuple(
        MaterialSpec(m.name, m.originals, m.copies, m.required, m.issuer, m.note)
        for m in row.materials
    )
    shared = {name: getattr(row, name) for name in MatterSpec.__slots__ if name != "materials"}
    return MatterSpec(**shared, materials=materials)


def _not_one(wanted: str, names: list[str]) -> str:
    if names:
        return f"“{wanted}”对得上 {len(names)} 个事项：{'、'.join(names[:4])}。请写全名称或编号。"
    return f"事项目录里没有“{wanted[:40]}”。用 catalogue list 查看全部事项。"


def _materials(session: Session, item_id: int | None = None) -> dict[int, list[MaterialRow]]:
    query = select(ItemMaterial).order_by(ItemMaterial.item_id, ItemMaterial.position)
    if item_id is not None:
        query = query.where(ItemMaterial.item_id == item_id)
    found: dict[int, list[MaterialRow]] = defaultdict(list)
    for material in session.scalars(query):
        row = {name: getattr(material, name) for name in MaterialRow.__slots__}
        found[material.item_id].append(MaterialRow(**row))
    return found


def _row(item: ServiceItem, materials: tuple[MaterialRow, ...]) -> MatterRow:
    return MatterRow(
        item.id,
        item.code,
        item.name,
        item.category,
        item.kind,
        item.limit_days,
        item.basis,
        item.authority,
        item.fee,
        item.result_name,
        item.active,
        item.version,
        materials,
        matter_keys(item.name),
    )
