"""个人信息副本: everything that is kept of a person, for the person (个人信息保护法 §45)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.hall import Hall
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw
from gridhall.registry.labels import ASKERS
from gridhall.registry.queries.personal import PersonalFile, Section
from gridhall.registry.rules.privacy import Asker

KIND = "personal-copy"
_NOTHING = "没有"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy for somebody who asked: what is kept, who asks and why, the day."""

    file: PersonalFile
    asker: Asker
    reason: str
    day: date


def copy_order(copy: Copy, hall: Hall, request_key: str) -> PaperOrder:
    """The order for papers to issue the copy."""
    said = {"texts": list(_form(copy, hall, "", "").texts())}
    return PaperOrder(KIND, "person", copy.file.person_id, said, request_key)


def copy_paper(copy: Copy, hall: Hall, number: str, anchor: Anchor | None) -> bytes:
    """The copy as a PDF."""
    return draw(_form(copy, hall, number, str(anchor or "")))


def _form(copy: Copy, hall: Hall, number: str, anchor: str) -> BusinessForm:
    asker = copy.asker
    who = ASKERS[asker.kind] if asker.kind == "self" else f"{ASKERS[asker.kind]} {asker.name}"
    paper = (("核对凭证", asker.paper),) if asker.paper else ()
    return BusinessForm(
        title="个人信息副本",
        number=number,
        addressee="",
        paragraphs=(
            "依照《中华人民共和国个人信息保护法》第四十五条，本厅保存的您的个人信息如下。",
        ),
        facts=(
            ("姓名", copy.file.name),
            ("申请人", who),
            *paper,
            ("用途", copy.reason),
            ("截至", chinese_day(copy.day)),
        ),
        table=Table(("类别", "内容"), (2.2, 9.0), tuple(_lines(copy.file))),
        closing=Closing(hall.name, chinese_day(copy.day), ("经办人：", "领取人签字："), seal=True),
        footnotes=(
            "内容有错、不全的，可以在窗口申请更正、补充；不符合规定留存的，可以申请删除。",
            "本件有完整证件号，请妥善保管。",
        ),
        anchor=anchor,
    )


def _lines(file: PersonalFile) -> Iterator[tuple[str, str]]:
    for section in file.sections:
        told = _told(section)
        yield section.title, told[0]
        yield from (("", line) for line in told[1:])


def _told(section: Section) -> list[str]:
    """A section of two columns reads 姓名：张桂花; the others a line for each record."""
    if len(section.headings) == 2:
        return [f"{name}：{text}" for name, text in section.rows] or [_NOTHING]
    return list(section.lines()) or [_NOTHING]
