from dataclasses import replace
from datetime import date

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.queries.units import unit_card, units
from gridhall.organisation.rules.seats import Appointment, Holder, OutsiderDraft
from gridhall.organisation.rules.units import UnitDraft
from gridhall.organisation.service import seats
from gridhall.organisation.service import units as service
from gridhall.organisation.service.tree import take_back
from tests.factories import TODAY
from tests.organisation.people_desk import at_desk

CODE = "91110000600037341L"
DRAFT = UnitDraft(
    "中国银行龙腾支行", "resident", f" {CODE.lower()} ", contact="王经理", phone="0536-8888888",
    resources="会议室\n\n  停车位 20 个 \n", active_from=date(2024, 1, 1),
)  # fmt: skip


def test_a_unit_is_written_down_changed_ended_and_found(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        community = desk.organisations["community"]
        draft = replace(DRAFT, organisation_id=community)
        done = service.save_unit(desk.session, supervisor, draft, TODAY)
        (row,) = units(desk.session, TODAY, desk.organisations["street"], "停车")
        assert (row.credit_code, row.resources) == (CODE, ("会议室", "停车位 20 个"))
        assert (row.organisation_name, row.reported, row.seats) == ("龙腾社区党委", 0, 0)
        assert units(desk.session, TODAY, desk.organisations["branch"]) == []
        changed = replace(draft, unit_id=done.row_id, version=row.version, contact="李经理")
        service.save_unit(desk.session, supervisor, changed, TODAY)
        assert unit_card(desk.session, done.row_id, TODAY).unit.contact == "李经理"
        with desk.refused("别处刚改过"):
            service.save_unit(desk.session, supervisor, changed, TODAY)
        with desk.refused("停止日期 2024-01-01 要在开始共建（2024-01-01）以后"):
            service.end_unit(desk.session, supervisor, done.row_id, date(2024, 1, 1), TODAY)
        ended = service.end_unit(desk.session, supervisor, done.row_id, TODAY, TODAY)
        assert units(desk.session, TODAY) == []
        assert [one.name for one in units(desk.session, TODAY, ended=True)] == [DRAFT.name]
        with desk.refused("2026-11-24 已经停止共建，不用再办"):
            service.end_unit(desk.session, supervisor, done.row_id, TODAY, TODAY)
        take_back(desk.session, supervisor, ended.action_id, TODAY)
        assert len(units(desk.session, TODAY)) == 1


def test_units_that_cannot_be(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        service.save_unit(desk.session, supervisor, DRAFT, TODAY)
        for words, bad in {
            "第18位校验码不对，请对照营业执照/法人证书核对": replace(
                DRAFT, credit_code=CODE[:17] + "1"
            ),
            "信用代码要 18 位，现在是 3 位": replace(DRAFT, credit_code="911"),
            "代码里不用 I O Z S V": replace(DRAFT, credit_code=CODE[:17] + "I"),
            "这个信用代码已经是“中国银行龙腾支行”的": replace(DRAFT, name="别的单位"),
            "已经有“中国银行龙腾支行”": replace(DRAFT, credit_code=""),
            "请填写单位名称": replace(DRAFT, name=" ", credit_code=""),
            "请选驻区单位还是双报到单位": replace(DRAFT, kind="", credit_code=""),
            "开始共建的日期不能晚于今天": replace(DRAFT, active_from=date(2027, 1, 1)),
        }.items():
            with desk.refused(words):
                service.save_unit(desk.session, supervisor, bad, TODAY)


def test_two_units_without_a_code_and_the_seats_of_a_unit(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        for name in ("甲单位", "乙单位"):
            unit = UnitDraft(name, "reporting", request_key=name)
            done = service.save_unit(desk.session, supervisor, unit, TODAY)
            assert service.save_unit(desk.session, supervisor, unit, TODAY) == done
        member = Holder(outsider=OutsiderDraft("周明", unit_id=done.row_id))
        order = Appointment(member, date(2024, 1, 1))
        seats.appoint(desk.session, supervisor, desk.seats["业委会委员"], order, TODAY)
        card = unit_card(desk.session, done.row_id, TODAY)
        assert (card.unit.seats, card.seats) == (1, ("周明 “御景小区业主委员会”业委会委员",))
