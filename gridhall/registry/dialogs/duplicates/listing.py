"""疑似重复: every pair of the register, or those of one person, opened side by side."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.exchange.dialogs.work import Doing
from gridhall.exchange.dialogs.working import WorkingSheet
from gridhall.qt.buttons import FilterPills
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.frames import EmptyState
from gridhall.qt.labels import label
from gridhall.qt.scaling import refit
from gridhall.qt.suggest import Suggest
from gridhall.qt.table import RowsModel, Table
from gridhall.registry import queries
from gridhall.registry.columns import resident_choice
from gridhall.registry.columns.duplicates import LIKELY, POSSIBLE, pair_columns
from gridhall.registry.dialogs.duplicates.compare import CompareSheet, Settled
from gridhall.registry.queries import Which
from gridhall.registry.queries.comparing import PairRow, pair_rows
from gridhall.registry.queries.duplicates import all_duplicates, duplicates_of
from gridhall.registry.rules.duplicates import Pair

_MOST, _OFFERS = 5000, 20  # pairs in the list, records offered for a comparison
_STOPPED = "已停下，没有查完。按 F5 从头再查"


class DuplicatesSheet(WorkingSheet):
    """Enter compares; Alt+N 不是同一人 is in the comparison; Ctrl+Z takes the last act back.

    With `person_id` the pairs of that person only, and any other record may be chosen beside it.
    """

    def __init__(
        self, context: Context, parent: QWidget | None, person_id: int | None = None
    ) -> None:
        super().__init__(context, parent, ("疑似重复", "group"), (1120, 660))
        self._person_id = person_id
        self.pills, self.table, self.empty = FilterPills(), Table(), EmptyState()
        self.model = RowsModel(pair_columns(context.today))
        self.other = Suggest()
        self.rows: Sequence[PairRow] = ()
        self._done: list[Settled] = []
        self.compare = foot_button("对比", "Enter", "primary", "swap_horiz")
        self.again = foot_button("重新查找", "F5", "", "search")
        self._lay_out()
        self._connect()
        self.set_foot([self.again], [self.compare])
        self.first_focus = self.table
        if person_id is not None:
            with context.db.read() as session:
                self.title.setText(f"疑似重复 · {queries.person(session, person_id).name}")
        self.look()

    def look(self) -> None:
        """Search the register, or around one person."""
        db, person_id = self.context.db, self._person_id

        def work(progress: Progress) -> list[PairRow]:
            with db.read() as session:
                if person_id is None:
                    pairs: Sequence[Pair] = all_duplicates(session, progress)[:_MOST]
                else:
                    pairs = duplicates_of(session, person_id)
                return pair_rows(session, pairs)

        with db.read() as session:
            people = queries.counts(session).people
        doing = Doing("正在查找疑似重复", "人", max(people, 1), "只查看，不改动", _STOPPED)
        self.run(doing, work, self.show_rows)

    def show_rows(self, rows: Sequence[PairRow]) -> None:
        """These pairs, the likeliest first."""
        self.rows = rows
        if not self.gone:
            self._filter()
            self.table.choose_first()
            self.table.setFocus()

    def settled(self) -> None:
        """Searching may begin again."""
        self.again.setEnabled(True)

    def show_busy(self) -> None:
        """The strip, and no second search meanwhile."""
        super().show_busy()
        self.again.setEnabled(not self.busy)

    def done(self, result: int) -> None:
        """What was decided here can still be taken back on the desk."""
        for one in self._done:
            self.context.desk.toast(one.words, one.undo)
        self._done = []
        super().done(result)

    def take_back(self) -> None:
        """Ctrl+Z: the last decision."""
        if not self._done:
            return
        last = self._done.pop()
        if self.attempt(last.undo):
            self.tell("已撤销：" + last.words.removeprefix("已"))
            self.look()

    def _lay_out(self) -> None:
        self.table.setProperty("rowPx", 46)
        self.table.setModel(self.model)
        self.table.setAccessibleName("疑似重复的档案")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.pills)
        row.addStretch(1)
        if self._person_id is not None:
            self.other.setPlaceholderText("姓名首字母 / 证件尾号 / 电话")
            self.other.setAccessibleName("另找一份档案来对比")
            self.other.setMinimumWidth(280)
            self.other.set_find(self._find)
            row.addWidget(label("另找一份来对比", "label"))
            row.addWidget(self.other)
        self.empty.say("没有发现疑似重复", "登记时输入的人和已有档案相近，也会当场提醒", "task_alt")
        self.empty.offer("")
        self.empty.hide()
        self.body.addLayout(row)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.pills.set_items(["全部", LIKELY, POSSIBLE])
        self.pills.setAccessibleName("按把握筛选")
        self.pills.chosen.connect(lambda _: self._filter())
        self.table.opened.connect(self._compare_row)
        self.compare.clicked.connect(lambda: self._compare_row(self.table.current()))
        self.again.clicked.connect(self.look)
        self.other.picked.connect(self._compare_with)
        undo = QShortcut(QKeySequence("Ctrl+Z"), self)
        undo.activated.connect(self.take_back)
        self.strip.acted.connect(self.take_back)

    def _filter(self) -> None:
        strong = [row for row in self.rows if row.is_strong]
        weak = [row for row in self.rows if not row.is_strong]
        shown = (self.rows, strong, weak)[max(self.pills.current(), 0)]
        counts = (len(self.rows), len(strong), len(weak))
        self.pills.set_counts(["全部", LIKELY, POSSIBLE], counts)
        self.model.show_rows(shown)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.compare.setEnabled(bool(shown))
        most = f"，只列把握最大的 {_MOST:,} 对" if len(self.rows) == _MOST else ""
        self.say(
            f"{len(self.rows):,} 对{most}。两份档案是不是同一人，由人来定" if self.rows else ""
        )
        refit(self)

    def _find(self, typed: str) -> Sequence[Choice]:
        today = self.context.today()
        with self.context.db.read() as session:
            rows = queries.find_people(session, typed, Which.ALL, today, _OFFERS)
        return [resident_choice(row, today) for row in rows if row.id != self._person_id]

    def _compare_with(self, choice: Choice) -> None:
        assert self._person_id is not None
        if isinstance(choice.key, int):
            one, other = sorted((self._person_id, choice.key))
            self._open((one, other), None)

    def _compare_row(self, row: PairRow | None) -> None:
        if row is not None:
            self._open(row.id, row.pair)

    def _open(self, ids: tuple[int, int], pair: Pair | None) -> None:
        try:
            sheet = CompareSheet(self, self.context, ids, pair)
        except UserError as error:
            self.refuse(error)
            return
        sheet.settled.connect(self._settle)
        sheet.person_wanted.connect(self._open_person)
        sheet.open()

    def _settle(self, settled: Settled) -> None:
        self._done.append(settled)
        self.rows = [
            row for row in self.rows if row.id != settled.pair and settled.gone_id not in row.id
        ]
        self._filter()
        self.table.choose_first()
        self.table.setFocus()
        self.strip.say("green", settled.words, "撤销", "Ctrl+Z")
        refit(self)

    def _open_person(self, person_id: int) -> None:
        self.accept()
        self.context.desk.open_resident(person_id)
