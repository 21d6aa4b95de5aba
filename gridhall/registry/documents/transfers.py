"""Papers of one transfer: 收件回执, 一次性告知书, 落户办结告知, 委托书. Never a form of the police.

户口簿, 准迁证 and 迁移证 are issued by the police alone (户口登记条例 §22); numbers are masked.
"""

from collections.abc import Callable, Sequence
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, Qr, Table, chinese_day, draw
from gridhall.registry.queries.transfers import SUBJECT, TransferCard, TransferMaterialRow
from gridhall.registry.rules.transfers import DONE

RECEIPT, NOTICE = "transfer-receipt", "transfer-notice"
SETTLEMENT, ATTORNEY = "settlement-notice", "power-of-attorney"
_QR = "报编号或扫码查进度"
_TWO = "一式两份，办事人一份，窗口存档一份。"

Form = Callable[[TransferCard, Hall, str, str], BusinessForm]


def transfer_order(kind: str, card: TransferCard, hall: Hall, request_key: str) -> PaperOrder:
    """The order to issue one of a transfer's papers; UserError when it would say nothing yet."""
    said = list(_FORMS[kind](card, hall, "", "").texts())
    return PaperOrder(kind, SUBJECT, card.id, {"texts": said}, request_key)


def transfer_paper(
    kind: str, card: TransferCard, hall: Hall, number: str, anchor: Anchor | None
) -> bytes:
    """One of a transfer's papers as a PDF."""
    return draw(_FORMS[kind](card, hall, number, str(anchor or "")))


def phones(hall: Hall) -> tuple[str, ...]:
    """Where to ask and whom to tell, at the foot."""
    told = (
        ("咨询电话", hall.phone),
        ("监督电话", hall.supervision_phone),
        ("地址", hall.address),
    )
    line = "　".join(f"{name} {value}" for name, value in told if value)
    return (line,) if line else ()


def _receipt(card: TransferCard, hall: Hall, number: str, anchor: str) -> BusinessForm:
    """收件回执: we have your materials; whether you may move is for the police to say."""
    if card.state == "consulting":
        raise UserError(f"{card.number} 还在咨询，收了材料、登记“已收件”以后再出回执")
    lacking = "、".join(one.name for one in card.missing)
    first = f"您于{chinese_day(card.row.received_on)}提交的“{card.row.category_name}”材料，"
    words = [
        first
        + "我中心已收件。核验后移交公安派出所办理，准予与否由公安派出所决定，办理进度可随时查询。"
    ]
    if lacking:
        words.append(f"尚缺下列必备材料，请尽快补交：{lacking}。")
    return BusinessForm(
        title="收件回执",
        number=number,
        addressee=f"{card.applicant.name}：",
        paragraphs=words,
        facts=_facts(card, ("收件日期", chinese_day(card.row.received_on))),
        table=Table(
            ("序号", "材料名称", "要求", "收讫"),
            (1.0, 6.4, 1.8, 1.4),
            tuple(map(_received, card.materials)),
            "不需要提交材料",
        ),
        closing=_closing(hall, card.row.received_on, f"收件人：{card.row.clerk_name}"),
        qr=Qr(card.number, _QR),
        footnotes=phones(hall),
        copies_note=f"本回执{_TWO}",
        anchor=anchor,
    )


def _notice(card: TransferCard, hall: Hall, number: str, anchor: str) -> BusinessForm:
    """一次性告知书: everything that is missing, at once."""
    if not card.missing:
        raise UserError(f"{card.number} 的必备材料已经齐了，不用出一次性告知书")
    day = card.steps[-1].happened_on
    said = (
        f"您申请办理的“{card.row.category_name}”，经核对还缺下列 {len(card.missing)} 样材料。"
        "现一次性告知，请备齐后一并交来；材料齐全后，我中心即予受理，不再要求下表以外的材料。"
    )
    return BusinessForm(
        title="一次性告知书",
        number=number,
        addressee=f"{card.applicant.name}：",
        paragraphs=(said,),
        facts=(*_facts(card, ("告知日期", chinese_day(day))), *_basis(card)),
        table=Table(
            ("序号", "所缺材料", "要求", "出具机构"),
            (0.9, 4.2, 3.4, 2.4),
            tuple(_lacking(place, one) for place, one in enumerate(card.missing, 1)),
        ),
        closing=_closing(hall, day, "告知人："),
        qr=Qr(card.number, _QR),
        footnotes=phones(hall),
        copies_note=f"本告知书{_TWO}",
        anchor=anchor,
    )


