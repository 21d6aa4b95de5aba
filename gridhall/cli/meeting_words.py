"""The words and options of `meeting`."""

from argparse import ArgumentTypeError
from collections.abc import Mapping
from typing import Any

from gridhall.cli.usage import count, day, request_key
from gridhall.issues.labels import DECLINES, ROUTES
from gridhall.meetings.labels import CAME, DECISIONS
from gridhall.meetings.rules.decisions import Votes

Option = tuple[str, dict[str, Any]]


def votes(text: str) -> Votes:
    """A vote as it is typed: 12/1/0, or as in the room 12-1-0; for, against, abstaining."""
    parts = text.replace("-", "/").split("/")
    if len(parts) != 3 or not all(one.isascii() and one.isdigit() for one in parts):
        raise ArgumentTypeError(f"“{text[:20]}”请写成 赞成/反对/弃权，例如 12/1/0")
    return Votes(*(count(one) for one in parts))


_DAY = {"type": day, "metavar": "日期"}
_ASKED: Option = ("day", {**_DAY, "nargs": "?", "help": "不写就是最近的一次"})
_ON: Option = ("--day", {**_DAY, "help": "哪一天的会，默认正在开的"})
_WHY: Option = ("--reason", {"required": True, "metavar": "原因"})
_PLAN: tuple[Option, ...] = (
    ("--starts", {"default": "9:00", "metavar": "时间"}),
    ("--place", {"default": "", "metavar": "地点"}),
    ("--host", {"default": "", "metavar": "主持", "help": "默认轮值的第一书记"}),
    ("--secretary", {"default": "", "metavar": "记录"}),
    ("--subject", {"default": "", "metavar": "要求"}),
    ("--title", {"default": "", "metavar": "名称"}),
    ("--org", {"default": "", "metavar": "组织", "help": "哪个组织的会，默认大党委"}),
    ("--request-key", {"default": "", "metavar": "键", "type": request_key}),
)
WORDS: Mapping[str, tuple[str, tuple[Option, ...]]] = {
    "plan": ("安排一次", (("day", _DAY), *_PLAN)),
    "open": ("开会；还没安排的先安排", (("day", _DAY), *_PLAN)),
    "agenda": ("议题，结转的在前；还没安排也答", (_ASKED,)),
    "list": ("会议", (("--year", {"type": count, "metavar": "年"}),)),
    "show": ("一次会议的全部", (_ASKED,)),
    "due": ("这一期开过没有", ()),
    "invite": (
        "邀请",
        (
            ("name", {"metavar": "姓名"}),
            ("--workplace", {"default": "", "metavar": "单位"}),
            ("--duty", {"default": "", "metavar": "职务"}),
            ("--guest", {"action": "store_true", "help": "列席"}),
            _ON,
        ),
    ),
    "came": (
        "签到",
        (
            ("name", {"metavar": "姓名"}),
            ("--state", {"choices": list(CAME), "default": "came"}),
            ("--by", {"default": "", "metavar": "姓名", "help": "谁代开"}),
            ("--why", {"default": "", "metavar": "原因"}),
            _ON,
        ),
    ),
    "add": ("加台账以外的议题", (("title", {"metavar": "议题"}), _ON)),
    "decide": (
        "议定一项",
        (
            ("number", {"metavar": "编号", "help": "问题编号，或其他议题的名称"}),
            ("kind", {"choices": list(DECISIONS), "help": "怎么定"}),
            ("--said", {"metavar": "记录", "help": "会上说的"}),
            ("--words", {"default": "", "metavar": "说明"}),
            ("--route", {"type": int, "choices": list(ROUTES)}),
            ("--owner", {"default": "", "metavar": "单位"}),
            ("--due", _DAY),
            ("--votes", {"type": votes, "metavar": "票数", "help": "赞成/反对/弃权，例如 12/1/0"}),
            ("--refusal", {"choices": list(DECLINES), "default": ""}),
            ("--duplicate-of", {"default": "", "metavar": "编号"}),
            ("--request-key", {"default": "", "metavar": "键", "type": request_key}),
            _ON,
        ),
    ),
    "minute": (
        "记会上说的",
        (("number", {"metavar": "编号"}), ("said", {"metavar": "记录"}), _ON),
    ),
    "close": ("结束会议，没办结的结转", (_ASKED, ("--summary", {"metavar": "会议强调"}))),
    "minutes": ("出会议纪要；还在开的先结束", (_ASKED,)),
    "cancel": ("取消", (("day", _DAY), _WHY)),
    "reopen": ("重新记录", (("day", _DAY), _WHY)),
    "undo": ("撤回", (("action", {"type": count, "metavar": "序号"}),)),
    "debrief": (
        "登记述职",
        (
            ("name", {"metavar": "姓名"}),
            ("period", {"metavar": "期间", "help": "例如 2026年上半年"}),
            ("--duty", {"default": "", "metavar": "职务"}),
            ("--text", {"default": "", "metavar": "内容"}),
            ("--score", {"type": count, "metavar": "得分"}),
            ("--on", _DAY),
        ),
    ),
    "turns": ("第一书记轮值", ()),
}
