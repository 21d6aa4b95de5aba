"""`gridhall bench NAME`: measure, print, and write JSON; never a pass or a fail."""

import importlib
import json
import os
import platform
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

BENCHES = {
    "start": "gridhall.bench.start",
    "search": "gridhall.bench.search",
    "paper": "gridhall.bench.paper",
    "certificate": "gridhall.bench.certificate",
    "import": "gridhall.bench.imports",
    "kill": "gridhall.bench.kill",
    "registry": "gridhall.bench.registry",
    "organisation": "gridhall.bench.organisation",
    "roster": "gridhall.bench.roster",
    "desk": "gridhall.bench.desk",
    "governance": "gridhall.bench.governance",
}


def main(argv: Sequence[str]) -> int:
    """Run one bench; its figures and ratios go to standard output and to --out."""
    parser = ArgumentParser(prog="gridhall", description="网格厅 测量")
    parser.add_argument("command", choices=["bench"])
    parser.add_argument("name", choices=sorted(BENCHES))
    parser.add_argument("--residents", type=int, metavar="N", help="人数或件数")
    parser.add_argument("--out", type=Path, metavar="FILE.json", help="另写到文件")
    parser.add_argument("--json", action="store_true", help="只输出一个 JSON 对象")
    parser.add_argument("--quiet", action="store_true")
    asked = parser.parse_args(argv)
    measured = importlib.import_module(BENCHES[asked.name]).bench(asked.residents)
    result = {"bench": asked.name, **measured, "machine": machine()}
    text = json.dumps(result, ensure_ascii=False, indent=None if asked.json else 1)
    if asked.out:
        asked.out.write_text(text + "\n", "utf-8")
    if not asked.quiet:
        print(text if asked.json else "\n".join(_lines(result)))
    return 0


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "arguments": sys.argv[1:],
    }


def _lines(result: Mapping[str, Any]) -> list[str]:
    lines = []
    for group in ("figures", "ratios"):
        lines += [group] + [f"  {name:44}{value:>14,.3f}" for name, value in result[group].items()]
    return [*lines, f"machine  {result['machine']['system']} {result['machine']['python']}"]
