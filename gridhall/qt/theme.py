"""The look: one Theme per program that painters ask for colours, fonts and sizes."""

from functools import lru_cache
from pathlib import Path
from typing import cast

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from gridhall.core.resources import resource
from gridhall.qt import stylesheet
from gridhall.qt.tokens import SCALES, SIZES, TOKENS, Mode

_ROLES = (
    ("Window", "bg"), ("WindowText", "text"), ("Base", "surface"), ("AlternateBase", "zebra"),
    ("Text", "text"), ("Button", "surface"), ("ButtonText", "text"), ("BrightText", "on_primary"),
    ("Highlight", "sel"), ("HighlightedText", "sel_text"), ("PlaceholderText", "text3"),
    ("ToolTipBase", "toast"), ("ToolTipText", "on_toast"), ("Accent", "primary"),
    ("Link", "primary"), ("LinkVisited", "purple_fg"),
    ("Light", "surface"), ("Midlight", "surface3"), ("Mid", "border"),
    ("Dark", "border_strong"), ("Shadow", "grey_bar"),
)  # fmt: skip


_STYLE, _STYLED, _KEPT = "Fusion", "gridhall_styled", "gridhall_theme"


class Theme(QObject):
    """Colours, fonts and sizes in force; `changed` tells painters to drop what they prebuilt."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mode, self.percent = Mode.LIGHT, 100
        self.cache: Path | None = None  # for drawn icons
        self.is_full = True  # whether the whole style sheet is in force
        self.color = lru_cache(self._make_color)
        self.font = lru_cache(self._make_font)

    def switch(self, mode: Mode, percent: int) -> None:
        """Take another face and scale; call `apply_theme`, which also changes the style sheet."""
        if percent not in SCALES:
            raise ValueError(f"font scale {percent}")
        self.mode, self.percent = mode, percent
        self.color.cache_clear()
        self.font.cache_clear()

    def px(self, size: float) -> int:
        """A length given at 100 % as device-independent pixels at the scale in force."""
        return round(size * self.percent / 100)

    def hex(self, token: str) -> str:
        """A token's colour as `#RRGGBB`."""
        return TOKENS[self.mode][token]

    def _make_color(self, token: str) -> QColor:
        return QColor(TOKENS[self.mode][token])

    def _make_font(self, size: str = "base", bold: bool = False) -> QFont:
        font = QFont(list(stylesheet.FAMILIES))
        font.setPixelSize(self.px(SIZES[size]))
        # The fonts carry no hints; guessing some reads half the file and two megabytes.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


def current_theme() -> Theme:
    """The running program's Theme (a child of the QApplication).

    Kept by name: to look among the children would make PySide build all it knows of styles.
    """
    app = QApplication.instance()
    found: Theme | None = getattr(app, _KEPT, None)
    if found is None:
        found = Theme(app)
        if app is not None:
            setattr(app, _KEPT, found)
    return found


def make_application(program: str) -> QApplication:
    """The program's QApplication, already in our style.

    Asking for a style afterwards makes PySide build all names of QStyle: 12 ms of the first paint.
    """
    app = QApplication([program, "-style", _STYLE])
    app.setProperty(_STYLED, True)
    return app


def apply_theme(
    app: QApplication, mode: Mode, percent: int, cache: Path | None = None, *, first: bool = False
) -> Theme:
    """Dress the whole program; callable again at any time to switch while windows are open.

    `first` dresses only what the sign-in page needs: `dress_fully` before anything else is shown.
    """
    _prepare(app)
    theme = current_theme()
    theme.switch(mode, percent)
    theme.is_full = not first
    sheet, theme.cache = stylesheet.load(mode, percent, cache, first=first)
    app.setPalette(palette(mode))
    app.setFont(theme.font())
    app.setStyleSheet(sheet)
    theme.changed.emit()
    return theme


def dress_fully() -> None:
    """The rest of the style sheet, if it is not there yet; what is on show looks as before."""
    theme = current_theme()
    if not theme.is_full:
        theme.is_full = True
        application().setStyleSheet(stylesheet.load(theme.mode, theme.percent).sheet)


def palette(mode: Mode) -> QPalette:
    """The complete palette; qt-material would leave text at 36 % opacity."""
    tokens, made = TOKENS[mode], QPalette()
    for role, token in _ROLES:
        made.setColor(QPalette.ColorRole[role], QColor(tokens[token]))
    for role in ("Text", "WindowText", "ButtonText", "HighlightedText"):
        made.setColor(
            QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], QColor(tokens["disabled_text"])
        )
    return made


def _prepare(app: QApplication) -> None:
    """Style, language and the bundled fonts: once per program."""
    if app.property("gridhall_prepared"):
        return
    app.setProperty("gridhall_prepared", True)
    if not app.property(_STYLED):
        app.setStyle(_STYLE)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load(
        "qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)
    for file in ("GridHallHei-Regular.ttf", "GridHallHei-Bold.ttf"):
        path = resource("fonts", file)
        if path.exists():
            QFontDatabase.addApplicationFont(str(path))


def application() -> QApplication:
    """The QApplication, for code that runs only when there is one."""
    return cast(QApplication, QApplication.instance())
