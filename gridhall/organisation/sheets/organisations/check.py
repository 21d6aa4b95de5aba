"""Checks a workbook of organisations as the tree they would make, in whatever order they stand."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.core.text import search_key
from gridhall.exchange.rules.problems import Flaw
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Checked
from gridhall.organisation.queries.levels import levels
from gridhall.organisation.queries.past import past
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.drafts import DraftProblems, OrganisationDraft, check_organisation
from gridhall.organisation.sheets.columns import ORGANISATION_COLUMNS
from gridhall.organisation.sheets.naming import Directory
from gridhall.organisation.sheets.organisations.guessing import (
    is_outside,
    kind_by_name,
    kind_of_words,
    level_by_kind,
    level_of_words,
)
from gridhall.organisation.sheets.organisations.parents import Above, linked
from gridhall.organisation.sheets.organisations.ready import ReadyOrganisation
from gridhall.organisation.sheets.places import Doors
from gridhall.organisation.sheets.told import Told, new_findings, refuse_draft, told_rows
from gridhall.registry.sheets.findings import Findings, Said

DEEP = 20  # levels; the hall's picture takes no more
_NO_SEATS = frozenset({"无", "不设", "另表", "另见席位表"})
_NO_NAME = Said("没有组织名称", "补上名称，如 御景小区党支部", Flaw.NO_NAME)
_KIND = Said("看不出类别，先记为其他组织", "在“类别”里写 党支部、党小组 等", Flaw.KIND)
_NO_KIND = Said("没有这种类别，按名称判断", "写 党委、党支部、党小组、业主委员会 等", Flaw.KIND)
_NO_LEVEL = Said("本厅的层级图里没有这一级，按类别判断", "核对层级名称", Flaw.WORD)
_NO_COMPOUND = Said("没有这个小区，这一项先空着", "先导入居民或核对小区名", Flaw.ADDRESS)
_NO_BUILDING = Said("没有这栋楼，这一项先空着", "写小区和楼号，如 御景小区、3", Flaw.ADDRESS)
_NO_DOOR = Said("没有这个住址，这一项先空着", "写全，如 御景小区 3-2-501", Flaw.ADDRESS)
_TOP = Said("没有写上级，放在最上层", "不是最上层的请补上级组织", Flaw.PARENT)
_UNSTORED = "上级（第 {row} 行）没有存，这一行也不能存"
_SAME = "同一个上级下面已经有“{name}”，这一行没有再存"
_TWICE = "与第 {row} 行重复：同一个上级下面的同一个名称"
_BEFORE = "{day} 那天上级“{above}”还没有成立"


def check_organisations(
    session: Session, rows: Sequence[SourceRow], today: date, progress: Progress
) -> Checked[ReadyOrganisation]:
    """The rows that may be founded, parents first, and what is wrong with the others."""
    findings = new_findings(ORGANISATION_COLUMNS)
    told = {-place: one for place, one in enumerate(_named(rows, findings), 1)}
    checker = _Checker(session, told, today)
    order = linked(told, checker.directory)
    ready = []
    for done, above in enumerate(order, 1):
        found = checker.judge(above)
        ready += [found] if found is not None else []
        if not done % 500:
            progress.report(done, len(order))
    checker.tell_depth()
    progress.report(1, 1)
    return Checked(ready, findings.problems)


def _named(rows: Sequence[SourceRow], findings: Findings) -> list[Told]:
    named = []
    for one in told_rows(rows, ORGANISATION_COLUMNS, findings):
        if one.text("name"):
            named.append(one)
        else:
            one.refuse("name", _NO_NAME)
    return named


class _Checker:
    """Judges one row after the other, each after its parent."""

    def __init__(self, session: Session, told: dict[int, Told], today: date) -> None:
        self._told, self._today = told, today
        self._tree, self._past = tree(session), past(session)
        self._levels, self._doors = levels(session), Doors(session)
        self._doors.read_doors(_door(one) for one in told.values() if one.text("door"))
        self._refs: dict[int, int] = {}  # row -> what it is: itself, or one the hall has
        self._drafts: dict[int, OrganisationDraft] = {}
        self._founded: dict[int, date | None] = {}  # row -> its own day or that above it
        self._roots: dict[int, int | None] = {}  # row -> the hall's organisation it hangs below
        self._depths: dict[int, int] = {}
        self._siblings: dict[tuple[int | None, str], int] = {}
        for node in self._tree.nodes.values():
            self._siblings[node.parent_id, search_key(node.name)] = node.id
        self.directory = Directory(self._tree)
        for ref, one in told.items():
            others = one.text("short_name"), one.text("code")
            self.directory.bring(ref, one.text("name"), one.text("parent"), others)

    def judge(self, above: Above) -> ReadyOrganisation | None:
        """What may be stored of a row; None if it is refused or the hall has it."""
        one = self._told[above.ref]
        if above.parent is not None and above.parent < 0 and above.parent not in self._refs:
            said = _UNSTORED.format(row=self._told[above.parent].row)
            one.refuse("parent", Said(said, "先改好上级那一行", Flaw.PARENT))
        if one.refused():
            return None
        parent = None if above.parent is None else self._refs.get(above.parent, above.parent)
        if self._is_there(one, above.ref, parent):
            return None
        return self._ready(one, above.ref, parent)

    def tell_depth(self) -> None:
        """One warning where the tree is deepest, if nobody would make it so."""
        deepest = max(self._depths, key=lambda ref: self._depths[ref], default=None)
        if deepest is not None and self._depths[deepest] > DEEP:
            said = f"这一行在第 {self._depths[deepest]} 层，这张表很深"
            fix = "核对“上级组织”一列有没有串行"
            self._told[deepest].warn("parent", Said(said, fix, Flaw.DEPTH))

    def _is_there(self, one: Told, ref: int, parent: int | None) -> bool:
        key = (parent, search_key(one.text("name")))
        known = self._siblings.setdefault(key, ref)
        if known == ref:
            return False
        self._refs[ref] = known
        if known > 0:
            said = _SAME.format(name=one.text("name"))
            one.warn("name", Said(said, "有变化请在组织卡片上修改", Flaw.DUPLICATE))
        else:
            said = _TWICE.format(row=self._told[known].row)
            one.warn("name", Said(said, "同一个组织只留一行", Flaw.DUPLICATE))
        return True

    def _ready(self, one: Told, ref: int, parent: int | None) -> ReadyOrganisation | None:
        draft = self._draft(one, parent)
        try:
            draft = check_organisation(draft, self._today)
        except DraftProblems as problems:
            refuse_draft(one, problems, {"compound_id": "compound", "building_id": "building"})
        self._refuse_early(one, ref, parent, draft.founded_on)
        if one.refused():
            del self._siblings[parent, search_key(one.text("name"))]
            return None
        if parent is None and draft.level != 1 and draft.level is not None:
            one.warn("parent", _TOP)
        self._refs[ref], self._drafts[ref] = ref, draft
        return ReadyOrganisation(one.row, ref, parent, draft, one.text("seats") not in _NO_SEATS)

    def _draft(self, one: Told, parent: int | None) -> OrganisationDraft:
        kind, level = self._kind(one, parent)
        return OrganisationDraft(
            one.text("name"),
            kind,
            None,
            level,
            one.text("short_name"),
            one.day("founded_on"),
            one.text("address"),
            one.number("phone"),
            one.lines("note"),
            *self._places(one, kind),
            one.day("term_until"),
        )

    def _kind(self, one: Told, parent: int | None) -> tuple[str, int | None]:
        """The kind by its cell, its level's or its name; the level by its cell or the kind."""
        said, word = one.text("level"), one.text("kind")
        level = level_of_words(said, self._levels) if said else None
        if said and level is None and not is_outside(said):
            one.warn("level", _NO_LEVEL)
        kind = kind_of_words(word) if word else None
        if word and kind is None:
            one.warn("kind", _NO_KIND)
        kind = kind or kind_by_name(one.text("name"))
        if kind is None and level is not None:
            kind = next(each.kind for each in self._levels if each.place == level)
        if kind is None:
            one.warn("kind", _KIND)
            kind = "other"
        if level is None and not is_outside(said):
            level = level_by_kind(kind, self._level_of(parent), self._levels)
        return kind, level

    def _level_of(self, ref: int | None) -> int | None:
        if ref is None:
            return None
        return self._drafts[ref].level if ref < 0 else self._tree.nodes[ref].level

    def _places(self, one: Told, kind: str) -> tuple[int | None, int | None, int | None]:
        """Compound, building and dwelling as far as they are there.

        小区 beside a bare 楼栋 or the door of a 中心户 only says where that is.
        """
        doors, compound, building = self._doors, one.text("compound"), one.text("building")
        found = doors.compound(compound) if compound else None
        house = doors.house(building, compound) if building else None
        home = doors.dwelling(_door(one)) if one.text("door") else None
        if compound and found is None:
            one.warn("compound", _NO_COMPOUND)
        if building and house is None:
            one.warn("building", _NO_BUILDING)
        if one.text("door") and home is None:
            one.warn("door", _NO_DOOR)
        beside = (building and doors.is_bare(building)) or kind == "center_household"
        return (None if beside else found), house, home

    def _refuse_early(self, one: Told, ref: int, parent: int | None, day: date | None) -> None:
        """Nothing is founded before what is above it; of unknown age it is as old as that."""
        self._depths[ref] = 1 + self._depth(parent)
        known = self._founded.get(parent) if parent is not None and parent < 0 else None
        self._founded[ref] = day or known
        below_row = parent is not None and parent < 0
        self._roots[ref] = self._roots.get(parent or 0) if below_row else parent
        if parent is None or day is None:
            return
        there = self._past.exists_on(parent, day) if parent > 0 else known is None or known <= day
        if parent < 0 and known is None:
            there = self._exists_above(parent, day)
        if not there:
            above = self._name(parent)
            said = _BEFORE.format(day=day, above=above)
            one.refuse("founded_on", Said(said, "核对两个成立日期", Flaw.TERM))

    def _exists_above(self, ref: int, day: date) -> bool:
        """A row of unknown age is there as long as the organisation of the hall above it."""
        root = self._roots.get(ref)
        return root is None or self._past.exists_on(root, day)

    def _depth(self, ref: int | None) -> int:
        if ref is None:
            return 0
        return self._depths[ref] if ref < 0 else self._tree.depth(ref)

    def _name(self, ref: int) -> str:
        return self._told[ref].text("name") if ref < 0 else self._tree.nodes[ref].name


def _door(one: Told) -> str:
    """The address of a 中心户, with its compound if a column of its own names it."""
    door, compound = one.text("door"), one.text("compound")
    return door if not compound or door.startswith(compound) else f"{compound} {door}"
