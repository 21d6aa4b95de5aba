"""撤销: an organisation that has nothing in it any more ends; else what is in the way is said."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gridhall.organisation.columns.tree import short
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.queries.owing import owing
from gridhall.organisation.queries.past import in_the_way
from gridhall.organisation.queries.tree import OrganisationRow
from gridhall.organisation.service import tree as service
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.labels import label


class DissolveSheet(ActSheet):
    """The day from which it is no more; `merge_wanted` where it is not empty."""

    merge_wanted = Signal()

    def __init__(self, parent: QWidget, context: Context, row: OrganisationRow) -> None:
        face = Face(
            f"撤销 · {short(row.name)}", "do_not_disturb_on", (540, 360), "撤销组织", danger=True
        )
        super().__init__(parent, context, face)
        self.tint("do_not_disturb_on", "red_fg")
        self._row = row
        self.merge_button = button("改为合并…", "", "", "handshake")
        self.merge_button.clicked.connect(self._merge)
        self.add_row("组织", label(row.name, "b", wrap=True))
        self.add_row("从哪天起", self.day)
        self.add_wide(
            label(
                "撤销后不再出现在图上；以前的任职和记录都保留，看过去的日子还能看到。",
                "sub",
                wrap=True,
            )
        )
        self.add_wide(self.merge_button)
        self.merge_button.hide()
        self.day.dateChanged.connect(self.look)
        self.look()
        self.first_focus = self.day if self.merge_button.isHidden() else self.merge_button

    def look(self, *_: object) -> None:
        """Say what is in the way on that day."""
        with self.context.db.read() as session:
            has = in_the_way(session, self._row.id, self.on())
            owes = owing(session, f"organisation:{self._row.id}")
        self.merge_button.setVisible(bool(has))
        self.save_button.setEnabled(not has and not self.who.isVisibleTo(self))
        if has:
            self.banner.say("amber", f"还有 {'、'.join(has)}，先移走才能撤销，或改为合并")
        elif owes:
            self.banner.say("amber", f"“{short(self._row.name)}”{owes}")
        else:
            self.banner.hide()

    def carry_out(self, session: Any) -> Carried:
        """Dissolve it."""
        context, row = self.context, self._row
        act = service.dissolve(session, context.clerk, row.id, self.on(), context.today())
        return Carried(act, f"已撤销“{row.name}”", row.parent_id)

    def _merge(self) -> None:
        self.reject()
        self.merge_wanted.emit()
