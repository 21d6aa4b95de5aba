"""公示 and 异议登记表: business forms, names and numbers hidden before they come here."""

from gridhall.clerks.rules import Anchor
from gridhall.core.hall import Hall
from gridhall.core.mask import mask_name
from gridhall.opinions.queries.postings import NoticeRow, ObjectionRow
from gridhall.pdf.business_form import BusinessForm, Closing, chinese_day

Marks = tuple[str, Anchor | None]


def notice_form(row: NoticeRow, hall: Hall, days: int, marks: Marks) -> BusinessForm:
    """The sheet that is posted; `days` are the working days in which an objection is answered."""
    number, anchor = marks
    phone = row.phone or hall.phone
    where = (row.contact or hall.name) + (f"（电话 {phone}）" if phone else "")
    span = f"{chinese_day(row.posted_from)}至{chinese_day(row.posted_to)}"
    return BusinessForm(
        title=row.title if "公示" in row.title else f"{row.title}公示",
        number=f"{number}（{row.number}）" if number else row.number,
        addressee="",
        paragraphs=[
            *filter(None, row.body.split("\n")),
            f"公示期自{span}，共 {row.days} 天。",
            f"公示期内如有异议，请向{where}反映，书面、电话或当面都可以。"
            f"我们为您保密，并在 {days} 个工作日内答复。",
        ],
        closing=Closing(hall.name, chinese_day(row.posted_from)),
        facts=(("张贴地点", row.place), ("公示类别", row.kind_label)),
        footnotes=("公示内容已隐去证件号、电话和姓名（个人信息保护法第二十五条）。",),
        anchor=str(anchor or ""),
    )


def objection_form(row: ObjectionRow, notice: NoticeRow, hall: Hall, marks: Marks) -> BusinessForm:
    """What an objector takes along: when they are answered, or what the answer was."""
    number, anchor = marks
    who = mask_name(row.objector) if row.objector else "没有留名"
    found = "" if row.upheld is None else "成立" if row.upheld else "不成立"
    by = chinese_day(row.answer_by) if row.answer_by else ""
    facts = [
        ("公示", f"{notice.title}（{notice.number}）"),
        ("公示期", f"{chinese_day(notice.posted_from)}至{chinese_day(notice.posted_to)}"),
        ("异议人", " ".join(filter(None, (who, row.masked_phone)))),
        ("提出日期", chinese_day(row.raised_on)),
        ("异议内容", row.words),
        ("答复期限", f"{by}前" if by else ""),
        ("异议是否成立", found),
        ("答复", row.answer or "\n\n\n"),
        ("答复日期", chinese_day(row.answered_on) if row.answered_on else ""),
    ]
    return BusinessForm(
        title="公示异议登记表",
        number=number,
        addressee="",
        paragraphs=(),
        facts=tuple((title, said) for title, said in facts if said),
        closing=Closing(
            hall.name, chinese_day(row.raised_on), ("异议人签名：", "经办人："), seal=True
        ),
        footnotes=("对答复不服的，可以向居民会议、街道办事处反映。",),
        copies_note="一式两份，异议人和大厅各存一份。",
        anchor=str(anchor or ""),
    )
