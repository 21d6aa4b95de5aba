"""Whose an issue is and until when: routed, taken up, whistled, reported in, started."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.issues.labels import LEVELS, ROUTE_LEVELS, SHORT_ROUTES
from gridhall.issues.models import IssueResponse, WhistleRule
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.drafts import check_words, refusal, short
from gridhall.issues.rules.orders import (
    Owner,
    Reporting,
    RouteOrder,
    Whistling,
    check_due,
    check_report_by,
    check_reporting,
    check_route,
    next_level,
)
from gridhall.issues.rules.states import ADMITTED
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.issues.service.owners import standing_owner
from gridhall.issues.service.steps.step import Step, begin


def route(session: Session, clerk: Clerk, issue_id: int, order: RouteOrder, when: When) -> Done:
    """Give an issue to an owner by one of the four routes (分派), for the first time or anew."""
    step = begin(session, clerk, issue_id, "route", when)
    kept = check_route(order)
    if kept.route is None:
        raise refusal("route", "请选四类响应里的一类；网格或社区自己办请用“就地办理”")
    level = ROUTE_LEVELS[kept.route]
    values = _assign(step, kept, level)
    admitted_on = step.issue.admitted_on or when.on
    words = f"分派给{values['owner_name']}（{SHORT_ROUTES[kept.route]}），{values['due_on']} 前办完"
    return step.done(words, admitted_on=admitted_on, **values)


def take_up(session: Session, clerk: Clerk, issue_id: int, order: RouteOrder, when: When) -> Done:
    """Deal with it where it arose (就地办理): who of the grid or community, until when."""
    step = begin(session, clerk, issue_id, "take_up", when)
    kept = check_route(order)
    if kept.route is not None:
        raise refusal("route", "就地办理不分派响应路径；要吹哨请用“分派”")
    values = _assign(step, kept, step.issue.level)
    words = f"就地办理：{values['owner_name']}，{values['due_on']} 前办完"
    return step.done(words, **values)


def _assign(step: Step, order: RouteOrder, level: int) -> dict[str, Any]:
    """End the response before, open another; what the issue then says of its owner."""
    on = step.when.on
    owner = standing_owner(step.session, order.owner, on)
    due_on, provisional = _deadline(step, order)
    before = step.response()
    if before is not None:
        again = f"改派{owner.name}" if before.owner_key != owner.key else "重新分派"
        step.acts.change(before, ended_on=on, why_ended=(order.why or again)[:100])
    step.acts.add(
        IssueResponse(
            issue_id=step.issue.id,
            route=order.route,
            level=level,
            owner_key=owner.key,
            owner_name=owner.name,
            contact=owner.contact[:60],
            assigned_on=on,
            due_on=due_on,
            rule_id=order.rule_id,
            meeting_id=order.meeting_id,
            **_ids(owner),
        )
    )
    return {
        "route": order.route,
        "level": level,
        "owner_name": owner.name,
        "due_on": due_on,
        "provisional": provisional,
        "whistled_on": None,
        "reported_on": None,
        **_ids(owner),
    }


def _deadline(step: Step, order: RouteOrder) -> tuple[date, bool]:
    """The day that was said, or the route's usual one, and whether it is an estimate (暂估)."""
    if order.due_on is not None:
        return check_due(order.due_on, step.when.on, order.meeting_id is not None), False
    days = governance(step.session).route_days[order.route or 0]
    usual = step.when.calendar.add_working_days(step.when.on, days)
    return usual.day, usual.provisional


def _ids(owner: Owner) -> dict[str, int | None]:
    ids = ("unit_id", "organisation_id", "agency_id")
    return {name: getattr(owner, name) for name in ids}


def whistle(
    session: Session, clerk: Clerk, issue_id: int, whistling: Whistling, when: When
) -> Done:
    """Blow the whistle (吹哨): the owner must report in until a day."""
    step = begin(session, clerk, issue_id, "whistle", when)
    response, on = _owned(step), when.on
    rule = _rule(session, whistling.rule_id or response.rule_id)
    days = governance(session).report_days if rule is None else rule.report_days
    usual = when.calendar.add_working_days(on, days).day
    report_by = check_report_by(whistling.report_by or usual, on)
    said = short(whistling.words, "吹哨的话")
    rule_id = None if rule is None else rule.id
    step.acts.change(response, whistled_on=on, report_by=report_by, rule_id=rule_id)
    words = f"向{step.issue.owner_name}吹哨，{report_by} 前报到"
    return step.done(f"{words}：{said}" if said else words, whistled_on=on, reported_on=None)


def _rule(session: Session, rule_id: int | None) -> WhistleRule | None:
    if rule_id is None:
        return None
    rule = session.get(WhistleRule, rule_id)
    if rule is None:
        raise refusal("rule", "没有这条吹哨规则，可能刚被撤回。请重新选")
    return rule


def report_in(
    session: Session, clerk: Clerk, issue_id: int, reporting: Reporting, when: When
) -> Done:
    """Somebody came (报到)."""
    step = begin(session, clerk, issue_id, "report_in", when)
    kept = check_reporting(reporting)
    step.acts.change(_owned(step), reported_on=when.on, reported_by=kept.by)
    words = f"{step.issue.owner_name}报到"
    return step.done(f"{words}：{kept.words}" if kept.words else words, reported_on=when.on)


def start(session: Session, clerk: Clerk, issue_id: int, words: str, when: When) -> Done:
    """Work begins (开始办理)."""
    step = begin(session, clerk, issue_id, "start", when)
    said = short(words, "怎么办")
    return step.done(f"开始办理：{said}" if said else "开始办理")


def set_due(  # noqa: PLR0913  whose act, on what, until when and why, and when
    session: Session, clerk: Clerk, issue_id: int, due_on: date, why: str, when: When
) -> Done:
    """Another deadline, with the reason (改期限)."""
    step = begin(session, clerk, issue_id, "due", when)
    said = check_words(why, "改期限的原因", "等备件到货", 100)
    check_due(due_on, when.on)
    before = step.issue.due_on
    step.acts.change(_owned(step), due_on=due_on)
    return step.done(f"期限由 {before} 改为 {due_on}：{said}", due_on=due_on, provisional=False)


def escalate(session: Session, clerk: Clerk, issue_id: int, why: str, when: When) -> Done:
    """Hand it up a level (上报); who received it first stays on record, it is routed anew."""
    step = begin(session, clerk, issue_id, "escalate", when)
    said = check_words(why, "上报的原因", "要改管网，社区办不了")
    issue = step.issue
    level = next_level(issue.level, issue.number)
    admitted_on = issue.admitted_on
    if step.state == ADMITTED and admitted_on is None:
        admitted_on = when.on
    return step.done(
        f"上报{LEVELS[level]}：{said}",
        level=level,
        escalated_on=when.on,
        admitted_on=admitted_on,
    )


def _owned(step: Step) -> IssueResponse:
    response = step.response()
    if response is None:
        raise refusal("owner", f"{step.issue.number} 没有责任单位，请先分派")
    return response
