"""更多: where a window is narrow, the lesser buttons of a row stand in a menu beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QMenu, QWidget

from gridhall.qt.buttons import Btn
from gridhall.qt.scaling import items_of

_HERE = Qt.FindChildOption.FindDirectChildrenOnly


class MoreButton(Btn):
    """Opens the menu of its row's stowed buttons; away while there is nothing in it."""

    def __init__(self, row: QWidget) -> None:
        super().__init__(row)
        self.setText("更多")
        self.setProperty("glyph", "more_horiz")
        self.clicked.connect(self.open_menu)

    def stowed(self) -> list[Btn]:
        """The row's lesser buttons that its page would show."""
        row = self.parentWidget()
        return [made for made in _lesser(row) if made.wanted] if row else []

    def open_menu(self) -> None:
        """Each entry presses its button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for made in self.stowed():
            words = made.text().replace("&", "&&")
            hint = str(made.property("hint") or "")
            entry = menu.addAction(f"{words}\t{hint}" if hint else words, made.click)
            entry.setEnabled(made.isEnabled())
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def adapt(self) -> None:
        """Show only where a button was put away."""
        self.setVisible(any(made.is_stowed for made in self.stowed()))


def stow_lesser(page: QWidget, narrow: bool) -> None:
    """Put every button whose property `secondary` is set into its row's 更多, or take it out."""
    rows = (made.parentWidget() for made in _lesser(page, deep=True))
    for row in dict.fromkeys(row for row in rows if row is not None):
        buttons = _lesser(row)
        more = row.findChild(MoreButton, options=_HERE)
        if more is None and narrow:
            more = _made_beside(row, buttons)
        for made in buttons:
            made.stow(narrow)
        if isinstance(more, MoreButton):
            more.adapt()


def _lesser(root: QWidget, *, deep: bool = False) -> list[Btn]:
    found = root.findChildren(Btn) if deep else root.findChildren(Btn, options=_HERE)
    return [made for made in found if made.property("secondary")]


def _made_beside(row: QWidget, buttons: Sequence[Btn]) -> MoreButton:
    """Behind the last of them, dressed like it."""
    more, last = MoreButton(row), buttons[-1]
    more.setProperty("kind", last.property("kind"))
    for made in buttons:
        made.stow_changed.connect(more.adapt)
    line = _layout_of(row.layout(), last)
    if line is not None:
        line.insertWidget(line.indexOf(last) + 1, more)
    QWidget.setTabOrder(last, more)
    return more


def _layout_of(layout: QLayout | None, widget: QWidget) -> QBoxLayout | None:
    """The row, within a page's layouts, that the widget stands in."""
    if layout is None:
        return None
    if layout.indexOf(widget) >= 0:
        return layout if isinstance(layout, QBoxLayout) else None
    found = (_layout_of(item.layout(), widget) for item in items_of(layout))
    return next((one for one in found if one is not None), None)
