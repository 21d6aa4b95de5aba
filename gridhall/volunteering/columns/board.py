"""The board of a service day in words: chips of a cell, tiles of the month, lines about a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.core.clock import say_span
from gridhall.volunteering.labels import WEEKDAYS
from gridhall.volunteering.queries.board import (
    SUGGESTED,
    Board,
    CellRow,
    ChangeRow,
    PostRow,
    SeatRow,
    ShiftRow,
)
from gridhall.volunteering.queries.days import DayRow

CLOSED_CELL = "不开"


@dataclass(frozen=True, slots=True)
class Chip:
    """Something in a cell: its words, how it looks, whose it is (None: a gap)."""

    words: str
    look: str  # confirmed, suggested, gap, clash
    seat: SeatRow | None = None

    @property
    def glyph(self) -> str:
        """The icon that tells it apart without colour; a confirmed name has none."""
        return GLYPHS.get(self.look, "")


GLYPHS = {"suggested": "wand_stars", "gap": "person_add", "clash": "error-fill"}
LEGEND = (
    (Chip("已确认", "confirmed"), Chip("缺人", "gap")),
    (Chip("自动建议", "suggested"), Chip("冲突", "clash")),
)


@dataclass(frozen=True, slots=True)
class Tile:
    """A day in the month that is more than its number."""

    word: str  # 满, 缺4, 未排
    tone: str  # green, amber, grey
    said: str  # for screen readers and the tool tip
    is_held: bool = True  # False: only the nominal date of a day that was moved


def chips(cell: CellRow) -> list[Chip]:
    """Everybody in the cell, then how many are missing."""
    shown = [_seat_chip(seat) for seat in cell.seats]
    if cell.gap:
        shown.append(Chip(f"缺 {cell.gap}", "gap"))
    return shown


def _seat_chip(seat: SeatRow) -> Chip:
    if seat.fault is not None:
        return Chip(f"{seat.name} {seat.fault.word}", "clash", seat)
    return Chip(seat.name, SUGGESTED if seat.state == SUGGESTED else "confirmed", seat)


def cell_name(post: PostRow, shift: ShiftRow) -> str:
    """`秩序引导 · 上午二`."""
    return f"{post.name} · {shift.name}"


def cell_note(cell: CellRow | None) -> tuple[str, str]:
    """What is to be said of a cell, and its type role: what is wrong, what is missing."""
    if cell is None:
        return "这一班不开", "meta"
    wrong = next((seat.clash for seat in cell.seats if seat.clash), "")
    if wrong:
        return wrong, "err"
    if cell.gap:
        off = "、".join(f"{name}{_reason(why)}" for name, why in cell.called_off)
        return f"还缺 {cell.gap} 人" + (f"（{off}）" if off else ""), "warn"
    suggested = sum(seat.state == SUGGESTED for seat in cell.seats)
    if suggested:
        return f"{suggested} 条建议还没采用", "meta"
    return f"已排满 {len(cell.seats)} 人", "meta"


def _reason(why: str) -> str:
    return why if why.startswith("请假") else f"请假：{why}"


def cell_said(post: PostRow, shift: ShiftRow, cell: CellRow | None) -> str:
    """A cell as a screen reader says it."""
    if cell is None:
        return f"{cell_name(post, shift)}：{CLOSED_CELL}"
    words = {"suggested": "（建议）", "confirmed": "", "clash": "", "gap": " 人"}
    shown = "、".join(f"{chip.words}{words[chip.look]}" for chip in chips(cell))
    return f"{cell_name(post, shift)}：{shown}"


def cell_tip(post: PostRow, shift: ShiftRow, cell: CellRow | None) -> str:
    """What the mouse is told of a cell: what the post asks, who called off, what is wrong."""
    lines = [f"{post.name} {shift.name} {say_span(shift.starts, shift.ends)}"]
    lines += filter(None, (post.content, post_asks(post)))
    if cell is not None:
        lines.append(f"要 {cell.wanted} 人，最少 {cell.minimum} 人")
        lines += [f"{name}：{why}" for name, why in cell.called_off]
        lines += [f"{seat.name}顶{seat.replaces}的岗" for seat in cell.seats if seat.replaces]
        lines += [seat.clash for seat in cell.seats if seat.clash]
    return "\n".join(lines)


def post_asks(post: PostRow) -> str:
    """What a post asks of people, in a line; "" for nothing."""
    asks = [
        f"要会{post.skill_name}" if post.skill_name else "",
        f"{post.squad_name}小分队" if post.squad_name else "",
        "至少一名党员" if post.needs_party else "",
        "有危险：要有保险，不排未成年人" if post.is_dangerous else "",
        f"地点 {post.spot}" if post.spot else "",
    ]
    return "，".join(filter(None, asks))


def post_counts(board: Board, post: PostRow) -> str:
    """`每班 3 人`, or `每班 1–3 人` where shifts differ."""
    counts = [cell.wanted for (post_id, _), cell in board.cells.items() if post_id == post.id]
    if not counts:
        return "没有开班"
    low, high = min(counts), max(counts)
    return f"每班 {low} 人" if low == high else f"每班 {low}–{high} 人"


def shift_title(shift: ShiftRow) -> str:
    """`上午一 08:30–10:00`."""
    return f"{shift.name} {say_span(shift.starts, shift.ends)}"


# Days


def day_words(day: date) -> str:
    """`11月25日`."""
    return f"{day.month}月{day.day}日"


def day_title(day: date) -> str:
    """`11月25日 周三`."""
    return f"{day_words(day)} {WEEKDAYS[day.weekday()]}"


def day_state(row: DayRow, today: date | None = None) -> tuple[str, str]:
    """A day's chip beside its date: words and tone; one that is past waits to be closed."""
    if row.state == "skipped":
        return "不办", "grey"
    if row.state == "merged":
        return "合并", "grey"
    if row.state == "closed":
        return "已结束", "grey"
    if row.is_undecided:
        return "待定", "amber"
    if row.state == "unplanned" or not row.wanted:
        return "未排", "grey"
    if today is not None and row.held_on is not None and row.held_on < today:
        return "待结束", "amber"
    if row.gaps:
        return f"缺 {row.gaps} 人次", "amber"
    return "已排满", "green"


