"""A fictional year of peace and safety: disputes, inspections with hazards, two registers."""

from datetime import date, timedelta
from random import Random
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.demo.governance import photos
from gridhall.demo.peace_texts import (
    BIKES,
    DANGERS,
    DOGS,
    INSPECTORS,
    MEDIATORS,
    PLACES,
    QUARRELS,
    Danger,
)
from gridhall.issues.rules.when import When
from gridhall.opinions.queries.doors import Scope, doors
from gridhall.opinions.queries.inspections import HazardRow, hazards_of
from gridhall.opinions.queries.themes import entries
from gridhall.opinions.rules.inspections import HazardDraft, InspectionDraft, Recheck
from gridhall.opinions.rules.mediations import Agreed, MediationDraft, PartyDraft
from gridhall.opinions.rules.themes import USUAL, Changed, EntryDraft, RegisterDraft
from gridhall.opinions.service import hazards, inspections, mediations, themes
from gridhall.photos.service import PhotoDraft, add_photo
from gridhall.places.models import Compound
from gridhall.registry.models import Person

DISPUTES: Final = 24
FOUND: Final = (*[0] * 6, *[1] * 10, *[2] * 12, *[3] * 2)  # 40 hazards of 30 rounds
_DAY: Final = timedelta(days=1)
_SPAN: Final = 350  # days back


