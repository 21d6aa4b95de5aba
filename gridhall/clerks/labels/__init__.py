"""The Chinese words for roles, and for the audit trail: actions, records, fields, values."""

import re
from collections.abc import Mapping
from typing import Any

from gridhall.clerks.labels.actions import ACTIONS
from gridhall.clerks.labels.records import FIELDS, SUBJECTS
from gridhall.core.clerk import Role
from gridhall.core.codes import table
from gridhall.core.mask import mask_id_number, mask_phone

__all__ = ["ACTIONS", "FIELDS", "ROLES", "SUBJECTS"]

ROLES = {Role.COUNTER: "窗口", Role.SUPERVISOR: "主管", Role.ADMINISTRATOR: "管理员"}

_WORDS: Mapping[str, Mapping[str, str]] = {
    "role": {role.value: word for role, word in ROLES.items()},
    "kind": {
        "residents": "居民",
        "cases": "工单",
        "access": "查看记录",
        "pledges": "三张清单",
        "loan_items": "借用物品",
    },
    "state": {"accepted": "已受理", "finished": "已办结", "revoked": "已撤销"},
    "outcome": {"asked": "未确认", "came_out": "已出纸", "did_not": "没出纸"},
    "condition": {"good": "完好", "damaged": "损坏", "lost": "丢失"},
    "hukou_kind": {"local": "本地户籍", "outside": "外地户籍", "unknown": "户籍待核"},
    "mask_level": {"list": "前六后四", "none": "全部遮住"},
}
_CODES: Mapping[str, Any] = {
    "sex": "sex",
    "relation": "relation",
    "ethnicity": "ethnicity",
    "education": "education",
    "marital_status": "marital",
    "political_status": "political",
}
_ORDER = {field: place for place, field in enumerate(FIELDS)}
# What a list never says: keys of other rows and sums that only the program reads.
_SILENT = frozenset({"people", "sha256", "person_id", "applicant_id", "head_id", "dwelling_id"})
_NUMBER = re.compile(r"(?<!\d)\d{15}(?:\d{2}[\dXx])?(?!\d)")
_PHONE = re.compile(r"(?<!\d)1\d{10}(?!\d)")


def action_label(action: str) -> str:
    """The action as the list shows it; an action of a later version shows its code."""
    return ACTIONS.get(action, action)


def subject_label(subject: str) -> str:
    """What kind of record it is; one of a later version shows its table."""
    return SUBJECTS.get(subject, subject)


def changes_in_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """电话：137****5521 → 139****2200, one line a field; numbers are masked."""
    fields = [field for field in {**before, **after} if field not in _SILENT]
    fields.sort(key=lambda field: _ORDER.get(field, len(_ORDER)))
    return [_change(field, before, after) for field in fields]


def _change(field: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    words = FIELDS.get(field, field)
    if field not in before:
        return f"{words}：{_said(field, after[field])}"
    if field not in after:
        return f"{words}：{_said(field, before[field])} → （不再有）"
    return f"{words}：{_said(field, before[field])} → {_said(field, after[field])}"


def _said(field: str, value: object) -> str:
    """One value as the list shows it."""
    if value is None or value == "" or value == []:
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_said(field, one) for one in value)
    if isinstance(value, Mapping):
        return "，".join(_said(key, one) for key, one in value.items())
    return _text(field, str(value))


def _text(field: str, text: str) -> str:
    if field in _WORDS:
        return _WORDS[field].get(text, text)
    if field in _CODES:
        return table(_CODES[field]).label(text) or text
    if field == "fields":
        return FIELDS.get(text, text)
    if field == "id_number":
        return mask_id_number(text)
    if field == "phone":
        return mask_phone(text)
    masked = _NUMBER.sub(lambda found: mask_id_number(found[0]), text)
    return _PHONE.sub(lambda found: mask_phone(found[0]), masked)
