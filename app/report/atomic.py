"""Writes a file whole or not at all."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Whoever reads at the same time sees the old file or the new one. One writer a path."""
    half = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    half.touch(mode=0o600)
    half.write_bytes(content)
    half.replace(path)
