"""Acts on items of the three lists: written down, changed, taken off."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.mask import mask_numbers
from gridhall.core.text import clean
from gridhall.organisation.models import Organisation, PartnerUnit
from gridhall.papers.service import next_number
from gridhall.places.models import Compound, Grid
from gridhall.pledges.labels import KINDS, SIGNS
from gridhall.pledges.models import Claim, ItemCategory, ListItem
from gridhall.pledges.queries.taken import parts
from gridhall.pledges.rules.drafts import ItemDraft, check_item, refusal
from gridhall.pledges.rules.states import check_quantity, taken
from gridhall.pledges.service.settling import items_met_by, settle
from gridhall.registry.models import Person
from gridhall.volunteering.models import Skill
from gridhall.volunteering.service.acts import ServiceActs, done_before

_KEPT = (
    "kind", "title", "content", "category_id", "quantity", "measure", "organisation_id", "unit_id",
    "person_id", "proposer", "compound_id", "grid_id", "spot", "skill_id", "is_practical",
    "money_fen", "opened_on", "due_on",
)  # fmt: skip
_SILENT = frozenset({"content", "proposer", "person_id"})  # may say who somebody is


class Done(NamedTuple):
    """An act that is done: its id, and the row it is about."""

    action_id: int
    row_id: int


def done_again(session: Session, request_key: str) -> Done | None:
    """What this very request has done already."""
    action = done_before(session, request_key)
    if action is None or action.subject_id is None:
        return None
    return Done(action.id, action.subject_id)


def save_item(session: Session, clerk: Clerk, draft: ItemDraft, today: date) -> Done:
    """Write an item down, or change it (`draft.item_id`)."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_item(draft, today)
    _refuse_unknown(session, kept, today)
    values = {name: getattr(kept, name) for name in _KEPT}
    if draft.item_id is None:
        return _add(session, clerk, kept, values)
    return _change(session, clerk, kept, values)


def _add(session: Session, clerk: Clerk, kept: ItemDraft, values: dict[str, Any]) -> Done:
    acts = ServiceActs(session, clerk, "pledge_add", ("list_item", None), kept.request_key)
    assert kept.opened_on is not None
    number = take_number(session, kept.kind, kept.opened_on.year)
    state = "claimed" if kept.is_pledged else "open"
    row = acts.add(ListItem(number=number, state=state, **values))
    acts.is_about(row.id)
    if kept.is_pledged:
        acts.add(_own_claim(row, kept, clerk))
    settle(session, [row.id])
    said = {"after": {"number": number, **_said(values)}}
    record(session, clerk, "pledge.add", ("list_item", row.id), said)
    return Done(acts.close(f"登记{KINDS[row.kind]}“{mask_numbers(row.title)}”"), row.id)


def _own_claim(row: ListItem, kept: ItemDraft, clerk: Clerk) -> Claim:
    """The unit that brings a project does it itself (公开承诺)."""
    return Claim(
        item_id=row.id,
        direction="unit",
        unit_id=row.unit_id,
        quantity=row.quantity,
        state="claimed",
        claimed_on=row.opened_on,
        where_claimed="desk",
        promised_on=kept.due_on,
        clerk_name=clerk.name,
    )


def take_number(session: Session, kind: str, year: int) -> str:
    """The next number of a list, e.g. 需〔2026〕001; taken within the act's transaction."""
    ordinal = next_number(session, f"pledge-{kind}", str(year))
    return spell_number(kind, year, ordinal)


def spell_number(kind: str, year: int, ordinal: int) -> str:
    """需〔2026〕001."""
    return f"{SIGNS[kind]}〔{year}〕{ordinal:03}"


def _change(session: Session, clerk: Clerk, kept: ItemDraft, values: dict[str, Any]) -> Done:
    row = standing_item(session, kept.item_id or 0)
    if row.version != kept.version:
        raise UserError(f"“{row.title}”别处刚改过。请按 F5 看最新内容再改；刚填的还在")
    if row.state == "withdrawn":
        raise UserError(f"“{row.title}”已经撤下，只能查看。要再征集，请先恢复")
    mine = parts(session, [row.id]).get(row.id, [])
    check_quantity(row.kind, row.measure, kept.quantity, mine)
    if taken(mine) and (kept.kind, kept.measure) != (row.kind, row.measure):
        raise refusal("measure", "已经有人认领，清单和量词不能再改。请先放弃认领")
    if kept.kind != row.kind:
        raise refusal("kind", "已经编了号，不能换清单。请撤下这一项，在另一张清单里登记")
    before = {name: getattr(row, name) for name in _KEPT}
    acts = ServiceActs(session, clerk, "pledge_change", ("list_item", row.id), kept.request_key)
    acts.change(row, **values)
    settle(session, items_met_by(session, row.id))
    said = changes(_said(before), _said(values))
    record(session, clerk, "pledge.change", ("list_item", row.id), said)
    return Done(acts.close(f"修改“{mask_numbers(row.title)}”"), row.id)


