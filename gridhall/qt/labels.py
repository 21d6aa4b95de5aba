"""Text on the screen is plain text: labels, chips, key caps and tool tips that never guess HTML."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget


class PlainLabel(QLabel):
    """A label that shows what was typed, `<b>` included.

    Looks come from dynamic properties, also in Designer: `role` (xl lg md b num label sub meta
    err ok warn link), `tone` (red amber green blue grey primary), `chip` and `badge` (a tone).
    """

    def __init__(
        self, parent: QWidget | None = None, *, text: str = "", role: str = "", tone: str = ""
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if role:
            self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)


def label(text: str, role: str = "", tone: str = "", *, wrap: bool = False) -> PlainLabel:
    """A label in one of the type roles."""
    made = PlainLabel(text=text, role=role, tone=tone)
    made.setWordWrap(wrap)
    return made


def titled(title: str, *, needed: bool, role: str = "label") -> QWidget:
    """A field's title, with the red star of what has to be filled in."""
    if not needed:
        return label(title, role)
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(label(title, role))
    row.addWidget(label("*", "err"))
    row.addStretch(1)
    return both


def chip(text: str, tone: str = "grey") -> PlainLabel:
    """A rounded status word; always beside an icon or a word, never colour alone."""
    made = PlainLabel(text=text)
    set_look(made, chip=tone)
    return _fixed(made)


def key_cap(text: str) -> PlainLabel:
    """A key as drawn on the keyboard: 快捷键提示."""
    made = PlainLabel(text=text)
    set_look(made, key="true")
    made.setAccessibleName(f"快捷键 {text}")
    return _fixed(made)


def set_look(widget: QWidget, **properties: str | bool) -> None:
    """Change what the style sheet matches on (role, tone, chip, state ...) and restyle at once."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    restyle(widget)
    widget.updateGeometry()


def restyle(widget: QWidget) -> None:
    """Match the style sheet anew; what was never shown yet will be matched when it is."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def tip(widget: QWidget, text: str) -> None:
    """A tool tip that shows its text as typed."""
    widget.setToolTip(tip_text(text))


def tip_text(text: str) -> str:
    """Typed text made safe for any tool tip role; empty stays empty."""
    return f'<p style="white-space:pre-wrap">{_escaped(text)}</p>' if text else ""


def _escaped(text: str) -> str:
    # html.escape would load 2,000 entity names before the first window.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _fixed(made: PlainLabel) -> PlainLabel:
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made
