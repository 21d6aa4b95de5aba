"""Number schemes of papers, what a print is called, what is left to print, on which printer."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gridhall.clerks.rules import require
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError

# Official letters (GB/T 9704): no 第, no leading zeros. Business papers: a local scheme.
OFFICIAL = "{office}〔{year}〕{n}号"
BUSINESS = "{office}受字〔{year}〕第{n:04}号"

PATTERNS = {
    "acceptance": "{office}受字〔{year}〕第{n:04}号",
    "completion": "{office}结字〔{year}〕第{n:04}号",
    "one-time-notice": "{office}告字〔{year}〕第{n:04}号",
    "transfer-receipt": "{office}户收字〔{year}〕第{n:04}号",
    "transfer-notice": "{office}户告字〔{year}〕第{n:04}号",
    "handover-list": "{office}户移字〔{year}〕第{n:04}号",
    "settlement-notice": "{office}户结字〔{year}〕第{n:04}号",
    "power-of-attorney": "{office}户委字〔{year}〕第{n:04}号",
    "open-letter": "{office}公开信〔{year}〕第{n:04}号",
    "call-on-list": "{office}访字〔{year}〕第{n:04}号",
    "roster": "{office}册字〔{year}〕第{n:04}号",
    "statistics": "{office}统字〔{year}〕第{n:04}号",
    "personal-copy": "{office}个信字〔{year}〕第{n:04}号",
    "privacy-notice": "{office}个告字〔{year}〕第{n:04}号",
    "organisation-chart": "{office}架图字〔{year}〕第{n:04}号",
    "organisation-list": "{office}组册字〔{year}〕第{n:04}号",
    "grid-sign": "{office}网牌字〔{year}〕第{n:04}号",
    "building-plate": "{office}楼牌字〔{year}〕第{n:04}号",
    "seat-roster": "{office}席册字〔{year}〕第{n:04}号",
    "committee-roster": "{office}委册字〔{year}〕第{n:04}号",
    "appointment": "{office}聘字〔{year}〕第{n:04}号",
    "election-notice": "{office}党〔{year}〕{n}号",
    "relation-receipt": "{office}组转字〔{year}〕第{n:04}号",
    "grid-order": "{office}网调〔{year}〕{n}号",
    "volunteer-certificate": "{office}志证字〔{year}〕第{n:04}号",
    "service-day-notice": "{office}服通字〔{year}〕第{n:04}号",
    "adjustment-notice": "{office}服调字〔{year}〕第{n:04}号",
    "recruitment-notice": "{office}志招字〔{year}〕第{n:04}号",
    "sign-in-sheet": "{office}服签字〔{year}〕第{n:04}号",
    "post-card": "{office}岗牌字〔{year}〕第{n:04}号",
    "day-summary": "{office}服结字〔{year}〕第{n:04}号",
    "service-report": "{office}志报字〔{year}〕第{n:04}号",
    "monthly-list": "{office}月单字〔{year}〕第{n:04}号",
    "unit-report": "{office}双报字〔{year}〕第{n:04}号",
    "loan-slip": "{office}借字〔{year}〕第{n:04}号",
    "deposit-slip": "{office}存字〔{year}〕第{n:04}号",
    "overdue-loans": "{office}催字〔{year}〕第{n:04}号",
    "stock-taking": "{office}盘字〔{year}〕第{n:04}号",
    "found-notice": "{office}失字〔{year}〕第{n:04}号",
    "thing-labels": "{office}签字〔{year}〕第{n:04}号",
    "not-accepted": "{office}不受字〔{year}〕第{n:04}号",
    "extension-notice": "{office}延字〔{year}〕第{n:04}号",
    "special-procedure": "{office}特字〔{year}〕第{n:04}号",
    "deferral-promise": "{office}容字〔{year}〕第{n:04}号",
    "case-power-of-attorney": "{office}委字〔{year}〕第{n:04}号",
    "collection-slip": "{office}领字〔{year}〕第{n:04}号",
    "delivery-receipt": "{office}送字〔{year}〕第{n:04}号",
    "case-handover-list": "{office}移字〔{year}〕第{n:04}号",
    "forwarding-slip": "{office}转字〔{year}〕第{n:04}号",
    "referral-slip": "{office}介字〔{year}〕第{n:04}号",
    "negative-slip": "{office}不证字〔{year}〕第{n:04}号",
    "service-guide": "{office}指字〔{year}〕第{n:04}号",
    "visitor-slip": "{office}票字〔{year}〕第{n:06}号",
    "day-handover": "{office}交字〔{year}〕第{n:04}号",
    "agency-directory": "{office}机构字〔{year}〕第{n:04}号",
    "desk-figures": "{office}办统字〔{year}〕第{n:04}号",
    "month-close": "{office}月结字〔{year}〕第{n:04}号",
    "rating-form": "{office}评字〔{year}〕第{n:04}号",
    "whistle-letter": "{office}哨〔{year}〕{n}号",
    "supervision-letter": "{office}督〔{year}〕{n}号",
    "consultation-letter": "{office}商〔{year}〕{n}号",
    "forwarding-letter": "{office}报〔{year}〕{n}号",
    "accountability-letter": "{office}问〔{year}〕{n}号",
    "consultation-minutes": "{office}商纪〔{year}〕{n}号",
    "issue-list": "{office}台账字〔{year}〕第{n:04}号",
    "issue-figures": "{office}哨统字〔{year}〕第{n:04}号",
    "unit-scores": "{office}考字〔{year}〕第{n:04}号",
    "meeting-notice": "{office}会通〔{year}〕{n}号",
    "meeting-agenda": "{office}议题字〔{year}〕第{n:04}号",
    "meeting-sign-in": "{office}会签字〔{year}〕第{n:04}号",
    "meeting-minutes": "{office}纪〔{year}〕{n}号",
    "assignment-slip": "{office}交办字〔{year}〕第{n:04}号",
    "debrief-form": "{office}述字〔{year}〕第{n:04}号",
    "duty-rotation": "{office}轮值字〔{year}〕第{n:04}号",
    "survey-form": "{office}诉表字〔{year}〕第{n:04}号",
    "survey-ranking": "{office}诉序字〔{year}〕第{n:04}号",
    "topic-record": "{office}议记字〔{year}〕第{n:04}号",
    "topic-ballot": "{office}决票字〔{year}〕第{n:04}号",
    "reception-notice": "{office}接告字〔{year}〕第{n:04}号",
    "reception-record": "{office}接记字〔{year}〕第{n:04}号",
    "mediation-agreement": "{office}调〔{year}〕{n}号",
    "mediation-record": "{office}调记字〔{year}〕第{n:04}号",
    "hazard-notice": "{office}改〔{year}〕{n}号",
    "inspection-record": "{office}查记字〔{year}〕第{n:04}号",
    "theme-register": "{office}专字〔{year}〕第{n:04}号",
    "honor-board": "{office}榜字〔{year}〕第{n:04}号",
    "public-notice": "{office}示〔{year}〕{n}号",
    "objection-slip": "{office}异字〔{year}〕第{n:04}号",
    "compact": "{office}约字〔{year}〕第{n:04}号",
    "bulletin": "{office}邻报字〔{year}〕第{n:04}号",
    "care-plan": "{office}访计字〔{year}〕第{n:04}号",
    "care-record": "{office}访记字〔{year}〕第{n:04}号",
    "project-report": "{office}实事字〔{year}〕第{n:04}号",
}

_TWICE = frozenset(
    {
        "acceptance",
        "one-time-notice",
        "not-accepted",
        "extension-notice",
        "special-procedure",
        "delivery-receipt",
        "deferral-promise",
        "case-handover-list",
        "transfer-receipt",
        "transfer-notice",
        "handover-list",
        "mediation-agreement",
        "hazard-notice",
    }
)

_PLACE = re.compile(r"\{(office|year|n(?::0[1-9])?)\}")


@dataclass(frozen=True)
class PaperOrder:
    """What is to be issued: the kind, the record it is about, and what it says."""

    kind: str
    subject: str  # the table the paper is about
    subject_id: int
    content: Mapping[str, Any] = field(repr=False)  # JSON values; the same content is one paper
    request_key: str

    @property
    def content_sha256(self) -> str:
        """The same kind about the same record saying the same gives the same value."""
        said = [self.kind, self.subject, self.subject_id, dict(self.content)]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def check_pattern(pattern: str) -> str:
    """A pattern must hold the running number and the year, and nothing else in braces."""
    places = _PLACE.findall(pattern)
    if sum(place.startswith("n") for place in places) != 1 or places.count("year") != 1:
        raise UserError(
            "编号规则里要有一个 {year} 和一个 {n}（或 {n:04}），如 受字〔{year}〕第{n:04}号。"
        )
    rest = _PLACE.sub("", pattern)
    if "{" in rest or "}" in rest:
        raise UserError("编号规则的花括号里只能写 office、year、n 或 n:04 这样的宽度。")
    return pattern


def spell_number(pattern: str, office: str, day: date, ordinal: int) -> str:
    """The number as printed, e.g. 龙腾受字〔2026〕第0001号."""

    def fill(place: re.Match[str]) -> str:
        name = place[1]
        if name == "office":
            return office
        if name == "year":
            return str(day.year)
        return f"{ordinal:{name[2:]}}" if ":" in name else str(ordinal)

    return _PLACE.sub(fill, pattern)


def next_printing(outcomes: Iterable[str]) -> int:
    """Which printing comes next: a sheet that never came out of the printer is none (没出纸)."""
    return 1 + sum(outcome != "did_not" for outcome in outcomes)


def usual_copies(kind: str) -> int:
    """How many copies a kind is printed in: 受理通知书 一式两份."""
    return 2 if kind in _TWICE else 1


def check_may_void(clerk: Clerk, issuer: str) -> None:
    """A paper is voided by who issued it or by a supervisor."""
    if clerk.name != issuer:
        require(clerk, Role.SUPERVISOR, "作废别人出的文书")


def reprint_mark(ordinal: int) -> str:
    """What a reprint is stamped with; '' for the first printing."""
    return f"补打（第 {ordinal} 次）" if ordinal > 1 else ""


FARTHEST = 200  # tenths of a mm that a printer may be off
ROLL_WIDTH = 82 * 72 / 25.4  # points: what is no wider goes to the roll of 80 mm


@dataclass(frozen=True)
class PrintWay:
    """How papers are to be printed: where, how often (0: as usual for the kind), on what."""

    printer: str = ""
    copies: int = 0
    size: str = ""  # "", A4, A5
    said: str = ""  # why it waits, if it does from the start


@dataclass(frozen=True)
class Part:
    """A piece of a print that is still to come out: from this page to the end, so many times."""

    first_page: int
    copies: int


def remaining(pages: int, copies: int, done: int) -> tuple[Part, ...]:
    """What is left when `done` sides are out, copy after copy (逐份): the torn copy first."""
    whole, torn = divmod(done, pages)
    parts = [Part(torn + 1, 1)] if torn else []
    left = copies - whole - bool(torn)
    return (*parts, *([Part(1, left)] if left > 0 else []))


def check_sides(sides: int, pages: int, copies: int) -> int:
    """How many sides came out: from 0 to all of them."""
    if not 0 <= sides <= pages * copies:
        raise UserError(f"这份一共 {pages * copies} 页，没有第 {sides} 页。请数一数出来的纸。")
    return sides


def check_offset(tenths: int, what: str) -> int:
    """How far a printer is off; a larger error is a wrong sheet, not a printer."""
    if abs(tenths) > FARTHEST:
        raise UserError(
            f"{what}最多 {FARTHEST // 10} 毫米，现在是 {tenths / 10:g} 毫米。"
            "请再量一次；偏这么多多半是纸放错了。"
        )
    return tenths


def is_slip(width: float) -> bool:
    """Whether a page of this width (points) belongs on the 80 mm roll (小票)."""
    return width <= ROLL_WIDTH


def choose_printer(
    names: Sequence[str], usual: str, tickets: Collection[str], *, slip: bool
) -> str:
    """The printer a page goes to by itself: slips to the roll, everything else past it."""
    fit = [name for name in names if (name in tickets) == slip]
    if usual in fit or (not fit and usual in names):
        return usual
    return fit[0] if fit else next(iter(names), "")
