"""The desk's bench on a small hall: it fills, measures, and says what it took in."""

from gridhall.bench import desk


def test_a_small_hall_is_measured() -> None:
    measured = desk.run(400, 40)
    figures, ratios = measured["figures"], measured["ratios"]
    steps = sum(figures[f"{name}_ms"] for name in ("form", "found", "saved", "ready"))
    assert steps > 0
    assert figures["take_in_ms"] > figures["bare_sql_ms"] > 0
    assert figures["bare_page_ms"] > 0
    assert set(ratios) >= {"queue", "counters", "month", "clocks_all", "clocks_none"}
    assert min(ratios.values()) > 0
