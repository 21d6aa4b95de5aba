"""What is wrong with a row of a ledger, and what to do about it (问题清单)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from gridhall.exchange.labels import KINDS


class Flaw(StrEnum):
    """The kinds of trouble a row may have; a batch's report counts them."""

    EXCEL_RUINED = "excel_ruined"  # digits lost because a workbook took the text for a number
    CHECK_DIGIT = "check_digit"
    LENGTH = "length"
    CHARACTERS = "characters"
    BIRTH_DATE = "birth_date"  # the number's own birth date does not exist
    BIRTH_MISMATCH = "birth_mismatch"
    SEX_MISMATCH = "sex_mismatch"
    FIFTEEN_DIGITS = "fifteen_digits"
    DUPLICATE = "duplicate"
    NO_NAME = "no_name"
    NO_NUMBER = "no_number"
    NO_RELATION = "no_relation"
    DAY = "day"
    WORD = "word"  # no such word in the code table
    RELATION_SEX = "relation_sex"
    PHONE = "phone"
    ADDRESS = "address"
    HOUSEHOLD = "household"
    MADE_UP = "made_up"  # 造字 that no font has
    TOO_LONG = "too_long"
    TAG = "tag"  # the hall has no such tag
    GUARDIAN = "guardian"
    CHANGE = "change"  # what a change of the register is refused or doubted for
    PERSON = "person"  # nobody, or several, the row may mean
    KIND = "kind"  # no such kind of change
    PARENT = "parent"  # an organisation above that is not there, twice there, or below
    TERM = "term"  # days of a term that cannot be, two holders of one seat
    GRID = "grid"  # an entrance in two grids, in none, a grid of nobody
    CODE = "code"  # a unit's credit code
    DEPTH = "depth"  # a tree of very many levels


@dataclass(frozen=True, slots=True)
class Problem:
    """One flaw in one cell; `row` is the sheet's own row number.

    Of sheets that were joined, `sheet` and `own_row` say where it stands in the workbook.
    """

    row: int
    column: str
    value: str
    problem: str
    fix: str
    kind: Literal["error", "warning"]  # an error's row is not stored
    flaw: Flaw
    sheet: str = ""
    own_row: int = 0

    @property
    def place(self) -> str:
        """The row as the clerk finds it: 5, or 服务记录 5 in a workbook of several sheets."""
        return f"{self.sheet} {self.own_row}" if self.sheet else str(self.row)

    @property
    def named(self) -> str:
        """The row in a sentence: 第 5 行, or “服务记录”第 5 行."""
        return f"“{self.sheet}”第 {self.own_row} 行" if self.sheet else f"第 {self.row} 行"

    @property
    def label(self) -> str:
        """类型 as the list shows it; 重复 stands apart, since nothing needs mending there."""
        return KINDS["duplicate" if self.flaw is Flaw.DUPLICATE else self.kind]


def rows_with(problems: Iterable[Problem], kind: Literal["error", "warning"]) -> int:
    """How many rows have a problem of this kind; a row with two counts once."""
    return len({problem.row for problem in problems if problem.kind == kind})


def flaw_counts(problems: Iterable[Problem]) -> Mapping[Flaw, int]:
    """How many rows show each flaw."""
    rows = {(problem.flaw, problem.row) for problem in problems}
    counts: dict[Flaw, int] = {}
    for flaw, _ in rows:
        counts[flaw] = counts.get(flaw, 0) + 1
    return counts
