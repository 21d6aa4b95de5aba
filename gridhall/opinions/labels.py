"""The Chinese words of what residents think, and of peace and safety."""

from typing import Final

# Needs surveys (居民诉求调查)

SURVEY_STATES: Final = {"draft": "准备中", "open": "调查中", "closed": "已结束"}
QUESTIONS: Final = {"one": "单选", "many": "多选", "stars": "打分", "words": "填写"}
VISITS: Final = {"waiting": "待走访", "done": "已答", "absent": "没人", "refused": "拒答"}
OUTCOMES: Final = {
    "now": "立即解决",
    "plan": "列入工作计划",
    "issue": "转吹哨台账",
    "project": "转惠民实事",
}

# 民事民提、民议、民决、民评

STAGES: Final = {
    "proposed": "民提",
    "discussed": "民议",
    "decided": "民决",
    "judged": "民评",
    "dropped": "不再议",
}
VOTES: Final = {"for": "同意", "against": "反对", "abstain": "弃权"}
VOTE_RULES: Final = {  # 民法典 §278
    "half": "一般事项（双三分之二参与，过半数同意）",
    "three_quarters": "重大事项（双三分之二参与，四分之三以上同意）",
}
JUDGEMENTS: Final = {"satisfied": "满意", "fair": "基本满意", "unsatisfied": "不满意"}

# Reception days (业主接待日)

RECEPTIONS: Final = {"planned": "已安排", "held": "已接待", "cancelled": "已取消"}

# Peace and safety: mediation, inspections, thematic registers

DISPUTES: Final = {
    "neighbour": "邻里纠纷",
    "family": "婚姻家庭纠纷",
    "property": "物业纠纷",
    "housing": "房屋宅基地纠纷",
    "contract": "合同纠纷",
    "damage": "损害赔偿纠纷",
    "labour": "劳动争议纠纷",
    "consumer": "消费纠纷",
    "traffic": "道路交通事故纠纷",
    "medical": "医疗纠纷",
    "demolition": "征地拆迁纠纷",
    "environment": "环境保护纠纷",
    "other": "其他纠纷",
}
MEDIATION_STATES: Final = {
    "accepted": "调解中",
    "agreed": "达成协议",
    "performed": "已履行",
    "failed": "调解不成",
    "withdrawn": "终止调解",
}
INSPECTIONS: Final = {
    "general": "综合排查",
    "fire": "消防安全",
    "electric": "用电和电动车",
    "gas": "燃气安全",
    "building": "房屋建筑",
    "lift": "电梯和特种设备",
    "food": "食品安全",
    "flood": "防汛防灾",
    "security": "治安",
    "other": "其他排查",
}

# Fields as the forms name them

FIELDS: Final = {
    "title": "题目",
    "intro": "说明",
    "place": "地点",
    "opens_on": "开始日期",
    "closes_on": "截止日期",
    "top": "立即解决几项",
    "questions": "问题",
    "kind": "题型",
    "most": "最多选几项",
    "options": "选项",
    "dwellings": "走访名单",
    "visitor": "走访人或来访人",
    "visited_on": "走访日期",
    "stars": "打分",
    "words": "反映内容",
    "note": "备注",
    "content": "内容",
    "proposer": "提出人",
    "proposed_on": "提出日期",
    "discussed_on": "议事日期",
    "discussion": "议事意见",
    "present": "到场人数",
    "rule": "表决规则",
    "eligible": "总户数",
    "vote_from": "表决开始",
    "decided_on": "表决截止",
    "votes": "票数",
    "done_on": "办成日期",
    "result": "办理结果",
    "judged_on": "评议日期",
    "judgement": "评议票数",
    "why": "原因",
    "day": "日期",
    "days": "日期",
    "starts": "开始时间",
    "ends": "结束时间",
    "hosts": "接待人",
    "phone": "电话",
    "address": "住址",
    "answer": "答复",
    "answers": "回答",
    "state": "结果",
    "dispute_kind": "纠纷类别",
    "dispute": "纠纷情况",
    "parties": "当事人",
    "accepted_on": "受理日期",
    "mediators": "调解员",
    "due_on": "调解期限",
    "agreement": "协议内容",
    "way": "履行方式",
    "agreed_on": "达成日期",
    "perform_by": "履行期限",
    "performed_on": "履行日期",
    "called_on": "回访日期",
    "inspection_kind": "排查类别",
    "inspectors": "排查人员",
    "hazards": "隐患",
    "what": "隐患",
    "spot": "具体位置",
    "owner": "整改责任人",
    "rectify_by": "整改期限",
    "checked_on": "复查日期",
    "checked_by": "复查人",
    "photo": "照片",
    "register_name": "专项名称",
    "measure": "量词",
    "statuses": "各种情况",
    "began_on": "摸底日期",
    "entry_name": "哪一户",
    "facts": "摸底情况",
    "status": "情况",
    "promised": "承诺",
}

# What is shown in public: 公示, 红黑榜, 居民公约, 邻里报

NOTICES: Final = {
    "affairs": "居务公开",
    "finance": "财务收支",
    "welfare": "救助评议",
    "election": "换届选举",
    "topic": "议事结果",
    "project": "惠民实事",
    "honor": "评先评优",
    "works": "施工安排",
    "other": "其他",
}
NOTICE_STATES: Final = {
    "draft": "待张贴",
    "posted": "公示中",
    "taken_down": "已撤下",
    "withdrawn": "已撤回",
}
HONORS: Final = {"red": "红榜", "black": "黑榜"}
HONOR_STATES: Final = {
    "draft": "草稿",
    "pending": "待审批",
    "approved": "待发布",
    "refused": "未通过",
    "published": "在榜",
    "ended": "已下榜",
}
COMPACT_STATES: Final = {"draft": "征求意见", "in_force": "现行", "ended": "已废止"}
BULLETIN_STATES: Final = {"draft": "编稿中", "published": "已印发"}
ARTICLES: Final = {
    "news": "要闻",
    "essay": "居民来稿",
    "notice": "公示公告",
    "red": "红榜",
    "black": "黑榜",
}
POSTING_FIELDS: Final = {
    "kind": "类别",
    "title": "标题",
    "body": "正文",
    "place": "张贴地点",
    "posted_from": "开始日期",
    "posted_to": "截止日期",
    "contact": "联系人",
    "phone": "联系电话",
    "why": "原因",
    "words": "异议内容",
    "objector": "异议人",
    "raised_on": "提出日期",
    "answer": "答复",
    "answered_on": "答复日期",
    "story": "事迹",
    "about": "是谁",
    "shown": "榜上写成",
    "consent_on": "同意日期",
    "happened_on": "发生日期",
    "opinion": "审批意见",
    "publish_from": "上榜日期",
    "publish_to": "下榜日期",
    "preface": "前言",
    "articles": "条文",
    "adopted_on": "通过日期",
    "adopted_how": "怎么通过",
    "name": "报名",
    "quarter": "季度",
    "ordinal": "期号",
    "editor": "本期执笔",
    "author": "作者",
    "organisation_id": "主办组织",
    "compound_id": "小区",
}
