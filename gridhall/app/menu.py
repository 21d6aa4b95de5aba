"""The user's menu (Alt+U) and the commands of Ctrl+K, as data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridhall.app import printing
from gridhall.qt.theme import current_theme
from gridhall.qt.tokens import Mode

if TYPE_CHECKING:
    from gridhall.app.desk import OpenDesk

Act = Callable[["OpenDesk"], object]


@dataclass(frozen=True)
class Entry:
    """One line: its words, its key, what it does."""

    words: str
    keys: str
    act: Act


def initials(entry: Entry) -> str:
    """The first letters of the words, so that Ctrl+K finds 备份 by bf."""
    from gridhall.core.pinyin import name_keys

    return name_keys(entry.words).initials[0]


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


def _import(kind: str) -> Act:
    """导入组织、网格、席位、单位: the same workbench on another kind of workbook."""

    def act(desk: "OpenDesk") -> None:
        from gridhall import parts
        from gridhall.exchange.dialogs import ImportSheet

        ImportSheet(desk.context, parts.SHEETS[kind], desk.shell).exec()

    return act


def _export(kind: str) -> Act:
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


MENU: tuple[Entry | None, ...] = (
    Entry("导入名册", "", import_people),
    Entry("导入变动", "", import_moves),
    Entry("已出文书", "", papers),
    Entry("打印队列", "", printing.print_queue),
    Entry("打印机与校准", "", printing.printers),
    Entry("公开信", "", letters),
    Entry("好差评", "", ratings),
    Entry("交接工作", "", day_end),
    Entry("月结", "", months),
    Entry("备份与检查", "", backups),
    Entry("核对数据", "", checks),
    Entry("疑似重复", "", duplicates),
    None,
    Entry("大厅设置", "", hall),
    Entry("迁移类别与材料", "", transfer_categories),
    Entry("操作员", "", clerks),
    Entry("操作记录", "", audit),
    Entry("换密码", "", password),
    None,
    Entry("个人信息申请", "", requests),
    Entry("个人信息查看记录", "", accesses),
    Entry("保存期限", "", retention),
    None,
    Entry("本机设置", "", settings),
    Entry("切换浅色 / 深色", "", other_theme),
    Entry("快捷键", "F1", lambda desk: desk.shell.show_keys()),
    None,
    Entry("锁屏", "Ctrl+L", lambda desk: desk.shell.lock_wanted.emit()),
    Entry("换人登录", "", lambda desk: desk.sign_out()),
    Entry("退出", "", lambda desk: desk.quit()),
)

COMMANDS: tuple[Entry, ...] = (
    Entry("新建工单", "F2", lambda desk: desk.new_case(None)),
    Entry("查居民", "F3", lambda desk: desk.find_resident()),
    Entry("户籍迁移", "Ctrl+M", lambda desk: desk.open_transfer(None)),
    Entry("借还登记", "F4", lambda desk: desk.lend()),
    Entry("今日", "Ctrl+1", lambda desk: desk.go("今日")),
    Entry("集中服务日", "Ctrl+4", lambda desk: desk.go("集中服务日")),
    Entry("叫下一位", "Ctrl+T", lambda desk: desk.call_next()),
    Entry("取号", "", lambda desk: desk.queue_view().start_taking()),
    Entry("叫号大屏", "", lambda desk: desk.queue_view().show_board()),
    Entry("现场签到", "F12", lambda desk: desk.service_view("现场签到")),
    Entry("组织架构", "Ctrl+5", lambda desk: desk.go("组织架构")),
    Entry("导入组织", "", _import("organisations")),
    Entry("导入网格", "", _import("grids")),
    Entry("导入席位", "", _import("seats")),
    Entry("导入单位", "", _import("units")),
    Entry("导出组织", "", _export("organisations")),
    Entry("导出网格", "", _export("grids")),
    Entry("导出席位", "", _export("seats")),
    Entry("导出单位", "", _export("units")),
    Entry("导入志愿者", "", _import("volunteers")),
    Entry("导出志愿者", "", _export("volunteers")),
    Entry("导出时长上报表", "", _export("hours")),
    Entry("导入借用物品", "", _import("loan_items")),
    Entry("导出借用物品", "", _export("loan_items")),
    Entry("导入三张清单", "", _import("pledges")),
    Entry("导出三张清单", "", _export("pledges")),
    Entry("待批延期", "", approvals),
    Entry("办事机构", "", lambda desk: desk.agencies()),
    Entry("导入办事机构", "", _import("agencies")),
    Entry("导入事项目录", "", _import("catalogue")),
    Entry("导出办事机构", "", _export("agencies")),
)

# Keys of 组织架构·党组织, for F1; its own module is not loaded when the desk opens.
TREE_KEYS = (
    ("←→", "收起、展开"),
    ("Enter", "看席位"),
    ("Ctrl+N", "新建下级"),
    ("Ctrl+E", "修改"),
    ("Ctrl+X V", "移动"),
    ("Alt+↑ ↓", "排顺序"),
    ("Ctrl+H", "变动记录"),
    ("Ctrl+P", "打印图和名册"),
    ("Alt+D", "看某一天"),
    ("Alt+R", "任命"),
    ("Alt+L", "离任"),
    ("Alt+H", "办换届"),
    ("Alt+S", "席位其他事项"),
    ("Alt+G", "调整网格"),
    ("Alt+J", "待处理"),
)

# Keys of its other views, where they are not those of 党组织.
LIST_KEYS = (
    ("新建工单", "Ctrl+1…9", "取常用事项"),
    ("新建工单", "Alt+C", "固定常用事项"),
    ("新建工单", "Ctrl+A", "材料全收到"),
    ("新建工单", "F8", "出一次性告知书"),
    ("新建工单", "Alt+M", "更多：代办、补录、关联"),
    ("新建工单", "Alt+R", "先只收件"),
    ("新建工单", "Alt+V", "给办事人看"),
    ("新建工单", "Ctrl+P", "存草稿出回执"),
    ("新建工单", "Alt+P", "打印不出证告知单"),
    ("新建工单", "Ctrl+D", "看存着的草稿"),
    ("工单", "Ctrl+Enter", "下一步"),
    ("工单", "F8", "一次性告知"),
    ("工单", "Alt+M", "更多办理"),
    ("工单", "Alt+P", "出其他文书"),
    ("工单", "Alt+I", "补收材料"),
    ("工单", "Alt+E", "登记结果"),
    ("工单", "Alt+H", "移交经办"),
    ("工单", "Alt+O", "只看我的"),
    ("工单", "Alt+F", "更多筛选"),
    ("工单", "Shift+↓", "选多件"),
    ("叫号", "Ctrl+Enter", "叫下一位"),
    ("叫号", "Alt+K", "开始办理"),
    ("叫号", "Alt+B", "办完"),
    ("叫号", "Alt+R", "重呼"),
    ("叫号", "Alt+G", "过号"),
    ("叫号", "Alt+Z", "转队列"),
    ("叫号", "Alt+Q", "取号"),
    ("叫号", "Alt+F", "放回队列"),
    ("叫号", "Alt+X", "已离开"),
    ("叫号", "Alt+D", "大屏"),
    ("材料与时限", "Ctrl+E", "修改事项"),
    ("材料与时限", "Ctrl+P", "服务指南"),
    ("材料与时限", "Alt+C", "复制成新事项"),
    ("材料与时限", "Alt+T", "停用、恢复"),
    ("材料与时限", "Alt+G", "固定到按键"),
    ("材料与时限", "Alt+B", "合订本"),
    ("材料与时限", "Alt+X", "导出目录"),
    ("材料与时限", "Alt+R", "导入目录"),
    ("日程排班", "N", "找缺人"),
    ("日程排班", "Enter", "选人"),
    ("日程排班", "Del", "移除"),
    ("日程排班", "1…9", "格里第几人"),
    ("日程排班", "Q", "请假顶岗"),
    ("日程排班", "W", "为什么"),
    ("日程排班", "F9", "自动排班"),
    ("日程排班", "Shift+F9", "整月一起排"),
    ("日程排班", "Alt+F9", "全年一起排"),
    ("日程排班", "Ctrl+Y", "全部采用"),
    ("日程排班", "Ctrl+Enter", "发布排班"),
    ("日程排班", "Alt+P", "岗位与班次"),
    ("日程排班", "Alt+M", "到月历"),
    ("日程排班", "Alt+G", "改期"),
    ("日程排班", "Alt+S", "更多"),
    ("服务证明", "Enter", "预览"),
    ("服务证明", "Ctrl+Enter", "出证并打印"),
    ("服务证明", "Alt+B", "批量出证"),
    ("服务证明", "Alt+V", "核验"),
    ("服务证明", "Alt+K", "签名密钥"),
    ("网格", "Ctrl+N", "新建网格"),
    ("网格", "Alt+E", "划单元"),
    ("网格", "Alt+J", "划进网格"),
    ("网格", "Alt+X", "小区"),
    ("网格", "Alt+B", "户数标准"),
    ("网格", "Ctrl+H", "全部经过"),
    ("党员", "Ctrl+N", "登记党员"),
    ("党员", "Alt+I", "转入"),
    ("党员", "Alt+O", "转出"),
    ("党员", "Alt+B", "转支部"),
    ("党员", "Alt+H", "记回执"),
    ("党员", "Ctrl+H", "关系经过"),
    ("单位", "Ctrl+N", "登记单位"),
    ("单位", "Ctrl+E", "修改"),
    ("单位", "Alt+R", "登记报到"),
    ("单位", "Alt+L", "结束报到"),
    ("单位", "Ctrl+H", "报到经过"),
    ("办事机构", "Ctrl+N", "登记机构"),
    ("办事机构", "Ctrl+E", "修改"),
    ("办事机构", "Alt+B", "印在服务牌、取下"),
    ("办事机构", "Alt+↑ ↓", "服务牌上排顺序"),
    ("办事机构", "Ctrl+P", "打印电话表"),
    ("便民借用", "Enter", "扫码借还"),
    ("便民借用", "Alt+R", "归还、取走、认领"),
    ("便民借用", "Alt+X", "续借"),
    ("便民借用", "Alt+S", "损坏、丢失"),
    ("便民借用", "Alt+C", "记催还"),
    ("便民借用", "Alt+J", "寄存"),
    ("便民借用", "Alt+W", "登记失物"),
    ("便民借用", "Ctrl+N", "登记物品"),
    ("便民借用", "Alt+K", "盘点"),
    ("便民借用", "Ctrl+P", "打印单子"),
    ("双报到认领", "Ctrl+N", "登记项目"),
    ("双报到认领", "F10", "认领"),
    ("双报到认领", "Alt+D", "对接认领"),
    ("双报到认领", "Alt+J", "登记交付"),
    ("双报到认领", "Alt+Q", "确认完成"),
    ("双报到认领", "Alt+H", "联席会议"),
    ("双报到认领", "Alt+S", "双报到单位"),
    ("双报到认领", "Alt+Y", "月服务清单"),
    ("双报到认领", "Alt+M", "更多"),
    ("志愿者", "Ctrl+N", "登记志愿者"),
    ("志愿者", "Ctrl+E", "修改"),
    ("志愿者", "Alt+K", "改技能"),
    ("志愿者", "Alt+B", "改小分队"),
    ("志愿者", "Alt+T", "改时段"),
    ("志愿者", "Alt+Y", "改意愿"),
    ("志愿者", "Alt+P", "改搭档"),
    ("志愿者", "Alt+L", "暂停、退出"),
    ("志愿者", "Alt+H", "时长台账"),
    ("志愿者", "Alt+S", "存日程"),
    ("志愿者", "Ctrl+P", "开服务证明"),
    ("志愿者", "Ctrl+H", "变动经过"),
    ("现场签到", "Enter", "签到"),
    ("现场签到", "Shift+Enter", "签退"),
    ("现场签到", "Ctrl+Enter", "临时志愿者签到；空着是结束并生成时长"),
    ("现场签到", "Alt+B", "换班次、换一天"),
    ("现场签到", "Alt+M", "补签、录入签到表"),
    ("现场签到", "F9", "从候补顶岗"),
    ("现场签到", "Alt+Q", "请假"),
    ("现场签到", "Alt+S", "更多：评价、记未到、作废"),
    ("现场签到", "Alt+N", "登记新志愿者"),
    ("现场签到", "Ctrl+H", "时长台账"),
)
