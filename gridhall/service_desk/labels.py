"""The Chinese words of the service desk: states, kinds, channels, steps."""

STATES = {"accepted": "已受理", "finished": "已办结", "revoked": "已撤销"}

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
    "accepted": "受理",
    "received": "收到材料",
    "finished": "办结",
    "reopened": "撤销办结",
    "revoked": "撤销受理",
}

# The fields of the form, as errors and the audit trail name them.
FIELDS = {
    "matter": "事项",
    "applicant": "申请人",
    "phone": "联系电话",
    "channel": "来件方式",
    "note": "情况说明",
    "received": "收到材料",
    "limit_days": "承诺期限",
}

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
