"""The words and options of `opinion` for topics and reception days."""

from collections.abc import Mapping
from typing import Any

from gridhall.cli.usage import count, day, request_key
from gridhall.opinions.labels import STAGES, VOTE_RULES, VOTES
from gridhall.opinions.rules.receptions import RHYTHMS

Option = tuple[str, dict[str, Any]]
_NUMBER: Option = ("number", {"metavar": "编号", "help": "议〔2026〕001"})
_DAY: Option = ("day", {"type": day, "metavar": "日期"})
_ON: Option = ("--on", {"type": day, "metavar": "日期", "help": "补录用，默认今天"})
_KEY: Option = ("--request-key", {"default": "", "metavar": "键", "type": request_key})
_SPOT: Option = ("--place", {"default": "", "metavar": "地点", "help": "一天有几处接待时写明"})
_PERSON: Option = ("--person", {"metavar": "居民", "help": "姓名、首字母、电话或证件号"})


def _votes(name: str, words: str, dest: str) -> Option:
    return (name, {"type": count, "dest": dest, "metavar": "票", "help": words})


WORDS: Mapping[str, tuple[str, tuple[Option, ...]]] = {
    "topics": ("议题", (("--stage", {"choices": list(STAGES)}),)),
    "topic-show": ("一个议题", (_NUMBER,)),
    "topic-propose": (
        "民提",
        (
            ("title", {"metavar": "议什么"}),
            ("--place", {"required": True, "metavar": "地点", "help": "小区、网格，或 全部小区"}),
            _PERSON,
            ("--proposer", {"default": "", "metavar": "提出人", "help": "没有登记的人"}),
            ("--content", {"default": "", "metavar": "内容"}),
            _ON,
            _KEY,
        ),
    ),
    "topic-discuss": (
        "民议",
        (
            _NUMBER,
            ("words", {"metavar": "意见"}),
            ("--present", {"type": count, "metavar": "人数"}),
            _ON,
        ),
    ),
    "topic-begin": (
        "开始表决",
        (
            _NUMBER,
            ("--rule", {"choices": list(VOTE_RULES), "default": "half"}),
            ("--eligible", {"type": count, "metavar": "户数", "help": "默认登记的全部户"}),
            _ON,
        ),
    ),
    "topic-vote": (
        "录入一户的票",
        (
            _NUMBER,
            ("door", {"metavar": "门牌"}),
            ("choice", {"choices": list(VOTES)}),
            ("--change", {"action": "store_true", "help": "更正已经录的票"}),
            _ON,
        ),
    ),
    "topic-decide": (
        "结束表决；没有逐户录的，写清点的票数",
        (
            _NUMBER,
            _votes("--for", "同意", "yes"),
            _votes("--against", "反对", "no"),
            _votes("--abstain", "弃权", "abstain"),
            _ON,
        ),
    ),
    "topic-finish": ("登记办成", (_NUMBER, ("result", {"metavar": "结果"}), _ON)),
    "topic-judge": (
        "民评",
        (
            _NUMBER,
            ("--satisfied", {"type": count, "default": 0, "metavar": "票"}),
            ("--fair", {"type": count, "default": 0, "metavar": "票"}),
            ("--unsatisfied", {"type": count, "default": 0, "metavar": "票"}),
            _ON,
        ),
    ),
    "topic-drop": ("不再议", (_NUMBER, ("--reason", {"required": True, "metavar": "原因"}), _ON)),
    "topic-issue": ("转吹哨台账", (_NUMBER, _ON)),
    "receptions": (
        "接待日",
        (
            ("--since", {"type": day, "metavar": "日期"}),
            ("--until", {"type": day, "metavar": "日期"}),
        ),
    ),
    "reception-plan": (
        "排接待日",
        (
            _DAY,
            ("--place", {"required": True, "metavar": "地点"}),
            ("--hosts", {"required": True, "metavar": "接待人"}),
            ("--compound", {"default": "", "metavar": "小区"}),
            ("--rhythm", {"choices": list(RHYTHMS), "default": "once"}),
            ("--until", {"type": day, "metavar": "日期", "help": "排到哪一天"}),
            ("--starts", {"default": "09:00", "metavar": "时间"}),
            ("--ends", {"default": "11:30", "metavar": "时间"}),
            ("--moves", {"action": "store_true", "help": "碰上节假日顺延到下一个工作日"}),
            _KEY,
        ),
    ),
    "reception-show": ("一个接待日和来访", (_DAY, _SPOT)),
    "reception-close": (
        "结束接待，或写原因取消",
        (_DAY, _SPOT, ("--cancel", {"default": "", "metavar": "原因"})),
    ),
    "receive": (
        "登记来访",
        (
            _DAY,
            ("words", {"metavar": "反映内容"}),
            _PERSON,
            ("--name", {"default": "", "metavar": "姓名", "help": "没有登记的人"}),
            ("--phone", {"default": "", "metavar": "电话"}),
            ("--address", {"default": "", "metavar": "住址"}),
            ("--answer", {"default": "", "metavar": "答复"}),
            ("--issue", {"action": "store_true", "help": "转吹哨台账"}),
            _SPOT,
            _KEY,
        ),
    ),
}
