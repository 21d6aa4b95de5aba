"""Checks a workbook of seats: whose they are, who holds them, one holder a seat and day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.core.text import search_key
from gridhall.exchange.rules.problems import Flaw
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Checked
from gridhall.organisation.queries.people import branches
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.kinds import kind_of
from gridhall.organisation.rules.members import KEEPERS
from gridhall.organisation.rules.terms import GONE, ONE_DAY, Term, check_days
from gridhall.organisation.rules.titles import OF_THE_BRANCH, Title
from gridhall.organisation.sheets.columns import SEAT_COLUMNS
from gridhall.organisation.sheets.naming import Directory
from gridhall.organisation.sheets.places import Doors
from gridhall.organisation.sheets.seats.people import People, Somebody
from gridhall.organisation.sheets.seats.ready import Holding, NewSeat, ReadySeat
from gridhall.organisation.sheets.seats.slots import Owner, Slot, Slots, at_place
from gridhall.organisation.sheets.seats.titles import seat_name, title_of_words
from gridhall.organisation.sheets.told import Told, new_findings, told_rows
from gridhall.places.models import Grid
from gridhall.registry.sheets.findings import Said

_LIMITS = {"name": 30, "title": 30, "lane": 40, "source": 60, "workplace": 100, "holder": 100}
_NO_OWNER = Said("没有写所属组织或网格", "写组织名称，网格员写网格编号", Flaw.PARENT)
_NO_TITLE = Said("没有这种职务", "写 书记、委员、党小组长、楼栋长、网格员 等", Flaw.WORD)
_NO_BUILDING = Said("没有这栋楼或单元，这一项先空着", "写小区、楼号、单元号", Flaw.ADDRESS)
_HERE = Said("已经有这个席位，这一行没有再存", "有变化请在席位里办任命、离任", Flaw.DUPLICATE)
_HOLDS = "{name}已经任{seat}，这一行没有再存"
_NO_SINCE = Said("没有任职日期，记为 {day}", "补上任职日期", Flaw.DAY)


def check_seat_rows(
    session: Session, rows: Sequence[SourceRow], today: date, progress: Progress
) -> Checked[ReadySeat]:
    """The rows that may be stored, and what is wrong with the others."""
    findings = new_findings(SEAT_COLUMNS)
    told = list(told_rows(rows, SEAT_COLUMNS, findings))
    checker = _Checker(session, told, today)
    ready = []
    for done, one in enumerate(told, 1):
        found = checker.judge(one)
        ready += [found] if found is not None else []
        if not done % 500:
            progress.report(done, len(told))
    progress.report(1, 1)
    return Checked(ready, findings.problems)


class _Checker:
    """Judges one row after the other on the seats as the rows before it leave them."""

    def __init__(self, session: Session, told: Sequence[Told], today: date) -> None:
        self._today, self._tree = today, tree(session)
        self._directory, self._doors = Directory(self._tree), Doors(session)
        self._slots, self._people = Slots(session), People(session, told)
        self._branches = branches(session, today)
        grids = session.scalars(select(Grid).where(Grid.active_to.is_(None))).all()
        self._grids = {grid.id: grid for grid in grids}
        self._codes = {search_key(text): g.id for g in grids for text in (g.code, g.name)}

    def judge(self, one: Told) -> ReadySeat | None:
        """A seat with who holds it; None if it is refused or the hall has it."""
        for key, most in _LIMITS.items():
            if len(one.text(key)) > most:
                one.refuse(key, Said(f"超过 {most} 个字", "写短一些", Flaw.TOO_LONG))
        owner, title = self._owner(one)
        if one.refused() or owner is None or title is None:
            return None
        name = one.text("name") or seat_name(one.text("title"), title)
        created_on = one.day("created_on")
        who = self._people.find(one)
        term = self._term(one, who, created_on) if who is not None else None
        self._refuse_early(one, owner, created_on, term)
        if one.refused():
            return None
        if who is None or term is None:
            return self._empty(one, owner, (title, name), created_on)
        return self._held(one, owner, (title, name), (who, term, created_on))

    def _owner(self, one: Told) -> tuple[Owner | None, Title | None]:
        organisation, grid = one.text("organisation"), one.text("grid")
        body = False
        found: int | Said | None = None
        if organisation:
            found = self._directory.one(organisation)
            if not isinstance(found, Said):
                body = kind_of(self._tree.nodes[found].kind).body
        title = title_of_words(one.text("title"), body=body)
        if title is None:
            one.refuse("title", _NO_TITLE)
            return None, None
        if title.group == "grid":
            return self._grid(one, grid, title), title
        if found is None:
            one.refuse("organisation", _NO_OWNER if not grid else _not_of("组织", title))
            return None, title
        if isinstance(found, Said):
            one.refuse("organisation", found)
            return None, title
        return Owner(found, None), title

    def _grid(self, one: Told, text: str, title: Title) -> Owner | None:
        if not text:
            one.refuse("grid", _not_of("网格", title))
            return None
        found = self._codes.get(search_key(text))
        if found is None:
            said = Said(f"没有“{text}”这个网格", "写网格编号，先导入网格表", Flaw.GRID)
            one.refuse("grid", said)
            return None
        return Owner(None, found)

    def _term(self, one: Told, who: Somebody, created_on: date | None) -> Term | None:
        """The days; refused if they cannot be, or if the holder was gone by then."""
        since = one.day("since", needed=True)
        last, until = one.day("term_until", needed=True), one.day("until", needed=True)
        if since is None and not one.refused():
            since = created_on or self._today
            problem = _NO_SINCE.problem.format(day=since)
            one.warn("since", _NO_SINCE._replace(problem=problem))
        if one.refused() or since is None:
            return None
        for key, days in (("term_until", (last, None)), ("until", (None, until))):
            try:
                check_days(since, *days)
            except UserError as error:
                problem = str(error).partition("，请")[0]
                one.refuse(key, Said(problem, "请核对这两个日期", Flaw.TERM))
        gone = who.resident
        if gone is not None and gone.gone and not _of_former_times(gone.gone_on, until):
            when = f"已于 {gone.gone_on} " if gone.gone_on else "已经"
            said = f"{gone.name}{when}{GONE[gone.gone]}，不能任职"
            one.refuse("holder", Said(said, "另选，或写上离任日期", Flaw.PERSON))
        return Term(0, since, until, last, holder=who.name)

    def _refuse_early(
        self, one: Told, owner: Owner, created_on: date | None, term: Term | None
    ) -> None:
        """No seat before whose it is, nobody in it before either (service.holding)."""
        if owner.organisation_id is not None:
            node = self._tree.nodes[owner.organisation_id]
            name, first = node.name, node.founded_on
        else:
            grid = self._grids[owner.grid_id or 0]
            name, first = grid.name, grid.active_from
        days = {"created_on": created_on, "since": term.since if term else None}
        for key, day in days.items():
            if first is not None and day is not None and day < first:
                said = Said(f"“{name}”{first} 才设立", "日期要在这以后，请核对", Flaw.TERM)
                one.refuse(key, said)
        if term is not None and created_on is not None and term.since < created_on:
            said = Said(f"席位 {created_on} 才设立", "核对任职日期和设立日期", Flaw.TERM)
            one.refuse("since", said)

    def _empty(
        self, one: Told, owner: Owner, called: tuple[Title, str], created_on: date | None
    ) -> ReadySeat | None:
        """A seat that nobody holds."""
        title, name = called
        known = self._slots.named(owner, title.code, name)
        free = [slot for slot in known if not slot.claimed and not slot.held_on(self._today)]
        mine = next(iter(at_place(free, _place(one))), None)
        if mine is None and title.single and known:
            mine = known[0]
        if mine is not None:
            mine.claimed = True
            one.warn("title", _HERE)
            return None
        slot = self._slots.make(owner, (title.code, name), _place(one), created_on)
        slot.claimed = True
        return ReadySeat(one.row, slot.id, self._new(one, owner, called, slot), None)

    def _held(
        self,
        one: Told,
        owner: Owner,
        called: tuple[Title, str],
        held: tuple[Somebody, Term, date | None],
    ) -> ReadySeat | None:
        """A seat with who holds it: one that is there and free then, or a new one."""
        (title, name), (who, term, created_on) = called, held
        known = self._slots.named(owner, title.code, name)
        if any(slot.has(who.key, term) or _same_name(slot, who, term) for slot in known):
            said = _HOLDS.format(name=who.name, seat=name)
            one.warn("holder", Said(said, "有变化请在席位里办任命、离任", Flaw.DUPLICATE))
            return None
        slot = self._free(one, owner, called, term)
        if slot is None and title.single and known:
            self._refuse_second(one, known[0], name, term)
            return None
        self._warn_branch(one, owner, title, who)
        new = None
        if slot is None:
            slot = self._slots.make(owner, (title.code, name), _place(one), created_on)
            new = self._new(one, owner, called, slot)
        if slot.created_on is not None and term.since < slot.created_on:
            said = f"席位“{name}”{slot.created_on} 才设立"
            one.refuse("since", Said(said, "任职日期要在这以后", Flaw.TERM))
            return None
        slot.take(who.key, term)
        return ReadySeat(one.row, slot.id, new, _holding(one, who, term))

    def _free(self, one: Told, owner: Owner, called: tuple[Title, str], term: Term) -> Slot | None:
        """A seat there of this name, at this place, that is free then."""
        title, name = called
        known = [s for s in self._slots.named(owner, title.code, name) if not s.claimed]
        near = [slot for slot in at_place(known, _place(one)) if slot.fits(term)]
        far = [slot for slot in known if not slot.terms]
        return next(iter(near or far), None)

    def _refuse_second(self, one: Told, slot: Slot, name: str, term: Term) -> None:
        other = next((each for each in slot.terms if not _apart(each, term)), slot.terms[0])
        to = f"到 {other.until - ONE_DAY}" if other.until is not None else "起"
        said = f"“{name}”由{other.holder}担任（{other.since} {to}），一个席位同一天只能一个人"
        one.refuse("holder", Said(said, f"先登记{other.holder}离任，或错开日期", Flaw.TERM))

    def _warn_branch(self, one: Told, owner: Owner, title: Title, who: Somebody) -> None:
        """Whoever leads a branch belongs to it (service.doubts)."""
        organisation = owner.organisation_id
        if organisation is None or title.code not in OF_THE_BRANCH:
            return
        node = self._tree.nodes[organisation]
        kind, number = who.key
        branch = self._branches.get((kind, number)) if isinstance(number, int) else None
        if node.kind not in KEEPERS or branch is None:
            return
        theirs = branch.organisation_id
        if theirs in self._tree.path(organisation):
            return
        if theirs in self._tree.nodes and organisation in self._tree.path(theirs):
            return
        said = f"{who.name}的组织关系在“{branch.name}”，不在“{node.name}”"
        one.warn("holder", Said(said, "核对是不是这个支部的", Flaw.PERSON))

    def _new(self, one: Told, owner: Owner, called: tuple[Title, str], slot: Slot) -> NewSeat:
        building, entrance = self._spot(one)
        return NewSeat(
            owner.organisation_id,
            owner.grid_id,
            called[0].code,
            called[1],
            slot.place,
            building,
            entrance,
            one.text("lane"),
            slot.created_on,
        )

    def _spot(self, one: Told) -> tuple[int | None, int | None]:
        """The building, or the entrance, of 楼栋长 and 楼口长."""
        compound, building, number = (one.text(k) for k in ("compound", "building", "entrance"))
        if not building:
            return None, None
        house = self._doors.house(building, compound)
        stair = self._doors.entrance_of(house, number) if house is not None and number else None
        if house is None or (number and stair is None):
            one.warn("building", _NO_BUILDING)
            return None, None
        return (None, stair) if number else (house, None)


def _not_of(owner: str, title: Title) -> Said:
    return Said(f"“{title.name}”是{owner}的席位", f"在“所属{owner}”里写是哪个{owner}", Flaw.PARENT)


def _place(one: Told) -> int | None:
    text = one.text("place")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _of_former_times(gone_on: date | None, until: date | None) -> bool:
    return until is not None and gone_on is not None and until <= gone_on


def _same_name(slot: Slot, who: Somebody, term: Term) -> bool:
    """The same file once more: an outsider without a phone is known by the seat and the name."""
    return who.resident is None and any(
        other.holder == who.name and other.since == term.since for other in slot.terms
    )


def _apart(one: Term, other: Term) -> bool:
    first, second = sorted((one, other), key=lambda term: term.since)
    return first.until is not None and first.until <= second.since


def _holding(one: Told, who: Somebody, term: Term) -> Holding:
    return Holding(
        who.resident.id if who.resident is not None else None,
        who.outsider_id,
        who.outsider,
        who.ref,
        one.text("source"),
        term.since,
        term.term_until,
        term.until,
    )
