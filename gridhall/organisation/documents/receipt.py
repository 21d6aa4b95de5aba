"""组织关系转接回执: the stub stays here, the receipt is cut off and goes to the other side.

For a relation that came in, both halves are filled in and the receipt confirms it to where it came
from. For one that went out, the receipt is left blank for the branch it went to and says by when
it should come back: 介绍信 is good for 90 days at most.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gridhall.clerks.rules import Anchor
from gridhall.core.hall import Hall
from gridhall.core.text import clean
from gridhall.organisation.queries.papers.people import RelationSlip
from gridhall.organisation.rules.members import RECEIPT_DAYS
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.fonts import HEI, SONG, SONG_BOLD, house
from gridhall.pdf.form_blocks import baseline, centred, flush_right
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import MM, Block, Box, Mark, Rule, Style, Text
from gridhall.pdf.page import A4, About, Sheet

KIND = "relation-receipt"
_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT = 24 * MM, _WIDTH - 24 * MM
_MIDDLE = _HEIGHT / 2
_BLANK = "＿＿＿＿"
_BODY = 13.5
_LEADING = 8.2 * MM


@dataclass(frozen=True, slots=True)
class _Half:
    """One half of the sheet."""

    title: str
    addressee: str
    paragraph: str
    facts: Sequence[tuple[str, str]]
    closing: Sequence[str]  # at the right, one under the other
    signers: Sequence[str]  # at the left


def slip_order(slip: RelationSlip, at: tuple[Hall, date, str], request_key: str) -> PaperOrder:
    """The order to issue the slip; the same relation saying the same is one paper.

    `at`: the hall, the day, the clerk's name.
    """
    said = {"texts": list(_texts(_halves(slip, at)))}
    return PaperOrder(KIND, "party_relation", slip.member.relation_id, said, request_key)


def slip_paper(
    slip: RelationSlip, at: tuple[Hall, date, str], marks: tuple[str, Anchor | None]
) -> bytes:
    """Stub and receipt as a PDF; UserError for a character that no font has."""
    halves = _halves(slip, at)
    house().require_glyphs(_texts(halves))
    drawn: list[Mark] = []
    for half, top in zip(halves, (14 * MM, _MIDDLE + 8 * MM), strict=True):
        drawn += _half(half, top, marks[0])
    drawn += _cut(marks[1])
    sheet = Sheet(A4, About("组织关系转接回执", clean(at[0].name), marks[0]))
    sheet.add([(0.0, Block(_HEIGHT, tuple(drawn)))])
    return sheet.finish()


def _texts(halves: Sequence[_Half]) -> Iterator[str]:
    for half in halves:
        yield from (half.title, half.addressee, half.paragraph, *half.closing, *half.signers)
        for fact in half.facts:
            yield from fact


def _halves(slip: RelationSlip, at: tuple[Hall, date, str]) -> tuple[_Half, _Half]:
    return _went(slip, at) if slip.member.went_to else _came(slip, at)


def _who(slip: RelationSlip) -> str:
    """于海涛 同志（男，正式党员）."""
    member = slip.member
    sex = {"1": "男", "2": "女"}.get(member.sex, "")
    told = "，".join(filter(None, (sex, "正式党员" if member.full_on else "")))
    return f"{clean(member.name)} 同志" + (f"（{told}）" if told else "")


def _letter_number(number: str) -> str:
    return f"（介绍信 {clean(number)}）" if number else ""


def _came(slip: RelationSlip, at: tuple[Hall, date, str]) -> tuple[_Half, _Half]:
    """转入: we tell where it came from that it is here."""
    hall, day, clerk = at
    member, branch = slip.member, clean(slip.branch.name)
    since = chinese_day(member.since) if member.since else "即日"
    stub = _Half(
        "组织关系转入登记（存根）",
        "",
        "",
        (
            ("姓名", _who(slip)),
            ("转出单位", clean(member.came_from)),
            ("转入支部", branch),
            ("介绍信编号", clean(member.letter_in) or "未登记"),
            ("转入日期", since),
        ),
        (),
        (f"经办人：{clean(clerk)}", "党员签字："),
    )
    receipt = _Half(
        "组织关系转接回执",
        clean(member.came_from),
        f"你处转来的 {_who(slip)} 的组织关系{_letter_number(member.letter_in)}，"
        f"已于{since}转入{branch}。特此回执。",
        (),
        (branch, "（盖章）", chinese_day(day)),
        _calls(slip, hall, clerk),
    )
    return stub, receipt


def _went(slip: RelationSlip, at: tuple[Hall, date, str]) -> tuple[_Half, _Half]:
    """转出: the other side fills the receipt in and sends it back."""
    hall, day, clerk = at
    member, branch = slip.member, clean(slip.branch.name)
    out = member.until or day
    until = chinese_day(out + timedelta(days=RECEIPT_DAYS))
    stub = _Half(
        "组织关系转出登记（存根）",
        "",
        "",
        (
            ("姓名", _who(slip)),
            ("转出支部", branch),
            ("转往单位", clean(member.went_to)),
            ("介绍信编号", clean(member.letter_out) or "未登记"),
            ("转出日期", chinese_day(out)),
            ("回执应于", f"{until}前收到"),
        ),
        (),
        (f"经办人：{clean(clerk)}", "党员签字："),
    )
    address = f"{hall.name}（{hall.address}）" if hall.address else hall.name
    receipt = _Half(
        "组织关系转接回执",
        branch,
        f"你处{chinese_day(out)}转出的 {_who(slip)} 的组织关系{_letter_number(member.letter_out)}，"
        f"已于{_BLANK}年{_BLANK[:2]}月{_BLANK[:2]}日转入{_BLANK * 4}。特此回执。",
        (),
        ("接收党组织（盖章）", f"{_BLANK}年{_BLANK[:2]}月{_BLANK[:2]}日"),
        ("经办人：", "联系电话：", f"请于{until}前寄回：{clean(address)}"),
    )
    return stub, receipt


def _calls(slip: RelationSlip, hall: Hall, clerk: str) -> Sequence[str]:
    phone = slip.branch.phone or hall.phone
    return (f"经办人：{clean(clerk)}", f"联系电话：{phone}" if phone else "联系电话：")


def _half(half: _Half, top: float, number: str) -> Iterator[Mark]:
    yield centred(half.title, _WIDTH / 2, top + 22, Style(SONG_BOLD, 19))
    if number:
        yield flush_right(number, _RIGHT, top + 44, Style(SONG, 11))
    y = top + 56
    body = Style(SONG, _BODY)
    if half.addressee:
        for line in wrap(f"{half.addressee}：", SONG, _BODY, _RIGHT - _LEFT):
            yield Text(_LEFT, y + baseline(_LEADING, _BODY), line, body)
            y += _LEADING
    if half.paragraph:
        for at, line in enumerate(wrap(half.paragraph, SONG, _BODY, _RIGHT - _LEFT, 2 * _BODY)):
            x = _LEFT + (0.0 if at else 2 * _BODY)
            yield Text(x, y + baseline(_LEADING, _BODY), line, body)
            y += _LEADING
    for fact in half.facts:
        marks, height = _fact(fact, y)
        yield from marks
        y += height
    yield from _ends(half, y + 4 * MM)


def _fact(fact: tuple[str, str], y: float) -> tuple[list[Mark], float]:
    name, value = fact
    label, pad, leading = 32 * MM, 5.0, 6.2 * MM
    lines = wrap(value, SONG, 12, _RIGHT - _LEFT - label - 2 * pad)
    height = max(8.6 * MM, len(lines) * leading + 2.4 * MM)
    marks: list[Mark] = [
        Box(_LEFT, y, label, height),
        Box(_LEFT + label, y, _RIGHT - _LEFT - label, height),
        Text(_LEFT + pad, y + baseline(height, 12), name, Style(HEI, 12)),
    ]
    first = y + (height - len(lines) * leading) / 2
    for at, line in enumerate(lines):
        place = first + at * leading + baseline(leading, 12)
        marks.append(Text(_LEFT + label + pad, place, line, Style(SONG, 12)))
    return marks, height


def _ends(half: _Half, y: float) -> Iterator[Mark]:
    """Signers at the left, what is sealed at the right."""
    style, line_y = Style(SONG, 12), y + 6 * MM
    for signer in half.signers:
        for line in wrap(signer, SONG, 12, (_RIGHT - _LEFT) * (0.5 if half.closing else 1.0)):
            yield Text(_LEFT, line_y, line, style)
            line_y += 6 * MM
        if signer.endswith("："):
            start = _LEFT + house().width(line, SONG, 12)
            yield Rule(start, line_y - 6 * MM + 2, start + 38 * MM, line_y - 6 * MM + 2, 0.5)
        line_y += 3 * MM
    middle, line_y = _LEFT + (_RIGHT - _LEFT) * 0.76, y + 12 * MM
    for words in half.closing:
        for line in wrap(words, SONG, 13, (_RIGHT - middle) * 2):
            yield centred(line, middle, line_y, Style(SONG, 13))
            line_y += 7.6 * MM


def _cut(anchor: Anchor | None) -> Iterator[Mark]:
    """Where to cut, in words, on a dashed line across the sheet."""
    words, style = "沿此线裁开", Style(SONG, 9)
    half = house().width(words, SONG, 9) / 2 + 8
    yield Rule(8 * MM, _MIDDLE, _WIDTH / 2 - half, _MIDDLE, 0.6, 4)
    yield Rule(_WIDTH / 2 + half, _MIDDLE, _WIDTH - 8 * MM, _MIDDLE, 0.6, 4)
    yield centred(words, _WIDTH / 2, _MIDDLE + 3.2, style)
    if anchor:
        yield flush_right(str(anchor), _RIGHT, _HEIGHT - 6 * MM, Style(SONG, 6.5, 0.45))
