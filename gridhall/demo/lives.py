"""What happened lately in the fictional hall: deaths, moves, splits, transfers, tags, homes."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.registry import queries, service
from gridhall.registry.rules import HEAD
from gridhall.registry.rules.changes import NEW, Change, Home, Member, Target, relations_under
from gridhall.registry.rules.tags import TagDraft
from gridhall.registry.rules.transfers import Step, TransferDraft
from gridhall.registry.service import transfers
from gridhall.registry.service.places_of_people import PlaceDraft, add_property, set_residence
from gridhall.registry.service.tags import set_tag

_TOWNS = ("外市 · 西关街道", "外市 · 安丰镇", "外省 · 青云路 18 号", "本市 · 城东街道")
_STEPS = ("accepted", "checking", "submitted", "permit_issued", "moved_out", "settled", "notified")
_TAGS = (
    ("veteran", "birth_date < date(:today, '-45 years') AND sex = '1'"),
    ("party_member", "political_status IN ('01', '02')"),
    ("very_old", "birth_date < date(:today, '-80 years')"),
    ("disabled", "birth_date < date(:today, '-30 years')"),
    ("minimum_income", "birth_date < date(:today, '-40 years')"),
)
_HOMES = (
    "SELECT h.id FROM household h JOIN membership m ON m.household_id = h.id"
    " AND m.until IS NULL AND m.relation = '02' JOIN person p ON p.id = m.person_id"
    " WHERE h.ended_on IS NULL AND h.id > 12 AND p.hukou_kind {} ORDER BY h.id LIMIT :many"
)

_GUARDIANS = """
INSERT INTO guardian (person_id, guardian_id, name, phone, relation, recorded_at, clerk_name)
SELECT p.id, h.id, '', '', CASE
    WHEN substr(m.relation, 1, 1) IN ('2', '3') THEN iif(h.sex = '1', '父亲', '母亲')
    WHEN m.relation IN ('41', '42') THEN iif(h.sex = '1', '祖父', '祖母')
    WHEN m.relation IN ('43', '44') THEN iif(h.sex = '1', '外祖父', '外祖母')
    ELSE '亲属' END, p.recorded_at, m.clerk_name
FROM person p JOIN membership m ON m.person_id = p.id AND m.until IS NULL
JOIN membership hm ON hm.household_id = m.household_id AND hm.until IS NULL
    AND hm.relation = '02' AND hm.person_id <> p.id
