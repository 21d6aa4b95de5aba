"""Fictional benefit projects: their money by source, their progress, photos before and after."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.demo.governance import photos
from gridhall.photos.service import PhotoDraft, add_photo
from gridhall.pledges.models import ListItem, ProjectMoney, ProjectStep

_SOURCES: Final = ("街道财政", "社区党组织服务群众经费", "承办单位捐助")
_PURPOSES: Final = ("材料", "人工")
_STEPS: Final = (
    (10, "勘察完成，方案公示过"),
    (40, "材料进场，开工"),
    (80, "主体完成，等待验收"),
    (100, "验收合格，交付使用"),
)
_PHOTOS: Final = 4  # projects with pictures: they are large


class ProjectMaker:
    """What is done has been paid for; what is under way has come half its way."""

    def __init__(self, session: Session, rng: Random, today: date) -> None:
        self._session, self._rng, self._today = session, rng, today

    def make(self, clerk: Clerk) -> int:
        """How many projects have money and progress."""
        self._clerk = clerk
        mine = select(ListItem).where(ListItem.is_practical, ListItem.state != "open")
        found = list(self._session.scalars(mine.order_by(ListItem.id)))
        for place, item in enumerate(found):
            done = item.state == "confirmed"
            self._session.add_all(self._money(item, done))
            self._session.add_all(self._steps(item, done))
            if place < _PHOTOS:
                self._photos(item, done)
        self._session.flush()
        return len(found)

    def _money(self, item: ListItem, done: bool) -> Iterator[ProjectMoney]:
        total, share = item.money_fen or 1_000_000, self._rng.randrange(40, 80)
        yield self._row(item, "planned", 0, total, _SOURCES[0])
        first = total * share // 100
        yield self._row(item, "raised", 10, first, _SOURCES[0])
        if done:
            yield self._row(item, "raised", 15, total - first, self._rng.choice(_SOURCES[1:]))
            spent = total * self._rng.randrange(90, 100) // 100
            yield self._row(item, "spent", 25, spent * 6 // 10, _PURPOSES[0])
            yield self._row(item, "spent", 30, spent - spent * 6 // 10, _PURPOSES[1])

    def _row(self, item: ListItem, kind: str, after: int, fen: int, source: str) -> ProjectMoney:
        day = min(self._today, item.opened_on + timedelta(days=after))
        return ProjectMoney(
            item_id=item.id, kind=kind, day=day, fen=fen, source=source,
            clerk_name=self._clerk.name,
        )  # fmt: skip

    def _steps(self, item: ListItem, done: bool) -> Iterator[ProjectStep]:
        for place, (percent, words) in enumerate(_STEPS[: len(_STEPS) if done else 2]):
            day = item.opened_on + timedelta(days=8 + 9 * place)
            yield ProjectStep(
                item_id=item.id, day=min(day, self._today), percent=percent, words=words,
                clerk_name=self._clerk.name,
            )  # fmt: skip

    def _photos(self, item: ListItem, done: bool) -> None:
        shown = photos()
        stages = ("before", "after") if done else ("before",)
        for picture, stage in zip(shown, stages, strict=False):
            day = item.opened_on + timedelta(days=40 * (stage == "after"))
            draft = PhotoDraft(picture, min(day, self._today), stage=stage)
            add_photo(self._session, self._clerk, ("list_item", item.id), draft)
