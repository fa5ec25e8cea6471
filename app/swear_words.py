"""The words that make a contribution worth a second look: the organiser's own list, or ours."""

from functools import lru_cache
from pathlib import Path

from flask import current_app

from app.config import Config

OURS = Path(__file__).parent / "word_lists" / "swear_words.txt"


def swear_words() -> frozenset[str]:
    """In lower case. A changed file is read anew."""
    config: Config = current_app.config["CONFIG"]
    own = config.instance_path / "swear-words.txt"
    path = own if own.exists() else OURS
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> frozenset[str]:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    words = (line.strip().lower() for line in lines)
    return frozenset(word for word in words if word and not word.startswith("#"))
