"""Imported first by each command: runs it with the project's own Python and packages, whichever it was started with."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"

if Path(sys.prefix).resolve() != PYTHON.parent.parent.resolve():
    if not PYTHON.exists():
        sys.exit("There is no .venv: run bin/setup --dev first.")
    os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606 - this very command again
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
# The bench makes its own settings; what the developer's shell holds must not leak into it.
for name in (
    "HOST",
    "PORT",
    "DATABASE_URL",
    "SECRET_KEY",
    "BASE_URL",
    "TRUSTED_PROXIES",
    "LIVE",
    "THREADS",
    "PROCESSES",
):
    os.environ.pop(name, None)
