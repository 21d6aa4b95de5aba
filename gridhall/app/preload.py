"""Bring the data layer in behind the first painted window."""

import importlib
import sys
import threading

# A thread that imports holds the interpreter for one interval at a time: the default of 5 ms
# makes the window stutter, 1 ms does not.
_SWITCH_SECONDS = 0.001


class Preload:
    """Imports the heavy half of the program once, in the order given, on a thread of its own."""

    def __init__(self, *modules: str) -> None:
        self._modules = modules
        self._thread = threading.Thread(target=self._run, name="preload", daemon=True)
        self._lock, self._begun = threading.Lock(), False
        self._error: Exception | None = None

    @property
    def running(self) -> bool:
        """Whether modules are still coming in."""
        return self._thread.is_alive()

    @property
    def is_in(self) -> bool:
        """Whether everything has come in, or gone wrong."""
        return self._begun and not self._thread.is_alive()

    def start(self) -> None:
        """Begin, once; call it after the first paint."""
        with self._lock:
            if not self._begun:
                self._begun = True
                self._thread.start()

    def wait(self) -> None:
        """Until everything is in; what went wrong on the way is raised here."""
        self.start()
        self._thread.join()
        if self._error:
            raise self._error

    def _run(self) -> None:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_SECONDS)
        try:
            for module in self._modules:
                importlib.import_module(module)
        except Exception as error:
            self._error = error
        finally:
            sys.setswitchinterval(usual)
