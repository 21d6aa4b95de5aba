"""The Chinese words of the organisation: acts, fields."""

from gridhall.core.clerk import Role

# What was done, as the history names it (OrganisationAction.kind).
ACTS = {
    "found": "成立",
    "change": "修改",
    "rename": "更名",
    "move": "移动",
    "merge": "合并",
    "dissolve": "撤销",
    "compound": "改小区情况",
    "levels": "改层级",
    "undone": "撤回",
}
# What changes every organisation at once: put right by the opposite, never taken back.
FINAL_ACTS = frozenset({"levels"})
# Acts that a counter clerk does, and may take back; all others are a supervisor's.
COUNTER_ACTS: frozenset[str] = frozenset({"phone"})

FIELDS = {
    "name": "名称",
    "short_name": "简称",
    "kind": "类别",
    "level": "层级",
    "parent_id": "上级",
    "founded_on": "成立日期",
    "changed_on": "变更日期",
    "address": "地址",
    "phone": "电话",
    "note": "备注",
    "term_until": "本届届满",
    "compound_id": "小区",
    "building_id": "楼栋",
    "dwelling_id": "住址",
    "property_company": "物业公司",
    "property_phone": "物业电话",
    "governing_body": "自治组织",
    "built_year": "建成年份",
}


def act_label(kind: str) -> str:
    """An act as the history names it; one of a later version shows its code."""
    return ACTS.get(kind, kind)


def doer(kind: str) -> Role:
    """Whose act it is."""
    return Role.COUNTER if kind in COUNTER_ACTS else Role.SUPERVISOR
