"""The one list of 调解排查: disputes, hazards with their rounds, registers as one kind of line."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from gridhall.opinions.queries.inspections import HazardRow, InspectionRow
from gridhall.opinions.queries.mediations import MediationRow, PartyRow
from gridhall.opinions.queries.peace_board import PeaceBoard, PeaceCard, Row
from gridhall.opinions.queries.themes import EntryRow, RegisterRow
from gridhall.qt.table import Column

PILLS = ("调解", "隐患", "专项台账")
MEDIATIONS, HAZARDS, THEMES = range(len(PILLS))
KINDS: Final = {
    "mediation": MEDIATIONS, "hazard": HAZARDS, "inspection": HAZARDS, "theme": THEMES,
}  # fmt: skip
_URGENT: Final = {"red": 0, "amber": 1, "blue": 2}


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `key` is the kind of row and its id."""

    key: tuple[str, int]
    what: str
    below: str
    where: str
    day: str
    when: str
    tone: str
    typed: str = ""  # what it may be found by besides


def lines(told: PeaceBoard, pill: int, today: date) -> list[Line]:
    """What a pill shows: what is to be done first, then what is over, the latest first."""
    if pill == MEDIATIONS:
        made = [mediation_line(one, today) for one in told.mediations]
        return sorted(made, key=lambda line: _URGENT.get(line.tone, 3))
    if pill == HAZARDS:
        left = [hazard_line(one, today) for one in told.hazards]
        return [*left, *(inspection_line(one) for one in told.inspections)]
    return [register_line(one) for one in told.registers]


def counts(told: PeaceBoard) -> list[int | None]:
    """How many are still to be seen to under each pill."""
    going = sum(one.is_open for one in told.mediations)
    kept = sum(one.ended_on is None for one in told.registers)
    return [going, len(told.hazards), kept]


def late(told: PeaceBoard, today: date) -> int:
    """How many are overdue."""
    dues = [one.due(today) for one in told.mediations]
    dues += [one.due(today) for one in told.hazards]
    return sum(tone == "red" for _, tone in dues)


def mediation_line(row: MediationRow, today: date) -> Line:
    """A dispute."""
    words, tone = row.due(today)
    where = row.place or row.grid or "—"
    return Line(
        ("mediation", row.id), row.title, f"{row.number} · {row.kind_label} · {row.who}", where,
        f"{row.accepted_on:%m-%d} 受理", words, tone, f"{row.mediators} {row.who}",
    )  # fmt: skip


def hazard_line(row: HazardRow, today: date) -> Line:
    """A hazard that is still to be mended."""
    words, tone = row.due(today)
    serious = "重大隐患 · " if row.serious else ""
    return Line(
        ("hazard", row.id), row.what, f"{serious}{row.code} · {row.owner}", row.where,
        f"{row.day:%m-%d} 发现", words, tone, row.unit,
    )  # fmt: skip


def inspection_line(row: InspectionRow) -> Line:
    """A round."""
    words, tone = "没有隐患", "green"
    if row.left:
        words, tone = f"还有 {row.left} 处待整改", "blue"
    elif row.hazards:
        words, tone = f"{row.hazards} 处都已整改", "green"
    return Line(
        ("inspection", row.id), f"{row.kind_label}排查".replace("排查排查", "排查"),
        f"{row.number} · {row.inspectors}", row.where, f"{row.day:%m-%d} 排查", words, tone,
    )  # fmt: skip


def register_line(row: RegisterRow) -> Line:
    """A register with its counts."""
    ended = row.ended_on is not None
    tone = "grey" if ended else "amber" if row.counts.bad_now else "green"
    now = f"{row.counts.bad_before} → {row.counts.bad_now} {row.measure}"
    return Line(
        ("theme", row.id), row.title, row.words, row.compound or "全社区",
        f"{row.began_on:%y-%m-%d} 起", f"已结束 {now}" if ended else now, tone,
    )  # fmt: skip


LINES: tuple[Column[Line], ...] = (
    Column("事项", lambda one: one.what, 200, "two", sub=lambda one: one.below, stretch=True),
    Column("哪里", lambda one: one.where, 136, spread=True),
    Column("日期", lambda one: one.day, 104, "dim", from_width=1240),
    Column("情况", lambda one: one.when, 150, "due", tone=lambda one: one.tone),
)

PARTIES: tuple[Column[PartyRow], ...] = (
    Column("", lambda row: f"{row.side}方", 52),
    Column("当事人", lambda row: row.name, 120, "two", stretch=True,
           sub=lambda row: row.address or "没有写住址"),
    Column("电话", lambda row: row.masked_phone or "—", 156, "two",
           sub=lambda row: row.masked_id or "没有证件号"),
)  # fmt: skip

