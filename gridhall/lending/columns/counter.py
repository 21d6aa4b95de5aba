"""The counter's one list: loans, kits, parcels, lost property and stock as lines of one kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.core.money import say_money
from gridhall.lending.labels import CONDITIONS, SETTLEMENTS
from gridhall.lending.queries.board import Board, LineCard
from gridhall.lending.queries.kept import DepositRow, FoundRow
from gridhall.lending.queries.loans import LoanRow
from gridhall.lending.queries.stock import KindRow
from gridhall.lending.queries.things import KitRow, ThingRow
from gridhall.qt.table import Column

PILLS = ("全部", "已超期", "今天到期", "待赔偿", "急救药箱", "失物", "寄存", "库存")
ALL, OVERDUE, TODAY, TROUBLE, KITS, FOUND, KEPT, STOCK = range(len(PILLS))
TITLES = {
    "loan": "借用",
    "thing": "物品",
    "deposit": "寄存",
    "found": "失物",
    "stock": "库存",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `key` is the kind of row and its id."""

    key: tuple[str, int]
    what: str
    below: str
    who: str
    phone: str
    when: str
    day: str
    tone: str


def lines(board: Board, pill: int, today: date) -> list[Line]:
    """What a pill shows, the most urgent first."""
    if pill == KITS:
        worst = {"red": 0, "amber": 1}
        made = [_kit(one, board) for one in board.kits]
        return sorted(made, key=lambda line: worst.get(line.tone, 2))
    if pill == FOUND:
        return [_found(one, today) for one in board.found]
    if pill == KEPT:
        return [_deposit(one, today) for one in board.deposits]
    if pill == STOCK:
        return [_stock(one) for one in board.kinds]
    if pill == TROUBLE:
        return [_trouble(one) for one in board.trouble]
    return [loan_line(one, today) for one in _loans(board, pill, today)]


def _loans(board: Board, pill: int, today: date) -> Iterator[LoanRow]:
    for one in board.loans:
        wanted = {OVERDUE: bool(one.late(today)), TODAY: one.due_on == today}
        if wanted.get(pill, True):
            yield one


def counts(board: Board, today: date) -> list[int | None]:
    """How many lines each pill has; stock is not counted."""
    urgent = sum(one.is_urgent for one in board.todos)
    return [
        len(board.loans),
        sum(bool(one.late(today)) for one in board.loans),
        sum(one.due_on == today for one in board.loans),
        len(board.trouble),
        urgent or None,
        len(board.found),
        len(board.deposits),
        None,
    ]


def due_words(row: LoanRow, today: date) -> tuple[str, str]:
    """超期 19 天 in red, 今天到期 in amber, 还有 3 天 in green."""
    late, left = row.late(today), (row.due_on - today).days
    if late:
        return f"超期 {late} 天", "red"
    if left == 0:
        return "今天到期", "amber"
    return f"还有 {left} 天", "green"


def owed_words(rows: Sequence[LoanRow], today: date) -> str:
    """张桂花还有 2 笔没还，其中超期 1 笔：轮椅 LY-003（超期 18 天）; "" for nothing overdue."""
    late = [one for one in rows if one.late(today)]
    if not late:
        return ""
    told = "、".join(f"{one.what}（超期 {one.late(today)} 天）" for one in late[:3])
    return f"{late[0].borrower}还有 {len(rows)} 笔没还，其中超期 {len(late)} 笔：{told}"


def loan_line(row: LoanRow, today: date) -> Line:
    """A loan that is out."""
    words, tone = due_words(row, today)
    return Line(
        ("loan", row.id), row.what, row.number, row.borrower, row.masked_phone, words,
        f"{row.due_on:%m-%d} 应还", tone,
    )  # fmt: skip


def _trouble(row: LoanRow) -> Line:
    return Line(
        ("loan", row.id), row.what, row.return_note or row.number, row.borrower,
        row.masked_phone, CONDITIONS[row.trouble], str(row.closed_on or row.due_on), "red",
    )  # fmt: skip


