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
    "arrange": "排顺序",
    "seat_add": "设席位",
    "seat_change": "修改席位",
    "seat_end": "撤席位",
    "appoint": "任职",
    "relieve": "离任",
    "keep_on": "留任",
    "elect": "换届",
    "rotate": "排轮值",
    "outsider": "改外部人员",
    "phone": "改电话",
    "member_add": "登记党员",
    "member_change": "改党员信息",
    "member_move": "调整支部",
    "member_end": "党员减员",
    "transfer_in": "组织关系转入",
    "transfer_out": "组织关系转出",
    "receipt": "收到回执",
    "report_in": "党员报到",
    "report_end": "结束报到",
    "unit_add": "登记单位",
    "unit_change": "修改单位",
    "unit_end": "停止共建",
    "grid_add": "加网格",
    "grid_change": "修改网格",
    "grid_hold": "网格归属",
    "grid_move": "网格调整令",
    "grid_split": "拆分网格",
    "grid_merge": "合并网格",
    "agency_add": "登记机构",
    "agency_change": "修改机构",
    "agency_end": "停用机构",
    "agency_use": "恢复机构",
    "agency_plate": "改服务牌热线",
    "agency_import": "导入机构",
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
    "title": "职务",
    "organisation_id": "所属组织",
    "created_on": "设立日期",
    "entrance_id": "单元",
    "workplace": "工作单位",
    "unit_id": "单位",
    "credit_code": "信用代码",
    "contact": "联系人",
    "resources": "可提供的资源",
    "active_from": "开始共建",
}


def act_label(kind: str) -> str:
    """An act as the history names it; one of a later version shows its code."""
    return ACTS.get(kind, kind)


def doer(kind: str) -> Role:
    """Whose act it is."""
    return Role.COUNTER if kind in COUNTER_ACTS else Role.SUPERVISOR
