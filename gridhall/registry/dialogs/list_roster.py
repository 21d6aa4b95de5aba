"""花名册 of one building or many, each a paper of its own; what is made stays if stopped."""

from functools import partial
from uuid import uuid4

from PySide6.QtWidgets import QLineEdit, QWidget

from gridhall.core.errors import UserError
from gridhall.exchange.dialogs.work import Doing
from gridhall.exchange.dialogs.working import WorkingSheet
from gridhall.papers.queries import PaperRow
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.labels import label
from gridhall.qt.ticks import TickTable
from gridhall.registry.documents.issuing import Wish, make_rosters
from gridhall.registry.documents.transfer_issue import At
from gridhall.registry.queries.lists import names_of_places
from gridhall.registry.rules import reveal_reason
from gridhall.registry.rules.lists import Wanted, in_words


class RosterSheet(WorkingSheet):
    """Ticks the buildings, asks what for, makes the papers."""

    def __init__(self, context: Context, parent: QWidget, wanted: Wanted) -> None:
        super().__init__(context, parent, ("打印花名册", "print"), (560, 620))
        self._wanted, self._key = wanted, str(uuid4())
        with context.db.read() as session:
            self._names = names_of_places(session, context.clerk)
        self.list, self.purpose = TickTable(), QLineEdit()
        self.list.setAccessibleName("楼栋，空格勾选，Ctrl+A 全选")
        self.purpose.setAccessibleName("用途，必填")
        self.purpose.setPlaceholderText("用途，例如“入户走访”")
        self.purpose.setMaxLength(100)
        self._counted = label("", "b")
        self.print_button = foot_button("出花名册", "Ctrl+Enter", "primary", "print")
        leave = foot_button("不打了", "Esc")
        leave.clicked.connect(self.reject)
        self.print_button.clicked.connect(self._print)
        self._lay_out()
        self.set_foot([], [leave, self.print_button])
        self.first_focus = self.purpose

    def ticked(self) -> list[int]:
        """The chosen buildings."""
        return [int(str(one)) for one in self.list.ticked()]

    def _lay_out(self) -> None:
        filters = " · ".join(in_words(self._wanted, self._names)) or "全部在册"
        self.say(f"名单条件：{filters}")
        self.list.show_choices(list(self._names.buildings.items()), self._wanted.buildings)
        self.list.changed.connect(self._count)
        self._count()
        told = "每栋一份，号码遮住；用途印在册上，并记入操作记录。"
        for widget in (self.purpose, label(told, "sub", wrap=True), self._counted):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.progress)

    def _count(self) -> None:
        count = len(self.ticked())
        self._counted.setText(f"已选 {count} 栋" if count else "请勾楼栋：空格勾选，Ctrl+A 全选")

    def _print(self) -> None:
        chosen = self.ticked()
        try:
            if not chosen:
                raise UserError("请先勾上要打印的楼栋。")
            if len(self.purpose.text().strip()) < 2:
                raise UserError("请写明用途，例如“入户走访”，会印在册上。")
            purpose = reveal_reason(self.purpose.text())
        except UserError as error:
            self.refuse(error)
            return
        keys = [f"{self._key[:24]}{one:012d}" for one in chosen]
        wish = Wish(self._wanted, chosen, self._names, purpose, keys)
        doing = Doing(
            "正在出花名册", "份", len(chosen), "已出的会保留", "已停下，出好的在“已出文书”里",
            matters=True,
        )  # fmt: skip
        self.run(doing, partial(make_rosters, self._at(), wish), self._made)

    def _at(self) -> At:
        context = self.context
        return At(context.db, context.clerk, context.hall, context.today())

    def _made(self, made: tuple[list[PaperRow], list[str]]) -> None:
        papers_made, empty = made
        left_out = f"；{'、'.join(empty[:3])}没有符合条件的人" if empty else ""
        if not papers_made:
            self.refuse(UserError(f"没有出花名册{left_out}。请换楼栋或放宽条件。"))
            return
        desk = self.context.desk
        if not self.gone:
            self.accept()
        if len(papers_made) == 1 and not empty:
            desk.preview(papers_made[0].id)
            return
        desk.toast(f"已出花名册 {len(papers_made)} 份，在“已出文书”里打印{left_out}")
