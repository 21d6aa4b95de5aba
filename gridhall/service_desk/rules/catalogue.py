"""What a catalogue file (事项目录) must look like; every fault names file, entry and field."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.service_desk.rules.negative import blocked_by

FORMAT = 1
MOST_BYTES = 2_000_000
_MOST_NAMED = 3  # faults told at once


@dataclass(frozen=True, slots=True)
class MaterialSpec:
    """One material of a matter, as a catalogue file says it (GB/T 39046-2020 材料)."""

    name: str
    originals: int  # 原件份数
    copies: int  # 复印件份数
    required: bool  # 是否必备
    issuer: str  # 出具机构
    note: str
    deferrable: bool = False  # 可容缺
    issued_within: str = ""  # 出具时间要求


@dataclass(frozen=True, slots=True)
class MatterSpec:
    """One matter, as a catalogue file says it (GB/T 39046-2020 事项)."""

    code: str
    name: str
    category: str
    kind: str  # instant 即办件, promised 承诺件
    limit_days: int  # working days
    basis: str
    authority: str
    fee: str
    result: str
    materials: tuple[MaterialSpec, ...]
    active: bool = True
    legal_days: int = 0  # working days; 0: no law sets a limit
    limit_note: str = ""
    item_type: str = "20"  # 事项类型, labels.ITEM_TYPES
    basic_code: str = ""
    implementation_code: str = ""
    level: str = "6"  # 行使层级, labels.LEVELS
    authority_code: str = ""  # 统一社会信用代码
    partners: str = ""  # 联办机构
    audience: str = "1"  # 服务对象, labels.AUDIENCES, "1,2"
    ways: str = "1"  # 办理形式, labels.WAYS
    special: str = ""  # 特别程序
    conditions: str = ""  # 受理条件
    steps: str = ""  # 办理流程
    quota: str = ""  # 数量限制
    scope: str = ""  # 通办范围
    fee_basis: str = ""
    delivery: str = ""  # 送达方式
    place: str = ""  # "" the hall's own address, hours, phones
    hours: str = ""
    phone: str = ""
    complaint_phone: str = ""
    questions: str = ""  # 常见问题


class CatalogueProblem(UserError):
    """A catalogue file that cannot be taken: nothing of it is stored."""

    def __init__(self, file: str, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        more = len(faults) - _MOST_NAMED
        tail = f"；另外还有 {more} 处" if more > 0 else ""
        said = "；".join(faults[:_MOST_NAMED])
        super().__init__(f"“{file}”{said}{tail}。改好再导入；现有的事项目录没有改动。")


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of an entry: its Chinese name, its shape, the longest text or largest number."""

    label: str
    shape: type
    most: int = 0
    may_be_empty: bool = False


_MATTER = {
    "code": _Field("编号", str, 20),
    "name": _Field("名称", str, 200),
    "category": _Field("类别", str, 30),
    "kind": _Field("办件类型", str, 10),
    "limit_days": _Field("承诺时限", int, 365),
    "basis": _Field("设定依据", str, 2000, True),
    "authority": _Field("实施主体", str, 100, True),
    "fee": _Field("收费", str, 60, True),
    "result": _Field("办理结果", str, 100, True),
    "materials": _Field("材料", list, 30, True),
}
_MATERIAL = {
    "name": _Field("名称", str, 100),
    "originals": _Field("原件份数", int, 20),
    "copies": _Field("复印件份数", int, 20),
    "required": _Field("是否必备", bool),
    "issuer": _Field("出具机构", str, 100, True),
    "note": _Field("说明", str, 200, True),
}
# Fields a file may leave out: they then say what their default says.
OPTIONAL = tuple(n for n in MatterSpec.__slots__ if n not in _MATTER and n != "active")
_SHAPES = {str: "文字", int: "数字", bool: "true 或 false", list: "列表", dict: "一组字段"}


def read_catalogue(file: str, data: bytes) -> tuple[MatterSpec, ...]:
    """The matters of a catalogue file; `file` is its name, for the sentence. CatalogueProblem."""
    entries = _entries(file, data)
    faults = [
        fault
        for place, entry in enumerate(entries, start=1)
        for fault in _matter_faults(_called(place, entry, "项"), entry)
    ]
    faults = faults or _clashes(entries)
    if faults:
        raise CatalogueProblem(file, faults)
    return tuple(map(_matter, entries))


