"""Where the shipped data files are: in the source tree, beside a wheel, or in a frozen program."""

from pathlib import Path

_HERE = Path(__file__).resolve()
_CANDIDATES = (_HERE.parents[2] / "resources", _HERE.parents[1] / "resources")


def resource(*parts: str) -> Path:
    """The path of one shipped file or folder, e.g. `resource("fonts", "x.ttf")`."""
    root = next((folder for folder in _CANDIDATES if folder.is_dir()), _CANDIDATES[0])
    return root.joinpath(*parts)
