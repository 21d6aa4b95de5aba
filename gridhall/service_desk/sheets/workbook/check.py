"""Checks 事项目录.xlsx with the rules of the catalogue, matter by matter with its materials."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.core.text import search_key
from gridhall.exchange.rules.cells import cell_text
from gridhall.exchange.rules.problems import Flaw
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Checked
from gridhall.registry.sheets.findings import Findings, Said
from gridhall.service_desk.queries.catalogue import matters
from gridhall.service_desk.rules.catalogue import Fault, MatterSpec, matter_faults, matter_of
from gridhall.service_desk.service.catalogue import refuse_taken_names
from gridhall.service_desk.sheets.workbook.columns import LABELS, MATTERS
from gridhall.service_desk.sheets.workbook.told import Line, lines_of

_NO_CODE = Said("没有事项编号", "写上它的编号，如 MZ01", Flaw.WORD)
_TWICE = Said("这个编号在表里写了几次", "一个事项只留一行", Flaw.DUPLICATE)
_SAME = Said("和目录里现在的一样，这一行没有再存", "不用改", Flaw.DUPLICATE)
_WITH_IT = Said("同一个事项别的行有错，这一行没有存", "把那一行改好，几行一起再导入", Flaw.WORD)
_NO_MATTER = Said(f"“{MATTERS}”表里没有这个编号的事项", "核对编号，或把事项也写上", Flaw.WORD)
_BARE = Said("材料表里没有它的材料，按不需要材料存", "确实要材料的，补上再导入一次", Flaw.WORD)


class Ready(NamedTuple):
    """One row that may be stored; a material's row is stored with its matter."""

    row: int
    said: MatterSpec | None


def check_catalogue(
    session: Session, rows: Sequence[SourceRow], today: date, progress: Progress
) -> Checked[Ready]:
    """The rows that may be stored, and what is wrong with the others."""
    checker = _Checker(session, today, *lines_of(rows))
    ready = checker.judge_all()
    progress.report(1, 1)
    return Checked(ready, checker.findings.problems)


class _Checker:
    """Judges one matter after the other; what the hall has is read once."""

    def __init__(
        self, session: Session, today: date, heads: list[Line], materials: list[Line]
    ) -> None:
        self._session, self._today, self._heads = session, today, heads
        self.findings = Findings(LABELS)
        self._known = {row.code: row.said for row in matters(session, today, withdrawn=True)}
        self._counts = Counter(line.code for line in heads)
        self._has_materials = bool(materials)
        self._lacking: set[str] = set()  # names of matters a material of which has no good code
        self._materials: dict[str, list[Line]] = defaultdict(list)
        for line in materials:
            self._materials[line.code].append(line)

    def judge_all(self) -> list[Ready]:
        """Every matter; then the materials that belong to none."""
        codes = {head.code for head in self._heads}
        for code, lines in self._materials.items():
            for line in lines if code not in codes else ():
                self._refuse(line, "code", _NO_MATTER if code else _NO_CODE)
                self._lacking.add(search_key(cell_text(line.cells["of_matter"])))
        return [one for head in self._heads for one in self._judge(head)]

    def _judge(self, head: Line) -> list[Ready]:
        lines = self._materials[head.code] if self._counts[head.code] == 1 else []
        self._look_at_code(head)
        self._tell_bad([head, *lines])
        entry = head.entry | {"materials": [line.entry for line in lines]}
        for fault in matter_faults(entry):
            self._tell(fault, head, lines)
        lacks = search_key(cell_text(head.cells["name"])) in self._lacking
        if lacks or self._refused([head, *lines]):
            self._refuse_rest([head, *lines])
            return []
        return self._settled(head, lines, matter_of(entry))

    def _settled(self, head: Line, lines: list[Line], said: MatterSpec) -> list[Ready]:
        known = self._known.get(said.code)
        if known is not None and not lines:
            said = self._without_materials(head, said, known)
        try:
            refuse_taken_names(self._session, [said], self._today)
        except UserError as error:
            problem, _, fix = str(error).partition("。")
            self._refuse(head, "name", Said(problem, fix.partition("；")[0], Flaw.DUPLICATE))
            self._refuse_rest([head, *lines])
            return []
        if known == said:
            self.findings.warn(head.row, "code", head.cells["code"], _SAME)
            return []
        return [Ready(head.row, said), *(Ready(line.row, None) for line in lines)]

    def _without_materials(self, head: Line, said: MatterSpec, known: MatterSpec) -> MatterSpec:
        """A workbook of matters alone leaves the materials as they are."""
        if not self._has_materials:
            entry = {name: getattr(said, name) for name in MatterSpec.__slots__}
            return MatterSpec(**(entry | {"materials": known.materials}))
        if known.materials:
            self.findings.warn(head.row, "code", head.cells["code"], _BARE)
        return said

    def _look_at_code(self, head: Line) -> None:
        if not head.code:
            self._refuse(head, "code", _NO_CODE)
        elif self._counts[head.code] > 1:
            self._refuse(head, "code", _TWICE)

    def _tell_bad(self, lines: Sequence[Line]) -> None:
        for line in lines:
            for key, what in line.bad.items():
                self._refuse(line, key, Said(f"{LABELS[key]}{what}", "改正这一格", Flaw.WORD))

    def _tell(self, fault: Fault, head: Line, lines: Sequence[Line]) -> None:
        line = lines[fault.material - 1] if fault.material else head
        key = "material" if fault.material and fault.field == "name" else fault.field
        key = key if key in line.cells else "code"
        if key in line.bad or (key == "code" and not head.code):
            return
        what = "没有写" if fault.is_missing else fault.what
        self._refuse(line, key, Said(f"{LABELS[key]}{what}", "改正这一格", Flaw.WORD))

    def _refused(self, lines: Sequence[Line]) -> bool:
        return any(line.row in self.findings.refused for line in lines)

    def _refuse_rest(self, lines: Sequence[Line]) -> None:
        """A matter comes whole or not at all: its other rows wait with it."""
        for line in lines:
            if line.row not in self.findings.refused:
                self._refuse(line, "code", _WITH_IT)

    def _refuse(self, line: Line, key: str, said: Said) -> None:
        self.findings.refuse(line.row, key, line.cells[key], said)
