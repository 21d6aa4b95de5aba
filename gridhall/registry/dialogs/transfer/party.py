"""Who is concerned by a transfer and who goes: ticks, relations, proposed heads. Plain Python."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gridhall.registry.rules import HEAD, SPOUSES, age_on, new_relations
from gridhall.registry.rules.changes import ADULT, NEW, Home, Member, Target


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the members' table: who, from where, whether they go, what they will be."""

    member: Member
    origin: str
    goes: bool
    fixed: bool  # lives there already and only gets a new relation
    relation: str

    @property
    def id(self) -> int:
        """What tells lines apart over a refresh."""
        return self.member.person_id


@dataclass
class Party:
    """Everybody concerned, the homes they leave, and what the clerk decided about them."""

    homes: Mapping[int, Home] = field(default_factory=dict)
    loose: Sequence[Member] = ()  # in no household: comers, and people who had left
    going: set[int] = field(default_factory=set)
    target: Target | None = None
    joined: Home | None = None  # the household they come to, if there is one already
    head: int | None = None  # chosen for the household they come to
    old_head: int | None = None  # chosen for the household that is left
    said: dict[int, str] = field(default_factory=dict)  # relations the clerk said himself
    hukou: Mapping[int, str] = field(default_factory=dict)  # where each is registered, in words

    @property
    def everybody(self) -> list[Member]:
        """Who can be ticked: the applicant's household first."""
        here = [one for home in self.homes.values() for one in home.members]
        return [*here, *self.loose]

    @property
    def movers(self) -> list[Member]:
        """Those who are ticked."""
        return [one for one in self.everybody if one.person_id in self.going]

    @property
    def stays_here(self) -> bool:
        """They have their hukou moved to where they live already: nobody changes household."""
        return self.joined is not None and self.joined.id in self.homes

    def staying(self, home: Home) -> list[Member]:
        """Who is left in a household."""
        if self.joined is not None and home.id == self.joined.id:
            return list(home.members)
        return [one for one in home.members if one.person_id not in self.going]

    def headless(self) -> Home | None:
        """The household that its head leaves while others stay, if there is one."""
        for home in self.homes.values():
            left = self.staying(home)
            if home.head is not None and left and home.head not in left:
                return home
        return None

    def target_head(self, day: date) -> int | None:
        """Who heads the household they come to: chosen, living there already, or proposed."""
        if self.target is None:
            return None
        if self.head is not None and self._may_head(self.head):
            return self.head
        if self.joined is not None and self.joined.head is not None:
            return self.joined.head.person_id
        return likely_head(self.movers, day)

    def left_head(self, day: date) -> int | None:
        """Who heads the household that lost its head: chosen or proposed."""
        home = self.headless()
        if home is None:
            return None
        left = self.staying(home)
        chosen = self.old_head in {one.person_id for one in left}
        return self.old_head if chosen else likely_head(left, day)

    def relations(self, day: date) -> dict[int, str]:
        """What everybody who goes will be in the household they come to."""
        head = self.target_head(day)
        found: dict[int, str] = {}
        if self.target is None:
            return {one.person_id: "" for one in self.movers}
        for group in self._groups():
            found |= _in_new_home(group, head, joins=self.joined is not None)
        if self.stays_here:
            found |= {one.person_id: one.relation for one in self.movers}
        return self._settled(found, head)

    def rearranged(self, day: date) -> dict[int, str]:
        """Those who stay behind or live there already, as far as their relation changes."""
        found: dict[int, str] = {}
        home, chosen = self.headless(), self.old_head
        left_head = self.left_head(day)
        if home is not None and left_head is not None and chosen is not None:
            left = self.staying(home)
            after = self._settled(_under(left, left_head), left_head)
            found |= {one.person_id: after[one.person_id] for one in left if _changes(one, after)}
        there, head = self.joined, self.target_head(day)
        if there is not None and there.head is not None and head != there.head.person_id:
            others = [one for one in there.members if one.person_id not in self.going]
            found |= self._settled(dict.fromkeys((one.person_id for one in others), ""), head)
        return found

    def under_new_head(self, day: date) -> dict[int, str]:
        """换户主: what every member of the household becomes, nobody leaving."""
        members = [one for home in self.homes.values() for one in home.members]
        heads = {one.person_id for one in members}
        head = self.head if self.head in heads else None
        if head is None:
            return {}
        found = self._settled(_under(members, head), head)
        was = {one.person_id: one.relation for one in members}
        return {who: told for who, told in found.items() if told != was[who]}

    def lines(self, day: date) -> list[Line]:
        """The table: whoever may go, then whoever lives there already and becomes something."""
        goes, stays = self.relations(day), self.rearranged(day)
        lines = []
        for one in self.everybody:
            who = one.person_id
            after = goes[who] if who in goes else stays.get(who, one.relation)
            lines.append(Line(one, self._origin(one), who in self.going, False, after))
        listed = {line.id for line in lines}
        for one in self.joined.members if self.joined is not None else ():
            if one.person_id in stays and one.person_id not in listed:
                lines.append(Line(one, "已在迁入的户", False, True, stays[one.person_id]))
        return lines

    def heads(self) -> list[Member]:
        """Who may head the household they come to."""
        if self.target is None:
            return []
        there = [] if self.joined is None else list(self.joined.members)
        known = {one.person_id for one in there}
        return there + [one for one in self.movers if one.person_id not in known]

    def _may_head(self, who: int) -> bool:
        return who in {one.person_id for one in self.heads()}

    def _origin(self, one: Member) -> str:
        if one.person_id in self.hukou:
            return self.hukou[one.person_id]
        home = self.homes.get(one.household_id or NEW)
        return home.address or f"户号 {home.number}" if home is not None else "不在册"

    def _groups(self) -> list[list[Member]]:
        """Those who go, by the household whose head their relation is told by."""
        groups: dict[int | None, list[Member]] = {}
        for one in self.movers:
            groups.setdefault(one.household_id, []).append(one)
        return list(groups.values())

    def _settled(self, found: Mapping[int, str], head: int | None) -> dict[int, str]:
        """What the clerk said wins; exactly the chosen one is the head."""
        out = {}
        for who, proposed in found.items():
            said = self.said.get(who, proposed)
            out[who] = HEAD if who == head else "" if said == HEAD else said
        return out


