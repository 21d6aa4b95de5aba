"""Who ends a unit or an organisation is told which issues it still owes an answer on."""

from datetime import date

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.issues.queries.owed import owed_by
from gridhall.issues.rules.orders import Owner, RouteOrder
from gridhall.issues.service import steps
from gridhall.organisation.dialogs.dissolving import DissolveSheet
from gridhall.organisation.dialogs.unit import EndUnitSheet
from gridhall.organisation.models import Organisation
from gridhall.organisation.queries.tree import organisation
from gridhall.organisation.queries.units import unit_card
from gridhall.qt.context import Context
from tests.factories import TODAY
from tests.issues.kernel import Kernel


def test_ending_a_unit_says_what_it_owes(kernel: Kernel, context: Context, qtbot: QtBot) -> None:
    for title in ("灯不亮", "路不平", "水不通", "电梯响"):
        kernel.routed(title=title)
    parent = QWidget()
    qtbot.addWidget(parent)
    row = kernel.read(unit_card, kernel.units["城管中队"], TODAY).unit
    sheet = EndUnitSheet(parent, context, row)
    assert sheet.banner.text() == (
        "“城管中队”还欠 4 件问题的答复（哨〔2026〕0001、哨〔2026〕0002、哨〔2026〕0003 等），"
        "会留在吹哨台账里，请重新分派"
    )
    free = kernel.read(unit_card, kernel.units["供电所"], TODAY).unit
    assert EndUnitSheet(parent, context, free).banner.isHidden()


def test_dissolving_a_branch_says_what_it_owes(
    kernel: Kernel, context: Context, qtbot: QtBot
) -> None:
    with kernel.db.write() as session:
        branch = Organisation(name="红旗小区党支部", kind="branch", founded_on=date(2020, 1, 1))
        session.add(branch)
        session.flush()
        branch_id = branch.id
    issue_id = kernel.add()
    kernel.do(steps.take_up, issue_id, RouteOrder(None, Owner(organisation_id=branch_id)))
    parent = QWidget()
    qtbot.addWidget(parent)
    sheet = DissolveSheet(parent, context, kernel.read(organisation, branch_id))
    assert "还欠 1 件问题的答复（哨〔2026〕0001）" in sheet.banner.text()
    kernel.do(steps.resolve, issue_id, "修好了")
    assert kernel.read(owed_by, f"organisation:{branch_id}") == []
    sheet.look()
    assert sheet.banner.isHidden()
    assert kernel.read(owed_by, "words") == []
