"""可能已有档案: who is registered already, said while somebody is being typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gridhall.core.progress import Progress
from gridhall.qt.context import Context
from gridhall.qt.frames import Banner
from gridhall.qt.scaling import refit
from gridhall.registry.columns.duplicates import title, where
from gridhall.registry.queries.duplicates import duplicates_of_draft
from gridhall.registry.queries.residents import people
from gridhall.registry.queries.rows import ResidentRow
from gridhall.registry.rules.duplicates import Known, Pair

PAUSE_MS = 350  # after the last key
_ENOUGH = (2, 7)  # characters of a name, digits of a phone

Found = Sequence[tuple[ResidentRow, Pair]]


class DraftWatch(QObject):
    """Looks on the worker once typing pauses; `wanted` carries whose record to open.

    `typed` reads the form, None where there is too little, or nobody new. The banner is the form's.
    """

    wanted = Signal(int)

    def __init__(
        self,
        form: QWidget,
        context: Context,
        banner: Banner,
        typed: Callable[[], Known | None],
        act: str = "打开",
    ) -> None:
        super().__init__(form)
        self._context, self.banner, self._typed = context, banner, typed
        self._act = act
        self._asked: Known | None = None
        self._form, self._gone = form, False
        self.found: Found = ()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self._key = QShortcut(QKeySequence("Alt+O"), form)
        self._key.setContext(Qt.ShortcutContext.WindowShortcut)
        self._key.activated.connect(self.open_first)
        self._key.setEnabled(False)
        banner.acted.connect(self.open_first)
        form.destroyed.connect(self._leave)

    def follow(self, *_: object) -> None:
        """Something was typed."""
        self._pause.start()

    def look(self) -> None:
        """Ask the register, unless it was asked the same already."""
        typed = self._typed()
        if typed == self._asked:
            return
        self._asked = typed
        if typed is None or not _is_enough(typed):
            self.show_found(())
            return
        db = self._context.db

        def work(_progress: Progress) -> Found:
            with db.read() as session:
                pairs = duplicates_of_draft(session, typed)
                rows = {row.id: row for row in people(session, [one.other.id for one in pairs])}
            return [(rows[one.other.id], one) for one in pairs if one.other.id in rows]

        self._context.jobs.start(work, done=self._arrived(typed), failed=self._fail)

    def show_found(self, found: Found) -> None:
        """The likeliest in a sentence; nothing takes the strip away."""
        self.found = found
        self._key.setEnabled(bool(found))
        if not found:
            self.banner.hide()
        else:
            self.banner.say("amber", self._words(found), self._act, "Alt+O", glyph="person_search")
        refit(self._form)

    def open_first(self) -> None:
        """The likeliest one's record."""
        if self.found:
            self.wanted.emit(self.found[0][0].id)

    def _words(self, found: Found) -> str:
        row, pair = found[0]
        who = f"{title(row, self._context.today())} {where(row)}".replace("　", " ")
        more = f"；另有 {len(found) - 1} 份相近" if len(found) > 1 else ""
        return f"可能已有档案：{who}（{pair.words}）{more}"

    def _arrived(self, typed: Known) -> Callable[[Found], None]:
        def done(found: Found) -> None:
            if not self._gone and typed == self._asked:
                self.show_found(found)

        return done

    def _fail(self, error: Exception) -> None:
        if not self._gone:
            self._context.desk.show_error(error)

    def _leave(self) -> None:
        self._gone = True


def _is_enough(typed: Known) -> bool:
    """Whether a comparison can say anything: a number, or a name with a birth date or phone."""
    name, phone = _ENOUGH
    if len(typed.id_number) >= 15:
        return True
    return len(typed.name) >= name and (typed.birth_date is not None or len(typed.phone) >= phone)
