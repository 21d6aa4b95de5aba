"""What somebody else made of a record while a form stood open (两人同时改一份档案)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks import queries as trail
from gridhall.registry.models import Person, PersonEvent
from gridhall.registry.queries.residents import stored_draft
from gridhall.registry.rules import ResidentDraft
from gridhall.registry.rules.merging import NUMBERS, Theirs, my_changes

_EDITS = frozenset({"person.change", "household.relation"})


def edit_mark(session: Session) -> int:
    """Where the trail stands as a form is opened; what comes after it is somebody else's."""
    return trail.head(session).seq


def theirs_since(session: Session, person_id: int, base: ResidentDraft, mark: int) -> Theirs:
    """Who changed the record since, when, and each field before and after.

    `base` is what the form began with, `mark` where the trail stood then.
    """
    now = stored_draft(session, person_id)
    after = {name: getattr(now, name) for name in my_changes(base, now)}
    before = {name: getattr(base, name) for name in after}
    name, when = "", datetime.min
    for row in trail.record_history(session, "person", person_id):
        if row.seq > mark and row.action in _EDITS:
            name, when = row.clerk_name, datetime.fromisoformat(row.recorded_at)
            _add_numbers(before, after, row.before, row.after)
    if not name:
        name, when = _last_teller(session, person_id)
    version = session.get_one(Person, person_id).version
    return Theirs(name, when, before, after, version)


def _add_numbers(
    before: dict[str, Any], after: dict[str, Any], was: Mapping[str, Any], now: Mapping[str, Any]
) -> None:
    """A number is not in the form; what the trail says of it counts."""
    for field in NUMBERS:
        if field in now:
            before.setdefault(field, was.get(field))
            after[field] = now[field]


def _last_teller(session: Session, person_id: int) -> tuple[str, datetime]:
    """Whoever last did something to the person: a change of the register, no edit of the card."""
    told = select(PersonEvent).where(PersonEvent.person_id == person_id)
    last = session.scalars(told.order_by(PersonEvent.id.desc()).limit(1)).one()
    return last.clerk_name, last.recorded_at
