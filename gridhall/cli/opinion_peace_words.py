"""The words and options of mediation, inspections and thematic registers under `opinion`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gridhall.cli.usage import day, request_key
from gridhall.opinions.labels import DISPUTES, INSPECTIONS

Option = tuple[str, dict[str, Any]]
_NUMBER: Option = ("number", {"metavar": "编号", "help": "调〔2026〕001 或 2026-1"})
_CODE: Option = ("code", {"metavar": "编号", "help": "排查编号加第几处：2026-1-2"})
_REGISTER: Option = ("name", {"metavar": "专项", "help": "例如 养犬"})
_ON: Option = ("--on", {"type": day, "metavar": "日期", "help": "补录用，默认今天"})
_WHY: Option = ("--reason", {"required": True, "metavar": "原因"})
_KEY: Option = ("--request-key", {"default": "", "metavar": "键", "type": request_key})
_COMPOUND: Option = ("--compound", {"default": "", "metavar": "小区"})
_LINE: Option = ("line", {"type": int, "metavar": "行号", "help": "theme-show 里的 id"})

WORDS: Mapping[str, tuple[str, tuple[Option, ...]]] = {
    "mediations": ("调解", (("--all", {"action": "store_true", "help": "办完的也列"}),)),
    "mediation-add": (
        "受理调解",
        (
            ("kind", {"choices": sorted(DISPUTES), "help": "纠纷类别"}),
            ("title", {"metavar": "题目"}),
            ("dispute", {"metavar": "纠纷情况"}),
            (
                "--party",
                {
                    "action": "append",
                    "default": [],
                    "metavar": "当事人",
                    "help": "姓名;电话;住址，一方写一次",
                },
            ),
            (
                "--resident",
                {
                    "action": "append",
                    "default": [],
                    "metavar": "居民",
                    "help": "登记的居民，写在其他当事人前面",
                },
            ),
            ("--mediators", {"required": True, "metavar": "调解员"}),
            ("--place", {"default": "", "metavar": "地点"}),
            ("--due", {"type": day, "metavar": "日期", "help": "调解期限，默认一个月"}),
            _ON,
            _KEY,
        ),
    ),
    "mediation-show": ("一件调解", (_NUMBER,)),
    "mediation-agree": (
        "达成协议",
        (
            _NUMBER,
            ("agreement", {"metavar": "协议内容"}),
            ("--way", {"default": "", "metavar": "履行方式"}),
            ("--perform-by", {"type": day, "metavar": "日期", "help": "履行期限"}),
            ("--oral", {"action": "store_true", "help": "口头协议"}),
            _ON,
        ),
    ),
    "mediation-fail": ("调解不成", (_NUMBER, _WHY, _ON)),
    "mediation-withdraw": ("终止调解", (_NUMBER, _WHY, _ON)),
    "mediation-perform": ("登记履行", (_NUMBER, _ON)),
    "mediation-call": ("登记回访", (_NUMBER, _ON)),
    "mediation-resume": ("重新调解", (_NUMBER, _ON)),
    "mediation-issue": ("调不成的转吹哨台账", (_NUMBER, _ON)),
    "inspections": ("隐患排查", (("--since", {"type": day, "metavar": "日期"}),)),
    "inspection-add": (
        "登记排查",
        (
            ("kind", {"choices": sorted(INSPECTIONS), "help": "排查类别"}),
            ("place", {"metavar": "地点"}),
            ("--inspectors", {"required": True, "metavar": "排查人员"}),
            (
                "--hazard",
                {
                    "action": "append",
                    "default": [],
                    "metavar": "隐患",
                    "help": "隐患;整改责任人;位置;期限，一处写一次；后两项可以不写",
                },
            ),
            _COMPOUND,
            ("--note", {"default": "", "metavar": "说明"}),
            _ON,
            _KEY,
        ),
    ),
    "inspection-show": ("一次排查", (_NUMBER,)),
    "hazards": ("还没整改的隐患，到期的在前", ()),
    "hazard-check": (
        "登记复查",
        (
            _CODE,
            ("--by", {"required": True, "metavar": "复查人"}),
            ("--photo", {"type": Path, "action": "append", "default": [], "metavar": "照片"}),
            ("--result", {"default": "", "metavar": "结果"}),
            ("--not-yet", {"type": day, "metavar": "日期", "help": "没整改好，新的期限"}),
            _ON,
        ),
    ),
    "hazard-later": (
        "延期",
        (_CODE, ("until", {"type": day, "metavar": "日期"}), _WHY),
    ),
    "hazard-issue": ("转吹哨台账", (_CODE, _ON)),
    "themes": ("专项台账", ()),
    "theme-new": (
        "新建专项台账",
        (
            _REGISTER,
            (
                "--status",
                {"nargs": "+", "default": [], "metavar": "情况", "help": "改好的后面加 +"},
            ),
            ("--measure", {"default": "户", "metavar": "量词"}),
            _COMPOUND,
            ("--note", {"default": "", "metavar": "说明"}),
            _ON,
            _KEY,
        ),
    ),
    "theme-show": ("一本台账，前后对比", (_REGISTER,)),
    "theme-add": (
        "登记一户",
        (
            _REGISTER,
            ("status", {"metavar": "情况"}),
            ("--door", {"default": "", "metavar": "门牌"}),
            ("--who", {"default": "", "metavar": "姓名"}),
            ("--facts", {"default": "", "metavar": "摸底情况"}),
            ("--promised", {"default": "", "metavar": "承诺"}),
            _ON,
            _KEY,
        ),
    ),
    "theme-change": (
        "改一户的情况",
        (
            _LINE,
            ("status", {"metavar": "情况"}),
            ("--promised", {"default": "", "metavar": "承诺"}),
            _ON,
        ),
    ),
    "theme-drop": ("退出台账", (_LINE, _WHY, _ON)),
    "theme-end": ("结束专项台账", (_REGISTER, _ON)),
    "peace-figures": (
        "调解和排查的统计",
        (
            ("--since", {"type": day, "metavar": "日期", "help": "默认今年"}),
            ("--until", {"type": day, "metavar": "日期"}),
        ),
    ),
    "peace-todo": ("今天要办的", ()),
}
