"""The counter's things as a workbook; it can be brought in again as it is."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.mask import mask_numbers
from gridhall.core.money import say_money
from gridhall.lending.labels import STATES
from gridhall.lending.queries.stock import kinds
from gridhall.lending.queries.things import things
from gridhall.lending.sheets.columns import HEADINGS
from gridhall.organisation.sheets.exporting import Workbook


def thing_cells(session: Session, _today: date) -> Iterator[list[str]]:
    """Every thing, then what is counted; who has something is not told."""
    for one in things(session, ended=True):
        state = "" if one.way == "slot" else STATES["ready" if one.state == "out" else one.state]
        yield [
            one.kind, one.code, mask_numbers(one.name), "1", one.spot, say_money(one.worth_fen),
            str(one.got_on or ""), state, mask_numbers(one.note),
        ]  # fmt: skip
    for kind in kinds(session):
        if kind.way in ("counted", "given") and kind.owned:
            yield [kind.name, "", "", str(kind.owned), "", "", "", "", ""]


LOAN_ITEMS = Workbook("借用物品", HEADINGS, thing_cells)
