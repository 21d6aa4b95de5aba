"""隐患整改通知书 to whoever has to mend, 隐患排查记录 of a round: business forms."""

from collections.abc import Sequence
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.opinions.queries.inspections import HazardRow, InspectionRow
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day

Marks = tuple[str, Anchor | None]


def notice_form(rows: Sequence[HazardRow], hall: Hall, today: date, marks: Marks) -> BusinessForm:
    """What one owner has to mend after one round, and until when."""
    number, anchor = marks
    left = [one for one in rows if one.is_open]
    if not left:
        raise UserError(f"{rows[0].code} 已经整改，不用再发整改通知书")
    first, kinds = left[0], INTRO[any(one.serious for one in left)]
    table = Table(
        ("序号", "隐患", "位置", "等级", "整改期限"),
        (1.2, 4.6, 3.8, 1.7, 5.0),
        tuple(
            (
                str(place), one.what, one.where, "重大" if one.serious else "一般",
                f"{chinese_day(one.rectify_by)}前",
            )
            for place, one in enumerate(left, 1)
        ),
    )  # fmt: skip
    return BusinessForm(
        title="隐患整改通知书",
        number=number,
        addressee=first.unit or first.owner,
        paragraphs=(
            f"{chinese_day(first.day)}，我们在{first.compound or first.place}开展隐患排查"
            f"（{first.number}），发现你处有下列隐患 {len(left)} 处。{kinds}",
        ),
        table=table,
        closing=Closing(
            hall.name,
            chinese_day(today),
            ("整改责任人签收：", "签收日期：", "送达人："),
        ),
        footnotes=(
            "逾期没有整改的，将转有关部门依法处理。整改有困难的，请在期限前来说明，可以申请延期。",
            *((f"联系电话：{hall.phone}",) if hall.phone else ()),
        ),
        copies_note="一式两份，整改责任人和大厅各存一份。",
        anchor=str(anchor or ""),
    )


INTRO = {
    False: "请在期限前整改完毕，并告诉我们来复查。",
    True: "其中有重大隐患，请立即采取措施防止发生事故，在期限前整改完毕，并告诉我们来复查。",
}


def record_form(
    row: InspectionRow, hazards: Sequence[HazardRow], hall: Hall, marks: Marks
) -> BusinessForm:
    """隐患排查记录: the round, what it found and what became of it."""
    number, anchor = marks
    table = Table(
        ("序号", "隐患", "位置", "整改责任人", "整改期限", "整改情况"),
        (1.2, 4.2, 3.6, 3.0, 2.2, 3.6),
        tuple(
            (
                str(one.position), f"{'【重大】' if one.serious else ''}{one.what}", one.where,
                one.owner, f"{one.rectify_by:%m-%d}", _became(one),
            )
            for one in hazards
        ),
        "（没有发现隐患）",
    )  # fmt: skip
    facts = [
        ("排查类别", row.kind_label),
        ("日期", chinese_day(row.day)),
        ("地点", row.where),
        ("排查人员", row.inspectors),
        ("发现隐患", f"{row.hazards} 处，待整改 {row.left} 处" if row.hazards else "没有"),
        ("说明", row.note),
    ]
    return BusinessForm(
        title="隐患排查记录",
        number=f"{number}（{row.number}）" if number else row.number,
        addressee="",
        paragraphs=(),
        facts=[one for one in facts if one[1]],
        table=table,
        closing=Closing(hall.name, chinese_day(row.day), ("排查人员：", "记录人：")),
        anchor=str(anchor or ""),
    )


def _became(one: HazardRow) -> str:
    if one.rectified_on is not None:
        return " ".join(filter(None, (f"{one.rectified_on:%m-%d} 已整改", one.result)))
    issue = f"转吹哨台账 {one.issue_number}" if one.issue_number else ""
    return " ".join(filter(None, ("待整改", one.result, issue)))