JOIN person h ON h.id = hm.person_id
WHERE p.status = 'present' AND p.birth_date > date(:today, '-14 years')
"""


class LifeMaker:
    """Makes a past out of the services themselves, so that every rule of the hall holds."""

    def __init__(self, session: Session, rng: Random, today: date) -> None:
        self._session, self._rng, self._today = session, rng, today

    def make(self, clerk: Clerk, residents: int) -> None:
        """Some of everything, more of it the larger the hall, up to a few hundred."""
        some = min(40, residents // 60)
        homes = self._homes("= 'local'", 4 * some)
        strangers = self._homes("= 'outside'", 3 * some)
        for place, day in enumerate(self._days(some)):
            self._event(clerk, homes.pop(), day, place)
        for place, home in enumerate(strangers[:24]):
            self._transfer(clerk, home, place)
        for place in range(some):
            self._away(clerk, homes.pop(), place)
        for place, home in enumerate(strangers[24:]):
            self._own(clerk, home, place)
        for tag, who in _TAGS:
            self._tag(clerk, tag, who, some)
        self._session.execute(text(_GUARDIANS), {"today": self._today.isoformat()})

    def _homes(self, hukou: str, many: int) -> list[int]:
        """Households, not those of the manual's first page, in a mixed order."""
        ids = list(self._session.scalars(text(_HOMES.format(hukou)), {"many": many}))
        self._rng.shuffle(ids)
        return ids

    def _days(self, many: int) -> Iterator[date]:
        """Days of the last half year, the earliest first."""
        back = sorted((self._rng.randint(1, 180) for _ in range(many)), reverse=True)
        yield from (self._today - timedelta(days=one) for one in back)

    def _event(self, clerk: Clerk, household_id: int, day: date, place: int) -> None:
        """One event; a family it does not fit is left as it is."""
        home = queries.home_standing(self._session, [household_id])[household_id]
        makers = (self._death, self._leaving, self._split)
        for step in range(len(makers)):
            change = makers[(place + step) % len(makers)](home, day)
            if change is not None and self._carried_out(clerk, change):
                return

    def _carried_out(self, clerk: Clerk, change: Change) -> bool:
        try:
            with self._session.begin_nested():
                service.carry_out(self._session, clerk, change, self._today)
        except UserError:
            return False
        return True

    def _death(self, home: Home, day: date) -> Change | None:
        oldest = min(home.members, key=lambda one: one.birth_date or date.max, default=None)
        if oldest is None or oldest.birth_date is None or oldest.birth_date.year > 1955:
            return None
        died = Change("died", day, self._today, reason="因病去世", paper="居民死亡医学证明")
        return self._without(home, oldest.person_id, died)

    def _leaving(self, home: Home, day: date) -> Change | None:
        grown = [one for one in home.members if not one.is_minor(day) and one.relation != HEAD]
        if not grown:
            return None
        left = Change("moved_out", day, day, reason="工作调动，户口迁往外市", paper="户口迁移证")
        return self._without(home, grown[-1].person_id, left)

    def _without(self, home: Home, who: int, change: Change) -> Change:
        grown = [one for one in home.members if not one.is_minor(self._today)]
        heirs = [one for one in grown if one.person_id != who]
        leads = home.head is not None and home.head.person_id == who
        relations = relations_under(home, heirs[0].person_id, [who]) if leads and heirs else {}
        return Change(
            change.kind,
            change.happened_on,
            change.reported_on,
            {who: ""},
            relations={one: said or "97" for one, said in relations.items()},
            reason=change.reason,
            paper=change.paper,
        )

    def _split(self, home: Home, day: date) -> Change | None:
        grown = [
            one
            for one in home.members
            if one.relation in ("20", "21", "22", "30", "31", "32") and not one.is_minor(day)
        ]
        if not grown or home.dwelling_id is None:
            return None
        target = Target(NEW, home.dwelling_id, home.address)
        movers = {grown[0].person_id: HEAD}
        return Change("split", day, day, movers, target, reason="成家分户", paper="户口簿")

    def _transfer(self, clerk: Clerk, household_id: int, place: int) -> None:
        """A family's hukou on its way here, stopped at one step or another."""
        home = queries.home_standing(self._session, [household_id])[household_id]
        outside = [one for one in home.members if one.status == "present"]
        if home.head is None or not outside:
            return
        begun = self._today - timedelta(days=14 + 2 * place)
        draft = TransferDraft(
            "in",
            ("IN_PROPERTY", "IN_PARENT", "IN_JOB")[place % 3],
            home.head.person_id,
            begun,
            movers={one.person_id: one.relation for one in outside},
            target=Target(home.id, home.dwelling_id, home.address),
            from_place=self._rng.choice(_TOWNS),
            to_place=home.address,
            received=frozenset(range(1, 8)) if place % 5 else frozenset({1}),
            green_channel=place % 4 == 0,
            kind="moved_in",
        )
        try:
            with self._session.begin_nested():
                card = transfers.open_transfer(self._session, clerk, draft, begun)
                self._walk(clerk, card.id, begun, place)
        except UserError:
            return

    def _walk(self, clerk: Clerk, transfer_id: int, begun: date, place: int) -> None:
        wanted = _STEPS[: place % (len(_STEPS) + 1)]
        for step, state in enumerate(wanted):
            day = min(begun + timedelta(days=2 * step), self._today)
            number = f"{begun:%Y}{place:04}" if state in ("permit_issued", "moved_out") else ""
            try:
                with self._session.begin_nested():
                    transfers.step_transfer(
                        self._session, clerk, transfer_id, Step(state, day, number=number), day
                    )
            except UserError:
                return

    def _away(self, clerk: Clerk, household_id: int, place: int) -> None:
        """户在人不在, and homes owned by people whose hukou is elsewhere."""
        home = queries.home_standing(self._session, [household_id])[household_id]
        grown = [one for one in home.members if not one.is_minor(self._today)]
        if not grown:
            return
        self._note(clerk, grown[-1], home, 60 + 25 * place, elsewhere=True)

    def _own(self, clerk: Clerk, household_id: int, place: int) -> None:
        """房在户不在 and, where they do not live in it either, 房在人不在."""
        home = queries.home_standing(self._session, [household_id])[household_id]
        if home.head is not None:
            self._note(
                clerk, home.head, home, 240 + 30 * place, elsewhere=place % 4 == 0, owns=True
            )

    def _note(self, clerk: Clerk, who: Member, home: Home, days: int, **what: bool) -> None:
        since = self._today - timedelta(days=days)
        if who.since is not None:
            since = max(since, who.since)
        there = self._rng.choice(_TOWNS)
        try:
            with self._session.begin_nested():
                if what.get("elsewhere"):
                    away = PlaceDraft(who.person_id, since, address=there, reason="入户走访")
                    set_residence(self._session, clerk, away, self._today)
                if what.get("owns") and home.dwelling_id is not None:
                    owned = PlaceDraft(who.person_id, since, dwelling_id=home.dwelling_id)
                    add_property(self._session, clerk, owned, self._today)
        except UserError:
            return

    def _tag(self, clerk: Clerk, tag: str, who: str, many: int) -> None:
        query = text(
            f"SELECT id FROM person WHERE status = 'present' AND {who} AND id > 40"
            " ORDER BY id LIMIT :many"
        )
        found = self._session.scalars(query, {"today": self._today.isoformat(), "many": 3 * many})
        for person_id in list(found)[::3]:
            since = self._today - timedelta(days=self._rng.randint(30, 900))
            set_tag(self._session, clerk, person_id, TagDraft(tag, since), self._today)
