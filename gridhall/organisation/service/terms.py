"""A whole committee elected at once (换届), and a seat held in turn by plan (轮值)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.organisation.models import Organisation, Seat, Tenure
from gridhall.organisation.queries.seats.terms import Held, by_seat, tenures
from gridhall.organisation.rules.seats import Choice, Done, Election, Holder, Turn, Unconfirmed
from gridhall.organisation.rules.terms import check_days, check_turns
from gridhall.organisation.service.acts import Acts
from gridhall.organisation.service.doubts import appointment_doubts, appointment_notes
from gridhall.organisation.service.guards import refuse_before_founded, standing
from gridhall.organisation.service.holding import (
    Span,
    Who,
    about,
    done_again,
    seat_row,
    seat_words,
    settle,
    who_is,
    write_tenure,
)

ELECTED, IN_TURN = "换届", "轮值"
SOURCE_LIMIT, NUMBER_LIMIT = 60, 40


def elect(
    session: Session, clerk: Clerk, organisation_id: int, election: Election, today: date
) -> Done:
    """Elect a committee (换届): on the day the old tenures end and the new begin.

    Seats that are not among the choices stay as they are; the organisation's own term is the new.
    """
    require(clerk, Role.SUPERVISOR, "办理换届")
    again = done_again(session, election.request_key, "organisation")
    if again is not None:
        return again._replace(row_id=organisation_id)
    row = standing(session, organisation_id)
    refuse_before_founded(row, election.day)
    _check_election(election)
    seats = _seats(session, row, election.choices)
    acts = Acts(
        session,
        clerk,
        "elect",
        election.day,
        today,
        organisation_id=row.id,
        number=clean(election.number)[:NUMBER_LIMIT],
        request_key=election.request_key,
    )
    chosen = {seat.id: _chosen(acts, election, seat) for seat in seats}
    doubts = _doubts(session, seats, chosen, election)
    held = by_seat(tenures(session, Seat.organisation_id == row.id))
    for seat in seats:
        _end_term(acts, seat, held.get(seat.id, []), today)
    told = _begin_terms(acts, seats, chosen, election)
    acts.change(row, term_until=election.term_until)
    said = {"on": election.day, "term_until": election.term_until, "seats": len(seats)}
    record(session, clerk, "seat.elect", ("organisation", row.id), {"after": said})
    words = f"“{row.name}”换届，任期至 {election.term_until}"
    return Done(acts.close(words), row.id, (*doubts, *told))


def _check_election(election: Election) -> None:
    if not election.choices:
        raise UserError("请至少选一个换届的席位")
    if election.term_until <= election.day:
        raise UserError(
            f"本届届满 {election.term_until} 早于或等于换届日期 {election.day}，请核对这两个日期"
        )


def _seats(session: Session, row: Organisation, chosen: Iterable[int]) -> list[Seat]:
    """The seats of the choices in order; all must be the organisation's."""
    seats = [seat_row(session, seat_id) for seat_id in chosen]
    strange = next((seat for seat in seats if seat.organisation_id != row.id), None)
    if strange is not None:
        raise UserError(f"“{strange.name}”不是“{row.name}”的席位，请重新打开换届")
    return sorted(seats, key=lambda seat: (seat.place, seat.id))


def _chosen(acts: Acts, election: Election, seat: Seat) -> tuple[Who, Span] | None:
    """Who is elected to a seat, and for which days."""
    choice = election.choices[seat.id]
    if choice is None:
        return None
    holder, source = choice if isinstance(choice, Choice) else (choice, "")
    said = clean(source)[:SOURCE_LIMIT]
    span = Span(election.day, None, election.term_until, said)
    return who_is(acts, holder, span), span


def _doubts(
    session: Session,
    seats: Sequence[Seat],
    chosen: Mapping[int, tuple[Who, Span] | None],
    election: Election,
) -> tuple[str, ...]:
    found: list[str] = []
    for seat in seats:
        elected = chosen[seat.id]
        if elected is not None:
            found += appointment_doubts(session, seat, elected[0], election.day)
    if found and not election.confirmed:
        raise Unconfirmed(tuple(found))
    return tuple(found)