FOUND: tuple[Column[HazardRow], ...] = (
    Column("", lambda row: str(row.position), 36),
    Column("隐患", lambda row: row.what, 140, "two", stretch=True,
           sub=lambda row: " · ".join(filter(None, (row.spot, row.owner)))),
    Column("整改", lambda row: _mended(row), 110, "two", sub=lambda row: row.checked_by),
)  # fmt: skip

KEPT: tuple[Column[EntryRow], ...] = (
    Column("哪一户", lambda row: row.who, 130, "two", stretch=True, sub=lambda row: row.facts),
    Column("现在", lambda row: f"已退出（{row.why}）" if row.ended_on else row.now, 140, "two",
           sub=lambda row: f"承诺{row.promised}" if row.promised else f"摸底时{row.before}"),
)  # fmt: skip


def _mended(row: HazardRow) -> str:
    if row.rectified_on is not None:
        return f"{row.rectified_on:%m-%d} 已整改"
    return f"{row.rectify_by:%m-%d} 前"


def head(card: PeaceCard, today: date) -> tuple[str, str, list[tuple[str, str]]]:
    """What stands above the card: path, name, chips."""
    row = card.row
    if isinstance(row, MediationRow):
        tone = "green" if row.state in ("agreed", "performed") else "grey"
        state = (row.state_label, "blue" if row.state == "accepted" else tone)
        return (
            f"{row.kind_label} · {row.number}",
            row.title,
            list(dict.fromkeys((state, row.due(today)))),
        )
    if isinstance(row, HazardRow):
        serious = ("重大隐患", "red") if row.serious else ("", "")
        return f"隐患 · {row.code}", row.what, [row.due(today), serious]
    line = register_line(row) if isinstance(row, RegisterRow) else inspection_line(row)
    path = "专项台账" if isinstance(row, RegisterRow) else f"排查 · {row.number}"
    return path, line.what, [(line.when, line.tone)]


def facts(row: Row) -> list[tuple[str, str]]:
    """What the card says; empty values are left out."""
    if isinstance(row, MediationRow):
        return _of_mediation(row)
    if isinstance(row, HazardRow):
        return _of_hazard(row)
    if isinstance(row, InspectionRow):
        return [
            ("日期", str(row.day)), ("地点", row.where), ("排查人员", row.inspectors),
            ("说明", row.note), ("登记", row.clerk_name),
        ]  # fmt: skip
    return [
        ("成效", row.words),
        *((one.words, f"{one.before} → {one.now} {row.measure}") for one in row.counts.tallies),
        ("摸底", f"{row.began_on} 起"),
        ("结束", str(row.ended_on or "")),
        ("说明", row.note),
    ]


def _of_mediation(row: MediationRow) -> list[tuple[str, str]]:
    agreed = f"{row.agreed_on}（{'口头' if row.oral else '书面'}）" if row.agreed_on else ""
    call = row.clock.call_by
    called = str(row.called_on or "") or (f"{call} 前" if call else "")
    court = f"{row.court_until} 前可以共同申请" if row.court_until and not row.oral else ""
    waits = row.state == "accepted"
    return [
        ("受理", f"{row.accepted_on} {row.place}".strip()),
        ("调解员", row.mediators),
        ("调解期限", str(row.due_on or "") if waits else ""),
        ("达成协议", agreed),
        ("履行", " ".join(filter(None, (row.way, f"{row.perform_by} 前" if row.perform_by else "",
                                      f"{row.performed_on} 已履行" if row.performed_on else "")))),
        ("司法确认", court if row.state == "agreed" else ""),
        ("回访", called),
        ("原因", row.why),
        ("吹哨台账", row.issue_number),
        ("受理人", row.clerk_name),
    ]  # fmt: skip


def _of_hazard(row: HazardRow) -> list[tuple[str, str]]:
    photos = f"{row.photos} 张，整改后 {row.photos_after} 张"
    return [
        ("位置", row.where),
        ("整改责任人", row.owner),
        ("整改期限", str(row.rectify_by)),
        ("发现", f"{row.day} {row.number}"),
        ("复查", " ".join(filter(None, (str(row.rectified_on or ""), row.checked_by)))),
        ("结果", row.result),
        ("照片", photos if row.photos else "还没有；整改好要拍一张，按 Alt+Z 加"),
        ("吹哨台账", row.issue_number),
    ]


def body_of(row: Row) -> str:
    """A dispute and what was agreed, in its own words."""
    if not isinstance(row, MediationRow):
        return ""
    return "\n".join(filter(None, (row.dispute, row.agreement and f"协议：\n{row.agreement}")))
