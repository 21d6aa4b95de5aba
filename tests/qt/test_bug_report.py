import sys
from pathlib import Path

import pytest

import gridhall
from gridhall.qt.bug_report import catch_bugs, redact, report_text


def _caught() -> Exception:
    try:
        try:
            {}["370686198502310027"]
        except KeyError as error:
            raise ValueError("张桂花 的电话 13712345521 不对") from error
    except ValueError as error:
        return error


def test_a_report_names_types_places_and_versions() -> None:
    text = report_text(_caught())
    assert f"GridHall {gridhall.__version__}" in text
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_bug_report.py:" in text


def test_a_report_holds_nobodys_data_and_no_folder() -> None:
    text = report_text(_caught())
    for secret in ("张桂花", "13712345521", "370686198502310027", str(Path(__file__).parent)):
        assert secret not in text


def test_our_own_modules_are_named_by_package() -> None:
    from gridhall.qt.theme import Mode, Theme

    with pytest.raises(ValueError, match="font scale") as caught:
        Theme().switch(Mode.LIGHT, 110)
    assert "gridhall/qt/theme.py:" in report_text(caught.value)


def test_short_numbers_stay_for_they_tell_what_happened() -> None:
    assert redact("row 12345 of 20261124001") == "row 12345 of #"
    assert len(redact("x" * 1000)) == 300


def test_a_circle_of_causes_ends() -> None:
    one, other = ValueError("a"), ValueError("b")
    one.__cause__, other.__cause__ = other, one
    assert report_text(one).count("ValueError") == 2


def test_what_nobody_handled_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    seen: list[BaseException] = []
    catch_bugs(seen.append)
    error = ValueError("x")
    sys.excepthook(ValueError, error, None)
    assert seen == [error]
