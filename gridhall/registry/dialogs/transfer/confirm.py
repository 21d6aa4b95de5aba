"""Step 4, 确认并打印: everything once more in words, before anything is written."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gridhall.qt.frames import Banner, Card
from gridhall.qt.labels import PlainLabel, label
from gridhall.registry.columns.transfers import relation_words
from gridhall.registry.dialogs.transfer.form import Form
from gridhall.registry.dialogs.transfer.guards import after_of
from gridhall.registry.labels import DIRECTIONS
from gridhall.registry.rules.changes import Plan
from gridhall.registry.rules.transfers import MaterialSpec

_ROWS = ("办什么", "谁迁", "从哪里", "到哪里", "生效日期", "材料", "说明")


class ConfirmPane(QWidget):
    """What will be taken in, and which paper is printed with it."""

    def __init__(self) -> None:
        super().__init__()
        self.banner, self.values = Banner(), dict[str, PlainLabel]()
        self.paper = label("", "sub", wrap=True)
        self._build()

    def show_form(
        self, form: Form, plan: Plan, category: str, lacking: Sequence[MaterialSpec]
    ) -> None:
        """Everything as it will be written."""
        after = after_of(plan, form)
        words = {
            "办什么": f"{DIRECTIONS[form.direction]} · {category}",
            "谁迁": _people(form),
            "从哪里": f"{after.from_title}　{after.from_names}",
            "到哪里": f"{after.to_title}　{after.to_names}",
            "生效日期": str(form.effective_on),
            "材料": _materials(form, lacking),
            "说明": _remarks(form),
        }
        for title, said in words.items():
            self.values[title].setText(said or "—")
        self._say_doubts([one.sentence for one in plan.soft])
        paper = "收件回执" if not lacking else "收件回执（注明缺的材料）"
        self.paper.setText(f"收件以后打印：{paper}。户口在“落户”那一步才变动，这里不改登记。")

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, title in enumerate(_ROWS):
            caption, value = label(title, "label"), label("", wrap=True)
            caption.setMinimumWidth(72)
            grid.addWidget(caption, row, 0)
            grid.addWidget(value, row, 1)
            self.values[title] = value
        card = Card(soft=True)
        card.setLayout(grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(10)
        column.addWidget(label("请和办事人当面核对一遍", "b"))
        column.addWidget(card)
        column.addWidget(self.banner)
        column.addWidget(self.paper)
        column.addStretch(1)

    def _say_doubts(self, doubts: Sequence[str]) -> None:
        if doubts:
            self.banner.say("amber", "；".join(doubts))
        else:
            self.banner.hide()


def _people(form: Form) -> str:
    """张桂花（户主）、李建军（子）: what each will be."""
    if form.kind == "name_changed":
        return f"{_name(form, form.applicant)} 改名为 {form.place}"
    said = form.draft()
    told = said.movers or said.relations
    words = []
    for who, relation in told.items():
        after = f"（{relation_words(relation)}）" if relation else ""
        words.append(f"{_name(form, who)}{after}")
    return "、".join(words) + f"，共 {len(words)} 人"


def _name(form: Form, who: int) -> str:
    return next((one.name for one in form.party.everybody if one.person_id == who), "")


def _materials(form: Form, lacking: Sequence[MaterialSpec]) -> str:
    there = f"已收 {len(form.received)} 项"
    names = "、".join(one.name for one in lacking)
    return f"{there}，缺 {len(lacking)} 项：{names}" if lacking else f"{there}，必备材料齐了"


def _remarks(form: Form) -> str:
    agent = f"代办人 {form.agent}" if form.agent else ""
    green = "绿色通道" if form.green_channel else ""
    one_stop = "跨省通办 / 一站式" if form.one_stop else ""
    return " · ".join(filter(None, (form.reason, agent, green, one_stop)))
