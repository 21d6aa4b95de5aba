"""What is done to the tree: found, change, move, dissolve; merging and taking back beside it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.organisation.labels import FIELDS
from gridhall.organisation.models import Organisation, Seat
from gridhall.organisation.queries.levels import level_at
from gridhall.organisation.queries.past import in_the_way, members_in, past
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.drafts import (
    DraftProblems,
    FieldProblem,
    OrganisationDraft,
    check_organisation,
    refusal,
)
from gridhall.organisation.rules.kinds import kind_of
from gridhall.organisation.rules.members import refuse_members_in
from gridhall.organisation.rules.titles import TITLES
from gridhall.organisation.rules.tree import Tree, words
from gridhall.organisation.service.acts import Acts, done_before
from gridhall.organisation.service.guards import (
    end_seats,
    refuse_before_founded,
    refuse_move,
    refuse_namesake,
    refuse_stale,
    standing,
)
from gridhall.organisation.service.merging import merge
from gridhall.organisation.service.taking_back import take_back
from gridhall.places.models import Building, Compound, Dwelling

__all__ = [
    "DraftProblems",
    "FieldProblem",
    "OrganisationDraft",
    "arrange",
    "change",
    "dissolve",
    "found",
    "merge",
    "move",
    "shift",
    "take_back",
]

_KEPT = (
    "kind", "level", "name", "short_name", "address", "phone", "note", "founded_on",
    "compound_id", "building_id", "dwelling_id", "term_until",
)  # fmt: skip
_UNDATED = ("address", "phone", "note", "founded_on", "dwelling_id", "term_until")


def found(
    session: Session, clerk: Clerk, draft: OrganisationDraft, today: date, request_key: str = ""
) -> int:
    """Found an organisation (成立) with the seats its level begins with; its id."""
    require(clerk, Role.SUPERVISOR, "成立组织")
    before = done_before(session, request_key)
    if before is not None and before.organisation_id is not None:
        return before.organisation_id
    draft = _checked(session, draft, today)
    day = draft.founded_on or today
    acts = Acts(session, clerk, "found", day, today, request_key=request_key)
    values = {name: getattr(draft, name) for name in _KEPT}
    place = _next_place(session, draft.parent_id)
    row = acts.add(Organisation(parent_id=draft.parent_id, place=place, **values))
    refuse_namesake(session, row)
    _refuse_before_parent(session, row)
    _add_seats(acts, row)
    acts.action.organisation_id, acts.action.other_id = row.id, draft.parent_id
    acts.close(f"{_below(session, draft.parent_id)}成立“{row.name}”")
    record(session, clerk, "organisation.found", ("organisation", row.id), {"after": _said(values)})
    return row.id


def change(  # noqa: PLR0913  whose act, on what, from which form, and today
    session: Session,
    clerk: Clerk,
    organisation_id: int,
    draft: OrganisationDraft,
    version: int,
    today: date,
) -> int:
    """Change what is kept of an organisation (修改、更名); the act's id. Moving is move()."""
    require(clerk, Role.SUPERVISOR, "修改组织")
    row = standing(session, organisation_id)
    refuse_stale(row, version)
    draft = _checked(session, replace(draft, parent_id=row.parent_id), today)
    before = {name: getattr(row, name) for name in _KEPT}
    after = {name: getattr(draft, name) for name in _KEPT}
    if before == after:
        raise UserError("没有改动，不用保存")
    refuse_members_in(draft.kind, draft.name, members_in(session, [row.id]))
    kind = "rename" if before["name"] != after["name"] and not draft.correction else "change"
    acts = Acts(
        session, clerk, kind, draft.changed_on or today, today, organisation_id=organisation_id
    )
    _write(acts, row, after, correction=draft.correction)
    refuse_namesake(session, row)
    past(session).refuse_faults([row.id])
    changed = {name: value for name, value in after.items() if before[name] != value}
    said = {"before": _said({name: before[name] for name in changed}), "after": _said(changed)}
    record(session, clerk, "organisation.change", ("organisation", row.id), said)
    was = before["name"]
    return acts.close(f"“{was}”更名为“{row.name}”" if kind == "rename" else f"修改“{row.name}”")


def _write(acts: Acts, row: Organisation, after: dict[str, Any], *, correction: bool) -> None:
    if correction:
        acts.change(row, **after)
        return
    acts.change(row, **{name: after[name] for name in _UNDATED})
    refuse_before_founded(row, acts.day)
    acts.change_dated(row, **{name: after[name] for name in after if name not in _UNDATED})


def move(  # noqa: PLR0913  whose act, what under what, when, and today
    session: Session,
    clerk: Clerk,
    ids: Collection[int],
    parent_id: int | None,
    day: date,
    today: date,
) -> int:
    """Put organisations with all below them under another parent from a day on; the act's id.

    `parent_id` None makes them the top. Raises UserError for a circle on any day since.
    """
    require(clerk, Role.SUPERVISOR, "移动组织")
    now = tree(session)
    refuse_move(now, ids, parent_id)
    tops = [one for one in now.tops(ids) if now.nodes[one].parent_id != parent_id]
    if not tops:
        raise UserError("要移动的组织已经在这个上级下面，不用移")
    acts = Acts(session, clerk, "move", day, today, organisation_id=tops[0], other_id=parent_id)
    place = _next_place(session, parent_id)
    for step, one in enumerate(tops):
        row = session.get_one(Organisation, one)
        refuse_before_founded(row, day)
        was = row.parent_id
        acts.change_dated(row, parent_id=parent_id, place=place + step)
        refuse_namesake(session, row)
        said: dict[str, dict[str, Any]] = {
            "before": {"parent": _name(now, was)},
            "after": {"parent": _name(now, parent_id), "on": day},
        }
        record(session, clerk, "organisation.move", ("organisation", one), said)
    past(session).refuse_faults(tops, day)
    moved = words([now.nodes[one].name for one in tops])
    return acts.close(f"“{moved}”移到" + (_named(session, parent_id) if parent_id else "最上层"))