def _changes(one: Member, after: Mapping[int, str]) -> bool:
    return after[one.person_id] != one.relation


def likely_head(members: Iterable[Member], day: date) -> int | None:
    """The head before, else the husband or wife, else the eldest adult, else the eldest."""
    people = list(members)

    def rank(one: Member) -> tuple[bool, bool, bool, date]:
        adult = one.birth_date is not None and age_on(one.birth_date, day) >= ADULT
        kin = one.relation in SPOUSES
        return (one.relation != HEAD, not adult, not kin, one.birth_date or date.max)

    return min(people, key=rank).person_id if people else None


def _in_new_home(group: Sequence[Member], head: int | None, *, joins: bool) -> dict[int, str]:
    """A group's relations to the head of the household it comes to, "" where nobody can know."""
    if head in {one.person_id for one in group}:
        return _under(group, head)
    typed = {one.person_id: one.relation for one in group if one.person_id < 0 or not joins}
    unknown = dict.fromkeys((one.person_id for one in group), "")
    own = {who: told for who, told in typed.items() if who < 0}
    return unknown | own


def _under(group: Sequence[Member], head: int | None) -> dict[int, str]:
    """What people of one household are to one of them; unchanged if that one was the head."""
    by_id = {one.person_id: (one.relation, one.sex) for one in group}
    if head is None or head not in by_id:
        return dict.fromkeys(by_id, "")
    if by_id[head][0] == HEAD:
        return {who: was for who, (was, _) in by_id.items()}
    return new_relations(by_id, head)
