"""What the lines of the user's menu and of Ctrl+K do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from gridhall.qt.theme import current_theme
from gridhall.qt.tokens import Mode

if TYPE_CHECKING:
    from gridhall.app.desk import OpenDesk

Act = Callable[["OpenDesk"], object]


def import_people(desk: "OpenDesk") -> None:
    """导入名册."""
    from gridhall import parts
    from gridhall.exchange.dialogs import ImportSheet

    ImportSheet(desk.context, parts.SHEETS["residents"], desk.shell).exec()


def import_moves(desk: "OpenDesk") -> None:
    """导入变动."""
    from gridhall import parts
    from gridhall.exchange.dialogs import ImportSheet

    ImportSheet(desk.context, parts.SHEETS["moves"], desk.shell).exec()


def import_into(kind: str) -> Act:
    """导入组织、网格、席位、单位: the same workbench on another kind of workbook."""

    def act(desk: "OpenDesk") -> None:
        from gridhall import parts
        from gridhall.exchange.dialogs import ImportSheet

        ImportSheet(desk.context, parts.SHEETS[kind], desk.shell).exec()

    return act


def export_of(kind: str) -> Act:
    """导出组织、网格、席位、单位: asks what for and where to, then writes behind the screen."""

    def act(desk: "OpenDesk") -> None:
        from pathlib import Path

        from gridhall import parts
        from gridhall.clerks.rules import require
        from gridhall.core.clerk import Role
        from gridhall.organisation.sheets.exporting import export_workbook
        from gridhall.qt.ask import Question, ask_reason
        from gridhall.registry.dialogs.list_export import AskFile

        book, context = parts.WORKBOOKS[kind], desk.context
        title = book.title
        require(context.clerk, Role.SUPERVISOR, f"导出{title}")
        question = Question(
            f"导出{title}",
            "表里有完整的号码，用途会写进操作记录。",
            "导出",
            "不导出",
            reason="用途",
        )
        reason = ask_reason(desk.shell, question)
        if reason is None:
            return
        day = context.today()
        path = AskFile().to_save(desk.shell, str(Path.home() / f"{title} {day}.xlsx"))
        if path is None:
            return
        context.jobs.start(
            export_workbook(context.db, context.clerk, (kind, book), (path, reason, day)),
            done=lambda rows: desk.toast(f"已导出{title} {rows} 行到“{path.name}”"),
            failed=desk.show_error,
        )

    return act


def papers(desk: "OpenDesk") -> None:
    """已出文书."""
    from gridhall.papers.dialogs import PapersSheet

    PapersSheet(desk.context, desk.shell).exec()


def backups(desk: "OpenDesk") -> None:
    """备份与检查; a wish to restore signs out first."""
    from gridhall import parts
    from gridhall.hall.dialogs import BackupSheet
    from gridhall.hall.service import check_hall

    sheet = BackupSheet(
        desk.context, desk.shell, lambda db: check_hall(db, parts.CHECKS, parts.anchors(db))
    )
    wanted: list[bool] = []
    sheet.restore_wanted.connect(desk.restore_wanted)
    sheet.lists_wanted.connect(lambda: wanted.append(True))
    sheet.exec()
    if wanted:
        checks(desk)


def duplicates(desk: "OpenDesk") -> None:
    """疑似重复."""
    from gridhall.registry.dialogs.duplicates import DuplicatesSheet

    DuplicatesSheet(desk.context, desk.shell).exec()


def checks(desk: "OpenDesk") -> None:
    """核对数据."""
    from gridhall import parts
    from gridhall.registry import queries
    from gridhall.registry.dialogs.checks import Beyond, ChecksSheet

    others = [one for one in parts.CHECKS if one is not queries.problems]
    context = desk.context
    beyond = Beyond(others, desk.open_found, lambda: parts.rebuild(context.db, context.clerk))
    ChecksSheet(context, desk.shell, beyond).exec()


def hall(desk: "OpenDesk") -> None:
    """大厅设置."""
    from gridhall.hall.dialogs import HallSheet

    sheet = HallSheet(desk.context, desk.shell)
    sheet.hall_changed.connect(desk.take_hall)
    sheet.calendar_changed.connect(desk.take_calendar)
    sheet.exec()


def ratings(desk: "OpenDesk") -> None:
    """好差评."""
    from gridhall.clerks.rules import require
    from gridhall.core.clerk import Role
    from gridhall.service_desk.dialogs.ratings import RatingsSheet

    require(desk.context.clerk, Role.SUPERVISOR, "看评价")
    RatingsSheet(desk.context, desk.shell).exec()


def day_end(desk: "OpenDesk") -> None:
    """交接工作."""
    from gridhall.service_desk.pages.acts_day_end import end_day

    end_day(desk.context, desk.shell)


def approvals(desk: "OpenDesk") -> None:
    """待批延期."""
    from gridhall.clerks.rules import require
    from gridhall.core.clerk import Role
    from gridhall.service_desk.dialogs.approvals import ApprovalsSheet

    require(desk.context.clerk, Role.SUPERVISOR, "审批延期")
    ApprovalsSheet(desk.shell, desk.context).exec()


def months(desk: "OpenDesk") -> None:
    """月结."""
    from gridhall.service_desk.dialogs.months import MonthsSheet

    MonthsSheet(desk.context, desk.shell).exec()


def letters(desk: "OpenDesk") -> None:
    """公开信."""
    from gridhall.registry.dialogs.letters import LettersSheet

    LettersSheet(desk.context, desk.shell).exec()


def transfer_categories(desk: "OpenDesk") -> None:
    """迁移类别与材料."""
    from gridhall.registry.dialogs.transfer import CategoriesSheet

    CategoriesSheet(desk.context, desk.shell).exec()


def clerks(desk: "OpenDesk") -> None:
    """操作员."""
    from gridhall.hall.dialogs import ClerksSheet

    ClerksSheet(desk.context, desk.shell).exec()


def audit(desk: "OpenDesk") -> None:
    """操作记录."""
    from gridhall.clerks.dialogs import AuditSheet

    AuditSheet(desk.context, desk.shell).exec()


def accesses(desk: "OpenDesk") -> None:
    """个人信息查看记录; refused below a supervisor."""
    from gridhall.registry.dialogs.privacy import AccessSheet

    AccessSheet(desk.context, desk.shell).exec()


def requests(desk: "OpenDesk") -> None:
    """个人信息申请."""
    from gridhall import parts
    from gridhall.registry.dialogs.privacy import RequestsSheet

    RequestsSheet(desk.context, desk.shell, parts.KEEPERS).exec()


def retention(desk: "OpenDesk") -> None:
    """保存期限; refused below an administrator."""
    from gridhall import parts
    from gridhall.registry.dialogs.privacy import RetentionSheet

    RetentionSheet(desk.context, desk.shell, parts.KEEPERS).exec()


def issue_figures(desk: "OpenDesk") -> None:
    """吹哨统计."""
    from gridhall.issues.pages.figures import FiguresSheet

    FiguresSheet(desk.shell, desk.context).exec()


def issue_settings(name: str) -> Act:
    """问题类别, 吹哨规则, 治理设置: a sheet of what governance sets, by its class."""

    def act(desk: "OpenDesk") -> None:
        from gridhall.issues.dialogs import settings

        sheet = getattr(settings, name)(desk.shell, desk.context)
        if name == "GovernanceSheet":
            sheet.carried.connect(lambda done: desk.toast(done.words))
        sheet.exec()

    return act


def password(desk: "OpenDesk") -> None:
    """换密码."""
    from gridhall.hall.dialogs import PasswordSheet

    PasswordSheet(desk.context, desk.shell).exec()


def settings(desk: "OpenDesk") -> None:
    """本机设置."""
    from gridhall.hall.dialogs import SettingsSheet

    sheet = SettingsSheet(desk.context, desk.shell)
    sheet.saved.connect(desk.settings_saved)
    sheet.exec()


def other_theme(desk: "OpenDesk") -> None:
    """Light and dark in turn."""
    dark = current_theme().mode is Mode.DARK
    desk.shell.set_look(Mode.LIGHT if dark else Mode.DARK)