def arrange(session: Session, clerk: Clerk, ids: Sequence[int], today: date) -> int:
    """Put the children of one parent in this order; the act's id. The order has no past."""
    require(clerk, Role.SUPERVISOR, "排顺序")
    rows = [standing(session, one) for one in dict.fromkeys(ids)]
    if not rows or len({row.parent_id for row in rows}) > 1:
        raise UserError("请选同一个上级下面的组织来排顺序")
    acts = Acts(session, clerk, "arrange", today, today, organisation_id=rows[0].parent_id)
    places = sorted(row.place for row in rows)
    if len(set(places)) < len(places):
        places = list(range(1, len(rows) + 1))
    for place, row in zip(places, rows, strict=True):
        acts.change(row, place=place)
    named = words([row.name for row in rows])
    said = {"after": {"what": named}}
    record(session, clerk, "organisation.arrange", ("organisation", rows[0].parent_id), said)
    return acts.close(f"排顺序：{named}")


def shift(session: Session, clerk: Clerk, organisation_id: int, by: int, today: date) -> int:
    """One place up (-1) or down (1) beside those of the same parent; the act's id."""
    row = standing(session, organisation_id)
    query = select(Organisation.id).where(
        Organisation.parent_id == row.parent_id, Organisation.ended_on.is_(None)
    )
    ids = list(session.scalars(query.order_by(Organisation.place, Organisation.id)))
    here = ids.index(row.id)
    there = here + by
    if not 0 <= there < len(ids):
        raise UserError(f"“{row.name}”已经排在最{'前' if by < 0 else '后'}，不用再移")
    ids[here], ids[there] = ids[there], ids[here]
    return arrange(session, clerk, ids, today)


def dissolve(session: Session, clerk: Clerk, organisation_id: int, day: date, today: date) -> int:
    """Dissolve an organisation (撤销) that has nothing in it any more; the act's id."""
    require(clerk, Role.SUPERVISOR, "撤销组织")
    row = standing(session, organisation_id)
    refuse_before_founded(row, day)
    has = in_the_way(session, organisation_id, day)
    if has:
        raise UserError(
            f"“{row.name}”在 {day} 还有 {'、'.join(has)}，不能撤销。"
            "请先移走，或用“合并”并到别的组织"
        )
    acts = Acts(session, clerk, "dissolve", day, today, organisation_id=organisation_id)
    end_seats(acts, organisation_id, "组织撤销")
    acts.change(row, ended_on=day)
    said = {"after": {"ended_on": day}}
    record(session, clerk, "organisation.dissolve", ("organisation", row.id), said)
    return acts.close(f"撤销“{row.name}”")


def _checked(session: Session, draft: OrganisationDraft, today: date) -> OrganisationDraft:
    """The draft in its stored form, with a parent that is there and places that are known."""
    kept = check_organisation(draft, today)
    if kept.parent_id is not None:
        standing(session, kept.parent_id)
    if kept.level is not None and level_at(session, kept.level) is None:
        raise refusal("level", "本厅没有这一级，请从列表里选层级")
    for field, table in _PLACES.items():
        chosen = getattr(kept, field)
        if chosen is not None and session.get(table, chosen) is None:
            raise refusal(field, f"没有这个{FIELDS[field]}，请从列表里选")
    return kept


_PLACES: dict[str, type[Compound] | type[Building] | type[Dwelling]] = {
    "compound_id": Compound,
    "building_id": Building,
    "dwelling_id": Dwelling,
}


def _next_place(session: Session, parent_id: int | None) -> int:
    """The last place among the children of a parent."""
    under = (
        Organisation.parent_id.is_(None)
        if parent_id is None
        else (Organisation.parent_id == parent_id)
    )
    return (session.scalar(select(func.max(Organisation.place)).where(under)) or 0) + 1


def _add_seats(acts: Acts, row: Organisation) -> None:
    """The seats that the level's setting says a new organisation begins with."""
    level = level_at(acts.session, row.level)
    for place, code in enumerate(level.seats if level else (), 1):
        title = TITLES.get(code)
        if title is not None:
            seat = Seat(organisation_id=row.id, title=code, name=title.name, place=place)
            seat.created_on = row.founded_on
            acts.add(seat)


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """What the trail says of an organisation: what there is, without keys of other rows."""
    said = {name: value for name, value in values.items() if not name.endswith("_id")}
    return said | ({"kind": kind_of(said["kind"]).name} if "kind" in said else {})


def _name(now: Tree, organisation_id: int | None) -> str:
    return "" if organisation_id is None else now.nodes[organisation_id].name


def _refuse_before_parent(session: Session, row: Organisation) -> None:
    """A new organisation has no past: all there is to ask is whether its parent was there."""
    if row.parent_id is None or row.founded_on is None:
        return
    founded = session.get_one(Organisation, row.parent_id).founded_on
    if founded is None or founded > row.founded_on:
        past(session).refuse_faults([row.id])


def _named(session: Session, organisation_id: int) -> str:
    return f"“{session.get_one(Organisation, organisation_id).name}”下"


def _below(session: Session, parent_id: int | None) -> str:
    return f"在{_named(session, parent_id)}" if parent_id is not None else ""
