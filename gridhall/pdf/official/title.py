"""A title's lines (7.3.1): words whole, lengths as a trapezoid (梯形) or a lozenge (菱形)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate, combinations, pairwise
from typing import Final

from gridhall.pdf.fonts import house
from gridhall.pdf.lines import breaks, wrap
from gridhall.pdf.marks import Style
from gridhall.pdf.official.measures import BIAO_SONG, TITLE, WIDTH

STYLE: Final = Style(BIAO_SONG, TITLE)
_COLUMN: Final = WIDTH / TITLE  # characters
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
    施工 期间 历次 多次 资金 使用 手续 及时 长期 影响 夜间 出行 结转 缺口 临时 安置 频繁 故障
    迟迟 尚未 未能 反复 外溢 损坏 破损 塌陷 积水 断水 停电 缺失 拖欠 费用 收费 公开 公示 房屋
    质量 邻里 纠纷 流浪 高空 抛物 电动车 飞线 乱搭 私拉 堆放 杂物 油烟 异味 蚊虫 防汛 除雪 雨水
    井盖 围墙 大门 车库 车棚 学校 医院 幼儿园 市场 摊贩 占道 经营 城市 管理 执法 住房 城乡 建设
    花园 花苑 佳苑 家园 新村 公寓 大厦 宿舍 之间 塌陷 道路 门前 积水
    卫生间 自来水 热力 供热 交通 公交 站点 信号灯 斑马线 无障碍 养老 助餐 食堂 未成年人 老年人
"""
_KEPT = re.compile(
    "|".join(sorted(_WORDS.split(), key=len, reverse=True))
    + r"|[0-9A-Za-z]+[年月日号期次楼栋幢单元室米个户人名]*"
)
_NEVER_OPENS: Final = frozenset("的了和与及或等之地得者们性化区路街号楼里苑村")
_AFTER_NAMES: Final = frozenset(("小区", "社区", "街道", "花园", "中心", "公司", "委员"))
_NEVER_ENDS: Final = frozenset("第各不将把被对向在于和与及或为本该其")


@lru_cache(maxsize=512)
def title_lines(title: str, whole: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The title in as few lines as it needs; the best cut of all that fit."""
    places = [place for place in breaks(title) if place]
    cost = partial(_cost, title, _torn(title, whole))
    for count in range(1, _MOST_LINES + 1):
        cuts = list(_cuts(title, places, count)) if count * _COLUMN >= _ems(title)[-1] else []
        if cuts:
            edges = min(cuts, key=cost)
            return tuple(title[start:end].strip() for start, end in pairwise(edges))
    return tuple(wrap(title, BIAO_SONG, TITLE, WIDTH))  # too long even for four lines


def _cuts(title: str, places: Sequence[int], count: int) -> Iterator[tuple[int, ...]]:
    """All ways to cut into so many lines of which none is far from the mean, as their edges."""
    mean, ems = len(title) / count, _ems(title)
    near = [
        place for place in places if any(abs(place - mean * n) <= _STRAY for n in range(1, count))
    ]
    for chosen in combinations(near, count - 1):
        edges = (0, *chosen, len(title))
        if all(ems[end] - ems[start] <= _COLUMN for start, end in pairwise(edges)):
            yield edges


def _cost(title: str, torn: frozenset[int], edges: Sequence[int]) -> float:
    """How bad a cut looks: torn words, stray particles, then the shape."""
    cost = 0.0
    for at in edges[1:-1]:
        cost += _TORN * (at in torn)
        cost += _EDGE * ((title[at] in _NEVER_OPENS) + (title[at - 1] in _NEVER_ENDS))
        cost += _TORN * (title[at : at + 2] in _AFTER_NAMES)
    ems = _ems(title)
    return cost + _shape([ems[end] - ems[start] for start, end in pairwise(edges)])


def _shape(lengths: Sequence[float]) -> float:
    """0 for a trapezoid or a lozenge whose lines differ by two or three characters."""
    steps = [after - before for before, after in pairwise(lengths)]
    cost = sum(_ALIKE * (abs(step) < 0.9) + abs(abs(step) - 2.5) for step in steps)
    falls_and_rises = any(first < 0 < second for first, second in pairwise(steps))
    return cost + _HOURGLASS * falls_and_rises


@lru_cache(maxsize=64)
def _ems(title: str) -> tuple[float, ...]:
    """How many characters wide the title is up to each place."""
    advances = house().widths(BIAO_SONG)
    return tuple(accumulate((advances[char] / 1000 for char in title), initial=0.0))


def _torn(title: str, whole: Sequence[str]) -> frozenset[int]:
    """The places inside a word, where no line should begin."""
    inside: set[int] = set()
    for found in _KEPT.finditer(title):
        inside |= set(range(found.start() + 1, found.end()))
    for word in filter(None, whole):
        for found in re.finditer(re.escape(word), title):
            inside |= set(range(found.start() + 1, found.end()))
    return frozenset(inside)
