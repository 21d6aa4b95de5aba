from datetime import date

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.queries.counts import roll_up, tallies
from gridhall.organisation.queries.tree import history, organisation, tree
from gridhall.organisation.service import tree as service
from gridhall.organisation.service.tree import OrganisationDraft
from tests.factories import TODAY, make_family


def test_a_branch_moves_and_the_counts_follow(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        home = make_family(session)
        compound = 1
        assert home.dwelling_id
        top = service.found(
            session, supervisor, OrganisationDraft("翠屏街道党工委", "party_work_committee"), TODAY
        )
        old, new = (
            service.found(
                session, supervisor, OrganisationDraft(name, "party_committee", top), TODAY
            )
            for name in ("龙腾社区党委", "霞光社区党委")
        )
        draft = OrganisationDraft(
            "御景小区党支部", "branch", old, 3, founded_on=date(2020, 3, 20), compound_id=compound
        )
        branch = service.found(session, supervisor, draft, TODAY)
        counts = roll_up(tree(session), tallies(session, TODAY))
        assert counts[old] == counts[top]._replace(organisations=2)
        assert (counts[old].people, counts[old].households, counts[old].vacancies) == (4, 1, 4)
        moved = service.move(session, supervisor, [branch], new, date(2026, 5, 1), TODAY)
        counts = roll_up(tree(session), tallies(session, TODAY))
        assert (counts[old].people, counts[new].people) == (0, 4)
        assert tree(session, date(2026, 4, 30)).path(branch) == [top, old, branch]
        assert tree(session, date(2026, 5, 1)).path(branch) == [top, new, branch]
        service.take_back(session, supervisor, moved, TODAY)
        assert tree(session, TODAY).path(branch) == [top, old, branch]
        assert [row.words for row in history(session, branch)] == ["撤回", "移动", "成立"]
        assert organisation(session, branch).compound == "御景小区"
