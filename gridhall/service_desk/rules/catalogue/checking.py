"""The rules every matter keeps to, whether a file, a workbook or the editor says it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gridhall.core.errors import UserError
from gridhall.core.identity import check_uscc
from gridhall.core.text import clean, clean_lines
from gridhall.service_desk.rules.catalogue.fields import (
    MATERIAL,
    MATERIAL_REQUIRED,
    MATTER,
    REQUIRED,
    SHAPES,
    Field,
)
from gridhall.service_desk.rules.catalogue.spec import MaterialSpec, MatterSpec, codes_of
from gridhall.service_desk.rules.negative import blocked_by

_CODE = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*")
_CODED = ("basic_code", "implementation_code")
_EITHER = 2
_FIXES = {
    "没有写": "，请填写",
    "是空的": "，请填写",
    "最长": "，请写短一些",
    "里没有": "，请改正",
    "是社区不出具": "，请换一个事项",
    "只用": "，请改正",
    "是 ": "，请改短承诺时限，或核对法定时限",
}  # by how the fault begins


class Fault(NamedTuple):
    """One thing wrong with a matter; `what` follows the field's name: 是空的, 应为数字."""

    field: str
    what: str
    material: int = 0  # the place of the material it is in; 0: the matter itself
    is_missing: bool = False

    @property
    def label(self) -> str:
        """The field's Chinese name."""
        known = (MATERIAL if self.material else MATTER).get(self.field)
        return known.label if known else self.field

    @property
    def title(self) -> str:
        """How a list of faults names it: 基本编码, 材料 6 的名称."""
        return f"材料 {self.material} 的{self.label}" if self.material else self.label

    @property
    def sentence(self) -> str:
        """As the editor says it below the field."""
        what = "没有写" if self.is_missing else self.what
        fix = next((fix for wrong, fix in _FIXES.items() if what.startswith(wrong)), "")
        said = f"{self.label}{what}{fix}"
        return f"第 {self.material} 份材料的{said}" if self.material else said


