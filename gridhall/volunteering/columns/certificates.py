"""How certificates, keys and verdicts are shown."""

from gridhall.core.clock import say_hours
from gridhall.qt.table import Column
from gridhall.volunteering.queries.certificates import CandidateRow, CertificateRow, Verdict
from gridhall.volunteering.queries.keys import KeyRow
from gridhall.volunteering.rules.key_files import fingerprint

VERDICTS = {"genuine": "真", "forged": "伪", "void": "已作废", "unknown-issuer": "未知签发方"}
VERDICT_TONES = {"genuine": "green", "forged": "red", "void": "amber", "unknown-issuer": "blue"}
NO_LICENCE = (
    "二维码是大厅自己的密钥所作的 Ed25519 签名，用来核对内容有没有被改动；"
    "它不是依法设立的电子认证机构认证的电子签名，不能代替盖章。"
)


def _given(row: CandidateRow) -> str:
    return f"{row.certificates} 份" if row.certificates else "—"


def standing(row: CandidateRow) -> str:
    """可出证, or why not yet."""
    if not row.minutes:
        return "没有时长"
    return "缺信息" if row.missing else "可出证"


def standing_tone(row: CandidateRow) -> str:
    """The chip's colour."""
    return {"可出证": "green", "缺信息": "amber"}.get(standing(row), "grey")


CANDIDATES: tuple[Column[CandidateRow], ...] = (
    Column(
        "志愿者",
        lambda row: row.name,
        170,
        "two",
        sub=lambda row: " · ".join(filter(None, (row.number, row.came_from))) or "没有编号",
        stretch=True,
    ),
    Column("本厅时长", lambda row: say_hours(row.minutes), 104, right=True),
    Column("最近服务", lambda row: str(row.last_served_on or "—"), 108, spread=True),
    Column("已出证明", _given, 80, right=True),
    Column("状态", standing, 96, "chip", tone=standing_tone),
)
ISSUED: tuple[Column[CertificateRow], ...] = (
    Column("编号", lambda row: row.number, 200, stretch=True),
    Column("出具", lambda row: str(row.issued_on), 100),
    Column(
        "",
        lambda row: "已作废" if row.voided else "有效",
        72,
        "chip",
        tone=lambda row: "grey" if row.voided else "green",
    ),
)
KEYS: tuple[Column[KeyRow], ...] = (
    Column("单位", lambda row: row.issuer, 190, "two", sub=lambda row: _whose(row), stretch=True),
    Column("指纹", lambda row: fingerprint(row.public), 400),
    Column("启用", lambda row: str(row.valid_from), 100),
    Column("停用", lambda row: str(row.valid_to or "在用"), 100),
)


def _whose(row: KeyRow) -> str:
    return "本厅的签名密钥" if row.is_own else "别的单位的公钥"


def verdict_facts(found: Verdict) -> list[tuple[str, str]]:
    """What the code says, for comparing with the page."""
    if found.minutes is None:
        return []
    since = str(found.since or "第一次服务")
    return [
        ("编号", found.number),
        ("姓名", found.name),
        ("时长", say_hours(found.minutes)),
        ("期间", f"{since} 至 {found.until}"),
        ("签发日期", str(found.issued_on)),
        ("签发单位", found.issuer or "不知道"),
        ("存证", found.anchor),
    ]
