"""`issue step`: what was typed as the order of one step, and the step taken."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import search_key
from gridhall.issues.queries.choices import category_choices, owner_choices
from gridhall.issues.queries.issues import IssueRow, issue_by_number
from gridhall.issues.queries.places import PlaceRow, place_rows
from gridhall.issues.rules.orders import (
    Owner,
    Refusal,
    Reporting,
    RouteOrder,
    Sorting,
    Whistling,
    Word,
)
from gridhall.issues.rules.states import open_steps, step_words
from gridhall.issues.rules.when import When
from gridhall.issues.service import measures, steps
from gridhall.issues.service.acts import Done

_Take = Callable[[Session, Clerk, IssueRow, Namespace, When], Done]


def take(session: Session, clerk: Clerk, row: IssueRow, args: Namespace, when: When) -> Done:
    """Take the step that was typed, by its code or its Chinese words."""
    typed = args.step.replace("-", "_")
    named = {step_words(step): step for step in STEPS if step != "end_consultation"}
    step = named.get(args.step, typed)
    if step not in STEPS:
        raise UserError(f"没有“{args.step[:20]}”这一步。{offered(row)}")
    return STEPS[step](session, clerk, row, args, when)


def offered(row: IssueRow) -> str:
    """The steps that are open now: sort 梳理、route 分派."""
    open_now = [f"{step} {step_words(step)}" for step in open_steps(row.state) if step in STEPS]
    return f"{row.number} 现在可以：{'、'.join(open_now)}"


def owner_named(session: Session, typed: str, today: date) -> Owner:
    """The one owner that a key, a name or initials mean; else only the words."""
    if not typed.strip() or ":" in typed:
        return Owner.of_key(typed)
    known = owner_choices(session, today)
    exact = [one for one in known if typed.strip() in (one.words, *one.aliases)]
    found = exact or [one for one in known if one.fits(typed)]
    if len(found) > 1:
        named = "、".join(f"{one.words}（{one.owner.key}）" for one in found[:4])
        raise UserError(f"“{typed[:30]}”对得上几个单位：{named}。请写全名称或 {found[0].owner.key}")
    return found[0].owner if found else Owner(name=typed)


def category_named(session: Session, typed: str, today: date) -> int | None:
    """The one leaf category that a code, a name, a resident's word or initials mean."""
    if not typed.strip():
        return None
    known = category_choices(session, today)
    exact = [one for one in known if typed.strip() in (one.code, one.name)]
    found = exact or [one for one in known if one.fits(typed)]
    if len(found) != 1:
        named = "、".join(f"{one.code} {one.name}" for one in found[:5]) or "没有"
        raise UserError(f"“{typed[:30]}”对得上的类别：{named}。请写编号或全名")
    return found[0].id


def place_named(session: Session, typed: str) -> PlaceRow | None:
    """The compound, building or grid that was typed."""
    wanted = search_key(typed)
    if not wanted:
        return None
    for row in place_rows(session):
        plain = search_key(row.words)
        if wanted in (plain, plain.removesuffix("号楼"), search_key(row.compound + row.building)):
            return row
    raise UserError(f"没有地点“{typed[:30]}”。请写小区、小区加楼号，或网格的名称")


def _sort(session: Session, clerk: Clerk, row: IssueRow, args: Namespace, when: When) -> Done:
    place = place_named(session, args.place)
    sorting = Sorting(
        category_named(session, args.category, when.today) or row.category_id,
        args.size or row.size,
        args.manner or row.manner,
        place.grid_id if place else row.grid_id,
        place.compound_id if place else row.compound_id,
        place.building_id if place else row.building_id,
        args.spot or row.spot,
    )
    return steps.sort_issue(session, clerk, row.id, sorting, when)


def _agenda(session: Session, clerk: Clerk, row: IssueRow, args: Namespace, when: When) -> Done:
    return steps.put_on_agenda(session, clerk, [row.id], args.words, when)


def _decline(session: Session, clerk: Clerk, row: IssueRow, args: Namespace, when: When) -> Done:
    into = issue_by_number(session, args.into).id if args.into else None
    kind = args.kind or ("duplicate" if into else "")
    refusal = Refusal(kind, args.words, into)
    return steps.decline(session, clerk, row.id, refusal, when)


def _route(session: Session, clerk: Clerk, row: IssueRow, args: Namespace, when: When) -> Done:
    return steps.route(session, clerk, row.id, _order(session, args, args.route, when), when)


def _take_up(session: Session, clerk: Clerk, row: IssueRow, args: Namespace, when: When) -> Done:
    return steps.take_up(session, clerk, row.id, _order(session, args, None, when), when)


def _order(session: Session, args: Namespace, route: int | None, when: When) -> RouteOrder:
    owner = owner_named(session, args.owner, when.today)
    if args.contact:
        owner = Owner(
            owner.unit_id, owner.organisation_id, owner.agency_id, owner.name, args.contact
        )
    return RouteOrder(route, owner, args.due, why=args.words)


def _whistle(session: Session, clerk: Clerk, row: IssueRow, args: Namespace, when: When) -> Done:
    return steps.whistle(session, clerk, row.id, Whistling(None, args.due, args.words), when)


def _report_in(session: Session, clerk: Clerk, row: IssueRow, args: Namespace, when: When) -> Done:
    return steps.report_in(session, clerk, row.id, Reporting(args.by, args.words), when)


def _verify(session: Session, clerk: Clerk, row: IssueRow, args: Namespace, when: When) -> Done:
    return steps.verify(session, clerk, row.id, Word(args.word, args.by, args.words), when)


def _close(session: Session, clerk: Clerk, row: IssueRow, _args: Namespace, when: When) -> Done:
    return steps.close_issue(session, clerk, row.id, when)


def _due(session: Session, clerk: Clerk, row: IssueRow, args: Namespace, when: When) -> Done:
    if args.due is None:
        raise UserError("请用 --due 写新的办理期限，例如 --due 2026-12-10")
    return steps.set_due(session, clerk, row.id, args.due, args.words, when)


def _said(act: Callable[[Session, Clerk, int, str, When], Done]) -> _Take:
    """A step that is told with words alone."""

    def run(session: Session, clerk: Clerk, row: IssueRow, args: Namespace, when: When) -> Done:
        return act(session, clerk, row.id, args.words, when)

    return run


STEPS: Mapping[str, _Take] = {
    "sort": _sort,
    "put_on_agenda": _agenda,
    "admit": _said(steps.admit),
    "decline": _decline,
    "merge": _decline,
    "route": _route,
    "take_up": _take_up,
    "whistle": _whistle,
    "report_in": _report_in,
    "start": _said(steps.start),
    "resolve": _said(steps.resolve),
    "verify": _verify,
    "close": _close,
    "reject": _said(steps.reject),
    "reopen": _said(steps.reopen),
    "escalate": _said(steps.escalate),
    "due": _due,
    "note": _said(steps.note_down),
    "end_consultation": _said(measures.end_consultation),
}
