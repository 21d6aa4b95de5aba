"""The words and options of `care`."""

from collections.abc import Mapping
from typing import Any

from gridhall.care.labels import CATEGORIES, DEEDS, RHYTHMS
from gridhall.cli.usage import count, day, request_key

Option = tuple[str, dict[str, Any]]
_DAY = {"type": day, "metavar": "日期"}
_TEXT = {"default": "", "metavar": "文字"}
_KEY: Option = ("--request-key", {"default": "", "metavar": "键", "type": request_key})
_WHO: Option = ("person", {"metavar": "居民", "help": "居民编号或证件号"})
_VISITOR: tuple[Option, ...] = (
    ("--volunteer", {"metavar": "志愿者", "help": "编号、证件号、电话或姓名"}),
    ("--visitor", {**_TEXT, "help": "谁去，别的写法"}),
)
_DEEDS = f"用逗号分开：{'、'.join(DEEDS.values())}"
_PLAN: tuple[Option, ...] = (
    ("--category", {"choices": sorted(CATEGORIES), "help": "类别"}),
    ("--rhythm", {"choices": list(RHYTHMS), "help": "多久一次，默认每月"}),
    ("--needs", {"metavar": "项目", "help": _DEEDS}),
    *_VISITOR,
    ("--unit", {"metavar": "单位"}),
    ("--since", {**_DAY, "help": "第一次，默认今天"}),
    ("--consent", {**_DAY, "help": "本人哪天同意记健康情况"}),
    ("--note", {"metavar": "备注"}),
)
_WHICH = ("all", "today", "late", "month", "ended")
WORDS: Mapping[str, tuple[str, tuple[Option, ...]]] = {
    "list": (
        "关爱对象和下一次走访",
        (
            ("--which", {"choices": _WHICH, "default": "all"}),
            ("--grid", {"metavar": "网格", "help": "只看这个网格"}),
        ),
    ),
    "show": ("一位对象和走访记录", (_WHO,)),
    "add": ("新增关爱对象", (_WHO, *_PLAN, _KEY)),
    "change": ("修改关爱对象；没写的不变", (_WHO, *_PLAN)),
    "end": (
        "停止走访",
        (_WHO, ("--reason", {"required": True, "metavar": "原因"}), ("--on", _DAY)),
    ),
    "visit": (
        "登记走访",
        (
            _WHO,
            ("--deeds", {**_TEXT, "help": _DEEDS}),
            ("--stars", {"type": count, "metavar": "星", "help": "1 到 10"}),
            ("--on", {**_DAY, "help": "走访日期，默认今天"}),
            ("--starts", {"default": "", "metavar": "钟点", "help": "志愿者走访要写"}),
            ("--minutes", {"type": count, "metavar": "分钟", "help": "志愿者走访要写"}),
            *_VISITOR,
            ("--note", _TEXT),
            _KEY,
        ),
    ),
    "absent": (
        "去了没人应门",
        (
            _WHO,
            ("--why", {"default": "敲门没人应", "metavar": "情况"}),
            ("--on", _DAY),
            *_VISITOR,
        ),
    ),
    "postpone": (
        "下一次走访改期",
        (_WHO, ("--to", {**_DAY, "required": True}), ("--reason", {"required": True})),
    ),
    "missed": (
        "漏访的，先把今天以前到期的算成漏访",
        (("--since", {**_DAY, "help": "默认一年以内"}),),
    ),
    "todo": ("今日要办的", ()),
    "undo": ("撤回一项", (("action", {"type": count, "metavar": "编号"}),)),
}
