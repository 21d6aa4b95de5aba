"""What two versions of a matter say differently, in words a clerk reads."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from gridhall.service_desk.labels import limit_label, parts_label
from gridhall.service_desk.rules.catalogue.fields import MATERIAL, MATTER, Field
from gridhall.service_desk.rules.catalogue.spec import MaterialSpec, MatterSpec, code_words

NOTHING = "（空）"


class Difference(NamedTuple):
    """One thing that changed: what, before, after; an empty side was not there."""

    title: str
    before: str
    after: str


def differences(before: MatterSpec | None, after: MatterSpec) -> tuple[Difference, ...]:
    """Field by field in the catalogue's order, then the materials; nothing before: all is new."""
    if before is None:
        return (Difference("新事项", "", after.name),)
    return (*_field_differences(before, after), *_material_differences(before, after))


def say_value(name: str, said: MatterSpec) -> str:
    """A field's value in words: 承诺件, 5 个工作日, 自然人、企业法人."""
    value = getattr(said, name)
    if name == "limit_days":
        return limit_label(said.kind, value)
    if name == "legal_days":
        return f"{value} 个工作日" if value else "没有规定"
    if name == "active":
        return "在办" if value else "停用"
    return _plain(value, MATTER[name])


def say_material(said: MaterialSpec) -> str:
    """A material in one line: 户口簿（原件 1 份，必备；公安派出所）."""
    parts = [parts_label(said.originals, said.copies), "必备" if said.required else "有的提供"]
    parts += ["可容缺"] * said.deferrable
    told = "，".join(filter(None, parts))
    more = "；".join(filter(None, (said.issuer, said.issued_within, said.note)))
    return f"{said.name}（{told}{'；' if more else ''}{more}）"


def _plain(value: Any, field: Field) -> str:
    if field.codes:
        return code_words(value, dict(field.codes))
    return str(value)


def _field_differences(before: MatterSpec, after: MatterSpec) -> Iterator[Difference]:
    for name, field in MATTER.items():
        if name in ("code", "materials"):
            continue
        was, now = say_value(name, before), say_value(name, after)
        if was != now:
            yield Difference(field.label, was or NOTHING, now or NOTHING)


def _material_differences(before: MatterSpec, after: MatterSpec) -> Iterator[Difference]:
    """Added, taken away, changed (the same name, or the same place), in another order."""
    old, new = list(before.materials), list(after.materials)
    if old == new:
        return
    if sorted(map(say_material, old)) == sorted(map(say_material, new)):
        yield Difference("材料顺序", _order(old), _order(new))
        return
    for was, now in _pairs(old, new):
        if was is None and now is not None:
            yield Difference("增加材料", "", say_material(now))
        elif was is not None and now is None:
            yield Difference("去掉材料", say_material(was), "")
        elif was is not None and now is not None and was != now:
            yield Difference(f"材料“{now.name}”", *_changed(was, now))


def _pairs(
    old: list[MaterialSpec], new: list[MaterialSpec]
) -> Iterator[tuple[MaterialSpec | None, MaterialSpec | None]]:
    names = [one.name for one in old], [one.name for one in new]
    for kind, at, to, start, end in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(old[at:to], new[start:end], strict=True)
        else:
            yield from ((was, None) for was in old[at:to])
            yield from ((None, now) for now in new[start:end])


def _changed(was: MaterialSpec, now: MaterialSpec) -> tuple[str, str]:
    """Only what changed of a material, each side in words."""
    sides: tuple[list[str], list[str]] = ([], [])
    for name, field in MATERIAL.items():
        if getattr(was, name) != getattr(now, name):
            for side, one in zip(sides, (was, now), strict=True):
                side.append(f"{field.label} {_word(getattr(one, name))}")
    return "，".join(sides[0]), "，".join(sides[1])


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value) or NOTHING


def _order(materials: list[MaterialSpec]) -> str:
    return "、".join(one.name for one in materials)
