"""The theme for widget tests."""

import pytest

from tests.audit import dressed
from tests.garbage import quiet_garbage

__all__ = ["dressed", "quiet_garbage"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says at every window that it has no window manager."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))
