"""What a certificate may say (志愿服务记录与证明出具办法, 民政部令第67号), in plain words."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gridhall.core.clock import say_hours
from gridhall.core.errors import UserError
from gridhall.volunteering.rules.hours import QUALITIES

# The optional fields (§15): a clerk ticks them; service time, content and recorder always stand.
FIELDS: Final = {
    "id_number": "证件号码（中间遮住）",
    "full_id_number": "完整证件号码",
    "number": "志愿者编号",
    "evaluation": "服务评价",
    "training": "参加培训",
    "award": "表彰奖励",
    "stars": "星级",
    "details": "服务明细（附页）",
}
USUAL: Final = frozenset({"id_number", "number"})
STARS: Final = "一二三四五六七八九十"
_MOST_CONTENT = 66  # characters of the contents on the first page


@dataclass(frozen=True, slots=True)
class CertificateOrder:
    """Whose certificate, from when (None: the whole life) until when, with which fields."""

    volunteer_id: int
    since: date | None
    until: date
    fields: frozenset[str] = USUAL


def check_order(order: CertificateOrder, today: date) -> None:
    """A period lies in the past and forward; a field is one of the eight."""
    if order.until > today:
        raise UserError(f"截止日期 {order.until} 还没有到，请改成今天或更早，再出证明")
    if order.since is not None and order.since > order.until:
        raise UserError(f"开始日期 {order.since} 晚于截止日期 {order.until}，请改好再出证明")
    odd = sorted(order.fields - FIELDS.keys())
    if odd:
        raise UserError(f"没有“{'、'.join(odd)}”这一栏，可选：{'、'.join(FIELDS)}")


def refuse_nothing(name: str, minutes: int, others: Collection[str]) -> None:
    """Without hours that this hall organised and recorded there is nothing to certify (§26)."""
    if minutes > 0:
        return
    if others:
        raise UserError(
            f"{name}这段时间的服务都是{'、'.join(sorted(others))}组织的。谁组织谁记录、"
            "谁记录谁证明（第67号令第二十六条），请到组织单位开具；本厅不能出证明"
        )
    raise UserError(f"{name}这段时间没有本厅记录的服务时长，不能出证明；请核对起止日期")


def left_out(minutes: int, others: Collection[str]) -> str:
    """What is not on the certificate since others organised it (§26); "" if nothing is."""
    if not others:
        return ""
    return (
        f"另有 {say_hours(minutes)}由{'、'.join(sorted(others))}组织，不计入本厅证明"
        "（谁组织谁记录、谁记录谁证明，第67号令第二十六条）"
    )


def contents_in_words(contents: Iterable[str]) -> str:
    """The kinds of service, the most frequent first; 等 where the page has no room for more."""
    return joined([one for one, _ in Counter(contents).most_common()], _MOST_CONTENT)


def joined(words: Sequence[str], most: int) -> str:
    """Words with 、 between them; where they would be longer than `most`, 等 N 项."""
    said = ""
    for place, word in enumerate(words):
        longer = f"{said}、{word}" if said else word
        if len(longer) > most and said:
            return f"{said}等{len(words)}项" if place else longer
        said = longer
    return said


def evaluations_in_words(qualities: Iterable[str]) -> str:
    """优秀 10 次、良好 2 次, the best first; "" where nothing was evaluated."""
    counts = Counter(one for one in qualities if one in QUALITIES)
    return "、".join(f"{QUALITIES[one]}{counts[one]}次" for one in sorted(counts, reverse=True))


def stars_in_words(stars: int) -> str:
    """三星级志愿者; "" for none."""
    return f"{STARS[stars - 1]}星级志愿者" if 0 < stars <= len(STARS) else ""
