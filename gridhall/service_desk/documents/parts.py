"""What the desk's papers share: facts of a case, where to go, phones, signatures, barcode."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from gridhall.clerks.rules import Anchor
from gridhall.core.hall import Hall
from gridhall.core.mask import mask_id_number, mask_phone
from gridhall.organisation.queries.agencies import AgencyRow
from gridhall.pdf.business_form import BusinessForm, Closing, Qr, chinese_day
from gridhall.service_desk.labels import AGENTS, GREENS
from gridhall.service_desk.queries.papers import CasePaper
from gridhall.service_desk.queries.reads import CaseCard

Marks = tuple[str, Anchor | None]  # the paper's number and the trail's head
Form = Callable[[CasePaper, Hall, Marks], BusinessForm]

NO_MARKS: Final[Marks] = ("", None)
BLANK: Final = "＿＿＿＿＿＿＿＿"
BLANK_DAY: Final = "＿＿＿＿年＿＿月＿＿日"
QR_CAPTION: Final = "报受理编号或扫码查进度"
SIGNED: Final = ("办事人签收：", "签收时间：")
_PERMIT: Final = "01"
_ISSUERS: Final = re.compile("[；;、，或]")  # 公安派出所；公证处


def is_permit(card: CaseCard) -> bool:
    """Whether the matter is a 行政许可: only there the law of permits applies as it stands."""
    return card.matter.said.item_type == _PERMIT


def two_copies(what: str) -> str:
    """The note on copies."""
    return f"本{what}一式两份，办事人一份，窗口存档一份。"


def day_of(moment: datetime) -> str:
    """A stored moment's day here, in Chinese form."""
    return chinese_day(moment.astimezone().date())


def phones(hall: Hall) -> tuple[str, ...]:
    """Where to ask and whom to tell, at the foot; what the hall has not filled in is left out."""
    told = (("咨询电话", hall.phone), ("监督电话", hall.supervision_phone), ("地址", hall.address))
    line = "　".join(f"{name} {value}" for name, value in told if value)
    return (line,) if line else ()


def known(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The facts that say something."""
    return tuple(one for one in facts if one[1])


def case_facts(about: CasePaper) -> tuple[tuple[str, str], ...]:
    """What every paper says of its case; numbers of people are masked."""
    case, card = about.card.case, about.card
    return known(
        (
            ("受理编号", case.number),
            ("事项及编号", f"{case.item_name}（{card.matter.code}）"),
            ("申请人", applicant(card)),
            (AGENTS.get(case.agent_kind, "代理人"), agent(card)),
            ("联系电话", mask_phone(case.phone) or "未留"),
            ("绿色通道", GREENS.get(case.green, case.green)),
        )
    )


def applicant(card: CaseCard) -> str:
    """张桂花　证件号 370686********0027."""
    return f"{card.case.applicant_name}　证件号 {card.id_number or '未登记'}"


def agent(card: CaseCard) -> str:
    """The agent or guardian with a masked number; '' when the applicant came in person."""
    case = card.case
    if not case.agent_name:
        return ""
    told = (
        f"{case.agent_name}（{case.agent_relation}）" if case.agent_relation else case.agent_name,
        f"证件号 {mask_id_number(case.agent_id_number)}" if case.agent_id_number else "",
        f"电话 {mask_phone(case.agent_phone)}" if case.agent_phone else "",
    )
    return "　".join(filter(None, told))


def whereabouts(agencies: Sequence[AgencyRow], words: str, hall: Hall) -> str:
    """Where to get it: the issuer's words, then each agency with what the directory knows."""
    if not words:
        return "申请人自备"
    told = ["：".join((one.name, "；".join(reach(one)))) for one in agencies if reach(one)]
    if agencies and not told:
        told = ["地址、电话请问窗口" + (f" {hall.phone}" if hall.phone else "")]
    elif told and len(told) == len(_ISSUERS.split(words)):
        return "\n".join(told)  # each issuer is there by name
    return "\n".join([words, *told])


def reach(one: AgencyRow) -> tuple[str, ...]:
    """An agency's address, hours and phone, as far as known."""
    return tuple(filter(None, (one.address, one.hours, f"电话 {one.phone}" if one.phone else "")))


def case_closing(hall: Hall, day: str, first: str) -> Closing:
    """Seal, issuer and day; on the left who gives the paper and who takes it."""
    return Closing(hall.name, day, (first, *SIGNED))


def served_by(about: CasePaper, what: str) -> str:
    """受理人：王芳　2号窗口."""
    case = about.card.case
    return f"{what}：{case.clerk_name}　{case.counter}".rstrip("　")


def case_code(about: CasePaper) -> Qr:
    """The code that brings the case back."""
    return Qr(about.card.case.number, QR_CAPTION)


def happened(card: CaseCard, *kinds: str) -> datetime | None:
    """When the last step of these kinds happened; None if there was none."""
    found = [event.happened_at for event in card.events if event.kind in kinds]
    return found[-1] if found else None
