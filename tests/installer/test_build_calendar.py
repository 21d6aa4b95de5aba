import json
from datetime import date

from installer.build_calendar import main, spans, table_text


def test_days_that_follow_one_another_are_one_span() -> None:
    days = [date(2026, 1, 3), date(2026, 1, 1), date(2026, 1, 2), date(2026, 2, 1)]
    assert spans(days) == [
        (date(2026, 1, 1), date(2026, 1, 3)),
        (date(2026, 2, 1), date(2026, 2, 1)),
    ]


def test_each_day_stands_under_its_own_year() -> None:
    text = table_text([date(2025, 12, 31), date(2026, 1, 1)], [date(2026, 1, 4)])
    assert json.loads(text)["years"] == {
        "2025": {"off": [["2025-12-31", "2025-12-31"]], "work": []},
        "2026": {"off": [["2026-01-01", "2026-01-01"]], "work": [["2026-01-04", "2026-01-04"]]},
    }


def test_the_committed_table_is_what_the_builder_writes() -> None:
    assert main(["--check"]) == 0
