"""The whistle matrix (五哨五到): who blows, who reports in, how soon; the hall's own to edit."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import search_key
from gridhall.issues.models import WhistleRule
from gridhall.issues.rules.categories import RuleDraft, check_rule
from gridhall.issues.rules.drafts import refusal
from gridhall.issues.service.acts import Done, GovernanceActs

_KEPT = ("blower", "responder", "route", "report_days", "note")


def add_rule(session: Session, clerk: Clerk, draft: RuleDraft) -> Done:
    """Add a line to the matrix."""
    require(clerk, Role.SUPERVISOR, "改吹哨规则")
    kept = check_rule(draft)
    _refuse_same(session, kept, None)
    last = session.scalar(select(func.max(WhistleRule.place))) or 0
    acts = GovernanceActs(session, clerk, "whistle_rule", ("whistle_rule", None))
    row = acts.add(WhistleRule(place=last + 1, **_values(kept)))
    acts.is_about(row.id)
    said = changes({}, _values(kept))
    record(session, clerk, "issue.rule", ("whistle_rule", row.id), said)
    return acts.done(f"新增吹哨规则“{row.blower}吹哨、{row.responder}报到”")


def change_rule(
    session: Session, clerk: Clerk, rule_id: int, draft: RuleDraft, version: int
) -> Done:
    """Change a line; whistles that were blown by it stay as they were."""
    require(clerk, Role.SUPERVISOR, "改吹哨规则")
    row, kept = _standing(session, rule_id), check_rule(draft)
    if row.version != version:
        raise UserError("这一条吹哨规则别处刚改过。请按 F5 看最新内容再改；刚填的还在")
    _refuse_same(session, kept, row.id)
    before = {name: getattr(row, name) for name in _KEPT}
    acts = GovernanceActs(session, clerk, "whistle_rule", ("whistle_rule", row.id))
    acts.change(row, **_values(kept))
    said = changes(before, _values(kept))
    record(session, clerk, "issue.rule", ("whistle_rule", row.id), said)
    return acts.done(f"修改吹哨规则“{row.blower}吹哨、{row.responder}报到”")


def end_rule(session: Session, clerk: Clerk, rule_id: int, today: date) -> Done:
    """A line is offered no more (停用). Again: it is offered."""
    require(clerk, Role.SUPERVISOR, "停用吹哨规则")
    row = _standing(session, rule_id)
    ended = None if row.ended_on is not None else today
    acts = GovernanceActs(session, clerk, "whistle_rule", ("whistle_rule", row.id))
    acts.change(row, ended_on=ended)
    said = {"after": {"blower": row.blower, "responder": row.responder, "ended_on": ended}}
    record(session, clerk, "issue.rule", ("whistle_rule", row.id), said)
    words = f"{row.blower}吹哨、{row.responder}报到"
    return acts.done(f"{'停用' if ended else '恢复'}吹哨规则“{words}”")


def _standing(session: Session, rule_id: int) -> WhistleRule:
    row = session.get(WhistleRule, rule_id)
    if row is None:
        raise UserError("没有这一条吹哨规则，可能刚被撤回。请按 F5 看最新内容")
    return row


def _values(kept: RuleDraft) -> dict[str, object]:
    return {name: getattr(kept, name) for name in _KEPT}


def _refuse_same(session: Session, kept: RuleDraft, mine: int | None) -> None:
    typed = search_key(kept.blower), search_key(kept.responder)
    others = select(WhistleRule).where(WhistleRule.id != (mine or 0))
    for row in session.scalars(others):
        if (search_key(row.blower), search_key(row.responder)) == typed:
            instead = "请恢复停用的那一条" if row.ended_on else "请改那一条"
            raise refusal("responder", f"已经有“{row.blower}吹哨、{row.responder}报到”，{instead}")
