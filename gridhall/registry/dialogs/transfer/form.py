"""What the four steps have gathered so far: the draft that is kept, the start of each pane."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import uuid4

from gridhall.registry.dialogs.transfer.party import Line, Party
from gridhall.registry.rules import HEAD, ResidentDraft
from gridhall.registry.rules.changes import Home, Member
from gridhall.registry.rules.transfers import TransferDraft

STAY = frozenset({"head_changed", "name_changed"})  # nobody moves
NOWHERE = frozenset({"head_changed", "died"})  # no address is asked for


@dataclass
class Form:
    """The dialog's state: who, what, which papers. Newcomers have ids below zero."""

    effective_on: date
    direction: str = "in"
    category: str = ""
    people: list[int] = field(default_factory=list)  # chosen in the first step, applicant first
    newcomers: dict[int, ResidentDraft] = field(default_factory=dict)
    party: Party = field(default_factory=Party)
    place: str = ""  # the address as typed: where they come to, or go to
    from_place: str = ""
    reason: str = ""
    agent: str = ""
    received: frozenset[int] = frozenset()
    green_channel: bool = False
    one_stop: bool = False
    kind: str = ""
    joins: int | None = None  # a household to look up and go to, as a remedy says
    request_key: str = field(default_factory=lambda: str(uuid4()))

    @property
    def moves_nobody(self) -> bool:
        """换户主 and 更名: the people stay where they are."""
        return self.kind in STAY

    @property
    def goes_somewhere(self) -> bool:
        """Whether an address, or a new name, is asked for."""
        return self.kind not in NOWHERE

    @property
    def is_blank(self) -> bool:
        """Nobody is chosen yet: nothing to keep."""
        return not self.people

    @property
    def applicant(self) -> int:
        """Who asks for it: the first who was chosen."""
        return self.people[0] if self.people else 0

    def next_key(self) -> int:
        """An id below zero that no newcomer has."""
        return min(self.newcomers, default=0) - 1

    def lines(self) -> list[Line]:
        """The members' table; where nobody moves nobody is ticked."""
        found = self.party.lines(self.effective_on)
        if not self.moves_nobody:
            return found
        after = self.party.under_new_head(self.effective_on)
        return [
            replace(one, goes=False, relation=after.get(one.id, one.member.relation))
            for one in found
        ]

    def instead_of_relation(self) -> str:
        """What is said of those who go where no relation is to be chosen: gone, or not yet told."""
        if self.direction == "out":
            return "注销" if self.kind == "died" else "迁出"
        waits = self.goes_somewhere and not self.moves_nobody and self.party.target is None
        return "—" if waits else ""

    def draft(self) -> TransferDraft:
        """What would be opened if this were the last step."""
        day, party = self.effective_on, self.party
        relations = party.rearranged(day)
        if self.kind == "head_changed":
            relations = party.under_new_head(day)
        renamed = {self.applicant: {"name": self.place}} if self.kind == "name_changed" else {}
        stays = self.moves_nobody
        return TransferDraft(
            direction=self.direction,
            category=self.category,
            applicant_id=self.applicant,
            effective_on=day,
            agent=self.agent,
            movers={} if stays else self._movers(),
            target=None if stays else party.target,
            from_place=self.from_place,
            to_place="" if stays else self.place,
            relations=relations,
            facts=renamed,
            reason=self.reason,
            received=self.received,
            green_channel=self.green_channel,
            one_stop=self.one_stop,
            request_key=self.request_key,
            kind=self.kind,
            newcomers={key: self.newcomers[key] for key in self.people if key in self.newcomers},
        )

    def _movers(self) -> dict[int, str]:
        """Who goes; while nobody's household was looked up yet, everybody chosen."""
        if not self.party.everybody:
            return {
                who: self.newcomers[who].relation if who in self.newcomers else ""
                for who in self.people
            }
        return self.party.relations(self.effective_on)

    def take_people(self, homes: Mapping[int, Home], found: Mapping[int, Member]) -> None:
        """The register's view of those who were chosen; whole households are ticked."""
        party, known = self.party, {one.person_id for one in self.party.everybody}
        party.homes = homes
        party.loose = [*self._loose(found), *map(self.newcomer, self._typed())]
        fresh = {one.person_id for one in party.everybody} - known
        party.going = (party.going | fresh) & {one.person_id for one in party.everybody}

    def newcomer(self, key: int) -> Member:
        """Somebody who has no file yet, as far as the change is concerned."""
        draft = self.newcomers[key]
        return Member(
            key, draft.name, draft.sex, draft.birth_date, draft.relation, status="unsettled"
        )

    def _typed(self) -> list[int]:
        return [key for key in self.people if key in self.newcomers]

    def _loose(self, found: Mapping[int, Member]) -> Sequence[Member]:
        chosen = (found[who] for who in self.people if who in found)
        return [one for one in chosen if one.household_id is None]


def restored(draft: TransferDraft) -> Form:
    """A kept draft as the dialog goes on with it (接着填)."""
    people = [draft.applicant_id, *(who for who in draft.movers if who != draft.applicant_id)]
    form = Form(
        effective_on=draft.effective_on,
        direction=draft.direction,
        category=draft.category,
        people=[who for who in people if who],
        newcomers=dict(draft.newcomers),
        place=_renamed(draft) or draft.to_place,
        from_place=draft.from_place,
        reason=draft.reason,
        agent=draft.agent,
        received=draft.received,
        green_channel=draft.green_channel,
        one_stop=draft.one_stop,
        kind=draft.kind,
        request_key=draft.request_key or str(uuid4()),
    )
    form.party = Party(
        target=draft.target,
        head=_head_of(draft.movers),
        old_head=_head_of(draft.relations),
        said={who: told for who, told in {**draft.movers, **draft.relations}.items() if told},
    )
    return form


def _renamed(draft: TransferDraft) -> str:
    return draft.facts.get(draft.applicant_id, {}).get("name", "")


def keep_ticks(form: Form, draft: TransferDraft) -> None:
    """Tick exactly those whom the draft names, once their households are known."""
    everybody = {one.person_id for one in form.party.everybody}
    form.party.going = set(draft.movers) & everybody


def _head_of(relations: Mapping[int, str]) -> int | None:
    return next((who for who, told in relations.items() if told == HEAD), None)
