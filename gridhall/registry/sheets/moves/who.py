"""Whom a row of a ledger of moves means: by number, by name and birth date, or by household."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.exchange.rules.problems import Flaw
from gridhall.registry.models import PersonEvent, RegisterAction
from gridhall.registry.queries import household_numbered
from gridhall.registry.queries.residents import by_number
from gridhall.registry.rules import DraftProblems, ResidentDraft, check_draft
from gridhall.registry.rules.changes import ENTRIES, Member
from gridhall.registry.sheets.findings import Findings, Said
from gridhall.registry.sheets.moves.board import Board
from gridhall.registry.sheets.moves.told import Told

_FIX_WHO = "补上公民身份号码，或出生日期，或户号"
_NOBODY = Said("没有写是谁", "补上姓名和公民身份号码", Flaw.PERSON)
_ONLY_NAME = Said("光有姓名认不出是谁", _FIX_WHO, Flaw.PERSON)
_UNKNOWN = Said("大厅里没有这个人", "核对姓名和号码；还没登记的，先导入居民名册", Flaw.PERSON)
_NOT_THERE = Said("这一户没有这个人", "核对户号和姓名，或补上公民身份号码", Flaw.PERSON)
_BARE = Said("新来的人没有证件号", "补上公民身份号码，或性别和出生日期", Flaw.NO_NUMBER)
_TWICE = Said("这项变动已经登记过，这一行没有再存", "不用再导", Flaw.DUPLICATE)


class Found(NamedTuple):
    """A row and whom it means; `draft` of somebody the hall has not seen yet."""

    told: Told
    person_id: int
    draft: ResidentDraft | None = None


class Finder:
    """Finds people on the board; says why it cannot."""

    def __init__(self, session: Session, board: Board, findings: Findings, today: date) -> None:
        self._session, self._board, self._findings = session, board, findings
        self._today = today

    def find(self, told: Told) -> Found | None:
        """Whom the row means; None if nobody, somebody unclear, or it was done before."""
        try:
            person_id = self._known(told)
        except _Unclear as unclear:
            self._findings.refuse(told.row, unclear.key, told.cells[unclear.key], unclear.said)
            return None
        if person_id is None:
            return self._newcomer(told)
        if person_id > 0 and self._was_told(person_id, told):
            key = "id_number" if told.number else "name"
            self._findings.warn(told.row, key, told.cells[key], _TWICE)
            return None
        return Found(told, person_id)

    def _known(self, told: Told) -> int | None:
        if told.number:
            person_id = self._board.brought(told.number)
            person_id = by_number(self._session, told.number) if person_id is None else person_id
            if person_id is not None:
                self._same_name(told, person_id)
            return person_id
        if not told.name:
            raise _Unclear("name", _NOBODY)
        born = told.happened_on if told.kind == "born" else told.birth_date
        if born is not None:
            return self._one_of(told, self._board.named(told.name, born))
        if told.household_number:
            return self._member(told)
        raise _Unclear("name", _ONLY_NAME)

    def _member(self, told: Told) -> int | None:
        try:
            home = self._board.home(household_numbered(self._session, told.household_number))
        except UserError:
            said = Said(f"没有户号 {told.household_number}", "核对户号", Flaw.HOUSEHOLD)
            raise _Unclear("household_number", said) from None
        same = [one.person_id for one in home.members if one.name == told.name]
        if not same and told.kind not in ENTRIES:
            raise _Unclear("name", _NOT_THERE)
        return self._one_of(told, same)

    def _one_of(self, told: Told, same: list[int]) -> int | None:
        if len(same) > 1:
            problem = f"有 {len(same)} 位{told.name}都对得上"
            raise _Unclear("name", Said(problem, "补上公民身份号码", Flaw.PERSON))
        return same[0] if same else None

    def _same_name(self, told: Told, person_id: int) -> None:
        known = self._board.person(person_id).name
        if told.name and known not in (told.name, told.text("new_name")):
            problem = f"这个号码在大厅登记的是“{known}”"
            raise _Unclear("name", Said(problem, "核对姓名和号码", Flaw.PERSON))

    def _newcomer(self, told: Told) -> Found | None:
        if told.kind not in ENTRIES:
            key = "id_number" if told.number else "name"
            self._findings.refuse(told.row, key, told.cells[key], _UNKNOWN)
            return None
        born = told.happened_on if told.kind == "born" else told.birth_date
        if not told.number and not (born and told.sex in ("1", "2")):
            self._findings.refuse(told.row, "id_number", "", _BARE)
            return None
        draft = ResidentDraft(
            told.name, told.number, sex=told.sex, birth_date=born, phone=told.text("phone")
        )
        try:
            draft = check_draft(draft, self._today, registered=True)
        except DraftProblems as problems:
            for field, sentence in problems.problems:
                self._findings.refuse(told.row, field, told.cells[field], split(sentence))
            return None
        member = Member(-told.row, draft.name, draft.sex, draft.birth_date, status="unsettled")
        self._board.add(member, draft.id_number or "")
        return Found(told, -told.row, replace(draft, relation=""))

    def _was_told(self, person_id: int, told: Told) -> bool:
        same = (
            select(PersonEvent.id)
            .outerjoin(RegisterAction, RegisterAction.id == PersonEvent.action_id)
            .where(PersonEvent.person_id == person_id, PersonEvent.kind == told.kind)
            .where(PersonEvent.happened_on == told.happened_on)
            .where(RegisterAction.undone_by.is_(None))
        )
        return self._session.scalar(same) is not None


class _Unclear(Exception):
    """Whom a row means cannot be said."""

    def __init__(self, key: str, said: Said) -> None:
        super().__init__(said.problem)
        self.key, self.said = key, said


def split(sentence: str, flaw: Flaw = Flaw.PERSON) -> Said:
    """A sentence of the desk as problem and remedy."""
    for mark in ("，请", "；请"):
        problem, found, fix = sentence.partition(mark)
        if found:
            return Said(problem, fix.rstrip("。"), flaw)
    if sentence.startswith("请"):
        return Said(f"没有{sentence[2:]}", sentence[1:], flaw)
    return Said(sentence.rstrip("。"), "核对这一行", flaw)
