"""Disputes, rounds and registers in one call each."""

import io
from datetime import date
from typing import Any

from PIL import Image
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.opinions.queries.inspections import hazards_of
from gridhall.opinions.rules.inspections import HazardDraft, InspectionDraft
from gridhall.opinions.rules.mediations import Agreed, MediationDraft, PartyDraft
from gridhall.opinions.rules.themes import USUAL, EntryDraft, RegisterDraft
from gridhall.opinions.service import inspections, mediations, themes
from gridhall.photos.service import PhotoDraft, add_photo, shrink
from tests.factories import TODAY, id_number
from tests.opinions.hall import when

NUMBER = id_number(date(1970, 5, 6))
PHONE = "13812345678"


def dispute(session: Session, clerk: Clerk, **given: Any) -> int:
    """A neighbours' dispute of two who are not of the register."""
    facts: dict[str, Any] = {
        "kind": "neighbour",
        "title": "3号楼楼上漏水赔偿",
        "dispute": "乙方卫生间漏水，甲方客厅吊顶损坏，双方对赔偿金额有争议。",
        "parties": (
            PartyDraft("张三", None, "1", NUMBER, PHONE, "御景小区 3-2-401"),
            PartyDraft("李四", None, "2", address="御景小区 3-2-501"),
        ),
        "mediators": "宋永东、孙桂兰",
        "accepted_on": date(2026, 11, 2),
        "place": "融心调解室",
    }
    return mediations.save_mediation(
        session, clerk, MediationDraft(**(facts | given)), when()
    ).row_id


def agreed(session: Session, clerk: Clerk, **given: Any) -> int:
    """A dispute that was settled on the 10th, to be performed by the 20th."""
    row_id = dispute(session, clerk)
    facts: dict[str, Any] = {
        "agreement": "乙方赔偿甲方吊顶修复费 1200 元\n乙方三日内修好卫生间防水",
        "way": "现金一次付清",
        "agreed_on": date(2026, 11, 10),
        "perform_by": date(2026, 11, 20),
    }
    mediations.agree(session, clerk, row_id, Agreed(**(facts | given)), when())
    return row_id


def round_of(session: Session, clerk: Clerk, *hazards: HazardDraft, **given: Any) -> int:
    """A round on 16 November."""
    facts: dict[str, Any] = {
        "kind": "fire",
        "place": "沿街商铺",
        "inspectors": "宋永东",
        "day": date(2026, 11, 16),
        "hazards": hazards,
    }
    draft = InspectionDraft(**(facts | given))
    return inspections.save_inspection(session, clerk, draft, when()).row_id


def hazard_of(session: Session, clerk: Clerk, **given: Any) -> int:
    """A hazard of a round."""
    facts: dict[str, Any] = {"what": "灭火器过期", "owner": "好又多超市", "spot": "收银台旁"}
    row_id = round_of(session, clerk, HazardDraft(**(facts | given)))
    return hazards_of(session, row_id)[0].id


def photo(session: Session, clerk: Clerk, hazard_id: int, stage: str = "after") -> None:
    """A photo of a hazard."""
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "green" if stage == "after" else "red").save(made, "PNG")
    draft = PhotoDraft(shrink(made.getvalue()), TODAY, stage=stage)
    add_photo(session, clerk, ("hazard", hazard_id), draft)


def dogs(session: Session, clerk: Clerk, many: int = 9) -> int:
    """S3's register: so many households that keep dogs."""
    measure, statuses = USUAL["养犬"]
    draft = RegisterDraft("养犬", statuses, measure, began_on=date(2026, 3, 10))
    row_id = themes.save_register(session, clerk, draft, when()).row_id
    for place in range(many):
        line = EntryDraft("外出遛狗", f"{place + 1}号楼王先生", found_on=date(2026, 3, 12))
        themes.add_entry(session, clerk, row_id, line, when())
    return row_id
