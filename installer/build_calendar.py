"""Make resources/calendar/notices.json from the chinesecalendar package (MIT), a workshop tool.

`python installer/build_calendar.py` writes the file; with `--check` it only compares.
"""

import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

TABLE = Path(__file__).resolve().parents[1] / "resources" / "calendar" / "notices.json"

Span = tuple[date, date]


def spans(days: Iterable[date]) -> list[Span]:
    """Days that follow one another run together, as first and last."""
    found: list[Span] = []
    for day in sorted(days):
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def table_text(off: Iterable[date], work: Iterable[date]) -> str:
    """The whole file, one line for each list, so that a new year reads well in a diff."""
    off_days, work_days = set(off), set(work)
    years = sorted({day.year for day in off_days | work_days})
    body = ",\n".join(_year_text(year, off_days, work_days) for year in years)
    about = '"about": "Days off and worked weekend days by the notices of the State Council"'
    return f'{{\n{about},\n"years": {{\n{body}\n}}\n}}\n'


def _year_text(year: int, off: set[date], work: set[date]) -> str:
    lists = [
        f'"{name}": [{_spans_text(year, days)}]' for name, days in (("off", off), ("work", work))
    ]
    return f'"{year}": {{\n{lists[0]},\n{lists[1]}\n}}'


def _spans_text(year: int, days: set[date]) -> str:
    of_year = spans(day for day in days if day.year == year)
    return ", ".join(f'["{first}", "{last}"]' for first, last in of_year)


def main(words: list[str]) -> int:
    """Write the table, or with `--check` say whether the committed one is what we would write."""
    from chinese_calendar.constants import holidays, workdays

    text = table_text(holidays, workdays)
    if "--check" not in words:
        TABLE.write_text(text, "utf-8", newline="\n")
        return 0
    same = TABLE.read_text("utf-8") == text
    print("notices.json is up to date" if same else "notices.json differs: run build_calendar.py")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
