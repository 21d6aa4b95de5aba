"""The rows of the catalogue: a matter by its code, a version with its materials."""

from dataclasses import asdict
from datetime import UTC, date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from gridhall.core.clerk import Clerk
from gridhall.db import search
from gridhall.service_desk.models import ItemMaterial, ItemVersion, MatterPin, ServiceItem
from gridhall.service_desk.rules.catalogue import MatterSpec


def item_with_code(session: Session, code: str) -> ServiceItem | None:
    """The matter of this code, if the hall has it."""
    return session.scalars(select(ServiceItem).where(ServiceItem.code == code)).one_or_none()


def touch(item: ServiceItem) -> None:
    """Whoever looks at the matter must look again."""
    flag_modified(item, "position")


def put_version(
    session: Session,
    clerk: Clerk,
    item: ServiceItem,
    spec: MatterSpec,
    told: tuple[date, int | None],
) -> int:
    """Write a version with its materials; `told` is its first day and its import batch."""
    since, batch_id = told
    said = {name: getattr(spec, name) for name in MatterSpec.__slots__}
    materials, said["result_name"] = said.pop("materials"), said.pop("result")
    del said["code"]
    version = ItemVersion(
        item_id=item.id,
        since=since,
        recorded_at=datetime.now(UTC),
        clerk_name=clerk.name,
        batch_id=batch_id,
        **said,
    )
    session.add(version)
    session.flush()
    session.add_all(
        ItemMaterial(version_id=version.id, position=place, **asdict(material))
        for place, material in enumerate(materials, start=1)
    )
    session.flush()
    return version.id


def remove_item(session: Session, item: ServiceItem) -> None:
    """A matter of which no version is left, with its key and its entry in the search."""
    search.remove(session, "matter", [item.id])
    session.execute(delete(MatterPin).where(MatterPin.item_id == item.id))
    session.delete(item)
    session.flush()
