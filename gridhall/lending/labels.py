"""The Chinese words of the lending counter."""

from gridhall.core.clerk import Role

WAYS = {"single": "一件一码", "counted": "按数量", "given": "消耗品", "slot": "寄存格"}
THEMES = {
    "": "其他",
    "rain": "雨具",
    "care": "助老助残",
    "power": "充电",
    "kit": "急救药箱",
    "book": "图书",
    "tool": "工具",
    "vest": "党员马甲",
    "slot": "寄存柜",
    "shelf": "货架",
    "fun": "文体",
}
STATES = {"ready": "在架", "out": "借出", "repair": "在修", "lost": "丢失", "retired": "已停用"}
CONDITIONS = {"good": "完好", "damaged": "损坏", "lost": "丢失"}
SETTLEMENTS = {
    "paid": "照价赔偿",
    "replaced": "赔了同样的",
    "repaired": "修好了",
    "waived": "免赔",
    "came_back": "找回来了",
}
ANSWERS = {
    "promised": "答应归还",
    "no_answer": "没人接",
    "wrong": "号码不对",
    "refused": "说不还",
    "visited": "上门催还",
}
STOCK_REASONS = {
    "bought": "购入",
    "given": "发放",
    "lost": "丢失",
    "broken": "损坏",
    "expired": "过期",
    "counted": "盘点",
    "returned": "找回",
}
FOUND_STATES = {
    "kept": "保管中",
    "claimed": "已认领",
    "police": "已交公安",
    "state": "已归国家",
}
FIELDS = {
    "code": "编号",
    "name": "名称",
    "kind_id": "种类",
    "way": "管理方式",
    "quantity": "数量",
    "measure": "量词",
    "usual_days": "借期（天）",
    "renewals": "可续借",
    "deposit": "押金",
    "least": "最少存量",
    "spot": "地点",
    "worth": "价值",
    "got_on": "购入日期",
    "note": "备注",
    "borrower": "借用人",
    "phone": "电话",
    "address": "住址",
    "lent_on": "借出日期",
    "due_on": "应还日期",
    "returned_on": "归还日期",
    "condition": "归还情况",
    "settled": "处理",
    "money": "金额",
    "answer": "结果",
    "expires_on": "有效期至",
    "lot": "批号",
    "what": "物品",
    "marks": "特征",
    "found_on": "拾到日期",
    "finder": "拾得人",
    "kept_at": "存放处",
    "claimant": "认领人",
    "proof": "核对情况",
    "owner": "物主",
    "until": "取走期限",
    "taken_by": "取走人",
    "why": "原因",
}
ACTS = {
    "lend": "借出",
    "return": "归还",
    "renew": "续借",
    "settle": "处理赔偿",
    "call": "记催还",
    "kind": "改物品种类",
    "thing": "改物品",
    "thing_state": "改物品状态",
    "stock": "改库存",
    "kit": "改药箱内容",
    "kit_check": "查药箱",
    "taking": "盘点",
    "taking_close": "结束盘点",
    "found": "登记失物",
    "found_close": "失物认领或移交",
    "deposit": "寄存",
    "deposit_out": "取走寄存",
    "undone": "撤回",
}
SUPERVISORS_ACTS = frozenset({"kind", "settle", "taking_close"})

# 《居民身份证法》 §15: only the police may seize a card, and only in the cases the law names.
NO_IDENTITY = (
    "不能押身份证：《居民身份证法》第十五条规定，任何组织或者个人不得扣押居民身份证。"
    "请改记电话，或者收押金"
)
FOUND_LAW = (
    "拾得遗失物，应当返还权利人，及时通知领取或送交公安（民法典第 314 条）；"
    "自招领公告之日起一年内无人认领的，归国家所有（第 318 条）。"
)


def act_label(kind: str) -> str:
    """An act as the history names it; one of a later version shows its code."""
    return ACTS.get(kind, kind)


def doer(kind: str) -> Role:
    """Whose act it is."""
    return Role.SUPERVISOR if kind in SUPERVISORS_ACTS else Role.COUNTER


def state_label(state: str) -> str:
    """A thing's state in words."""
    return STATES.get(state, state)
