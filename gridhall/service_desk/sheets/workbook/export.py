"""事项目录.xlsx out: the whole catalogue in words, every cell text; it comes in again as it is."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gridhall.exchange.service.writing import Page, write_pages
from gridhall.service_desk.rules.catalogue import MATTER, MaterialSpec, MatterSpec, code_words
from gridhall.service_desk.sheets.workbook.columns import (
    ACTIVE,
    CODE,
    GUIDE,
    MATERIAL_COLUMNS,
    MATERIALS,
    MATTER_COLUMNS,
    MATTERS,
    NO,
    OF_MATTER,
    RETIRED,
    YES,
)

TITLE = "事项目录"
_HEADINGS = (CODE.label, *(spec.label for spec in MATTER_COLUMNS))
_MATERIAL_HEADINGS = (
    CODE.label,
    OF_MATTER.label,
    *(spec.label for spec in MATERIAL_COLUMNS),
)
_HOW = (
    (
        "事项编号",
        "字母、数字和短横，最长 20；编号相同的是同一个事项，改了哪一项就从导入那天起算新的",
    ),
    ("材料", "一份材料一行，写它所属事项的编号；行的先后就是窗口核对材料的先后"),
    ("所属事项", "只是为了看着方便，改了不算"),
    ("承诺时限", "工作日数；即办件写 0，承诺件至少 1，不能比法定时限长"),
    ("法定时限", "工作日数；法律没有规定的写 0"),
    ("受理条件、办理流程、常见问题", "一条一行，单元格里按 Alt+Enter 换行；问答写 问：… 和 答：…"),
    ("办理地点、办理时间、电话", "空着就用本大厅的"),
    ("必备、可容缺", "写 是 或 否"),
    ("状态", "在办 或 停用；没有写的是在办"),
)


def write_catalogue(path: Path, specs: Sequence[MatterSpec]) -> int:
    """Write the workbook; says how many matters."""
    write_pages(path, pages(specs))
    return len(specs)


def pages(specs: Sequence[MatterSpec]) -> list[Page]:
    """Its sheets: 事项, 材料, and how to fill them in."""
    return [
        Page(MATTERS, _HEADINGS, map(_matter_line, specs), lines=True),
        Page(MATERIALS, _MATERIAL_HEADINGS, _material_lines(specs), lines=True),
        Page(GUIDE, ("栏目", "怎样填"), [*_HOW, *_code_lines()]),
    ]


def _matter_line(said: MatterSpec) -> list[str]:
    return [said.code, *(_cell(spec.key, said) for spec in MATTER_COLUMNS)]


def _cell(key: str, said: MatterSpec) -> str:
    value, field = getattr(said, key), MATTER[key]
    if key == "active":
        return ACTIVE if value else RETIRED
    return code_words(value, dict(field.codes)) if field.codes else str(value)


def _material_lines(specs: Iterable[MatterSpec]) -> Iterator[list[str]]:
    for said in specs:
        for material in said.materials:
            yield [said.code, said.name, *_material_cells(material)]


def _material_cells(said: MaterialSpec) -> Iterator[str]:
    for spec in MATERIAL_COLUMNS:
        value = getattr(said, "name" if spec.key == "material" else spec.key)
        yield (YES if value else NO) if isinstance(value, bool) else str(value)


def _code_lines() -> Iterator[tuple[str, str]]:
    """The code tables of GB/T 39046-2020."""
    for field in MATTER.values():
        if field.codes:
            several = "，可以写几个，用顿号分开" if field.several else ""
            yield field.label, f"{'、'.join(field.codes.values())}{several}"
