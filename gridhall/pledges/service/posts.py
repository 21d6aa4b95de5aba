"""A claimed need becomes a post of a service day (排成岗位)."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.mask import mask_numbers
from gridhall.pledges.labels import claim_label
from gridhall.pledges.models import Claim, ListItem
from gridhall.pledges.service.items import Done
from gridhall.pledges.service.settling import settle
from gridhall.volunteering.models import Post, ServiceAction
from gridhall.volunteering.rules.plan import PostDraft
from gridhall.volunteering.service.acts import ServiceActs
from gridhall.volunteering.service.plan import add_post

_NAME, _CONTENT, _SPOT = 30, 100, 60  # what a post has room for


@dataclass(frozen=True, slots=True)
class Planned:
    """A claim that became a post: the claim's act, the plan's act before it, the post."""

    done: Done
    plan_action_id: int
    post_id: int


def make_post(
    session: Session, clerk: Clerk, claim_id: int, day_id: int, wanted: dict[int, tuple[int, int]]
) -> Planned:
    """Put a claim's work on a day's plan; `wanted` is how many by the shift's place, and at least.

    Empty: one in the first shift. Work on the claim begins with it.
    """
    row = session.get(Claim, claim_id)
    if row is None:
        raise UserError("没有这项认领，可能刚被撤回。请按 F5 看最新内容")
    item = session.get_one(ListItem, row.item_id)
    _refuse(session, row, item)
    post_id = add_post(session, clerk, day_id, _draft(item, wanted))
    plan_action = session.scalar(select(func.max(ServiceAction.id))) or 0
    acts = ServiceActs(session, clerk, "pledge_post", ("claim", row.id))
    state = "doing" if row.state == "claimed" else row.state
    acts.change(row, post_id=post_id, state=state)
    settle(session, [one for one in (row.item_id, row.matched_id) if one is not None])
    said = {"after": {"number": item.number, "post": post_id, "day": day_id}}
    record(session, clerk, "pledge.post", ("claim", row.id), said)
    done = Done(acts.close(f"把“{mask_numbers(item.title)}”排成岗位"), row.id)
    return Planned(done, plan_action, post_id)


def _refuse(session: Session, row: Claim, item: ListItem) -> None:
    if row.state not in ("claimed", "doing"):
        raise UserError(f"“{item.title}”的这项认领{claim_label(row.state)}，不用再排岗位")
    if row.post_id is not None and session.get(Post, row.post_id) is not None:
        raise UserError(f"“{item.title}”已经排成岗位，请到日程排班里看那一天的计划")


def _draft(item: ListItem, wanted: dict[int, tuple[int, int]]) -> PostDraft:
    content = mask_numbers(item.content or item.title).replace("\n", " ")
    return PostDraft(
        mask_numbers(item.title)[:_NAME],
        content[:_CONTENT],
        skill_id=item.skill_id,
        grid_id=item.grid_id,
        spot=item.spot[:_SPOT],
        cells=wanted,
    )
