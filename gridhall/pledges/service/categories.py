"""The categories of service (服务事项大类): shipped, and the hall's own to edit."""

import json
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.resources import resource
from gridhall.core.text import clean
from gridhall.pledges.models import ItemCategory
from gridhall.pledges.rules.drafts import refusal
from gridhall.pledges.service.items import Done
from gridhall.volunteering.service.acts import ServiceActs


def shipped_categories() -> list[str]:
    """The categories that come with the program, in their order."""
    path = resource("volunteering", "categories.json")
    names: list[str] = json.loads(path.read_text(encoding="utf-8"))["categories"]
    return names


def install_item_categories(session: Session, clerk: Clerk) -> int:
    """Give a new hall the shipped categories; done again, it adds what is new; how many."""
    require(clerk, Role.SUPERVISOR, "改服务类别")
    known = set(session.scalars(select(ItemCategory.name)))
    new = [name for name in shipped_categories() if name not in known]
    first = (session.scalar(select(func.max(ItemCategory.place))) or 0) + 1
    session.add_all(ItemCategory(name=name, place=at) for at, name in enumerate(new, first))
    session.flush()
    if new:
        said = {"after": {"count": len(new)}}
        record(session, clerk, "pledge.category", ("item_category", None), said)
    return len(new)


def save_category(
    session: Session, clerk: Clerk, category_id: int | None, name: str, place: int | None = None
) -> Done:
    """Add a category, or rename and move one."""
    require(clerk, Role.SUPERVISOR, "改服务类别")
    name = clean(name)
    if not 1 <= len(name) <= 30:
        raise refusal("name", f"类别名称要 1 到 30 个字，现在是 {len(name)} 个字")
    taken = select(ItemCategory.id).where(
        ItemCategory.name == name, ItemCategory.id != (category_id or 0)
    )
    if session.scalar(taken) is not None:
        raise refusal("name", f"已经有“{name}”，请换一个名称，或恢复停用的那一个")
    acts = ServiceActs(session, clerk, "pledge_category", ("item_category", category_id))
    if category_id is None:
        last = session.scalar(select(func.max(ItemCategory.place))) or 0
        row = acts.add(ItemCategory(name=name, place=last + 1 if place is None else place))
        acts.is_about(row.id)
        before = {}
    else:
        row = _category(session, category_id)
        before = {"name": row.name, "place": row.place}
        acts.change(row, name=name, place=row.place if place is None else place)
    said = changes(before, {"name": row.name, "place": row.place})
    record(session, clerk, "pledge.category", ("item_category", row.id), said)
    return Done(acts.close(f"服务类别“{name}”"), row.id)


def end_category(session: Session, clerk: Clerk, category_id: int, today: date) -> Done:
    """A category is offered no more (停用); items that have it keep it. Again: it is offered."""
    require(clerk, Role.SUPERVISOR, "停用服务类别")
    row = _category(session, category_id)
    acts = ServiceActs(session, clerk, "pledge_category", ("item_category", row.id))
    ended = None if row.ended_on is not None else today
    acts.change(row, ended_on=ended)
    said = {"after": {"name": row.name, "ended_on": ended}}
    record(session, clerk, "pledge.category", ("item_category", row.id), said)
    return Done(acts.close(f"{'停用' if ended else '恢复'}服务类别“{row.name}”"), row.id)


def _category(session: Session, category_id: int) -> ItemCategory:
    row = session.get(ItemCategory, category_id)
    if row is None:
        raise UserError("没有这个服务类别，可能刚被撤回。请按 F5 看最新内容")
    return row
