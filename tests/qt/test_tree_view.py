"""The tree widget: lines on demand, narrowed down, kept open, dragged onto each other."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from gridhall.qt.tree_view import TreeLine, TreeModel, TreeView

ABOVE = {1: None, 2: 1, 3: 1, 4: 2, 5: 4}
CTRL = Qt.KeyboardModifier.ControlModifier


class Asked:
    """Says what each line looks like, and remembers which were asked for."""

    def __init__(self) -> None:
        self.keys: set[int] = set()

    def __call__(self, key: int) -> TreeLine:
        self.keys.add(key)
        return TreeLine(f"组织 {key}", "home", str(key), mark="warning-fill" * (key == 2))


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def view(qtbot: QtBot, asked: Asked) -> TreeView:
    made = TreeView()
    made.setModel(TreeModel(("组织", "党员"), asked, made))
    made._tree().show_tree(ABOVE)
    qtbot.addWidget(made)
    made.resize(396, 400)
    made.show()
    made.setFocus()
    return made


def test_qt_finds_no_fault_with_the_model(qapp: object, asked: Asked) -> None:
    model = TreeModel(("组织", "党员"), asked)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_tree(ABOVE)
    model.keep_only({1, 2, 4})
    model.keep_only(None)
    assert model.ancestors(5) == [4, 2, 1]


def test_twenty_thousand_lines_are_not_asked_for(
    qtbot: QtBot, view: TreeView, asked: Asked
) -> None:
    view._tree().show_tree({1: None} | {key: 1 for key in range(2, 20_000)})
    asked.keys.clear()
    view.show_open([1])
    view.grab()
    assert 1 <= len(asked.keys) < 30


def test_narrowing_keeps_what_stands_above_and_gives_it_all_back(view: TreeView) -> None:
    model = view._tree()
    view.show_open([1, 2, 4])
    model.keep_only({1, 2, 4, 5})
    assert not model.place(3).isValid()
    assert model.rowCount(model.place(1)) == 1
    model.keep_only(None)
    view.show_open(list(view.open_keys))
    assert model.rowCount(model.place(1)) == 2
    assert view.isExpanded(model.place(4))


def test_choosing_opens_what_it_stands_under(view: TreeView) -> None:
    assert view.choose(5)
    assert view.current() == 5
    assert view.isExpanded(view._tree().place(2))
    assert not view.choose(99)


def test_keys_cut_paste_open_and_type(qtbot: QtBot, view: TreeView) -> None:
    view.choose(4)
    with qtbot.waitSignal(view.cut) as cut:
        QTest.keyClick(view, Qt.Key.Key_X, CTRL)
    view.choose(3)
    with qtbot.waitSignal(view.pasted) as pasted:
        QTest.keyClick(view, Qt.Key.Key_V, CTRL)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.typed) as typed:
        QTest.keyClick(view, Qt.Key.Key_J)
    assert (cut.args, pasted.args, opened.args, typed.args) == ([[4]], [3], [3], ["j"])


def test_a_branch_dropped_on_a_line_is_told_and_nothing_moves(qtbot: QtBot, view: TreeView) -> None:
    model = view._tree()
    view.choose(4)
    view.grab()
    data = model.mimeData([model.place(4), model.place(4, 1)])
    place = QPointF(view.visualRect(model.place(3)).center())
    drop = QDropEvent(
        place,
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(view.dropped) as dropped:
        view.dropEvent(drop)
    assert dropped.args == [[4], 3]
    assert model.rowCount(model.place(2)) == 1


def test_screen_readers_hear_the_figure(view: TreeView) -> None:
    spoken = view._tree().place(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "组织 2，党员 2"


def test_two_hundred_levels_stay_in_sight(view: TreeView) -> None:
    view._tree().show_tree({1: None} | {key: key - 1 for key in range(2, 201)})
    view.fit_depth(200)
    assert view.choose(200)
    view.grab()
    index = view._tree().place(200)
    assert view._left(index) < view.viewport().width() * 2 / 3
    assert view.viewport().rect().contains(view.visualRect(index).center())


def test_choosing_leaves_nothing_else_chosen(
    view: TreeView, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl of Ctrl+Enter may still be held when a page chooses what was just founded."""
    view.choose(2)
    monkeypatch.setattr(QGuiApplication, "keyboardModifiers", staticmethod(lambda: CTRL))
    QTest.keyPress(view, Qt.Key.Key_Control)
    view.choose(3)
    assert view.chosen() == [3]
