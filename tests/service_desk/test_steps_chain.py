"""Who has a case, what belongs with it, where it goes: on a migrated hall."""

from gridhall.clerks.queries import record_history
from gridhall.service_desk import service
from gridhall.service_desk.rules.orders import (
    HandOver,
    Passing,
)
from tests.service_desk.life import Life, life, refused, set_state

__all__ = ["life"]


def test_a_case_goes_to_a_known_agency_only(life: Life) -> None:
    case = life.accept()
    with refused("办事机构名录里没有这个机构，或者已经停用"):
        life.act(service.pass_on, case, Passing(999, "不归我们"))
    with refused("请写转出的原因"):
        life.act(service.pass_on, case, Passing(life.agency_id, ""))
    row = life.act(service.pass_on, case, Passing(life.agency_id, "不归本社区办理"))
    assert (row.state, row.due_on) == ("passed_on", None)
    assert life.card(case).events[-1].detail == "转街道社会事务办：不归本社区办理"


def test_the_first_receiver_stays_and_hand_overs_are_a_chain(life: Life) -> None:
    case, other = life.accept(), life.accept()
    to_supervisor = HandOver(life.supervisor.id, "下午来取")
    life.act(service.hand_over, [case, other], to_supervisor)
    row = life.case(case)
    assert (row.clerk_name, row.holder_name) == ("王芳", "高明")
    assert life.card(case).events[-1].detail == "王芳 → 高明：下午来取"
    with refused("移交高明手上的工单要主管来做"):
        life.act(service.hand_over, [case], HandOver(1))
    life.act(service.hand_over, [case], HandOver(1), by=life.supervisor)
    assert life.case(case).holder_name == "管理员"


def test_nobody_hands_over_to_himself_or_to_one_who_left(life: Life) -> None:
    case = life.accept()
    with refused("已经在王芳手上，不用移交。请另选一位。"):
        life.act(service.hand_over, [case], HandOver(life.clerk.id))
    with refused("这位操作员已停用或不存在"):
        life.act(service.hand_over, [case], HandOver(99))
    with life.db.write() as session:
        set_state(session, life.supervisor.id, active=False)
    with refused("“高明”已停用或不存在，不能移交给他"):
        life.act(service.hand_over, [case], HandOver(life.supervisor.id))
    with refused("还没有选要移交的工单"):
        life.act(service.hand_over, [], HandOver(1))


def test_links_stand_on_both_cases(life: Life) -> None:
    one, other = life.accept(), life.accept()
    number, other_number = life.case(one).number, life.case(other).number
    with life.db.write() as session:
        with refused("不能和自己关联。请填另一件的编号。"):
            service.link_cases(session, life.clerk, one, number, life.when)
        service.link_cases(session, life.clerk, one, other_number, life.when)
        with refused("已经关联，不用再关联"):
            service.link_cases(session, life.clerk, other, number, life.when)
    assert [link.number for link in life.card(one).links] == [other_number]
    assert [link.number for link in life.card(other).links] == [number]
    with life.db.write() as session, refused("没有编号为“QY1”的迁移"):
        service.link_transfer(session, life.clerk, one, "qy1", life.when)
    assert life.faults() == []


def test_a_note_is_kept_as_it_was_typed_and_stays_out_of_the_trail(life: Life) -> None:
    case = life.accept()
    life.act(service.note_down, case, "电话 13712345521\n<b>明天</b>来")
    assert life.card(case).events[-1].detail == "电话 13712345521\n<b>明天</b>来"
    with refused("请写要记的事"):
        life.act(service.note_down, case, " ")
    with life.db.read() as session:
        history = record_history(session, "service_case", case)
    assert "13712345521" not in str([(entry.before, entry.after) for entry in history])


def test_a_stale_screen_is_told_who_was_faster(life: Life) -> None:
    case = life.accept()
    version = life.case(case).version
    life.act(service.decide, case, "同意")
    with life.db.write() as session, refused("王芳 09:00 刚动过"):
        service.finish_case(session, life.clerk, case, life.when.now, version)
