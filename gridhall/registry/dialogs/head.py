"""换户主: who is the head now, and what everybody else is to the new one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.suggest import Suggest
from gridhall.registry import service
from gridhall.registry.columns import sex_and_age
from gridhall.registry.dialogs.codes import code_in, offer_codes, show_code
from gridhall.registry.queries import HouseholdCard
from gridhall.registry.rules import HEAD, new_relations


class HeadDialog(Sheet):
    """Choose the new head; relations that follow are filled in, the rest is asked."""

    changed = Signal(object)  # HouseholdCard

    def __init__(self, parent: QWidget, context: Context, home: HouseholdCard) -> None:
        super().__init__(parent, f"换户主 · {home.title}", "swap_horiz", (560, 420))
        self._context, self._home = context, home
        self.banner, self.heads = Banner(), QComboBox()
        self.relations: dict[int, Suggest] = {}
        self.set_body(self._body())
        save = foot_button("换户主", "Ctrl+Enter", "primary")
        save.clicked.connect(self._save)
        leave = foot_button("不换", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, save])
        self.first_focus = self.heads
        self.heads.currentIndexChanged.connect(self._propose)
        self._propose()

    def choose(self, person_id: int) -> None:
        """Propose this member as the head."""
        self.heads.setCurrentIndex(self.heads.findData(person_id))

    def _body(self) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(12)
        grid.addWidget(self.banner, 0, 0, 1, 3)
        grid.addWidget(label("新户主", "b"), 1, 0)
        grid.addWidget(self.heads, 1, 1, 1, 2)
        self.heads.setAccessibleName("新户主")
        for place, member in enumerate(self._home.members):
            facts = sex_and_age(member, self._context.today())
            if member.relation != HEAD:
                self.heads.addItem(f"{member.name}　{facts}", member.person_id)
            edit = Suggest()
            edit.setAccessibleName(f"{member.name}与新户主的关系")
            offer_codes(edit, "relation")
            self.relations[member.person_id] = edit
            grid.addWidget(label(member.name), place + 2, 0)
            grid.addWidget(label(f"{facts} · 原{member.relation_label}", "sub"), place + 2, 1)
            grid.addWidget(edit, place + 2, 2)
        grid.setRowStretch(len(self._home.members) + 2, 1)
        grid.setColumnStretch(2, 1)
        return body

    def _propose(self) -> None:
        new_head = self.heads.currentData()
        if new_head is None:
            return
        before = {one.person_id: (one.relation, one.sex) for one in self._home.members}
        for person_id, relation in new_relations(before, new_head).items():
            edit = self.relations[person_id]
            show_code(edit, "relation", relation)
            edit.setEnabled(relation != HEAD)

    def _save(self) -> None:
        relations = {who: code_in(edit, "relation") for who, edit in self.relations.items()}
        open_fields = [who for who, relation in relations.items() if not relation]
        if open_fields:
            self.banner.say("red", "请选每位成员与新户主的关系")
            self.relations[open_fields[0]].setFocus()
            return
        context = self._context
        try:
            with context.db.write() as session:
                home = service.change_head(
                    session, context.clerk, self._home.id, relations, context.today()
                )
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()
        self.changed.emit(home)
