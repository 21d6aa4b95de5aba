"""HiGHS as the rota uses it."""

from typing import Any

import highspy


def quiet() -> Any:
    """A solver that says nothing and gives the same answer every time."""
    highs: Any = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("random_seed", 1)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.99)  # costs are whole numbers
    return highs
