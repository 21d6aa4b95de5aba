"""个人信息申请: what waits for an answer, with the days since it was asked; done or refused."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.qt.ask import Question, ask
from gridhall.qt.buttons import Segments
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.labels import label
from gridhall.qt.table import RowsModel, Table
from gridhall.registry.columns.privacy import REQUESTS
from gridhall.registry.queries.privacy import RequestRow, requests
from gridhall.registry.queries.retention import Keeper
from gridhall.registry.rules.privacy import ANSWER_DAYS
from gridhall.registry.service.privacy import Answer, answer_request

_STATES = (("待答复", "open"), ("全部", ""))


class RequestsSheet(TellingSheet):
    """The list, the chosen request in full, the answer; Enter opens the person's card."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, keepers: Sequence[Keeper] = ()
    ) -> None:
        super().__init__(context, parent, ("个人信息申请", "inbox"), (1080, 640))
        self._keepers, self.model, self.table = keepers, RowsModel(REQUESTS), Table()
        self.states, self.answer, self._about = (
            Segments(),
            QPlainTextEdit(),
            label("", "sub", wrap=True),
        )
        self.states.set_items([words for words, _ in _STATES])
        self.states.setAccessibleName("看哪些申请")
        self.states.chosen.connect(self._choose_state)
        self.table.setModel(self.model)
        self.table.setAccessibleName("个人信息申请")
        self.table.moved.connect(self._show)
        self.table.opened.connect(self._open)
        self.answer.setPlaceholderText("怎么办的，或不办的理由")
        self.answer.setAccessibleName("答复")
        self.answer.setTabChangesFocus(True)
        self.answer.setFixedHeight(64)
        self.done_button = foot_button("已办", "Ctrl+Enter", "primary", "check")
        self.refuse_button = foot_button("不办，说明理由", "Alt+N")
        self.done_button.clicked.connect(lambda: self.give(refused=False))
        self.refuse_button.clicked.connect(lambda: self.give(refused=True))
        self._lay_out()
        self.set_foot([], [self.refuse_button, self.done_button])
        self.first_focus = self.table
        self.refresh()

    def refresh(self) -> None:
        """Read the list; the oldest open one first."""
        state = _STATES[self.states.current()][1]
        with self.context.db.read() as session:
            rows = requests(session, self.context.today(), state=state)
        self.model.show_rows(rows)
        self.table.choose_first()
        self._show(self.table.current())
        late = sum(row.state == "open" and row.days > ANSWER_DAYS for row in rows)
        told = f"{len(rows)} 件，超过 {ANSWER_DAYS} 天没有答复 {late} 件" if rows else "没有申请"
        self.say(told)

    def give(self, *, refused: bool) -> None:
        """Answer the chosen request; a deletion is asked about once more."""
        row: RequestRow | None = self.table.current()
        if row is None or row.state != "open" or not (refused or self._sure(row)):
            return
        today, context = self.context.today(), self.context
        words = self.answer.toPlainText()
        answer = Answer(refused, words, today, row.version, self._keepers)

        def act() -> None:
            with context.db.write() as session:
                answer_request(session, context.clerk, row.id, answer, today)

        if self.attempt(act):
            self.answer.clear()
            self.refresh()
            self.tell(f"已答复{row.person_name}的{row.kind_label}申请")

    def _sure(self, row: RequestRow) -> bool:
        if row.kind != "delete":
            return True
        question = Question(
            "删除个人信息",
            f"按申请删除“{row.person_name}”的信息？",
            "删除",
            "不删",
            "保存期限已满的，匿名处理，不能撤回；没有满的，停止使用，只依法存档。在册的不能删。",
            danger=True,
        )
        return ask(self, question)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.states)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._about)
        self.body.addWidget(self.answer)

    def _choose_state(self, place: int) -> None:
        self.states.choose(place)
        self.refresh()

    def _show(self, row: RequestRow | None) -> None:
        waiting = row is not None and row.state == "open"
        for widget in (self.answer, self.done_button, self.refuse_button):
            widget.setEnabled(waiting)
        if row is None:
            self._about.setText("没有等着答复的申请。在居民卡片的“个人信息”里登记。")
            return
        said = row.answer if row.state != "open" else row.detail
        about = f"{row.person_name} · {row.kind_label} · {row.asker_label} · {row.clerk_name}收"
        self._about.setText("\n".join(filter(None, (about, said))))

    def _open(self, row: RequestRow) -> None:
        self.accept()
        self.context.desk.open_resident(row.person_id)
