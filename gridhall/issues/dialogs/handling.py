"""分派, 就地办理, 吹哨, 登记报到, 改期限: whose an issue is, and until when."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.issues.dialogs.fields import OwnerPick, choices, line, usual
from gridhall.issues.dialogs.step import Carried, IssueSheet, Look
from gridhall.issues.labels import ROUTE_LEVELS, ROUTES
from gridhall.issues.queries.cards import IssueCard
from gridhall.issues.queries.categories import standing_rules
from gridhall.issues.queries.choices import owner_choices
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.orders import Reporting, RouteOrder, Whistling
from gridhall.issues.rules.states import OWED
from gridhall.issues.rules.when import When
from gridhall.issues.service.steps import report_in, route, set_due, take_up, whistle
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit

_WHY_AGAIN = ("不属于该单位职责", "需要更高一级协调", "责任单位有变动", "多次超期")
_WHY_LATER = ("等材料或配件到货", "需要走审批手续", "天气原因不能施工", "责任单位申请延期")


class _OwnerSheet(IssueSheet):
    """Who is to deal with it and until when; the usual deadline follows what was chosen."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard, look: Look) -> None:
        super().__init__(parent, context, card, look)
        self.owner, self.contact = OwnerPick(), line("联系人和职务，可以不写", 60)
        self.due = DateEdit()
        with context.db.read() as session:
            self.owner.set_owners(owner_choices(session, context.today()))
            self._days = governance(session).route_days
        self._usual_due: date | None = None

    def days(self) -> int:
        """Working days of the usual deadline."""
        raise NotImplementedError

    def follow(self, *_: object) -> None:
        """The usual deadline, unless another was chosen by hand."""
        if self._usual_due is not None and self.due.value() != self._usual_due:
            return
        limit = self.context.calendar.add_working_days(self.day.value(), self.days())
        self._usual_due = limit.day
        self.due.set_value(limit.day)
        guess = "（那一年的放假安排还没有录入，暂估）" if limit.provisional else ""
        self.preview.setText(f"{self.days()} 个工作日{guess}。到期没有回音会列在“超期”里。")

    def chosen_due(self) -> date | None:
        """The deadline, None where it is the usual one."""
        return None if self.due.value() == self._usual_due else self.due.value()


class RouteSheet(_OwnerSheet):
    """四类响应: by which of the four routes, to whom; again: why the one before has it no more."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        again = card.row.state in OWED
        title = "重新分派" if again else "分派"
        super().__init__(parent, context, card, Look(title, "account_tree", (640, 470), "分派"))
        level = {where: one for one, where in ROUTE_LEVELS.items()}.get(card.row.level, 1)
        self.route = choices(ROUTES, card.row.route or level)
        self.why = usual(_WHY_AGAIN, f"{card.row.owner_name}为什么不办了", 100)
        self.add_row("响应路径", self.route, "route", needed=True)
        self.add_row("责任单位", self.owner, "owner", needed=True)
        self.add_row("联系人", self.contact, "contact")
        self.add_row("办理期限", self.due, "due_on", needed=True)
        if again:
            self.add_row("改派原因", self.why, "words", needed=True)
        self.add_day("分派日期")
        self.add_preview()
        self.route.currentIndexChanged.connect(self.follow)
        self.day.dateChanged.connect(self.follow)
        self.follow()
        self.first_focus = self.owner

    def days(self) -> int:
        """By the route."""
        return self._days[int(self.route.currentData())]

    def step(self, session: Any, when: When) -> Carried:
        """Route it."""
        owner = self.owner.meant(self.contact.text())
        order = RouteOrder(
            int(self.route.currentData()),
            owner,
            self.chosen_due(),
            why=self.why.currentText(),
        )
        done = route(session, self.context.clerk, self.card.row.id, order, when)
        return self.told(done, f"已分派给{owner.name or self.owner.text()}")


class TakeUpSheet(_OwnerSheet):
    """Solved where it arose: by the grid or the community itself."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        super().__init__(parent, context, card, Look("就地办理", "handshake", (620, 400), "开始办"))
        self.owner.setPlaceholderText("谁来办：网格、社区党组织，首字母或直接写")
        self.owner.setText(card.row.grid or context.hall.community)
        self.add_row("谁来办", self.owner, "owner", needed=True)
        self.add_row("联系人", self.contact, "contact")
        self.add_row("办理期限", self.due, "due_on", needed=True)
        self.add_day("开始日期")
        self.add_preview()
        self.day.dateChanged.connect(self.follow)
        self.follow()
        self.first_focus = self.owner

    def days(self) -> int:
        """As the hall says for what is done on the spot."""
        return self._days[0]

    def step(self, session: Any, when: When) -> Carried:
        """Take it up."""
        owner = self.owner.meant(self.contact.text())
        order = RouteOrder(None, owner, self.chosen_due())
        done = take_up(session, self.context.clerk, self.card.row.id, order, when)
        return self.told(done, f"已由{owner.name or self.owner.text()}就地办理")


