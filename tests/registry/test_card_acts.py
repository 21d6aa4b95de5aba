"""What a card's menu offers, and by which keys."""

from gridhall.registry.dialogs.change import acts_for


def test_what_a_card_offers_follows_from_its_status() -> None:
    assert [act.kind for act in acts_for("died", 0)] == []
    alone = [act.kind for act in acts_for("present", 1)]
    assert "split" not in alone
    assert "died" in alone
    assert "moved_in" in [act.kind for act in acts_for("left", 0)]
    assert "moved_out" not in [act.kind for act in acts_for("left", 0)]


def test_a_key_of_the_menu_means_the_same_on_every_card() -> None:
    alone = {act.kind: act.key for act in acts_for("present", 1)}
    many = {act.kind: act.key for act in acts_for("present", 4)}
    gone = {act.kind: act.key for act in acts_for("left", 0)}
    assert alone["merged"] == many["merged"] == "8"
    assert gone["name_changed"] == many["name_changed"] == "B"
    for offered in (alone, many, gone):
        assert len(set(offered.values())) == len(offered)
