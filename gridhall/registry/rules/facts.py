"""Fields that say something else from a day on (改名, 更正, 户籍变更), and what may be said."""

from collections.abc import Mapping

from gridhall.core.codes import TableName, table
from gridhall.core.errors import UserError
from gridhall.core.text import clean, clean_name
from gridhall.registry.labels import FIELDS, HUKOU_KINDS
from gridhall.registry.rules.drafts import NAME_LIMIT, TEXT_LIMIT, field_limit

CORRECTED = (
    "name",
    "ethnicity",
    "education",
    "marital_status",
    "political_status",
    "birth_place",
    "native_place",
    "workplace",
    "occupation",
    "other_address",
    "came_to_city",
    "came_here",
)
CODED: Mapping[str, TableName] = {
    "ethnicity": "ethnicity",
    "education": "education",
    "marital_status": "marital",
    "political_status": "political",
}


def corrected(field: str, typed: str, old: str) -> dict[str, str]:
    """What a field says from now on, as stored; raises UserError."""
    value = clean_name(typed) if field == "name" else clean(typed)
    title = FIELDS[field]
    if not value:
        raise UserError(f"请填写{title}改成什么")
    if field in CODED and value not in table(CODED[field]):
        raise UserError(f"没有这种{title}，请从列表里选")
    if field == "name" and any(char.isascii() and char.isdigit() for char in value):
        raise UserError("姓名里有数字，请再核对")
    limit = NAME_LIMIT if field == "name" else field_limit(field)
    if len(value) > limit:
        raise UserError(f"{title}最多 {limit} 个字，现在是 {len(value)} 个")
    if value == old:
        raise UserError(f"{title}和现在一样，不用改")
    return {field: value}


def renamed(typed: str, name: str, former_name: str) -> dict[str, str]:
    """A new name; the one so far becomes a former name (改名). Raises UserError."""
    former = "、".join(filter(None, (former_name, name)))
    return corrected("name", typed, name) | {"former_name": former[:NAME_LIMIT]}


def registered(said: Mapping[str, str], old: Mapping[str, str]) -> dict[str, str]:
    """Where somebody's hukou is from now on (户籍变更); raises UserError."""
    facts = {name: clean(value) for name, value in said.items()}
    if facts.get("hukou_kind", "local") not in HUKOU_KINDS:
        raise UserError("请选户籍状态")
    if len(facts.get("hukou_address", "")) > TEXT_LIMIT:
        raise UserError(f"户籍地址最多 {TEXT_LIMIT} 个字，其余的写在备注里")
    changed = {name: value for name, value in facts.items() if value != old[name]}
    if not changed:
        raise UserError("户籍状态和地址都和现在一样，不用改")
    return changed
