"""The Chinese words of the joint meetings (联席会议) and debriefs (述职)."""

from typing import Final

STATES: Final = {
    "planned": "已安排",
    "noticed": "已通知",
    "open": "正在开",
    "held": "已开",
    "minuted": "已出纪要",
    "cancelled": "已取消",
}
# What a meeting decides on an issue; the last three on anything else.
DECISIONS: Final = {
    "admit": "纳入吹哨",
    "decline": "不纳入",
    "route": "分派",
    "take_up": "就地办理",
    "go_on": "继续办理",
    "escalate": "上报",
    "supervise": "函告督办",
    "consult": "协调会商",
    "close": "同意销号",
    "later": "下次再议",
    "agree": "同意",
    "refuse": "不同意",
    "noted": "已听取",
}
ITEM_KINDS: Final = {"issue": "问题", "claim": "认领", "debrief": "述职", "other": "其他"}
CAME: Final = {"came": "到会", "sent": "委托他人", "leave": "请假", "absent": "缺席"}
PRESENT: Final = ("came", "sent")  # somebody sits on the chair and votes
ROLES: Final = {"host": "主持", "secretary": "记录", "member": "委员", "guest": "列席"}
GRADES: Final = {"good": "优秀", "fair": "称职", "passable": "基本称职", "poor": "不称职"}
QUARTERS: Final = "一二三四"

FIELDS: Final = {
    "held_on": "开会日期",
    "starts": "开始时间",
    "organisation_id": "哪个组织的会",
    "title": "会议名称",
    "place": "地点",
    "host": "主持人",
    "secretary": "记录人",
    "subject": "会议要求",
    "summary": "会议强调",
    "why": "原因",
    "name": "姓名",
    "duty": "职务",
    "workplace": "单位",
    "role": "参会身份",
    "came": "到会情况",
    "substitute": "谁代开",
    "said": "会上说的",
    "kind": "决定",
    "words": "决定说明",
    "route": "响应路径",
    "owner": "责任单位",
    "due_on": "期限",
    "votes": "表决",
    "refusal": "不纳入的原因",
    "duplicate_of": "重复的问题",
    "period": "述职期间",
    "given_on": "述职日期",
    "text": "述职内容",
    "score": "得分",
}


def state_label(state: str) -> str:
    """A meeting's state as lists show it; one of a later version shows its code."""
    return STATES.get(state, state)


def decision_label(kind: str) -> str:
    """A decision as the minutes name it, "" for none."""
    return DECISIONS.get(kind, kind)
