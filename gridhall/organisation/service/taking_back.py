"""Taking an act of the organisation back (撤回): every row as it was, or a reason why not."""

import json
from collections.abc import Callable, Iterator
from datetime import date

from sqlalchemy import false, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.images import NotAsLeft
from gridhall.organisation.labels import FINAL_ACTS, act_label, doer
from gridhall.organisation.models import Organisation, OrganisationAction, Seat
from gridhall.organisation.queries.past import in_the_way, past
from gridhall.organisation.service.acts import Acts
from gridhall.organisation.service.broken import check_relations, check_seats
from gridhall.organisation.service.grid_checks import check_grids
from gridhall.organisation.service.guards import refuse_namesake

Touched = set[tuple[str, int]]
Check = Callable[[Session, OrganisationAction, Touched], None]


def take_back(session: Session, clerk: Clerk, action_id: int, today: date) -> int:
    """Take any act of the organisation back, bit for bit; the id of the taking back.

    Raises UserError if it was taken back already, or names what was done since.
    """
    action = session.get(OrganisationAction, action_id)
    if action is None:
        raise UserError("没有这条记录，请在经过里核对")
    words = act_label(action.kind)
    require(clerk, doer(action.kind), f"撤回“{words}”")
    if action.undone_by is not None or action.undo_of is not None:
        raise UserError("这一项已经撤回过，不用再撤")
    if action.kind in FINAL_ACTS:
        raise UserError(f"{action.detail}：不能撤回，请在组织层级的设置里改回去")
    later = built_on(session, action)
    if later:
        raise UserError(_since(action, later))
    acts = Acts(
        session, clerk, "undone", action.happened_on, max(today, action.happened_on),
        organisation_id=action.organisation_id, other_id=action.other_id,
        grid_id=action.grid_id, undo_of=action.id,
    )  # fmt: skip
    touched = _put_back(session, action, acts)
    for check in CHECKS:
        check(session, action, touched)
    action.undone_by = acts.id
    said = {"before": {"act": words, "what": action.detail}}
    record(session, clerk, "organisation.undo", ("organisation_action", action.id), said)
    return acts.close(f"撤回{words}：{action.detail}")


def built_on(session: Session, action: OrganisationAction) -> list[OrganisationAction]:
    """The later acts, not taken back, on the same columns of the same rows; the latest first."""
    mine = _fields(action.images)
    query = (
        select(OrganisationAction)
        .where(OrganisationAction.id > action.id)
        .where(OrganisationAction.undone_by.is_(None), OrganisationAction.undo_of.is_(None))
        .order_by(OrganisationAction.id.desc())
    )
    if len(mine) <= _FEW:  # else reading them all is no slower than looking for each
        marks = [f'"table": "{table}", "id": {row_id}, ' for table, row_id in mine]
        images = OrganisationAction.images
        query = query.where(or_(false(), *(images.contains(m, autoescape=True) for m in marks)))
    return [one for one in session.scalars(query) if _share(mine, _fields(one.images))]


_FEW = 50  # rows


def _put_back(session: Session, action: OrganisationAction, acts: Acts) -> Touched:
    try:
        with session.begin_nested():
            return acts.put_back(action.images)
    except (NotAsLeft, IntegrityError):
        later = select(OrganisationAction).where(OrganisationAction.id > action.id)
        final = session.scalars(later.where(OrganisationAction.kind.in_(FINAL_ACTS)))
        raise UserError(_since(action, list(final))) from None


def _since(action: OrganisationAction, later: list[OrganisationAction]) -> str:
    told = [f"{one.happened_on} {act_label(one.kind)}（{one.detail}）" for one in later[:3]]
    since = "、".join(told) or "别的变动"
    return f"不能撤回（{action.detail}）：之后又办了{since}。请先撤回后来的，再撤这一项"


_Fields = dict[tuple[str, int], set[str] | None]  # None: the whole row


def _fields(images: str) -> _Fields:
    found: _Fields = {}
    for noted in json.loads(images):
        key = (noted["table"], noted["id"])
        known = found.get(key, set())
        whole = noted["before"] is None or noted["after"] is None or known is None
        found[key] = None if whole else {*(known or ()), *noted["after"]}
    return found


def _share(mine: _Fields, theirs: _Fields) -> bool:
    return any(_meet(mine[key], theirs[key]) for key in mine.keys() & theirs.keys())


def _meet(mine: set[str] | None, theirs: set[str] | None) -> bool:
    return mine is None or theirs is None or bool(mine & theirs)


def _check_tree(session: Session, action: OrganisationAction, touched: Touched) -> None:
    """The tree holds on every day, and nobody is left in what never was."""
    rows = list(_organisations(session, touched))
    if not rows:
        return
    try:
        for row in rows:
            _refuse_left(session, row)
        past(session).refuse_faults([row.id for row in rows])
    except UserError as error:
        raise UserError(f"不能撤回（{action.detail}）：{error}") from None


def _refuse_left(session: Session, row: Organisation) -> None:
    if row.ended_on is None:
        refuse_namesake(session, row)
        return
    left = in_the_way(session, row.id, row.ended_on)
    if row.ended_on == row.founded_on:  # what was founded and is taken back never was
        left += _named(session, row.id)
    if left:
        raise UserError(f"“{row.name}”里已经有 {'、'.join(left)}")


def _named(session: Session, organisation_id: int) -> list[str]:
    """What else names an organisation that never was."""
    seats = select(func.count()).where(
        Seat.organisation_id == organisation_id, Seat.ended_on.is_(None)
    )
    merged = select(func.count()).where(Organisation.merged_into == organisation_id)
    has = ((session.scalar(seats), "{} 个席位"), (session.scalar(merged), "{} 个并进来的组织"))
    return [words.format(count) for count, words in has if count]


def _organisations(session: Session, touched: Touched) -> Iterator[Organisation]:
    for table, row_id in sorted(touched):
        if table == "organisation":
            yield session.get_one(Organisation, row_id)


CHECKS: list[Check] = [_check_tree, check_seats, check_relations, check_grids]
