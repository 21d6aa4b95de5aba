"""The words of what is posted and their options."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gridhall.cli.usage import count, day, request_key
from gridhall.opinions.labels import ARTICLES, HONORS, NOTICES

Option = tuple[str, dict[str, Any]]
_DAY = {"type": day, "metavar": "日期"}
_WHY = ("--why", {"default": "", "metavar": "原因"})
_ON = ("--on", {**_DAY, "help": "哪天办的，补录用；默认今天"})
_KEY = (
    "--request-key",
    {"default": "", "metavar": "键", "type": request_key},
)
_ID = ("id", {"type": count, "metavar": "编号"})
_NUMBER = ("number", {"metavar": "公示编号", "help": "例如 示〔2026〕001"})
_COMPOUND = ("--compound", {"default": "", "metavar": "小区", "help": "空着就是全社区"})
_CHECKED = (
    "--checked",
    {"action": "store_true", "help": "已核对：和登记姓名相同的两个字在这里不是人名"},
)
_TEXT = (
    "--text", {"default": "", "metavar": "正文"},
)  # fmt: skip
_FILE = ("--file", {"type": Path, "metavar": "文件.txt", "help": "正文在文件里，UTF-8"})
_BODY = (_TEXT, _FILE)

WORDS: Mapping[str, tuple[str, tuple[Option, ...]]] = {
    "notice-add": (
        "拟公示；姓名、电话、门牌自动遮住，证件号去掉",
        (
            ("--kind", {"choices": list(NOTICES), "default": "affairs"}),
            ("--title", {"required": True, "metavar": "标题"}),
            *_BODY,
            ("--place", {"required": True, "metavar": "张贴地点"}),
            _COMPOUND,
            ("--from", {**_DAY, "dest": "first", "help": "默认今天"}),
            ("--to", {**_DAY, "dest": "last", "help": "最后一天，算在内；默认按治理设置的天数"}),
            ("--contact", {"default": "", "metavar": "联系人"}),
            ("--phone", {"default": "", "metavar": "座机"}),
            _CHECKED,
            _KEY,
        ),
    ),
    "notice-list": ("公示", (("--over", {"action": "store_true", "help": "已经撤下和撤回的"}),)),
    "notice-show": ("一份公示和它的异议", (_NUMBER,)),
    "notice-post": (
        "登记张贴；要有贴出来的照片",
        (_NUMBER, _ON, ("--photo", {"type": Path, "nargs": "*", "default": [], "metavar": "照片"})),
    ),
    "notice-take-down": ("登记撤下；最后一天过了才能撤", (_NUMBER, _ON)),
    "notice-withdraw": ("撤回公示，写明原因", (_NUMBER, _WHY, _ON)),
    "objection-add": (
        "登记异议",
        (
            _NUMBER,
            ("--words", {"required": True, "metavar": "内容"}),
            ("--person", {"metavar": "居民", "help": "编号、证件号、电话或姓名"}),
            ("--name", {"default": "", "metavar": "姓名"}),
            ("--phone", {"default": "", "metavar": "电话"}),
            _ON,
            _KEY,
        ),
    ),
    "objection-answer": (
        "答复异议",
        (
            _ID,
            ("--words", {"required": True, "metavar": "答复"}),
            ("--upheld", {"action": "store_true", "help": "异议成立"}),
            _ON,
        ),
    ),
    "honor-add": (
        "记红黑榜",
        (
            ("--kind", {"choices": list(HONORS), "required": True}),
            ("--title", {"required": True, "metavar": "标题"}),
            *_BODY,
            ("--person", {"metavar": "居民"}),
            ("--name", {"default": "", "metavar": "姓名"}),
            ("--consent", {**_DAY, "help": "本人同意公开姓名的日期，只用于红榜"}),
            _COMPOUND,
            ("--building", {"default": "", "metavar": "几号楼"}),
            ("--happened", {**_DAY, "help": "默认今天"}),
            _CHECKED,
            _KEY,
        ),
    ),
    "honor-list": ("红黑榜", (("--over", {"action": "store_true", "help": "已经下榜的"}),)),
    "honor-submit": ("报批（黑榜）或定稿（红榜）", (_ID,)),
    "honor-decide": (
        "主管审批黑榜；不能审批自己写的",
        (_ID, ("--refuse", {"action": "store_true"}),
         ("--opinion", {"default": "", "metavar": "意见"})),
    ),
    "honor-recall": ("撤回修改", (_ID, _WHY)),
    "honor-publish": (
        "发布上榜",
        (_ID, ("--from", {**_DAY, "dest": "first"}), ("--to", {**_DAY, "dest": "last"})),
    ),
    "honor-end": ("下榜；提前下榜要写原因", (_ID, _WHY)),
    "compact-add": (
        "拟一版居民公约，一行一条",
        (_COMPOUND, ("--title", {"default": "", "metavar": "名称"}), *_BODY,
         ("--preface", {"default": "", "metavar": "前言"}), _CHECKED, _KEY),
    ),
    "compact-list": ("居民公约", (("--over", {"action": "store_true", "help": "已经废止的"}),)),
    "compact-adopt": (
        "登记通过；上一版当天废止",
        (_ID, ("--how", {"required": True, "metavar": "怎么通过"}), _ON),
    ),
    "compact-end": ("废止", (_ID, _ON)),
    "bulletin-add": (
        "开编一期邻里报；不写执笔就按支部党员轮流",
        (
            ("--name", {"default": "", "metavar": "报名"}),
            ("--quarter", {"default": "", "metavar": "季度", "help": "例如 2026Q4"}),
            ("--organisation", {"type": count, "metavar": "主办组织编号"}),
            ("--editor", {"default": "", "metavar": "执笔"}),
            ("--ordinal", {"type": count, "metavar": "总第几期"}),
            _KEY,
        ),
    ),
    "bulletin-list": ("邻里报", ()),
    "bulletin-show": ("一期邻里报的稿子", (_ID,)),
    "bulletin-article": (
        "收稿",
        (
            _ID,
            ("--kind", {"choices": list(ARTICLES), "default": "news"}),
            ("--title", {"required": True, "metavar": "标题"}),
            *_BODY,
            ("--author", {"default": "", "metavar": "作者"}),
            ("--photo", {"type": Path, "nargs": "*", "default": [], "metavar": "照片"}),
            _CHECKED,
            _KEY,
        ),
    ),
    "bulletin-draw": ("把本季度批准或在榜的红黑榜引入", (_ID,)),
    "bulletin-publish": ("印发；以后不能再改", (_ID, _ON)),
    "posting-todo": ("该张贴、撤下、答复、审批的", ()),
}  # fmt: skip
