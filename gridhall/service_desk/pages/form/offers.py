"""What the form reads of the file while it is filled in."""

from collections.abc import Sequence
from datetime import date

from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.registry.queries import ResidentRow
from gridhall.registry.queries.transfers import transfers_of
from gridhall.service_desk.labels import GREENS, limit_label, state_label
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.asked import cases_to_link, matter_on
from gridhall.service_desk.queries.reads import MatterRow
from gridhall.service_desk.rules.draft import CaseDraftFields
from gridhall.service_desk.rules.matching import match_matters
from gridhall.tickets.queries.rows import counter_of, present


class FormReads:
    """The catalogue of today, held for the type-ahead, and single reads beside it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.matters: Sequence[MatterRow] = ()

    def reload(self) -> None:
        """Read the catalogue anew."""
        with self._context.db.read() as session:
            self.matters = queries.matters(session, self._context.today())

    def offers(self, typed: str) -> Sequence[Choice]:
        """The matters that fit what is typed, for the type-ahead."""
        return [
            Choice(
                row,
                row.name,
                f"{row.category} · {limit_label(row.kind, row.limit_days)}",
                f"{len(row.materials)} 项材料",
                code=row.code,
            )
            for row in match_matters(self.matters, typed)
        ]

    def matter_on(self, item_id: int | None, day: date) -> MatterRow | None:
        """A matter that is taken in, as it stands on a day; None if it is not any more."""
        if day == self._context.today():
            return next((row for row in self.matters if row.id == item_id), None)
        with self._context.db.read() as session:
            found = matter_on(session, item_id, day)
        return found if found is not None and found.active else None

    def transfers(self, who: ResidentRow | None, chosen: int | None) -> list[tuple[int, str]]:
        """The applicant's transfers that are under way, and the chosen one."""
        if who is None:
            return []
        with self._context.db.read() as session:
            rows = transfers_of(session, who.id, self._context.today())
        return [
            (row.id, f"{row.number} {row.direction_label}·{row.state_label}")
            for row in rows
            if row.is_open or row.id == chosen
        ]

    def ticket_served(self) -> tuple[int | None, str]:
        """The ticket that is being served at this counter, and the green lane it came by."""
        clerk, today = self._context.clerk, self._context.today()
        with self._context.db.read() as session:
            found = present(session, counter_of(clerk), today)
        if found is None or found.state != "serving":
            return None, ""
        return found.id, found.priority if found.priority in GREENS else ""


def case_offers(context: Context, typed: str, draft: CaseDraftFields) -> list[Choice]:
    """Cases to link to: the applicant's own, or those whose number is being typed."""
    with context.db.read() as session:
        rows = cases_to_link(session, typed, draft.applicant_id)
    return [
        Choice(
            row.id, row.number, f"{row.item_name} · {row.applicant_name}", state_label(row.state)
        )
        for row in rows
    ]
