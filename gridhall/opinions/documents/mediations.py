"""人民调解协议书 (人民调解法 §28-31) and 调解登记表: business forms."""

from collections.abc import Sequence

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.mask import mask_numbers
from gridhall.opinions.queries.mediations import MediationRow, PartyRow, WholeParty
from gridhall.pdf.business_form import BusinessForm, Closing, chinese_day

Marks = tuple[str, Anchor | None]
Facts = list[tuple[str, str]]


def committee(hall: Hall) -> str:
    """Who mediates: 龙腾社区人民调解委员会."""
    return f"{hall.community}人民调解委员会"


def agreement_form(
    row: MediationRow, parties: Sequence[WholeParty], hall: Hall, marks: Marks
) -> BusinessForm:
    """The agreement with everything §29 names; the only paper with the parties' ID numbers."""
    if row.agreed_on is None or not row.agreement:
        raise UserError(f"{row.number} 还没有达成协议，出不了协议书。请先登记“达成协议”")
    if row.oral:
        raise UserError(
            f"{row.number} 是口头协议，不制作协议书（人民调解法第二十八条）。请出调解登记表"
        )
    number, anchor = marks
    facts: Facts = [(f"{one.side}方", _whole(one)) for one in parties]
    facts += [
        ("纠纷类别", row.kind_label),
        ("主要事实和\n争议事项", row.dispute),
        ("协议内容", _clauses(row.agreement)),
        ("履行方式", row.way),
        ("履行期限", _until(row)),
    ]
    signers = tuple(f"{one.side}方签名：" for one in parties)
    return BusinessForm(
        title="人民调解协议书",
        number=_numbers(number, row),
        addressee="",
        paragraphs=(
            f"当事人因以下纠纷申请调解，{chinese_day(row.accepted_on)}受理。经人民调解员{row.mediators}"
            "调解，各方自愿达成如下协议。",
        ),
        facts=facts,
        closing=Closing(
            committee(hall),
            chinese_day(row.agreed_on),
            (*signers, "人民调解员：", "记录人："),
        ),
        footnotes=(
            "本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效，"
            "具有法律约束力，当事人应当按照约定履行（人民调解法第二十九条、第三十一条）。",
            f"各方认为有必要的，可以在协议生效之日起三十日内（{_court(row)}）共同向人民法院申请司法确认"
            "（第三十三条）。",
        ),
        copies_note=f"一式 {len(parties) + 1} 份，当事人各执一份，人民调解委员会留存一份。",
        anchor=str(anchor or ""),
    )


def record_form(
    row: MediationRow, parties: Sequence[PartyRow], hall: Hall, marks: Marks
) -> BusinessForm:
    """调解登记表: what was done, an oral agreement among it; no ID numbers, phones masked."""
    number, anchor = marks
    facts: Facts = [(f"{one.side}方", _masked(one)) for one in parties]
    facts += [
        ("纠纷类别", row.kind_label),
        ("受理", f"{chinese_day(row.accepted_on)}　{row.place}".rstrip("\u3000")),
        ("调解员", row.mediators),
        ("纠纷情况", mask_numbers(row.dispute)),
        ("调解结果", _result(row)),
        ("履行方式", row.way),
        ("履行期限", _until(row) if row.agreed_on else ""),
        ("履行情况", _performed(row)),
        ("转吹哨台账", row.issue_number),
    ]
    day = row.performed_on or row.agreed_on or row.accepted_on
    notes = ["电话已遮住，不印证件号。本表由人民调解委员会存档。"]
    if row.oral and row.agreed_on:
        notes.insert(
            0,
            "口头协议自各方当事人达成协议之日起生效，由人民调解员记录（人民调解法第二十八条、第三十条）。",
        )
    if row.state == "failed":
        notes.insert(
            0,
            "调解不成的，已告知当事人可以依法通过仲裁、行政、司法等途径维护自己的权利（第二十六条）。",
        )
    return BusinessForm(
        title="人民调解登记表",
        number=_numbers(number, row),
        addressee="",
        paragraphs=(),
        facts=[one for one in facts if one[1]],
        closing=Closing(
            committee(hall), chinese_day(day), ("当事人：", "人民调解员：", "登记人："), seal=True
        ),
        footnotes=notes,
        anchor=str(anchor or ""),
    )


def _numbers(number: str, row: MediationRow) -> str:
    return f"{number}（{row.number}）" if number else row.number


def _whole(one: WholeParty) -> str:
    sex = {"1": "男", "2": "女"}.get(one.sex, "")
    told = [
        one.name,
        sex,
        f"证件号 {one.id_number}" if one.id_number else "证件号　　　　　　　　　",
        f"电话 {one.phone}" if one.phone else "",
        f"住址 {one.address}" if one.address else "",
    ]
    return "，".join(filter(None, told))


def _masked(one: PartyRow) -> str:
    phone = f"电话 {one.masked_phone}" if one.masked_phone else ""
    return "，".join(filter(None, (one.name, phone, one.address)))


def _clauses(agreement: str) -> str:
    """Each line a clause, numbered where there are several and nobody did it."""
    lines = [one for one in agreement.split("\n") if one]
    if len(lines) == 1 or lines[0][:1] in "1一（(":
        return "\n".join(lines)
    return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, 1))


def _until(row: MediationRow) -> str:
    return f"{chinese_day(row.perform_by)}前" if row.perform_by else "当场履行"


def _court(row: MediationRow) -> str:
    return f"{chinese_day(row.court_until)}前" if row.court_until else ""


def _result(row: MediationRow) -> str:
    if row.agreed_on and row.state != "failed":
        how = "口头协议" if row.oral else "书面协议"
        told = mask_numbers(_clauses(row.agreement))
        return f"{chinese_day(row.agreed_on)}达成{how}：\n{told}"
    if row.why:
        return f"{row.state_label}：{mask_numbers(row.why)}"
    return f"{row.state_label}\n\n"


def _performed(row: MediationRow) -> str:
    if row.agreed_on is None:
        return ""
    done = f"{chinese_day(row.performed_on)}履行完毕" if row.performed_on else "待履行"
    called = f"，{chinese_day(row.called_on)}回访" if row.called_on else ""
    return f"{done}{called}"
