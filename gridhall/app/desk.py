"""The open desk: what the window asks of its pages, and its housekeeping."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from gridhall.app import logs, menu
from gridhall.app.acts import Act
from gridhall.app.clocks import ClockWatch
from gridhall.app.going import CASES, ORGANISATION, RESIDENTS, SERVICE_DAYS, SIGN_IN, TODAY, Going
from gridhall.app.preload import Preload
from gridhall.app.printing import PrintCount
from gridhall.app.scanned import ScanRoutes
from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.settings import load_settings, save_settings
from gridhall.db.database import Database
from gridhall.hall.service import OpenHall, daily_backup
from gridhall.hall.service.backup import due, newest_backup, stamped_backups, verify_file
from gridhall.qt.bug_report import catch_bugs, report_text
from gridhall.qt.context import Bus, Context
from gridhall.qt.header import MenuItem
from gridhall.qt.jobs import Jobs
from gridhall.qt.shell import Shell, Tab
from gridhall.qt.shortcuts import KeyRow
from gridhall.registry.labels import CARD_KEYS
from gridhall.service_desk.queries.queue import counts
from gridhall.today.pages import TodayPage

if TYPE_CHECKING:
    from gridhall.qt.palette import Command

Page = Callable[[Context], QWidget]


def _cases(context: Context) -> QWidget:
    from gridhall.app import rest

    return rest.counter_tab(context)


def _residents(context: Context) -> QWidget:
    from gridhall.app import rest

    return rest.registry_tab(context)


def _volunteering(context: Context) -> QWidget:
    from gridhall.app import volunteering

    return volunteering.volunteering_tab(context)


def _organisation(context: Context) -> QWidget:
    from gridhall.app import organisation

    return organisation.organisation_tab(context)


# In the order of how often they are used; a subject that is not built yet has no tab.
TABS: tuple[tuple[str, str, Page], ...] = (
    (TODAY, "home", TodayPage),
    (CASES, "inbox", _cases),
    (RESIDENTS, "group", _residents),
    (SERVICE_DAYS, "event", _volunteering),
    (ORGANISATION, "account_tree", _organisation),
)

_SETTLE_MS = 1500  # the clerk's first key comes before the housekeeping


class OpenDesk(Going):
    """The shell with its pages on one open hall; it is the `Desk` of their context."""

    quit_wanted = Signal()
    sign_out_wanted = Signal()
    restore_wanted = Signal(object)  # the backup's Path, or None: to be chosen
    settings_saved = Signal(object)  # MachineSettings

    def __init__(self, opened: OpenHall, jobs: Jobs) -> None:
        super().__init__()
        self._opened, self._jobs = opened, jobs
        bus = Bus(self)
        opened.db.on_commit = bus.announce
        self.context = Context(
            opened.db, jobs, bus, opened.clerk, opened.hall, opened.calendar, date.today, self
        )
        tabs = [Tab(title, glyph, partial(page, self.context)) for title, glyph, page in TABS]
        self.shell = Shell(opened.hall, opened.clerk, tabs)
        self._rest = Preload("gridhall.app.rest")
        self._later = Preload("gridhall.app.organisation", "gridhall.app.volunteering")
        bus.changed.connect(self._recount)
        self.clocks = ClockWatch(self.context)
        self._connect()
        self.scans, self._prints = ScanRoutes(self), PrintCount(self)
        logs.to_file()
        catch_bugs(self.show_error)

    def _connect(self) -> None:
        shell = self.shell
        shell.search_wanted.connect(self.show_palette)
        shell.look_changed.connect(_remember_look)
        shell.set_menu([self._item(entry) for entry in menu.MENU])
        shell.add_key("F2", lambda: self.new_case(None))
        shell.add_key("F3", self.find_resident)
        shell.add_key("F4", self.lend)
        shell.add_key("F5", self.refresh)
        shell.add_key("Ctrl+T", self.call_next)
        shell.add_key("F12", lambda: self.service_view(SIGN_IN))
        shell.more_keys += [KeyRow("居民卡片", *row) for row in CARD_KEYS]
        shell.more_keys += [KeyRow("组织架构", *row) for row in menu.TREE_KEYS]
        shell.more_keys += [KeyRow(*row) for row in menu.LIST_KEYS]

    def _item(self, entry: menu.Entry | None) -> MenuItem | None:
        if entry is None:
            return None
        return MenuItem(entry.words, partial(self._act, entry.act), entry.keys)

    def _act(self, act: Act) -> None:
        """An act of the menu; what it refuses is said, not lost."""
        try:
            act(self)
        except UserError as error:
            self.show_error(error)

    # What the window asks of the desk

    def settle(self) -> None:
        """Housekeeping once 今日 is up: the other pages, counts, status, backup, a check."""
        self._rest.start()
        self._recount(frozenset({"service_case", "queue_ticket"}))
        self._prints.begin()
        self._say_backup()
        self.shell.status.note("hall", "大厅文件已加密", "green", "database")
        QTimer.singleShot(_SETTLE_MS, self._look_after_file)

    def leave(self) -> None:
        """Before the desk is locked or left: every page keeps what was typed."""
        for title, _, _ in TABS:
            page = self.shell.built(title)
            keep = getattr(page, "keep_draft", None)
            if keep is not None:
                keep()

    def finish(self) -> None:
        """At the end: keep drafts, back up. A backup that cannot be made does not hold us."""
        self.leave()
        with suppress(UserError, OSError):
            daily_backup(self._opened.db, datetime.now())

    # What pages ask of the window (gridhall.qt.context.Desk)

    def show_error(self, error: BaseException) -> None:
        """A UserError as its sentence; anything else is logged and shown as a report."""
        if not isinstance(error, UserError):
            logs.bug(report_text(error))
        self.shell.show_error(error)

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done; with `undo`, offer to take it back."""
        self.shell.toast(text, undo)

    def preview(self, paper_id: int) -> None:
        """The print preview of an issued paper."""
        from gridhall.app import rest

        rest.show_paper(self.context, self.shell, paper_id)

    def refresh(self) -> None:
        """F5: everything on show is read anew."""
        self.context.bus.changed.emit(frozenset(table for entry in _SHOWN for table in entry))

    def sign_out(self) -> None:
        """换人登录."""
        self.sign_out_wanted.emit()

    def quit(self) -> None:
        """退出."""
        self.quit_wanted.emit()

    def show_palette(self, words: str = "") -> None:
        """Ctrl+K: people, cases, papers, commands; with `words` what they find."""
        from gridhall.app import rest
        from gridhall.qt.palette import Palette

        finder = rest.Finder(self.context)
        palette = Palette(self.shell, finder.find, self._commands())
        palette.picked.connect(lambda choice: finder.open(choice.key))
        palette.direct.connect(lambda choice: finder.handle(choice.key))
        palette.edit.setText(words)
        palette.exec()

    def _commands(self) -> "Sequence[Command]":
        from gridhall.qt.palette import Command

        entries = [*menu.COMMANDS, *(entry for entry in menu.MENU if entry is not None)]
        return [
            Command(e.words, e.keys, partial(self._act, e.act), menu.initials(e)) for e in entries
        ]

    def take_hall(self, hall: Hall) -> None:
        """The hall's facts were changed: papers and pages use the new ones."""
        self.context.hall = hall
        self.refresh()

    def take_calendar(self, calendar: WorkCalendar) -> None:
        """A holiday notice was entered: deadlines of new cases follow it."""
        self.context.calendar = calendar
        self.refresh()

    # Housekeeping

    def _recount(self, tables: frozenset[str]) -> None:
        """The red number on 一窗受理, overdue only; the queue's number at this counter."""
        if "queue_ticket" in tables:
            self._say_ticket()
        if "service_case" not in tables:
            return
        with self._opened.db.read() as session:
            overdue = counts(session, date.today()).overdue
        self.shell.set_badge(CASES, overdue)

    def _say_ticket(self) -> None:
        """Who is at this counter, whatever page is on show: A012 办理中."""
        from gridhall.tickets.queries.rows import counter_of, present

        with self._opened.db.read() as session:
            here = present(session, counter_of(self._opened.clerk), date.today())
        words = f"{here.counter} {here.number} {here.state_label}" if here else ""
        self.shell.status.note("ticket", words, "blue", "campaign")

    def _look_after_file(self) -> None:
        db, path = self._opened.db, self._opened.db.path
        self._later.start()
        self.clocks.look()
        if due(path, datetime.now()):
            self._jobs.start(
                lambda _: _once_a_day(db),
                done=lambda _: self._say_backup(),
                failed=lambda error: self._warn("backup", "自动备份没有做成", error),
            )
        clerk = self.context.clerk
        self._jobs.start(
            lambda _: _follow_day(db, clerk), done=lambda _: None, failed=self.show_error
        )
        self._jobs.start(
            lambda _: verify_file(path, db.key),
            done=lambda _: None,
            failed=self._damaged,
        )

    def _say_backup(self) -> None:
        found = stamped_backups(self._opened.db.path)
        text = f"自动备份 {found[-1][0]:%m月%d日 %H:%M}" if found else "还没有备份"
        self.shell.status.note("backup", text, "" if found else "amber")

    def _warn(self, name: str, text: str, error: Exception) -> None:
        self.shell.status.note(name, text, "amber", "warning-fill")
        self.shell.toast(f"{text}：{error}" if isinstance(error, UserError) else text)

    def _damaged(self, error: Exception) -> None:
        backup = newest_backup(self._opened.db.path)
        last = f"最近的备份是 {backup.stem[-15:]}，" if backup else ""
        self._warn("hall", "大厅文件有损坏", error)
        self.show_error(UserError(f"{error}{last}请退出后重新登录，按提示恢复。"))


_SHOWN = (
    ("service_case", "case_draft", "service_item"),
    ("person", "household", "membership"),
    ("paper", "print_entry", "import_batch"),
)


def _follow_day(db: Database, clerk: Clerk) -> None:
    """What counts from today by itself: versions of matters written ahead.

    A hall from before the directory of agencies gets it, and its own hotlines join it; one from
    before the whistle ledger gets its categories.
    """
    from gridhall import parts
    from gridhall.issues.service.install import ready_governance
    from gridhall.organisation.service.agency_list import ready_directory

    parts.follow(db, date.today())
    ready_directory(db, clerk)
    ready_governance(db, clerk)


def _once_a_day(db: Database) -> None:
    """Join the search index's pieces, then back up."""
    from gridhall.db import search

    with db.write() as session:
        search.tidy(session)
    daily_backup(db, datetime.now())


def _remember_look(mode: str, percent: int) -> None:
    kept = load_settings().settings
    with suppress(UserError):
        save_settings(replace(kept, theme=str(mode), font_scale=percent))
