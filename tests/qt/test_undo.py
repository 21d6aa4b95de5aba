import pytest
from PySide6.QtWidgets import QApplication

from gridhall.qt.undo import DEPTH, UndoStack


@pytest.fixture
def stack(qapp: QApplication) -> UndoStack:
    return UndoStack()


def test_the_newest_act_is_taken_back_first(stack: UndoStack) -> None:
    done: list[str] = []
    for name in ("办结 001", "办结 002"):
        stack.push(name, lambda name=name: done.append(name))
    assert stack.names() == ["办结 002", "办结 001"]
    assert stack.undo() == "办结 002"
    assert stack.undo() == "办结 001"
    assert stack.undo() is None
    assert done == ["办结 002", "办结 001"]


def test_at_least_twenty_acts_are_kept_and_the_oldest_fall_off(stack: UndoStack) -> None:
    for number in range(DEPTH + 5):
        stack.push(str(number), lambda: None)
    assert len(stack.names()) == DEPTH >= 20
    assert stack.names()[-1] == "5"


def test_an_act_that_cannot_be_taken_back_does_not_block_the_others(stack: UndoStack) -> None:
    stack.push("一", lambda: None)

    def fail() -> None:
        raise RuntimeError("二")

    stack.push("二", fail)
    with pytest.raises(RuntimeError):
        stack.undo()
    assert stack.names() == ["一"]


def test_the_next_clerk_begins_with_nothing(stack: UndoStack) -> None:
    stack.push("一", lambda: None)
    stack.forget()
    assert stack.names() == []
