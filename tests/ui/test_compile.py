import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0">
 <class>Probe</class>
 <widget class="QWidget" name="Probe">
  <layout class="QVBoxLayout" name="column">{body}</layout>
 </widget>
 {tail}
</ui>
"""
LABEL = '<item><widget class="QLabel" name="{name}">{inner}</widget></item>'
PLAIN = '<property name="textFormat"><enum>Qt::TextFormat::PlainText</enum></property>'
PROMOTED = (
    "<customwidgets><customwidget><class>{name}</class><extends>QPushButton</extends>"
    "<header>{header}</header></customwidget></customwidgets>"
)


@pytest.fixture(scope="module")
def compiler() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compile", ROOT / "ui" / "compile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _write(folder: Path, body: str = "", tail: str = "") -> Path:
    source = folder / "probe.ui"
    source.write_text(FORM.format(body=body, tail=tail), "utf-8")
    return source


@pytest.mark.parametrize(
    ("body", "tail", "said"),
    [
        (LABEL.format(name="a", inner=""), "", "bare QLabel"),
        (LABEL.format(name="a", inner=PLAIN) * 2, "", "2 items are called a"),
        (
            '<item><widget class="Btn" name="a"/></item>',
            PROMOTED.format(name="Btn", header="somewhere.else"),
            "not from gridhall.qt",
        ),
        (
            "",
            "<connections><connection><sender>Probe</sender><signal>destroyed()</signal>"
            "<receiver>Probe</receiver><slot>close()</slot></connection></connections>",
            "connections",
        ),
        (
            '<item><widget class="QLineEdit" name="a"><property name="nosuch"></widget></item>',
            "",
            "mismatched tag",
        ),
    ],
)
def test_what_we_do_not_want_is_refused(
    compiler: ModuleType, tmp_path: Path, body: str, tail: str, said: str
) -> None:
    source = _write(tmp_path, body, tail)
    with pytest.raises(compiler.Refused, match=said):
        compiler.compiled(source)


def test_a_warning_of_uic_is_an_error(compiler: ModuleType, tmp_path: Path) -> None:
    unknown = '<item><layout class="QNoSuchLayout" name="inner"/></item>'
    with pytest.raises(compiler.Refused):
        compiler.compiled(_write(tmp_path, unknown))


def test_a_promoted_button_keeps_its_properties(compiler: ModuleType, tmp_path: Path) -> None:
    body = (
        '<item><widget class="Btn" name="acceptButton">'
        '<property name="text"><string>受理</string></property>'
        '<property name="kind" stdset="0"><string notr="true">primary</string></property>'
        "</widget></item>"
    )
    tail = PROMOTED.format(name="Btn", header="gridhall.qt.buttons")
    text = compiler.compiled(_write(tmp_path, body, tail))
    assert text.startswith("# Generated from ui/probe.ui by ui/compile.py. Do not edit.\n")
    assert "from gridhall.qt.buttons import Btn" in text
    assert 'setProperty(u"kind", u"primary")' in text


def test_check_finds_what_is_stale_missing_or_left_over(
    compiler: ModuleType, tmp_path: Path
) -> None:
    ui, forms = tmp_path / "ui", tmp_path / "forms"
    ui.mkdir()
    _write(ui)
    assert compiler.compile_all(ui, forms, check=True) == ["probe.ui"]
    assert compiler.compile_all(ui, forms, check=False) == ["probe.ui"]
    assert compiler.compile_all(ui, forms, check=True) == []
    (forms / "ui_gone.py").write_text("", "utf-8")
    assert compiler.compile_all(ui, forms, check=True) == ["ui_gone.py (its form is gone)"]
    compiler.compile_all(ui, forms, check=False)
    assert [path.name for path in forms.iterdir()] == ["ui_probe.py"]


def test_no_forms_at_all_is_fine(compiler: ModuleType, tmp_path: Path) -> None:
    assert compiler.compile_all(tmp_path, tmp_path / "forms", check=True) == []


def test_the_committed_forms_are_current(compiler: ModuleType) -> None:
    assert compiler.main(["--check"]) == 0
    assert sys.modules.get("compile") is None
