"""The Chinese words of the service desk: states, kinds, channels, steps."""

from gridhall.tickets.labels import PRIORITIES

STATES = {
    "consulting": "咨询中",
    "received": "已收件",
    "supplement": "待补正",
    "accepted": "已受理",
    "suspended": "特别程序中",
    "decided": "已决定",
    "finished": "已办结",
    "delivered": "已送达",
    "archived": "已归档",
    "answered": "已答复",
    "not_accepted": "不予受理",
    "withdrawn": "已撤回",
    "revoked": "已撤销",
    "passed_on": "已转出",
}

# How a matter reaches the desk (来件方式), in the order of the form's list.
CHANNELS = {
    "counter": "窗口来访",
    "phone": "电话",
    "whistle": "吹哨转办",
    "home_visit": "上门收集",
}

# GB/T 39046-2020 办件类型.
ITEM_KINDS = {"instant": "即办件", "promised": "承诺件"}

EVENTS = {
    "consulted": "咨询",
    "answered": "答复",
    "arrived": "收件",
    "notified": "一次性告知",
    "received": "收到材料",
    "accepted": "受理",
    "deemed": "视为受理",
    "deferred": "容缺受理",
    "not_accepted": "不予受理",
    "suspended": "进入特别程序",
    "resumed": "特别程序结束",
    "extension_asked": "申请延期",
    "extended": "批准延期",
    "extension_refused": "不批准延期",
    "clock_changed": "期限重算",
    "decided": "作出决定",
    "finished": "办结",
    "reopened": "撤销办结",
    "delivered": "送达",
    "archived": "归档",
    "withdrawn": "申请人撤回",
    "revoked": "撤销受理",
    "passed_on": "转出",
    "handed_over": "移交经办",
    "linked": "关联办件",
    "noted": "记事",
}

# 办结类型, the seven kinds deployed systems know (domain.md 4.2), in the order of their codes 0-6.
FINISH_KINDS = {
    "issued": "出证办结",
    "returned": "退回办结",
    "voided": "作废办结",
    "deleted": "删除办结",
    "passed_up": "转报办结",
    "not_supplemented": "补正不来办结",
    "done": "办结",
}

# Why days do not count: GB/T 39046 特别程序, 行政许可法 §45.
PAUSES = {
    "hearing": "听证",
    "inspection": "检验检测",
    "expert_review": "专家评审",
    "site_visit": "实地核查",
    "publication": "公示",
    "shared_data": "等待共享数据或上级答复",
    "supplement": "等待补正",
    "other": "其他特别程序",
}

# 绿色通道: a ticket's priorities, and what cannot wait.
GREENS = {**PRIORITIES, "urgent": "急难事项"}

AGENTS = {"agent": "代理人", "guardian": "监护人"}

DELIVERY_WAYS = {
    "counter": "窗口领取",
    "post": "邮寄送达",
    "visit": "上门送达",
    "online": "网上送达",
}

# GB/T 39046-2020 满意度: 1 is best.
SATISFACTION = {1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}
RATING_CHANNELS = {"window": "评价屏", "paper": "纸质评价", "phone": "电话回访"}
FOLLOW_UPS = {"open": "待回访", "called": "已回访", "mended": "已整改", "unfounded": "查无实据"}

# GB/T 39046-2020 code tables.
ITEM_TYPES = {
    "01": "行政许可",
    "02": "行政处罚",
    "03": "行政强制",
    "04": "行政征收",
    "05": "行政给付",
    "06": "行政检查",
    "07": "行政确认",
    "08": "行政奖励",
    "09": "行政裁决",
    "10": "其他行政权力",
    "20": "公共服务",
}
LEVELS = {
    "1": "国家级",
    "2": "省级",
    "3": "市级",
    "4": "县级",
    "5": "镇（街道）级",
    "6": "村（社区）级",
    "7": "分级行使",
}
AUDIENCES = {
    "1": "自然人",
    "2": "企业法人",
    "3": "事业法人",
    "4": "社会组织法人",
    "5": "行政机关",
    "6": "其他组织",
}
WAYS = {"1": "窗口办理", "2": "网上办理", "3": "移动端办理", "4": "快递申请", "9": "其他"}

# The fields of the form, as errors and the audit trail name them.
FIELDS = {
    "matter": "事项",
    "applicant": "申请人",
    "phone": "联系电话",
    "channel": "来件方式",
    "note": "情况说明",
    "received": "收到材料",
    "limit_days": "承诺期限",
    "agent_kind": "谁来办",
    "agent_name": "代办人姓名",
    "agent_id_number": "代办人证件号",
    "agent_phone": "代办人电话",
    "agent_relation": "与申请人关系",
    "green": "绿色通道",
    "received_at": "补录时间",
    "answer": "答复",
    "linked": "关联办件",
    "transfer_id": "户籍迁移",
    "ticket_id": "排队号",
}

AUTHORITY = "授权委托书"  # what an agent hands in besides (委托书)

MISSING = "待补正"


def channel_label(channel: str) -> str:
    """The channel's words; one of a later version shows its code."""
    return CHANNELS.get(channel, channel)


def limit_label(kind: str, days: int) -> str:
    """A matter's limit: 当日办结, 5 个工作日."""
    return "当日办结" if kind == "instant" or days == 0 else f"{days} 个工作日"


def parts_label(originals: int, copies: int) -> str:
    """How many of a material are handed in: 原件 1 份、复印件 2 份."""
    parts = [f"原件 {originals} 份"] * bool(originals) + [f"复印件 {copies} 份"] * bool(copies)
    return "、".join(parts)


def event_label(kind: str) -> str:
    """A step's words; one of a later version shows its code."""
    return EVENTS.get(kind, kind)


def state_label(state: str) -> str:
    """A state's words; one of a later version shows its code."""
    return STATES.get(state, state)
