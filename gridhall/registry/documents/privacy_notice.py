"""个人信息处理告知书, and 同意书 for what needs a signature (个人信息保护法 §17, §29-31)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.hall import Hall
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw, draw_many
from gridhall.registry.rules.privacy import BASES, DATA_SETS, PURPOSES, RIGHTS, TEXT_VERSION

KIND = "privacy-notice"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice for one person, with the purposes that person is asked to agree to."""

    person_id: int
    name: str
    guardian: str  # who signs for somebody under 14; "" for who signs for themselves
    purposes: Sequence[str]
    contact: tuple[str, str]  # 负责人 and phone, from the hall's settings
    years: Mapping[str, int]  # the hall's terms, by retention.RECORDS
    day: date


def notice_order(notice: Notice, hall: Hall, request_key: str) -> PaperOrder:
    """The order for papers to issue the notice; the same notice of the same day is one paper."""
    said = [text for form in _forms(notice, hall, "", "") for text in form.texts()]
    return PaperOrder(KIND, "person", notice.person_id, {"texts": said}, request_key)


def notice_paper(notice: Notice, hall: Hall, number: str, anchor: Anchor | None) -> bytes:
    """The notice as a PDF, the consent on a sheet of its own, to be signed and kept."""
    forms = _forms(notice, hall, number, str(anchor or ""))
    return draw(forms[0]) if len(forms) == 1 else draw_many(forms)


def _forms(notice: Notice, hall: Hall, number: str, anchor: str) -> list[BusinessForm]:
    forms = [_notice(notice, hall, number, anchor)]
    return [*forms, _consent(notice, hall, number, anchor)] if notice.purposes else forms


def _notice(notice: Notice, hall: Hall, number: str, anchor: str) -> BusinessForm:
    who, phone = notice.contact
    contact = "，".join(filter(None, (who, f"电话 {phone}" if phone else "")))
    rows = tuple(
        (one.purpose, one.kinds, BASES[one.basis], f"{notice.years[one.term]} 年")
        for one in DATA_SETS
    )
    return BusinessForm(
        title="个人信息处理告知书",
        number=number,
        addressee=notice.name,
        paragraphs=(
            f"{hall.name}为办理社区事务处理您的个人信息，只收集必需的，加密保存在本厅电脑里，"
            "不出境，不作商用。目的、种类、依据、期限见下表，期限从办结或离开社区起算。",
            *RIGHTS,
        ),
        facts=(
            ("处理者", hall.name),
            ("地址", hall.address or "见大厅门牌"),
            ("联系", contact or "请到窗口"),
            ("监督电话", hall.supervision_phone or "12345"),
        ),
        table=Table(("目的", "个人信息的种类", "依据", "保存"), (2.4, 5.0, 2.1, 1.1), rows),
        closing=Closing(hall.name, chinese_day(notice.day)),
        footnotes=(
            "有疑问或不满，可以向上面的联系人反映，也可以拨打监督电话或向网信部门投诉。",
            f"文本版本 {TEXT_VERSION}。",
        ),
        anchor=anchor,
    )


def _consent(notice: Notice, hall: Hall, number: str, anchor: str) -> BusinessForm:
    rows = tuple(
        (str(at), PURPOSES[code].name, PURPOSES[code].text, "□ 同意　□ 不同意")
        for at, code in enumerate(notice.purposes, start=1)
    )
    signer = "监护人签字：" if notice.guardian else "本人签字："
    about = (("监护人", notice.guardian),) if notice.guardian else ()
    return BusinessForm(
        title="个人信息处理同意书",
        number=number,
        addressee="",
        paragraphs=(
            "我已看过《个人信息处理告知书》。下列各项不是法定职责，要我同意才能做；"
            "同意哪项在哪项打勾，不同意不影响办理其他事项，以后随时可以到窗口撤回。",
        ),
        facts=(("姓名", notice.name), *about, ("告知书编号", number or "（出具时编号）")),
        table=Table(("序", "用途", "内容", "意见"), (0.6, 2.3, 4.4, 2.8), rows),
        closing=Closing(hall.name, chinese_day(notice.day), (signer, "日期："), seal=False),
        footnotes=(f"文本版本 {TEXT_VERSION}。一式一份，签字后由本厅保存，可以要求复印。",),
        anchor=anchor,
    )
