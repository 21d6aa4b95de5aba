"""What ships as 事项目录: many enough, whole, sober, and every issuer leads somewhere."""

import re
from collections import Counter

import pytest

from gridhall.demo.remarks import LEAST_AGE, PARTY, REMARKS
from gridhall.organisation.rules.agencies import Issuers, Known, issuer_parts
from gridhall.organisation.service.agency_list import shipped_agencies
from gridhall.service_desk.labels import AUDIENCES, ITEM_TYPES, LEVELS, WAYS
from gridhall.service_desk.rules.catalogue import MatterSpec
from gridhall.service_desk.rules.matching import matter_keys
from gridhall.service_desk.rules.negative import blocked_by, negative_list
from gridhall.service_desk.sheets.catalogue import shipped_catalogue

MATTERS = shipped_catalogue()
CATEGORIES = {
    "户籍人口", "民政救助", "养老服务", "就业社保", "医疗保障", "卫健计生", "残疾人服务",
    "住房服务", "退役军人", "环境与调解", "法律服务", "证明开具", "志愿与党群", "群团文体",
}  # fmt: skip
# Who is no office: the applicant, those they deal with, the community's own table.
PLAIN = {
    "申请人自备", "社区（现场填写）", "出租人", "用人单位", "原用人单位", "监护人", "业主", "单位",
    "出租人与承租人", "设计单位", "部队", "动物诊疗机构",
}  # fmt: skip
OLD = {
    "HJ01": "户籍迁入材料初审", "MZ01": "高龄津贴初审", "SB03": "失业登记",
    "CL01": "残疾人证申请初审", "ZF04": "加装电梯意愿征集",
    "SQ05": "邻里漏水纠纷调解", "ZZ03": "在职党员双报到登记",
}  # fmt: skip


def issuers() -> Issuers[str]:
    told = shipped_agencies()
    return Issuers(Known(one["name"], (one["name"], *one["aliases"])) for one in told)


def test_there_are_enough_in_every_category() -> None:
    counted = Counter(matter.category for matter in MATTERS)
    assert len(MATTERS) >= 80
    assert set(counted) == CATEGORIES
    assert min(counted.values()) >= 3


def test_codes_names_and_what_was_there_stay() -> None:
    for part in ("code", "name"):
        assert len({getattr(matter, part) for matter in MATTERS}) == len(MATTERS)
    by_code = {matter.code: matter.name for matter in MATTERS}
    assert {code: by_code[code] for code in OLD} == OLD
    first = Counter(matter_keys(matter.name)[0] for matter in MATTERS)
    assert {key for key, many in first.items() if many > 1} == {"sydj"}  # 生育登记, 失业登记


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.code)
def test_a_matter_is_whole(matter: MatterSpec) -> None:
    assert 2 <= len(matter.name) <= 20
    assert blocked_by(matter.name) is None
    assert matter.item_type in ITEM_TYPES
    assert matter.level in LEVELS
    assert set(matter.audience.split(",")) <= set(AUDIENCES)
    assert set(matter.ways.split(",")) <= set(WAYS)
    for text in (matter.basis, matter.authority, matter.fee, matter.result, matter.conditions):
        assert text.strip()
    assert matter.delivery
    assert 2 <= len(matter.steps.splitlines()) <= 6
    numbers = [int(line.split(".")[0]) for line in matter.steps.splitlines()]
    assert numbers == list(range(1, len(numbers) + 1))
    told = matter.questions.splitlines()
    assert 2 <= len(told) <= 6
    assert [line[:2] for line in told] == ["问：", "答："] * (len(told) // 2)


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.code)
def test_limits_and_bases_are_sober(matter: MatterSpec) -> None:
    assert (matter.kind == "instant") == (matter.limit_days == 0)
    assert matter.limit_days <= 20
    if matter.legal_days:
        assert matter.limit_days <= matter.legal_days
    law = r"《[^》]+》|〔\d{4}〕\d+号|当地"
    assert re.search(law, matter.basis)
    for cited in re.findall(r"第[一二三四五六七八九十百千]+条", matter.basis):
        assert re.search(rf"》(?:第[^；]*、)*[^；]*{cited}", matter.basis)  # an article has its law
    assert "证明" not in matter.result or matter.result in (
        "居住证明", "社区公益服务证明", "志愿服务记录证明", "材料转养犬登记机构",
    )  # fmt: skip


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.code)
def test_materials_fit_the_digit_keys_and_lead_to_who_issues_them(matter: MatterSpec) -> None:
    assert 1 <= len(matter.materials) <= 9
    known = issuers()
    for material in matter.materials:
        assert material.originals + material.copies >= 1
        assert max(material.originals, material.copies) <= 3
        assert material.issuer
        for part in issuer_parts(material.issuer.removesuffix("等")):
            assert part in PLAIN or known.find(part) is not None, part
        certificate = blocked_by(material.name)  # asked for of who may issue it, never of us
        assert certificate is None or "社区" not in material.issuer


def test_the_negative_list_leads_to_who_does_issue() -> None:
    known = issuers()
    assert len(negative_list()) == 20  # 民发〔2020〕20号; a province's own additions are not here
    for certificate in negative_list():
        found = known.find_all(certificate.issuer)
        many = certificate.issuer.count("；") + 1 - ("用人单位" in certificate.issuer)
        assert len(found) == many or certificate.issuer == "原发证机关", certificate.name


def test_the_demo_knows_every_matter() -> None:
    codes = {matter.code for matter in MATTERS}
    assert set(REMARKS) == codes
    assert set(LEAST_AGE) <= codes
    assert codes >= PARTY