def _settlement(card: TransferCard, hall: Hall, number: str, anchor: str) -> BusinessForm:
    """落户办结告知: it is done, since when, and what to do next."""
    settled_on = card.row.settled_on
    if card.state not in DONE or settled_on is None or card.row.reverses_number:
        raise UserError(f"{card.number} 还没有办结，不能出办结告知")
    if card.row.undone:
        by = f"由 {card.row.reversed_by} " if card.row.reversed_by else ""
        raise UserError(f"{card.number} 已{by}撤回，不能再出办结告知")
    done = {"in": "落户", "out": "迁出"}.get(card.row.direction, "变更")
    said = f"您申请办理的“{card.row.category_name}”，公安派出所已办结，{done}日期为"
    words = [f"{said}{chinese_day(settled_on)}。我中心的居民台账已同步更新。"]
    words.append(_AFTERWARDS.get(card.row.direction, _AFTERWARDS["inside"]))
    return BusinessForm(
        title="落户办结告知" if done == "落户" else "户口迁移办结告知",
        number=number,
        addressee=f"{card.applicant.name}：",
        paragraphs=words,
        facts=_facts(card, (f"{done}日期", chinese_day(settled_on))),
        closing=_closing(hall, settled_on, "告知人："),
        qr=Qr(card.number, _QR),
        footnotes=phones(hall),
        anchor=anchor,
    )


_AFTERWARDS = {
    "in": "请凭本人身份证到公安派出所领取居民户口簿，并核对登记内容；地址变动后，"
    "请及时更新居民身份证、社会保险、子女就学等登记。",
    "out": "请在证件有效期内到迁入地公安派出所办理落户，逾期需要重新开具。",
    "inside": "请凭本人身份证到公安派出所更换居民户口簿，并核对登记内容。",
}


def _attorney(card: TransferCard, hall: Hall, number: str, anchor: str) -> BusinessForm:
    """委托书: somebody else hands the matter in; both sign by hand."""
    if not card.agent:
        raise UserError(f"{card.number} 没有登记代办人，请先填写代办人再出委托书")
    said = (
        f"本人因故不能到场，现委托{card.agent}代为办理“{card.row.category_name}”，"
        "代为提交材料、签收文书、领取结果。受托人在上述范围内的行为，本人予以承认。"
    )
    return BusinessForm(
        title="委托书",
        number=number,
        addressee=f"{hall.name}：",
        paragraphs=(said, "委托期限：自签字之日起至本事项办结之日止。受托人不得转委托。"),
        facts=(
            ("委托人", f"{card.applicant.name}　证件号 {card.applicant.masked_id or '未登记'}"),
            ("受托人", f"{card.agent}　证件号码请受托人出示原件核对"),
            ("办理编号", card.number),
            ("迁移人员", _people(card)),
        ),
        closing=Closing(
            "", "签字日期：　　　　年　　月　　日", ("委托人签字：", "受托人签字："), seal=False
        ),
        footnotes=(
            "依据《中华人民共和国民法典》第一百六十五条，委托书写明受托人姓名、代理事项、权限和期限，"
            "并由委托人签名。",
            *phones(hall),
        ),
        anchor=anchor,
    )


_FORMS: dict[str, Form] = {
    RECEIPT: _receipt,
    NOTICE: _notice,
    SETTLEMENT: _settlement,
    ATTORNEY: _attorney,
}
KINDS: Sequence[str] = tuple(_FORMS)


def _facts(card: TransferCard, last: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """What every paper says of the transfer; empty lines are left out."""
    applicant = card.applicant
    channel = "、".join(
        word
        for word, said in (("绿色通道", card.row.green_channel), ("一站式", card.row.one_stop))
        if said
    )
    told = (
        ("编号", card.number),
        ("类别", f"{card.row.direction_label}　{card.row.category_name}"),
        ("申请人", f"{applicant.name}　证件号 {applicant.masked_id or '未登记'}"),
        ("代办人", card.agent),
        ("迁移人员", _people(card)),
        ("迁出地", card.from_place),
        ("迁入地", card.to_place),
        ("办理方式", channel),
        last,
    )
    return tuple((label, value) for label, value in told if value)


def _people(card: TransferCard) -> str:
    """李建军（户主）、王晓燕（妻），共 2 人."""
    names = (
        f"{one.name}（{one.relation_label}）" if one.relation else one.name for one in card.people
    )
    return f"{'、'.join(names)}，共 {len(card.people)} 人"


def _basis(card: TransferCard) -> tuple[tuple[str, str], ...]:
    return (("依据", card.basis),) if card.basis else ()


def _received(one: TransferMaterialRow) -> tuple[str, ...]:
    lacking = "待补" if one.required else "未交"
    there = lacking if one.received_on is None else "√"
    return (str(one.place), one.name, "必备" if one.required else "按情形", there)


def _lacking(place: int, one: TransferMaterialRow) -> tuple[str, ...]:
    return (str(place), one.name, one.note or "原件及复印件", one.issuer or "申请人填写")


def _closing(hall: Hall, day: date, first: str) -> Closing:
    return Closing(hall.name, chinese_day(day), (first, "办事人签收：", "签收时间："))