class PeaceMaker:
    """Lives the year through the services that a clerk would use."""

    def __init__(self, session: Session, rng: Random, today: date, calendar: WorkCalendar) -> None:
        self._session, self._rng, self._today = session, rng, today
        self._calendar = calendar

    def make(self, clerk: Clerk) -> None:
        """Everything until today."""
        self._clerk = clerk
        self._people = self._adults()
        if len(self._people) < 4 * DISPUTES:
            return  # a hall of a few people has no quarrels
        self._compounds = list(self._session.scalars(select(Compound.id).order_by(Compound.id)))
        self._photo = photos()[-1]
        for place in range(DISPUTES):
            self._dispute(self._day(place, DISPUTES))
        found = list(FOUND)
        self._rng.shuffle(found)
        for place, many in enumerate(found):
            self._round(self._day(place, len(found)), many)
        self._dogs()
        self._bikes()

    def _day(self, place: int, many: int) -> date:
        """Spread over the year, the last ones in these days."""
        back = _SPAN - _SPAN * place // many - self._rng.randrange(0, 8)
        return self._today - max(1, back) * _DAY

    def _when(self, day: date) -> When:
        return When(self._today, self._calendar, min(day, self._today))

    def _adults(self) -> list[int]:
        born = date(self._today.year - 20, 1, 1)
        query = select(Person.id).where(Person.status == "present", Person.birth_date < born)
        found = list(self._session.scalars(query.order_by(Person.id).limit(400)))
        self._rng.shuffle(found)
        return found

    # Disputes

    def _dispute(self, day: date) -> None:
        told = self._rng.choice(QUARRELS)
        draft = MediationDraft(
            told.kind, told.title, told.dispute,
            tuple(PartyDraft(person_id=self._people.pop()) for _ in range(2)),
            self._rng.choice(MEDIATORS), day, "融心调解室",
        )  # fmt: skip
        row_id = mediations.save_mediation(
            self._session, self._clerk, draft, self._when(day)
        ).row_id
        ends = day + self._rng.randrange(2, 20) * _DAY
        if ends > self._today:
            return
        if self._rng.random() < 0.1:
            self._fail(row_id, ends)
            return
        oral, until = self._rng.random() < 0.2, ends + self._rng.choice((0, 5, 10)) * _DAY
        agreed = Agreed(told.agreement, told.way, ends, until if until > ends else None, oral)
        mediations.agree(self._session, self._clerk, row_id, agreed, self._when(ends))
        if until <= self._today and self._rng.random() < 0.92:
            self._perform(row_id, until)

    def _fail(self, row_id: int, day: date) -> None:
        why, when = "双方分歧太大，已告知可以起诉", self._when(day)
        mediations.fail(self._session, self._clerk, row_id, why, when)
        mediations.to_issue(self._session, self._clerk, row_id, when)

    def _perform(self, row_id: int, day: date) -> None:
        mediations.perform(self._session, self._clerk, row_id, day, self._when(day))
        called = day + 20 * _DAY
        if called <= self._today and self._rng.random() < 0.93:
            mediations.call_on(self._session, self._clerk, row_id, called, self._when(called))

    # Inspections

    def _round(self, day: date, many: int) -> None:
        kind = self._rng.choice(list(PLACES))
        fits = [one for one in DANGERS if one.kind == kind]
        found = tuple(self._hazard(self._rng.choice(fits)) for _ in range(many))
        draft = InspectionDraft(
            kind, PLACES[kind], self._rng.choice(INSPECTORS), day,
            compound_id=self._rng.choice(self._compounds), hazards=found,
        )  # fmt: skip
        row_id = inspections.save_inspection(
            self._session, self._clerk, draft, self._when(day)
        ).row_id
        for one in hazards_of(self._session, row_id):
            if one.is_open:
                self._mend(one)

    def _hazard(self, told: Danger) -> HazardDraft:
        at_once = not told.serious and self._rng.random() < 0.15
        return HazardDraft(
            told.what, told.owner, spot=told.spot, serious=told.serious, at_once=at_once
        )

    def _mend(self, row: HazardRow) -> None:
        day = row.rectify_by - self._rng.randrange(0, 4) * _DAY
        if max(day, row.day) > self._today or self._rng.random() < (
            0.5 if self._today - row.day < 25 * _DAY else 0.08
        ):
            if row.rectify_by + 20 * _DAY < self._today:
                hazards.to_issue(self._session, self._clerk, row.id, self._when(self._today))
            return
        day = max(day, row.day)
        draft = PhotoDraft(self._photo, day, "整改以后", "after")
        add_photo(self._session, self._clerk, ("hazard", row.id), draft)
        told = Recheck(True, "宋永东", "已经整改好", day)
        hazards.recheck(self._session, self._clerk, row.id, told, self._when(day))

    # Registers

    def _dogs(self) -> None:
        """S3: nine households with dogs, two of which still go out, both on a leash."""
        _, lines = self._register("养犬", 200, 9, DOGS)
        for place, one in enumerate(lines):
            if place < 2:
                self._change(one, Changed("外出遛狗", "牵绳", self._today - 40 * _DAY))
            else:
                self._change(one, Changed("不再外出遛狗", "", self._today - (60 + place) * _DAY))

    def _bikes(self) -> None:
        _, lines = self._register("电动车进楼", 90, 14, BIKES)
        for place, one in enumerate(lines[:9]):
            done = "停到车棚" if place % 3 else "已处理"
            self._change(one, Changed(done, "", self._today - (5 + 4 * place) * _DAY))

    def _register(
        self, name: str, back: int, many: int, facts: tuple[str, ...]
    ) -> tuple[int, list[int]]:
        """A register of the first compound, with so many doors."""
        began = self._today - back * _DAY
        measure, statuses = USUAL[name]
        compound = self._compounds[0]
        draft = RegisterDraft(name, statuses, measure, compound, began, "网格党支部逐户走访摸排")
        row_id = themes.save_register(self._session, self._clerk, draft, self._when(began)).row_id
        homes = [one for one in doors(self._session, Scope(compound)) if one.person_id]
        for one in sorted(self._rng.sample(homes, min(many, len(homes))), key=lambda at: at.place):
            status = statuses[0] if name == "养犬" else self._rng.choice(statuses[:2])
            line = EntryDraft(
                status, dwelling_id=one.id, person_id=one.person_id,
                facts=self._rng.choice(facts), found_on=began + 2 * _DAY,
            )  # fmt: skip
            themes.add_entry(self._session, self._clerk, row_id, line, self._when(began))
        return row_id, [one.id for one in entries(self._session, row_id)]

    def _change(self, entry_id: int, told: Changed) -> None:
        day = told.on or self._today
        themes.change_entry(self._session, self._clerk, entry_id, told, self._when(day))
