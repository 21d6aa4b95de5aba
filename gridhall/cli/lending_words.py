"""The words and options of `lend`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gridhall.cli.usage import count, day, request_key
from gridhall.lending.labels import ANSWERS, CONDITIONS, SETTLEMENTS

Option = tuple[str, dict[str, Any]]
_DAY = {"type": day, "metavar": "日期"}
_NOTE: Option = ("--note", {"default": "", "metavar": "备注"})
_KEY: Option = ("--request-key", {"default": "", "metavar": "键", "type": request_key})
_WHO: tuple[Option, ...] = (
    ("--person", {"metavar": "居民", "help": "姓名、首字母、电话或证件号"}),
    ("--name", {"default": "", "metavar": "姓名", "help": "没有登记的人"}),
    ("--phone", {"default": "", "metavar": "电话"}),
)
_CODE: Option = ("code", {"metavar": "编号或条码"})
WORDS: Mapping[str, tuple[str, tuple[Option, ...]]] = {
    "out": (
        "借出",
        (
            _CODE,
            *_WHO,
            ("--quantity", {"type": count, "default": 1, "metavar": "数量"}),
            ("--due", {**_DAY, "help": "应还日期，默认按种类的借期"}),
            ("--on", {**_DAY, "help": "借出日期，补录用"}),
            ("--deposit", {"default": "", "metavar": "押金"}),
            ("--address", {"default": "", "metavar": "住址", "help": "没有登记的人住哪里"}),
            ("--pledge", {"default": "", "metavar": "押物", "help": "不能是身份证"}),
            _NOTE,
            _KEY,
        ),
    ),
    "in": (
        "归还",
        (
            _CODE,
            ("--quantity", {"type": count, "metavar": "数量", "help": "不写就是全部"}),
            ("--condition", {"choices": list(CONDITIONS), "default": "good"}),
            ("--on", {**_DAY, "help": "归还日期，默认今天"}),
            _NOTE,
            _KEY,
        ),
    ),
    "list": (
        "在外的借用",
        (
            (
                "--which",
                {
                    "choices": ["open", "overdue", "today", "trouble", "closed", "all"],
                    "default": "open",
                },
            ),
        ),
    ),
    "overdue": ("超期名单，按楼栋", ()),
    "renew": ("续借", (_CODE, ("--due", _DAY))),
    "call": (
        "记催还",
        (
            _CODE,
            ("--answer", {"choices": list(ANSWERS), "required": True}),
            ("--promised", _DAY),
            _NOTE,
        ),
    ),
    "settle": (
        "处理损坏或丢失",
        (
            ("number", {"metavar": "借用单号"}),
            ("--how", {"choices": list(SETTLEMENTS), "required": True}),
            ("--money", {"default": "", "metavar": "金额"}),
            ("--deposit-back", {"action": "store_true", "help": "退押金"}),
            _NOTE,
        ),
    ),
    "stock": ("库存", (("--kind", {"metavar": "种类"}),)),
    "add": (
        "登记物品或购入数量",
        (
            ("kind", {"metavar": "种类"}),
            ("--quantity", {"type": count, "default": 1, "metavar": "数量"}),
            ("--code", {"default": "", "metavar": "编号"}),
            ("--name", {"default": "", "metavar": "名称"}),
            ("--spot", {"default": "", "metavar": "地点"}),
            _NOTE,
        ),
    ),
    "state": (
        "改物品状态",
        (
            _CODE,
            ("state", {"choices": ["ready", "repair", "lost", "retired"]}),
            ("--reason", {"default": "", "metavar": "原因"}),
        ),
    ),
    "take-stock": (
        "盘点",
        (
            ("codes", {"nargs": "*", "metavar": "编号", "help": "按数量的写 编号=数量"}),
            ("--kind", {"metavar": "种类"}),
            ("--close", {"action": "store_true", "help": "结束盘点，没有见到的记成丢失"}),
            ("--result-only", {"action": "store_true", "help": "结束盘点，只记结果，物品不改"}),
        ),
    ),
    "todo": ("药箱到期提醒", ()),
    "keep": (
        "寄存",
        (
            ("what", {"metavar": "物品"}),
            *_WHO,
            ("--slot", {"metavar": "寄存格"}),
            ("--until", _DAY),
            _NOTE,
            _KEY,
        ),
    ),
    "kept": ("寄存的东西", (("--all", {"action": "store_true"}),)),
    "pick-up": (
        "取走寄存",
        (
            ("number", {"metavar": "取件码或编号"}),
            ("--by", {"default": "", "metavar": "取走人"}),
            ("--proof", {"default": "", "metavar": "怎么核对的"}),
        ),
    ),
    "found": (
        "登记失物",
        (
            ("what", {"metavar": "物品"}),
            ("--spot", {"required": True, "metavar": "地点"}),
            ("--on", _DAY),
            ("--marks", {"default": "", "metavar": "特征", "help": "不公开，认领时核对"}),
            ("--finder", {"default": "", "metavar": "拾得人"}),
            ("--phone", {"default": "", "metavar": "电话"}),
            ("--place", {"default": "", "metavar": "存放处"}),
            ("--photo", {"type": Path, "nargs": "*", "default": [], "metavar": "照片"}),
        ),
    ),
    "lost-property": ("失物", (("--all", {"action": "store_true"}),)),
    "claim": (
        "失物认领或移交",
        (
            ("number", {"metavar": "编号"}),
            ("--state", {"choices": ["claimed", "police", "state"], "default": "claimed"}),
            ("--by", {"default": "", "metavar": "认领人"}),
            ("--phone", {"default": "", "metavar": "电话"}),
            ("--proof", {"default": "", "metavar": "核对情况"}),
        ),
    ),
    "undo": ("撤回一步，写 action", (("action", {"type": count}),)),
}
