"""The small file in which the renderer says how far it is, and why it stopped."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from app.report.atomic import write_whole

Step = Literal["waiting", "reading", "preparing", "layout", "writing"]
Reason = Literal[
    "timeout", "memory", "fonts", "numbers", "accessibility", "content", "template", "stopped", "cancelled", "error"
]


@dataclass(frozen=True, slots=True)
class Progress:
    step: Step = "waiting"
    share: float = 0.0  # 0 to 1
    reason: Reason | None = None  # set when it failed
    detail: str = ""  # for the log and the expert; never shown to participants


class ProgressFile:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._last = Progress()

    def tell(self, step: Step, share: float) -> None:
        """Cheap to call often: writes only what a person would see."""
        if step != self._last.step or share >= self._last.share + 0.02:
            self._last = Progress(step, round(share, 2))
            self._write(self._last)

    def fail(self, reason: Reason, detail: str = "") -> None:
        self._write(Progress(self._last.step, self._last.share, reason, detail))

    def forget(self) -> None:
        self._path.unlink(missing_ok=True)

    def read(self) -> Progress | None:
        """None where nothing was ever told, or what stands there is not ours."""
        try:
            return Progress(**json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    @property
    def told_at(self) -> float:
        """Seconds since 1970; 0 where nothing was ever told."""
        try:
            return self._path.stat().st_mtime
        except FileNotFoundError:
            return 0.0

    def _write(self, progress: Progress) -> None:
        write_whole(self._path, json.dumps(asdict(progress)).encode())
