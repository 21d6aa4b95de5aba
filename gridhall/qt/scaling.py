"""Font scale for layouts: sizes are written at 100 % and multiplied here.

Pages, dialogs and .ui files give margins, spacings and fixed widths in px at 100 %. The shell and
our dialogs call `fit` on what they show and again when the scale changes. Widgets that size
themselves set the property `ownSize`; a style sheet's own sizes are left alone.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeGuard

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem
from shiboken6 import Shiboken

from gridhall.qt.theme import current_theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGridLayout

_BASE = "gridhall_base"
_UNBOUNDED = 16777215  # QWIDGETSIZE_MAX


def fit(root: QWidget) -> None:
    """Scale everything inside `root` from the sizes it was written with; idempotent."""
    percent = current_theme().percent
    if root.property("gridhall_fitted") == percent:
        return
    root.setProperty("gridhall_fitted", percent)
    for widget in (root, *root.findChildren(QWidget)):
        _fit_widget(widget)
    for layout in root.findChildren(QLayout):
        _fit_layout(layout)


def refit(root: QWidget) -> None:
    """`fit` again although nothing was rescaled: rows were added after the first time."""
    root.setProperty("gridhall_fitted", None)
    fit(root)


def set_width(widget: QWidget, width: int | None) -> None:
    """A fixed width in px at 100 %, or none; use this once the widget is on show."""
    low, high = (width, width) if width is not None else (0, _UNBOUNDED)
    base = _base(widget)
    widget.setProperty(_BASE, [low, base[1], high, base[3]])
    _fit_widget(widget)


def _base(widget: QWidget) -> list[int]:
    stored = widget.property(_BASE)
    if stored is None:
        low, high = widget.minimumSize(), widget.maximumSize()
        stored = [low.width(), low.height(), high.width(), high.height()]
        widget.setProperty(_BASE, stored)
    return [int(number) for number in stored]


def _fit_widget(widget: QWidget) -> None:
    if widget.property("ownSize"):
        return
    px = current_theme().px
    low_w, low_h, high_w, high_h = _base(widget)
    if not _styled(widget, "w"):
        _set_if_new(widget, "Width", px(low_w), high_w if high_w == _UNBOUNDED else px(high_w))
    if not _styled(widget, "h"):
        _set_if_new(widget, "Height", px(low_h), high_h if high_h == _UNBOUNDED else px(high_h))


def _set_if_new(widget: QWidget, side: str, low: int, high: int) -> None:
    """Setting a minimum, even the old one, would make Qt forget which side was left to it."""
    now_low, now_high = widget.minimumSize(), widget.maximumSize()
    if side == "Width" and (now_low.width(), now_high.width()) != (low, high):
        widget.setMinimumWidth(low)
        widget.setMaximumWidth(high)
    if side == "Height" and (now_low.height(), now_high.height()) != (low, high):
        widget.setMinimumHeight(low)
        widget.setMaximumHeight(high)


def _styled(widget: QWidget, side: str) -> bool:
    """Whether the style sheet rules this dimension."""
    names = (f"_q_stylesheet_min{side}", f"_q_stylesheet_max{side}")
    return any(widget.property(name) is not None for name in names)


def _fit_layout(layout: QLayout) -> None:
    stored = layout.property(_BASE)
    if stored is None:
        stored = [*_margins(layout), *_spacings(layout)]
        layout.setProperty(_BASE, stored)
    px = current_theme().px
    left, top, right, bottom, *gaps = (px(int(number)) for number in stored)
    layout.setContentsMargins(left, top, right, bottom)
    if _has_two_spacings(layout):
        layout.setHorizontalSpacing(gaps[0])
        layout.setVerticalSpacing(gaps[1])
    else:
        layout.setSpacing(gaps[0])
    if layout.inherits("QBoxLayout"):
        _fit_spacers(layout)


def _has_two_spacings(layout: QLayout) -> "TypeGuard[QGridLayout]":
    # By name: PySide builds a class at its first mention, and the first window needs neither.
    return layout.inherits("QGridLayout") or layout.inherits("QFormLayout")


def _margins(layout: QLayout) -> tuple[int, int, int, int]:
    margins = layout.contentsMargins()
    return margins.left(), margins.top(), margins.right(), margins.bottom()


def _spacings(layout: QLayout) -> tuple[int, ...]:
    if _has_two_spacings(layout):
        return max(0, layout.horizontalSpacing()), max(0, layout.verticalSpacing())
    return (max(0, layout.spacing()),)


def _fit_spacers(layout: QLayout) -> None:
    spacers = [spacer for item in items_of(layout) if (spacer := item.spacerItem())]
    stored = layout.property("gridhall_spacers") or [
        side for item in spacers for side in (item.sizeHint().width(), item.sizeHint().height())
    ]
    layout.setProperty("gridhall_spacers", stored)
    if len(stored) != 2 * len(spacers):
        return
    for place, item in enumerate(spacers):
        size = QSize(int(stored[2 * place]), int(stored[2 * place + 1]))
        policy, px = item.sizePolicy(), current_theme().px
        item.changeSize(
            px(size.width()), px(size.height()), policy.horizontalPolicy(), policy.verticalPolicy()
        )


def items_of(layout: QLayout) -> Iterator[QLayoutItem]:
    """A layout's items, each to be used at once and not kept.

    Qt does not tell when it deletes the item of a widget: a wrapper that lived on would be handed
    out for whatever comes to lie at its address, an event for instance.
    """
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        yield item
        if type(item) is QWidgetItem:
            Shiboken.invalidate(item)
