"""会议签到: one box; initials and Enter; who sends somebody, who excused themselves."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.issues.service.taking_back import take_back
from gridhall.meetings.columns.members import MEMBERS, rank
from gridhall.meetings.dialogs.invite import MemberSheet
from gridhall.meetings.queries.attending import MemberRow, attendance, members
from gridhall.meetings.queries.meetings import MeetingRow
from gridhall.meetings.rules.drafts import Coming, Invited
from gridhall.meetings.service.attending import invite, note_came, uninvite
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.qt.ask import Question, ask_reason
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.table import RowsModel, Table
from gridhall.volunteering.pages.sign_in.box import SignBox

_SIZE: Final = (860, 640)
_HINT: Final = "姓名或单位首字母，回车签到"


class AttendSheet(Sheet):
    """Enter signs in, Shift+Enter notes an excuse, Alt+T who came instead, Ctrl+Enter a guest."""

    changed = Signal()

    def __init__(self, parent: QWidget, context: Context, meeting: MeetingRow) -> None:
        super().__init__(parent, "会议签到", "how_to_reg", _SIZE)
        self._context, self._meeting = context, meeting
        self._acts, self._moved = list[tuple[int, str]](), False
        self.rows: list[MemberRow] = []
        self.box, self.banner, self.table = SignBox(), Banner(), Table()
        self.model: RowsModel[MemberRow] = RowsModel(MEMBERS, self)
        self.box.setPlaceholderText(_HINT)
        self.box.setAccessibleName(f"签到：{_HINT}，Shift+回车记请假")
        self.table.setProperty("rowPx", 46)
        self.table.setModel(self.model)
        self.table.setAccessibleName("参会人员")
        self.told = label("", "sub")
        self._buttons()
        self._connect()
        self._lay_out()
        self.first_focus = self.box
        self.refresh()

    def refresh(self) -> None:
        """Read who is invited and who came."""
        with self._context.db.read() as session:
            self.rows = members(session, self._meeting.id)
        count = attendance(self.rows)
        left = count.invited - count.present - count.leave - count.absent
        leave = f"，请假 {count.leave} 人" if count.leave else ""
        self.say(f"{self._meeting.title} · {count.words}{leave}，还有 {left} 人未到")
        self._list()

    def sign_in(self) -> None:
        """Enter: the one that fits came; once more on who came already is refused."""
        row = self._meant()
        if row.came in ("came", "sent"):
            raise UserError(f"{row.name}已经签到。签错了按 Ctrl+Z 撤回")
        self._note(row, Coming("came"), f"{row.name} 已签到")

    def excuse(self) -> None:
        """Shift+Enter: excused, with the reason if one was given."""
        row = self._meant()
        text = f"{row.name}不来开会，记为请假。"
        why = ask_reason(self, Question("记请假", text, "记请假", "先不记", reason="请假原因"))
        if why is not None:
            self._note(row, Coming("leave", why=why), f"{row.name} 已记请假")

    def send(self) -> None:
        """Alt+T: somebody came instead."""
        row = self._meant()
        text = f"{row.name}委托别人来开会，代会的人坐在席上、参加表决。"
        who = ask_reason(self, Question("委托他人", text, "记代会", "先不记", reason="谁来代会"))
        if who is not None:
            self._note(row, Coming("sent", substitute=who), f"{row.name} 由{who}代会")

    def absent(self) -> None:
        """Alt+Q: stayed away without a word."""
        row = self._meant()
        self._note(row, Coming("absent"), f"{row.name} 记为缺席")

    def clear(self) -> None:
        """Alt+X: nothing is known of this one."""
        row = self._meant()
        if not row.came:
            raise UserError(f"{row.name}还没有签到，不用取消")
        self._note(row, Coming(""), f"{row.name} 已取消签到")

    def uninvite(self) -> None:
        """Alt+D: somebody who has not come is off the list."""
        row, context = self._meant(), self._context
        with context.db.write() as session:
            done = uninvite(session, context.clerk, row.id, self.when())
        self._acts.append((done.action_id, f"{row.name} 不再邀请"))
        self._after(f"{row.name} 已从名单去掉")

    def change(self) -> None:
        """Ctrl+E: as what somebody is here, duty, workplace."""
        sheet = MemberSheet(self, self._context, self._meant())
        sheet.carried.connect(self._changed)
        sheet.open()

    def _changed(self, done: Carried) -> None:
        if done.action_id is not None:
            self._acts.append((done.action_id, done.words))
        self._after(done.words)

    def guest(self) -> None:
        """Ctrl+Enter: somebody who was not invited sits in, too."""
        name = self.box.text().strip()
        if not name:
            raise UserError("请先写来的人的姓名，再按 Ctrl+Enter 列席")
        context, meeting = self._context, self._meeting
        with context.db.write() as session:
            done = invite(session, context.clerk, meeting.id, [Invited(name, "guest")], self.when())
            row = max(members(session, meeting.id), key=lambda one: one.id)
            came = note_came(
                session, context.clerk, row.id, Coming("came"), row.version, self.when()
            )
        self._acts += [(done.action_id, f"请{name}列席"), (came.action_id, f"{name} 列席，已签到")]
        self._after(f"{name} 列席，已签到")

    def undo(self) -> None:
        """Ctrl+Z: the last act of this sheet."""
        if not self._acts:
            raise UserError("这里还没有签到过，没有可以撤回的")
        action, words = self._acts.pop()
        context = self._context
        with context.db.write() as session:
            take_back(session, context.clerk, action)
        self._after(f"已撤回：{words}")

    def when(self) -> When:
        """Now."""
        return When(self._context.today(), self._context.calendar)

    def _note(self, row: MemberRow, coming: Coming, words: str) -> None:
        context = self._context
        with context.db.write() as session:
            done = note_came(session, context.clerk, row.id, coming, row.version, self.when())
        self._acts.append((done.action_id, words))
        self._after(words)

    def _after(self, words: str) -> None:
        self._moved = False
        self.box.clear()
        self.banner.say("green", words)
        self.refresh()
        self.changed.emit()
        self.box.setFocus()

    def _meant(self) -> MemberRow:
        """The chosen one, or the only one that fits best what was typed."""
        typed, shown = self.box.text().strip(), list(self.model.rows)
        current: MemberRow | None = self.table.current()
        if self._moved and current is not None:
            return current
        if not typed:
            raise UserError("请先输首字母，或用 ↑↓ 选人")
        if not shown:
            raise UserError(f"名单里没有“{typed}”，请核对；没请到的按 Ctrl+Enter 列席")
        best = rank(shown[0], typed)
        same = [one for one in shown if rank(one, typed) == best]
        if len(same) > 1:
            self._moved = True  # the same key again takes the chosen one
            names = "、".join(one.name for one in same[:4])
            raise UserError(f"{len(same)} 人符合“{typed}”：{names}，用 ↑↓ 选好再按一次")
        return shown[0]

    def _list(self) -> None:
        typed = self.box.text().strip()
        ranks = {one.id: rank(one, typed) for one in self.rows} if typed else {}
        found = [one for one in self.rows if not typed or ranks[one.id] is not None]
        self.model.show_rows(sorted(found, key=lambda one: ranks.get(one.id) or 0))
        if typed and found:
            self.table.choose_first()

    def _typed(self) -> None:
        self._moved = False
        self.banner.hide()
        self._list()

    def _step(self, by: int) -> None:
        rows = self.model.rows
        if rows:
            here = self.table.currentIndex().row()
            start = here if here >= 0 else (-1 if by > 0 else 0)
            self.table.choose(rows[max(0, min(len(rows) - 1, start + by))].id)
            self._moved = True

    def _do(self, act: Any) -> Any:
        def run() -> None:
            try:
                act()
            except UserError as error:
                self.banner.say("amber", str(error))
                self.box.setFocus()
                self.box.selectAll()  # who is typed next takes its place

        return run

    def _clicked(self) -> None:
        self._moved = True
        self.box.setFocus()

    def _buttons(self) -> None:
        self.send_button = button("委托他人", "Alt+T", "", "swap_horiz").bind_key()
        self.absent_button = button("缺席", "Alt+Q").bind_key()
        self.clear_button = button("取消签到", "Alt+X").bind_key()
        self.drop_button = button("不请了", "Alt+D").bind_key()
        self.change_button = button("修改…", "Ctrl+E").bind_key()
        self.undo_button = button("撤回", "Ctrl+Z", "", "undo").bind_key()
        self.sign_button = button("签到", "Enter", "primary", "check")

    def _connect(self) -> None:
        box = self.box
        box.entered.connect(self._do(self.sign_in))
        box.left.connect(self._do(self.excuse))
        box.stepped.connect(self._step)
        box.textChanged.connect(lambda _: self._typed())
        self.table.clicked.connect(lambda _: self._clicked())
        for made, act in (
            (self.send_button, self.send),
            (self.absent_button, self.absent),
            (self.clear_button, self.clear),
            (self.drop_button, self.uninvite),
            (self.change_button, self.change),
            (self.undo_button, self.undo),
            (self.sign_button, self.sign_in),
        ):
            made.clicked.connect(self._do(act))
        self.guest_button = foot_button("列席", "Ctrl+Enter", "", "person_add")
        self.guest_button.clicked.connect(self._do(self.guest))

    def _lay_out(self) -> None:
        body = QWidget()
        column, row = QVBoxLayout(body), QHBoxLayout()
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.box)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        for made in (
            self.send_button, self.absent_button, self.clear_button, self.drop_button,
            self.change_button,
        ):  # fmt: skip
            row.addWidget(made)
        row.addStretch(1)
        column.addLayout(row)
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_body(body)
        self.set_foot(
            [self.undo_button, label("Shift+Enter 记请假", "sub")],
            [leave, self.guest_button, self.sign_button],
        )
