"""The demonstration hall's volunteers: as varied as a real team, and sound."""

from collections import Counter

from sqlalchemy import select, text

from gridhall.core.clerk import Clerk
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.demo.making import _Maker
from gridhall.demo.volunteers import EACH, LEAST
from gridhall.volunteering.models import Availability, Pairing, Volunteer, Wish
from gridhall.volunteering.queries.checks import problems
from gridhall.volunteering.queries.volunteers import VolunteerFilter, volunteers
from gridhall.volunteering.rules.volunteers import is_minor
from tests.factories import TODAY

RESIDENTS = 700


def test_the_team_is_varied_and_sound(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        session.execute(text("DELETE FROM clerk WHERE name IN ('王芳', '高明')"))
        _Maker(RESIDENTS, 7, TODAY, Silent()).fill(session, administrator)
    with db.read() as session:
        rows = volunteers(session, TODAY)
        assert len(rows) == LEAST + RESIDENTS // EACH
        of = Counter(row.person_id is None for row in rows)
        assert of[True] > len(rows) // 4  # people of the reporting units
        assert of[False] > len(rows) // 2  # residents
        assert all(row.unit_name for row in rows if row.person_id is None)
        assert len({row.number for row in rows}) == len(rows)
        assert any(is_minor(row.born_on, TODAY) for row in rows)
        assert sum(row.is_party for row in rows) > len(rows) // 3
        assert len({squad for row in rows for squad in row.squads}) == 6
        assert {row.state for row in rows} >= {"active"}
        assert volunteers(session, TODAY, VolunteerFilter(expiring=True))
        assert {one.weekday for one in session.scalars(select(Availability))} > {None, 0, 5}
        assert session.scalars(select(Wish)).first() is not None
        assert {one.kind for one in session.scalars(select(Pairing))} == {"apart", "together"}
        assert all(one.consent_how == "书面" for one in session.scalars(select(Volunteer)))
        assert not any(one.count for one in problems(session))
