"""The Chinese words of service days and volunteers: acts, fields, states."""

from gridhall.core.clerk import Role

# What was done, as the history names it (ServiceAction.kind).
ACTS = {
    "volunteer_add": "登记志愿者",
    "volunteer_change": "修改志愿者",
    "volunteer_pause": "暂停服务",
    "volunteer_leave": "退出",
    "volunteer_return": "恢复服务",
    "volunteer_skills": "改专业技能",
    "volunteer_squads": "改小分队",
    "volunteer_times": "改可服务时段",
    "volunteer_wishes": "改意愿",
    "volunteer_pair": "改搭档",
    "volunteer_merge": "合并志愿者",
    "squad": "改小分队名单",
    "skill": "改专业技能名单",
    "roster_assign": "排人",
    "roster_remove": "移除",
    "roster_call_off": "请假",
    "roster_replace": "顶岗",
    "roster_accept": "采用建议",
    "roster_drop": "放弃建议",
    "roster_publish": "发布排班",
    "roster_suggest": "自动排班",
    "pledge_add": "登记清单项目",
    "pledge_change": "修改清单项目",
    "pledge_withdraw": "撤下清单项目",
    "pledge_restore": "恢复清单项目",
    "pledge_claim": "登记认领",
    "pledge_claim_change": "修改认领",
    "pledge_begin": "开始办理",
    "pledge_deliver": "登记交付",
    "pledge_confirm": "确认完成",
    "pledge_give_up": "放弃认领",
    "pledge_post": "把认领排成岗位",
    "pledge_category": "改服务类别",
    "project_money": "登记实事经费",
    "project_step": "登记实事进展",
    "attend_in": "签到",
    "attend_out": "签退",
    "attend_walk_in": "临时志愿者签到",
    "attend_no_show": "记未到",
    "attend_excuse": "记请假",
    "attend_substitute": "顶岗签到",
    "attend_void": "作废签到",
    "attend_sheet": "录入签到表",
    "attend_evaluate": "服务评价",
    "attend_paid": "改计不计时长",
    "merit_add": "登记培训表彰",
    "merit_void": "作废培训表彰",
    "star_table": "改星级表",
    "day_open": "开始安排",
    "day_activity": "新建活动",
    "day_change": "改服务日",
    "day_move": "改期",
    "plan": "改岗位和班次",
    "roster_copy": "照以前的一天排班",
    "duty": "改岗位目录",
    "template": "改模板",
    "undone": "撤回",
}
# Acts that a counter clerk may not take back, since a counter clerk may not do them.
SUPERVISORS_ACTS: frozenset[str] = frozenset(
    {
        "squad", "skill", "volunteer_merge", "day_move", "duty", "template", "roster_publish",
        "pledge_withdraw",
        "pledge_restore", "pledge_category",
    }
)  # fmt: skip

STATES = {"active": "在册", "paused": "暂停", "left": "退出"}
DAY_STATES = {
    "unplanned": "未排",
    "planned": "排班中",
    "published": "已发布",
    "closed": "已结束",
    "skipped": "不办",
    "merged": "已并入",
}
POLICY_NAMES = {
    "keep": "照常举行",
    "next_workday": "顺延到下一个工作日",
    "previous_workday": "提前到上一个工作日",
    "next_weekend": "顺延到下一个双休日",
    "skip": "这一次不办",
    "by_hand": "逐次由人定日期",
}
WISHES = {"wish": "愿意", "refusal": "不愿"}
TARGETS = {"duty": "岗位", "squad": "小分队", "grid": "网格", "half": "时段"}
HALVES = {"am": "上午", "pm": "下午"}
PAIRS = {"apart": "不能排在一起", "together": "最好排在一起"}
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")

FIELDS = {
    "name": "姓名",
    "sex": "性别",
    "born_on": "出生日期",
    "id_number": "证件号",
    "phone": "联系电话",
    "is_party": "党员",
    "who": "谁",
    "number": "志愿者编号",
    "unit_id": "报到单位",
    "area": "居住区域",
    "category": "服务类别",
    "skills": "专业技能",
    "squads": "小分队",
    "home_grid_id": "所在网格",
    "state": "状态",
    "joined_on": "注册日期",
    "left_on": "退出日期",
    "consent_on": "同意记录日期",
    "consent_how": "同意方式",
    "max_per_month": "每月最多服务几天",
    "guardian_name": "监护人",
    "guardian_phone": "监护人电话",
    "guardian_consent_on": "监护人同意日期",
    "accompanied": "监护人陪同",
    "insured_until": "保险到期",
    "note": "备注",
}
# The eight things a record holds of a volunteer (志愿服务记录与证明出具办法 §5).
BASICS = {
    "name": "姓名",
    "sex": "性别",
    "born_on": "出生日期",
    "id_number": "身份证件号码",
    "area": "居住区域",
    "phone": "联系方式",
    "skills": "专业技能",
    "category": "服务类别",
}


def act_label(kind: str) -> str:
    """An act as the history names it; one of a later version shows its code."""
    return ACTS.get(kind, kind)


def doer(kind: str) -> Role:
    """Whose act it is."""
    return Role.SUPERVISOR if kind in SUPERVISORS_ACTS else Role.COUNTER
