"""The Chinese words of the issue ledger (吹哨台账), and of every act of governance."""

from typing import Final

from gridhall.core.clerk import Role

STATES: Final = {
    "collected": "已收集",
    "sorted": "已梳理",
    "on_agenda": "已上会",
    "admitted": "纳入吹哨",
    "declined": "不纳入",
    "routed": "已分派",
    "whistled": "已吹哨",
    "reported_in": "已报到",
    "in_progress": "办理中",
    "resolved": "已解决",
    "verified": "已核实",
    "closed": "已销号",
}
PATHS: Final = {1: "上级交办", 2: "驻区单位收集", 3: "一线查找"}  # 三条路径
CHANNELS: Final = {
    "visit": "走访",
    "sms": "短信",
    "wechat": "微信",
    "phone": "电话",
    "patrol": "巡查",
    "reception_day": "接待日",
    "survey": "诉求调查",
    "12345": "12345热线",
    "meeting": "会议",
}
SIZES: Final = {"trivial": "琐事", "minor": "小事", "major": "大事"}
LEVELS: Final = {1: "网格", 2: "社区", 3: "街道", 4: "县区", 5: "市"}
# 琐事不出网格、小事不出社区、大事不出街道
SIZE_LEVELS: Final = {"trivial": 1, "minor": 2, "major": 3}
ROUTES: Final = {  # 四类响应
    1: "社区综合党委联系解决",
    2: "街道党工委定向吹哨",
    3: "县区委组织部会商解决",
    4: "市县区委组织部召集协调",
}
SHORT_ROUTES: Final = {1: "综合党委", 2: "定向吹哨", 3: "会商解决", 4: "召集协调"}
ROUTE_LEVELS: Final = {1: 2, 2: 3, 3: 4, 4: 5}
MEASURES: Final = {  # 五项措施
    "ledger": "台账管理",
    "supervision": "函告督办",
    "consultation": "协调会商",
    "scoring": "量化考核",
    "accountability": "责任追究",
}
DECLINES: Final = {
    "not_ours": "不属本社区职责",
    "duplicate": "与已有问题重复",
    "done": "已经解决",
    "petition": "属信访事项，转信访渠道",
    "no_basis": "情况不属实",
    "other": "其他",
}
WORDS: Final = {  # the resident's word (群众评价)
    "satisfied": "满意",
    "fair": "基本满意",
    "unsatisfied": "不满意",
}
PEOPLE: Final = {"affected": "受影响", "witness": "知情", "helper": "协助"}
FIELDS: Final = {
    "title": "问题",
    "content": "内容",
    "path": "来源",
    "channel": "渠道",
    "category": "类别",
    "size": "大小",
    "manner": "议事规则",
    "level": "受理层级",
    "raiser": "反映人",
    "phone": "电话",
    "place": "地点",
    "spot": "具体位置",
    "received_on": "反映日期",
    "people": "相关人员",
    "kind": "种类",
    "duplicate_of": "重复的问题",
    "route": "响应路径",
    "owner": "责任单位",
    "contact": "联系人",
    "due_on": "办理期限",
    "report_by": "报到期限",
    "by": "报到人",
    "word": "群众评价",
    "word_by": "评价人",
    "said": "群众的话",
    "note": "说明",
    "points": "分值",
    "reply_by": "回复期限",
    "words": "内容",
    "name": "名称",
    "group": "所属大类",
    "sayings": "居民的说法",
    "blower": "谁吹哨",
    "responder": "谁报到",
    "report_days": "报到天数",
    "reason": "原因",
    "day": "日期",
}

ACTS: Final = {
    "undone": "撤回",
    # issues
    "issue_add": "收集问题",
    "issue_change": "修改问题",
    "issue_sort": "梳理",
    "issue_agenda": "列入议题",
    "issue_admit": "纳入吹哨",
    "issue_decline": "不纳入",
    "issue_route": "分派",
    "issue_take_up": "就地办理",
    "issue_whistle": "吹哨",
    "issue_report": "登记报到",
    "issue_start": "开始办理",
    "issue_resolve": "登记解决",
    "issue_reject": "退回再办",
    "issue_verify": "核实",
    "issue_close": "销号",
    "issue_reopen": "重新打开",
    "issue_escalate": "上报",
    "issue_consult": "会商",
    "issue_measure": "登记措施",
    "issue_accountability": "责任追究",
    "issue_reply": "登记回复",
    "issue_carry": "结转",
    "issue_note": "记事",
    "issue_people": "改相关人员",
    "issue_due": "改期限",
    "score_note": "考核加减分",
    "issue_category": "改问题类别",
    "whistle_rule": "改吹哨规则",
    # meetings
    "meeting_plan": "安排联席会议",
    "meeting_change": "修改会议",
    "meeting_notice": "发会议通知",
    "meeting_member": "改参会人员",
    "meeting_came": "登记到会",
    "meeting_open": "开会",
    "meeting_decide": "议定",
    "meeting_close": "结束会议",
    "meeting_minutes": "出会议纪要",
    "meeting_cancel": "取消会议",
    "meeting_reopen": "重新记录",
    "debrief": "登记述职",
    # what residents think
    "survey_save": "诉求调查",
    "survey_open": "开始调查",
    "survey_visits": "改走访名单",
    "survey_answer": "录入调查表",
    "survey_close": "结束调查",
    "survey_outcome": "处理诉求",
    "topic": "议事",
    "topic_vote": "登记表决",
    "reception": "接待日",
    "reception_visit": "登记来访",
    "mediation": "调解",
    "inspection": "隐患排查",
    "hazard": "隐患整改",
    "theme": "专项台账",
    "theme_entry": "登记专项",
    "notice": "公示",
    "notice_post": "张贴公示",
    "objection": "登记异议",
    "honor": "红黑榜",
    "honor_decide": "审批红黑榜",
    "compact": "居民公约",
    "bulletin": "邻里报",
    # care
    "care_target": "关爱对象",
    "care_visit": "登记走访",
}
SUPERVISORS_ACTS: Final = frozenset(
    {
        "score_note",
        "issue_accountability",
        "issue_category",
        "whistle_rule",
        "honor_decide",
        "meeting_reopen",
        "meeting_cancel",
    }
)


def act_label(kind: str) -> str:
    """An act as the story names it; one of a later version shows its code."""
    return ACTS.get(kind, kind)


def doer(kind: str) -> Role:
    """Whose act it is."""
    return Role.SUPERVISOR if kind in SUPERVISORS_ACTS else Role.COUNTER
