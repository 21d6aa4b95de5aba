"""What the lists of people show, and the tones of their chips."""

from collections.abc import Callable, Sequence
from datetime import date

from gridhall.core.codes import table
from gridhall.qt.choices import Choice
from gridhall.qt.table import Column
from gridhall.registry.labels import HUKOU_KINDS, STATUSES
from gridhall.registry.queries import MemberRow, ResidentRow
from gridhall.registry.queries.separated import SeparatedRow
from gridhall.registry.rules import OLD_AGE, PARTY_MEMBERS, age_on

HUKOU_TONES = {"local": "grey", "outside": "purple", "unknown": "amber"}
_HERE = ("present", "unsettled")
_STATUS_TONES = {"unsettled": "amber", "left": "purple"}
_STATE_CHIPS = {"hukou_not_resident": ("人户分离", "amber"), "consistent": ("一致", "grey")}
_CHILD, _VERY_OLD = 14, 80  # under 14 the law wants a guardian's consent (个人信息保护法 §31)


def hukou_words(kind: str) -> str:
    """The hukou status in words (户籍状态)."""
    return HUKOU_KINDS.get(kind, kind)


def sex_and_age(row: ResidentRow | MemberRow | SeparatedRow, today: date) -> str:
    """女 67; what is not known is left out."""
    sex = table("sex").label(row.sex) if row.sex in ("1", "2") else ""
    age = str(age_on(row.birth_date, today)) if row.birth_date else ""
    return " ".join(filter(None, (sex, age)))


def resident_choice(row: ResidentRow, today: date, state: str = "") -> Choice:
    """A resident among the results: 张桂花　女 67, home and relation, hukou as a chip.

    `state` is the 人户 state where it is known: it says more of who is registered here.
    """
    title = f"{row.name}　{sex_and_age(row, today)}".strip("　")
    gone = row.status not in _HERE
    hukou = (hukou_words(row.hukou_kind), HUKOU_TONES.get(row.hukou_kind, "grey"))
    chip = (STATUSES[row.status], "grey") if gone else _STATE_CHIPS.get(state, hukou)
    return Choice(
        row.id,
        title,
        row.line or ("不在册" if gone else "没有登记住址"),
        chip[0],
        tone=chip[1],
    )


def resident_chips(row: ResidentRow, today: date) -> list[tuple[str, str]]:
    """The chips beside a resident's name: word and tone."""
    chips = []
    if row.status != "present":
        chips.append((STATUSES[row.status], _STATUS_TONES.get(row.status, "grey")))
    if row.relation == "02":
        chips.append(("户主", "blue"))
    if row.status != "left":  # what it was before says nothing of where it is now
        chips.append((hukou_words(row.hukou_kind), HUKOU_TONES.get(row.hukou_kind, "grey")))
    age = age_on(row.birth_date, today) if row.birth_date and row.status in _HERE else OLD_AGE
    if age >= _VERY_OLD:
        chips.append(("高龄关注", "amber"))
    if age < _CHILD:
        chips.append((f"不满 {_CHILD} 岁", "amber"))
    if row.political_status in PARTY_MEMBERS:
        chips.append(("党员", "grey"))
    return chips


def member_columns(today: Callable[[], date]) -> Sequence[Column[MemberRow]]:
    """The members of a household; ages as of the day they are looked at."""
    return (
        Column[MemberRow]("关系", lambda row: row.relation_label, width=84),
        Column[MemberRow]("姓名", lambda row: row.name, width=120, kind="bold"),
        Column[MemberRow]("性别 年龄", lambda row: sex_and_age(row, today()), width=92),
        Column[MemberRow](
            "户籍状态",
            lambda row: hukou_words(row.hukou_kind),
            width=104,
            kind="chip",
            tone=lambda row: HUKOU_TONES.get(row.hukou_kind, "grey"),
        ),
        Column[MemberRow]("联系电话", lambda row: row.masked_phone or "—", width=132),
        Column[MemberRow]("备注", _remark, width=120, kind="dim", stretch=True),
    )


def _remark(row: MemberRow) -> str:
    party = "党员" if row.political_status in PARTY_MEMBERS else ""
    return " · ".join(filter(None, (party, row.note.partition("\n")[0])))
