"""The C programs of the benches, compiled when they are needed, into a directory that goes away."""

import atexit
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def _directory() -> Path:
    directory = Path(tempfile.mkdtemp(prefix="dialog-bench-"))
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    return directory


@cache
def compiled(name: str) -> Path:
    """bench/<name>.c as a program."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        sys.exit("The benches need a C compiler and zlib's headers: apt install gcc libc6-dev zlib1g-dev")
    program = _directory() / name
    made = subprocess.run(
        [compiler, "-O2", "-o", program, HERE / f"{name}.c", "-lz"], stderr=subprocess.PIPE, text=True, check=False
    )
    if made.returncode:
        sys.exit(
            f"bench/{name}.c could not be compiled; gcc and zlib's headers are needed "
            f"(apt install gcc libc6-dev zlib1g-dev):\n{made.stderr}"
        )
    return program
