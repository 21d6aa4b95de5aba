"""Who may head a household, to choose from (新户主)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from gridhall.registry.rules.changes import Member


def show_heads(combo: QComboBox, people: Sequence[Member], chosen: int | None, own: int) -> None:
    """The people to choose from, the chosen one on show; nobody: 请选."""
    combo.blockSignals(True)
    combo.clear()
    if chosen is None:
        combo.addItem("请选", None)
    for one in people:
        mine = "（本人）" if one.person_id == own else ""
        combo.addItem(f"{one.name}{mine}", one.person_id)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    combo.blockSignals(False)
