"""Stores the items and claims of a workbook, many rows at once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.exchange.service.sheet import Batch
from gridhall.organisation.sheets.writing import add_rows, iso, next_id
from gridhall.papers.service import skip_numbers
from gridhall.pledges.models import Claim, ListItem
from gridhall.pledges.rules.states import Part, item_state
from gridhall.pledges.service.index import index_items
from gridhall.pledges.service.items import spell_number
from gridhall.pledges.sheets.ready import PledgeRow

_ITEM = (
    "id", "number", "kind", "title", "content", "category_id", "quantity", "measure", "state",
    "organisation_id", "unit_id", "proposer", "compound_id", "grid_id", "spot", "is_practical",
    "money_fen", "opened_on", "due_on", "ended_on", "batch_id",
)  # fmt: skip
_CLAIM = (
    "item_id", "direction", "unit_id", "organisation_id", "quantity", "state", "claimed_on",
    "where_claimed", "delivered_on", "confirmed_on", "served", "stars", "clerk_name",
)  # fmt: skip


def store_pledges(
    session: Session, batch: Batch, ready: Sequence[PledgeRow], progress: Progress
) -> int:
    """Write them down; says how many items."""
    first = next_id(session, ListItem)
    numbers = _numbers(session, ready)
    rows = [
        _item(row_id, number, one, batch)
        for row_id, number, one in zip(
            range(first, first + len(ready)), numbers, ready, strict=True
        )
    ]
    add_rows(session, ListItem, _ITEM, rows)
    progress.report(1, 3)
    claims = [
        row for item_id, one in enumerate(ready, first) for row in _claims(item_id, one, batch)
    ]
    add_rows(session, Claim, _CLAIM, claims)
    progress.report(2, 3)
    index_items(session, range(first, first + len(ready)))
    progress.report(1, 1)
    return len(ready)


def _numbers(session: Session, ready: Sequence[PledgeRow]) -> list[str]:
    """A number for each row, in the order of the sheet, a series for each list and year."""
    keys = [(one.draft.kind, _day(one).year) for one in ready]
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for key in keys:
        counts[key] += 1
    following = {
        (kind, year): skip_numbers(session, f"pledge-{kind}", str(year), many)
        for (kind, year), many in sorted(counts.items())
    }
    numbers = []
    for kind, year in keys:
        numbers.append(spell_number(kind, year, following[kind, year]))
        following[kind, year] += 1
    return numbers


def _day(one: PledgeRow) -> Any:
    assert one.draft.opened_on is not None  # check_item filled it in
    return one.draft.opened_on


def _item(row_id: int, number: str, one: PledgeRow, batch: Batch) -> tuple[Any, ...]:
    draft = one.draft
    state = item_state(draft.quantity, [Part(part.quantity, one.state) for part in one.taken])
    ended = one.done_on if state == "confirmed" else None
    return (
        row_id, number, draft.kind, draft.title, draft.content, draft.category_id, draft.quantity,
        draft.measure, state, draft.organisation_id, draft.unit_id, draft.proposer,
        draft.compound_id, draft.grid_id, draft.spot, int(draft.is_practical), draft.money_fen,
        iso(_day(one)), iso(draft.due_on), iso(ended), batch.id,
    )  # fmt: skip


def _claims(item_id: int, one: PledgeRow, batch: Batch) -> Iterator[tuple[Any, ...]]:
    """The claims of an item; several of one unit are one."""
    whole = sorted(one.taken, key=lambda part: (part.unit_id or 0, part.organisation_id or 0))
    done = one.state in ("delivered", "confirmed")
    for (unit, organisation), some in groupby(whole, lambda p: (p.unit_id, p.organisation_id)):
        yield (
            item_id, "unit" if unit is not None else "community", unit, organisation,
            sum(part.quantity for part in some), one.state, iso(_day(one)), "desk",
            iso(one.done_on) if done else None,
            iso(one.done_on) if one.state == "confirmed" else None,
            one.served if done else None, one.stars if one.state == "confirmed" else None,
            batch.clerk.name,
        )  # fmt: skip
