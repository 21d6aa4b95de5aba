"""A title's lines (7.3.1): words whole, lengths as a trapezoid (梯形) or a lozenge (菱形)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import combinations, pairwise
from typing import Final

from gridhall.pdf.lines import breaks, wrap
from gridhall.pdf.marks import Style
from gridhall.pdf.official.measures import BIAO_SONG, TITLE, WIDTH, natural

STYLE: Final = Style(BIAO_SONG, TITLE)
_MOST_LINES = 4
_STRAY = 4  # characters that a line may be off the mean
_TORN, _EDGE, _ALIKE, _HOURGLASS = 30.0, 12.0, 8.0, 25.0

# Words of titles that no line may tear; the longest that fits counts.
_WORDS: Final = """
    居民委员会 业主委员会 物业服务企业 物业公司 党群服务中心 服务中心 联席会议 会议纪要
    支部委员会 总支部委员会 第一书记 组织部 党工委 办事处 委员会 党支部 党小组 党总支 大党委
    党委 社区 街道 小区 网格 楼栋 单元 居民 业主 物业 单位 部门 中心 协会 公司 关于 进一步
    做好 开展 加强 推进 召开 办理 解决 整改 落实 督促 尽快 协助 协调 会商 督办 转报 报送
    吹哨 报到 问责 建议书 建议 责任 追究 换届 选举 工作 通知 通报 决定 意见 请示 报告 方案
    办法 问题 事项 情况 有关 相关 反映 诉求 议题 交办 共商 共治 共建 整治 治理 改造 维修
    更换 安装 清理 堵塞 漏水 下水道 污水 管道 路灯 电梯 停车位 停车 充电桩 充电 消防 通道
    占用 噪声 噪音 扰民 垃圾 绿化 道路 路面 楼道 屋顶 外墙 防水 供暖 供水 供电 燃气 监控
    门禁 广场 健身 器材 安全 隐患 老旧 违章 建筑 环境 卫生 公共 设施 养犬 志愿 服务 活动
    会议 全体 党员 大会 年度 季度 上半年 下半年
"""
_KEPT = re.compile(
    "|".join(sorted(_WORDS.split(), key=len, reverse=True))
    + r"|[0-9A-Za-z]+[年月日号期次楼栋幢单元室米个户人名]*"
)
_NEVER_OPENS: Final = frozenset("的了和与及或等之地得者们性化区路街号楼问题")
_NEVER_ENDS: Final = frozenset("第各不将把被对向在于和与及或为本该其")


@lru_cache(maxsize=512)
def title_lines(title: str, whole: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The title in as few lines as it needs; the best cut of all that fit."""
    places = [place for place in breaks(title) if place]
    torn = _torn(title, whole)
    for count in range(1, _MOST_LINES + 1):
        if count * WIDTH < natural(title, STYLE):
            continue
        cuts = list(_cuts(title, places, count))
        if cuts:
            return tuple(min(cuts, key=partial(_cost, torn)))
    return tuple(_as_they_come(title))


def _cuts(title: str, places: Sequence[int], count: int) -> Iterator[tuple[str, ...]]:
    """All ways to cut into so many lines of which none is far from the mean."""
    mean = len(title) / count
    near = [
        place
        for place in places
        if any(abs(place - mean * n) <= _STRAY + 1 for n in range(1, count))
    ]
    for chosen in combinations(near, count - 1):
        edges = (0, *chosen, len(title))
        lines = tuple(title[start:end] for start, end in pairwise(edges))
        if all(natural(line, STYLE) <= WIDTH for line in lines):
            yield lines


def _cost(torn: frozenset[int], lines: Sequence[str]) -> float:
    """How bad a cut looks: torn words, stray particles, then the shape."""
    at, cost = 0, 0.0
    for line, after in pairwise(lines):
        at += len(line)
        cost += _TORN * (at in torn)
        cost += _EDGE * ((after[0] in _NEVER_OPENS) + (line[-1] in _NEVER_ENDS))
    return cost + _shape([natural(line, STYLE) / TITLE for line in lines])


def _shape(lengths: Sequence[float]) -> float:
    """0 for a trapezoid or a lozenge whose lines differ by two or three characters."""
    steps = [after - before for before, after in pairwise(lengths)]
    cost = sum(_ALIKE * (abs(step) < 0.9) + abs(abs(step) - 2.5) for step in steps)
    signs = [step > 0 for step in steps]
    falls_and_rises = any(not first and second for first, second in pairwise(signs))
    return cost + _HOURGLASS * falls_and_rises


def _torn(title: str, whole: Sequence[str]) -> frozenset[int]:
    """The places inside a word, where no line should begin."""
    inside: set[int] = set()
    for found in _KEPT.finditer(title):
        inside |= set(range(found.start() + 1, found.end()))
    for word in filter(None, whole):
        for found in re.finditer(re.escape(word), title):
            inside |= set(range(found.start() + 1, found.end()))
    return frozenset(inside)


def _as_they_come(title: str) -> list[str]:
    """A title too long for four lines: filled line after line."""
    return wrap(title, BIAO_SONG, TITLE, WIDTH)
