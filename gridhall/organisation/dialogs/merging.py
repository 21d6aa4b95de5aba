"""合并: everything an organisation has goes to another, after that was shown."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.moving_preview import SIZE, PreviewSheet, above_words
from gridhall.organisation.dialogs.organisation_act import Carried, Face
from gridhall.organisation.dialogs.organisation_pick import OrganisationPick
from gridhall.organisation.queries.moving import MovePreview, merge_preview
from gridhall.organisation.rules.tree import Tree, words
from gridhall.organisation.service import tree as service
from gridhall.qt.context import Context
from gridhall.qt.labels import label


class MergeSheet(PreviewSheet):
    """合并: everything of these goes to another organisation, and they end."""

    hint = "选好并入哪个组织，这里显示合并以后的人数和户数"

    def __init__(
        self, parent: QWidget, context: Context, tree: Tree, what: tuple[Sequence[int], int | None]
    ) -> None:
        ids, into = what
        super().__init__(parent, context, Face("合并组织", "handshake", SIZE, "合并", danger=True))
        self._tree, self._ids = tree, list(ids)
        self.target = OrganisationPick(tree, "并入哪个组织")
        self.target.show_organisation(into)
        self.follow_pick(self.target)
        self.add_row("合并", label(words([tree.nodes[one].name for one in ids]), "b", wrap=True))
        self.add_row("现在的上级", label(above_words(tree, ids), "sub", wrap=True))
        self.add_row("并入", self.target, needed=True)
        self.add_row("从哪天起", self.day)
        self.add_wide(
            label(
                "下级、党员、网格和共建单位转到并入的组织；被合并的组织从这天起撤销，"
                "席位随之撤销，以前的记录都保留，可以撤回",
                "sub",
                wrap=True,
            )
        )
        self.first_focus = self.target
        self.follow()

    def carry_out(self, session: Any) -> Carried:
        """Merge them."""
        context, into = self.context, self.target.value()
        if into is None:
            raise UserError("请选并入哪个组织")
        today, ids = context.today(), self._ids
        act = service.merge(session, context.clerk, ids, into, self.on(), today)
        names = words([self._tree.nodes[one].name for one in ids])
        return Carried(act, f"已把“{names}”并入“{self._tree.nodes[into].name}”", into)

    def remember(self) -> bool:
        """The other and the day."""
        self._asking = self.target.value(), self.on(), self.context.today()
        return self._asking[0] is not None

    def ask(self, session: Any) -> MovePreview:
        """What merging would do."""
        into, day, today = self._asking
        assert into is not None
        return merge_preview(session, self._ids, into, day, today)
