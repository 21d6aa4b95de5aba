"""Checks a workbook of the three lists with the rules of the form (rules.drafts)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.money import parse_money
from gridhall.core.progress import Progress
from gridhall.core.text import half_width, search_key
from gridhall.exchange.rules.problems import Flaw
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Checked
from gridhall.organisation.models import Organisation, PartnerUnit
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.organisation.sheets.told import Told, new_findings, told_rows
from gridhall.places.models import Compound, Grid
from gridhall.pledges.labels import CLAIM_STATES, KINDS, LISTS, STATES
from gridhall.pledges.models import ItemCategory, ListItem
from gridhall.pledges.rules.drafts import MOST, ItemDraft, check_item
from gridhall.pledges.sheets.claimed import read_claims
from gridhall.pledges.sheets.columns import PLEDGE_COLUMNS
from gridhall.pledges.sheets.ready import PledgeRow
from gridhall.registry.sheets.findings import Said

_NO_TITLE = Said("没有名称", "写清要什么、给什么或办什么", Flaw.NO_NAME)
_NO_KIND = Said("看不出是哪张清单", "写 需求、资源 或 项目", Flaw.KIND)
_HERE = Said("已经有这个编号，这一行没有再存", "有变化请在清单里修改", Flaw.DUPLICATE)
_SAME = Said("清单里已经有这一项，这一行没有再存", "有变化请在清单里修改", Flaw.DUPLICATE)
_AMOUNT = re.compile(r"(\d{1,6})\s*(\D{0,8})")
_YES = frozenset({"是", "有", "√", "✓", "y", "yes", "1", "true", "★", "惠民实事"})
_KEYS = {"category_id": "category", "unit_id": "unit", "is_practical": "practical"}
_DONE_WORDS = (
    ("confirmed", ("确认", "完成", "办结", "解决", "已办")),
    ("delivered", ("交付", "待确认")),
    ("doing", ("办理", "进行", "推进", "实施", "正在")),
)


def check_pledges(
    session: Session, rows: Sequence[SourceRow], today: date, progress: Progress
) -> Checked[PledgeRow]:
    """The rows that may be stored, and what is wrong with the others."""
    findings = new_findings(PLEDGE_COLUMNS)
    checker = _Checker(session, today)
    ready = []
    for done, one in enumerate(told_rows(rows, PLEDGE_COLUMNS, findings), 1):
        found = checker.judge(one)
        ready += [found] if found is not None else []
        if not done % 500:
            progress.report(done, len(rows))
    progress.report(1, 1)
    return Checked(ready, findings.problems)


class _Checker:
    """Judges one row after the other; what the hall knows is read once."""

    def __init__(self, session: Session, today: date) -> None:
        self._today = today
        self._numbers = {search_key(one) for one in session.scalars(select(ListItem.number))}
        known = select(ListItem.kind, ListItem.title, ListItem.unit_id, ListItem.opened_on)
        self._known = {(row[0], search_key(row[1]), *row[2:]) for row in session.execute(known)}
        self._rows: dict[tuple[Any, ...], int] = {}  # of the workbook's own
        there = or_(PartnerUnit.active_to.is_(None), PartnerUnit.active_to > today)
        units = select(PartnerUnit.id, PartnerUnit.name, PartnerUnit.short_name).where(there)
        self._units = _named(session, units)
        some = select(Organisation.id, Organisation.name, Organisation.short_name)
        self._organisations = _named(session, some.where(Organisation.ended_on.is_(None)))
        self._grids = _named(session, select(Grid.id, Grid.name, Grid.code))
        self._compounds = _named(session, select(Compound.id, Compound.name, Compound.name))
        self._categories = _named(
            session, select(ItemCategory.id, ItemCategory.name, ItemCategory.name)
        )

    def judge(self, one: Told) -> PledgeRow | None:
        """The item with its claims; None if it is refused or the hall has it."""
        if search_key(one.text("number")) in self._numbers - {""}:
            one.warn("number", _HERE)
            return None
        if not one.text("title"):
            one.refuse("title", _NO_TITLE)
        draft = self._draft(one)
        if one.refused():
            return None
        try:
            draft = check_item(draft, self._today)
        except DraftProblems as problems:
            _tell(one, problems)
            return None
        if self._is_double(one, draft):
            return None
        row = self._claims(one, draft)
        return None if one.refused() else row

    def _is_double(self, one: Told, draft: ItemDraft) -> bool:
        """Whether the hall, or a row above, has the same of the same unit and day."""
        key = (draft.kind, search_key(draft.title), draft.unit_id, draft.opened_on)
        if key in self._known:
            one.warn("title", _SAME)
            return True
        first = self._rows.setdefault(key, one.row)
        if first != one.row:
            said = Said(f"与第 {first} 行重复", "同一项只留一行", Flaw.DUPLICATE)
            one.warn("title", said)
        return first != one.row

    def _draft(self, one: Told) -> ItemDraft:
        quantity, measure = _amount(one)
        return ItemDraft(
            _kind(one),
            one.text("title"),
            quantity,
            measure,
            one.lines("content"),
            self._one(one, "category", self._categories, "服务类别"),
            self._one(one, "organisation", self._organisations, "组织"),
            self._one(one, "unit", self._units, "单位"),
            proposer=one.text("proposer"),
            compound_id=self._one(one, "compound", self._compounds, "小区"),
            grid_id=self._one(one, "grid", self._grids, "网格"),
            spot=one.text("spot"),
            is_practical=search_key(one.text("practical")) in _YES,
            money_fen=_money(one),
            opened_on=one.day("opened_on", needed=True),
            due_on=one.day("due_on"),
        )

    def _one(self, one: Told, key: str, known: Mapping[str, int], words: str) -> int | None:
        text = one.text(key)
        found = known.get(search_key(text)) if text else None
        if text and found is None:
            said = Said(f"没有{words}“{text[:30]}”", f"照{words}名单上的名称写", Flaw.WORD)
            one.refuse(key, said)
        return found

    def _claims(self, one: Told, draft: ItemDraft) -> PledgeRow:
        """Who claimed it, and how that stands."""
        state, done_on = _state(one), one.day("done_on")
        own = draft.organisation_id if draft.kind == "resource" else None
        taken = read_claims(one, draft, (self._units, self._organisations), own)
        row = PledgeRow(draft, taken, state, done_on, _number(one, "served"), _number(one, "stars"))
        return _checked(one, row, self._today)


def _checked(one: Told, row: PledgeRow, today: date) -> PledgeRow:
    opened = row.draft.opened_on or today
    if row.state in ("delivered", "confirmed") and not row.taken:
        said = Said("写着完成，却没有认领的单位", "在“认领”里写是谁办的", Flaw.WORD)
        one.refuse("claimed", said)
    if row.done_on is not None and not opened <= row.done_on <= today:
        said = Said("完成日期不在收集日期到今天之间", "对照原始记录改正", Flaw.DAY)
        one.refuse("done_on", said)
    if row.stars is not None and not 1 <= row.stars <= 10:
        one.refuse("stars", Said("满意度是 1 到 10", "写 1 到 10 的整数", Flaw.WORD))
    return replace(row, done_on=row.done_on or opened) if row.taken else row


def _tell(one: Told, problems: DraftProblems) -> None:
    for each in problems.problems:
        problem, _, fix = each.sentence.partition("，请")
        key = _KEYS.get(each.field, each.field)
        said = Said(problem, f"请{fix}" if fix else "请改正", Flaw.TOO_LONG)
        one.refuse(key if key in one.cells else "title", said)


def _kind(one: Told) -> str:
    word = search_key(one.text("kind"))
    for names in (KINDS, LISTS):
        for code, name in names.items():
            if word and (word == code or name in word or word in name):
                return code
    number = one.text("number")[:1]
    found = {"需": "demand", "资": "resource", "项": "project"}.get(number, "")
    if not found:
        one.refuse("kind", _NO_KIND)
    return found or "demand"


def _amount(one: Told) -> tuple[int, str]:
    """The quantity and the measure word: 3 and 场, or `3 场` in one cell; empty is one 次."""
    typed, measure = half_width(one.text("quantity")), one.text("measure")
    if not typed:
        return 1, measure or "次"
    found = _AMOUNT.fullmatch(typed)
    if found is None or not 1 <= int(found[1]) <= MOST:
        one.refuse("quantity", Said("看不出数量", f"写 1 到 {MOST} 的整数", Flaw.WORD))
        return 1, measure or "次"
    return int(found[1]), measure or found[2].strip() or "次"


def _number(one: Told, key: str) -> int | None:
    """A count; 星 and 人次 behind it are no matter."""
    typed = half_width(one.text(key))
    if not typed:
        return None
    found = _AMOUNT.fullmatch(typed)
    if found is None:
        one.refuse(key, Said("看不出是几", "写整数", Flaw.WORD))
        return None
    return int(found[1])


def _money(one: Told) -> int | None:
    try:
        return parse_money(one.text("money"))
    except UserError as error:
        problem, _, fix = str(error).partition("，请")
        one.refuse("money", Said(problem, f"请{fix}", Flaw.WORD))
        return None


def _state(one: Told) -> str:
    word = search_key(one.text("state"))
    for names in (CLAIM_STATES, STATES):
        code = next((code for code, name in names.items() if word == name), "")
        if code in ("doing", "delivered", "confirmed"):
            return code
    if not word or word.startswith(("未", "没", "否", "待认领")):
        return "claimed"
    return next((code for code, words in _DONE_WORDS if any(w in word for w in words)), "claimed")


def _named(session: Session, query: Any) -> dict[str, int]:
    """Ids by every name; the first of two alike."""
    found: dict[str, int] = {}
    for row_id, *names in session.execute(query):
        for name in names:
            found.setdefault(search_key(name), row_id)
    found.pop("", None)
    return found