def _kit(row: ThingRow, board: Board) -> Line:
    mine = [one for one in board.todos if one.thing_id == row.id]
    urgent = any(one.is_urgent for one in mine)
    words = "有过期" if urgent else "要查看" if mine else "正常"
    tone = "red" if urgent else "amber" if mine else "green"
    below = mine[0].words.removeprefix(f"{row.code} ") if mine else row.state_label
    checked = f"{row.checked_on:%m-%d} 查过" if row.checked_on else "没有查过"
    return Line(
        ("thing", row.id), row.title, below, row.borrower or row.spot, "", words, checked, tone
    )


def _found(row: FoundRow, today: date) -> Line:
    words, tone = (
        ("满一年", "amber")
        if row.is_over(today)
        else ("未贴公告", "blue")
        if row.posted_on is None
        else ("保管中", "green")
    )
    return Line(
        ("found", row.id), row.what, f"{row.number} · {row.found_on} 拾于{row.spot}",
        row.finder or "—", row.masked_phone, words, f"{row.keep_until} 止", tone,
    )  # fmt: skip


def _deposit(row: DepositRow, today: date) -> Line:
    late = row.is_late(today)
    words = f"过期 {(today - row.until).days} 天" if late else "待取"
    return Line(
        ("deposit", row.id), row.what, " · ".join(filter(None, (row.number, row.slot))),
        row.owner, row.masked_phone, words, f"{row.until:%m-%d} 以前", "red" if late else "green",
    )  # fmt: skip


def _stock(row: KindRow) -> Line:
    words = f"在架 {row.left} {row.measure}"
    tone = "amber" if row.is_short else "green" if row.left else "grey"
    parts = (f"借出 {row.out}" if row.out else "", f"在修 {row.broken}" if row.broken else "")
    told = "，".join(filter(None, (*parts, f"丢失 {row.lost}" if row.lost else "")))
    short = "要补" if row.is_short else f"共 {row.owned}"
    return Line(
        ("stock", row.id), row.name, f"{row.code} · {row.way_label}", told or "—", "", words,
        short, tone,
    )  # fmt: skip


LINES: tuple[Column[Line], ...] = (
    Column("东西", lambda one: one.what, 200, "two", sub=lambda one: one.below, stretch=True),
    Column("谁", lambda one: one.who, 140, "two-plain", sub=lambda one: one.phone, spread=True),
    Column("日期", lambda one: one.day, 118, "dim", from_width=1240),
    Column("情况", lambda one: one.when, 132, "due", tone=lambda one: one.tone),
)

KIT: tuple[Column[KitRow], ...] = (
    Column("内容", lambda row: f"{row.name} {row.quantity} {row.measure}", 150, stretch=True),
    Column("有效期至", lambda row: str(row.expires_on or "—"), 104),
)

THINGS: tuple[Column[ThingRow], ...] = (
    Column("编号", lambda row: row.code, 110),
    Column("名称", lambda row: row.name or row.kind, 120, stretch=True),
    Column(
        "在哪里", lambda row: row.borrower or row.state_label, 104,
        tone=lambda row: "" if row.state == "ready" else "amber",
    ),
)  # fmt: skip

PAST: tuple[Column[LoanRow], ...] = (
    Column("谁", lambda row: row.borrower, 90, stretch=True),
    Column("借出", lambda row: f"{row.lent_on:%y-%m-%d}", 84),
    Column(
        "归还",
        lambda row: f"{row.closed_on:%y-%m-%d}" if row.closed_on else f"{row.due_on:%m-%d} 应还",
        100,
    ),
)


def card_head(card: LineCard, today: date) -> tuple[str, str, list[tuple[str, str]]]:
    """What stands above the card: path, name, chips."""
    row = card.row
    if isinstance(row, LoanRow):
        state = due_words(row, today) if row.is_open else ("已了结", "grey")
        trouble = (CONDITIONS[row.trouble], "red") if row.trouble else ("", "")
        died = ("借用人已去世", "purple") if row.has_died else ("", "")
        return f"借用 · {row.number}", row.what, [state, trouble, died]
    if isinstance(row, ThingRow):
        tone = {"ready": "green", "out": "blue", "lost": "red"}.get(row.state, "amber")
        return f"物品 · {row.kind}", row.title, [(row.state_label, tone)]
    if isinstance(row, DepositRow):
        line = _deposit(row, today)
        return f"寄存 · {row.number}", row.what, [(line.when, line.tone)]
    if isinstance(row, FoundRow):
        line = _found(row, today)
        words = line.when if row.state == "kept" else row.state_label
        return f"失物 · {row.number}", row.what, [(words, line.tone)]
    line = _stock(row)
    return f"库存 · {row.code}", row.name, [(line.when, line.tone)]


