"""What each figure of the whistle ledger means (数怎么来的), and by what figures are split."""

from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.figures import AVERAGE, SHARE, Figure

# By what the figures are split (按什么分); "all" is one line.
DIMENSIONS: Final = {
    "all": "合计",
    "month": "月",
    "group": "大类",
    "category": "类别",
    "grid": "网格",
    "compound": "小区",
    "building": "楼栋",
    "unit": "责任单位",
    "path": "来源",
    "channel": "渠道",
    "size": "大小",
    "route": "响应",
    "level": "层级",
}
# Which issues a period counts (口径).
COHORT, EVENTS = "cohort", "events"
MANNERS: Final = {COHORT: "本期收集的", EVENTS: "本期发生的"}
MANNER_SAID: Final = {
    COHORT: "反映日期在本期内的问题，到今天走到了哪一步。就地办理的不用纳入和吹哨，也算解决。",
    EVENTS: "每个数按自己的日期算：本期收集的、本期纳入的、本期解决的，不一定是同一批问题。",
}
FUNNEL: Final = ("collected", "admitted", "whistled", "solved")
# Drawn below the funnel where there are any: without them 解决 may seem too many for 纳入.
ASIDE: Final = "here"

FIGURES: Final = {
    one.key: one
    for one in (
        Figure(
            "collected", "收集", "件", "反映日期在本期内的问题，补录的按反映日期算。",
            "received", ("collected",),
        ),
        Figure(
            "admitted", "纳入", "件",
            "经联席会议或直接分派，纳入吹哨范围的；就地办理的、不纳入的不算。",
            "admitted", ("admitted",),
        ),
        Figure(
            "whistled", "吹哨", "件", "向责任单位吹过哨的，改派后再吹的只算一件。",
            "whistled", ("whistled",),
        ),
        Figure(
            "solved", "解决", "件",
            "已登记解决的，就地办理的也算；后来退回再办、重新打开的不算。",
            "solved", ("solved",),
        ),
        Figure(
            "here", "就地解决", "件", "没有纳入吹哨，网格或社区自己解决的。", "solved", ("here",)
        ),
        Figure(
            "share_solved", "解决率", "%",
            "纳入里面已解决的除以纳入。本期没有纳入的不算。",
            "admitted", ("solved_admitted", "admitted"), SHARE,
        ),
        Figure(
            "declined", "不纳入", "件", "没有纳入吹哨范围的，并入别的问题的也算。",
            "declined", ("declined",),
        ),
        Figure(
            "closed", "销号", "件", "有凭据和群众评价，已经销号的。", "closed", ("closed",)
        ),
        Figure(
            "standing", "在办", "件",
            "没有销号、也没有不纳入的。按“本期发生的”看时，是期末那天还没有了结的。",
            "standing", ("standing",),
        ),
        Figure(
            "overdue", "超期", "件", "今天已过办理期限、还没有解决的。每天会变。",
            "standing", ("overdue",),
        ),
        Figure(
            "supervised", "督办", "件", "出过督办函的问题，按最近一次督办算。",
            "supervised", ("supervised",),
        ),
        Figure(
            "average_days", "平均用时", "天",
            "解决的问题，从反映日期到解决日期的天数取平均，当天解决是 0。",
            "solved", ("days", "solved"), AVERAGE,
        ),
        Figure(
            "share_content", "满意率", "%",
            "群众评价为满意、基本满意的除以全部评价。没有评价的不算。",
            "verified", ("content", "worded"), SHARE,
        ),
    )
}  # fmt: skip
ABOUT_LINES: Final = (
    "类别、网格、楼栋、责任单位都按问题现在的登记算；改派过的，算在现在的责任单位。"
    "县区和市里召集协调的，责任单位是召集协调后定下的单位。"
)


def dimension(key: str) -> str:
    """A known dimension's key; UserError otherwise."""
    if key not in DIMENSIONS:
        raise UserError(f"不能按“{key[:20]}”分。可以用：{'、'.join(DIMENSIONS)}")
    return key


def manner(key: str) -> str:
    """A known way of counting; UserError otherwise."""
    if key not in MANNERS:
        raise UserError(f"没有“{key[:20]}”这种口径。可以用：{'、'.join(MANNERS)}")
    return key


def figure_named(key: str) -> Figure:
    """The figure of this name; UserError for one there is not."""
    if key not in FIGURES:
        raise UserError(f"没有“{key[:20]}”这个数。可以用：{'、'.join(FIGURES)}")
    return FIGURES[key]


def figures_for(counted: str) -> tuple[Figure, ...]:
    """The figures that make sense for a way of counting.

    A share of two different lots of issues would say nothing.
    """
    return tuple(one for one in FIGURES.values() if counted == COHORT or one.key != "share_solved")
