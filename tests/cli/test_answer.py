from datetime import UTC, date, datetime

import pytest

from gridhall.cli.answer import Answer


def test_rows_and_days_are_lines_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    moment = datetime(2026, 11, 25, 9, 30, 12, tzinfo=UTC)
    rows = [{"name": "户口簿", "since": date(2026, 11, 25)}, {"name": "身份证", "since": None}]
    Answer({"number": "SL1", "at": moment, "paper": None, "materials": rows}).show(
        as_json=False, quiet=False
    )
    local = f"{moment.astimezone():%Y-%m-%dT%H:%M}"
    said = f"number\tSL1\nat\t{local}\npaper\nmaterials\n\t户口簿\t2026-11-25\n\t身份证\t\n"
    assert capsys.readouterr().out == said


def test_a_list_of_plain_values_is_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    Answer({"action": 3, "people": [1, 2], "doubts": ["请核对"]}).show(as_json=False, quiet=False)
    assert capsys.readouterr().out == "action\t3\npeople\n\t1\n\t2\ndoubts\n\t请核对\n"


def test_quiet_says_nothing_but_json(capsys: pytest.CaptureFixture[str]) -> None:
    Answer({"rows": 1}).show(as_json=False, quiet=True)
    assert capsys.readouterr().out == ""
    Answer({"rows": 1}).show(as_json=True, quiet=True)
    assert capsys.readouterr().out == '{"rows": 1}\n'
