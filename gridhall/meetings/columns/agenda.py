"""How the items of an agenda read: what was carried in its own colour, what was decided."""

from datetime import date

from gridhall.core.calendar import WorkCalendar
from gridhall.issues.labels import LEVELS, SHORT_ROUTES, SIZES, STATES
from gridhall.issues.queries.issues import IssueRow
from gridhall.meetings.queries.agenda import AgendaRow
from gridhall.qt.table import Column

_TONES = {
    "decline": "grey", "refuse": "grey", "later": "amber", "go_on": "blue", "noted": "grey",
    "escalate": "amber", "supervise": "amber", "consult": "purple", "agree": "green",
}  # fmt: skip
CARRIED = "purple"  # what earlier meetings left open


def item_key(row: AgendaRow) -> tuple[str, int]:
    """What tells items apart: the issue, or the item's own row."""
    return ("issue", row.issue_id) if row.issue_id is not None else ("item", row.item_id or 0)


def carried_words(row: AgendaRow) -> str:
    """结转 2 次; "" of a new one."""
    return f"结转 {row.carried} 次" if row.carried else ""


def decided_words(row: AgendaRow) -> str:
    """分派 · 定向吹哨; 记了发言 of one that was only talked about; "" of one not reached yet."""
    if row.decision == "route":
        return SHORT_ROUTES.get(row.route or 0, row.decision_label)
    return row.decision_label or ("记了发言" if row.said else "")


def decided_tone(row: AgendaRow) -> str:
    """Green for what somebody takes on."""
    return _TONES.get(row.decision, "green") if row.decision else "grey"


def _carried_tone(row: AgendaRow) -> str:
    return CARRIED if row.carried else ""


def _below(row: AgendaRow) -> str:
    place = row.row.place if row.row is not None else row.kind_label
    return " · ".join(filter(None, (carried_words(row), place)))


def result_words(row: AgendaRow) -> str:
    """As a card says what came of an item: 分派 · 市城管局，12-08 前."""
    due = f"，{row.due_on:%m-%d} 前" if row.due_on and row.owner else ""
    owner = f" · {row.owner.name}{due}" if row.owner else ""
    return f"{decided_words(row)}{owner}" if row.decision else decided_words(row)


def head_chips(
    row: AgendaRow, place: tuple[int, int], today: date, calendar: WorkCalendar
) -> list[tuple[str, str]]:
    """第 3 项 / 共 24 项, 结转 2 次, category, size, state, how late."""
    chips = [(f"第 {place[0]} 项 / 共 {place[1]} 项", "grey"), (carried_words(row), CARRIED)]
    issue = row.row
    if issue is None:
        return [*chips, (row.kind_label, "blue")]
    late = issue.due(today, calendar)
    overdue = (late.text, "red") if issue.overdue(today) else ("", "")
    size = SIZES.get(issue.size, "")
    return [
        *chips, (issue.category, "grey"), (size, "grey"), (STATES.get(issue.state, ""), "blue"),
        overdue,
    ]  # fmt: skip


def head_facts(row: AgendaRow, today: date) -> str:
    """御景小区 3号楼 · 哨〔2026〕0012 · 4月12日反映，43 天了; nobody is named: a room reads it."""
    issue = row.row
    if issue is None:
        return ""
    day, days = issue.received_on, issue.days_open(today)
    since = f"{day.month}月{day.day}日反映" + (f"，{days} 天了" if days else "")
    return " · ".join(filter(None, (issue.place, row.number, since, LEVELS.get(issue.level, ""))))


def owner_words(issue: IssueRow | None) -> str:
    """现在由市城管局承办，期限 2026-12-08; "" while it is nobody's."""
    if issue is None or not issue.owner_name:
        return ""
    due = f"，期限 {issue.due_on}" if issue.due_on else ""
    last = f" · 最近 {issue.last_measure}" if issue.last_measure else ""
    return f"现在由{issue.owner_name}承办{due}{last}"


ROOM: tuple[Column[AgendaRow], ...] = (
    Column("", lambda row: str(row.position), 36, "dim", right=True),
    Column("议题", lambda row: row.title, 180, "two", sub=_below, tone=_carried_tone, stretch=True),
    Column("决定", decided_words, 96, "chip", tone=decided_tone),
)
CARD: tuple[Column[AgendaRow], ...] = (
    Column("议题", lambda row: row.title, 170, tone=_carried_tone, stretch=True),
    Column("结转", lambda row: f"{row.carried} 次" if row.carried else "", 58),
    Column("决定", decided_words, 96, "chip", tone=decided_tone),
)
