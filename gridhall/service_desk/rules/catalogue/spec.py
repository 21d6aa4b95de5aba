"""What a matter and its materials say, in the fields of GB/T 39046-2020."""

from collections.abc import Iterable
from dataclasses import dataclass


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
    steps: str = ""  # 办理流程, a line for each step
    quota: str = ""  # 数量限制
    scope: str = ""  # 通办范围
    fee_basis: str = ""
    delivery: str = ""  # 送达方式
    place: str = ""  # "" the hall's own address, hours, phones
    hours: str = ""
    phone: str = ""
    complaint_phone: str = ""
    questions: str = ""  # 常见问题, 问：… and 答：… in lines


def codes_of(text: str) -> tuple[str, ...]:
    """The codes of a field that may have several: "1,2"."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def code_words(text: str, words: dict[str, str]) -> str:
    """The same in words: 自然人、企业法人; a code of a later version shows itself."""
    return "、".join(words.get(code, code) for code in codes_of(text))


def spelled(codes: Iterable[str]) -> str:
    """Codes as the field keeps them."""
    return ",".join(codes)
