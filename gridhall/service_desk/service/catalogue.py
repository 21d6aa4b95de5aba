"""Changing the catalogue (事项目录): whole files, told apart from what is stored."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.service_desk.models import ItemMaterial, ServiceItem
from gridhall.service_desk.queries.catalogue import matters, spec_of
from gridhall.service_desk.rules.catalogue import MatterSpec
from gridhall.service_desk.service.entries import matter_entry


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    """What storing a catalogue changed."""

    added: int
    changed: int
    unchanged: int


def store_catalogue(session: Session, clerk: Clerk, specs: Sequence[MatterSpec]) -> CatalogueChange:
    """Add new matters, change those that differ, leave the rest; told apart by their codes.

    Storing the same file again changes nothing. Cases keep their own copy of name and materials.
    """
    require(clerk, Role.ADMINISTRATOR, "改事项目录")
    known = {row.code: spec_of(row) for row in matters(session, withdrawn=True)}
    _refuse_taken_names(known, specs)
    place = session.scalar(select(func.max(ServiceItem.position))) or 0
    added = changed = 0
    for spec in specs:
        before = known.get(spec.code)
        if before is None:
            place += 1
            _add(session, clerk, spec, place)
            added += 1
        elif before != spec:
            _change(session, clerk, before, spec)
            changed += 1
    return CatalogueChange(added, changed, len(specs) - added - changed)


def _refuse_taken_names(known: dict[str, MatterSpec], specs: Sequence[MatterSpec]) -> None:
    after = known | {spec.code: spec for spec in specs}
    owners: dict[str, str] = {}
    for code, spec in after.items():
        other = owners.setdefault(spec.name, code)
        if other != code:
            raise UserError(
                f"“{spec.name}”在目录里已有编号 {other}，文件里写的是 {code}。"
                "请把编号改成一样再导入；现有的事项目录没有改动。"
            )


def _add(session: Session, clerk: Clerk, spec: MatterSpec, place: int) -> None:
    item = ServiceItem(code=spec.code, position=place)
    _fill(item, spec)
    session.add(item)
    session.flush()
    _put_materials(session, item, spec)
    said = {"after": asdict(spec)}
    _finish(session, clerk, item, said)


def _change(session: Session, clerk: Clerk, before: MatterSpec, spec: MatterSpec) -> None:
    item = session.scalars(select(ServiceItem).where(ServiceItem.code == spec.code)).one()
    _fill(item, spec)
    flag_modified(item, "name")  # a change of materials alone is a new version too
    session.flush()
    session.execute(delete(ItemMaterial).where(ItemMaterial.item_id == item.id))
    _put_materials(session, item, spec)
    _finish(session, clerk, item, changes(asdict(before), asdict(spec)))


def _fill(item: ServiceItem, spec: MatterSpec) -> None:
    item.name, item.category, item.kind = spec.name, spec.category, spec.kind
    item.limit_days, item.basis, item.authority = spec.limit_days, spec.basis, spec.authority
    item.fee, item.result_name, item.active = spec.fee, spec.result, spec.active


def _put_materials(session: Session, item: ServiceItem, spec: MatterSpec) -> None:
    session.add_all(
        ItemMaterial(item_id=item.id, position=place, **asdict(material))
        for place, material in enumerate(spec.materials, start=1)
    )
    session.flush()


def _finish(
    session: Session, clerk: Clerk, item: ServiceItem, said: dict[str, dict[str, object]]
) -> None:
    if item.active:
        search.put(session, [matter_entry(item)])
    else:
        search.remove(session, "matter", [item.id])
    record(session, clerk, "catalogue.change", ("service_item", item.id), said)
