"""The Chinese words of care: who is visited, how often, what is done there."""

from typing import Final

CATEGORIES: Final = {
    "empty_nest": "空巢老人",
    "alone_old": "孤寡老人",
    "living_alone": "独居老人",
    "very_old": "高龄老人",
    "disabled": "残疾人",
    "disabled_old": "失能老人",
    "child": "困境儿童",
    "left_child": "留守儿童",
    "hardship": "困难家庭",
    "lost_child": "失独家庭",
    "illness": "大病患者",
    "other": "其他",
}
RHYTHMS: Final = {"week": "每周", "two_weeks": "每两周", "month": "每月", "quarter": "每季度"}
DEEDS: Final = {  # in the order of their keys: 1 to 9, then 0
    "pressure": "血压",
    "sugar": "血糖",
    "hair": "理发",
    "cleaning": "保洁",
    "shopping": "买菜",
    "talk": "聊天",
    "medicine": "送药",
    "repair": "维修",
    "meal": "送餐",
    "escort": "陪诊",
}
KEYS: Final = "1234567890"
STATES: Final = {
    "planned": "待走访",
    "done": "已走访",
    "missed": "漏访",
    "absent": "没人应门",
    "cancelled": "不再走访",
}
# Why visits end when the register says so; what was ended so begins again with its undoing.
REGISTER: Final = {
    "died": "去世（随登记）",
    "left": "迁出（随登记）",
    "void": "登记作废（随登记）",
    "merged": "与另一份登记合并（随登记）",
}
ENDINGS: Final = ("家人接走照料", "入住养老机构", "本人不再需要", "搬到外地")
POSTPONED: Final = ("住院", "外出探亲", "家人在身边", "本人要求改天")

FIELDS: Final = {
    "person_id": "对象",
    "category": "类别",
    "rhythm": "多久一次",
    "needs": "需要什么",
    "visitor": "谁去",
    "since": "从哪天起",
    "consent_on": "同意日期",
    "note": "备注",
    "visited_on": "走访日期",
    "deeds": "做了什么",
    "stars": "满意度",
    "starts": "几点开始",
    "minutes": "多少分钟",
    "due_on": "改到哪天",
    "until": "从哪天停",
    "why": "原因",
}


def deed_words(codes: str) -> str:
    """血压、聊天 of `pressure,talk`; a code of a later version shows itself."""
    return "、".join(DEEDS.get(one, one) for one in codes.split(",") if one)


def category_label(code: str) -> str:
    """空巢老人."""
    return CATEGORIES.get(code, code)


def rhythm_label(code: str) -> str:
    """每周."""
    return RHYTHMS.get(code, code)
