import re
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


@pytest.mark.parametrize(
    "personal",
    ["Zhang Guihua", "zhang guihua", "ZHANG", "O'Brien", "Müller-Lüdenscheidt", "阿依古丽·买买提",
     "E12345678", "H1234567(8)", "MA1998765", "370686198502310027", "37068619850231002X",
     "13712345521", "0536-8888888", "1959-03-12", "3-2-501", "SL20261124-012", "C:/Users/wangfang"],
)  # fmt: skip
@pytest.mark.parametrize(
    "said", ["invalid literal: {!r}", "{}", "key {} not found", "x={}; no row"]
)
def test_no_name_and_no_number_gets_into_a_report(personal: str, said: str) -> None:
    try:
        raise ValueError(said.format(personal))
    except ValueError as error:
        text = report_text(error)
    for word in re.findall(r"\w{3,}", personal):
        assert word not in text.split("ValueError: ")[1].splitlines()[0]


def test_what_the_program_itself_says_stays() -> None:
    with pytest.raises(RuntimeError) as ours:
        raise RuntimeError(f"no page of this kind after {12}")
    assert "RuntimeError: no page of this kind after 12" in report_text(ours.value)
    with pytest.raises(AttributeError) as mistake:
        "x".missing_one  # type: ignore[attr-defined]  # noqa: B018 - that is the mistake
    assert "'str' object has no attribute 'missing_one'" in report_text(mistake.value)


def test_short_numbers_stay_for_they_tell_what_happened() -> None:
    assert redact("row 12345 of 20261124001") == "row 12345 of #"
    assert len(redact("1 " * 1000)) == 300


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