def tiles(rows: Sequence[DayRow], today: date | None = None) -> dict[date, Tile]:
    """Date -> its tile: days that are held, and nominal dates whose day was moved away."""
    found: dict[date, Tile] = {}
    for row in rows:
        if row.nominal is not None and row.held_on != row.nominal:
            found.setdefault(row.nominal, _moved(row))
    for row in rows:
        if row.held_on is not None and row.state != "merged":
            found[row.held_on] = _held(row, today)
    return found


def _held(row: DayRow, today: date | None) -> Tile:
    words, tone = day_state(row, today)
    short = {"已排满": "满", "已结束": "完", "待结束": "待结"}.get(words, words)
    if words.startswith("缺"):
        short = f"缺{row.gaps}" if row.gaps < 100 else "缺"  # a tile has room for two digits
    assert row.held_on is not None
    said = f"{day_title(row.held_on)} {row.name} {words}"
    return Tile(short, tone, f"{said}，{row.reason}" if row.reason else said)


def _moved(row: DayRow) -> Tile:
    assert row.nominal is not None
    to = f"改到{day_words(row.held_on)}" if row.held_on else "不办"
    word = {"merged": "并", "skipped": "停"}.get(row.state, "移")
    return Tile(word, "grey", f"{day_title(row.nominal)} 原定服务日，{row.reason or to}", False)


def nominal_note(row: DayRow) -> str:
    """Where a day was moved from and why; "" if it stands where it belongs."""
    if not row.is_moved or row.nominal is None:
        return row.reason
    note = f"原定 {day_title(row.nominal)}"
    return f"{note}，{row.reason}" if row.reason else note


def filled_words(row: DayRow) -> str:
    """`已排 42 / 46 人次`."""
    return f"已排 {row.filled} / {row.wanted} 人次"


def suggestion_words(board: Board) -> str:
    """`自动排班给出 2 条建议（虚线），1 处时间冲突要人工处理`."""
    said = f"自动排班给出 {board.suggestions} 条建议（虚线）"
    open_gaps = sum(cell.gap for cell in board.cells.values())
    if open_gaps:
        said += f"，还缺 {open_gaps} 人次"
    doubles = sum(bool(seat.fault and seat.fault.is_double) for seat in board.seats)
    if doubles:
        said += f"，{doubles} 处时间冲突要人工处理"
    if board.clashes > doubles:
        said += f"，{board.clashes - doubles} 人不合要求"
    return said


def change_words(row: ChangeRow) -> str:
    """A line of what changed, as the clerk reads it out."""
    if row.kind == "moved":
        return f"{row.name}：{row.was} → {row.to}"
    if row.kind == "gone":
        return f"{row.name}：不再排 {row.was}"
    return f"{row.name}：新排 {row.to}"
