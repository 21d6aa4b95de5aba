"""What the sign-in desk does; each act is told in the strip, with the way back by Ctrl+Z."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from gridhall.core.clock import DAY, say_clock, say_span
from gridhall.core.errors import UserError
from gridhall.qt.ask import Question, ask_reason
from gridhall.volunteering.columns.attendance import STRANGER, day_said, todo_said
from gridhall.volunteering.dialogs.attendance import Place, PlaceSheet
from gridhall.volunteering.dialogs.certificate_batch import CertificateBatchSheet
from gridhall.volunteering.dialogs.closing import ClosingSheet
from gridhall.volunteering.dialogs.days_act import Carried
from gridhall.volunteering.dialogs.hours import HoursSheet
from gridhall.volunteering.dialogs.paper_sheet import PaperSheet, Typed
from gridhall.volunteering.dialogs.substitute import SubstituteSheet
from gridhall.volunteering.dialogs.volunteers.register import RegisterSheet
from gridhall.volunteering.pages.sign_in.reading import Wanted, shift_of
from gridhall.volunteering.queries.attendance import EXCUSED, PRESENT, AttendRow, CellSpot
from gridhall.volunteering.queries.certificates import candidates
from gridhall.volunteering.queries.closing import closing
from gridhall.volunteering.queries.hours import names_of
from gridhall.volunteering.queries.offers import offers
from gridhall.volunteering.queries.pool import replacements
from gridhall.volunteering.rules.attendance import punctuality
from gridhall.volunteering.rules.hours import QUALITIES
from gridhall.volunteering.service import attendance as service
from gridhall.volunteering.service.attendance import Mark
from gridhall.volunteering.service.closing import Closed
from gridhall.volunteering.service.roster import latest_act
from gridhall.volunteering.service.taking_back import take_back

if TYPE_CHECKING:
    from gridhall.volunteering.pages.sign_in.page import SignInPage

_LATEST = DAY + DAY // 4  # six in the morning after: who served at night still signs out


class SignActs(QObject):
    """Acts on who is typed or chosen."""

    def __init__(self, page: "SignInPage") -> None:
        super().__init__(page)
        self._context = page.context
        self._undo: Callable[[], None] | None = None
        self._typed: dict[int, list[Typed]] = {}  # lines of a day's paper sheet not stored yet
        self._last: tuple[int, int] | None = None  # attendance and act of the strip's person

    @property
    def _page(self) -> "SignInPage":
        page: Any = self.parent()
        found: SignInPage = page
        return found

    # Signing

    def sign_in(self, row: AttendRow, way: str = "typed") -> None:
        """Enter: the turn that is on; of a past day, the paper sheet with this person."""
        page, clerk = self._page, self._context.clerk
        if self._is_past():
            self.type_sheet(row)
            return
        mark = Mark(page.day().day.id, row.volunteer_id, self._minute(), way)
        made = self._write(lambda session: service.sign_in(session, clerk, mark))
        self._tell_in(made, mark)

    def sign_out(self, row: AttendRow) -> None:
        """Shift+Enter."""
        clerk = self._context.clerk
        if row.attendance_id is None or row.state != PRESENT:
            raise UserError(f"{row.name}没有签到，或已签退，不能签退")
        at, attendance_id = self._minute(), row.attendance_id
        made = self._write(lambda session: service.sign_out(session, clerk, attendance_id, at))
        self._tell(made, f"{row.name} 已签退 {say_clock(at)}", f"{row.post} · {row.shifts}")

    def walk_in(self, row: AttendRow) -> None:
        """Ctrl+Enter with a name: at which post, then signed in."""
        spots = self._spots()
        if self._is_past():
            self.type_sheet(row)
        elif len(spots) < 2:
            self._walk_in(row, spots[0].id if spots else None)
        else:
            places = [_place(one) for one in spots] + [Place(None, "不定岗位", "哪里要人去哪里")]
            sheet = PlaceSheet(self._page, f"{row.name} 在哪个岗位", places, "不签")
            sheet.picked.connect(
                lambda cell_id: self._page.act(partial(self._walk_in, row, cell_id))
            )
            sheet.open()

    def _walk_in(self, row: AttendRow, cell_id: int | None) -> None:
        page, clerk = self._page, self._context.clerk
        mark = Mark(page.day().day.id, row.volunteer_id, self._minute())
        made = self._write(lambda session: service.walk_in(session, clerk, mark, cell_id))
        self._tell_in(made, mark)

    def substitute(self) -> None:
        """F9: somebody of the pool takes the turn of who did not come."""
        page = self._page
        row = page.chosen()
        if row is None or row.signed_in is not None or not row.assignment_ids:
            row = next(iter(page.missing()), None)
        if row is None:
            raise UserError("这一班的人都到了，没有要顶的岗")
        if row.is_relieved:
            raise UserError(f"{row.name}的岗已经有人顶了；要换人请到“日程排班”里换")
        seat, today = min(row.assignment_ids), self._context.today()
        with self._context.db.read() as session:
            found = replacements(session, seat, today)
        away = {one.volunteer_id for one in page.day().rows if one.state == EXCUSED}
        rows = [one for one in found if one.volunteer_id not in away]
        sheet = SubstituteSheet(page, (row.name, f"{row.post} · {row.shifts}"), rows)
        sheet.picked.connect(lambda one: page.act(partial(self._substitute, seat, one)))
        sheet.open()

    def _substitute(self, assignment_id: int, volunteer_id: int) -> None:
        page, clerk = self._page, self._context.clerk
        mark = Mark(page.day().day.id, volunteer_id, self._minute())
        made = self._write(lambda session: service.substitute(session, clerk, assignment_id, mark))
        self._tell_in(made, mark)

    # Not there, in error, evaluated

    def excuse(self) -> None:
        """请假 of who is chosen."""
        row, clerk = self._rostered("请假"), self._context.clerk
        asked = Question("请假", f"{row.name}请假：{row.post} {row.shifts}", "记请假", "不记",
                         "岗位会空出来，可按 F9 从候补里找人顶岗。", reason="请假原因")  # fmt: skip
        why = ask_reason(self._page, asked)
        if why is not None:
            seat = min(row.assignment_ids)
            made = self._write(lambda session: service.excuse(session, clerk, seat, why))
            self._tell(made, f"{row.name} 请假", row.post)

    def no_show(self) -> None:
        """未到 of who is chosen."""
        row, clerk = self._rostered("记未到"), self._context.clerk
        seat = min(row.assignment_ids)
        made = self._write(lambda session: service.no_show(session, clerk, seat))
        self._tell(made, f"{row.name} 记为未到", row.post)

    def void(self) -> None:
        """A sign-in made in error."""
        row, clerk = self._attended("作废签到"), self._context.clerk
        asked = Question("作废签到", f"作废{row.name}的签到？", "作废", "不作废",
                         "以后查得到，人可以重新签到。", reason="作废的原因")  # fmt: skip
        why = ask_reason(self._page, asked)
        if why is not None and row.attendance_id is not None:
            one = row.attendance_id
            made = self._write(lambda session: service.void(session, clerk, one, why))
            self._tell(made, f"{row.name} 的签到已作废", why)

    def turn_paid(self) -> None:
        """Paid or compulsory work makes no record (§19), and back."""
        row, clerk = self._attended("改计不计时长"), self._context.clerk
        one, voluntary = row.attendance_id, not row.is_unpaid
        assert one is not None
        made = self._write(lambda session: service.mark_unpaid(session, clerk, one, voluntary))
        self._tell(made, f"{row.name} {'计' if voluntary else '不计'}志愿服务时长")

    def evaluate(self, quality: str, *, everybody: bool = False) -> None:
        """服务评价 of the chosen one, or of everybody of the list who has none (§10)."""
        page, clerk = self._page, self._context.clerk
        if everybody:
            rows = [one for one in page.rows() if one.attendance_id and not one.quality]
            rows = [one for one in rows if one.signed_in is not None]
        else:
            rows = [self._attended("评价")]
        if not rows:
            raise UserError("这一班签到的人都评价过了")
        ids = [one.attendance_id for one in rows if one.attendance_id is not None]
        act = self._write_act(lambda session: service.evaluate(session, clerk, ids, quality))
        who = rows[0].name if len(rows) == 1 else f"{len(rows)} 人"
        self._tell_act(act, f"{who} 服务评价：{QUALITIES[quality]}")

    # Dialogs

    def choose_shift(self) -> None:
        """Alt+B: another shift, or another day."""
        sheet = PlaceSheet(self._page, "换班次", [*self._shifts(), *self._days()])
        sheet.picked.connect(self._go)
        sheet.open()

    def _shifts(self) -> list[Place]:
        """The shifts of the day on show, and the whole of it."""
        day = self._page.desk.day
        if day is None:
            return []
        here = day_said(day.day.held_on)
        shifts = [
            Place(("shift", one.id), f"{here} {one.name}", say_span(one.starts, one.ends))
            for one in day.shifts
        ]
        return [*shifts, Place(("shift", None), f"{here} 全天", "所有班次一起看")]

    def _days(self) -> list[Place]:
        """Other service days: those to be recorded first, then the nearest."""
        desk, today = self._page.desk, self._context.today()
        due = {one.day_id: one for one in desk.todo}
        rows = [(row, row.held_on) for row in desk.around if row is not desk.row and row.held_on]
        rows.sort(key=lambda one: (one[0].id not in due, abs((one[1] - today).days)))
        return [
            Place(
                ("day", Wanted(held_on, row.id)),
                day_said(held_on),
                todo_said(due[row.id]) if row.id in due else row.name,
                group="别的服务日",
            )
            for row, held_on in rows
        ]

    def _go(self, about: Any) -> None:
        kind, wanted = about
        if kind == "shift":
            self._page.choose_shift(wanted)
        else:
            self._page.show_day(wanted.held_on, wanted.day_id)
            self._page.box.setFocus()

    def type_sheet(self, row: AttendRow | None = None) -> None:
        """Alt+M: 补签, a paper sheet typed in; with somebody, their line is begun."""
        page = self._page
        day_id = page.day().day.id
        sheet = PaperSheet(page, self._context, page.day(), row or page.chosen())
        sheet.go_on(self._typed.get(day_id, []))
        sheet.stored.connect(partial(self._stored, day_id))
        sheet.left.connect(partial(self._keep, day_id))
        sheet.open()

    def _keep(self, day_id: int, lines: list[Typed]) -> None:
        """Lines of a sheet that was left are there when it is opened again."""
        self._typed[day_id] = lines
        if lines:
            self._context.desk.toast(f"录入的 {len(lines)} 行还没有存，按 Alt+M 接着录")

    def _stored(self, day_id: int, act: int, words: str) -> None:
        self._typed.pop(day_id, None)
        self._page.box.clear()
        self._tell_act(act, words)

    def register(self) -> None:
        """Alt+N: somebody who never came before; then Ctrl+Enter signs them in."""
        page = self._page
        with self._context.db.read() as session:
            known = offers(session, self._context.today())
        sheet = RegisterSheet(page, self._context, known)
        sheet.carried.connect(self._registered)
        sheet.open()

    def _registered(self, done: Carried) -> None:
        page = self._page
        if done.organisation_id is not None:
            with self._context.db.read() as session:
                page.box.setText(names_of(session, [done.organisation_id])[done.organisation_id])
        page.strip.say("green", done.words, "按 Ctrl+Enter 作为临时志愿者签到")
        page.box.setFocus()

    def finish(self) -> None:
        """结束并生成时长: what will be written, first."""
        page = self._page
        with self._context.db.read() as session:
            plan = closing(session, page.day().day.id)
        sheet = ClosingSheet(page, self._context, plan, self._early())
        sheet.closed.connect(self._closed)
        sheet.certificates_wanted.connect(self._certify)
        sheet.open()

    def _early(self) -> str:
        """That the day's last shift is not over yet; "" once it is."""
        page = self._page
        last = max(page.day().shifts, key=lambda one: one.ends, default=None)
        if last is None or page.minute() >= last.ends:
            return ""
        return (
            f"{last.name}到 {say_clock(last.ends)} 才结束。现在结束，在岗的按班次结束时间记，"
            "还没来的记为未到"
        )

    def _certify(self, volunteer_ids: tuple[int, ...]) -> None:
        """开志愿服务证明 for those whose hours were just made."""
        today = self._context.today()
        with self._context.db.read() as session:
            rows = [one for one in candidates(session, today) if one.id in volunteer_ids]
        CertificateBatchSheet(self._context, rows, self._page).open()

    def _closed(self, done: Closed) -> None:
        self._undo = self._last = None
        left = f"，{len(done.left)} 人没有生成" if done.left else ""
        said = f"{self._page.said_where()} 已生成 {done.people} 人的时长{left}"
        self._page.strip.say("green", said, "时长已记入台账，更正要写原因")

    def show_hours(self) -> None:
        """Ctrl+H: the ledger of who is chosen."""
        row = self._page.chosen()
        if row is None:
            raise UserError("请先输入首字母，或用 ↑↓ 选人，再看时长台账")
        HoursSheet(self._page, self._context, row.volunteer_id).open()

    # Telling and taking back

    def undo_last(self) -> None:
        """What the strip tells is taken back."""
        if self._undo is not None:
            self._page.act(self._undo)

    def check_last(self) -> None:
        """The strip goes when what it tells was taken back elsewhere."""
        if self._last is None:
            return
        rows = self._page.desk.day.rows if self._page.desk.day is not None else ()
        if all(row.signed_in is None for row in rows if row.attendance_id == self._last[0]):
            self._last = self._undo = None
            self._page.strip.hide()

    def _write(self, work: Callable[[Any], int]) -> tuple[int, int]:
        """Do it in one transaction; the attendance and its act."""
        with self._context.db.write() as session:
            made = work(session)
            return made, latest_act(session, "attendance", made)

    def _write_act(self, work: Callable[[Any], int]) -> int:
        with self._context.db.write() as session:
            return work(session)

    def _tell_in(self, made: tuple[int, int], mark: Mark) -> None:
        """林晓梅 已签到 08:26 · 义诊测压 · 上午一、上午二 · 提前 4 分钟."""
        page = self._page
        if not page.isVisible():
            page.refresh()  # on show it was read anew when it was written
        row = next(one for one in page.day().rows if one.attendance_id == made[0])
        early = [punctuality(mark.at, row.span[0])] if row.span is not None else []
        about = [one for one in (row.post or "临时志愿者", row.shifts, *early) if one]
        self._tell(made, f"{row.name} 已签到 {say_clock(mark.at)}", " · ".join(about))

    def _tell(self, made: tuple[int, int], words: str, sub: str = "") -> None:
        self._tell_act(made[1], words, sub)
        self._last = made if "签到" in words or "签退" in words else None

    def _tell_act(self, act: int, words: str, sub: str = "") -> None:
        context, done = self._context, [False]

        def undo() -> None:
            if done[0]:
                return  # by the strip's button before
            done[0] = True
            with context.db.write() as session:
                take_back(session, context.clerk, act)
            if self._undo is undo:  # the strip tells it still
                self._last = self._undo = None
                self._page.strip.hide()

        self._last, self._undo = None, undo
        self._page.box.clear()
        self._page.strip.say("green", words, sub, undo=True)
        context.desk.toast(words, undo)
        self._page.box.setFocus()

    # What is chosen

    def _minute(self) -> int:
        """Now, by this PC's clock; a day to come has no sign-in."""
        minute = self._page.minute()
        if minute < 0:
            raise UserError(f"{self._page.said_where()} 还没有到，到那天才能签到；Alt+B 可换一天")
        return minute

    def _is_past(self) -> bool:
        return self._page.minute() >= _LATEST

    def _spots(self) -> list[CellSpot]:
        """Posts of the shift on show, the one most short of people first."""
        page = self._page
        shift = shift_of(page.desk.day, page.shift_id)
        cells = page.day().cells
        mine = [one for one in cells if shift is None or one.shift_id == shift.id]
        return sorted(mine, key=lambda one: one.here - one.wanted)

    def _rostered(self, act: str) -> AttendRow:
        row = self._page.chosen()
        if row is None or not row.assignment_ids or row.state == STRANGER:
            raise UserError(f"请先用 ↑↓ 选名单里的人，再{act}")
        if row.state == EXCUSED:
            raise UserError(f"{row.name}已经请假")
        return row

    def _attended(self, act: str) -> AttendRow:
        row = self._page.chosen()
        if row is None or row.attendance_id is None or row.signed_in is None:
            raise UserError(f"请先用 ↑↓ 选一位已签到的人，再{act}")
        return row


def _place(one: CellSpot) -> Place:
    short = one.wanted - one.here
    return Place(one.id, one.post, one.shift, f"缺 {short}" if short > 0 else "够了",
                 tone="amber" if short > 0 else "grey")  # fmt: skip
