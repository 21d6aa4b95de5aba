"""Collects what is wrong in a ledger of residents, and what to do about it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from gridhall.exchange.rules.cells import Cell, cell_text
from gridhall.exchange.rules.problems import Flaw, Problem
from gridhall.registry.labels import STATUSES
from gridhall.registry.sheets.columns import LABELS


class Said(NamedTuple):
    """What is wrong, what to do, and which flaw it counts as."""

    problem: str
    fix: str
    flaw: Flaw


NO_NAME = Said("没有姓名", "对照户口簿补上姓名", Flaw.NO_NAME)
NO_NUMBER = Said("没有证件号", "先登记，以后在居民卡上补", Flaw.NO_NUMBER)
NO_DAY = Said("看不出是哪一天", "写成 1990-05-06", Flaw.DAY)
NO_RELATION = Said("没有写与户主关系", "先登记，以后在居民卡上补", Flaw.NO_RELATION)
RELATION_SEX = Said("和性别对不上", "核对性别和与户主关系", Flaw.RELATION_SEX)
OTHER_SEX = Said("和证件号里的性别不一致", "对照原件改正抄错的一项", Flaw.SEX_MISMATCH)
UNKNOWN_WORD = Said("没有这个说法，这一项先空着", "在居民卡上选正确的一项", Flaw.WORD)
NO_GUARDIAN_PHONE = Said(
    "监护人不在这张表的同一户里，也没有电话", "补上监护人电话；先不登记监护人", Flaw.GUARDIAN
)
_FIX_NUMBER = "对照原件重新填写"
_FIX_ADDRESS = "写全小区、楼栋、单元、室，如 御景小区 3-2-501"


class Findings:
    """The problems so far, and the rows (by the sheet's own number) that may not be stored."""

    def __init__(self, labels: Mapping[str, str] = LABELS) -> None:
        self._labels = labels
        self.problems: list[Problem] = []
        self.refused: set[int] = set()

    def refuse(self, row: int, key: str, cell: Cell, said: Said) -> None:
        """The row cannot be stored as it is."""
        self.refused.add(row)
        self._note(row, (key, cell), said, "error")

    def warn(self, row: int, key: str, cell: Cell, said: Said) -> None:
        """Odd, but the row is stored (or was in the hall already)."""
        self._note(row, (key, cell), said, "warning")

    def _note(
        self, row: int, where: tuple[str, Cell], said: Said, kind: Literal["error", "warning"]
    ) -> None:
        key, cell = where
        self.problems.append(
            Problem(
                row, self._labels[key], cell_text(cell), said.problem, said.fix, kind, said.flaw
            )
        )


def bad_number(message: str, flaw: str) -> Said:
    """What core.identity says about a number, split into problem and remedy."""
    problem, _, fix = message.partition("，请")
    return Said(problem, fix or _FIX_NUMBER, Flaw(flaw))


def other_birth(born: object) -> Said:
    """The birth date and the number contradict each other."""
    return Said(f"证件号里的出生日期是 {born}", "对照原件改正抄错的一项", Flaw.BIRTH_MISMATCH)


def number_turned(number: str) -> Said:
    """An old number of 15 digits was given its 18."""
    return Said(f"15 位旧号已换成 18 位 {number}", "对照新证核对", Flaw.FIFTEEN_DIGITS)


def day_from_number(born: object) -> Said:
    """The birth date cannot be read, but the number tells it."""
    return Said(f"看不出是哪一天，按证件号记为 {born}", "核对出生日期", Flaw.DAY)


def bad_address(message: str) -> Said:
    """Part of the address is missing."""
    return Said(message.partition("，请")[0], _FIX_ADDRESS, Flaw.ADDRESS)


def bad_phone(message: str) -> Said:
    """No telephone has such a number: it is kept in the note."""
    return Said(f"{message.partition('，请')[0]}，原文已记在备注", "在居民卡上改正", Flaw.PHONE)


def too_long(limit: int) -> Said:
    """The register has no room for such a text."""
    return Said(f"超过 {limit} 个字", "写短一些", Flaw.TOO_LONG)


def made_up(characters: str) -> Said:
    """Characters somebody drew for one computer only."""
    return Said(f"“{characters}”是造字，别的电脑上看不到", "用部件或拼音重新输入", Flaw.MADE_UP)


def repeats(row: int, name: str) -> Said:
    """The same person stands further up in the ledger."""
    return Said(f"与第 {row} 行{name}重复", "同一个人只留一行", Flaw.DUPLICATE)


def already_here(name: str, status: str) -> Said:
    """The person is in the register already, or was."""
    if status in ("present", "unsettled"):
        fix = "有变化请在居民卡上修改，或在“和大厅不同”里采用名册的"
        return Said(f"已在册（{name}），这一行没有再存", fix, Flaw.DUPLICATE)
    told = f"已有档案（{name}，{STATUSES.get(status, status)}），这一行没有再存"
    fix = "回来的请办迁入，或写进变动表再导入" if status == "left" else "核对是不是写错了号码"
    return Said(told, fix, Flaw.DUPLICATE)


def second_head(row: int) -> Said:
    """A household has two heads."""
    return Said(f"这一户第 {row} 行已有户主", "核对谁是户主", Flaw.HOUSEHOLD)


def other_address(row: int) -> Said:
    """One number of the ledger stands for two doors."""
    return Said(f"这个户号在第 {row} 行是另一个地址，已分成两户", "核对户号和地址", Flaw.HOUSEHOLD)


def unknown_tag(word: str) -> Said:
    """The hall has no such tag."""
    fix = "改成大厅有的标签；确实要用的，请管理员先添加标签种类再导入"
    return Said(f"没有“{word}”这种标签，这个标签没有登记", fix, Flaw.TAG)


def young_guardian(years: int) -> Said:
    """A guardian has to be of age."""
    return Said(f"监护人只有 {years} 岁，没有登记监护人", "核对监护人，要满 18 岁", Flaw.GUARDIAN)
