"""The rating window as a visitor uses it, and the supervisor's sheet of ratings."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.qt.context import Context
from gridhall.registry.models import Person
from gridhall.service_desk.dialogs.moments import desk_moment
from gridhall.service_desk.dialogs.rating_entry import RatingEntrySheet
from gridhall.service_desk.dialogs.ratings import RatingsSheet
from gridhall.service_desk.labels import SATISFACTION
from gridhall.service_desk.pages.rating_window import RatingWindow, Said
from gridhall.service_desk.queries.ratings import is_rated, open_follow_ups
from gridhall.service_desk.rules.ratings import RatingDraft
from gridhall.service_desk.service.ratings import rate
from tests.factories import make_case, make_family
from tests.modal import answer, opened, window

__all__ = ["window"]


@pytest.fixture
def asked(qtbot: QtBot, window: QWidget) -> RatingWindow:
    made = RatingWindow(window)
    made.ask("高龄津贴初审")
    made.resize(1366, 768)
    return made


def _answers(asked: RatingWindow) -> list[Said]:
    told: list[Said] = []
    asked.said.connect(told.append)
    return told


def test_a_good_word_is_one_key(qtbot: QtBot, asked: RatingWindow) -> None:
    told = _answers(asked)
    qtbot.keyClick(asked, Qt.Key.Key_1)
    qtbot.keyClick(asked, Qt.Key.Key_5)  # by mistake, after the thanks: not heard
    assert told == [Said(1, "", True)]


def test_a_bad_word_says_why_and_may_stay_unnamed(qtbot: QtBot, asked: RatingWindow) -> None:
    told = _answers(asked)
    qtbot.mouseClick(asked.faces[4], Qt.MouseButton.LeftButton)
    assert told == []
    qtbot.keyClick(asked, Qt.Key.Key_1)
    qtbot.keyClick(asked, Qt.Key.Key_3)
    asked.unnamed.setChecked(True)
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert told == [Said(5, "等候太久、材料反复要", False)]


def test_where_there_is_one_screen_the_faces_have_its_keys(
    qtbot: QtBot, asked: RatingWindow
) -> None:
    """The clerk turns the screen: the keys that the faces name must reach them."""
    asked.close()
    asked.ask("居住证明")
    qtbot.waitUntil(asked.isActiveWindow)


def test_no_face_is_suggested_and_every_face_says_its_key(asked: RatingWindow) -> None:
    assert not any(face.hasFocus() for face in asked.faces)
    named = [face.accessibleName() for face in asked.faces]
    assert named == [f"{words}，按 {grade}" for grade, words in SATISFACTION.items()]
    assert "高龄津贴" in asked.title.text()


@pytest.fixture
def supervised(context: Context, supervisor: Clerk) -> Context:
    return replace(context, clerk=supervisor)


def _case(context: Context) -> Any:
    with context.db.write() as session:
        make_family(session)
        who = session.scalars(select(Person)).first()
        assert who is not None
        case = make_case(session, who, state="finished", holder_name="王芳")
        return case.id, case.number


def _rated(context: Context, satisfaction: int, words: str = "") -> str:
    case_id, number = _case(context)
    when = desk_moment(context)
    draft = RatingDraft(case_id, satisfaction, when.now, "k1", words)
    with context.db.write() as session:
        rate(session, context.clerk, draft, when)
    return str(number)


def test_a_supervisor_calls_and_mends(qtbot: QtBot, supervised: Context, window: QWidget) -> None:
    _rated(supervised, 5, "等了一上午")
    sheet = opened(qtbot, RatingsSheet(supervised, window))
    assert len(sheet.rows.rows) == 1
    assert not sheet.mend.isEnabled()

    def write(asked: Any) -> None:
        asked.reason.setText("对方说窗口少")
        asked._act.click()

    answer(write)
    sheet.call.click()
    assert sheet.mend.isEnabled()
    answer(write)
    sheet.mend.click()
    assert sheet.rows.rows == []
    with supervised.db.read() as session:
        assert open_follow_ups(session, supervised.clerk) == []


def test_a_paper_rating_is_typed_in(qtbot: QtBot, supervised: Context, window: QWidget) -> None:
    case_id, number = _case(supervised)
    sheet = opened(qtbot, RatingEntrySheet(window, supervised, "k9"))
    sheet.save()
    assert "请填工单编号" in sheet._marked["number"][1].text()
    sheet.number.setText(number)
    sheet.grade.setCurrentIndex(2)
    sheet.save()
    assert not sheet.isVisible()
    with supervised.db.read() as session:
        assert is_rated(session, case_id)
