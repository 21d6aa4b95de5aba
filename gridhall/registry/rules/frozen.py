"""Records that are closed: the dead, the merged, the voided; they can be read, not changed."""

from datetime import date

from gridhall.core.errors import UserError


class Frozen(UserError):
    """A change of a closed record."""


# Acts that void a record, by what the card then says of it.
VOIDING = {
    "undone": "的登记已作废",
    "frozen": "已按本人申请停止使用，只依法存档",
    "anonymised": "保存期已满，已作匿名处理",
}


def frozen_words(status: str, died_on: date | None) -> str:
    """Why a record is closed and what can be done; empty for an open one."""
    if status == "died":
        when = f"已于 {died_on} 去世" if died_on else "已经去世"
        return f"{when}，档案已冻结，只能查看；登记错了，请撤回“去世”这一项"
    return {
        "merged": "已并入另一份档案，请打开那一份来改",
        "void": "的登记已经作废，只能查看",
    }.get(status, "")


def refuse_frozen(name: str, status: str, died_on: date | None) -> None:
    """Refuse every change of a closed record."""
    words = frozen_words(status, died_on)
    if words:
        raise Frozen(f"{name}{words}")
