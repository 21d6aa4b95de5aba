"""Widgets that a test leaves behind are deleted after it, and never in the middle of another."""

import gc
import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def quiet_garbage() -> Iterator[None]:
    """Hold the collector during a test; afterwards delete what was closed, then collect.

    Collected at any moment, a page with cycles would take its widgets away under Qt's hands.
    """
    gc.disable()
    yield
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        if QCoreApplication.instance() is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(0)
    gc.enable()
