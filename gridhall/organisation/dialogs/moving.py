"""移动: a branch goes under another organisation, after what moves was shown."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.moving_preview import SIZE, PreviewSheet, above_words
from gridhall.organisation.dialogs.organisation_act import Carried, Face
from gridhall.organisation.dialogs.organisation_pick import OrganisationPick
from gridhall.organisation.queries.moving import MovePreview, move_preview
from gridhall.organisation.rules.tree import Tree, words
from gridhall.organisation.service import tree as service
from gridhall.qt.context import Context
from gridhall.qt.labels import label


class MoveSheet(PreviewSheet):
    """移动: the new parent and the day it counts from."""

    hint = "选好新的上级，这里显示移动以后的人数和户数"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        tree: Tree,
        what: tuple[Sequence[int], int | None],
    ) -> None:
        ids, onto = what
        names = words([tree.nodes[one].name for one in ids])
        super().__init__(parent, context, Face("移动组织", "swap_horiz", SIZE, "移动"))
        self._tree, self._ids = tree, list(ids)
        self.target = OrganisationPick(tree, "新的上级")
        self.target.show_organisation(onto)
        self.follow_pick(self.target)
        self.add_row("移动", label(names, "b", wrap=True))
        self.add_row("现在的上级", label(above_words(tree, ids), "sub", wrap=True))
        self.add_row("新的上级", self.target, needed=True)
        self.add_row("从哪天起", self.day)
        self.first_focus = self.save_button if onto is not None else self.target
        self.follow()

    def carry_out(self, session: Any) -> Carried:
        """Move them."""
        context, onto = self.context, self.target.value()
        if onto is None:
            raise UserError("请选新的上级")
        ids, today = self._ids, context.today()
        act = service.move(session, context.clerk, ids, onto, self.on(), today)
        names = words([self._tree.nodes[one].name for one in ids])
        return Carried(act, f"已把“{names}”移到“{self._tree.nodes[onto].name}”", ids[0])

    def remember(self) -> bool:
        """The parent and the day."""
        self._asking = self.target.value(), self.on(), self.context.today()
        return self._asking[0] is not None

    def ask(self, session: Any) -> MovePreview:
        """What moving would do."""
        return move_preview(session, self._ids, *self._asking)
