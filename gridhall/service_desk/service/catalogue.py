"""Changing the catalogue (事项目录): whole files, told apart from what is stored."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.service_desk.models import ItemVersion, ServiceItem
from gridhall.service_desk.queries.catalogue import matters
from gridhall.service_desk.rules.catalogue import MatterSpec
from gridhall.service_desk.service.catalogue_entries import index_matter
from gridhall.service_desk.service.catalogue_rows import item_with_code, put_version, touch

ACT = "改事项目录"


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    """What storing a catalogue changed."""

    added: int
    changed: int
    unchanged: int


def store_catalogue(
    session: Session,
    clerk: Clerk,
    specs: Sequence[MatterSpec],
    since: date,
    batch_id: int | None = None,
) -> CatalogueChange:
    """Add new matters, change those that differ, leave the rest; told apart by their codes.

    What differs is a further version, in force from `since`, which has come. Storing the same file
    again changes nothing. Cases keep the version they were taken in under.
    """
    require(clerk, Role.ADMINISTRATOR, ACT)
    known = {row.code: row.said for row in matters(session, since, withdrawn=True)}
    refuse_taken_names(session, specs, since)
    added = changed = 0
    for spec in specs:
        before = known.get(spec.code)
        if before == spec:
            continue
        store_matter(session, clerk, spec, (since, since), batch_id)
        added, changed = added + (before is None), changed + (before is not None)
    return CatalogueChange(added, changed, len(specs) - added - changed)


def store_matter(
    session: Session,
    clerk: Clerk,
    spec: MatterSpec,
    days: tuple[date, date],
    batch_id: int | None = None,
) -> int:
    """Write one version down, of a matter known by its code or new; the matter's id.

    `days` are its first day and today, which says what the search finds.
    """
    since, today = days
    item = item_with_code(session, spec.code)
    before = _as_it_would_be(session, item, since)
    if item is None:
        place = session.scalar(select(func.max(ServiceItem.position))) or 0
        item = ServiceItem(code=spec.code, position=place + 1)
        session.add(item)
    else:
        touch(item)
    session.flush()
    put_version(session, clerk, item, spec, (since, batch_id))
    index_matter(session, item.id, today)
    after = asdict(spec)
    said = {"after": after} if before is None else changes(asdict(before), after)
    said["after"] = {"since": since, **said["after"]}
    record(session, clerk, "catalogue.change", ("service_item", item.id), said)
    return item.id


def refuse_taken_names(session: Session, specs: Sequence[MatterSpec], since: date) -> None:
    """Two matters may never bear one name: neither as it stands from `since` nor as it will."""
    codes = {spec.code for spec in specs}
    named = select(ItemVersion.name, ServiceItem.code).join(
        ServiceItem, ServiceItem.id == ItemVersion.item_id
    )
    owners = {
        row.name: row.code
        for row in matters(session, since, withdrawn=True)
        if row.code not in codes
    }
    for name, code in session.execute(named.where(ItemVersion.since > since)):
        if code not in codes:
            owners.setdefault(name, code)
    for spec in specs:
        other = owners.setdefault(spec.name, spec.code)
        if other != spec.code:
            raise UserError(
                f"“{spec.name}”在目录里已有编号 {other}，这里写的是 {spec.code}。"
                "请换一个名称，或把编号改成一样；现有的事项目录没有改动。"
            )


def _as_it_would_be(session: Session, item: ServiceItem | None, since: date) -> MatterSpec | None:
    """What the matter would say on that day without this version."""
    if item is None:
        return None
    rows = matters(session, since, withdrawn=True)
    return next((row.said for row in rows if row.id == item.id), None)
