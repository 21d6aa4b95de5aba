"""One matter changed from a day (事项变更): new, other, 停用, 恢复; what is to come taken back."""

from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.service_desk.models import ItemMaterial, ItemVersion, ServiceCase, ServiceItem
from gridhall.service_desk.queries.catalogue import matter_by_id, matter_version
from gridhall.service_desk.rules.catalogue import Fault, MatterProblems, MatterSpec, check_day
from gridhall.service_desk.service.catalogue import ACT, refuse_taken_names, store_matter
from gridhall.service_desk.service.catalogue_entries import index_matter
from gridhall.service_desk.service.catalogue_rows import item_with_code, remove_item, touch

_CHANGED_SINCE = (
    "“{name}”刚才被别人改过了，这里看的是旧的，没有存。请先关掉，看看新的内容，再改；"
    "填的内容还在，可以先抄下来"
)
_SAME = "和 {since} 那天的内容一样，没有要改的。请改了再存，或者关掉"
_NO_COMING = "“{name}”的这个版本 {since} 已经生效，不能撤回。要改请另存一个新的版本"
_FUTURE = "“{name}”还有 {days} 起的版本，停用以后那天又会收。请先在“版本”里撤回它，再停用"


@dataclass(frozen=True, slots=True)
class MatterChange:
    """A matter as it shall be from a day; `version` is that of the matter that was looked at."""

    said: MatterSpec
    since: date
    item_id: int | None = None  # None: a new matter
    version: int = 0


def save_matter(session: Session, clerk: Clerk, change: MatterChange, today: date) -> int:
    """Write a version down, in force from today or a day to come; the matter's id.

    Refused: a day that is past, a code or name that another matter has, a matter somebody changed
    meanwhile, nothing changed. Cases keep the version they were taken in under.
    """
    require(clerk, Role.ADMINISTRATOR, ACT)
    check_day(change.since, today)
    if change.item_id is None:
        _refuse_taken_code(session, change.said.code)
    else:
        _refuse_stale(session, change)
    refuse_taken_names(session, [change.said], change.since)
    return store_matter(session, clerk, change.said, (change.since, today))


def retire(session: Session, clerk: Clerk, change: tuple[int, int, date], today: date) -> None:
    """Take a matter in no longer (停用) from a day; `change` is its id, its version, the day."""
    item_id, version, since = change
    row = matter_by_id(session, item_id, since)
    if not row.active:
        raise UserError(f"“{row.name}”那天已经是停用的，不用再停")
    days = [f"{day}" for day in _coming_active(session, item_id, since)]
    if days:
        raise UserError(_FUTURE.format(name=row.name, days="、".join(days)))
    said = replace(row.said, active=False)
    save_matter(session, clerk, MatterChange(said, since, item_id, version), today)


def take_up(session: Session, clerk: Clerk, change: tuple[int, int, date], today: date) -> None:
    """Take a matter in again (恢复) from a day, as its last version said."""
    item_id, version, since = change
    row = matter_by_id(session, item_id, since)
    if row.active:
        raise UserError(f"“{row.name}”那天在办，不用恢复")
    said = replace(row.said, active=True)
    save_matter(session, clerk, MatterChange(said, since, item_id, version), today)


def withdraw_version(session: Session, clerk: Clerk, version_id: int, today: date) -> str:
    """Take a version back that is still to come (撤回); the name of its matter.

    A matter that has no other version is gone with it.
    """
    require(clerk, Role.ADMINISTRATOR, ACT)
    version = session.get(ItemVersion, version_id)
    if version is None:
        raise UserError("这个版本已经撤回了")
    if version.since <= today:
        raise UserError(_NO_COMING.format(name=version.name, since=version.since))
    row = matter_version(session, version_id)
    said = {"before": {"since": row.since, **asdict(row.said)}}
    drop_versions(session, [version_id], today)
    record(session, clerk, "catalogue.change", ("service_item", row.id), said)
    return row.name


def drop_versions(session: Session, version_ids: list[int], today: date) -> int:
    """Delete versions under which nothing was taken in; a matter left without any goes too.

    Says how many; refused as a whole if a case rests on one of them.
    """
    _refuse_used(session, version_ids)
    versions = list(session.scalars(select(ItemVersion).where(ItemVersion.id.in_(version_ids))))
    session.execute(delete(ItemMaterial).where(ItemMaterial.version_id.in_(version_ids)))
    session.execute(delete(ItemVersion).where(ItemVersion.id.in_(version_ids)))
    session.flush()
    for item_id in sorted({version.item_id for version in versions}):
        item = session.get_one(ServiceItem, item_id)
        left = session.scalar(select(func.count()).where(ItemVersion.item_id == item_id))
        if not left:
            remove_item(session, item)
        else:
            touch(item)
            session.flush()
            index_matter(session, item_id, today)
    return len(versions)


def _refuse_used(session: Session, version_ids: list[int]) -> None:
    used = (
        select(ServiceCase.number)
        .where(ServiceCase.item_version_id.in_(version_ids))
        .order_by(ServiceCase.id)
    )
    numbers = list(session.scalars(used))
    if numbers:
        more = f" 等 {len(numbers)} 件" if len(numbers) > 1 else ""
        raise UserError(
            f"{numbers[0]}{more}已经按这个版本受理，不能撤回，什么都没有撤。要改请另存新的版本"
        )


def _refuse_taken_code(session: Session, code: str) -> None:
    item = item_with_code(session, code)
    if item is not None:
        raise MatterProblems([Fault("code", f"“{code}”已有别的事项在用，请换一个编号")])


def _refuse_stale(session: Session, change: MatterChange) -> None:
    item = session.get(ServiceItem, change.item_id)
    if item is None or item.version != change.version or item.code != change.said.code:
        raise UserError(_CHANGED_SINCE.format(name=change.said.name))
    then = matter_by_id(session, item.id, change.since)
    if then.since <= change.since and then.said == change.said:
        raise UserError(_SAME.format(since=change.since))


def _coming_active(session: Session, item_id: int, since: date) -> list[date]:
    coming = (
        select(ItemVersion.since)
        .where(ItemVersion.item_id == item_id, ItemVersion.since > since, ItemVersion.active)
        .distinct()
        .order_by(ItemVersion.since)
    )
    return list(session.scalars(coming))
