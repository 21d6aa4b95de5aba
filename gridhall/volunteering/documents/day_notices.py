"""服务日安排通知, 调整通知, 志愿者招募公示: what is put up and sent round about a service day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw
from gridhall.volunteering.documents.day_words import (
    asks,
    held,
    most_wanted,
    open_in,
    organiser,
    spans,
    times,
    weekday,
)
from gridhall.volunteering.queries.papers.days import PaperDay

NOTICE, ADJUSTMENT, RECRUITMENT = "service-day-notice", "adjustment-notice", "recruitment-notice"
Marks = tuple[str, Anchor | None]


@dataclass(frozen=True, slots=True)
class Recruitment:
    """What a call for volunteers says beyond the day: until when, and to whom one turns."""

    until: date
    contact: str = ""


def notice_form(day: PaperDay, hall: Hall, today: date, marks: Marks) -> BusinessForm:
    """服务日安排通知: what is offered to residents, where and when."""
    if day.held_on is None:
        raise UserError("这个服务日不举办，没有安排可通知。需要时请出调整通知")
    if not day.posts:
        raise UserError("这个服务日还没有岗位，请先排好岗位再出通知")
    lead = (
        f"{organiser(day, hall)}定于{held(day)}举办“{day.name}”活动，"
        "服务内容和时间安排如下，欢迎居民前来。"
    )
    return BusinessForm(
        title=f"{day.name}安排通知",
        number=marks[0],
        addressee="社区全体居民",
        paragraphs=(lead, *_moved(day), *_rain(day)),
        facts=_facts(day, hall),
        table=_offers(day),
        closing=Closing(organiser(day, hall), chinese_day(today)),
        footnotes=("各项服务全部免费。行动不便的居民可以电话预约上门。",),
        anchor=str(marks[1] or ""),
    )


def adjustment_form(day: PaperDay, hall: Hall, today: date, marks: Marks) -> BusinessForm:
    """调整通知: the nominal day, when it is held instead and why."""
    if day.nominal is None or day.nominal == day.held_on:
        raise UserError("这个服务日没有改期，不用出调整通知")
    change = f"改到{weekday(day.held_on)}举办" if day.held_on else "本次不举办"
    why = f"因{_reason(day.reason)}，" if day.reason else ""
    then = "请志愿者、报到单位和居民互相转告。" + (
        "已经排班的志愿者，改期后不能参加的，请提前告知。" if day.held_on else ""
    )
    return BusinessForm(
        title=f"{day.name}调整通知",
        number=marks[0],
        addressee="各报到单位、全体志愿者、社区居民",
        paragraphs=(f"{why}原定{weekday(day.nominal)}的“{day.name}”{change}。", then),
        facts=(
            ("原定日期", weekday(day.nominal)),
            ("调整后", held(day)),
            ("原因", day.reason or "—"),
            *((("地点", day.spot),) if day.spot else ()),
            *((("咨询电话", hall.phone),) if hall.phone else ()),
        ),
        closing=Closing(organiser(day, hall), chinese_day(today)),
        anchor=str(marks[1] or ""),
    )


def recruitment_form(
    day: PaperDay, call: Recruitment, there: tuple[Hall, date], marks: Marks
) -> BusinessForm:
    """志愿者招募公示: posts with what they ask, risks, and how to sign up (条例 §12)."""
    hall, today = there
    if day.held_on is None or not day.posts:
        raise UserError("还没有要招募的岗位，请先排好岗位")
    if not today <= call.until <= day.held_on:
        raise UserError(f"报名截止要在今天（{today}）到活动当天（{day.held_on}）之间")
    rows = tuple(
        (post.name, post.content or post.name, open_in(post, day), most_wanted(post), asks(post))
        for post in day.posts
    )
    risks = day.risks.splitlines() or ["活动中请注意交通、用电和身体情况，量力而行。"]
    return BusinessForm(
        title="志愿者招募公示",
        number=marks[0],
        addressee="",
        paragraphs=(
            f"{organiser(day, hall)}将于{held(day)}举办“{day.name}”，现面向社会公开招募志愿者。",
            "可能的风险：" + " ".join(risks),
            "未满十八周岁的，应当由监护人同意或陪同。志愿服务没有报酬，服务时长如实记录，可以申请志愿服务证明。",
        ),
        facts=(
            ("活动时间", f"{held(day)}　{spans(day)}"),
            ("活动地点", day.spot or "见岗位安排"),
            ("报名截止", chinese_day(call.until)),
            ("报名方式", _contact(call, hall)),
        ),
        table=Table(("岗位", "服务内容", "班次", "每班", "条件"), (2.6, 3.6, 3, 1.6, 3.6), rows),
        closing=Closing(organiser(day, hall), chinese_day(today)),
        anchor=str(marks[1] or ""),
    )


def order_of(kind: str, day: PaperDay, form: BusinessForm, request_key: str) -> PaperOrder:
    """The order to issue a paper about a day; the same words are one paper."""
    return PaperOrder(kind, "service_day", day.id, {"texts": list(form.texts())}, request_key)


def paper(form: BusinessForm) -> bytes:
    """The form as a PDF."""
    return draw(form)


def _offers(day: PaperDay) -> Table:
    """What is offered when; where, only if posts stand at different places."""
    places = {post.spot or day.spot for post in day.posts}
    headings: tuple[str, ...] = ("序号", "服务项目", "服务内容", "时间")
    rows = [
        (str(at), post.name, post.content or post.name, times(post, day))
        for at, post in enumerate(day.posts, 1)
    ]
    if len(places) < 2:
        return Table(headings, (1.1, 2.3, 4.4, 4.2), tuple(rows))
    spots = [(*row, post.spot or day.spot) for row, post in zip(rows, day.posts, strict=True)]
    return Table((*headings, "地点"), (1.2, 2.6, 4, 3.2, 3.4), tuple(spots))


def _facts(day: PaperDay, hall: Hall) -> Sequence[tuple[str, str]]:
    found = (
        ("日期", held(day)),
        ("地点", day.spot),
        ("负责人", day.leader),
        ("咨询电话", hall.phone),
    )
    return [(name, value) for name, value in found if value]


def _moved(day: PaperDay) -> Sequence[str]:
    if day.nominal in (None, day.held_on) or day.nominal is None:
        return ()
    why = f"因{_reason(day.reason)}" if day.reason else "经研究"
    return (f"本次活动原定{chinese_day(day.nominal)}，{why}调整到上述日期。",)


def _reason(reason: str) -> str:
    """The reason as it stands inside a sentence: what the policy did is said by the sentence."""
    return reason.split("，")[0].removeprefix("因").removeprefix("逢")


def _rain(day: PaperDay) -> Sequence[str]:
    return tuple(f"雨天安排：{line}" for line in day.rain_plan.splitlines()[:1])


def _contact(call: Recruitment, hall: Hall) -> str:
    ways = [call.contact, f"电话 {hall.phone}" if hall.phone else "", f"到{hall.name}前台登记"]
    return "；".join(filter(None, ways))
