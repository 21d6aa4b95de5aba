import argparse
import re
from pathlib import Path

import pytest

from gridhall.cli.main import main
from gridhall.cli.usage import SENTENCES

WIDE = re.compile(r"[\u4e00-\u9fff：，。]")
# What only a mistake of ours can bring up.
OURS = re.compile(
    r"conflict|invalid option string|__call__|merge|positionals|dest=|must start|callable"
    r"|exclusive|multiple|with mode|deprecated|warning|error: |option strings|subcommands"
)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(words)
    out, err = capsys.readouterr()
    return int(str(ended.value.code)), out + err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("case", "show"), "用法不对：还要写：编号"),
        (("case",), "用法不对：还要写：命令"),
        (("case", "list", "--state", "offen"), "--state：没有“offen”，可选："),
        (("find", "z", "--limit", "x"), "--limit：“x”不是整数"),
        (("case", "list", "--limit", "-1"), "--limit：“-1”太小，至少写 1"),
        (("case", "list", "--limit", "9" * 30), "太大，最多 1000000000"),
        (("find", "z", "--limit"), "--limit：后面要写一个值"),
        (("find", "z", "--nonsense"), "不认识“--nonsense”"),
        (("resident", "show", "1", "--as-at", "2026-2-30"), "“2026-2-30”不是日期，请写成"),
    ],
)
def test_wrong_words_are_told_in_chinese(
    words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = said(capsys, *words)
    assert code == 2
    assert text.startswith("用法：gridhall")
    assert sentence in text


@pytest.mark.parametrize("words", [(), ("case",), ("case", "accept"), ("export",), ("paper",)])
def test_help_is_chinese(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, text = said(capsys, *words, "--help")
    assert code == 0
    assert "\0" not in text
    for english in ("usage", "positional", "options", "show this", "NAME", "FILE", "NUMBER"):
        assert english not in text
    assert "显示这段说明" in text


def test_the_second_column_is_straight(capsys: pytest.CaptureFixture[str]) -> None:
    _, text = said(capsys, "case", "accept", "--help")
    rows = [re.match(r"  -.*?\S {2,}(?=\S)", line) for line in text.splitlines()]
    starts = {len(WIDE.sub("xx", row[0])) for row in rows if row}
    assert len(starts) == 1
    assert text.count("选项") == 1  # the common options stand with the command's own


def test_every_sentence_of_this_python_has_its_chinese() -> None:
    source = Path(argparse.__file__).read_text("utf-8")
    calls = re.findall(r"\b(?:_|ngettext)\(\s*((['\"]).*?\2)(?:,\s*((['\"]).*?\4))?", source)
    spoken = {words[1:-1] for one, _, many, _ in calls for words in (one, many) if words}
    assert len(spoken) > 20
    assert {words for words in spoken if not OURS.search(words)} <= SENTENCES.keys()
