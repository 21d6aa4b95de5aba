from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.pledges.queries.categories import categories
from gridhall.pledges.queries.matching import best_matches, matches
from gridhall.pledges.rules.matching import Side, best, rank
from gridhall.pledges.service.categories import install_item_categories
from tests.factories import TODAY
from tests.pledges.pledge_hall import SUPERVISOR, at_desk

_WORDS = st.lists(
    st.sampled_from(("量血压", "修路灯", "理发", "法律咨询", "居民需要", "血压计", "讲座")),
    max_size=3,
).map("，".join)
_SIDES = st.builds(
    Side,
    st.integers(1, 10_000), _WORDS, st.sampled_from((None, 1, 2)), st.just("健康义诊"),
    st.integers(0, 5), st.sampled_from(("次", "场")), st.sampled_from((None, 1, 2)),
    st.just("第1网格"), st.sampled_from((None, 1)), st.just("医护"), st.sampled_from((None, 7)),
    st.frozensets(st.integers(1, 3), max_size=2),
)  # fmt: skip


@given(st.lists(_SIDES, max_size=8), st.lists(_SIDES, max_size=8))
def test_the_best_of_all_pairs_is_found_without_trying_them_all(
    needs: list[Side], resources: list[Side]
) -> None:
    needs = list({one.id: one for one in needs}.values())
    resources = list({one.id: one for one in resources}.values())
    slow = {need.id: ranked[0] for need in needs if (ranked := rank(need, resources, 1))}
    assert best(needs, resources) == slow


@given(_SIDES, st.lists(_SIDES, max_size=6))
def test_a_resource_finds_the_needs_that_would_find_it(one: Side, others: list[Side]) -> None:
    others = list({other.id: other for other in others}.values())
    found = {match.id: match for match in rank(one, others, gives=True)}
    for other in others:
        there = rank(other, [one])
        assert (other.id in found) == bool(there)
        if there:
            assert found[other.id] == there[0]._replace(id=other.id)
            assert there[0].why
            assert one.left
            assert other.left


def test_matches_are_ranked_with_the_reason(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        install_item_categories(desk.session, SUPERVISOR)
        named = {row.name: row.id for row in categories(desk.session)}
        assert len(named) == 41
        assert install_item_categories(desk.session, SUPERVISOR) == 0
        need = desk.add(
            "给独居老人量血压", quantity=3, measure="场", category_id=named["健康义诊"],
            grid_id=desk.grid,
        )  # fmt: skip
        near = desk.add(
            "义诊车，可量血压", "resource", quantity=4, measure="场", unit_id=desk.hospital,
            category_id=named["健康义诊"], grid_id=desk.grid,
        )  # fmt: skip
        far = desk.add("血压计 10 台", "resource", unit_id=desk.tax, category_id=named["健康义诊"])
        desk.add("会议室", "resource", unit_id=desk.tax)
        found = matches(desk.session, need, TODAY)
        assert [row.id for row in found] == [near, far]
        assert found[0].why == "同属“健康义诊”，都写着“量血压”，同在第1网格，够 3 场"
        assert found[1].why == "同属“健康义诊”，都写着“血压”"
        assert best_matches(desk.session, TODAY)[need] == found[0]
        assert [row.id for row in matches(desk.session, near, TODAY)] == [need]
        desk.claim(need, matched_id=near)
        assert matches(desk.session, need, TODAY) == []  # nothing of it is left to meet
