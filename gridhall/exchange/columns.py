"""What the lists of the import window show (导入记录, 问题清单)."""

import re
from typing import NamedTuple

from gridhall.core.mask import mask_id_number, mask_phone
from gridhall.core.text import half_width
from gridhall.exchange.queries import BatchRow
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.rules.problems import Flaw, Problem
from gridhall.qt.table import Column

EMPTY = "（空）"
VALUE, ONE_LINE, TWO_LINES, FIX = 2, 3, 4, 5  # places in PROBLEMS
_KEPT_DIGITS = 15  # of a number that a workbook took for a quantity
_ID_NUMBER = re.compile(r"\d{14,17}[\dXx]")
_MOBILE = re.compile(r"1\d{10}")
_TONES = {"错误": "red", "提醒": "amber", "重复": "purple"}


def masked(text: str) -> str:
    """A cell of somebody's ledger with its ID number or mobile number masked."""
    plain = half_width(text).strip()
    if _ID_NUMBER.fullmatch(plain):
        return mask_id_number(plain)
    return mask_phone(plain) if _MOBILE.fullmatch(plain) else text


def shown_value(problem: Problem) -> str:
    """The cell as the list shows it.

    A number is shown in full where its digits are what must be compared with the card, and masked
    where only the row is at fault (重复); digits that the workbook made up are not shown.
    """
    if not problem.value:
        return EMPTY
    if problem.flaw is Flaw.DUPLICATE:
        return masked(problem.value)
    kept = typed_value(problem)
    return half_width(kept) + "?" * (len(problem.value) - len(kept))


def typed_value(problem: Problem) -> str:
    """What stands in the cell when it is opened for mending: no digit that was made up."""
    ruined = problem.flaw is Flaw.EXCEL_RUINED and problem.value.isdecimal()
    return problem.value[:_KEPT_DIGITS] if ruined else problem.value


def _tone(problem: Problem) -> str:
    return _TONES[problem.label]


PROBLEMS = (
    Column[Problem]("行", lambda problem: problem.place, 58, tone=_tone),
    Column[Problem]("列", lambda problem: problem.column, 112),
    Column[Problem]("表里的内容", shown_value, 180, kind="bold"),
    Column[Problem]("问题", lambda problem: problem.problem, 280, stretch=True),
    Column[Problem](
        "问题和怎么改",
        lambda problem: problem.problem,
        280,
        kind="two-plain",
        sub=lambda problem: problem.fix,
        stretch=True,
    ),
    Column[Problem]("怎么改", lambda problem: problem.fix, 310),
    Column[Problem]("类型", lambda problem: problem.label, 74, kind="chip", tone=_tone),
)


class ShownDifference(NamedTuple):
    """A difference, and whether the ledger's value is to be taken over."""

    difference: Difference
    taken: bool

    @property
    def choice(self) -> str:
        """What will be done about it."""
        if not self.difference.can_be_taken:
            return "另办变动"
        return "采用名册" if self.taken else "大厅不动"


_CHOICES = {"采用名册": "green", "大厅不动": "grey", "另办变动": "purple"}

DIFFERENCES = (
    Column[ShownDifference]("行", lambda shown: str(shown.difference.row), 58),
    Column[ShownDifference]("姓名", lambda shown: shown.difference.name, 100, kind="bold"),
    Column[ShownDifference]("项目", lambda shown: shown.difference.title, 120),
    Column[ShownDifference]("大厅里", lambda shown: shown.difference.known, 200, stretch=True),
    Column[ShownDifference]("名册里", lambda shown: shown.difference.told, 200, stretch=True),
    Column[ShownDifference](
        "导入时",
        lambda shown: shown.choice,
        110,
        kind="chip",
        tone=lambda shown: _CHOICES[shown.choice],
    ),
)

BATCHES = (
    Column[BatchRow]("批次", lambda batch: batch.name, 130, kind="bold"),
    Column[BatchRow]("文件", lambda batch: batch.file_name, 160, stretch=True),
    Column[BatchRow](
        "什么时候",
        lambda batch: f"{batch.created_at.astimezone():%Y-%m-%d %H:%M}",
        150,
        from_width=700,
    ),
    Column[BatchRow]("经办", lambda batch: batch.clerk_name, 90, from_width=1000),
    Column[BatchRow]("存入", lambda batch: f"{batch.stored:,} 行", 100, right=True),
    Column[BatchRow](
        "状态",
        lambda batch: "已撤销" if batch.undone_at else "已导入",
        94,
        kind="chip",
        tone=lambda batch: "grey" if batch.undone_at else "green",
    ),
)
