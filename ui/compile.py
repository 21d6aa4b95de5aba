"""Turn ui/*.ui into gridhall/forms/ui_*.py; with --check, only say whether they are current.

Every form is a file of Qt Designer, compiled by uic and committed, so that mypy sees its widgets.
Widgets of ours are promoted, with the module as header (no .h), for instance

    <customwidget><class>Btn</class><extends>QPushButton</extends>
                  <header>gridhall.qt.buttons</header></customwidget>

labels.PlainLabel (QLabel: string properties role, tone, chip), icons.IconLabel (QLabel: glyph, ink,
px), buttons.Btn (QPushButton: kind, glyph, hint, secondary), buttons.Segments and FilterPills
(QWidget), frames.Card, Line, Banner (QFrame), frames.Avatar (QLabel: side), frames.EmptyState,
suggest.Suggest (QLineEdit), search_box.SearchBox (QWidget), table.Table (QTableView: rowPx),
dates.DateEdit (QDateEdit), password.PasswordEdit (QLineEdit), steps.Steps (QFrame),
progress_bar.ProgressStrip (QFrame). Dynamic properties are strings or numbers with stdset="0".
Sizes are px at 100 %; `gridhall.qt.scaling.fit` multiplies them by the font scale.

A form is refused if it holds a label that guesses markup, a promotion outside gridhall.qt, two
widgets of one name, connections, or anything uic warns about.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import PySide6

UI = Path(__file__).resolve().parent
FORMS = UI.parent / "gridhall" / "forms"
HEADER = "# Generated from ui/{name} by ui/compile.py. Do not edit.\n"


class Refused(Exception):
    """What is wrong with a form, and with which."""


def compiled(source: Path) -> str:
    """The form as Python, with uic's version banner replaced so that upgrades make no noise."""
    try:
        problems = list(faults(ElementTree.parse(source).getroot()))
    except ElementTree.ParseError as error:
        problems = [str(error)]
    if problems:
        raise Refused(f"{source.name}: {'; '.join(problems)}")
    run = subprocess.run(
        [_uic(), "-g", "python", source], capture_output=True, text=True, encoding="utf-8"
    )
    if run.returncode or run.stderr.strip():
        raise Refused(f"{source.name}: {run.stderr.strip()}")
    body = run.stdout[run.stdout.index("from PySide6") :]
    return HEADER.format(name=source.name) + body.rstrip() + "\n"


def faults(form: ElementTree.Element) -> Iterator[str]:
    """Everything we refuse although uic would take it."""
    widgets = list(form.iter("widget"))
    for widget in widgets:
        if widget.get("class") == "QLabel" and not _is_plain(widget):
            yield f"{widget.get('name')} is a bare QLabel: promote it to PlainLabel"
    names = Counter(item.get("name") for item in (*widgets, *form.iter("layout")))
    for name, count in names.items():
        if name and count > 1:
            yield f"{count} items are called {name}"
    for promoted in form.iter("customwidget"):
        header = promoted.findtext("header", "")
        if not header.startswith("gridhall.qt."):
            yield f"{promoted.findtext('class')} is promoted from {header}, not from gridhall.qt"
    if form.find(".//connections/connection") is not None:
        yield "it has connections: make them in pages.py or dialogs.py"


def _is_plain(widget: ElementTree.Element) -> bool:
    found = (item for item in widget.findall("property") if item.get("name") == "textFormat")
    return any("PlainText" in (item.findtext("enum") or "") for item in found)


def _uic() -> Path:
    """The compiler that came with this very PySide6."""
    home = Path(PySide6.__file__).parent
    places = (home / "Qt" / "libexec" / "uic", home / "uic.exe", home / "uic")
    found = next((place for place in places if place.exists()), None)
    if found is None:
        raise Refused(f"uic is not in {home}")
    return found


def compile_all(ui: Path, forms: Path, *, check: bool) -> list[str]:
    """Write what has changed, or under `check` nothing; the names of what was not current."""
    forms.mkdir(exist_ok=True)
    stale, wanted = [], set()
    for source in sorted(ui.glob("*.ui")):
        target, text = forms / f"ui_{source.stem}.py", compiled(source)
        wanted.add(target)
        if not target.exists() or target.read_text("utf-8") != text:
            stale.append(source.name)
            if not check:
                target.write_text(text, "utf-8", newline="\n")
    for left in sorted(set(forms.glob("ui_*.py")) - wanted):
        stale.append(f"{left.name} (its form is gone)")
        if not check:
            left.unlink()
    return stale


def main(words: list[str]) -> int:
    """Exit 1 when a form is refused or, under --check, not current."""
    check = "--check" in words
    try:
        stale = compile_all(UI, FORMS, check=check)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    for name in stale:
        print(f"{name}: {'not current, run ui/compile.py' if check else 'compiled'}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
