"""登记解决, 核实, 退回再办, 上报, 记事: how an issue ends, and what is noted on the way."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.issues.dialogs.fields import choices, line, paragraph, usual
from gridhall.issues.dialogs.step import Carried, IssueSheet, Look
from gridhall.issues.labels import LEVELS, WORDS
from gridhall.issues.queries.cards import IssueCard
from gridhall.issues.rules.orders import Word
from gridhall.issues.rules.states import OWED
from gridhall.issues.rules.when import When
from gridhall.issues.service.steps import escalate, note_down, reject, resolve, verify
from gridhall.qt.context import Context

_UP = ("涉及多个部门，需要上级协调", "超出本级职权", "资金本级解决不了", "长期没有解决")
_AGAIN = ("群众不满意", "现场看没有解决", "问题又出现")
_SAYS = ("反映人本人", "反映人家属", "本楼居民代表", "小区居民代表")


class ResolveSheet(IssueSheet):
    """What was done about it."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        look = Look("登记解决", "task_alt", (600, 380), "登记解决")
        super().__init__(parent, context, card, look)
        self.outcome = paragraph("怎么解决的，例如 物业更换灯具 3 盏，线路已检修")
        self.add_row("办理结果", self.outcome, "words", needed=True)
        self.add_day("解决日期")
        self.add_preview("接着请拍一张现场照片（Alt+Z），问群众满意不满意，再核实、销号。")
        self.first_focus = self.outcome

    def step(self, session: Any, when: When) -> Carried:
        """Note it."""
        result = self.outcome.toPlainText()
        done = resolve(session, self.context.clerk, self.card.row.id, result, when)
        return self.told(done, "已登记解决")


class VerifySheet(IssueSheet):
    """The resident's word on it (群众评价)."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        super().__init__(parent, context, card, Look("核实", "fact_check", (600, 400), "核实"))
        row = card.row
        self.word = choices({"": "请选"} | WORDS, row.word)
        self.by = usual(_SAYS, "谁说的，例如 反映人本人", 60)
        self.by.setCurrentText(row.word_by or (row.raiser and _SAYS[0]))
        self.said = line("原话，可以不写；不满意要写为什么", 200, row.word_said)
        self.add_row("群众评价", self.word, "word", needed=True)
        self.add_row("谁说的", self.by, "word_by", needed=True)
        self.add_row("原话", self.said, "said")
        self.add_day("核实日期")
        proof = "" if card.photos or card.attachments else "销号还要一张照片或一份附件（Alt+Z）。"
        self.add_preview(f"满意或基本满意才能销号，不满意请退回再办。{proof}")
        self.first_focus = self.word

    def step(self, session: Any, when: When) -> Carried:
        """Note it."""
        word = Word(str(self.word.currentData()), self.by.currentText(), self.said.text())
        done = verify(session, self.context.clerk, self.card.row.id, word, when)
        return self.told(done, f"已核实，群众{WORDS.get(word.word, '')}：")


class RejectSheet(IssueSheet):
    """It is not done: back to whose it was."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        look = Look("退回再办", "undo", (560, 320), "退回再办")
        super().__init__(parent, context, card, look)
        self.why = usual(_AGAIN, "哪里没有解决，办理人要看")
        if card.row.word == "unsatisfied":
            self.why.setCurrentText(f"群众不满意：{card.row.word_said}".rstrip("："))
        self.add_row("为什么", self.why, "words", needed=True)
        self.add_day("退回日期")
        self.add_preview(f"退回给{card.row.owner_name}，期限仍是 {card.row.due_on}；要改按 Alt+Q。")
        self.first_focus = self.why

    def step(self, session: Any, when: When) -> Carried:
        """Hand it back."""
        why = self.why.currentText()
        done = reject(session, self.context.clerk, self.card.row.id, why, when)
        return self.told(done, "已退回再办")


class EscalateSheet(IssueSheet):
    """One level up; who received it first stays on record."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        row = card.row
        up = LEVELS.get(row.level + 1, "")
        look = Look("上报", "send", (580, 320), f"上报{up}" if up else "上报")
        super().__init__(parent, context, card, look)
        self.why = usual(_UP, "为什么本级解决不了")
        self.add_row("原因", self.why, "words", needed=True)
        self.add_day("上报日期")
        again = "上报后请重新分派；" if row.state in OWED else ""
        told = f"{LEVELS[row.level]} → {up}。{again}首接一直记着是{row.clerk_name}。"
        self.add_preview(told if up else "已经在市一级，不能再上报。")
        self.first_focus = self.why

    def step(self, session: Any, when: When) -> Carried:
        """Hand it up."""
        why = self.why.currentText()
        done = escalate(session, self.context.clerk, self.card.row.id, why, when)
        level = LEVELS.get(self.card.row.level + 1, "")
        return self.told(done, f"已上报{level}")


class NoteSheet(IssueSheet):
    """What happened on the way, such as a call."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        super().__init__(parent, context, card, Look("记事", "edit", (560, 300), "记下"))
        self.words = line("例如 电话问了物业，配件周五到")
        self.add_row("内容", self.words, "words", needed=True)
        self.add_day()
        self.first_focus = self.words

    def step(self, session: Any, when: When) -> Carried:
        """Note it."""
        done = note_down(session, self.context.clerk, self.card.row.id, self.words.text(), when)
        return self.told(done, "已记事")
