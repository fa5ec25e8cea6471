"""Which font files the document will be drawn with, and which characters they have."""

import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from app.report.faults import FontMissing

# Where the usual systems keep them, for machines that have the fonts but not the program fc-match.
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FILES = {
    "Inter": "Inter-Regular.otf",
    "Inter Display": "InterDisplay-Regular.otf",
    "Noto Color Emoji": "NotoColorEmoji.ttf",
}


def characters_of(family: str) -> frozenset[int]:
    """The code points that the installed font has; empty when it is not installed."""
    path = font_file(family)
    return frozenset() if path is None else _cmap(path)


@lru_cache
def font_file(family: str) -> Path | None:
    """None instead of fontconfig's nearest relative: a substitute has other characters."""
    if shutil.which("fc-match"):
        asked = ["fc-match", "--format=%{family}|%{file}", family]
        answer = subprocess.run(asked, capture_output=True, text=True, timeout=20, check=True).stdout  # noqa: S603  # our own names
        families, _, path = answer.partition("|")
        return Path(path) if family in families.split(",") else None
    found = (path for folder in FOLDERS for path in Path(folder).expanduser().rglob(FILES[family]))
    return next(found, None)


def require_fonts() -> None:
    for family in ("Inter", "Inter Display"):
        if font_file(family) is None:
            raise FontMissing(f"{family} (Debian: fonts-inter)")


@lru_cache
def _cmap(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
