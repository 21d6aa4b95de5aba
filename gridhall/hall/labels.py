"""The Chinese words of the hall's check: what each rule means to the person who must act."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

# Every subject's rules: the words stand beside what to do about them, and nowhere else.
PROBLEMS: Mapping[str, str] = {
    "file.pages": "大厅文件里有读坏的页",
    "file.structure": "大厅文件的表或索引不完整",
    "file.references": "有记录指向不存在的记录",
    "household.no_head": "在册的户没有户主",
    "household.two_heads": "一户有两位户主",
    "household.empty": "在册的户没有成员",
    "membership.overlap": "同一个人同时在两户",
    "membership.order": "离户早于入户",
    "dwelling.no_grid": "住着人的房屋没有划进网格",
    "person.number": "证件号校验不过",
    "person.birth": "出生日期与证件号不一致",
    "person.sex": "性别与证件号不一致",
    "relation.sex": "与户主关系和性别对不上",
    "relation.age": "与户主关系和年龄对不上",
    "search.residents": "搜索里的居民与登记不一致",
    "search.households": "搜索里的户与登记不一致",
    "case.no_acceptance": "工单没有受理记录",
    "case.number_gap": "工单编号中间有缺号",
    "search.cases": "搜索里的工单与登记不一致",
    "search.matters": "搜索里的事项与目录不一致",
    "case.state_against_events": "工单状态与办理记录不一致",
    "paper.number_gap": "文书编号中间有缺号",
    "paper.bytes_changed": "存档的文书和出具时不一样",
}

# What to do about it, by the rule's first word.
_REMEDIES: Mapping[str, str] = {
    "file": "请马上备份，再从完好的备份恢复",
    "household": "到居民登记里核对这些户",
    "membership": "到居民登记里核对这些户",
    "dwelling": "请在网格里划入这些房屋",
    "person": "请对照证件原件更正",
    "relation": "请对照户口簿更正",
    "search": "请运行 gridhall check --repair 重建搜索",
    "case": "请把这一屏告诉维护人员",
    "paper": "请把这一屏告诉维护人员，先不要恢复旧备份",
}


def problem_label(rule: str) -> str:
    """What a rule says when it is broken; a rule of a later version shows its code."""
    return PROBLEMS.get(rule, rule)


def remedy(rule: str) -> str:
    """What the clerk can do about it; empty when nothing is known."""
    return _REMEDIES.get(rule.partition(".")[0], "")


def audit_label(broken_at: int | None) -> str:
    """The trail in a sentence: intact, or from where it is broken."""
    if broken_at is None:
        return "操作记录完整，从第一条起没有改过、没有缺少"
    return f"操作记录从第 {broken_at} 条起对不上：有人改过、删过，或用旧文件换过"


def size_label(size: int) -> str:
    """A file's size as people say it: 820 KB, 12.4 MB."""
    if size < 1 << 20:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / (1 << 20):.1f} MB"


def days_in_words(days: Iterable[date]) -> str:
    """Days run together: 1月1日—3日，2月15日—23日, with the year where it changes."""
    spans: list[list[date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][-1] == timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return "，".join(_span(span[0], span[-1]) for span in spans)


def _span(first: date, last: date) -> str:
    start = f"{first.month}月{first.day}日"
    if first == last:
        return f"{start}（周{'一二三四五六日'[first.weekday()]}）"
    month = "" if last.month == first.month else f"{last.month}月"
    return f"{start}—{month}{last.day}日（{(last - first).days + 1} 天）"
