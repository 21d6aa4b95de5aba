"""What each figure of the desk means (数怎么来的): one sentence each, in one place."""

from dataclasses import dataclass
from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.figures import AVERAGE, SHARE, Figure

# By what the figures are split (按什么分); "all" is one line.
DIMENSIONS: Final = {
    "all": "合计",
    "day": "日",
    "month": "月",
    "holder": "经办人",
    "first": "首问人",
    "matter": "事项",
    "category": "事项分类",
    "grid": "网格",
    "channel": "来件方式",
}


@dataclass(frozen=True, slots=True)
class Column(Figure):
    """One figure of the desk."""

    secret: bool = False  # for supervisors only
    moving: bool = False  # changes by itself after the period


_TURNED = "不予受理、申请人撤回、撤销受理、转出"
COLUMNS: Final = {
    one.key: one
    for one in (
        Column(
            "received",
            "收件",
            "件",
            "收到日期在本期内的办件；只咨询、没有交件的不算。补录的按真正收到的日期算。",
            "received",
            ("received",),
        ),
        Column(
            "consultations",
            "咨询",
            "次",
            "本期内来咨询、没有转为收件的，已答复和正在咨询的都算。",
            "received",
            ("consultations",),
        ),
        Column(
            "accepted",
            "受理",
            "件",
            "受理日期在本期内的办件；五个工作日内没有告知的视为受理，按收到的日期算。",
            "accepted",
            ("accepted",),
        ),
        Column(
            "finished",
            "办结",
            "件",
            "办结日期在本期内的办件，七种办结都算；不问是哪一期收的。",
            "finished",
            ("finished",),
        ),
        Column(
            "on_time",
            "按期办结",
            "件",
            "本期办结的里面，办结日不晚于承诺日的；没有承诺日的算按期。承诺日已扣除特别程序、含批准的延期。",
            "finished",
            ("on_time",),
        ),
        Column(
            "late",
            "超期办结",
            "件",
            "本期办结的里面，办结日晚于承诺日的。",
            "finished",
            ("late",),
        ),
        Column(
            "share_on_time",
            "按期率",
            "%",
            "按期办结除以办结。本期没有办结的不算。",
            "finished",
            ("on_time", "finished"),
            SHARE,
        ),
        Column(
            "average_days",
            "平均用时",
            "工作日",
            "本期办结的，从受理的次日数到办结日的工作日数，扣除特别程序的日子，再取平均；"
            "当天办完是 0。没有受理就办结的不算。",
            "finished",
            ("worked_days", "worked"),
            AVERAGE,
        ),
        Column(
            "turned_away",
            "未办",
            "件",
            f"本期内结束而没有办理的：{_TURNED}。",
            "ended",
            ("turned_away",),
        ),
        Column(
            "still_open",
            "期末在办",
            "件",
            "本期末（还没过完的算到现在）以前收件、到那时还没有办结也没有结束的，按收到日期分；咨询不算。",
            "open",
            ("still_open",),
        ),
        Column(
            "overdue",
            "现在超期",
            "件",
            "本期末以前收件、现在还没有办完，而且今天已过期限的。每天会变。",
            "waiting",
            ("overdue",),
            moving=True,
        ),
        Column(
            "tickets",
            "取号",
            "张",
            "本期内取的排队号。",
            "tickets",
            ("tickets",),
        ),
        Column(
            "average_wait",
            "平均等候",
            "分钟",
            "本期内叫到过的排队号，从取号到叫号等了多久，取平均。",
            "tickets",
            ("waited", "called"),
            AVERAGE,
            per=60,
        ),
        Column(
            "rated",
            "评价",
            "次",
            "本期内收到的评价，窗口、纸质、电话都算。只有主管看得到。",
            "rated",
            ("rated",),
            secret=True,
        ),
        Column(
            "share_content",
            "满意率",
            "%",
            "非常满意、满意、基本满意的评价除以全部评价；没有评价的不算。只有主管看得到。",
            "rated",
            ("content", "rated"),
            SHARE,
            secret=True,
        ),
    )
}
# People in the queue are known by clerk only: no matter, no grid.
TICKET_DIMENSIONS: Final = frozenset({"all", "day", "month", "holder", "first"})
ABOUT_LINES: Final = (
    "经办人是现在的经办；首问人是第一个接待的，移交后也不变。网格是办件那天申请人所在的网格。"
)


def column(key: str) -> Column:
    """The figure of this name; UserError for one there is not."""
    if key not in COLUMNS:
        raise UserError(f"没有“{key[:20]}”这个数。可以用：{'、'.join(COLUMNS)}")
    return COLUMNS[key]


def dimension(key: str) -> str:
    """A known dimension's key; UserError otherwise."""
    if key not in DIMENSIONS:
        raise UserError(f"不能按“{key[:20]}”分。可以用：{'、'.join(DIMENSIONS)}")
    return key


def columns_for(by: str, *, secret: bool) -> tuple[Column, ...]:
    """The figures that make sense split by `by`; ratings only if `secret`."""
    return tuple(
        one
        for one in COLUMNS.values()
        if (secret or not one.secret) and (one.basis != "tickets" or by in TICKET_DIMENSIONS)
    )
