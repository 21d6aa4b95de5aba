"""What becomes of demands: the highest are done, the rest goes into the work plan."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from gridhall.core.mask import mask_numbers
from gridhall.core.text import clean
from gridhall.opinions.labels import OUTCOMES
from gridhall.opinions.rules.fields import refusal
from gridhall.opinions.rules.ranking import Ranked, demands, highest


@dataclass(frozen=True, slots=True)
class TakenOn:
    """What is made of one demand; `title` names the issue or project ("" the usual words)."""

    option_id: int
    kind: str  # labels.OUTCOMES
    title: str = ""
    note: str = ""


def proposal(ranked: Sequence[Ranked], top: int, kind: str = "issue") -> list[TakenOn]:
    """The `top` highest done as `kind`, the rest planned; UserError names a tie between them."""
    first = {one.option_id for one in highest(ranked, top)}
    return [
        TakenOn(one.option_id, kind if one.option_id in first else "plan")
        for one in demands(ranked)
    ]


def check_taken_on(
    chosen: Sequence[TakenOn], offered: Sequence[Ranked], settled: Collection[int]
) -> list[TakenOn]:
    """What was chosen, in its stored form; raises UserError."""
    kept = [replace(one, title=clean(one.title), note=clean(one.note)) for one in chosen]
    names = {one.option_id: one.title for one in offered}
    if not kept:
        raise refusal("outcome", "请至少选一项诉求怎么处理")
    if len({one.option_id for one in kept}) != len(kept):
        raise refusal("outcome", "同一项诉求选了两次，请核对")
    for one in kept:
        if one.option_id not in names:
            raise refusal("outcome", "有一项不是这次调查的诉求，请按 F5 看最新内容")
        name = names[one.option_id]
        if one.option_id in settled:
            raise refusal("outcome", f"“{name}”已经处理过。要改，请先撤回“处理诉求”")
        if one.kind not in OUTCOMES:
            raise refusal("outcome", f"“{name}”请选怎么处理：{'、'.join(OUTCOMES.values())}")
        if len(one.title) > 80 or len(one.note) > 200:
            raise refusal("outcome", f"“{name}”的题目最长 80 个字，备注最长 200 个字，请写短一些")
        if mask_numbers(one.title) != one.title:
            raise refusal("outcome", f"“{name}”的题目不能写电话或身份证号，请去掉")
    return kept
