"""HiGHS as the rota uses it."""

from typing import Any

import highspy


def quiet(grain: int = 1) -> Any:
    """A solver that says nothing; costs are multiples of the grain."""
    highs: Any = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("random_seed", 1)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", grain - 0.01)
    return highs
