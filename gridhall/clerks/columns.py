"""What the audit trail's list shows."""

from datetime import datetime

from gridhall.clerks.labels import action_label, changes_in_words, subject_label
from gridhall.clerks.queries import AuditLine
from gridhall.qt.table import Column

# Looks at numbers and legal acts stand out in a long list; reds are kept for what is wrong.
_WATCHED = frozenset(
    {"person.reveal", "export", "paper.void", "case.revoke", "hall.restore", "import.undo"}
)


def moment(line: AuditLine) -> str:
    """When it was done, in local time."""
    return f"{datetime.fromisoformat(line.row.recorded_at).astimezone():%Y-%m-%d %H:%M}"


def record(line: AuditLine) -> str:
    """Which record: 居民 张桂花, 工单 SL20261124-012 户籍迁入, 大厅设置."""
    row = line.row
    name = line.record or ("" if row.record_id is None else f"（第 {row.record_id} 条）")
    return f"{subject_label(row.subject)} {name}".rstrip()


def changes(line: AuditLine) -> list[str]:
    """What was different before and after, one line a field, numbers masked."""
    return changes_in_words(line.row.before, line.row.after)


AUDIT = (
    Column[AuditLine]("时间", moment, 140, kind="dim"),
    Column[AuditLine]("操作员", lambda line: line.row.clerk_name, 90, kind="bold"),
    Column[AuditLine](
        "做了什么",
        lambda line: action_label(line.row.action),
        130,
        tone=lambda line: "amber" if line.row.action in _WATCHED else "",
    ),
    Column[AuditLine]("记录", record, 290),
    Column[AuditLine]("改动", lambda line: "；".join(changes(line)), 220, stretch=True),
)
