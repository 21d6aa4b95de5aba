"""草稿: who was parked with what, since when; taken up again, given a slip, discarded."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import DraftRow

Known = frozenset[int]


def _columns(known: Known) -> tuple[Column[DraftRow], ...]:
    return (
        Column[DraftRow](
            "申请人",
            lambda kept: kept.draft.applicant or "没选申请人",
            width=180,
            kind="two",
            sub=lambda kept: _held(kept),
        ),
        Column[DraftRow](
            "事项",
            lambda kept: kept.draft.matter or "没选事项",
            width=260,
            kind="two",
            sub=lambda kept: _state(kept, known),
            stretch=True,
        ),
        Column[DraftRow](
            "存于", lambda kept: f"{kept.saved_at.astimezone():%m-%d %H:%M}", width=110
        ),
    )


def _held(kept: DraftRow) -> str:
    count = len(kept.draft.kept or kept.draft.received)
    return f"收了 {count} 项材料" if count else "还没收材料"


def _state(kept: DraftRow, known: Known) -> str:
    """What is odd about a draft's matter, else its first words."""
    if kept.draft.item_id is not None and kept.draft.item_id not in known:
        return "这个事项已停用，接着办时要换一个"
    if kept.draft.consulting:
        return "只咨询"
    return kept.draft.note.partition("\n")[0]


class ParkedSheet(Sheet):
    """Enter takes one up, Del discards it, Ctrl+P prints its slip."""

    resumed = Signal(object)  # DraftRow
    discarded = Signal(object)
    slip_wanted = Signal(object)

    def __init__(self, parent: QWidget, context: Context, rows: Sequence[DraftRow]) -> None:
        super().__init__(parent, "草稿", "history", (720, 460))
        with context.db.read() as session:
            known = frozenset(row.id for row in queries.matters(session, context.today()))
        self.model = RowsModel(_columns(known), key=lambda kept: kept.draft.request_key)
        self.table = Table()
        self.table.setProperty("rowPx", 46)
        self.table.setModel(self.model)
        self.table.setAccessibleName("草稿")
        self._rows = list(rows)
        self._lay_out()
        resume = foot_button("接着办", "Enter", "primary")
        discard = foot_button("丢弃", "Del", "text")
        slip = foot_button("打印回执", "Ctrl+P", "", "print")
        resume.clicked.connect(lambda: self._choose(self.resumed.emit))
        discard.clicked.connect(self._discard)
        slip.clicked.connect(lambda: self._choose(self.slip_wanted.emit))
        self.table.opened.connect(lambda _: self._choose(self.resumed.emit))
        self.set_foot([discard], [slip, resume])
        self.first_focus = self.table
        self._show()

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        said = "去拿材料的人可以带走一张回执，回来一扫就接着办。草稿是各人自己的。"
        column.addWidget(label(said, "sub", wrap=True))
        column.addWidget(self.table, 1)
        self.set_body(body)

    def _show(self) -> None:
        self.model.show_rows(self._rows)
        self.say(f"{len(self._rows)} 份")
        self.table.choose_first()

    def _choose(self, tell: Callable[[DraftRow], object]) -> None:
        kept: DraftRow | None = self.table.current()
        if kept is not None:
            self.accept()
            tell(kept)

    def _discard(self) -> None:
        """The next one is chosen; the last one closes the list."""
        kept = self.table.current()
        if kept is None:
            return
        self._rows.remove(kept)
        self.discarded.emit(kept)
        if self._rows:
            self._show()
        else:
            self.accept()
