"""Changing the catalogue (事项目录): whole files, told apart from what is stored."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.service_desk.models import ItemMaterial, ItemVersion, ServiceItem
from gridhall.service_desk.queries.catalogue import matters
from gridhall.service_desk.rules.catalogue import MatterSpec
from gridhall.service_desk.service.entries import matter_entry


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    """What storing a catalogue changed."""

    added: int
    changed: int
    unchanged: int


def store_catalogue(
    session: Session, clerk: Clerk, specs: Sequence[MatterSpec], since: date
) -> CatalogueChange:
    """Add new matters, change those that differ, leave the rest; told apart by their codes.

    What differs is a further version, in force from `since`. Storing the same file again changes
    nothing. Cases keep the version they were taken in under.
    """
    require(clerk, Role.ADMINISTRATOR, "改事项目录")
    known = {row.code: row.said for row in matters(session, since, withdrawn=True)}
    _refuse_taken_names(known, specs)
    place = session.scalar(select(func.max(ServiceItem.position))) or 0
    added = changed = 0
    for spec in specs:
        before = known.get(spec.code)
        if before is None:
            place += 1
            _add(session, clerk, spec, place, since)
            added += 1
        elif before != spec:
            _change(session, clerk, before, spec, since)
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


def _add(session: Session, clerk: Clerk, spec: MatterSpec, place: int, since: date) -> None:
    item = ServiceItem(code=spec.code, position=place)
    session.add(item)
    session.flush()
    _put_version(session, clerk, item, spec, since)
    _finish(session, clerk, item, spec, {"after": asdict(spec)})


def _change(
    session: Session, clerk: Clerk, before: MatterSpec, spec: MatterSpec, since: date
) -> None:
    item = session.scalars(select(ServiceItem).where(ServiceItem.code == spec.code)).one()
    flag_modified(item, "position")  # whoever looks at the matter must look again
    _put_version(session, clerk, item, spec, since)
    _finish(session, clerk, item, spec, changes(asdict(before), asdict(spec)))


def _put_version(
    session: Session, clerk: Clerk, item: ServiceItem, spec: MatterSpec, since: date
) -> None:
    said = {name: getattr(spec, name) for name in MatterSpec.__slots__}
    materials, said["result_name"] = said.pop("materials"), said.pop("result")
    del said["code"]
    version = ItemVersion(
        item_id=item.id,
        since=since,
        recorded_at=datetime.now(UTC),
        clerk_name=clerk.name,
        **said,
    )
    session.add(version)
    session.flush()
    session.add_all(
        ItemMaterial(version_id=version.id, position=place, **asdict(material))
        for place, material in enumerate(materials, start=1)
    )
    session.flush()


def _finish(
    session: Session,
    clerk: Clerk,
    item: ServiceItem,
    spec: MatterSpec,
    said: dict[str, dict[str, object]],
) -> None:
    if spec.active:
        search.put(session, [matter_entry(item.id, spec)])
    else:
        search.remove(session, "matter", [item.id])
    record(session, clerk, "catalogue.change", ("service_item", item.id), said)
