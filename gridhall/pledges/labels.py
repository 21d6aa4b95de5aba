"""The Chinese words of the three lists: kinds, states, directions, fields."""

KINDS = {"demand": "需求", "resource": "资源", "project": "项目"}
LISTS = {"demand": "需求清单", "resource": "资源清单", "project": "项目清单"}
SIGNS = {"demand": "需", "resource": "资", "project": "项"}  # of 需〔2026〕001

STATES = {
    "open": "待认领",
    "claimed": "已认领",
    "doing": "办理中",
    "delivered": "待确认",
    "confirmed": "已完成",
    "withdrawn": "已撤下",
}
CLAIM_STATES = {
    "claimed": "已认领",
    "doing": "办理中",
    "delivered": "已交付",
    "confirmed": "已确认",
    "given_up": "已放弃",
}
DIRECTIONS = {"unit": "单位认领", "community": "社区认领"}
MONEY = {"planned": "计划", "raised": "到位", "spent": "支出"}  # of a project
WHERE = {"desk": "窗口认领", "meeting": "联席会议认领"}

FIELDS = {
    "kind": "清单",
    "title": "名称",
    "content": "内容",
    "category_id": "服务类别",
    "quantity": "数量",
    "measure": "量词",
    "state": "状态",
    "organisation_id": "所属组织",
    "unit_id": "单位",
    "person_id": "提出的居民",
    "proposer": "提出人",
    "compound_id": "小区",
    "grid_id": "网格",
    "spot": "地点",
    "skill_id": "需要的技能",
    "is_practical": "惠民实事",
    "money": "金额",
    "opened_on": "收集日期",
    "due_on": "希望完成",
    "why": "原因",
    "who": "谁来认领",
    "member_id": "报到党员",
    "matched_id": "对接的资源",
    "promised_on": "承诺日期",
    "delivered_on": "交付日期",
    "confirmed_on": "确认日期",
    "confirmed_by": "确认人",
    "people": "参加人数",
    "served": "服务人次",
    "result": "办理结果",
    "stars": "满意度",
    "name": "名称",
    "place": "排序",
    "money_kind": "哪一种",
    "source": "来源或用途",
    "note": "备注",
    "day": "日期",
    "percent": "进度",
    "step_words": "进展",
}


def kind_label(kind: str) -> str:
    """需求, 资源 or 项目."""
    return KINDS.get(kind, kind)


def state_label(state: str) -> str:
    """An item's state in words."""
    return STATES.get(state, state)


def claim_label(state: str) -> str:
    """A claim's state in words."""
    return CLAIM_STATES.get(state, state)
