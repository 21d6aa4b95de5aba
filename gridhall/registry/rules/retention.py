"""How long what is kept of people may be kept (保存期限), and what an emptied record still says."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gridhall.core.errors import UserError

ANONYMOUS = "已匿名"
MOST_YEARS = 100
SETTING = "keep_years.{}"  # the hall's own term, in its settings


@dataclass(frozen=True, slots=True)
class Record:
    """One type of record: how many years from when, on what ground, and what ends it."""

    title: str
    years: int  # as shipped
    since: str  # from when the years count
    basis: str
    act: str  # 匿名处理, 清除; empty: only counted
    least: int = 1


_SHORTEST = "个人信息保护法第十九条，最短必要"
RECORDS: Mapping[str, Record] = {
    "left": Record("已迁出的居民", 10, "离开之日", _SHORTEST, "匿名处理"),
    "died": Record("已去世的居民", 10, "去世之日", _SHORTEST, "匿名处理"),
    "drafts": Record("没有办完的草稿", 1, "最后保存", _SHORTEST, "清除"),
    "transfers": Record("户籍迁移", 10, "办结或终止", "国家档案局令第 8 号，定期 10 年", "清除"),
    "cases": Record("办结的工单", 10, "办结之日", "国家档案局令第 8 号，定期 10 年", "清除"),
    "consents": Record("已撤回的同意书", 3, "撤回之日", "参照个人信息保护法第五十六条", "清除", 3),
    "requests": Record("答复过的申请", 3, "答复之日", "参照个人信息保护法第五十六条", "清除", 3),
    "lending": Record("未登记的人借用、寄存、失物", 3, "了结之日",
                      "参照民法典第一百八十八条，诉讼时效三年", "清除"),
    "visitors": Record("未登记的人在接待日来访", 3, "接待之日", _SHORTEST, "清除"),
    "issues": Record("了结的问题里没有登记的反映人", 3, "销号或不纳入之日", _SHORTEST, "清除"),
    "postings": Record("没有登记的异议人和上榜的人", 3, "答复或下榜之日", _SHORTEST, "清除"),
    "parties": Record("没有登记的调解当事人和专项台账的人", 3, "调解或台账了结之日",
                      "参照民法典第一百八十八条，诉讼时效三年", "清除"),
    "access": Record("个人信息查看记录", 3, "查看之日", "网络数据安全管理条例第十二条", "", 3),
}  # fmt: skip


def years_of(key: str, settings: Mapping[str, str]) -> int:
    """The hall's term of a type, or the shipped one."""
    kept = settings.get(SETTING.format(key), "")
    return int(kept) if kept.isascii() and kept.isdigit() else RECORDS[key].years


def check_years(key: str, years: int) -> int:
    """A term the law allows; raises UserError."""
    record = RECORDS[key]
    if not record.least <= years <= MOST_YEARS:
        raise UserError(
            f"{record.title}至少保存 {record.least} 年（{record.basis}），最多 {MOST_YEARS} 年。"
        )
    return years


def due_before(years: int, today: date) -> date:
    """What ended on this day or before is due today; 29 February counts as the 28th."""
    day = min(today.day, 28) if today.month == 2 else today.day
    return date(today.year - years, today.month, day)


def coarse(born: date | None) -> date | None:
    """A birth date that tells no more than the year, for the figures of past days."""
    return None if born is None else date(born.year, 1, 1)


def scrubbed(images: str, rows: Mapping[str, Collection[int]]) -> str:
    """An act's images without what these rows said: texts are emptied, days and states stay."""
    kept: list[dict[str, Any]] = json.loads(images)
    for noted in kept:
        if noted["id"] in rows.get(noted["table"], ()):
            noted["before"] = _emptied(noted["before"])
            noted["after"] = _emptied(noted["after"])
    return json.dumps(kept, ensure_ascii=False)


_PLAIN = frozenset({"status", "sex", "hukou_kind", "relation", "aspect", "field", "recorded_at"})


def _emptied(said: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if said is None:
        return None
    if said.get("birth_date"):
        said = {**said, "birth_date": f"{said['birth_date'][:4]}-01-01"}
    return {
        name: "" if isinstance(value, str) and name not in _PLAIN and not _is_day(value) else value
        for name, value in said.items()
    }


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4:5] == text[7:8] == "-"
