from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.buttons import Btn, FilterPills, Segments, button, key_sequences
from tests.audit import Dress, audit, bring_up


def test_a_button_says_its_key_and_makes_room_for_it(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    bare, hinted, full = (
        button("受理"),
        button("受理", "F2"),
        button("受理", "F2", "primary", "add"),
    )
    for made in (bare, hinted, full):
        qtbot.addWidget(made)
    assert hinted.accessibleName() == "受理 快捷键 F2"
    widths = [made.sizeHint().width() for made in (bare, hinted, full)]
    assert widths == sorted(set(widths))
    hinted.show_hint(False)
    assert hinted.sizeHint() == bare.sizeHint()


def test_designer_may_set_everything_as_strings(qtbot: QtBot) -> None:
    made = Btn()
    qtbot.addWidget(made)
    made.setText("打印")
    for name, value in (("kind", "danger"), ("glyph", "print"), ("hint", "Ctrl+P")):
        assert made.setProperty(name, value)
        assert made.property(name) == value


def test_a_button_with_every_kind_can_be_painted(qtbot: QtBot, dressed: Dress) -> None:
    dressed("dark", 125)
    host = QWidget()
    row = QHBoxLayout(host)
    for kind in ("", "primary", "danger", "text", "ghost"):
        row.addWidget(button("停用", "Alt+D", kind, "no such icon"))
    qtbot.addWidget(host)
    host.show()
    assert not host.grab().isNull()
    assert audit(host).problems == []


def test_a_bound_key_presses_from_anywhere_in_the_window(qtbot: QtBot) -> None:
    host = QWidget()
    row = QHBoxLayout(host)
    edit, made = QLineEdit(), button("受理", "Ctrl+Enter").bind_key()
    row.addWidget(edit)
    row.addWidget(made)
    qtbot.addWidget(host)
    bring_up(qtbot, host)
    edit.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(made.clicked):
            qtbot.keyClick(edit, key, Qt.KeyboardModifier.ControlModifier)


def test_enter_means_both_enters() -> None:
    assert [keys.toString() for keys in key_sequences("Ctrl+Enter")] == [
        "Ctrl+Return",
        "Ctrl+Enter",
    ]
    assert [keys.toString() for keys in key_sequences("Alt+←")] == ["Alt+Left"]


def test_segments_have_one_tab_stop_and_move_by_arrows(qtbot: QtBot) -> None:
    made = Segments()
    made.set_items(["工单", "吹哨台账", "便民借用"])
    qtbot.addWidget(made)
    made.show()
    stops = [b for b in made.findChildren(QWidget) if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1
    with qtbot.waitSignal(made.chosen) as told:
        qtbot.keyClick(stops[0], Qt.Key.Key_Right)
    assert told.args == [1]
    assert made.current() == 1
    made.choose(0)
    qtbot.keyClick(made, Qt.Key.Key_Left)
    assert made.current() == 0, "there is nothing to the left of the first"


def test_pills_keep_their_choice_while_counts_change(qtbot: QtBot) -> None:
    pills = FilterPills()
    qtbot.addWidget(pills)
    pills.set_counts(["待办", "超期", "已办结"], [12, 2, None])
    pills.choose(1)
    pills.set_counts(["待办", "超期", "已办结"], [11, 3, None])
    assert pills.titles() == ["待办 11", "超期 3", "已办结"]
    assert pills.current() == 1


def test_enter_presses_the_button_with_the_focus_not_the_one_whose_key_it_is(qtbot: QtBot) -> None:
    sheet, pressed = QWidget(), list[str]()
    row = QVBoxLayout(sheet)
    leave, act = button("先不发布", "Esc"), button("发布", "Enter", "primary").bind_key()
    for made in (leave, act):
        made.clicked.connect(lambda _=False, made=made: pressed.append(made.text()))
        row.addWidget(made)
    bring_up(qtbot, sheet)
    qtbot.addWidget(sheet)
    leave.setFocus()
    qtbot.keyClick(leave, Qt.Key.Key_Return)
    act.setFocus()
    qtbot.keyClick(act, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert pressed == ["先不发布", "发布"]
    qtbot.keyClick(act, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == 2, "Ctrl+Enter is not Enter"