def withdraw_item(session: Session, clerk: Clerk, item_id: int, why: str, today: date) -> Done:
    """Take an item off its list (撤下), with a reason; what is claimed is not taken off."""
    require(clerk, Role.SUPERVISOR, "撤下清单项目")
    row = standing_item(session, item_id)
    why = clean(why)
    if not why:
        raise refusal("why", "请写为什么撤下，例如 居民自己解决了")
    if len(why) > 100:
        raise refusal("why", f"最长 100 个字，现在是 {len(why)} 个字")
    if row.state == "withdrawn":
        raise UserError(f"“{row.title}”已经撤下，不用再办")
    claimed = taken(parts(session, [row.id]).get(row.id, []))
    if claimed:
        rest = f"剩下的不再征集，请把数量改成 {claimed}"
        fix = rest if claimed < row.quantity else "要撤下，请先放弃认领"
        raise UserError(f"“{row.title}”已经认领 {claimed} {row.measure}，不能撤下。{fix}")
    acts = ServiceActs(session, clerk, "pledge_withdraw", ("list_item", row.id))
    acts.change(row, state="withdrawn", why=why, ended_on=today)
    settle(session, [row.id])
    record(session, clerk, "pledge.withdraw", ("list_item", row.id), {"after": {"why": why}})
    return Done(acts.close(f"撤下“{mask_numbers(row.title)}”"), row.id)


def restore_item(session: Session, clerk: Clerk, item_id: int) -> Done:
    """An item that was taken off is asked for again (恢复)."""
    require(clerk, Role.SUPERVISOR, "恢复清单项目")
    row = standing_item(session, item_id)
    if row.state != "withdrawn":
        raise UserError(f"“{row.title}”没有撤下，不用恢复")
    acts = ServiceActs(session, clerk, "pledge_restore", ("list_item", row.id))
    acts.change(row, state="open", why="", ended_on=None)
    settle(session, [row.id])
    record(session, clerk, "pledge.withdraw", ("list_item", row.id), {"after": {"state": "open"}})
    return Done(acts.close(f"恢复“{mask_numbers(row.title)}”"), row.id)


def standing_item(session: Session, item_id: int) -> ListItem:
    """An item by its id."""
    row = session.get(ListItem, item_id)
    if row is None:
        raise UserError("清单里没有这一项，可能刚被撤回。请按 F5 看最新内容")
    return row


def standing_unit(session: Session, unit_id: int, today: date) -> PartnerUnit:
    """A unit that is still a partner."""
    row = session.get(PartnerUnit, unit_id)
    if row is None:
        raise UserError("没有这个单位，可能刚被撤回。请按 F5 看最新内容")
    if row.active_to is not None and row.active_to <= today:
        raise UserError(f"“{row.name}”{row.active_to} 已经停止共建，不能再登记或认领")
    return row


def _refuse_unknown(session: Session, kept: ItemDraft, today: date) -> None:
    """Refuse what points at something that is not there."""
    old = session.get(ListItem, kept.item_id) if kept.item_id is not None else None
    if kept.unit_id is not None and (old is None or old.unit_id != kept.unit_id):
        standing_unit(session, kept.unit_id, today)
    named: tuple[tuple[str, Any, int | None, str], ...] = (
        ("organisation_id", Organisation, kept.organisation_id, "组织"),
        ("person_id", Person, kept.person_id, "居民"),
        ("compound_id", Compound, kept.compound_id, "小区"),
        ("grid_id", Grid, kept.grid_id, "网格"),
        ("skill_id", Skill, kept.skill_id, "技能"),
        ("category_id", ItemCategory, kept.category_id, "服务类别"),
    )
    for field, table, row_id, words in named:
        if row_id is not None and session.scalar(select(table.id).filter_by(id=row_id)) is None:
            raise refusal(field, f"没有这个{words}，可能刚被撤回。请重新选")


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """What the trail says of an item; texts that may tell of somebody stay out of it."""
    said = {name: value for name, value in values.items() if name not in _SILENT}
    return {**said, "title": mask_numbers(said["title"])}
