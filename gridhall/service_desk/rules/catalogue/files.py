"""Catalogue files (事项目录文件) as JSON; every fault names file, entry and field."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.service_desk.rules.catalogue.checking import Fault, matter_faults, matter_of
from gridhall.service_desk.rules.catalogue.spec import MatterSpec

FORMAT = 1
MOST_BYTES = 2_000_000
_MOST_NAMED = 3  # faults told at once


class CatalogueProblem(UserError):
    """A catalogue file that cannot be taken: nothing of it is stored."""

    def __init__(self, file: str, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        more = len(faults) - _MOST_NAMED
        tail = f"；另外还有 {more} 处" if more > 0 else ""
        said = "；".join(faults[:_MOST_NAMED])
        super().__init__(f"“{file}”{said}{tail}。改好再导入；现有的事项目录没有改动。")


def read_catalogue(file: str, data: bytes) -> tuple[MatterSpec, ...]:
    """The matters of a catalogue file; `file` is its name, for the sentence. CatalogueProblem."""
    entries = _entries(file, data)
    faults = [
        _told(place, entry, fault)
        for place, entry in enumerate(entries, start=1)
        for fault in matter_faults(entry)
    ]
    faults = faults or _clashes(entries)
    if faults:
        raise CatalogueProblem(file, faults)
    return tuple(map(matter_of, entries))


def catalogue_json(matters: Iterable[MatterSpec]) -> str:
    """A catalogue file with these matters; `read_catalogue` gives them back."""
    said = {"catalogue": FORMAT, "matters": [asdict(matter) for matter in matters]}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _entries(file: str, data: bytes) -> list[Any]:
    if len(data) > MOST_BYTES:
        raise CatalogueProblem(file, ["超过 2 MB，不像事项目录"])
    try:
        stored = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        where = f"（第 {error.lineno} 行）" if isinstance(error, json.JSONDecodeError) else ""
        raise CatalogueProblem(file, [f"不是 UTF-8 的 JSON 文件{where}"]) from error
    if not isinstance(stored, dict) or stored.get("catalogue") != FORMAT:
        raise CatalogueProblem(file, ["开头缺“目录格式（catalogue）”，应为 1"])
    entries = stored.get("matters")
    if not isinstance(entries, list) or not entries:
        raise CatalogueProblem(file, ["缺“事项（matters）”，要有一列事项"])
    return entries


def _called(place: int, entry: Any, counted: str) -> str:
    """How a fault names an entry: 第 3 项“高龄津贴初审”."""
    name = entry.get("name") if isinstance(entry, dict) else None
    return f"第 {place} {counted}" + (f"“{clean(name)[:40]}”" if isinstance(name, str) else "")


def _told(place: int, entry: Any, fault: Fault) -> str:
    called = _called(place, entry, "项")
    if fault.material:
        material = entry["materials"][fault.material - 1]
        called = f"{called}的{_called(fault.material, material, '份材料')}"
    if not fault.field:
        return f"{called}{fault.what}"
    named = f"“{fault.label}（{fault.field}）”"
    return f"{called}缺{named}" if fault.is_missing else f"{called}的{named}{fault.what}"


def _clashes(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    faults = []
    for name, label in (("code", "编号"), ("name", "名称")):
        counted = Counter(clean(entry[name]) for entry in entries)
        faults += [
            f"里“{label}（{name}）”{value}出现了 {n} 次" for value, n in counted.items() if n > 1
        ]
    return faults
