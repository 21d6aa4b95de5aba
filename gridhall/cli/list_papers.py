"""Rosters and figures as papers at a terminal: `paper issue statistics --for ages`."""

from datetime import date
from uuid import uuid4

from gridhall.core.errors import UserError
from gridhall.core.progress import Silent
from gridhall.hall.service import OpenHall
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.issuing import Wish, issue_figure, make_rosters
from gridhall.registry.documents.transfer_issue import At
from gridhall.registry.queries.lists import names_of_places
from gridhall.registry.queries.statistics import FIGURES, figure
from gridhall.registry.rules import reveal_reason
from gridhall.registry.rules.lists import Wanted

_EXAMPLE = "御景小区 3号楼：入户走访"


def issue_statistics(hall: OpenHall, about: str) -> PaperRow:
    """人口统计表 of one figure, by its name."""
    if about not in FIGURES:
        raise UserError(f"没有统计“{about}”，可选：{'、'.join(FIGURES)}。")
    with hall.db.read() as session:
        made = figure(session, about, None, date.today())
    return issue_figure(_at(hall), made, str(uuid4()))


def issue_roster(hall: OpenHall, about: str) -> PaperRow:
    """居民花名册 of one building, with what it is for: 御景小区 3号楼：入户走访."""
    name, _, purpose = about.replace(":", "：").partition("：")
    with hall.db.read() as session:
        names = names_of_places(session, hall.clerk)
    building = next((one for one, known in names.buildings.items() if known == name.strip()), None)
    if building is None or not purpose.strip():
        raise UserError(f"请写成“楼栋：用途”，例如“{_EXAMPLE}”。")
    purpose = reveal_reason(purpose)
    wish = Wish(Wanted(), [building], names, purpose, [str(uuid4())])
    made, _ = make_rosters(_at(hall), wish, Silent())
    if not made:
        raise UserError(f"{name}没有在册的人，没有出花名册。")
    return made[0]


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS = {"statistics": issue_statistics, "roster": issue_roster}