def catalogue_json(matters: Iterable[MatterSpec]) -> str:
    """A catalogue file with these matters; `read_catalogue` gives them back."""
    said = {"catalogue": FORMAT, "matters": [asdict(matter) for matter in matters]}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _entries(file: str, data: bytes) -> list[Any]:
    if len(data) > MOST_BYTES:
        raise CatalogueProblem(file, ["超过 2 MB，不像事项目录"])
    try:
        stored = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        where = f"（第 {error.lineno} 行）" if isinstance(error, json.JSONDecodeError) else ""
        raise CatalogueProblem(file, [f"不是 UTF-8 的 JSON 文件{where}"]) from error
    if not isinstance(stored, dict) or stored.get("catalogue") != FORMAT:
        raise CatalogueProblem(file, ["开头缺“目录格式（catalogue）”，应为 1"])
    entries = stored.get("matters")
    if not isinstance(entries, list) or not entries:
        raise CatalogueProblem(file, ["缺“事项（matters）”，要有一列事项"])
    return entries


def _called(place: int, entry: Any, counted: str) -> str:
    """How a fault names an entry: 第 3 项“高龄津贴初审”."""
    name = entry.get("name") if isinstance(entry, dict) else None
    return f"第 {place} {counted}" + (f"“{clean(name)[:40]}”" if isinstance(name, str) else "")


def _matter_faults(called: str, entry: Any) -> list[str]:
    faults = _field_faults(called, entry, _MATTER)
    if faults:
        return faults
    faults = [
        fault
        for place, material in enumerate(entry["materials"], start=1)
        for fault in _material_faults(f"{called}的{_called(place, material, '份材料')}", material)
    ]
    return faults + [f"{called}{said}" for said in _sense_faults(entry)]


def _material_faults(called: str, material: Any) -> list[str]:
    faults = _field_faults(called, material, _MATERIAL)
    if not faults and material["originals"] + material["copies"] == 0:
        return [f"{called}的“原件份数”和“复印件份数”都是 0，至少要有一份"]
    return faults


def _field_faults(called: str, entry: Any, wanted: Mapping[str, _Field]) -> list[str]:
    if not isinstance(entry, dict):
        return [f"{called}应为一组字段"]
    found = ((name, field, entry.get(name)) for name, field in wanted.items())
    said = ((name, field, _value_fault(field, value)) for name, field, value in found)
    return [
        f"{called}缺“{field.label}（{name}）”"
        if name not in entry
        else f"{called}的“{field.label}（{name}）”{fault}"
        for name, field, fault in said
        if fault
    ]


def _value_fault(field: _Field, value: Any) -> str:
    if type(value) is not field.shape:
        return f"应为{_SHAPES[field.shape]}"
    if isinstance(value, int) and not isinstance(value, bool):
        return "" if 0 <= value <= field.most else f"应在 0 到 {field.most} 之间，现在是 {value}"
    if isinstance(value, str) and not clean(value) and not field.may_be_empty:
        return "是空的"
    long = len(value) if isinstance(value, str | list) else 0
    return f"最长 {field.most}，现在是 {long}" if long > field.most else ""


def _sense_faults(entry: Mapping[str, Any]) -> list[str]:
    """Fields that are well-formed but do not go together."""
    kind, days, faults = entry["kind"], entry["limit_days"], []
    if kind not in ("instant", "promised"):
        faults.append("的“办件类型（kind）”应为 instant（即办件）或 promised（承诺件）")
    elif (kind == "instant") != (days == 0):
        faults.append("的“承诺时限（limit_days）”：即办件应为 0，承诺件至少 1 个工作日")
    if not entry["code"].isascii() or not entry["code"].replace("-", "").isalnum():
        faults.append("的“编号（code）”只用字母、数字和短横")
    if type(entry.get("active", True)) is not bool:
        faults.append("的“启用（active）”应为 true 或 false")
    certificate = blocked_by(entry["name"])
    if certificate:
        faults.append(f"是社区不出具的“{certificate.name}”，不能收进目录")
    return faults


def _clashes(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    faults = []
    for name, label in (("code", "编号"), ("name", "名称")):
        counted = Counter(clean(entry[name]) for entry in entries)
        faults += [
            f"里“{label}（{name}）”{value}出现了 {n} 次" for value, n in counted.items() if n > 1
        ]
    return faults


def _matter(entry: Mapping[str, Any]) -> MatterSpec:
    told = {name: _cleaned(entry[name]) for name in _MATTER if name != "materials"}
    materials = tuple(
        MaterialSpec(**{n: _cleaned(material[n]) for n in MaterialSpec.__slots__ if n in material})
        for material in entry["materials"]
    )
    more = {name: _cleaned(entry[name]) for name in OPTIONAL if name in entry}
    return MatterSpec(**told, **more, materials=materials, active=entry.get("active", True))


def _cleaned(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value
