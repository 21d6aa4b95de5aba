"""What a proposal comes to, in one or a few Chinese sentences."""

from collections.abc import Iterable, Mapping

from gridhall.organisation.rules.balance.pieces import Proposal

_NAMED = 5  # grids or entrances named before 等
NOBODY: Mapping[int, str] = {}


def sentence(
    made: Proposal, grids: Mapping[int, str] = NOBODY, entrances: Mapping[int, str] = NOBODY
) -> str:
    """What the clerk is told; `grids` and `entrances` are the names, ids stand for the others."""
    if not made.ranges:
        return _no_grids(made)
    if not any(made.before.values()) and not made.moves:
        return "网格里还没有住户，先把楼栋单元划进网格、登记住户，再来均衡。"
    told = [_what(made, grids)]
    if made.out_of_range:
        told += [*_too_big(made, entrances), _count(made)]
    if made.ownerless:
        told.append(f"{_names(made.ownerless, entrances)}附近没有网格，请先划进一个网格。")
    return "".join(told)


def _no_grids(made: Proposal) -> str:
    if not made.needed:
        return "还没有网格，也没有楼栋单元，没有可以均衡的。"
    return f"还没有网格。这些住户要 {made.needed} 个网格，请先加网格。"


def _what(made: Proposal, grids: Mapping[int, str]) -> str:
    moved = f"调整 {len(made.moves)} 个单元、{made.moved_households} 户"
    if not made.out_of_range:
        if not made.moves:
            return "每个网格都在范围内，不用调整。"
        return f"{moved}后，每个网格都在范围内；{_proof(made)}"
    off = f"{len(made.out_of_range)} 个网格不在范围内：{_names(made.out_of_range, grids)}，"
    off += f"共差 {made.distance} 户。"
    cannot = "没有办法让每个网格都在范围内" if made.distance_bound else "还没有找到全部达标的办法"
    if not made.moves:
        return f"{cannot}，也没有更接近的办法：{off}"
    return f"{cannot}。{moved}最接近，还有 {off}"


def _proof(made: Proposal) -> str:
    if made.is_proven:
        return "不能再少了。"
    return f"最少也要调整 {made.bound} 户，还没有证明能不能更少。"


def _too_big(made: Proposal, entrances: Mapping[int, str]) -> Iterable[str]:
    if made.too_big:
        names = _names(made.too_big, entrances)
        yield f"{names}一个单元就比一个网格的上限还多，单元不能拆开，请改这个网格的目标户数。"


def _count(made: Proposal) -> str:
    """How many grids so many households would need, if it is not as many as there are."""
    have = len(made.ranges)
    if made.needed == have:
        return ""
    word = "加" if made.needed > have else "并掉"
    many = abs(made.needed - have)
    return f"这些住户要 {made.needed} 个网格，现有 {have} 个，可以{word} {many} 个。"


def _names(ids: Iterable[int], names: Mapping[int, str]) -> str:
    every = [names.get(one, str(one)) for one in ids]
    more = f"等 {len(every)} 个" if len(every) > _NAMED else ""
    return "、".join(every[:_NAMED]) + more
