"""Carries the changes of a ledger out, all in the import's one transaction, in date order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.exchange.service.sheet import Batch
from gridhall.places.service import find_or_add_dwellings
from gridhall.registry import queries
from gridhall.registry.models import Household, Person
from gridhall.registry.rules import ResidentDraft
from gridhall.registry.rules.changes import NEW, Change, Target
from gridhall.registry.service.acts import Birth, register_birth
from gridhall.registry.service.arrivals import register_arrival
from gridhall.registry.service.changes import carry_out
from gridhall.registry.sheets.moves.check import moves_of
from gridhall.registry.sheets.moves.ready import Move, ReadyMove
from gridhall.registry.sheets.undo import act_key

_REFUSED = "第 {rows} 行没有办成：{why}。整张表都没有存，请改好再导入"


def store_moves(
    session: Session, batch: Batch, ready: Sequence[ReadyMove], progress: Progress
) -> int:
    """Carry every change out; says how many rows."""
    moves = moves_of(ready)
    hand = _Hand(session, batch)
    for number, move in enumerate(moves, 1):
        try:
            hand.carry_out(move, number)
        except UserError as problem:
            rows, why = "、".join(map(str, move.rows)), str(problem).rstrip("。")
            raise UserError(_REFUSED.format(rows=rows, why=why)) from None
        progress.report(number, len(moves))
    return len(ready)


class _Hand:
    """Knows who the ledger's own people and households have become."""

    def __init__(self, session: Session, batch: Batch) -> None:
        self._session, self._batch = session, batch
        self._today: date = batch.at.astimezone().date()
        self._people: dict[int, int] = {}
        self._homes: dict[int, int] = {}

    def carry_out(self, move: Move, number: int) -> None:
        """One change, with those and the door it needs."""
        key = act_key(self._batch, number)
        if move.change.kind == "born" and move.newcomers:
            self._birth(move, key)
            return
        for temporary, draft in move.newcomers.items():
            self._arrive(temporary, draft)
        change = replace(self._real(move), request_key=key)
        done = carry_out(self._session, self._batch.clerk, change, self._today)
        opened = change.target is not None and change.target.household_id == NEW
        if opened and done.household_id is not None:
            self._homes[move.opens] = done.household_id
            self._mark(Household, done.household_id)

    def _birth(self, move: Move, key: str) -> None:
        ((temporary, draft),) = move.newcomers.items()
        change = self._real(move)
        assert change.target is not None
        home = queries.home_standing(self._session, [change.target.household_id])
        head = home[change.target.household_id].head
        assert head is not None
        child = replace(
            draft,
            relation=move.change.movers[temporary],
            household_id=change.target.household_id,
            request_key=key,
        )
        birth = Birth(child, head.person_id, "", change.reported_on, change.reason, change.paper)
        person_id, _ = register_birth(self._session, self._batch.clerk, birth, self._today)
        self._people[temporary] = person_id
        self._mark(Person, person_id)

    def _arrive(self, temporary: int, draft: ResidentDraft) -> None:
        row = register_arrival(self._session, self._batch.clerk, draft, self._today)
        self._people[temporary] = row.id
        self._mark(Person, row.id)

    def _mark(self, table: type[Person] | type[Household], row_id: int) -> None:
        """What the batch brought goes with it; nobody edited the row, so its version stays."""
        marked = update(table).where(table.id == row_id).values(batch_id=self._batch.id)
        self._session.execute(marked)
        self._session.refresh(self._session.get_one(table, row_id), ["batch_id"])

    def _real(self, move: Move) -> Change:
        """The change with the ids the hall knows."""
        change, people = move.change, self._people
        target = change.target
        if target is not None:
            target = self._target(target, move)
        reason = "；".join(
            filter(None, (change.reason, f"迁往{move.gone_to}" if move.gone_to else ""))
        )
        return replace(
            change,
            movers={people.get(who, who): word for who, word in change.movers.items()},
            relations=_known(change.relations, people),
            facts={people.get(who, who): facts for who, facts in change.facts.items()},
            moves={
                self._homes.get(home, home): self._target(there, move)
                for home, there in change.moves.items()
            },
            target=target,
            reason=reason[:200],
        )

    def _target(self, target: Target, move: Move) -> Target:
        if target.household_id != NEW:
            return replace(
                target, household_id=self._homes.get(target.household_id, target.household_id)
            )
        if move.door is None:
            return target
        doors = find_or_add_dwellings(self._session, [move.door], self._batch.id)
        return replace(target, dwelling_id=doors[move.door], address=move.door.short)


def _known(relations: Mapping[int, str], people: Mapping[int, int]) -> dict[int, str]:
    return {people.get(who, who): word for who, word in relations.items()}
