"""Opening the desk: the screen, the input method, the demonstration hall (打开网格厅)."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path

from installer.machine import Machine, Stop

# The default hall and the one opened last; a damaged settings file is left for the desk to report.
WHICH_HALL = """
import contextlib, tomllib
from gridhall.core.settings import default_hall, settings_folder
print(default_hall())
with contextlib.suppress(OSError, ValueError):
    settings = (settings_folder() / "settings.toml").read_text(encoding="utf-8")
    print(tomllib.loads(settings).get("last_hall", ""))
"""
DEMO_CLERK, DEMO_PASSWORD = "demo", "gridhall-demo"
OURS_TO_CHANGE = ("", "fcitx", "fcitx5")  # the Qt wheels have no fcitx plugin, but an ibus one


def open_desk(machine: Machine, python: Path, words: Sequence[str]) -> int:
    """Open the desk and wait for its end; without words and a hall, on a demonstration hall."""
    if opens_window(words) and not has_screen(machine):
        raise Stop(_without_screen(machine, python))
    command = [str(python), "-m", "gridhall"]
    if not words:
        words = hall_words(machine, python)
    code = machine.run([*command, *words], **input_method(machine))
    if machine.linux and code == -signal.SIGABRT:
        raise Stop(_screen_refused(machine))
    return code


def opens_window(words: Sequence[str]) -> bool:
    """True if these words for gridhall open the desk: none, or only which hall."""
    return not words or (len(words) == 2 and words[0] == "--hall")


def has_screen(machine: Machine) -> bool:
    """True if there is a display, or a person chose Qt's platform by hand."""
    if not machine.linux:
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(machine.environ.get(name) for name in names)


def input_method(machine: Machine) -> dict[str, str]:
    """The variables that let fcitx5 (输入法) type into the desk, where it runs."""
    chosen = machine.environ.get("QT_IM_MODULE", "")
    if machine.linux and chosen in OURS_TO_CHANGE and machine.is_running("fcitx5"):
        return {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}
    return {}


def hall_words(machine: Machine, python: Path) -> list[str]:
    """Which hall to open: this machine's own, else the demonstration hall, made once."""
    answer = machine.output([str(python), "-c", WHICH_HALL])
    if not answer:
        raise Stop(_where())
    hall, last = [*answer.splitlines(), ""][:2]
    if Path(hall).exists():
        return []
    demo = Path(hall).parent / "demo" / Path(hall).name
    if last and Path(last) != demo and Path(last).exists():
        return ["--hall", last]
    if not demo.exists():
        make_demo(machine, python, demo)
    print(
        f"示范大厅 demonstration hall: {demo}\n"
        f"操作员 {DEMO_CLERK}，密码 {DEMO_PASSWORD} (clerk, password)",
        flush=True,
    )
    return ["--hall", str(demo)]


def make_demo(machine: Machine, python: Path, demo: Path) -> None:
    """Make the hall in a folder of another name first: an interrupted one is never opened."""
    if demo.parent.exists():
        raise Stop(_demo_in_the_way(demo.parent))
    part = demo.parent.with_name("demo.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    print("第一次运行：正在生成示范大厅 making the demonstration hall", flush=True)
    command = [str(python), "-m", "gridhall", "--hall", str(part / demo.name), "demo"]
    if machine.run(command) != 0:
        raise Stop(_no_demo())
    os.replace(part, demo.parent)


def _without_screen(machine: Machine, python: Path) -> str:
    command = f"{python} -m gridhall"
    return (
        "这里没有屏幕（DISPLAY 和 WAYLAND_DISPLAY 都没有设置），打不开窗口；"
        "程序已经装好，可以用命令行：\n"
        f"    {command} --help\n"
        f"    {command} demo | init | import | find | case | paper | backup | restore | check\n"
        "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window "
        "cannot open. The program is installed: use the commands above."
    )


def _screen_refused(machine: Machine) -> str:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    seen = " ".join(f"{name}={machine.environ.get(name, '')}" for name in names)
    return (
        f"窗口程序中途停止，原因见上面的输出；常见原因是屏幕连接不上（{seen}）。已保存的内容都在。\n"
        f"The desk stopped at once; the lines above say why. Often the screen could not be reached "
        f"({seen}). Everything saved is kept."
    )


def _where() -> str:
    return (
        "程序没有说出数据文件夹的位置，安装可能不完整；请删除 .venv 文件夹后再运行同一条命令。\n"
        "The program did not name its data folder; the installation may be incomplete. Remove the "
        ".venv folder and run the same command again."
    )


def _demo_in_the_way(folder: Path) -> str:
    return (
        f"文件夹 {folder} 里没有示范大厅的文件；请把这个文件夹改名或删除，再运行同一条命令。\n"
        f"The folder {folder} holds no demonstration hall. Rename or remove it, then run the same "
        "command again."
    )


def _no_demo() -> str:
    return (
        "示范大厅没有生成，原因见上面的输出；请确认磁盘空间后再运行同一条命令。\n"
        "The demonstration hall was not made; the lines above say why. Check the free disk space "
        "and run the same command again."
    )
