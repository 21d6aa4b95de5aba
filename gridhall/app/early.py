"""What the desk does before anything else comes in."""

import gc


def hold_collector() -> None:
    """No search for dead circles while modules come in: there are none yet.

    The window's own collector (`gridhall.qt.collector`) takes over. A twentieth of the first paint.
    """
    gc.disable()