class WhistleSheet(IssueSheet):
    """五哨五到: by which rule the whistle is blown, and until when somebody must come."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        super().__init__(parent, context, card, Look("吹哨", "campaign", (600, 420), "吹哨"))
        with context.db.read() as session:
            self._rules = {one.id: one for one in standing_rules(session)}
            self._days = governance(session).report_days
        named = {one.id: one.label for one in self._rules.values()}
        mine = [one.id for one in self._rules.values() if one.route == card.row.route]
        self.rule = choices({None: "不按矩阵"} | named, mine[0] if mine else None)
        self.report_by, self.words = DateEdit(), line("要对方做什么，会印在吹哨单上")
        self.add_row("谁吹谁到", self.rule, "rule")
        self.add_row("报到期限", self.report_by, "report_by", needed=True)
        self.add_row("要求", self.words, "words")
        self.add_day("吹哨日期")
        self.add_preview(f"吹哨给{card.row.owner_name}。吹哨后吹哨单打开预览。")
        self.rule.currentIndexChanged.connect(self._follow)
        self.day.dateChanged.connect(lambda _: self._follow())
        self._follow()
        self.first_focus = self.words

    def _follow(self) -> None:
        rule = self._rules.get(self.rule.currentData())
        days = rule.report_days if rule is not None else self._days
        calendar = self.context.calendar
        self.report_by.set_value(calendar.add_working_days(self.day.value(), days).day)

    def step(self, session: Any, when: When) -> Carried:
        """Blow it."""
        rule: int | None = self.rule.currentData()
        order = Whistling(rule, self.report_by.value(), self.words.text())
        done = whistle(session, self.context.clerk, self.card.row.id, order, when)
        return self.told(done, "已吹哨", paper="whistle-letter")


class ReportSheet(IssueSheet):
    """Somebody came."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        look = Look("登记报到", "how_to_reg", (580, 350), "登记报到")
        super().__init__(parent, context, card, look)
        self.by = line("单位和姓名，例如 城管中队 李强", 60, card.row.owner_name)
        self.words = line("说了什么，打算怎么办；可以不写")
        self.add_row("谁来报到", self.by, "by", needed=True)
        self.add_row("情况", self.words, "words")
        self.add_day("报到日期")
        self.add_preview(f"办理期限 {card.row.due_on}。")
        self.first_focus = self.by

    def step(self, session: Any, when: When) -> Carried:
        """Note it."""
        order = Reporting(self.by.text(), self.words.text())
        done = report_in(session, self.context.clerk, self.card.row.id, order, when)
        return self.told(done, "已登记报到")


class DueSheet(IssueSheet):
    """Another deadline, with the reason; the old one stays in the story."""

    def __init__(self, parent: QWidget, context: Context, card: IssueCard) -> None:
        super().__init__(parent, context, card, Look("改期限", "event", (560, 330), "改期限"))
        self.due, self.why = DateEdit(), usual(_WHY_LATER, "为什么改，会写进经过")
        after = max(card.row.due_on or context.today(), context.today())
        self.due.set_value(context.calendar.add_working_days(after, 5).day)
        self.add_row("新期限", self.due, "due_on", needed=True)
        self.add_row("原因", self.why, "words", needed=True)
        self.add_preview(f"原来的期限是 {card.row.due_on}，会留在经过里。")
        self.first_focus = self.due

    def step(self, session: Any, when: When) -> Carried:
        """Change it."""
        issue_id, why = self.card.row.id, self.why.currentText()
        done = set_due(session, self.context.clerk, issue_id, self.due.value(), why, when)
        return self.told(done, f"期限已改到 {self.due.value():%m月%d日}：")
