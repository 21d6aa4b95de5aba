"""What one row of the workbook says, cell by cell, with its times of day."""

from collections.abc import Iterator, Sequence

from gridhall.core.clock import DAY, parse_clock
from gridhall.core.errors import UserError
from gridhall.exchange.rules.cells import is_blank
from gridhall.exchange.rules.problems import Flaw
from gridhall.exchange.rules.rows import SourceRow
from gridhall.organisation.sheets.told import Told as PlainTold
from gridhall.registry.sheets.findings import Findings, Said
from gridhall.volunteering.sheets.volunteers.columns import COLUMNS, RECORDS

_KEYS = [spec.key for spec in COLUMNS]
_NO_CLOCK = Said("没有写几点", "写成 8:30", Flaw.DAY)


class Told(PlainTold):
    """One row by its columns' keys."""

    @property
    def is_record(self) -> bool:
        """Whether the row is of a service, not of a volunteer."""
        return any(not is_blank(self.cells[key]) for key in RECORDS)

    def clock(self, key: str) -> int | None:
        """A time of day in minutes; what is none refuses the row with its sentence."""
        cell = self.cells[key]
        if is_blank(cell):
            self.refuse(key, _NO_CLOCK)
            return None
        if isinstance(cell, float) and 0 <= cell < 1:  # a workbook's share of a day
            return round(cell * DAY)
        try:
            return parse_clock(self.text(key))
        except UserError as error:
            said = str(error).partition("，请")
            self.refuse(key, Said(said[0], f"请{said[2]}" if said[2] else "写成 8:30", Flaw.DAY))
        return None


def told_rows(rows: Sequence[SourceRow], findings: Findings) -> Iterator[Told]:
    """The rows of the workbook with its columns."""
    for row in rows:
        yield Told(row.number, dict(zip(_KEYS, row.cells, strict=True)), findings)
