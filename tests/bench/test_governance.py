"""Governance's bench on a small hall: it fills, measures, and every ratio stands over something."""

from gridhall.bench import governance


def test_a_small_hall_is_measured() -> None:
    measured = governance.run(600, 30, 5)
    figures, ratios = measured["figures"], measured["ratios"]
    assert set(ratios) == {
        "agenda_issues",
        "agenda",
        "funnel_year",
        "funnel_year_by_category",
        "duplicates",
        "duplicates_first_letters",
        "letters_times_platypus",
    }
    assert min(ratios.values()) > 0
    assert all(figures[f"{name}_bare_ms"] > 0 for name in set(ratios) - {"letters_times_platypus"})
