"""Two clerks changed one record: what each changed, and what comes out of both (合并保存)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from gridhall.core.codes import table
from gridhall.core.errors import UserError
from gridhall.core.identity import DOCUMENT_LABELS, DocumentKind, mask_id_number, mask_phone
from gridhall.registry.labels import FIELDS, HUKOU_KINDS
from gridhall.registry.rules.drafts import ResidentDraft

NUMBERS = ("id_number", "phone")  # None in a draft: left as it is
_CODES: Mapping[str, Any] = {
    "sex": "sex",
    "relation": "relation",
    "ethnicity": "ethnicity",
    "education": "education",
    "marital_status": "marital",
    "political_status": "political",
}
_EDITED = tuple(one.name for one in fields(ResidentDraft) if one.name in FIELDS)


class EditedMeanwhile(UserError):
    """Somebody else changed the record since the form was opened."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """What somebody else made of a record: who, when, and the fields before and after."""

    clerk_name: str
    changed_at: datetime
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    version: int


@dataclass(frozen=True, slots=True)
class Clash:
    """A field both changed: what it said, what each made of it, in words."""

    field: str
    before: str
    theirs: str
    mine: str

    @property
    def title(self) -> str:
        """The field as the form names it."""
        return FIELDS[self.field]


def my_changes(base: ResidentDraft, mine: ResidentDraft) -> dict[str, Any]:
    """The fields I changed since the form was opened; an untouched number is none."""
    changed = {}
    for name in _EDITED:
        value = getattr(mine, name)
        touched = value is not None if name in NUMBERS else value != getattr(base, name)
        if touched and value != getattr(base, name):
            changed[name] = value
    return changed


def clashes(mine: Mapping[str, Any], theirs: Theirs) -> list[Clash]:
    """The fields both changed, and not to the same value."""
    return [
        Clash(
            name,
            value_words(name, theirs.before.get(name)),
            value_words(name, theirs.after[name]),
            value_words(name, mine[name]),
        )
        for name in mine
        if name in theirs.after and theirs.after[name] != mine[name]
    ]


def merged(
    now: ResidentDraft, mine: Mapping[str, Any], keep_theirs: frozenset[str] = frozenset()
) -> ResidentDraft:
    """The record as it is now with my changes, but for the fields where theirs are kept."""
    return replace(now, **{name: mine[name] for name in mine if name not in keep_theirs})


def fields_in_words(names: Mapping[str, Any]) -> str:
    """电话、备注: fields as the form names them."""
    return "、".join(FIELDS[name] for name in names if name in FIELDS) or "档案"


def value_words(name: str, value: object) -> str:
    """A value as a comparison shows it, numbers masked."""
    text = "" if value is None else str(value)
    if not text:
        return "（空）"
    if name in _CODES:
        return table(_CODES[name]).label(text)
    if name == "hukou_kind":
        return HUKOU_KINDS.get(text, text)
    if name == "id_kind":
        return DOCUMENT_LABELS[DocumentKind(text)]
    if name in NUMBERS:
        return mask_id_number(text) if name == "id_number" else mask_phone(text)
    return text
