"""The three lists as a workbook; it can be brought in again as it is."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.money import say_money
from gridhall.organisation.sheets.exporting import Workbook
from gridhall.pledges.labels import KINDS, claim_label, state_label
from gridhall.pledges.queries.claims import ClaimRow, claims_of
from gridhall.pledges.queries.items import ItemRow, items
from gridhall.pledges.sheets.columns import PLEDGE_COLUMNS

HEADINGS = tuple(spec.label for spec in PLEDGE_COLUMNS)
TITLE = "三张清单"


def pledge_cells(session: Session, today: date) -> Iterator[list[str]]:
    """Every item that was not taken off, the oldest first, under PLEDGE_COLUMNS; numbers masked."""
    rows = [row for row in reversed(items(session, today)) if row.state != "withdrawn"]
    taken = claims_of(session, [row.id for row in rows], today)
    for row in rows:
        live = [one for one in reversed(taken.get(row.id, ())) if one.state != "given_up"]
        yield _line(row, live)


def _line(row: ItemRow, live: list[ClaimRow]) -> list[str]:
    done = [one.confirmed_on or one.delivered_on for one in live]
    days = [day for day in done if day is not None]
    stars = [one.stars for one in live if one.stars is not None]
    return [
        row.number,
        KINDS[row.kind],
        row.title,
        "；".join(row.content.splitlines()),
        row.category,
        str(row.quantity),
        row.measure,
        row.unit,
        row.organisation,
        "" if row.unit else row.proposer,
        row.compound,
        row.grid,
        row.spot,
        "是" if row.is_practical else "",
        say_money(row.money_fen),
        str(row.opened_on),
        str(row.due_on or ""),
        "、".join(f"{one.unit or one.organisation or one.who} {one.quantity}" for one in live),
        _state(row, live),
        str(max(days)) if days else "",
        str(sum(one.served or 0 for one in live) or ""),
        str(round(sum(stars) / len(stars))) if stars else "",
    ]


def _state(row: ItemRow, live: list[ClaimRow]) -> str:
    """The item's state; partly claimed, the state of what is claimed."""
    if row.state != "open" or not live:
        return state_label(row.state)
    return claim_label(live[0].state)


PLEDGES = Workbook(TITLE, HEADINGS, pledge_cells)
