"""The words and options of `issue`."""

from collections.abc import Mapping
from typing import Any

from gridhall.cli.usage import count, day, request_key
from gridhall.issues.labels import CHANNELS, DECLINES, MEASURES, PATHS, ROUTES, SIZES, STATES
from gridhall.issues.labels import WORDS as RESIDENTS_WORDS

Option = tuple[str, dict[str, Any]]
_DAY = {"type": day, "metavar": "日期"}
_NUMBER: Option = ("number", {"metavar": "编号", "help": "哨〔2026〕0001，或 2026-1"})
_ON: Option = ("--on", {**_DAY, "help": "实际发生的日子，补录用"})
_KEY: Option = ("--request-key", {"default": "", "metavar": "键", "type": request_key})
_OWNER: Option = (
    "--owner",
    {"default": "", "metavar": "责任单位", "help": "名称、首字母或 unit:3"},
)
_TEXT = {"default": "", "metavar": "文字"}
_PLACE: tuple[Option, ...] = (
    (
        "--place",
        {"default": "", "metavar": "地点", "help": "例如 御景小区3号楼，或网格"},
    ),
    ("--spot", {"default": "", "metavar": "位置", "help": "更细的位置，例如 2单元楼道"}),
)
_SORTING: tuple[Option, ...] = (
    ("--category", {"default": "", "metavar": "类别", "help": "类别的编号、名称或首字母"}),
    ("--size", {"choices": list(SIZES), "default": ""}),
    ("--manner", {"default": "", "metavar": "议事规则"}),
)
WORDS: Mapping[str, tuple[str, tuple[Option, ...]]] = {
    "add": (
        "收集问题；可能重复的会提醒，不会拦",
        (
            ("--title", {"required": True, "metavar": "问题"}),
            ("--path", {"type": int, "choices": list(PATHS), "default": 3, "help": "三条路径"}),
            ("--channel", {"choices": list(CHANNELS), "default": "visit", "help": "渠道"}),
            ("--content", _TEXT),
            *_SORTING,
            ("--person", {"default": "", "metavar": "居民", "help": "反映人的编号或证件号"}),
            ("--raiser", {"default": "", "metavar": "姓名", "help": "没有登记的反映人"}),
            ("--phone", {"default": "", "metavar": "电话"}),
            *_PLACE,
            ("--received", {**_DAY, "help": "反映日期，默认今天"}),
            ("--level", {"type": count, "default": 2, "metavar": "层级", "help": "1 网格 … 5 市"}),
            _KEY,
        ),
    ),
    "list": (
        "吹哨台账",
        (
            ("--state", {"choices": [*STATES, "open", "overdue", "all"], "default": "open"}),
            ("--text", {"default": "", "metavar": "文字"}),
            ("--route", {"type": int, "choices": list(ROUTES)}),
            _OWNER,
            ("--since", _DAY),
            ("--until", _DAY),
            ("--limit", {"type": count, "default": 500, "metavar": "件数"}),
        ),
    ),
    "show": ("一件问题的全部经过", (_NUMBER,)),
    "step": (
        "办一步；不写步骤就列出现在能办的",
        (
            _NUMBER,
            ("step", {"nargs": "?", "metavar": "步骤", "help": "例如 sort route whistle close"}),
            ("--words", {**_TEXT, "help": "这一步要说的：原因、结果、内容"}),
            *_SORTING,
            *_PLACE,
            ("--kind", {"choices": list(DECLINES), "default": "", "help": "不纳入的原因"}),
            ("--into", {"default": "", "metavar": "编号", "help": "并入哪一件"}),
            ("--route", {"type": int, "choices": list(ROUTES), "help": "四类响应"}),
            _OWNER,
            ("--contact", {"default": "", "metavar": "联系人"}),
            ("--due", {**_DAY, "help": "办理期限，吹哨时是报到期限"}),
            ("--by", {"default": "", "metavar": "姓名", "help": "谁报到，或谁评价"}),
            ("--word", {"choices": list(RESIDENTS_WORDS), "default": "", "help": "群众评价"}),
            _ON,
        ),
    ),
    "measure": (
        "五项措施",
        (
            _NUMBER,
            ("kind", {"choices": list(MEASURES)}),
            ("--target", {"default": "", "metavar": "对象"}),
            ("--note", _TEXT),
            ("--points", {"type": int, "metavar": "分"}),
            ("--reply-by", _DAY),
            _ON,
        ),
    ),
    "reply": ("登记一项措施的回复", (("measure", {"type": count, "metavar": "措施"}),
                                 ("--words", {"required": True, "metavar": "回复"}), _ON)),
    "likely": ("可能重复的问题", (("text", {"metavar": "文字"}), *_PLACE)),
    "undo": ("撤回一步，写 action", (("action", {"type": count}),)),
}  # fmt: skip
