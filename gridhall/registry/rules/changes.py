"""What a change does to the households it concerns, and what speaks against it.

Pure: the same decision stands behind the dialogs' live "办完以后", the services and the tests.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from gridhall.core.codes import table
from gridhall.core.errors import UserError
from gridhall.registry.labels import EVENTS
from gridhall.registry.rules.kinship import HEAD, Kin, age_on, new_relations, relation_doubts

ADULT = 18
CROWD = 20  # a family household of more is asked about
NEW = 0  # the id of a household that is yet to be opened

ENTRIES = frozenset({"registered", "born", "adopted", "married_in", "moved_in", "joined"})
EXITS = frozenset({"died", "moved_out", "left"})
INSIDE = frozenset({"moved_inside", "split", "merged", "married_in", "adopted", "joined"})
_GONE = {
    "died": "已经去世，档案已冻结",
    "merged": "已并入另一份档案，请打开那一份",
    "void": "的登记已经作废",
}


@dataclass(frozen=True, slots=True)
class Member:
    """A person as far as a change is concerned.

    `relation` and `since` in the household now; for who is in none, `since` is when the last one
    was left. `facts_since` is the last day a field of theirs changed.
    """

    person_id: int
    name: str
    sex: str
    birth_date: date | None
    relation: str = ""
    since: date | None = None
    status: str = "present"
    household_id: int | None = None
    facts_since: date | None = None

    @property
    def kin(self) -> Kin:
        """As far as family relations go."""
        return Kin(self.name, self.sex, self.birth_date)

    def is_minor(self, day: date) -> bool:
        """Under 18 on a day (民法典 §17)."""
        return self.birth_date is not None and age_on(self.birth_date, day) < ADULT


@dataclass(frozen=True, slots=True)
class Home:
    """A household as far as a change is concerned; `id` is NEW before it is opened."""

    id: int
    number: str
    address: str
    members: tuple[Member, ...] = ()
    kind: str = "family"
    established_on: date | None = None
    ended_on: date | None = None
    dwelling_id: int | None = None
    moved_on: date | None = None  # since when at this address

    @property
    def head(self) -> Member | None:
        """The head (户主)."""
        return next((one for one in self.members if one.relation == HEAD), None)

    @property
    def title(self) -> str:
        """As people call it: 张桂花户."""
        return f"{self.head.name}户" if self.head else "无户主的户"


@dataclass(frozen=True, slots=True)
class Target:
    """Where people go: an existing household, or NEW at a dwelling; None instead: out of all."""

    household_id: int
    dwelling_id: int | None = None
    address: str = ""
    kind: str = "family"


@dataclass(frozen=True, slots=True)
class Change:
    """One change as the desk enters it (一次变动).

    `movers`: person id -> relation in the target household. `relations`: what people who stay in
    a household concerned are from now on (a new head and what follows). `facts`: person id ->
    fields that change with the day, e.g. hukou_kind or name. `moves`: households that move whole,
    and where to.
    """

    kind: str
    happened_on: date
    reported_on: date
    movers: Mapping[int, str] = field(default_factory=dict)
    target: Target | None = None
    relations: Mapping[int, str] = field(default_factory=dict)
    facts: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    moves: Mapping[int, Target] = field(default_factory=dict)
    reason: str = ""
    paper: str = ""
    request_key: str = ""


class Doubt(NamedTuple):
    """Something that speaks against a change: hard ones block, soft ones colour."""

    code: str
    sentence: str
    hard: bool = True
    person_id: int | None = None
    household_id: int | None = None


class Refused(UserError):
    """A change that cannot be: every hard doubt; the first is the sentence."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        more = f"（另有 {len(doubts) - 1} 处）" if len(doubts) > 1 else ""
        super().__init__(doubts[0].sentence + more)
        self.doubts = tuple(doubts)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be: the households before and after, and every doubt."""

    before: tuple[Home, ...]
    after: tuple[Home, ...]
    doubts: tuple[Doubt, ...]

    @property
    def hard(self) -> tuple[Doubt, ...]:
        """What blocks."""
        return tuple(one for one in self.doubts if one.hard)

    @property
    def soft(self) -> tuple[Doubt, ...]:
        """What is only shown."""
        return tuple(one for one in self.doubts if not one.hard)

    def home(self, household_id: int) -> Home:
        """A household as it would be."""
        return next(one for one in self.after if one.id == household_id)


def plan_change(
    change: Change,
    people: Mapping[int, Member],
    homes: Mapping[int, Home],
    today: date,
    neighbours: Sequence[Home] = (),
) -> Plan:
    """What the change would make of the households, with everything that speaks against it.

    `people` holds everybody named; `homes` every household left, joined or rearranged;
    `neighbours` who lives already behind the door a new household moves to.
    """
    before = tuple(homes.values())
    after = _after(change, people, homes)
    doubts = [
        *_date_doubts(change, today),
        *_mover_doubts(change, people, homes),
        *(doubt for home in after for doubt in _home_doubts(home, change)),
        *_left_behind(before, after, change),
        *(doubt for home in before for doubt in _whole_move_doubts(home, change)),
        *_occupied(change, neighbours),
    ]
    return Plan(before, after, tuple(doubts))


def _after(
    change: Change, people: Mapping[int, Member], homes: Mapping[int, Home]
) -> tuple[Home, ...]:
    """Every household concerned, with those who leave gone and those who come in."""
    rearranged = {one.id: _without_movers(one, change) for one in homes.values()}
    target = change.target
    if target is not None:
        if target.household_id == NEW:
            rearranged[NEW] = Home(
                NEW,
                "",
                target.address,
                kind=target.kind,
                established_on=change.happened_on,
                dwelling_id=target.dwelling_id,
            )
        home = rearranged[target.household_id]
        comers = tuple(
            replace(
                people[who],
                relation=relation,
                since=change.happened_on,
                household_id=target.household_id,
            )
            for who, relation in change.movers.items()
            if who in people
        )
        rearranged[home.id] = replace(home, members=home.members + comers)
    return tuple(_ended_if_empty(home, change) for home in rearranged.values())


def _without_movers(home: Home, change: Change) -> Home:
    kept = tuple(one for one in home.members if one.person_id not in change.movers)
    home = replace(home, members=tuple(_with_new_relation(one, change) for one in kept))
    there = change.moves.get(home.id)
    if there is None:
        return home
    return replace(
        home, dwelling_id=there.dwelling_id, address=there.address, moved_on=change.happened_on
    )


def _with_new_relation(member: Member, change: Change) -> Member:
    now = change.relations.get(member.person_id, member.relation)
    if now == member.relation:
        return member
    return replace(member, relation=now, since=change.happened_on)


def _ended_if_empty(home: Home, change: Change) -> Home:
    if home.members or home.ended_on is not None:
        return home
    return replace(home, ended_on=change.happened_on)


def _date_doubts(change: Change, today: date) -> Iterator[Doubt]:
    if change.happened_on > today:
        yield Doubt("date.future", f"发生日期 {change.happened_on} 还没有到，请改成今天或以前")
    if change.reported_on > today:
        yield Doubt("date.reported", f"申报日期 {change.reported_on} 还没有到，请改成今天或以前")
    if change.reported_on < change.happened_on:
        yield Doubt("date.order", "申报日期早于发生日期，请核对这两个日期")


def _mover_doubts(
    change: Change, people: Mapping[int, Member], homes: Mapping[int, Home]
) -> Iterator[Doubt]:
    if not (change.movers or change.relations or change.facts or change.moves):
        yield Doubt("movers.none", "请至少选一个人")
    for who in {*change.movers, *change.relations, *change.facts}:
        if who in people:
            yield from _person_doubts(people[who], change)
    for who in change.movers:
        if who in people:
            yield from _movement_doubts(people[who], change)
    if change.target is not None and change.target.household_id != NEW:
        home = homes[change.target.household_id]
        if home.ended_on is not None:
            yield Doubt(
                "home.ended",
                f"{home.title}（户号 {home.number}）已经销户，请另选一户",
                household_id=home.id,
            )
        if home.established_on is not None and change.happened_on < home.established_on:
            told = f"户号 {home.number} {home.established_on} 才立户，日期不能更早，请核对日期"
            yield Doubt("date.earlier", told, household_id=home.id)


def _person_doubts(member: Member, change: Change) -> Iterator[Doubt]:
    """What anybody concerned must fulfil: alive, here, and the day fits their dates."""
    who = member.person_id
    if member.status in _GONE:
        yield Doubt(
            "person.gone", f"{member.name}{_GONE[member.status]}，不能再变动", person_id=who
        )
    if member.birth_date is not None and change.happened_on < member.birth_date:
        born = f"{member.name}生于 {member.birth_date}"
        yield Doubt("date.birth", f"{born}，发生日期不能更早，请核对日期", person_id=who)
        return
    moved = who in change.movers or who in change.relations
    latest = member.since if moved else member.facts_since
    if latest is not None and change.happened_on < latest:
        yield Doubt(
            "date.earlier",
            f"{member.name}从 {latest} 起是现在的登记，发生日期不能更早；"
            "请改日期，或先撤回后来的变动",
            person_id=who,
        )


def _movement_doubts(member: Member, change: Change) -> Iterator[Doubt]:
    who, here = member.person_id, member.household_id is not None
    word = EVENTS.get(change.kind, change.kind)
    if change.kind in EXITS and not here:
        yield Doubt("person.absent", f"{member.name}现在不在册，不能办{word}", person_id=who)
    if here and change.kind in ENTRIES - INSIDE:
        yield Doubt(
            "person.here", f"{member.name}已经在册，请办社区内迁移，不是{word}", person_id=who
        )
    if not here and change.kind in INSIDE - ENTRIES:
        yield Doubt(
            "person.absent", f"{member.name}现在不在册，请办迁入，不是{word}", person_id=who
        )
    if here and change.target is not None and change.target.household_id == member.household_id:
        yield Doubt("person.same", f"{member.name}已经在这一户，请另选一户", person_id=who)


def _home_doubts(home: Home, change: Change) -> Iterator[Doubt]:
    """What a household must look like afterwards: one head, every relation said and likely."""
    heads = [one for one in home.members if one.relation == HEAD]
    if home.members and not heads:
        left = len(home.members)
        yield Doubt(
            "home.no_head",
            f"户主{_gone_word(change)}后，本户还剩 {left} 人，请选新户主"
            if home.id != NEW
            else "新户还没有户主，请选一位户主",
            household_id=home.id,
        )
    if len(heads) > 1:
        names = "、".join(one.name for one in heads)
        yield Doubt(
            "home.two_heads", f"{names} 都是户主，一户只能有一位，请改关系", household_id=home.id
        )
    if home.kind == "family" and len(home.members) > CROWD:
        yield Doubt(
            "home.crowd", f"一户 {len(home.members)} 人，请核对是不是集体户", False, None, home.id
        )
    head = heads[0] if len(heads) == 1 else None
    for member in home.members:
        yield from _relation_doubts(member, head, home, change)


def _relation_doubts(
    member: Member, head: Member | None, home: Home, change: Change
) -> Iterator[Doubt]:
    who, code = member.person_id, member.relation
    touched = who in change.movers or who in change.relations
    if code not in table("relation"):
        if touched or not code:
            told = f"请选{member.name}与户主的关系"
            yield Doubt("relation.missing", told, True, who, home.id)
        return
    if touched or (head is not None and head.person_id in {*change.movers, *change.relations}):
        for sentence in relation_doubts(code, member.kin, head.kin if head else None):
            yield Doubt("relation.doubt", sentence, False, who, home.id)


def _left_behind(before: Sequence[Home], after: Sequence[Home], change: Change) -> Iterator[Doubt]:
    """Minors left without an adult of their household (未成年人一般随监护人一同迁移)."""
    held = {home.id: home for home in before}
    for home in after:
        was = held.get(home.id)
        shrank = was is not None and len(home.members) < len(was.members)
        day = change.happened_on
        if not shrank or not home.members or not all(one.is_minor(day) for one in home.members):
            continue
        for child in home.members:
            assert child.birth_date is not None
            told = f"{child.name}（{age_on(child.birth_date, day)} 岁）独自留在户里"
            yield Doubt(
                "minor.alone",
                f"{told}：未成年人一般随监护人一同迁移，确认不迁请填写原因",
                not change.reason,
                child.person_id,
                home.id,
            )


def _whole_move_doubts(home: Home, change: Change) -> Iterator[Doubt]:
    """A household that moves whole: still there, somewhere else, and not before it came here."""
    there = change.moves.get(home.id)
    if there is None:
        return
    if home.ended_on is not None:
        yield Doubt("home.ended", f"户号 {home.number} 已经销户，不能再搬迁", True, None, home.id)
    if there.dwelling_id == home.dwelling_id:
        yield Doubt("home.same_door", "新住址和现在的一样，请另选一处", True, None, home.id)
    if home.moved_on is not None and change.happened_on < home.moved_on:
        told = f"这一户 {home.moved_on} 才到现在的住址，搬迁日期不能更早，请核对日期"
        yield Doubt("date.earlier", told, True, None, home.id)


def _occupied(change: Change, neighbours: Sequence[Home]) -> Iterator[Doubt]:
    """Others who are registered behind the door somebody comes to."""
    for home in neighbours:
        if home.ended_on is None and home.members:
            told = f"这套房里已有{home.title}（户号 {home.number}，{len(home.members)} 人）"
            yield Doubt("home.occupied", f"{told}，请核对是否同住", False, None, home.id)


def _gone_word(change: Change) -> str:
    return "去世" if change.kind == "died" else "迁出"


def relations_under(home: Home, heir: int, leaving: Collection[int] = ()) -> dict[int, str]:
    """What those who stay would be to a new head; "" where only the clerk can know."""
    before = {one.person_id: (one.relation, one.sex) for one in home.members}
    found = new_relations(before, heir)
    return {who: relation for who, relation in found.items() if who not in leaving}
