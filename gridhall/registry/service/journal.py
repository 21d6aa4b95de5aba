"""One act of the desk on the register: rows touched are kept before and after, to be taken back."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import Table, inspect, or_, select, update
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.base import Base
from gridhall.registry.labels import event_label
from gridhall.registry.models import Household, Membership, Person, PersonEvent, RegisterAction
from gridhall.registry.rules.kinship import HEAD

Row = TypeVar("Row", bound=Base)
Image = dict[str, Any]
_UNSEEN = frozenset({"version", "id"})  # no state of the register


class Journal:
    """Writes rows for one action and remembers what they were."""

    def __init__(self, session: Session, clerk: Clerk, action: RegisterAction) -> None:
        self.session, self.clerk, self.action = session, clerk, action
        self._images: list[dict[str, Any]] = []
        session.add(action)
        session.flush()

    def add(self, row: Row) -> Row:
        """Insert a row."""
        self.session.add(row)
        self.session.flush()
        self._note(row, None, image(row))
        return row

    def change(self, row: Row, **values: Any) -> Row:
        """Set columns of a row."""
        before = image(row)
        if isinstance(row, Person) and set(values) == {"status"}:
            self._mark(row, values["status"])
        else:
            for name, value in values.items():
                setattr(row, name, value)
            self.session.flush()
        after = image(row)
        changed = [name for name in after if after[name] != before[name]]
        if changed:
            self._note(row, {n: before[n] for n in changed}, {n: after[n] for n in changed})
        return row

    def _mark(self, person: Person, status: str) -> None:
        """Nobody edited the card: its version stays, an edit under way is not refused."""
        marked = update(Person).where(Person.id == person.id).values(status=status)
        self.session.execute(marked)
        self.session.refresh(person, ["status"])

    def remove(self, row: Base) -> None:
        """Delete a row; only of tables nothing refers to."""
        before = image(row)
        self._note(row, before, None)
        self.session.delete(row)
        self.session.flush()

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
        self.action.images = json.dumps(self._images, ensure_ascii=False)
        self.session.flush()
        return self.action

    def _note(self, row: Base, before: Image | None, after: Image | None) -> None:
        table = row.__table__.name  # type: ignore[attr-defined]
        key = inspect(row).identity
        assert key is not None
        self._images.append({"table": table, "id": key[0], "before": before, "after": after})


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


def image(row: Base) -> Image:
    """A row's columns as JSON keeps them."""
    columns = inspect(row).mapper.columns
    return {
        column.key: _plain(getattr(row, column.key))
        for column in columns
        if column.key not in _UNSEEN
    }


def put_back(session: Session, action: RegisterAction, undo: Journal) -> set[tuple[str, int]]:
    """Put every row of the action back as it was, the last touched first; says which rows.

    Raises UserError naming what was done since, if a row is no longer as the action left it.
    """
    touched = set()
    for noted in reversed(json.loads(action.images)):
        table = Base.metadata.tables[noted["table"]]
        row = session.get(mapped_to(table), noted["id"])
        if not _is_as_left(row, noted["after"]):
            raise UserError(built_on(session, action))
        if row is not None and noted["before"] is None:
            _take_away(row, undo)
        elif row is None:
            undo.add(mapped_to(table)(**{"id": noted["id"], **_values(table, noted["before"])}))
        else:
            undo.change(row, **_values(table, noted["before"]))
        touched.add((noted["table"], noted["id"]))
    return touched


def _take_away(row: Base, undo: Journal) -> None:
    """A row that was added goes again; a household stays, ended on the day it was opened."""
    if isinstance(row, Household):
        undo.change(row, ended_on=row.established_on)
    else:
        undo.remove(row)


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


def _is_as_left(row: Base | None, after: Mapping[str, Any] | None) -> bool:
    if row is None or after is None:
        return (row is None) == (after is None)
    now = image(row)
    return all(now[name] == value for name, value in after.items())


def action_of(session: Session, request_key: str) -> int | None:
    """The action this very request has done already; "" is no request."""
    if not request_key:
        return None
    known = select(RegisterAction.id).where(RegisterAction.request_key == request_key)
    return session.scalar(known)


def mapped_to(table: Table) -> type[Base]:
    """The model whose rows a table keeps."""
    mappers = Base.registry.mappers
    return next(mapper.class_ for mapper in mappers if mapper.local_table is table)


def _values(table: Table, kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _typed(table.c[name].type.python_type, value) for name, value in kept.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _typed(kind: type, value: Any) -> Any:
    if value is None or not issubclass(kind, date):
        return value
    parsed: date = kind.fromisoformat(value)
    return parsed
