"""What speaks against a change: hard doubts block, soft ones colour."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from gridhall.core.codes import table
from gridhall.registry.labels import EVENTS
from gridhall.registry.rules.kinship import HEAD, age_on, relation_doubts
from gridhall.registry.rules.standing import NEW, Change, Doubt, Home, Member, Span

CROWD = 20  # a family household of more is asked about

ENTRIES = frozenset({"registered", "born", "adopted", "married_in", "moved_in", "joined"})
EXITS = frozenset({"died", "moved_out", "left"})
INSIDE = frozenset({"moved_inside", "split", "merged", "married_in", "adopted", "joined"})
_GONE = {
    "died": "已经去世，档案已冻结",
    "merged": "已并入另一份档案，请打开那一份",
    "void": "的登记已经作废",
}


def date_doubts(change: Change, today: date) -> Iterator[Doubt]:
    """Days that cannot be: to come, or reported before they were."""
    if change.happened_on > today:
        yield Doubt("date.future", f"发生日期 {change.happened_on} 还没有到，请改成今天或以前")
    if change.reported_on > today:
        yield Doubt("date.reported", f"申报日期 {change.reported_on} 还没有到，请改成今天或以前")
    if change.reported_on < change.happened_on:
        yield Doubt("date.order", "申报日期早于发生日期，请核对这两个日期")


def mover_doubts(
    change: Change, people: Mapping[int, Member], homes: Mapping[int, Home]
) -> Iterator[Doubt]:
    """Who cannot move, and where nobody can go."""
    if not (change.movers or change.relations or change.facts or change.moves):
        yield Doubt("movers.none", "请至少选一个人")
    yield from _target_doubts(change)
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


def _target_doubts(change: Change) -> Iterator[Doubt]:
    """Who comes or moves goes somewhere; who leaves or dies goes into no household."""
    word = EVENTS.get(change.kind, change.kind)
    if change.movers and change.target is None and change.kind in ENTRIES | INSIDE:
        yield Doubt("target.none", f"{word}要写明去哪一户，请选一户或新立一户")
    if change.target is not None and change.kind in EXITS:
        yield Doubt("target.some", f"{word}的人不再入户，请不要填去哪一户")


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


def home_doubts(home: Home, was: Home | None, change: Change) -> Iterator[Doubt]:
    """What a household must look like afterwards: one head, every relation said and likely.

    What an old ledger left wrong blocks nobody who does not touch who is in the household.
    """
    stirred = was is None or _roles(was) != _roles(home)
    heads = [one for one in home.members if one.relation == HEAD]
    if home.members and not heads:
        told = _headless_words(home, was, change)
        yield Doubt("home.no_head", told, stirred, None, home.id)
    if len(heads) > 1:
        names = "、".join(one.name for one in heads)
        told = f"{names} 都是户主，一户只能有一位，请改关系"
        yield Doubt("home.two_heads", told, stirred, None, home.id)
    if home.kind == "family" and len(home.members) > CROWD:
        yield Doubt(
            "home.crowd", f"一户 {len(home.members)} 人，请核对是不是集体户", False, None, home.id
        )
    head = heads[0] if len(heads) == 1 else None
    for member in home.members if stirred else ():
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


def left_behind(before: Sequence[Home], after: Sequence[Home], change: Change) -> Iterator[Doubt]:
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


def whole_move_doubts(home: Home, change: Change) -> Iterator[Doubt]:
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


def occupied(change: Change, neighbours: Sequence[Home]) -> Iterator[Doubt]:
    """Others who are registered behind the door somebody comes to."""
    for home in neighbours:
        if home.ended_on is None and home.members:
            told = f"这套房里已有{home.title}（户号 {home.number}，{len(home.members)} 人）"
            yield Doubt("home.occupied", f"{told}，请核对是否同住", False, None, home.id)


def _headless_words(home: Home, was: Home | None, change: Change) -> str:
    if was is None:
        return "新户还没有户主，请选一位户主"
    if was.head is None and was.members:
        return f"户号 {home.number} 没有户主，请选一位户主"
    gone = {"died": "去世", "moved_out": "迁出"}.get(change.kind, "离开")
    return f"户主{gone}后，本户还剩 {len(home.members)} 人，请选新户主"


def _roles(home: Home) -> set[tuple[int, str]]:
    return {(one.person_id, one.relation) for one in home.members}


def history_doubts(
    before: Sequence[Home], after: Sequence[Home], change: Change
) -> Iterator[Doubt]:
    """A change of an earlier day must leave one head on every day since (户主不能空缺)."""
    held = {home.id: home for home in before}
    for home in after:
        was = held.get(home.id)
        if was is None or not was.past or not _one_head(home):
            continue
        spans = [*was.past, *_spans(was, home, change.happened_on)]
        day = _headless_day(spans, change.happened_on)
        if day is not None:
            told = f"户号 {home.number} 在 {day} 就没有户主了（那天前后还有人进出）"
            yield Doubt(
                "home.history",
                f"{told}，请核对发生日期，或先撤回后来的变动",
                household_id=home.id,
            )


def _one_head(home: Home) -> bool:
    """What is wrong today is told as such already."""
    return not home.members or sum(one.relation == HEAD for one in home.members) == 1


def _spans(was: Home, home: Home, day: date) -> Iterator[Span]:
    """Who is here now, as the change leaves them: who stays, who goes that day, who comes."""
    stays = {(one.person_id, one.relation, one.since) for one in home.members}
    for one in was.members:
        kept = (one.person_id, one.relation, one.since) in stays
        yield Span(one.relation, one.since, None if kept else day)
    here = {(one.person_id, one.relation, one.since) for one in was.members}
    for one in home.members:
        if (one.person_id, one.relation, one.since) not in here:
            yield Span(one.relation, one.since, None)


def _headless_day(spans: Sequence[Span], first: date) -> date | None:
    """The first day from `first` on when people were here without exactly one head."""
    days = {first, *(day for span in spans for day in (span.since, span.until) if day)}
    for day in sorted(day for day in days if day >= first):
        here = [span for span in spans if span.covers(day)]
        if here and sum(span.relation == HEAD for span in here) != 1:
            return day
    return None
