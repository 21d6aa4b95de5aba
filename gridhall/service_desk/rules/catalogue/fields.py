"""Every field of a matter and a material: its Chinese name, its shape, its limits, its codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gridhall.service_desk.labels import AUDIENCES, ITEM_KINDS, ITEM_TYPES, LEVELS, WAYS
from gridhall.service_desk.rules.catalogue.spec import MatterSpec


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry: its Chinese name, its shape, the longest text or largest number."""

    label: str
    shape: type
    most: int = 0
    may_be_empty: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)
    several: bool = False  # "1,2"
    lines: bool = False  # keeps its line breaks
    section: str = ""  # of the editor and the card


BASICS, LIMITS, COURSE, PARTS, WHERE, QUESTIONS = (
    "基本", "依据与时限", "条件与流程", "材料", "办理信息", "问答",
)  # fmt: skip
SECTIONS = (BASICS, LIMITS, COURSE, PARTS, WHERE, QUESTIONS)

# What a file must say of a matter, and what it may leave out (it then says its default).
# Lengths: GB/T 39046-2020 (事项名称 200, 基本编码 10, 实施编码 24).
REQUIRED = {
    "code": Field("编号", str, 20, section=BASICS),
    "name": Field("名称", str, 200, section=BASICS),
    "category": Field("类别", str, 30, section=BASICS),
    "kind": Field("办件类型", str, 10, codes=ITEM_KINDS, section=BASICS),
    "limit_days": Field("承诺时限", int, 365, section=LIMITS),
    "basis": Field("设定依据", str, 2000, True, lines=True, section=LIMITS),
    "authority": Field("实施主体", str, 100, True, section=BASICS),
    "fee": Field("收费", str, 60, True, section=WHERE),
    "result": Field("办理结果", str, 100, True, section=WHERE),
    "materials": Field("材料", list, 30, True, section=PARTS),
}
OPTIONAL_FIELDS = {
    "active": Field("启用", bool, section=BASICS),
    "legal_days": Field("法定时限", int, 365, section=LIMITS),
    "limit_note": Field("时限说明", str, 200, True, section=LIMITS),
    "item_type": Field("事项类型", str, 2, codes=ITEM_TYPES, section=BASICS),
    "basic_code": Field("基本编码", str, 10, True, section=BASICS),
    "implementation_code": Field("实施编码", str, 24, True, section=BASICS),
    "level": Field("行使层级", str, 1, codes=LEVELS, section=BASICS),
    "authority_code": Field("统一社会信用代码", str, 18, True, section=BASICS),
    "partners": Field("联办机构", str, 200, True, section=BASICS),
    "audience": Field("服务对象", str, 20, codes=AUDIENCES, several=True, section=BASICS),
    "ways": Field("办理形式", str, 20, codes=WAYS, several=True, section=WHERE),
    "special": Field("特别程序", str, 200, True, section=LIMITS),
    "conditions": Field("受理条件", str, 2000, True, lines=True, section=COURSE),
    "steps": Field("办理流程", str, 2000, True, lines=True, section=COURSE),
    "quota": Field("数量限制", str, 100, True, section=COURSE),
    "scope": Field("通办范围", str, 100, True, section=COURSE),
    "fee_basis": Field("收费依据", str, 200, True, section=WHERE),
    "delivery": Field("送达方式", str, 100, True, section=WHERE),
    "place": Field("办理地点", str, 200, True, section=WHERE),
    "hours": Field("办理时间", str, 100, True, section=WHERE),
    "phone": Field("咨询电话", str, 60, True, section=WHERE),
    "complaint_phone": Field("监督电话", str, 60, True, section=WHERE),
    "questions": Field("常见问题", str, 4000, True, lines=True, section=QUESTIONS),
}
MATTER = {**REQUIRED, **OPTIONAL_FIELDS}
MATERIAL_REQUIRED = {
    "name": Field("名称", str, 100),
    "originals": Field("原件份数", int, 20),
    "copies": Field("复印件份数", int, 20),
    "required": Field("是否必备", bool),
    "issuer": Field("出具机构", str, 100, True),
    "note": Field("说明", str, 200, True),
}
MATERIAL_OPTIONAL = {
    "deferrable": Field("可容缺", bool),
    "issued_within": Field("出具时间要求", str, 60, True),
}
MATERIAL = {**MATERIAL_REQUIRED, **MATERIAL_OPTIONAL}
OPTIONAL = tuple(name for name in MatterSpec.__slots__ if name in OPTIONAL_FIELDS)
SHAPES = {str: "文字", int: "数字", bool: "true 或 false", list: "列表", dict: "一组字段"}
