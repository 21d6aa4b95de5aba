"""The Debian packages that Qt, printing and `.venv` lean on (系统软件包)."""

from __future__ import annotations

from installer.machine import Machine, Python, Stop

# What the wheels' Qt libraries and their xcb and CUPS plugins name as NEEDED, beyond plain libc.
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libcups.so.2": "libcups2",
}
APT = ("apt-get", "install", "-y", "--no-install-recommends")
WAIT_FOR_OTHERS = ("-o", "DPkg::Lock::Timeout=120")


def missing_packages(machine: Machine) -> list[str]:
    """The packages whose libraries the loader does not find; none outside Linux."""
    if not machine.linux:
        return []
    missing = {package for name, package in LIBRARIES.items() if not machine.loads(name)}
    return sorted(missing)


def venv_package(machine: Machine, python: Python) -> list[str]:
    """The package that lets this Python make a `.venv`, if Debian left it out."""
    if not machine.linux or _can_make_venv(machine, python):
        return []
    major, minor = python.version
    return [f"python{major}.{minor}-venv"]


def install(machine: Machine, packages: list[str]) -> None:
    """Install the packages, or stop with the exact line to type."""
    if not packages:
        return
    if machine.which("apt-get") is None:
        raise Stop(_without_apt(packages))
    prefix = _right_to_install(machine)
    if prefix is None:
        raise Stop(_to_type(line_to_type(machine, packages)))
    print(f"安装系统软件包 installing system packages: {' '.join(packages)}", flush=True)
    if not _installed(machine, prefix, packages):
        raise Stop(_to_type(line_to_type(machine, packages)))


def line_to_type(machine: Machine, packages: list[str]) -> str:
    """The one line that installs the packages on this machine: as root, by sudo or by su."""
    line = " ".join(["apt-get", "update", "&&", *APT, *packages])
    if machine.root:
        return line
    if machine.which("sudo") is None:
        return f'su - -c "{line}"'
    return "sudo " + line.replace("&& ", "&& sudo ")


def _installed(machine: Machine, prefix: list[str], packages: list[str]) -> bool:
    """Ask apt, and once more with fresh lists: a new machine has none or old ones."""
    command = [*prefix, *APT, *WAIT_FOR_OTHERS, *packages]
    if machine.run(command) == 0:
        return True
    machine.run([*prefix, "apt-get", *WAIT_FOR_OTHERS, "update"])
    return machine.run(command) == 0


def _right_to_install(machine: Machine) -> list[str] | None:
    """What goes before apt-get on this machine, or None without the right to install."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if machine.root:
        return quiet
    if machine.which("sudo") is not None and machine.output(["sudo", "-n", "true"]) is not None:
        return ["sudo", "-n", *quiet]
    return None


def _can_make_venv(machine: Machine, python: Python) -> bool:
    return machine.output([*python.command, "-c", "import ensurepip, venv"]) is not None


def _to_type(line: str) -> str:
    return (
        f"缺少系统软件包。请先运行下面这一行，再运行同一条命令：\n    {line}\n"
        "System packages are missing. Run the line above, then the same command again."
    )


def _without_apt(packages: list[str]) -> str:
    names = " ".join(packages)
    return (
        f"缺少系统软件包，而这个系统没有 apt-get。请安装与这些 Debian 软件包相当的软件包：{names}\n"
        f"System packages are missing and there is no apt-get here. Install this system's "
        f"counterparts of the Debian packages: {names}"
    )