def card_facts(card: LineCard) -> list[tuple[str, str]]:
    """What the card says; empty values are left out."""
    row = card.row
    if isinstance(row, LoanRow):
        return _loan_facts(row)
    if isinstance(row, ThingRow):
        who = f"{row.borrower}，{row.due_on} 应还" if row.borrower else ""
        return [
            ("现在在", who or row.state_label),
            ("存放处", row.spot),
            ("价值", say_money(row.worth_fen)),
            ("购入", str(row.got_on or "")),
            ("上次查看", str(row.checked_on or "") if row.subject == "kit" else ""),
            ("备注", row.note),
        ]
    if isinstance(row, DepositRow):
        return _deposit_facts(row)
    if isinstance(row, FoundRow):
        photos = f"{card.photos} 张" if card.photos else "还没有，按 Alt+S 加"
        return [*_found_facts(row), ("照片", photos)]
    return _kind_facts(row)


def _loan_facts(row: LoanRow) -> list[tuple[str, str]]:
    back = f"，{row.deposit_back_on} 已退" if row.deposit_back_on else "，没有退"
    settled = SETTLEMENTS.get(row.settled, "")
    return [
        ("借用人", f"{row.borrower} {row.masked_phone}".strip()),
        ("住址", row.address),
        ("借出", f"{row.lent_on}，{row.clerk_name}经办"),
        ("应还", f"{row.due_on}" + (f"（续借 {row.renewed} 次）" if row.renewed else "")),
        ("还没有还", f"{row.out} {row.measure}" if row.is_open and row.quantity > 1 else ""),
        ("押金", f"{say_money(row.deposit_fen)}{back}" if row.deposit_fen else ""),
        ("备注", row.note),
        ("归还", str(row.returned_on or "")),
        ("归还情况", row.return_note),
        ("赔偿", "，".join(filter(None, (settled, say_money(row.settled_fen), row.settled_note)))),
    ]


def _deposit_facts(row: DepositRow) -> list[tuple[str, str]]:
    return [
        ("物主", f"{row.owner} {row.masked_phone}".strip()),
        ("放在", row.slot),
        ("寄存", f"{row.left_on}，{row.clerk_name}经办"),
        ("取走期限", str(row.until)),
        ("备注", row.note),
        ("取走", f"{row.taken_on} {row.taken_by}（{row.taken_proof}）" if row.taken_on else ""),
    ]


def _found_facts(row: FoundRow) -> list[tuple[str, str]]:
    return [
        ("拾到", f"{row.found_on}，{row.spot}"),
        ("特征", row.marks and f"{row.marks}（不公开，认领时核对）"),
        ("拾得人", f"{row.finder} {row.masked_phone}".strip()),
        ("存放处", row.kept_at),
        ("招领公告", str(row.posted_on) if row.posted_on else "还没有贴"),
        ("保管到", f"{row.keep_until}（自公告之日起一年，民法典第 318 条）"),
        ("办结", f"{row.closed_on} {row.state_label}" if row.closed_on else ""),
        ("认领人", f"{row.claimant} {row.masked_claimant_phone}".strip()),
        ("核对情况", row.proof),
    ]


def _kind_facts(row: KindRow) -> list[tuple[str, str]]:
    days = "当天还" if row.usual_days == 0 else f"{row.usual_days} 天，可续 {row.renewals} 次"
    return [
        ("管理方式", row.way_label),
        ("借期", days if row.way in ("single", "counted") else ""),
        ("押金", say_money(row.deposit_fen)),
        ("共有", f"{row.owned} {row.measure}"),
        ("借出", f"{row.out} {row.measure}" if row.out else ""),
        ("最少存量", f"{row.least} {row.measure}" if row.least else ""),
    ]
