"""How a benefit project is shown on an item's card: money, progress, photos."""

from gridhall.core.mask import mask_numbers
from gridhall.core.money import say_money
from gridhall.pledges.queries.projects import MoneyRow, ProjectRow, StepRow
from gridhall.pledges.rules.projects import signed
from gridhall.qt.table import Column


def project_facts(told: ProjectRow) -> list[tuple[str, str]]:
    """What the card says; empty values are left out."""
    sums = told.balance
    over = f"，超支 {say_money(-sums.left)}" if sums.left < 0 else f"，结余 {say_money(sums.left)}"
    lacking = f"，还差 {say_money(sums.lacking)}" if sums.lacking and sums.raised else ""
    photos = f"之前 {told.before} 张，之后 {told.after} 张"
    return [
        ("计划", say_money(sums.planned) if sums.planned else ""),
        ("到位", f"{say_money(sums.raised)}{lacking}" if sums.raised else ""),
        ("支出", f"{say_money(sums.spent)}{over}" if sums.spent else ""),
        ("照片", photos if told.before + told.after else ""),
    ]


def percent_words(told: ProjectRow) -> str:
    """60%; how far nobody has said."""
    return f"{told.percent}%" if told.percent is not None else "还没有登记"


MONEY_ROWS: tuple[Column[MoneyRow], ...] = (
    Column("日期", lambda row: f"{row.day:%m-%d}", 58),
    Column("来源、用途", lambda row: mask_numbers(row.source), 120, stretch=True),
    Column("哪一种", lambda row: "冲正" if row.fen < 0 else row.kind_label, 64, "dim"),
    Column("金额", lambda row: signed(row.fen), 108, right=True),
)

STEPS: tuple[Column[StepRow], ...] = (
    Column("日期", lambda row: f"{row.day:%m-%d}", 58),
    Column("进展", lambda row: mask_numbers(row.words), 150, stretch=True),
    Column(
        "进度", lambda row: f"{row.percent}%", 96, "bar",
        part=lambda row: row.percent / 100,
        tone=lambda row: "green" if row.percent == 100 else "blue",
    ),
)  # fmt: skip
