"""The workbook of agencies (办事机构): filled in away from the desk and brought in again.

A row of an agency the hall knows changes nothing by itself: where it tells something else, the
clerk is asked field by field (和大厅不同).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Role
from gridhall.core.progress import Progress
from gridhall.core.text import search_key
from gridhall.exchange.models import ImportBatch
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.rules.headings import ColumnSpec
from gridhall.exchange.rules.problems import Flaw
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Batch, Checked
from gridhall.organisation.models import OrganisationAction
from gridhall.organisation.queries.agencies import AgencyRow, agencies
from gridhall.organisation.rules.agencies import TITLES, AgencyDraft, check_agency
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.organisation.service.acts import Acts
from gridhall.organisation.service.agencies import KEPT, add_agency, agency_row, refuse_plate
from gridhall.organisation.service.taking_back import take_back
from gridhall.organisation.sheets.exporting import Workbook
from gridhall.organisation.sheets.told import Told, new_findings, refuse_draft, told_rows
from gridhall.registry.sheets.findings import Said

COLUMNS = (
    ColumnSpec("code", "编号", ("机构编号", "代码", "编码")),
    ColumnSpec(
        "name",
        "名称",
        ("机构名称", "机构", "办事机构", "单位名称", "部门", "部门名称", "热线名称"),
        required=True,
        example="公安派出所",
    ),
    ColumnSpec("kind", "类别", ("类型", "机构类别")),
    ColumnSpec("aliases", "别名", ("也叫", "简称", "又名")),
    ColumnSpec("does", "办什么", ("职能", "办理事项", "业务范围", "用途")),
    ColumnSpec("phone", "咨询电话", ("电话", "联系电话", "办公电话", "号码")),  # public, unmasked
    ColumnSpec("address", "地址", ("办公地址", "办理地点", "详细地址")),
    ColumnSpec("hours", "办公时间", ("工作时间", "办理时间", "服务时间")),
    ColumnSpec("on_plate", "印在服务牌", ("服务牌", "上牌")),
)  # fmt: skip
HEADINGS = tuple(one.label for one in COLUMNS)
_TAKEN = ("does", "phone", "address", "hours", "aliases")
_TWICE = Said("与上面的行重复", "同一个机构只留一行", Flaw.DUPLICATE)
_HERE = Said("已经有这个机构", "和大厅不同的地方在“和大厅不同”里选要不要更新", Flaw.DUPLICATE)
_ENDED = Said("这个机构已停用，这一行没有存", "要用请先在办事机构里恢复使用", Flaw.DUPLICATE)
_NO_KIND = Said("看不出类别，先记为办事机构", "写 办事机构 或 服务热线", Flaw.KIND)
_YES = frozenset({"是", "印", "已印", "1", "√", "✓", "y", "yes", "true"})
_KINDS = {"办事机构": "office", "机构": "office", "服务热线": "hotline", "热线": "hotline"}


class AgencySheet:
    """办事机构表, for the import workbench."""

    kind = "agencies"
    title = "办事机构"
    columns = COLUMNS
    fields: Mapping[str, str] = {key: TITLES[key] for key in _TAKEN}

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today

    def check(
        self, session: Session, rows: Sequence[SourceRow], progress: Progress
    ) -> Checked[AgencyDraft]:
        """Judge every row against itself, the other rows and the hall."""
        findings = new_findings(COLUMNS)
        checker = _Checker(agencies(session, ended=True))
        found = [checker.judge(one) for one in told_rows(rows, COLUMNS, findings)]
        progress.report(1, 1)
        ready = [one for one in found if one is not None]
        return Checked(ready, findings.problems, checker.differences)

    def store(
        self, session: Session, batch: Batch, ready: Sequence[AgencyDraft], progress: Progress
    ) -> int:
        """Write new agencies down in one act, with their search entries."""
        require(batch.clerk, Role.SUPERVISOR, "导入办事机构")
        if ready:
            acts = _acts(session, batch, "add")
            for one in ready:
                add_agency(acts, one)
            refuse_plate(session)
            acts.close(f"导入办事机构 {len(ready)} 个（{batch.name}）")
        progress.report(1, 1)
        return len(ready)

    def update(self, session: Session, batch: Batch, taken: Sequence[Difference]) -> int:
        """Take over what the workbook tells of known agencies, in one act; how many."""
        told: dict[int, dict[str, Any]] = {}
        for one in taken:
            told.setdefault(one.record_id, {})[one.field] = str(one.value)
        if not told:
            return 0
        require(batch.clerk, Role.SUPERVISOR, "导入办事机构")
        acts = _acts(session, batch, "update")
        for agency_id, values in told.items():
            row = agency_row(session, agency_id)
            draft = AgencyDraft(**{name: getattr(row, name) for name in KEPT})
            kept = check_agency(replace(draft, **values))
            acts.change(row, **{name: getattr(kept, name) for name in KEPT})
        after = {"after": {"count": len(told)}}
        record(session, batch.clerk, "agency.save", ("agency", None), after)
        acts.close(f"照导入的表更新办事机构 {len(told)} 个（{batch.name}）")
        return len(told)

    def undo(self, session: Session, batch: Batch) -> int:
        """Take both acts of the batch back; refused if something was changed since."""
        for part in ("update", "add"):
            query = select(OrganisationAction).where(
                OrganisationAction.request_key == _key(batch, part),
                OrganisationAction.undone_by.is_(None),
            )
            action = session.scalar(query)
            if action is not None:
                take_back(session, batch.clerk, action.id, self._today())
        return session.get_one(ImportBatch, batch.id).stored


class _Checker:
    """Judges one row after the other; what the hall has is read once."""

    def __init__(self, known: Sequence[AgencyRow]) -> None:
        self._by_code = {row.code: row for row in known}
        self._by_name = {search_key(row.name): row for row in known}
        self._seen: set[str] = set()
        self.differences: list[Difference] = []

    def judge(self, one: Told) -> AgencyDraft | None:
        """A new agency; None if the hall has it, or it is refused."""
        key = search_key(one.text("name"))
        known = self._by_code.get(one.text("code")) or self._by_name.get(key)
        if key and key in self._seen:
            one.warn("name", _TWICE)
            return None
        self._seen.add(key)
        draft = self._checked(one)
        if draft is None or known is None:
            return draft
        one.warn("name", _HERE if known.active else _ENDED)
        if known.active:
            self.differences += _differences(one.row, known, draft)
        return None

    def _checked(self, one: Told) -> AgencyDraft | None:
        draft = AgencyDraft(
            one.text("name"),
            _kind(one),
            one.lines("aliases"),
            one.text("does"),
            one.text("address"),
            one.text("hours"),
            one.number("phone"),
            search_key(one.text("on_plate")) in _YES,
        )
        try:
            kept = check_agency(draft)
        except DraftProblems as problems:
            refuse_draft(one, problems, {})
            return None
        return None if one.refused() else kept


def _differences(row: int, known: AgencyRow, draft: AgencyDraft) -> Iterator[Difference]:
    """What the workbook says and the hall does not; an empty cell says nothing."""
    for field in _TAKEN:
        was = "\n".join(known.aliases) if field == "aliases" else str(getattr(known, field))
        now = str(getattr(draft, field))
        if now and now != was:
            shown = (was.replace("\n", "、"), now.replace("\n", "、"))
            yield Difference(row, field, TITLES[field], known.name, *shown, known.id, now)


def _kind(one: Told) -> str:
    word = one.text("kind")
    found = _KINDS.get(word, "")
    if not found and word:
        one.warn("kind", _NO_KIND)
    return found or "office"


def _acts(session: Session, batch: Batch, part: str) -> Acts:
    day = batch.at.astimezone().date()
    return Acts(session, batch.clerk, "agency_import", day, day, request_key=_key(batch, part))


def _key(batch: Batch, part: str) -> str:
    return f"agencies-{batch.id}-{part}"


def agency_cells(session: Session, _today: date) -> Iterator[list[str]]:
    """Every agency in use, in the hall's order, as it can be brought in again."""
    for row in agencies(session):
        yield [
            row.code, row.name, "服务热线" if row.is_hotline else "办事机构",
            "、".join(row.aliases), row.does, row.phone, row.address, row.hours,
            "是" if row.on_plate else "",
        ]  # fmt: skip


AGENCIES = Workbook("办事机构", HEADINGS, agency_cells)
