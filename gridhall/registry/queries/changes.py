"""Reads of what was done to the register: a person's, a household's, a day's changes."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from gridhall.registry.labels import event_label
from gridhall.registry.models import Person, PersonEvent, RegisterAction


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A change as a history shows it; `id` is None for what no action stands behind."""

    id: int | None
    kind: str
    happened_on: date
    reported_on: date | None
    recorded_at: datetime
    clerk_name: str
    reason: str
    paper: str
    detail: str
    is_undone: bool
    person_id: int = 0
    person_name: str = ""

    @property
    def label(self) -> str:
        """The change in words."""
        return event_label(self.kind)

    @property
    def can_be_undone(self) -> bool:
        """Whether taking it back may be tried."""
        final = ("undone", "anonymised")  # what was emptied is nowhere any more
        return self.id is not None and not self.is_undone and self.kind not in final


def actions_of(session: Session, person_id: int) -> list[ActionRow]:
    """What happened to a person, the latest first, on records merged into theirs as well."""
    merged = select(Person.id).where(Person.merged_into == person_id)
    return _actions(
        session, or_(PersonEvent.person_id == person_id, PersonEvent.person_id.in_(merged))
    )


def household_actions(session: Session, household_id: int) -> list[ActionRow]:
    """What happened in a household, the latest first; a row for each person concerned."""
    came = PersonEvent.to_household_id == household_id
    went = PersonEvent.from_household_id == household_id
    return _actions(session, or_(came, went))


def _actions(session: Session, which: ColumnElement[bool]) -> list[ActionRow]:
    query = (
        select(PersonEvent, RegisterAction, Person.name)
        .join(Person, Person.id == PersonEvent.person_id)
        .outerjoin(RegisterAction, RegisterAction.id == PersonEvent.action_id)
        .where(which)
        .order_by(PersonEvent.happened_on.desc(), PersonEvent.id.desc())
    )
    return [_row(*found) for found in session.execute(query)]


def _row(event: PersonEvent, action: RegisterAction | None, name: str) -> ActionRow:
    return ActionRow(
        id=action.id if action else None,
        kind=event.kind,
        happened_on=event.happened_on,
        reported_on=action.reported_on if action else None,
        recorded_at=event.recorded_at,
        clerk_name=event.clerk_name,
        reason=action.reason if action else "",
        paper=action.paper if action else "",
        detail=event.detail,
        is_undone=action is not None and action.undone_by is not None,
        person_id=event.person_id,
        person_name=name,
    )
