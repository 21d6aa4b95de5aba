"""What speaks against a transfer besides what speaks against its change of the register."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gridhall.core.text import clean
from gridhall.registry.labels import DIRECTIONS
from gridhall.registry.rules.changes import NEW, Doubt, Member
from gridhall.registry.rules.transfers.catalogue import EVENTS_OF
from gridhall.registry.rules.transfers.drafts import TransferDraft

_NOBODY_MOVES = frozenset({"head_changed", "name_changed", "corrected"})


@dataclass(frozen=True, slots=True)
class Around:
    """What the register says of the people named: their hukou, and what is under way for them."""

    people: Mapping[int, Member]
    hukou: Mapping[int, str] = field(default_factory=dict)
    under_way: Mapping[int, str] = field(default_factory=dict)  # person -> number and state


def transfer_doubts(draft: TransferDraft, around: Around) -> Iterator[Doubt]:
    """Everything that is wrong with the draft as such, in the order of the dialog's steps."""
    yield from _applicant_doubts(draft, around)
    yield from _target_doubts(draft)
    for who in sorted(draft.people):
        yield from _person_doubts(draft, who, around)


def _applicant_doubts(draft: TransferDraft, around: Around) -> Iterator[Doubt]:
    applicant = around.people.get(draft.applicant_id)
    if applicant is None:
        yield Doubt("applicant.none", "请选申请人")
    elif applicant.is_minor(draft.effective_on) and not clean(draft.agent):
        told = f"申请人{applicant.name}未满 18 岁，请由监护人代办，并填写代办人"
        yield Doubt("applicant.minor", told, False, applicant.person_id)
    if not draft.people:
        yield Doubt("movers.none", "请至少选一个人")


def _target_doubts(draft: TransferDraft) -> Iterator[Doubt]:
    if draft.event not in EVENTS_OF.get(draft.direction, ()):
        word = DIRECTIONS.get(draft.direction, draft.direction)
        yield Doubt("category.direction", f"这个类别不属于“{word}”，请重选类别")
    if draft.direction == "out" or draft.event in _NOBODY_MOVES:
        return
    if draft.target is None:
        yield Doubt("target.none", "请选迁到哪一户，或哪一处房屋立新户")
    elif draft.direction == "split" and draft.target.household_id != NEW:
        yield Doubt("target.split", "分户要立新户；迁进已有的户请选“社区内迁移”或“并户”")
    elif draft.direction == "merge" and draft.target.household_id == NEW:
        yield Doubt("target.merge", "并户要并进已有的户，请选那一户")


def _person_doubts(draft: TransferDraft, who: int, around: Around) -> Iterator[Doubt]:
    member = around.people.get(who)
    if member is None:
        yield Doubt("person.unknown", "名单里有一位没有档案，请重新选择", True, who)
        return
    if who in around.under_way:
        told = f"{member.name}已有在办的迁移 {around.under_way[who]}，请先办完或撤回那一件"
        yield Doubt("person.busy", told, True, who)
    if draft.event == "born" and member.birth_date not in (None, draft.effective_on):
        told = f"{member.name}的出生日期是 {member.birth_date}，生效日期请填出生日期"
        yield Doubt("date.born", told, False, who)
    here, hukou = member.household_id is not None, around.hukou.get(who, "")
    if draft.event == "moved_in" and here and hukou == "local":
        told = f"{member.name}的户口已在本社区，请改选“社区内迁移”"
        yield Doubt("person.local", told, True, who)
    if draft.event == "moved_out" and here and hukou == "outside":
        told = f"{member.name}登记的是外地户籍，请核对户口是不是从这里迁出"
        yield Doubt("person.outside", told, False, who)
