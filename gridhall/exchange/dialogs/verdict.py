"""What a check found, counted as the window shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from gridhall.core.progress import Progress
from gridhall.db.database import Database
from gridhall.exchange.rules.problems import Flaw, Problem
from gridhall.exchange.rules.rows import Cells
from gridhall.exchange.service.sheet import Sheet
from gridhall.exchange.service.workbench import ImportResult, Intake, dry_run, intake_rows


@dataclass(frozen=True, slots=True)
class Verdict:
    """A dry run's result, the cells of the rows it speaks of, and how long it took."""

    result: ImportResult
    cells: Mapping[int, Cells]  # by the sheet's own row number
    seconds: float

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps a row out."""
        return tuple(problem for problem in self.result.problems if problem.kind == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is odd, but comes in."""
        return tuple(problem for problem in self._told() if problem.flaw is not Flaw.DUPLICATE)

    @property
    def doubles(self) -> tuple[Problem, ...]:
        """Who is in the hall already."""
        return tuple(problem for problem in self._told() if problem.flaw is Flaw.DUPLICATE)

    def by_pill(self) -> tuple[tuple[Problem, ...], ...]:
        """全部, 错误, 提醒, 已在册."""
        return self.result.problems, self.errors, self.warnings, self.doubles

    @property
    def wrong(self) -> int:
        """Rows that have to be mended first."""
        return len(self._wrong_rows())

    @property
    def known(self) -> int:
        """Rows whose people the hall has already; they are not stored again."""
        return len(self._known_rows())

    @property
    def odd(self) -> int:
        """Rows with a warning that can be brought in all the same."""
        rows = {problem.row for problem in self.warnings}
        return len(rows - self._wrong_rows() - self._known_rows())

    @property
    def fine(self) -> int:
        """Rows with nothing to say about."""
        return self.result.ready - self.odd

    def _told(self) -> Iterator[Problem]:
        return (problem for problem in self.result.problems if problem.kind == "warning")

    def _wrong_rows(self) -> set[int]:
        return {problem.row for problem in self.errors}

    def _known_rows(self) -> set[int]:
        return {problem.row for problem in self.doubles} - self._wrong_rows()


def judge(db: Database, sheet: Sheet[Any], intake: Intake, progress: Progress) -> Verdict:
    """Check the ledger as mapped and corrected; stores nothing."""
    begun = monotonic()
    result = dry_run(db, sheet, intake, progress)
    wanted = {problem.row for problem in result.problems}
    rows = intake_rows(intake, sheet) if wanted else []
    cells = {row.number: row.cells for row in rows if row.number in wanted}
    return Verdict(result, cells, monotonic() - begun)
