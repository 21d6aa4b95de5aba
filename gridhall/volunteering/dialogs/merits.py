"""培训与表彰 of one volunteer: added, and voided with a reason."""

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.core.clock import number_of_hours
from gridhall.core.errors import UserError
from gridhall.qt.ask import Question, ask_reason
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner, Line
from gridhall.qt.labels import label, titled
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.volunteering.queries.merits import MeritRow, merits
from gridhall.volunteering.rules.hours import parse_hours
from gridhall.volunteering.service.merits import KINDS, MeritDraft, add_merit, void_merit
from gridhall.volunteering.service.taking_back import take_back

MERITS: tuple[Column[MeritRow], ...] = (
    Column("日期", lambda row: f"{row.happened_on}", 96),
    Column("种类", lambda row: KINDS[row.kind], 76),
    Column("名称", lambda row: row.name, 160, "two", sub=lambda row: row.content, stretch=True),
    Column("学时", lambda row: number_of_hours(row.minutes) if row.minutes else "", 52,
           right=True),
    Column("组织、授予单位", lambda row: row.given_by, 150),
    Column("状态", lambda row: "已作废" if row.void_reason else "", 86, "chip"),
)  # fmt: skip


class MeritsSheet(Sheet):
    """Ctrl+Enter adds what is typed; Alt+R voids the chosen one."""

    def __init__(self, parent: QWidget, context: Context, who: tuple[int, str]) -> None:
        super().__init__(parent, "培训与表彰", "stars", (820, 620))
        self._context, self._volunteer_id = context, who[0]
        self.say(who[1])
        self.banner, self.table = Banner(), Table()
        self.kind, self.day = QComboBox(), DateEdit()
        self.name, self.content = QLineEdit(), QLineEdit()
        self.hours, self.given_by = QLineEdit(), QLineEdit()
        for code, words in KINDS.items():
            self.kind.addItem(words, code)
        self.day.set_value(context.today())
        self.model = RowsModel(MERITS, self)
        self.table.setProperty("rowPx", 46)
        self.table.setModel(self.model)
        self.table.setAccessibleName("培训与表彰")
        self.set_body(self._body())
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        void = foot_button("作废", "Alt+R", "", "close")
        void.clicked.connect(self.void)
        add = foot_button("登记", "Ctrl+Enter", "primary", "add")
        add.clicked.connect(self.add)
        self.set_foot([void], [leave, add])
        self.first_focus = self.kind
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self.refresh()

    def refresh(self) -> None:
        """Read them anew."""
        with self._context.db.read() as session:
            self.model.show_rows(merits(session, self._volunteer_id, voided=True))

    def add(self) -> None:
        """Write what is typed."""
        context = self._context
        try:
            is_lesson = self.kind.currentData() == "training" and bool(self.hours.text().strip())
            draft = MeritDraft(
                self._volunteer_id,
                str(self.kind.currentData()),
                self.name.text(),
                self.day.value(),
                self.content.text(),
                parse_hours(self.hours.text()) if is_lesson else None,
                self.given_by.text(),
            )
            with context.db.write() as session:
                act = add_merit(session, context.clerk, draft, context.today())
        except UserError as error:
            self.banner.say("red", str(error))
            return
        for field in (self.name, self.content, self.hours):
            field.clear()
        self._told(f"已登记“{draft.name.strip()}”", act)

    def void(self) -> None:
        """作废: with the reason."""
        row: MeritRow | None = self.table.current()
        if row is None or row.void_reason is not None:
            self.banner.say("amber", "请先选要作废的那一条")
            return
        said = "记录留着，不再出现在证明上。"
        asked = Question("作废", f"作废“{row.name}”？", "作废", "不作废", said, reason="作废的原因")
        why = ask_reason(self, asked)
        if why is None:
            return
        try:
            with self._context.db.write() as session:
                act = void_merit(session, self._context.clerk, row.id, why)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self._told(f"已作废“{row.name}”", act)

    def _told(self, words: str, act: int) -> None:
        context = self._context

        def undo() -> None:
            with context.db.write() as session:
                take_back(session, context.clerk, act)

        self.refresh()
        self.banner.say("green", words)
        context.desk.toast(words, undo)

    def _follow_kind(self) -> None:
        self.hours.setEnabled(self.kind.currentData() == "training")

    def _body(self) -> QWidget:
        body, grid = QWidget(), QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        fields = (
            ("种类", self.kind, True),
            ("名称", self.name, True),
            ("日期", self.day, True),
            ("内容", self.content, False),
            ("学时（小时）", self.hours, False),
            ("组织、授予单位", self.given_by, False),
        )
        for place, (title, field, needed) in enumerate(fields):
            line, column = divmod(place, 3)
            field.setAccessibleName(f"{title}，必填" if needed else title)
            grid.addWidget(titled(title, needed=needed), 2 * line, column)
            grid.addWidget(field, 2 * line + 1, column)
            grid.setColumnStretch(column, 1)
        whole = QVBoxLayout(body)
        whole.setContentsMargins(20, 12, 20, 12)
        whole.setSpacing(10)
        whole.addWidget(self.banner)
        whole.addLayout(grid)
        whole.addWidget(Line())
        whole.addWidget(label("已登记的", "b"))
        whole.addWidget(self.table, 1)
        return body
