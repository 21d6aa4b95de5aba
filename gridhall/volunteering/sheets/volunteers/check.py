"""Checks a workbook of volunteers: its people first, then what they did."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.identity import parse_id_number
from gridhall.core.progress import Progress
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Checked
from gridhall.registry.sheets.findings import Findings
from gridhall.volunteering.queries.hours import rounding
from gridhall.volunteering.sheets.volunteers.columns import LABELS
from gridhall.volunteering.sheets.volunteers.hall import HallFacts
from gridhall.volunteering.sheets.volunteers.people import PeopleChecker
from gridhall.volunteering.sheets.volunteers.ready import Ready
from gridhall.volunteering.sheets.volunteers.records import RecordChecker
from gridhall.volunteering.sheets.volunteers.told import Told, told_rows

_EVERY = 200  # rows between two reports


def check_volunteers(
    session: Session, rows: Sequence[SourceRow], today: date, progress: Progress
) -> Checked[Ready]:
    """The rows that may be stored, and what is wrong with the others."""
    findings = Findings(LABELS)
    told = list(told_rows(rows, findings))
    facts = HallFacts(session, _numbers(told))
    people = PeopleChecker(facts, today)
    records = RecordChecker(facts, people, rounding(session), today)
    ready: list[Ready] = []
    done = 0
    for checker, some in (
        (people, [one for one in told if not one.is_record]),
        (records, [one for one in told if one.is_record]),
    ):
        for one in some:
            found = checker.judge(one)
            ready += [found] if found is not None else []
            done += 1
            if not done % _EVERY:
                progress.report(done, len(told))
    progress.report(1, 1)
    return Checked(ready, findings.problems)


def _numbers(told: Iterable[Told]) -> set[str]:
    """Every right ID number of the workbook."""
    found = set()
    for one in told:
        try:
            found.add(parse_id_number(one.text("id_number")).number)
        except UserError:
            continue
    return found
