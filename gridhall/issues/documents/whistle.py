"""吹哨单: who is whistled at, for what and where, by when to come; its tail is the 报到回执."""

from gridhall.core.errors import UserError
from gridhall.issues.documents.telling import About, Marks, addressed, own_words, raised_by, source
from gridhall.issues.labels import ROUTES, SIZES
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day

KIND = "whistle-letter"
_SLIP = Table(
    ("报到人", "职务", "联系电话", "报到时间", "到场情况"),
    (2, 2, 3, 3, 4),
    (("", "", "", "", ""),),
    least_lines=2,
)


def whistle_letter(about: About, marks: Marks) -> BusinessForm:
    """吹哨单 to the owner of an issue, as on the day of the whistle."""
    row, hall = about.card.row, about.hall
    if not row.owner_name:
        raise UserError(f"{row.number} 还没有责任单位，不知道向谁吹哨。请先分派")
    phones = {"联系电话": hall.phone, "监督电话": hall.supervision_phone, "地址": hall.address}
    foot = "　".join(f"{name} {value}" for name, value in phones.items() if value)
    return BusinessForm(
        title="吹哨单",
        number=marks[0],
        addressee=addressed(about) or row.owner_name,
        paragraphs=(_call(about), *own_words(about)),
        facts=tuple(one for one in _facts(about) if one[1]),
        table=_SLIP,
        closing=Closing(hall.name, chinese_day(about.day), ("吹哨人：", "报到单位（盖章）：")),
        footnotes=(foot,) if foot else (),
        copies_note="本单一式两份：报到单位一份，吹哨单位存一份。“报到人”一栏由报到单位到场时填写，作为报到回执。",
        anchor=str(marks[1] or ""),
    )


def _call(about: About) -> str:
    response = about.card.response
    by = response.report_by if response else None
    come = f"请于{chinese_day(by)}前报到，" if by else "请尽快报到，"
    due = about.card.row.due_on
    until = f"并于{chinese_day(due)}前办结" if due else "并抓紧办结"
    return (
        f"现就下列问题向你单位吹哨。{come}到场了解情况、明确办法，{until}，办理结果及时告知我单位。"
    )


def _facts(about: About) -> tuple[tuple[str, str], ...]:
    row, response = about.card.row, about.card.response
    whistled = response.whistled_on if response else None
    return (
        ("问题编号", row.number),
        ("问题", about.title),
        ("地点", about.place),
        ("类别", "　".join(filter(None, (row.category, SIZES.get(row.size, ""))))),
        ("来源", f"{source(about)}，{chinese_day(row.received_on)}收到"),
        ("具体情况", about.safe(row.content)),
        ("反映人", raised_by(about).removeprefix("反映人：") if about.more.get("raiser") else ""),
        ("响应方式", ROUTES.get(row.route or 0, "")),
        ("吹哨日期", chinese_day(whistled) if whistled else ""),
        ("报到期限", chinese_day(response.report_by) if response and response.report_by else ""),
        ("办理期限", chinese_day(row.due_on) if row.due_on else ""),
        ("结转", f"已结转 {row.carry_count} 次联席会议" if row.carry_count else ""),
    )
