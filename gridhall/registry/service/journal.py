"""One act of the desk on the register: rows touched are kept before and after, to be taken back."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.base import Base
from gridhall.db.images import Images, NotAsLeft, image, rows_in
from gridhall.registry.labels import event_label
from gridhall.registry.models import Household, Membership, Person, PersonEvent, RegisterAction
from gridhall.registry.rules.kinship import HEAD


class Journal(Images):
    """Writes rows for one action and remembers what they were."""

    def __init__(self, session: Session, clerk: Clerk, action: RegisterAction) -> None:
        super().__init__(session)
        self.clerk, self.action = clerk, action
        session.add(action)
        session.flush()

    @classmethod
    def again(cls, session: Session, clerk: Clerk, action: RegisterAction) -> "Journal":
        """Go on with an action that was closed: what is added is part of it."""
        journal = cls(session, clerk, action)
        journal._noted = json.loads(action.images)
        return journal

    def leave(self, person: Person, **values: Any) -> None:
        """What taking the action back makes of a person, other than what they were before it."""
        now = image(person)
        for noted in self._noted:
            if (noted["table"], noted["id"]) == ("person", person.id):
                noted["before"] |= values
                noted["after"] |= {name: now[name] for name in values}

    def take_away(self, row: Base) -> None:
        """A row that was added goes again; a household stays, ended on the day it was opened."""
        if isinstance(row, Household):
            self.change(row, ended_on=row.established_on)
        else:
            self.remove(row)

    def _write(self, row: Base, values: Mapping[str, Any]) -> None:
        """A status alone is a mark: nobody edited the card, an edit under way is not refused."""
        if isinstance(row, Person) and set(values) == {"status"}:
            marked = update(Person).where(Person.id == row.id).values(status=values["status"])
            self.session.execute(marked)
            self.session.refresh(row, ["status"])
        else:
            super()._write(row, values)

    def tell(
        self,
        person_id: int,
        detail: str,
        homes: tuple[int | None, int | None] = (None, None),
        kind: str = "",
    ) -> None:
        """Write down what happened to a person; `homes` is where from and where to."""
        self.session.add(
            PersonEvent(
                person_id=person_id,
                kind=kind or self.action.kind,
                happened_on=self.action.happened_on,
                recorded_at=self.action.recorded_at,
                clerk_name=self.clerk.name,
                detail=detail,
                action_id=self.action.id,
                from_household_id=homes[0],
                to_household_id=homes[1],
            )
        )

    def close(self) -> RegisterAction:
        """Keep the images with the action."""
        self.action.images = self.kept()
        self.session.flush()
        return self.action


def open_action(kind: str, clerk: Clerk, days: tuple[date, date], **said: Any) -> RegisterAction:
    """A new action; `days` are when it happened and when it was reported."""
    return RegisterAction(
        kind=kind,
        happened_on=days[0],
        reported_on=days[1],
        recorded_at=datetime.now(UTC),
        clerk_name=clerk.name,
        **said,
    )


def rows_of(action: RegisterAction, table: str) -> list[int]:
    """Which rows of a table an action touched."""
    return rows_in(action.images, table)


def put_back(session: Session, action: RegisterAction, undo: Journal) -> set[tuple[str, int]]:
    """Put every row of the action back as it was, the last touched first; says which rows.

    Raises UserError naming what was done since, if a row is no longer as the action left it.
    """
    try:
        return undo.put_back(action.images)
    except NotAsLeft:
        raise UserError(built_on(session, action)) from None


def built_on(session: Session, action: RegisterAction) -> str:
    """The sentence that says what was done to the same people and households since."""
    mine = select(PersonEvent.person_id, PersonEvent.from_household_id)
    rows = session.execute(
        mine.add_columns(PersonEvent.to_household_id).where(PersonEvent.action_id == action.id)
    ).all()
    people, homes = {row[0] for row in rows}, {one for row in rows for one in row[1:] if one}
    concerned = or_(
        PersonEvent.person_id.in_(people),
        PersonEvent.from_household_id.in_(homes),
        PersonEvent.to_household_id.in_(homes),
    )
    later = (
        select(RegisterAction)
        .join(PersonEvent, PersonEvent.action_id == RegisterAction.id)
        .where(concerned, RegisterAction.id > action.id)
        .where(RegisterAction.undone_by.is_(None), RegisterAction.undo_of.is_(None))
        .order_by(RegisterAction.id.desc())
        .distinct()
    )
    since = [f"{one.happened_on} {event_label(one.kind)}" for one in session.scalars(later)]
    told = "、".join(since[:5]) or "对档案的修改"
    return f"不能撤回{event_label(action.kind)}：之后又办了{told}。请先撤回后来的，再撤这一项"


def refuse_broken(session: Session, action: RegisterAction, household_ids: Collection[int]) -> None:
    """After taking back: on every day each household has one head, and none has people too early.

    Somebody may have joined since what is taken back is what they joined.
    """
    held = select(Membership).where(Membership.household_id.in_(household_ids))
    by_home: dict[int, list[Membership]] = defaultdict(list)
    for one in session.scalars(held):
        if one.until is None or one.since is None or one.since < one.until:
            by_home[one.household_id].append(one)
    for household_id, rows in by_home.items():
        home = session.get_one(Household, household_id)
        if _is_void(home) or not all(_one_head(rows, one.since) for one in rows):
            raise UserError(built_on(session, action))


def _is_void(home: Household) -> bool:
    return home.ended_on is not None and home.ended_on == home.established_on


def _one_head(rows: Sequence[Membership], since: date | None) -> bool:
    """Whether there was one head when somebody came, and when somebody went."""
    day = since or date.min
    here = [r for r in rows if (r.since or date.min) <= day and (r.until or date.max) > day]
    after = [r.until for r in rows if r.until is not None]
    return _heads(here) == 1 and all(
        _heads(staying) == 1
        for left in after
        if (staying := [
            r for r in rows if (r.since or date.min) <= left and (r.until or date.max) > left
        ])
    )  # fmt: skip


def _heads(rows: Sequence[Membership]) -> int:
    return sum(one.relation == HEAD for one in rows)


def action_of(session: Session, request_key: str) -> int | None:
    """The action this very request has done already; "" is no request."""
    if not request_key:
        return None
    known = select(RegisterAction.id).where(RegisterAction.request_key == request_key)
    return session.scalar(known)