class MatterProblems(UserError):
    """What is wrong with a matter as typed, field by field."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        named = "、".join(dict.fromkeys(fault.title for fault in faults))
        told = faults[0].sentence if len(faults) == 1 else ""
        super().__init__(told or f"还有 {len(faults)} 处要改：{named}")
        self.faults = tuple(faults)


def matter_faults(entry: Any) -> list[Fault]:
    """Everything wrong with one entry of a catalogue; its shape first, then its sense."""
    if not isinstance(entry, dict):
        return [Fault("", f"应为{SHAPES[dict]}")]
    faults = list(_field_faults(entry, MATTER, REQUIRED))
    if any(fault.field == "materials" for fault in faults):
        return faults
    materials = list(_materials_faults(entry["materials"]))
    if faults:
        return faults + materials
    return materials + list(_sense_faults(entry))


def matter_of(entry: Mapping[str, Any]) -> MatterSpec:
    """The matter an entry says, cleaned; only for one without faults."""
    told = {
        name: _cleaned(entry[name], MATTER[name])
        for name in MATTER
        if name in entry and name != "materials"
    }
    return MatterSpec(**told, materials=tuple(map(_material_of, entry["materials"])))


def checked(entry: Mapping[str, Any]) -> MatterSpec:
    """The matter an entry says; MatterProblems if it keeps to no rule."""
    faults = matter_faults(entry)
    if faults:
        raise MatterProblems(faults)
    return matter_of(entry)


def _materials_faults(materials: Sequence[Any]) -> Iterator[Fault]:
    for place, material in enumerate(materials, start=1):
        if not isinstance(material, dict):
            yield Fault("", f"应为{SHAPES[dict]}", place)
            continue
        faults = list(_field_faults(material, MATERIAL, MATERIAL_REQUIRED, place))
        yield from faults
        if not faults and material["originals"] + material["copies"] == 0:
            yield Fault("originals", "和“复印件份数”都是 0，至少要有一份", place)


def _field_faults(
    entry: Mapping[str, Any],
    known: Mapping[str, Field],
    needed: Mapping[str, Field],
    place: int = 0,
) -> Iterator[Fault]:
    for name, field in known.items():
        if name not in entry:
            if name in needed:
                yield Fault(name, "", place, is_missing=True)
        elif said := value_fault(field, entry[name]):
            yield Fault(name, said, place)
    for name in entry:
        if name not in known:
            yield Fault(str(name)[:40], "不是目录里的字段", place)


def value_fault(field: Field, value: Any) -> str:
    """What is wrong with one value by itself; "" if nothing is."""
    if type(value) is not field.shape:
        return f"应为{SHAPES[field.shape]}"
    if isinstance(value, int) and not isinstance(value, bool):
        return "" if 0 <= value <= field.most else f"应在 0 到 {field.most} 之间，现在是 {value}"
    if isinstance(value, list):
        return _length_fault(field, value)
    return _text_fault(field, value) if isinstance(value, str) else ""


def _text_fault(field: Field, value: str) -> str:
    if not clean(value) and not field.may_be_empty:
        return "是空的"
    if field.codes:
        return _code_fault(field, value)
    return _length_fault(field, value)


def _length_fault(field: Field, value: Sequence[Any]) -> str:
    long = len(value)
    return f"最长 {field.most}，现在是 {long}" if long > field.most else ""


def _code_fault(field: Field, value: str) -> str:
    codes = codes_of(value) if field.several else (clean(value),)
    unknown = [code for code in codes if code not in field.codes]
    if not unknown and len(set(codes)) == len(codes):
        return ""
    named = [f"{code}（{word}）" for code, word in field.codes.items()]
    if len(named) == _EITHER:
        return f"应为 {'或 '.join(named)}"
    options = "、".join(named)
    how = "写其中的一个或几个，用逗号分开：" if field.several else "写其中的一个："
    wrong = f"里没有“{unknown[0][:20]}”" if unknown else "里有重复的"
    return f"{wrong}，{how}{options}"


def _sense_faults(entry: Mapping[str, Any]) -> Iterator[Fault]:
    """Fields that are well-formed but do not go together."""
    if not _CODE.fullmatch(clean(entry["code"])):
        yield Fault("code", "只用字母、数字和短横")
    yield from _limit_faults(entry)
    certificate = blocked_by(entry["name"])
    if certificate:
        yield Fault("name", f"是社区不出具的“{certificate.name}”，不能收进目录")
    for name in _CODED:
        said = clean(entry.get(name, ""))
        if said and not _CODE.fullmatch(said):
            yield Fault(name, "只用字母、数字和短横")
    if said := _credit_fault(entry.get("authority_code", "")):
        yield Fault("authority_code", said)


def _limit_faults(entry: Mapping[str, Any]) -> Iterator[Fault]:
    days, legal = entry["limit_days"], entry.get("legal_days", 0)
    if (clean(entry["kind"]) == "instant") != (days == 0):
        yield Fault("limit_days", "：即办件应为 0，承诺件至少 1 个工作日")
    if 0 < legal < days:
        yield Fault("limit_days", f"是 {days} 个工作日，比法定时限 {legal} 个工作日还长")


def _credit_fault(code: str) -> str:
    """统一社会信用代码 (GB 32100-2015); "" if it is one, or if none is given."""
    if not clean(code):
        return ""
    try:
        check_uscc(clean(code))
    except UserError:
        return "不对：要 18 位，末位是校验码，请对照证照核对"
    return ""


def _material_of(material: Mapping[str, Any]) -> MaterialSpec:
    said = {name: _cleaned(material[name], MATERIAL[name]) for name in MATERIAL if name in material}
    return MaterialSpec(**said)


def _cleaned(value: Any, field: Field) -> Any:
    if not isinstance(value, str):
        return value
    if field.lines:
        return "\n".join(filter(None, clean_lines(value).splitlines()))
    if field.several:
        return ",".join(codes_of(clean(value)))
    return clean(value)
