"""录入表决: door after door, one key a vote, one vote a door."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.pinyin import name_keys
from gridhall.issues.rules.when import When
from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.dialogs.fields_talks import line
from gridhall.opinions.labels import VOTES
from gridhall.opinions.queries.topics import BallotRow, TopicRow, ballots, topic
from gridhall.opinions.service.votes import vote, withdraw_vote
from gridhall.qt.buttons import Btn, button
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table

KEYS = dict(zip("123", VOTES, strict=True))
_TONES = {"for": "green", "against": "amber", "abstain": "grey"}
_DOORS: tuple[Column[BallotRow], ...] = (
    Column("门牌", lambda row: row.door.address.short, 180, "bold", stretch=True),
    Column("户主", lambda row: row.door.head or "—", 110),
    Column(
        "票", lambda row: VOTES.get(row.choice, ""), 90, "chip",
        tone=lambda row: _TONES.get(row.choice, ""),
    ),
)  # fmt: skip


class VotesSheet(Sheet):
    """1 同意, 2 反对, 3 弃权: the vote is kept and the next door is chosen; 0 takes it away."""

    wrote = Signal()

    def __init__(self, parent: QWidget, context: Context, row: TopicRow) -> None:
        super().__init__(parent, "录入表决", "how_to_reg", (820, 660))
        self._context, self.row = context, row
        self._done: list[tuple[int, int]] = []
        self.filter, self.day = line("门牌 3-2-501，或户主首字母，Enter 选中", 40), DateEdit()
        self.table, self.banner = Table(), Banner()
        self.model: RowsModel[BallotRow] = RowsModel(_DOORS, self)
        self.outcome, self.said = label("", "b", wrap=True), label("", "warn")
        self.choices: list[Btn] = []
        self._build()
        self._read()
        self._choose_waiting(0)
        self.first_focus = self.table

    def press(self, key: str) -> None:
        """A door's vote by its key; pressed again on a door that voted, it corrects."""
        chosen: BallotRow | None = self.table.current()
        if chosen is None:
            self._say("请先选一户")
        elif key == "0":
            self._withdraw(chosen)
        elif chosen.choice == KEYS[key]:
            self._choose_waiting(self._place(chosen) + 1)
        else:
            self._vote(chosen, KEYS[key])

    def undo(self) -> None:
        """Ctrl+Z: the last vote that was typed in is gone."""
        if not self._done:
            self._say("没有可以撤的")
            return
        action_id, door = self._done[-1]
        try:
            with self._context.db.write() as session:
                take_back(session, self._context.clerk, action_id)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self._done.pop()
        self._read()
        self.table.choose(door)
        self._say("已撤回这一票")
        self.wrote.emit()

    def look_up(self) -> None:
        """Enter in the box: the first door that fits is chosen."""
        fits = self._fitting()
        if not fits:
            self._say(f"没有找到“{self.filter.text().strip()}”，不在这个议题的范围里")
            return
        typed = self.filter.text().strip().lower()
        exact = [one for one in fits if typed in (one.door.address.door, one.door.address.short)]
        if len(exact) > 1:
            same = exact[0].door.address.short
            self._say(f"“{typed}”不止一处，请把小区名也写上，例如 {same}")
            return
        door = (exact or fits)[0].id
        self.filter.clear()
        self.table.choose(door)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _vote(self, chosen: BallotRow, choice: str) -> None:
        if self._write(chosen, choice):
            self._choose_waiting(self._place(chosen) + 1)

    def _write(self, chosen: BallotRow, choice: str) -> bool:
        context = self._context
        ballot, change = (chosen.id, choice), bool(chosen.choice)
        try:
            with context.db.write() as session:
                done = vote(
                    session, context.clerk, self.row.id, ballot, self._when(), change=change
                )
        except UserError as error:
            self.banner.say("red", str(error))
            return False
        self._kept(done.action_id, replace(chosen, choice=choice))
        return True

    def _withdraw(self, chosen: BallotRow) -> None:
        try:
            with self._context.db.write() as session:
                done = withdraw_vote(
                    session, self._context.clerk, self.row.id, chosen.id, self._when()
                )
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self._kept(done.action_id, replace(chosen, choice=""))

    def _kept(self, action_id: int, row: BallotRow) -> None:
        self.banner.hide()
        self._say("")
        self._done.append((action_id, row.id))
        self.rows[self._place(row)] = row
        self._list()
        self._tell()
        self.wrote.emit()

    def _choose_waiting(self, start: int) -> None:
        """The next door that has not voted, round the end."""
        after = [*self.rows[start:], *self.rows[:start]]
        waiting = next((one for one in after if not one.choice), None)
        if waiting is not None:
            self.table.choose(waiting.id)
        elif self.rows:
            self._say("每一户都投了，按 Esc 回去结束表决")

    def _when(self) -> When:
        return When(self._context.today(), self._context.calendar, self.day.value())

    def _read(self) -> None:
        with self._context.db.read() as session:
            self.row = topic(session, self.row.id)
            self.rows = ballots(session, self.row)
        self._list()
        self._tell()

    def _list(self) -> None:
        self.model.show_rows(list(self._fitting()))

    def _fitting(self) -> Sequence[BallotRow]:
        typed = self.filter.text().strip().lower()
        return [one for one in self.rows if not typed or _fits(one, typed)]

    def _place(self, row: BallotRow) -> int:
        return next(n for n, one in enumerate(self.rows) if one.id == row.id)

    def _tell(self) -> None:
        with self._context.db.read() as session:
            self.outcome.setText(topic(session, self.row.id).outcome.so_far)

    def _say(self, words: str) -> None:
        self.said.setText(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits vote; Backspace goes back a door."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.text() in ("0", *KEYS):
            self.press(event.text())
            return True
        if event.key() == Qt.Key.Key_Backspace:
            chosen: BallotRow | None = self.table.current()
            if chosen is not None and self._place(chosen):
                self.table.choose(self.rows[self._place(chosen) - 1].id)
            return True
        if event.text().isalnum():
            self._say("只按 1 同意、2 反对、3 弃权；0 去掉这一户的票")
            return True
        return False

    def _build(self) -> None:
        body, head = QWidget(), QHBoxLayout()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        self.say(f"{self.row.number} {self.row.title}")
        self.day.set_value(self._context.today())
        self.day.setAccessibleName("投票日期")
        self.filter.setAccessibleName("找一户")
        self.filter.setProperty("submits", True)
        head.addWidget(self.filter, 1)
        head.addWidget(label("投票日期", "label"))
        head.addWidget(self.day)
        self.table.setModel(self.model)
        self.table.setAccessibleName("一户一票")
        self.table.installEventFilter(self)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        column.addLayout(self._choices())
        column.addWidget(self.outcome)
        self.set_body(body)
        self._foot()
        self.filter.textChanged.connect(lambda _: self._list())
        self.filter.returnPressed.connect(self.look_up)
        QShortcut(QKeySequence("Ctrl+F"), self, self.filter.setFocus)

    def _choices(self) -> QHBoxLayout:
        """The three votes as buttons, for the mouse."""
        keys = QHBoxLayout()
        for key, code in KEYS.items():
            made = button(VOTES[code], key)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(lambda _=False, one=key: self.press(one))
            keys.addWidget(made)
            self.choices.append(made)
        keys.addWidget(self.said, 1)
        return keys

    def _foot(self) -> None:
        keys = label("1 同意 · 2 反对 · 3 弃权 · 0 去掉 · Backspace 上一户 · Ctrl+F 找门牌", "meta")
        undo = foot_button("撤回上一票", "Ctrl+Z")
        undo.clicked.connect(self.undo)
        leave = foot_button("先到这里", "Esc", "primary")
        leave.clicked.connect(self.reject)
        self.set_foot([keys], [undo, leave])


def _fits(row: BallotRow, typed: str) -> bool:
    address = row.door.address
    if any(char.isdigit() for char in typed):
        return typed in address.short.lower() or address.door.lower().startswith(typed)
    return typed in row.door.head or any(typed in one for one in name_keys(row.door.head).initials)
