"""Fictional addresses and numbers of the agencies around the demo hall."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.organisation.models import Agency

# code -> where, the number's last four figures; 0535-611 stands before them.
_PLACES = {
    "street-hall": ("文化路 1 号 街道办事处一楼大厅", "1001"),
    "county-hall": ("政通大街 18 号 政务服务中心", "1012"),
    "police": ("文化路 6 号", "0110"),
    "exit-entry": ("公园路 20 号 二楼", "0120"),
    "traffic": ("南环路 66 号", "0122"),
    "marriage": ("政通大街 18 号 政务服务中心三楼", "1316"),
    "civil-affairs": ("政通大街 20 号", "1310"),
    "disabled": ("健康路 9 号", "1385"),
    "human-resources": ("建设路 30 号", "1333"),
    "employment": ("建设路 32 号 人力资源市场", "1335"),
    "social-insurance": ("建设路 30 号 一楼", "1336"),
    "labour-dispute": ("建设路 30 号 四楼", "1338"),
    "archives-personnel": ("建设路 32 号 三楼", "1339"),
    "medical-insurance": ("健康路 15 号", "1393"),
    "tax": ("财源街 8 号 办税服务厅", "1366"),
    "veterans": ("文化路 1 号 街道办事处二楼", "1081"),
    "health-bureau": ("健康路 11 号", "1320"),
    "community-clinic": ("御景小区南门东 50 米", "1120"),
    "hospital": ("健康路 100 号 市第二人民医院", "1200"),
    "cdc": ("健康路 50 号", "1322"),
    "real-estate": ("政通大街 18 号 政务服务中心二楼", "1500"),
    "housing": ("建设路 55 号", "1510"),
    "provident-fund": ("财源街 12 号", "1329"),
    "city-management": ("南环路 10 号", "1519"),
    "market": ("文化路 28 号", "1315"),
    "education": ("学府街 2 号", "1600"),
    "notary": ("公园路 8 号 一楼", "1348"),
    "court": ("公园路 1 号", "1368"),
    "justice": ("文化路 3 号", "1349"),
    "legal-aid": ("文化路 3 号 一楼", "1350"),
    "party": ("文化路 1 号 街道办事处四楼", "1071"),
    "union": ("建设路 2 号", "1351"),
    "women": ("政通大街 20 号 二楼", "1358"),
    "property": ("御景小区 1 号楼 101", "1700"),
    "archives": ("公园路 30 号", "1800"),
    "culture": ("学府街 12 号", "1810"),
    "funeral": ("西山路 88 号", "1900"),
}


def fill_agencies(session: Session) -> int:
    """Give the shipped agencies fictional addresses and numbers; some stay open; how many."""
    known = {row.code: row for row in session.scalars(select(Agency))}
    for code, (address, number) in _PLACES.items():
        known[code].address, known[code].phone = address, f"0535-611{number}"
    session.flush()
    return len(_PLACES)
