"""Checks a workbook of partner units with the rules of the form (service.units)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.core.text import search_key
from gridhall.exchange.rules.problems import Flaw
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Checked
from gridhall.organisation.models import PartnerUnit
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.organisation.rules.units import UNIT_KINDS, UnitDraft
from gridhall.organisation.service.units import check_unit
from gridhall.organisation.sheets.columns import UNIT_COLUMNS
from gridhall.organisation.sheets.naming import Directory
from gridhall.organisation.sheets.told import Told, new_findings, told_rows
from gridhall.registry.sheets.findings import Said

_NO_NAME = Said("没有单位名称", "照公章上的写", Flaw.NO_NAME)
_NO_KIND = Said(
    "看不出性质，先记为驻区单位", "写 驻区单位、双报到单位 或 驻区并双报到单位", Flaw.KIND
)
_HERE = Said("已经有这个单位，这一行没有再存", "有变化请在单位卡片上修改", Flaw.DUPLICATE)
_CODE_TAKEN = "这个信用代码已经是“{name}”的"
_TWICE = "与第 {row} 行重复"


def check_units(
    session: Session, rows: Sequence[SourceRow], today: date, progress: Progress
) -> Checked[UnitDraft]:
    """The rows that may be stored, and what is wrong with the others."""
    findings = new_findings(UNIT_COLUMNS)
    checker = _Checker(session, today)
    ready = []
    for done, one in enumerate(told_rows(rows, UNIT_COLUMNS, findings), 1):
        found = checker.judge(one)
        ready += [found] if found is not None else []
        if not done % 500:
            progress.report(done, len(rows))
    progress.report(1, 1)
    return Checked(ready, findings.problems)


class _Checker:
    """Judges one row after the other; names and codes of the hall are read once."""

    def __init__(self, session: Session, today: date) -> None:
        self._session, self._today = session, today
        self._directory = Directory(tree(session))
        units = session.execute(select(PartnerUnit.name, PartnerUnit.credit_code)).all()
        self._known = {search_key(name) for name, _ in units}
        self._codes = {code: name for name, code in units if code}
        self._names: dict[str, int] = {}  # of the workbook's own rows
        self._own_codes: dict[str, int] = {}

    def judge(self, one: Told) -> UnitDraft | None:
        """The unit; None if it is refused or the hall has it."""
        key = search_key(one.text("name"))
        if not key:
            one.refuse("name", _NO_NAME)
        elif key in self._known:
            one.warn("name", _HERE)
            return None
        elif key in self._names:
            said = _TWICE.format(row=self._names[key])
            one.warn("name", Said(said, "同一个单位只留一行", Flaw.DUPLICATE))
            return None
        if one.refused():
            return None
        draft = self._checked(one)
        if draft is not None:
            self._names[key] = one.row
            self._own_codes.setdefault(draft.credit_code, one.row)
        return draft

    def _checked(self, one: Told) -> UnitDraft | None:
        draft = UnitDraft(
            one.text("name"),
            self._kind(one),
            one.number("credit_code"),
            self._organisation(one),
            one.text("short_name"),
            one.text("address"),
            one.text("contact"),
            one.number("phone"),
            one.lines("resources"),
            one.lines("note"),
            one.day("active_from"),
        )
        try:
            draft = check_unit(draft, self._today)
        except DraftProblems as problems:
            for each in problems.problems:
                _refuse(one, each.field, each.sentence)
        self._refuse_double(one, draft)
        return None if one.refused() else draft

    def _kind(self, one: Told) -> str:
        word = search_key(one.text("kind"))
        reports, lies = "报到" in word, "驻区" in word or "驻地" in word
        found = next((code for code, name in UNIT_KINDS.items() if word in (code, name)), "")
        found = found or ("both" if reports and lies else "reporting" if reports else "")
        if not found and not lies:
            one.warn("kind", _NO_KIND)
        return found or "resident"

    def _organisation(self, one: Told) -> int | None:
        text = one.text("organisation")
        if not text:
            return None
        found = self._directory.one(text)
        if isinstance(found, Said):
            one.refuse("organisation", found)
            return None
        return found

    def _refuse_double(self, one: Told, draft: UnitDraft) -> None:
        code = draft.credit_code
        if code in self._codes:
            said = _CODE_TAKEN.format(name=self._codes[code])
            one.refuse("credit_code", Said(said, "核对是不是同一家", Flaw.CODE))
        elif code and code in self._own_codes:
            said = f"{_TWICE.format(row=self._own_codes[code])}：同一个信用代码"
            one.refuse("credit_code", Said(said, "核对是不是同一家", Flaw.CODE))


def _refuse(one: Told, field: str, sentence: str) -> None:
    problem, _, fix = sentence.partition("，请")
    flaw = Flaw.CODE if field == "credit_code" else Flaw.DAY if "日期" in problem else Flaw.TOO_LONG
    one.refuse(field, Said(problem, f"请{fix}" if fix else "请改正", flaw))
