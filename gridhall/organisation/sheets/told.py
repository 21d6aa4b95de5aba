"""What one row of a workbook says, cell by cell; days that are no days are told as problems."""

from collections.abc import Iterator, Sequence
from datetime import date

from gridhall.exchange.rules.cells import Cell, cell_day, cell_text, is_blank, is_inexact
from gridhall.exchange.rules.headings import ColumnSpec
from gridhall.exchange.rules.problems import Flaw
from gridhall.exchange.rules.rows import SourceRow
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.organisation.sheets.columns import labels
from gridhall.registry.sheets.findings import NO_DAY, Findings, Said

_MASKED = Said(
    "号码中间几位是遮住的", "请主管用 --reveal 导出完整号码的表，再导入", Flaw.CHARACTERS
)
_RUINED = Said("数字太长，表格软件改掉了末几位", "把这一列设为文本再填", Flaw.EXCEL_RUINED)


class Told:
    """One row by its columns' keys."""

    def __init__(self, row: int, cells: dict[str, Cell], findings: Findings) -> None:
        self.row, self.cells, self._findings = row, cells, findings

    def text(self, key: str) -> str:
        """A cell as typed."""
        return cell_text(self.cells[key])

    def lines(self, key: str) -> str:
        """A cell of several lines; ；parts them too."""
        cell = self.cells[key]
        typed = cell if isinstance(cell, str) else cell_text(cell)
        return "\n".join(typed.replace("；", "\n").replace(";", "\n").splitlines())

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """A day; what is no day is told: `needed` refuses the row, else the cell stays empty."""
        cell = self.cells[key]
        if is_blank(cell):
            return None
        found = cell_day(cell)
        if found is None:
            (self.refuse if needed else self.warn)(key, NO_DAY)
        return found

    def number(self, key: str) -> str:
        """A long number: one whose digits were lost or masked refuses the row."""
        text = self.text(key)
        if is_inexact(self.cells[key]):
            self.refuse(key, _RUINED)
        elif "**" in text:
            self.refuse(key, _MASKED)
        return text

    def refuse(self, key: str, said: Said) -> None:
        """The row cannot be stored."""
        self._findings.refuse(self.row, key, self.cells[key], said)

    def warn(self, key: str, said: Said) -> None:
        """Odd, but stored."""
        self._findings.warn(self.row, key, self.cells[key], said)

    def refused(self) -> bool:
        """Whether something was found that forbids storing it."""
        return self.row in self._findings.refused


def told_rows(
    rows: Sequence[SourceRow], columns: Sequence[ColumnSpec], findings: Findings
) -> Iterator[Told]:
    """The rows of a sheet with its columns."""
    keys = [spec.key for spec in columns]
    for row in rows:
        yield Told(row.number, dict(zip(keys, row.cells, strict=True)), findings)


def new_findings(columns: Sequence[ColumnSpec]) -> Findings:
    """An empty list of problems under these headings."""
    return Findings(labels(columns))


def refuse_draft(told: Told, problems: DraftProblems, keys: dict[str, str]) -> None:
    """What the services' own rules say of a draft, told at its cells."""
    for one in problems.problems:
        problem, _, fix = one.sentence.partition("，请")
        key = keys.get(one.field, one.field)
        flaw = Flaw.TERM if key in ("term_until", "founded_on") else Flaw.WORD
        told.refuse(
            key if key in told.cells else "name",
            Said(problem, f"请{fix}" if fix else "请改正", flaw),
        )
