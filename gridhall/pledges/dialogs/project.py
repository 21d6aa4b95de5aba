"""记经费, 记进展, 冲正 of a benefit project."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from gridhall.core.clerk import Role
from gridhall.core.money import say_money
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import typed_combo
from gridhall.pledges.dialogs.fields import Money
from gridhall.pledges.labels import MONEY
from gridhall.pledges.queries.items import ItemRow
from gridhall.pledges.queries.projects import MoneyRow, ProjectRow
from gridhall.pledges.rules.projects import WHOLE, MoneyDraft, StepDraft, source_title
from gridhall.pledges.service import projects as service
from gridhall.qt.context import Context
from gridhall.qt.labels import label

SOURCES = ("街道财政", "社区党组织服务群众经费", "单位捐助", "居民筹集", "公共收益", "社会捐赠")
PURPOSES = ("材料", "人工", "设备", "设计监理", "垃圾清运")
WRONG = ("金额写错了", "登错了项目", "重复登记", "退款")
_STEP = 10  # per cent


def balance_words(told: ProjectRow) -> str:
    """计划 110,000 元，到位 80,000 元，支出 30,000 元，结余 50,000 元."""
    sums = told.balance
    parts = [f"计划 {say_money(sums.planned)}"] if sums.planned else []
    parts += [f"到位 {say_money(sums.raised)}", f"支出 {say_money(sums.spent)}"]
    over = sums.left < 0
    parts.append(f"{'超支' if over else '结余'} {say_money(abs(sums.left))}")
    return "，".join(parts)


class MoneySheet(ActSheet):
    """What is planned, has come in, or was spent; kept for good."""

    def __init__(self, parent: QWidget, context: Context, row: ItemRow, told: ProjectRow) -> None:
        face = Face("记经费", "fact_check", (580, 440), "记下", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row, self.kind, self.money = row, QComboBox(), Money()
        for code, words in MONEY.items():
            self.kind.addItem(words, code)
        self.kind.setCurrentIndex(list(MONEY).index("raised"))
        self.source, self.note = typed_combo(SOURCES, 60), QLineEdit()
        self.note.setMaxLength(100)
        self.note.setPlaceholderText("票据号、经手等，可以不填")
        self.say(f"{row.number} {row.title}")
        self.add_wide(label(balance_words(told), "sub", wrap=True))
        self.add_row("哪一种", self.kind, "money_kind", needed=True)
        self.add_row("金额", self.money, "money", needed=True)
        self.add_row("来源或用途", self.source, "source", needed=True)
        self.add_row("日期", self.day, "day", needed=True)
        self.add_row("备注", self.note, "note")
        self.add_wide(label("经费只增不改，记错了用“冲正”，两笔都看得到", "sub"))
        self.kind.currentIndexChanged.connect(lambda _: self._follow())
        self.money.textChanged.connect(self.reconsider)
        self._follow()
        self.first_focus = self.kind

    def _follow(self) -> None:
        """Where it came from, or what for."""
        kind = str(self.kind.currentData())
        self.source.clear()
        self.source.addItems(PURPOSES if kind == "spent" else SOURCES)
        self.source.setCurrentIndex(-1)
        self.source.setCurrentText("")
        edit = self.source.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(f"{source_title(kind)}，按 ↓ 选")
        self.reconsider()

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, kind = self.context, str(self.kind.currentData())
        draft = MoneyDraft(
            self._row.id,
            kind,
            self.money.fen(),
            self.day.value(),
            self.source.currentText(),
            self.note.text(),
            self.confirmed,
            self.key,
        )
        done = service.note_money(session, context.clerk, draft, context.today())
        words = f"“{self._row.title}”{MONEY[kind]} {say_money(draft.fen)}"
        return Carried(None, words, done.row_id)


class StepSheet(ActSheet):
    """How far it is, in per cent and words."""

    def __init__(self, parent: QWidget, context: Context, row: ItemRow, told: ProjectRow) -> None:
        super().__init__(
            parent, context, Face("记进展", "event", (560, 360), "记下", role=Role.COUNTER)
        )
        self._row, self.percent, self.words = row, QSpinBox(), QPlainTextEdit()
        self.percent.setRange(0, WHOLE)
        self.percent.setSingleStep(_STEP)
        self.percent.setSuffix(" %")
        self.percent.setValue(told.percent or 0)
        self.words.setPlaceholderText("到了哪一步，例如 路基完成，下周铺混凝土")
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(72)
        last = f" · 上次 {told.steps[0].day} {told.percent}%" if told.steps else ""
        self.say(f"{row.number} {row.title}{last}")
        self.add_row("进度", self.percent, "percent", needed=True)
        self.add_row("进展", self.words, "step_words", needed=True)
        self.add_row("日期", self.day, "day", needed=True)
        self.percent.valueChanged.connect(self.reconsider)
        self.first_focus = self.percent

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, percent = self.context, self.percent.value()
        draft = StepDraft(
            self._row.id, self.day.value(), percent, self.words.toPlainText(), self.confirmed,
            self.key,
        )  # fmt: skip
        done = service.note_step(session, context.clerk, draft, context.today())
        return Carried(done.action_id, f"“{self._row.title}”进度 {percent}%", done.row_id)


class CounterSheet(ActSheet):
    """冲正: a row against one that was wrong."""

    def __init__(self, parent: QWidget, context: Context, row: ItemRow, money: MoneyRow) -> None:
        face = Face("冲正", "undo", (540, 280), "冲正", danger=True, role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row, self._money, self.why = row, money, typed_combo(WRONG, 80)
        self.why.setCurrentText("")
        told = f"{money.day} {money.kind_label} {say_money(money.fen)}，{money.source}"
        self.say(f"{row.number} {row.title}")
        self.add_wide(label(told, "b", wrap=True))
        self.add_row("原因", self.why, "why", needed=True)
        self.first_focus = self.why

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context = self.context
        why, day = self.why.currentText(), context.today()
        done = service.counter_money(session, context.clerk, self._money.id, why, day)
        words = f"已冲正{self._money.kind_label} {say_money(self._money.fen)}"
        return Carried(None, words, done.row_id)
