"""A transfer as the dialog gathers it, and the change of the register it is about to be."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from gridhall.core.text import clean
from gridhall.registry.rules.changes import NEW, Change, Home, Target
from gridhall.registry.rules.drafts import ResidentDraft

_TEXT_LIMIT = 200
KINDS: Mapping[str, str] = {
    "in": "moved_in",
    "out": "moved_out",
    "inside": "moved_inside",
    "split": "split",
    "merge": "merged",
}
# Events that happened on a day of their own, before anybody came to the desk.
DATED_BY_LIFE = frozenset({"born", "died", "adopted"})
_ARRIVALS = frozenset({"moved_in", "married_in", "adopted", "born"})


@dataclass(frozen=True, slots=True)
class TransferDraft:
    """A transfer as the dialog's steps gather it; nothing of it is written before the last.

    `movers`: person id -> relation in the target household; an id below zero is one of
    `newcomers`, who are registered when the transfer is opened. `relations`: what those who stay
    are from now on. `facts`: person id -> fields that change with it (更名, 更正). `received`: the
    places of the materials that are there. `kind`: the event it ends in, from its category.
    """

    direction: str
    category: str
    applicant_id: int
    effective_on: date
    agent: str = ""
    movers: Mapping[int, str] = field(default_factory=dict)
    target: Target | None = None
    from_place: str = ""
    to_place: str = ""
    relations: Mapping[int, str] = field(default_factory=dict)
    facts: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    reason: str = ""
    received: frozenset[int] = frozenset()
    green_channel: bool = False
    one_stop: bool = False
    request_key: str = ""
    kind: str = ""
    newcomers: Mapping[int, ResidentDraft] = field(default_factory=dict)
    consulting: bool = False  # only asked for yet (咨询): nothing was handed in

    @property
    def people(self) -> tuple[int, ...]:
        """Everybody the transfer is about: who moves, or whose entry changes where nobody does."""
        return tuple(self.movers or self.facts or self.relations)

    @property
    def event(self) -> str:
        """The event it ends in (labels.EVENTS)."""
        return self.kind or KINDS.get(self.direction, self.direction)


def change_of(draft: TransferDraft, today: date, here: Mapping[int, int] | None = None) -> Change:
    """The change of the register that the transfer is about to be (登记变动).

    `here` says in which household each person is registered now. Who lives in the target already
    does not move: only the hukou follows the person. Who is in another household of the hall comes
    from there.
    """
    here = here or {}
    there = draft.target.household_id if draft.target else None
    staying = {who for who in draft.movers if there and here.get(who) == there}
    movers = {who: said for who, said in draft.movers.items() if who not in staying}
    settled = {who: said for who, said in draft.movers.items() if who in staying and said}
    return Change(
        kind=_kind(draft, movers, staying, here),
        happened_on=draft.effective_on,
        reported_on=today,
        movers=movers,
        target=None if draft.direction == "out" else draft.target,
        relations={**draft.relations, **settled},
        facts=_facts(draft),
        reason=clean(draft.reason),
    )


def as_whole_move(change: Change, homes: Sequence[Home]) -> Change:
    """A household that goes whole behind another door keeps its number (整户搬迁).

    Anything else stays as it is: somebody left behind, another head, a household joined.
    """
    there = change.target
    if change.kind != "moved_inside" or there is None or there.household_id != NEW:
        return change
    if len(homes) != 1 or there.dwelling_id is None or change.relations:
        return change
    if change.movers != {one.person_id: one.relation for one in homes[0].members}:
        return change
    goes = replace(there, household_id=homes[0].id)
    return replace(change, kind="moved", movers={}, target=None, moves={homes[0].id: goes})


def _kind(
    draft: TransferDraft, movers: Mapping[int, str], staying: set[int], here: Mapping[int, int]
) -> str:
    """moved_in of somebody who lives here already is the hukou that follows (人在户不在)."""
    if draft.event not in _ARRIVALS:
        return draft.event
    if not movers:
        return "hukou_changed" if staying else draft.event
    if draft.event != "moved_in" or not any(who in here for who in movers):
        return draft.event
    return "moved_inside" if all(who in here for who in movers) else "joined"


def _facts(draft: TransferDraft) -> dict[int, Mapping[str, str]]:
    """What the people's cards say afterwards: 本地户籍 here, 外地户籍 elsewhere."""
    said = {who: dict(facts) for who, facts in draft.facts.items()}
    if draft.event == "died" or draft.direction not in ("in", "out"):
        return {who: facts for who, facts in said.items() if facts}
    hukou = {"hukou_kind": "outside" if draft.direction == "out" else "local"}
    hukou["hukou_address"] = clean(draft.to_place)
    if draft.direction == "in" and clean(draft.from_place):
        day = draft.effective_on
        came = f"{day.year}年{day.month}月{day.day}日由{clean(draft.from_place)}迁来"
        hukou["came_here"] = came[:_TEXT_LIMIT]
    return {who: {**hukou, **said.get(who, {})} for who in {*draft.movers, *said}}


def settled_draft(draft: TransferDraft, settled_on: date) -> TransferDraft:
    """The draft with the day of settlement; births, deaths, adoptions keep their own day."""
    return draft if draft.event in DATED_BY_LIFE else replace(draft, effective_on=settled_on)


def with_ids(draft: TransferDraft, ids: Mapping[int, int]) -> TransferDraft:
    """The draft about other cards: newcomers registered since, people merged into another card."""

    def known(said: Mapping[int, Any]) -> dict[int, Any]:
        return {ids.get(who, who): one for who, one in said.items()}

    return replace(
        draft,
        applicant_id=ids.get(draft.applicant_id, draft.applicant_id),
        movers=known(draft.movers),
        relations=known(draft.relations),
        facts=known(draft.facts),
    )


def draft_json(draft: TransferDraft) -> str:
    """The draft as it is kept, at every step of the dialog and with the transfer."""
    said = asdict(draft)
    said["received"] = sorted(draft.received)
    return json.dumps(said, ensure_ascii=False, default=_plain, sort_keys=True)


def draft_from_json(text: str) -> TransferDraft:
    """A kept draft; raises ValueError or KeyError for one that cannot be read any more."""
    said: dict[str, Any] = json.loads(text)
    there = said["target"]
    read = {
        "effective_on": date.fromisoformat(said["effective_on"]),
        "target": None if there is None else Target(**there),
        "received": frozenset(said["received"]),
        **{name: _by_person(said[name]) for name in ("movers", "relations", "facts")},
        "newcomers": {who: _newcomer(one) for who, one in _by_person(said["newcomers"]).items()},
    }
    return TransferDraft(**{**said, **read})


def _by_person(said: Mapping[str, Any]) -> dict[int, Any]:
    """JSON has no whole numbers as keys."""
    return {int(who): one for who, one in said.items()}


def _newcomer(said: Mapping[str, Any]) -> ResidentDraft:
    born = said["birth_date"]
    return ResidentDraft(**{**said, "birth_date": born and date.fromisoformat(born)})


def _plain(value: date) -> str:
    return value.isoformat()
