"""Is it the sheet that is meant? Volunteers have names and numbers too (选错了表)."""

from collections.abc import Collection

from gridhall.exchange.rules.headings import Mapping, SheetTable, heading_key, heading_texts

# Headings that a kind of sheet has and the others have not; two of them tell it.
_SIGNS = {
    "志愿者": (
        *("志愿者", "志愿者编号", "特长", "服务特长", "可服务时段", "可服务时间", "服务时间"),
        *("报到单位", "服务时长", "服务类别", "服务内容", "服务记录", "活动", "活动名称"),
    ),
    "党组织": (
        *("党组织名称", "组织名称", "上级组织", "上级党组织", "书记", "党组织书记", "党员数"),
        *("党员人数", "组织类别", "换届日期", "届满日期"),
    ),
    "单位": (
        *("单位名称", "统一社会信用代码", "信用代码", "法定代表人", "单位地址", "单位性质"),
        *("认领项目", "报到时间", "单位联系人"),
    ),
    "工单": ("工单编号", "事项", "事项名称", "申请人", "受理时间", "承诺日期", "办结时间"),
}
_ENOUGH = 2
_DOUBT = "这张表像是{kind}的，不像{title}的：有“{signs}”"
_ENTRIES = {
    "志愿者": "；志愿者台账请用“导入志愿者”",
    "党组织": "；党组织名册请用“导入组织”",
    "单位": "；单位名册请用“导入单位”",
}
CHECK_SHEET = "请核对选的是不是要导入的那张表"


def kind_doubt(table: SheetTable, mapping: Mapping, title: str) -> str:
    """Which other kind of sheet this looks like, by the headings that no column takes; or ''.

    `title` is what is to be brought in, e.g. 居民.
    """
    used = set(mapping.columns.values())
    texts = heading_texts(table, mapping)
    unused = {heading_key(text): text for at, text in enumerate(texts) if at not in used and text}
    found = {kind: _signs(kind, unused, table.name) for kind in _SIGNS if kind not in title}
    kind = max(found, key=lambda kind: len(found[kind]))
    if len(found[kind]) < _ENOUGH:
        return ""
    doubt = _DOUBT.format(kind=kind, title=title, signs="”“".join(found[kind][:3]))
    return doubt + _ENTRIES.get(kind, "")


def _signs(kind: str, unused: dict[str, str], name: str) -> list[str]:
    wanted: Collection[str] = {heading_key(sign) for sign in _SIGNS[kind]}
    in_name = [name] if kind in name else []
    return in_name + [text for key, text in unused.items() if key in wanted]
