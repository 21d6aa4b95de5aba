"""One act on the organisation: its rows are kept before and after, to be taken back."""

from datetime import UTC, date, datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.base import Base
from gridhall.db.images import Images
from gridhall.organisation.labels import FIELDS
from gridhall.organisation.models import Organisation, OrganisationAction, PastOrganisation
from gridhall.organisation.service.index import index_touched
from gridhall.places.models import Grid

DATED = ("parent_id", "name", "short_name", "level", "kind", "compound_id", "building_id")


class About(TypedDict, total=False):
    """What an act is about."""

    organisation_id: int | None
    other_id: int | None
    grid_id: int | None
    number: str
    request_key: str
    undo_of: int | None


class Acts(Images):
    """Writes the rows of one act and its own row; every service of the organisation uses it."""

    def __init__(
        self,
        session: Session,
        clerk: Clerk,
        kind: str,
        day: date,
        today: date,
        **about: Unpack[About],
    ) -> None:
        super().__init__(session)
        refuse_to_come(day, today)
        self.clerk, self.day, self.today = clerk, day, today
        key = about.pop("request_key", "") or None
        self.action = OrganisationAction(
            kind=kind,
            happened_on=day,
            recorded_at=datetime.now(UTC),
            clerk_name=clerk.name,
            request_key=key,
            **about,
        )
        session.add(self.action)
        session.flush()

    @property
    def id(self) -> int:
        """The act's own id."""
        return self.action.id

    def change_dated(self, organisation: Organisation, **values: Any) -> None:
        """Set columns of an organisation from the act's day on; what they said stays on record."""
        for field in DATED:
            if field in values and values[field] != getattr(organisation, field):
                self._remember(organisation, field)
        self.change(organisation, **values)

    def _remember(self, organisation: Organisation, field: str) -> None:
        """Keep what a column said until the day; before its last change it cannot be changed."""
        past = PastOrganisation
        mine = (past.organisation_id == organisation.id, past.field == field)
        last = self.session.scalar(select(func.max(past.until)).where(*mine))
        if last is not None and last > self.day:
            said = FIELDS.get(field, field)
            raise UserError(
                f"“{organisation.name}”的{said}在 {last} 已经改过一次，日期要在这以后，"
                "或先撤回那一次"
            )
        founded = organisation.founded_on
        if last == self.day or founded == self.day:
            return  # what it said before this day is on record, or there was no day before
        value = getattr(organisation, field)
        kept = "" if value is None else str(value)
        self.add(past(organisation_id=organisation.id, field=field, value=kept, until=self.day))

    def take_away(self, row: Base) -> None:
        """A row that was added goes again; what the trail names stays, and lasted no day."""
        if isinstance(row, Organisation):
            began = row.founded_on or self.day
            self.change(row, founded_on=began, ended_on=began)
        elif isinstance(row, Grid):
            began = row.active_from or self.day
            freed = {"code": f"-{row.id}", "name": f"{row.name[:38]}（撤回{row.id}）"}
            self.change(row, active_from=began, active_to=began, **freed)
        else:
            self.remove(row)

    def close(self, detail: str) -> int:
        """Keep the images and one Chinese line with the act, file what it touched; its id."""
        self.action.detail = detail
        self.action.images = self.kept()
        self.session.flush()
        index_touched(self.session, self._noted)
        return self.action.id


def refuse_to_come(day: date, today: date) -> None:
    """An act is dated on the day it took effect, never on one to come."""
    if day > today:
        raise UserError(f"日期不能晚于今天（{today}），请写实际生效的日子")


def done_before(session: Session, request_key: str) -> OrganisationAction | None:
    """The act this very request has done already; "" is no request."""
    if not request_key:
        return None
    known = select(OrganisationAction).where(OrganisationAction.request_key == request_key)
    return session.scalar(known)
