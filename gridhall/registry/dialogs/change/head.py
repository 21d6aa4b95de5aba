"""换户主: who heads the household from a day on, and what everybody else is to the new head."""

from PySide6.QtWidgets import QWidget

from gridhall.qt.context import Context
from gridhall.registry.dialogs.change.frame import ChangeSheet
from gridhall.registry.dialogs.change.members import HeirPart
from gridhall.registry.rules.changes import Change, Home, Member


class HeadSheet(ChangeSheet):
    """Relations that follow are filled in, the rest is asked; the opened card's person is proposed.

    The old relations end on the day, the new ones begin.
    """

    papers = "换户主申请"

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        who: tuple[Member, Home | None],
        kind: str = "head_changed",
    ) -> None:
        super().__init__(parent, context, who, kind)
        assert self.home is not None
        self.title.setText(f"换户主 · {self.home.title}")
        self.save_button.setText("换户主")
        self.heir = HeirPart(self.home, context.today())
        self.add_part(self.heir)
        self.heir.changed.connect(self.follow)
        self.heir.ask_all(self.person.person_id)
        self.first_focus = self.heir.heads
        self.add_common()

    def change(self) -> Change:
        """New relations for all who get one."""
        return self.made({}, None, self.heir.new_relations())

    def words(self) -> str:
        """已换户主：李建军户（户号 000012）."""
        assert self.home is not None
        head = self.heir.heads.currentText().partition("　")[0]
        return f"已换户主：{head}户（户号 {self.home.number}）"
