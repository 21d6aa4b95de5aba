"""What the view 调解排查 shows: every line at once, and the card of one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gridhall.issues.queries.cards import StoryLine, story
from gridhall.opinions.queries.inspections import (
    HazardRow,
    InspectionRow,
    hazard,
    hazards,
    hazards_of,
    inspection,
    inspections,
)
from gridhall.opinions.queries.mediations import (
    MediationRow,
    PartyRow,
    mediation,
    mediations,
    parties,
)
from gridhall.opinions.queries.peace_figures import PeaceFigures, figures
from gridhall.opinions.queries.themes import EntryRow, RegisterRow, entries, register, registers
from gridhall.photos.queries import attachments_of, photo_counts

Row = MediationRow | HazardRow | InspectionRow | RegisterRow
_STORY = 20
_TABLES = {
    "mediation": "mediation",
    "hazard": "hazard",
    "inspection": "inspection",
    "theme": "theme_register",
}


@dataclass(frozen=True, slots=True)
class PeaceBoard:
    """Everything the list may show; the figures are this year's."""

    mediations: list[MediationRow]
    hazards: list[HazardRow]  # still to be mended
    inspections: list[InspectionRow]
    registers: list[RegisterRow]
    figures: PeaceFigures


@dataclass(frozen=True, slots=True)
class PeaceCard:
    """What the card shows of one line; what does not apply is empty."""

    kind: str  # mediation, hazard, inspection, theme
    row: Row
    parties: tuple[PartyRow, ...] = ()
    hazards: tuple[HazardRow, ...] = ()
    lines: tuple[EntryRow, ...] = ()
    story: tuple[StoryLine, ...] = ()
    kept: int = 0  # photos and attachments


def board(session: Session, today: date) -> PeaceBoard:
    """Mediations, hazards, rounds and registers as they stand."""
    return PeaceBoard(
        mediations(session),
        hazards(session, still=True),
        inspections(session),
        registers(session),
        figures(session, date(today.year, 1, 1), today),
    )


def card(session: Session, kind: str, row_id: int) -> PeaceCard:
    """The card of one line."""
    told = tuple(story(session, _TABLES[kind], row_id)[:_STORY])
    kept = _kept(session, _TABLES[kind], row_id)
    if kind == "mediation":
        row = mediation(session, row_id)
        return PeaceCard(kind, row, tuple(parties(session, row_id)), story=told, kept=kept)
    if kind == "hazard":
        return PeaceCard(kind, hazard(session, row_id), story=told, kept=kept)
    if kind == "inspection":
        found = tuple(hazards_of(session, row_id))
        return PeaceCard(kind, inspection(session, row_id), hazards=found, story=told, kept=kept)
    lines = tuple(entries(session, row_id))
    return PeaceCard("theme", register(session, row_id), lines=lines, story=told)


def _kept(session: Session, table: str, row_id: int) -> int:
    photos = photo_counts(session, table, [row_id]).get(row_id, 0)
    return photos + len(attachments_of(session, table, row_id))
