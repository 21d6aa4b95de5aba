"""Checks a workbook of things with the rules of the form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.money import parse_money
from gridhall.core.progress import Progress
from gridhall.core.text import half_width, search_key
from gridhall.exchange.rules.problems import Flaw
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Checked
from gridhall.lending.labels import STATES
from gridhall.lending.models import Thing, ThingKind
from gridhall.lending.rules.codes import check_code, next_code
from gridhall.lending.rules.drafts import MOST
from gridhall.lending.sheets.columns import COLUMNS
from gridhall.organisation.sheets.told import Told, new_findings, told_rows
from gridhall.registry.sheets.findings import Said

_HERE = Said("已经有这个编号，这一行没有再存", "有变化请在便民借用里改", Flaw.DUPLICATE)
_TWICE = Said("这张表里编号重复", "一件物品一个编号，留空由程序编", Flaw.DUPLICATE)
_OUT = Said("导入的东西不能已经借出", "先写在架，导入后再扫码借出", Flaw.WORD)
_MANY = Said("一件一码的物品一行一件", "数量写 1，或不写编号由程序逐件编", Flaw.WORD)
_LONGEST = {"name": 80, "spot": 40, "note": 200}


@dataclass(frozen=True, slots=True)
class ThingRowRead:
    """One row that may be stored: things with codes, or so many of a counted kind."""

    kind_id: int
    codes: tuple[str, ...]  # empty: a counted kind
    quantity: int
    name: str
    spot: str
    worth_fen: int | None
    got_on: date | None
    state: str
    note: str


def check_things(
    session: Session, rows: Sequence[SourceRow], today: date, progress: Progress
) -> Checked[ThingRowRead]:
    """The rows that may be stored, and what is wrong with the others."""
    findings = new_findings(COLUMNS)
    checker = _Checker(session, today)
    ready = []
    for one in told_rows(rows, COLUMNS, findings):
        found = checker.judge(one)
        ready += [found] if found is not None and not one.refused() else []
    progress.report(1, 1)
    return Checked(ready, findings.problems)


class _Checker:
    """What the hall has, and what rows above brought."""

    def __init__(self, session: Session, today: date) -> None:
        self._today = today
        self._kinds: dict[str, ThingKind] = {}
        for kind in session.scalars(select(ThingKind).where(ThingKind.ended_on.is_(None))):
            self._kinds[search_key(kind.name)] = self._kinds[search_key(kind.code)] = kind
        self._known = set(session.scalars(select(Thing.code)))
        self._known |= set(session.scalars(select(ThingKind.code)))
        self._brought: set[str] = set()

    def judge(self, one: Told) -> ThingRowRead | None:
        """The row as it may be stored; None if the hall has it or it is refused."""
        kind = self._kinds.get(search_key(one.text("kind")))
        if kind is None:
            said = one.text("kind")[:30]
            fix = "照便民借用里的种类写，新种类请主管先建"
            one.refuse("kind", Said(f"没有物品种类“{said}”", fix, Flaw.KIND))
            return None
        quantity = _quantity(one)
        codes = self._codes(one, kind, quantity)
        for key, most in _LONGEST.items():
            if len(one.text(key)) > most:
                one.refuse(key, Said(f"最长 {most} 个字", "请改短", Flaw.TOO_LONG))
        if codes is None or one.refused():
            return None
        self._brought |= set(codes)
        return ThingRowRead(
            kind.id, codes, quantity, one.text("name"), one.text("spot"), _worth(one),
            self._day(one), _state(one), one.text("note"),
        )  # fmt: skip

    def _codes(self, one: Told, kind: ThingKind, quantity: int) -> tuple[str, ...] | None:
        if kind.way in ("counted", "given"):
            return ()
        typed = one.text("code")
        if not typed:
            return self._next(kind, quantity)
        if quantity != 1:
            one.refuse("quantity", _MANY)
            return None
        return self._own(one, typed)

    def _own(self, one: Told, typed: str) -> tuple[str, ...] | None:
        try:
            code = check_code(typed)
        except UserError as error:
            problem, _, fix = str(error).partition("，请")
            one.refuse("code", Said(problem, f"请{fix}", Flaw.CHARACTERS))
            return None
        if code in self._known:
            one.warn("code", _HERE)
            return None
        if code in self._brought:
            one.refuse("code", _TWICE)
            return None
        return (code,)

    def _next(self, kind: ThingKind, quantity: int) -> tuple[str, ...]:
        codes: list[str] = []
        for _ in range(quantity):
            codes.append(next_code(kind.code, self._known | self._brought | set(codes)))
        return tuple(codes)

    def _day(self, one: Told) -> date | None:
        day = one.day("got_on")
        if day is not None and day > self._today:
            one.refuse("got_on", Said("购入日期还没有到", "对照原始记录改正", Flaw.DAY))
        return day


def _quantity(one: Told) -> int:
    typed = half_width(one.text("quantity"))
    if not typed:
        return 1
    if not typed.isdigit() or not 1 <= int(typed) <= MOST:
        one.refuse("quantity", Said("看不出数量", f"写 1 到 {MOST} 的整数", Flaw.WORD))
        return 1
    return int(typed)


def _worth(one: Told) -> int | None:
    try:
        return parse_money(one.text("worth"))
    except UserError as error:
        problem, _, fix = str(error).partition("，请")
        one.refuse("worth", Said(problem, f"请{fix}", Flaw.WORD))
        return None


def _state(one: Told) -> str:
    """在架 unless the sheet says otherwise; what is out cannot be brought in."""
    word = search_key(one.text("state"))
    if not word:
        return "ready"
    found = next((code for code, said in STATES.items() if said in word or code == word), "")
    if found == "out" or "借出" in word:
        one.refuse("state", _OUT)
        return "ready"
    if not found:
        one.warn("state", Said("看不出状态，按在架存", "写 在架、在修、丢失 或 已停用", Flaw.WORD))
    return found or "ready"
