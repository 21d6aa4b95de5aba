"""The catalogue (事项目录) as the desk reads it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.service_desk.models import ItemMaterial, ItemVersion, ServiceItem
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
    deferrable: bool
    issuer: str
    issued_within: str
    note: str


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One matter as a version of it says, with its materials and how its name is typed."""

    id: int
    version: int
    version_id: int
    since: date
    position: int
    said: MatterSpec
    materials: tuple[MaterialRow, ...]
    keys: tuple[str, ...]

    @property
    def code(self) -> str:
        """编号."""
        return self.said.code

    @property
    def name(self) -> str:
        """名称."""
        return self.said.name

    @property
    def category(self) -> str:
        """类别."""
        return self.said.category

    @property
    def kind(self) -> str:
        """办件类型: instant or promised."""
        return self.said.kind

    @property
    def limit_days(self) -> int:
        """承诺时限, working days."""
        return self.said.limit_days

    @property
    def legal_days(self) -> int:
        """法定时限, working days; 0: no law sets one."""
        return self.said.legal_days

    @property
    def authority(self) -> str:
        """实施主体."""
        return self.said.authority

    @property
    def result(self) -> str:
        """办理结果."""
        return self.said.result

    @property
    def active(self) -> bool:
        """Whether it is taken in under this version."""
        return self.said.active


def matters(session: Session, on: date, *, withdrawn: bool = False) -> tuple[MatterRow, ...]:
    """Every matter taken in on a day, as its version of that day, in the catalogue's order.

    `withdrawn` adds those no longer taken in. A matter whose first version is still to come is not
    there yet.
    """
    rows = [(item, version) for item, version in session.execute(_in_force(on))]
    materials = _materials(session, [version.id for _, version in rows])
    found = (_row(item, version, tuple(materials[version.id])) for item, version in rows)
    return tuple(row for row in found if withdrawn or row.active)


def matter_by_id(session: Session, item_id: int, on: date) -> MatterRow:
    """One matter as it stands on a day; before its first version, as that will say."""
    asked = _in_force(on).where(ServiceItem.id == item_id)
    found = session.execute(asked).first()
    if found is None:
        first = select(ItemVersion.id).where(ItemVersion.item_id == item_id)
        return matter_version(session, session.scalars(first.order_by(ItemVersion.since)).one())
    item, version = found
    return _row(item, version, tuple(_materials(session, [version.id])[version.id]))


def matter_version(session: Session, version_id: int) -> MatterRow:
    """A matter as one version says: what a case was taken in under."""
    version = session.get_one(ItemVersion, version_id)
    item = session.get_one(ServiceItem, version.item_id)
    return _row(item, version, tuple(_materials(session, [version_id])[version_id]))


def versions_rows(session: Session, item_id: int) -> list[tuple[ItemVersion, MatterRow]]:
    """A matter's versions with what each says, in the order they count: by day, then as written."""
    item = session.get_one(ServiceItem, item_id)
    mine = select(ItemVersion).where(ItemVersion.item_id == item_id)
    found = list(session.scalars(mine.order_by(ItemVersion.since, ItemVersion.id)))
    materials = _materials(session, [version.id for version in found])
    return [(one, _row(item, one, tuple(materials[one.id]))) for one in found]


def find_matter(session: Session, typed: str, on: date) -> MatterRow:
    """The one matter of this code or name; none or several are told (命令行用)."""
    known = matters(session, on)
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


def catalogue_specs(session: Session, on: date) -> list[MatterSpec]:
    """The whole catalogue as a catalogue file says it, withdrawn matters included."""
    return [row.said for row in matters(session, on, withdrawn=True)]


def _not_one(wanted: str, names: list[str]) -> str:
    if names:
        named = "、".join(names[:4]) + ("等" if len(names) > 4 else "")
        return f"“{wanted[:40]}”对得上 {len(names)} 个事项：{named}。请写全名称或编号。"
    return f"事项目录里没有“{wanted[:40]}”。用 catalogue list 查看全部事项。"


def _in_force(on: date) -> Any:
    """Each matter with the version that is in force: the latest `since`, then the latest id."""
    mine = ItemVersion.item_id == ServiceItem.id
    latest = (
        select(ItemVersion.id)
        .where(mine, ItemVersion.since <= on)
        .order_by(ItemVersion.since.desc(), ItemVersion.id.desc())
        .limit(1)
        .correlate(ServiceItem)
        .scalar_subquery()
    )
    asked = select(ServiceItem, ItemVersion).join(ItemVersion, ItemVersion.id == latest)
    return asked.order_by(ServiceItem.position, ServiceItem.id)


def _materials(session: Session, version_ids: Collection[int]) -> dict[int, list[MaterialRow]]:
    query = select(ItemMaterial).where(ItemMaterial.version_id.in_(version_ids))
    found: dict[int, list[MaterialRow]] = defaultdict(list)
    for material in session.scalars(query.order_by(ItemMaterial.version_id, ItemMaterial.position)):
        row = {name: getattr(material, name) for name in MaterialRow.__slots__}
        found[material.version_id].append(MaterialRow(**row))
    return found


_RENAMED = {"result": "result_name"}


def _row(item: ServiceItem, version: ItemVersion, materials: tuple[MaterialRow, ...]) -> MatterRow:
    shared = {
        name: getattr(version, _RENAMED.get(name, name))
        for name in MatterSpec.__slots__
        if name not in ("code", "materials")
    }
    asked = tuple(
        MaterialSpec(**{n: getattr(m, n) for n in MaterialSpec.__slots__}) for m in materials
    )
    said = MatterSpec(code=item.code, materials=asked, **shared)
    keys = matter_keys(version.name)
    return MatterRow(
        item.id, item.version, version.id, version.since, item.position, said, materials, keys
    )
