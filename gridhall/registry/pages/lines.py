"""Lines of a card: a matter, an access, an act of the register (struck through when undone)."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import chip, label
from gridhall.registry.queries.changes import ActionRow
from gridhall.registry.queries.guardians import GuardianRow


def line(glyph: str, words: str, right: str, state: tuple[str, str] = ("", "")) -> QWidget:
    """Icon, words, state, and who and when at the right."""
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    ink = f"{state[1]}_fg" if state[1] else "text3"
    across.addWidget(IconLabel().show_icon(glyph, ink, 18))
    across.addWidget(label(words))
    across.addWidget(label(state[0], "meta"))
    across.addStretch(1)
    across.addWidget(label(right, "meta"))
    return row


def act_line(act: ActionRow) -> QWidget:
    """An act; one that was taken back is struck through and says so."""
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    glyph = "undo" if act.is_undone or act.kind == "undone" else "history"
    across.addWidget(IconLabel().show_icon(glyph, "text3", 18))
    told = label(f"{act.label}：{act.detail}" if act.detail else act.label, wrap=True)
    if act.is_undone:
        told.setStyleSheet("text-decoration: line-through;")
        across.addWidget(chip("已撤回", "grey"))
    across.addWidget(told, 1)
    across.addWidget(label(f"{act.happened_on} {act.clerk_name}", "meta"))
    return row


def guardian_words(row: GuardianRow) -> str:
    """父亲 李建军 137****5521."""
    died = "（已去世）" if row.died else ""
    return " ".join(filter(None, (row.relation, f"{row.name}{died}", row.masked_phone)))
