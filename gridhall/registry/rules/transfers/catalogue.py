"""The catalogue of categories (迁移类别): what each asks for, what is missing, what it may say."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.registry.labels import DIRECTIONS
from gridhall.registry.rules.drafts import FieldProblem

LONGEST_NAME = 60  # characters
_CODE = re.compile(r"[A-Za-z0-9_]{1,20}")

# What a transfer of each direction may end in (labels.EVENTS).
EVENTS_OF: Mapping[str, tuple[str, ...]] = {
    "in": ("moved_in", "married_in", "adopted", "born"),
    "out": ("moved_out", "died"),
    "inside": ("moved_inside", "head_changed", "name_changed", "corrected"),
    "split": ("split",),
    "merge": ("merged",),
}


@dataclass(frozen=True, slots=True)
class MaterialSpec:
    """A material of a category (材料)."""

    name: str
    required: bool = True
    note: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class CategorySpec:
    """A category of transfer (迁移类别) as the catalogue says it."""

    code: str
    name: str
    direction: str
    kind: str
    permit: bool
    materials: tuple[MaterialSpec, ...]
    basis: str = ""
    active: bool = True


class CategoryProblems(UserError):
    """What is wrong with a category as it was typed, field by field."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        super().__init__("；".join(problem.sentence for problem in problems))
        self.problems = tuple(problems)


def missing(materials: Sequence[MaterialSpec], received: Iterable[int]) -> list[MaterialSpec]:
    """The required materials that are not there; places count from 1 (一次性告知)."""
    there = set(received)
    return [one for place, one in enumerate(materials, 1) if one.required and place not in there]


def missing_sentence(lacking: Sequence[MaterialSpec]) -> str:
    """What is said when a step needs the materials that are missing."""
    names = "、".join(one.name for one in lacking)
    return f"还缺 {len(lacking)} 样必备材料：{names}。请先收齐，或出一次性告知书"


def check_category(spec: CategorySpec) -> CategorySpec:
    """A category as the administrator typed it, tidied; CategoryProblems tell all that is wrong."""
    wrong = list(category_problems(spec))
    if wrong:
        raise CategoryProblems(wrong)
    return replace(spec, name=clean(spec.name), code=clean(spec.code).upper())


def category_problems(spec: CategorySpec) -> Iterator[FieldProblem]:
    """Everything to put right, by field; `material:2` is the second line."""
    code = clean(spec.code)
    if not code:
        yield FieldProblem("code", "请填写类别的编号，例如 IN_OWN")
    elif not _CODE.fullmatch(code):
        yield FieldProblem("code", "编号用英文字母、数字和下划线，最多 20 个")
    if not clean(spec.name):
        yield FieldProblem("name", "请填写类别的名称")
    elif len(clean(spec.name)) > LONGEST_NAME:
        yield FieldProblem("name", f"名称最多 {LONGEST_NAME} 个字")
    if spec.direction not in DIRECTIONS:
        yield FieldProblem("direction", "请选迁移类型：迁入、迁出、社区内迁移、分户或并户")
    elif spec.kind not in EVENTS_OF[spec.direction]:
        yield FieldProblem("kind", "这个类别办完以后登记成什么，请从列表里选")
    yield from _material_problems([clean(one.name) for one in spec.materials])


def _material_problems(names: Sequence[str]) -> Iterator[FieldProblem]:
    for place, name in enumerate(names, 1):
        if not name:
            yield FieldProblem(f"material:{place}", "这样材料没有名称，请填写，或删掉这一行")
        elif name in names[: place - 1]:
            yield FieldProblem(f"material:{place}", f"“{name}”写了两次，请删掉一行")


def read_catalogue(text: str) -> tuple[CategorySpec, ...]:
    """The categories of a catalogue file, each checked; their order is the list's.

    Raises UserError naming the entry: nothing of a file with a fault is taken.
    """
    try:
        said = json.loads(text)
    except ValueError:
        raise UserError("迁移类别文件不是 JSON，请用导出的文件改好再导入") from None
    entries = said.get("categories") if isinstance(said, dict) else None
    if not isinstance(entries, list) or said.get("catalogue") != 1:
        raise UserError("这不是迁移类别文件：要有 catalogue 1 和 categories 列表")
    specs = tuple(_checked(place, one) for place, one in enumerate(entries, 1))
    for field in ("code", "name"):
        held = [getattr(spec, field) for spec in specs]
        doubled = next((one for one in held if held.count(one) > 1), "")
        if doubled:
            raise UserError(f"迁移类别文件里“{doubled}”写了两次，请删掉一条再导入")
    return specs


def catalogue_text(specs: Iterable[CategorySpec]) -> str:
    """The categories as a catalogue file, which read_catalogue() takes again."""
    entries = [asdict(spec) for spec in specs]
    return json.dumps({"catalogue": 1, "categories": entries}, ensure_ascii=False, indent=2) + "\n"


def materials_json(materials: Sequence[MaterialSpec]) -> str:
    """A category's materials as they are kept."""
    return json.dumps([asdict(one) for one in materials], ensure_ascii=False)


def materials_from_json(text: str) -> tuple[MaterialSpec, ...]:
    """A category's materials as they were kept."""
    return tuple(MaterialSpec(**one) for one in json.loads(text))


def _checked(place: int, said: Any) -> CategorySpec:
    try:
        return check_category(_category(said))
    except UserError as error:
        name = str(said.get("name") or "")
        raise UserError(f"第 {place} 条“{name[:30]}”：{error}") from None
    except (TypeError, KeyError, AttributeError, ValueError):
        raise UserError(
            f"第 {place} 条的字段不全或写错了，要有 code、name、direction、kind、permit、materials"
        ) from None


def _category(said: Mapping[str, Any]) -> CategorySpec:
    """One entry; ValueError for a text where a yes or no belongs, or the other way round."""
    materials = tuple(MaterialSpec(**one) for one in said["materials"])
    spec = CategorySpec(**{**said, "materials": materials})
    for one in (asdict(spec), *map(asdict, materials)):
        for name, value in one.items():
            if not isinstance(value, _SHAPES.get(name, str)):
                raise ValueError(name)
    return spec


_SHAPES: Mapping[str, type] = {
    "permit": bool,
    "active": bool,
    "required": bool,
    "materials": tuple,
}
