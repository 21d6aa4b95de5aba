"""What a 服务指南 says of a matter, part by part; a part with nothing to say is left out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from gridhall.core.hall import Hall
from gridhall.pdf.form_parts import Table
from gridhall.service_desk.labels import (
    AUDIENCES,
    ITEM_KINDS,
    ITEM_TYPES,
    LEVELS,
    WAYS,
    limit_label,
)
from gridhall.service_desk.queries.catalogue import MaterialRow, MatterRow
from gridhall.service_desk.rules.catalogue import MatterSpec, code_words

_NUMBERED = re.compile(r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]|[①-⑳])\s*")
_HEADINGS = ("序号", "材料名称", "原件", "复印件", "要求", "到哪里开、怎样准备")
_WIDTHS = (0.9, 3.5, 0.9, 1.2, 1.7, 4.8)
HALL_HOURS = "工作日，上下班时间以大厅公示为准"


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part: facts, then lines, then a table."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    table: Table | None = None

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield from (self.title, *chain.from_iterable(self.facts), *self.lines)
        if self.table is not None:
            yield from chain(self.table.headings, *self.table.rows)


def parts_of(row: MatterRow, hall: Hall, where: Mapping[str, str]) -> tuple[Part, ...]:
    """The guide's parts in the order a visitor asks."""
    said = row.said
    found = (
        Part("基本信息", _filled(_basics(said))),
        Part("受理条件", lines=numbered(said.conditions)),
        Part("申请材料", table=_materials(row, where)),
        Part("办理流程", lines=numbered(said.steps)),
        Part("办理时限", _filled(_limits(said))),
        Part("收费和结果", _filled(_results(said))),
        Part("办理地点、时间和电话", _filled(place_facts(said, hall))),
        Part("设定依据", lines=tuple(said.basis.splitlines())),
        Part("常见问题", lines=tuple(said.questions.splitlines())),
    )
    return tuple(one for one in found if one.facts or one.lines or one.table)


def numbered(text: str) -> tuple[str, ...]:
    """Lines as steps 1. 2. 3.; numbers the writer gave give way, one line alone needs none."""
    lines = [_NUMBERED.sub("", line).strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        return tuple(lines)
    return tuple(f"{place}. {line}" for place, line in enumerate(lines, 1))


def place_facts(said: MatterSpec, hall: Hall) -> tuple[tuple[str, str], ...]:
    """Where, when, by phone: the matter's own, or else the hall's."""
    return (
        ("办理地点", said.place or " ".join(filter(None, (hall.address, hall.name)))),
        ("办理时间", said.hours or HALL_HOURS),
        ("咨询电话", said.phone or hall.phone),
        ("监督电话", said.complaint_phone or hall.supervision_phone),
    )


def _basics(said: MatterSpec) -> tuple[tuple[str, str], ...]:
    known = (
        ("编号", said.code),
        ("基本编码", said.basic_code),
        ("实施编码", said.implementation_code),
    )
    codes = "　".join(f"{label} {code}" for label, code in known if code)
    kinds = f"{ITEM_TYPES.get(said.item_type, said.item_type)} · {ITEM_KINDS[said.kind]}"
    return (
        ("事项编码", codes),
        ("事项类型", kinds),
        ("服务对象", code_words(said.audience, AUDIENCES)),
        ("办理形式", code_words(said.ways, WAYS)),
        ("实施主体", "　".join(filter(None, (said.authority, said.authority_code)))),
        ("行使层级", LEVELS.get(said.level, said.level)),
        ("联办机构", said.partners),
        ("通办范围", said.scope),
        ("数量限制", said.quota),
    )


def _limits(said: MatterSpec) -> tuple[tuple[str, str], ...]:
    days = f"{limit_label(said.kind, said.limit_days)}" + (
        "（受理当日不计，节假日不计）" if said.limit_days else ""
    )
    return (
        ("承诺时限", days),
        ("法定时限", f"{said.legal_days} 个工作日" if said.legal_days else ""),
        ("时限说明", said.limit_note),
        ("特别程序", said.special),
    )


def _results(said: MatterSpec) -> tuple[tuple[str, str], ...]:
    return (
        ("收费", said.fee or "不收费"),
        ("收费依据", said.fee_basis),
        ("办理结果", said.result),
        ("送达方式", said.delivery),
    )


def _materials(row: MatterRow, where: Mapping[str, str]) -> Table:
    rows = tuple(_material(one, where.get(one.issuer, "")) for one in row.materials)
    return Table(_HEADINGS, _WIDTHS, rows, "不需要提交材料，请带本人身份证件")


def _material(one: MaterialRow, where: str) -> tuple[str, ...]:
    needed = "必备" if one.required else "有的提供"
    how = (one.issuer, where, one.issued_within, one.note)
    return (
        str(one.position),
        one.name,
        str(one.originals or "—"),
        str(one.copies or "—"),
        needed + ("，可容缺" if one.deferrable else ""),
        "；".join(filter(None, how)) or "自备",
    )


def _filled(facts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(one for one in facts if one[1])
