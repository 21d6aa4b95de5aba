"""paper issue for surveys, topics and reception days."""

from collections.abc import Callable, Mapping
from datetime import date

from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.opinions.documents import issuing_talks as issuing
from gridhall.opinions.documents.issuing_talks import Printing
from gridhall.opinions.queries.receptions import reception_on
from gridhall.opinions.queries.surveys import survey_named
from gridhall.opinions.queries.topics import topic_named
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At

Issue = Callable[[OpenHall, str], PaperRow]


def _survey(work: Callable[[At, int], PaperRow]) -> Issue:
    """`about`: 诉〔2026〕001."""

    def issue(hall: OpenHall, about: str) -> PaperRow:
        with hall.db.read() as session:
            survey_id = survey_named(session, about)
        return work(_at(hall), survey_id)

    return issue


def _topic(work: Callable[[At, int], PaperRow]) -> Issue:
    """`about`: 议〔2026〕001."""

    def issue(hall: OpenHall, about: str) -> PaperRow:
        with hall.db.read() as session:
            topic_id = topic_named(session, about)
        return work(_at(hall), topic_id)

    return issue


def _reception(work: Callable[[At, int], PaperRow]) -> Issue:
    """`about`: the day, 2026-12-22, and the place behind it if there are several."""

    def issue(hall: OpenHall, about: str) -> PaperRow:
        typed, _, place = about.strip().partition(" ")
        try:
            day = date.fromisoformat(typed)
        except ValueError as error:
            raise UserError(f"接待日写日期，例如 2026-12-22，现在是“{about[:20]}”") from error
        with hall.db.read() as session:
            reception_id = reception_on(session, day, place.strip())
        return work(_at(hall), reception_id)

    return issue


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS: Mapping[str, Issue] = {
    "survey-form": _survey(lambda at, about: issuing.issue_survey_form(at, about, Printing())),
    "survey-ranking": _survey(issuing.issue_ranking),
    "topic-record": _topic(issuing.issue_topic_record),
    "topic-ballot": _topic(lambda at, about: issuing.issue_ballots(at, about, Printing())),
    "reception-notice": _reception(issuing.issue_reception_notice),
    "reception-record": _reception(issuing.issue_reception_record),
}
