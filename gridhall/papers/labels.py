"""The Chinese words for kinds of paper, what became of a print, how a waiting one stands."""

KINDS = {
    "acceptance": "受理通知书",
    "completion": "办结通知书",
    "one-time-notice": "一次性告知书",
    "transfer-receipt": "收件回执",
    "transfer-notice": "迁移一次性告知书",
    "handover-list": "移交清单",
    "settlement-notice": "落户办结告知",
    "power-of-attorney": "委托书",
    "open-letter": "公开信",
    "call-on-list": "走访名单",
    "roster": "居民花名册",
    "statistics": "人口统计表",
    "personal-copy": "个人信息副本",
    "privacy-notice": "个人信息处理告知书",
    "organisation-chart": "组织架构图",
    "organisation-list": "党组织一览表",
    "grid-sign": "网格公示牌",
    "building-plate": "楼栋便民服务牌",
    "seat-roster": "席位名册",
    "committee-roster": "委员名册",
    "appointment": "聘书",
    "election-notice": "换届通知",
    "relation-receipt": "组织关系转接回执",
    "grid-order": "网格调整令",
    "volunteer-certificate": "志愿服务证明",
    "service-day-notice": "服务日安排通知",
    "adjustment-notice": "服务日调整通知",
    "recruitment-notice": "志愿者招募公示",
    "sign-in-sheet": "签到表",
    "post-card": "岗位牌",
    "day-summary": "服务日小结",
    "service-report": "年度服务报告",
    "monthly-list": "月服务清单",
    "unit-report": "双报到季度报告",
    "loan-slip": "借用单",
    "deposit-slip": "寄存凭条",
    "overdue-loans": "超期借用名单",
    "stock-taking": "盘点表",
    "found-notice": "失物招领公告",
    "thing-labels": "条码标签",
    "not-accepted": "不予受理通知书",
    "extension-notice": "延期告知书",
    "special-procedure": "特别程序告知书",
    "deferral-promise": "容缺受理承诺书",
    "case-power-of-attorney": "办事委托书",
    "collection-slip": "领取单",
    "delivery-receipt": "送达回证",
    "case-handover-list": "办件移交清单",
    "forwarding-slip": "转办单",
    "referral-slip": "首问转介单",
    "negative-slip": "不出具证明告知单",
    "service-guide": "服务指南",
    "visitor-slip": "办事回执（小票）",
    "day-handover": "工作交接单",
    "agency-directory": "办事机构电话表",
    "desk-figures": "办件统计表",
    "month-close": "办件月结表",
    "rating-form": "满意度评价表",
}

# They show many people, or all that is kept of one: printing them again asks why.
PERSONAL = frozenset({"roster", "call-on-list", "personal-copy", "overdue-loans"})

JOB_STATES = {
    "waiting": "等待打印",
    "printing": "没确认出纸",
    "done": "已出纸",
    "dropped": "已移出",
}
OUTCOMES = {"asked": "未确认", "came_out": "已出纸", "did_not": "没出纸"}


def kind_label(kind: str) -> str:
    """The kind as papers and lists name it."""
    return KINDS.get(kind, kind)
