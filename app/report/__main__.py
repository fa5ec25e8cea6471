"""The renderer as a command: ORDER.json PROGRESS.json FILE.pdf (or .docx) [QUEUE]

jobs.py runs this file by its path instead of `python -m app.report`, which would import the `app` package and
with it the whole web application: time for nothing, and a fault in a route would stop every summary.
"""

import sys
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path

if __name__ == "__main__":
    if "app" not in sys.modules:
        spec = ModuleSpec("app", loader=None, is_package=True)
        spec.submodule_search_locations = [str(Path(__file__).parents[1])]
        sys.modules["app"] = module_from_spec(spec)
    from app.report.render import render

    sys.exit(render(*map(Path, sys.argv[1:])))