def _begin_terms(
    acts: Acts,
    seats: Sequence[Seat],
    chosen: Mapping[int, tuple[Who, Span] | None],
    election: Election,
) -> list[str]:
    told: list[str] = []
    sits: dict[tuple[str, int], str] = {}
    for seat in seats:
        elected = chosen[seat.id]
        if elected is None:
            continue
        who, span = elected
        write_tenure(acts, seat, who, span)
        told += appointment_notes(acts.session, seat, who, election.day)
        if who.key in sits:
            told.append(f"{who.name}同时任{sits[who.key]}和{seat.name}，请核对")
        sits[who.key] = seat.name
    return told


def _end_term(acts: Acts, seat: Seat, held: Iterable[Held], today: date) -> None:
    """Whoever holds a seat on the act's day leaves it, what was planned after is given up."""
    day = acts.day
    for one in held:
        term = one.term
        if term.is_cancelled or (term.until is not None and term.until <= day):
            continue
        if term.unsettled and term.ends is not None and term.ends <= day:
            settle(acts, [one])
        elif term.since < day:
            acts.change(acts.session.get_one(Tenure, term.id), until=day, why=ELECTED)
        elif term.since > today:
            acts.change(acts.session.get_one(Tenure, term.id), until=term.since, why=ELECTED)
        else:
            raise UserError(
                f"{term.holder}{term.since} 才任“{seat.name}”，日期要在这以后，或先撤回那次任命"
            )


def rotate(
    session: Session,
    clerk: Clerk,
    seat_id: int,
    plan: Sequence[Turn | tuple[Holder, date, date | None]],
    today: date,
) -> Done:
    """Plan who holds a seat in turn (轮值); what was planned before from that day on is given up.

    A gap is allowed and told; two at once are refused.
    """
    require(clerk, Role.SUPERVISOR, "排轮值")
    seat = seat_row(session, seat_id)
    turns = sorted((Turn(*turn) for turn in plan), key=lambda turn: turn.since)
    first = turns[0].since if turns else today
    acts = Acts(session, clerk, "rotate", min(first, today), today, **about(seat))
    spans = [_span(turn) for turn in turns]
    people = [who_is(acts, turn.holder, span) for turn, span in zip(turns, spans, strict=True)]
    named = [(s.since, s.until, who.name) for s, who in zip(spans, people, strict=True)]
    told = check_turns(named)
    _make_room(acts, seat, first, today)
    for who, span in zip(people, spans, strict=True):
        write_tenure(acts, seat, who, span)
    said = {"seat": seat.name, "since": first, "holder": [who.name for who in people]}
    record(session, clerk, "seat.rotate", ("seat", seat.id), {"after": said})
    words = f"{seat_words(session, seat)}轮值：{'、'.join(who.name for who in people)}"
    return Done(acts.close(words), seat.id, told)


def _span(turn: Turn) -> Span:
    check_days(turn.since, None, turn.until, "轮值开始")
    return Span(turn.since, turn.until, None, clean(turn.source)[:SOURCE_LIMIT])


def _make_room(acts: Acts, seat: Seat, first: date, today: date) -> None:
    """Who holds the seat now leaves it when the plan begins; an older plan is given up."""
    for one in tenures(acts.session, Tenure.seat_id == seat.id):
        term = one.term
        row = acts.session.get_one(Tenure, term.id)
        if term.is_cancelled or (term.until is not None and term.until <= max(first, today)):
            continue  # over by then; if it overlaps the plan, the plan is refused
        if term.since > today and term.since >= first:
            acts.change(row, until=term.since, why="改轮值计划")
        elif term.since < first and not term.unsettled:
            acts.change(row, until=first, why=IN_TURN)
