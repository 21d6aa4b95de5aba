"""What the card's chips say of a case, and no longer say."""

from gridhall.service_desk import service
from gridhall.service_desk.pages.card_parts import chips_of
from gridhall.service_desk.rules.orders import ExtensionOrder
from tests.service_desk.cards import card_of, moment
from tests.service_desk.conftest import MORNING, Desk


def test_an_extension_nobody_decided_is_not_told_of_a_finished_case(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    with hall_at_work.db.write() as session:
        order = ExtensionOrder(3, "等上级回函")
        service.ask_extension(session, hall_at_work.clerk, case.id, order, moment(hall_at_work))
    assert ("待批延期", "amber") in list(chips_of(card_of(hall_at_work, case.id)))
    with hall_at_work.db.write() as session:
        service.finish_case(session, hall_at_work.clerk, case.id, MORNING)
    assert "待批延期" not in [words for words, _ in chips_of(card_of(hall_at_work, case.id))]
