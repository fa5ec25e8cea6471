"""bin/setup and bin/run on machines that lack something, played by stand-ins: nothing is really installed."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.config import ROOT

# Writes down how it was called. As `python -m venv` it makes an environment whose python is itself.
PYTHON = """#!/bin/bash
printf '%s\\n' "$*" >>"$CALLS"
case "$*" in
    *version_info\\ \\<*) exit {too_old} ;;
    *ensurepip*) [ {has_venv} = yes ] || [ -e "$CALLS.venv-installed" ] ;;
    *-venv*) echo python3.11-venv ;;
    --version) echo "Python 3.9.18" ;;
    "-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    *"pip install"*) [ ! -e "$CALLS.pip-fails" ] ;;
esac
"""
APT = """#!/bin/bash
printf 'apt-get %s\\n' "$*" >>"$CALLS"
touch "$CALLS.venv-installed"
"""
TOOLS = ("bash", "cat", "cp", "dirname", "mkdir", "readlink", "sha256sum", "sleep", "touch")


@dataclass
class Machine:
    """A clone in a folder with a space in its name, and a PATH that holds only what a test puts there."""

    folder: Path
    calls: Path
    tools: Path

    def has(self, name: str, script: str) -> None:
        (self.tools / name).write_text(script)
        (self.tools / name).chmod(0o755)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        self.calls.write_text("")
        return subprocess.run(
            [self.folder / command[0], *command[1:]],
            env={"PATH": str(self.tools), "CALLS": str(self.calls)},
            cwd="/",
            capture_output=True,
            text=True,
            timeout=30,
        )

    def called(self, *words: str) -> list[str]:
        return [line for line in self.calls.read_text().splitlines() if all(word in line for word in words)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """One where all is well: Python 3.11 or newer with venv, fonts there, the user not root, no apt."""
    machine = Machine(tmp_path / "a clone", tmp_path / "calls", tmp_path / "tools")
    shutil.copytree(ROOT / "bin", machine.folder / "bin")
    (machine.folder / "requirements.txt").write_text("flask==3.1.3\n")
    (machine.folder / "requirements-dev.txt").write_text("pytest==9.2.0\n")
    machine.tools.mkdir()
    for tool in TOOLS:
        (machine.tools / tool).symlink_to(shutil.which(tool) or pytest.fail(f"{tool} is missing"))
    machine.has("python3", PYTHON.format(too_old=0, has_venv="yes"))
    machine.has("id", "#!/bin/bash\necho 1000")
    for program in ("fc-list", "chromium", "initdb", "pdftotext"):
        machine.has(program, "#!/bin/bash\nexit 0")
    return machine


def be_root(machine: Machine) -> None:
    machine.has("id", "#!/bin/bash\necho 0")
    machine.has("apt-get", APT)


def test_first_start_makes_the_environment_and_installs_with_hashes(machine: Machine) -> None:
    done = machine.run("bin/setup")

    assert done.returncode == 0, done.stderr
    assert machine.called("-m venv") == ["-m venv --clear .venv"]
    (install,) = machine.called("pip install")
    assert "--require-hashes --requirement requirements.txt" in install
    assert "requirements-dev" not in install


def test_second_start_does_nothing_and_says_nothing(machine: Machine) -> None:
    machine.run("bin/setup")

    again = machine.run("bin/setup")

    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert machine.called() == []


def test_changed_requirements_are_installed_into_the_same_environment(machine: Machine) -> None:
    machine.run("bin/setup")
    (machine.folder / "requirements.txt").write_text("flask==3.1.4\n")

    machine.run("bin/setup")

    assert len(machine.called("pip install")) == 1
    assert machine.called("-m venv") == []


def test_failed_install_is_tried_again(machine: Machine) -> None:
    flag = Path(f"{machine.calls}.pip-fails")
    flag.touch()
    assert machine.run("bin/setup").returncode == 2
    flag.unlink()

    assert machine.run("bin/setup").returncode == 0
    assert len(machine.called("pip install")) == 1


def test_dev_installs_both_lists(machine: Machine) -> None:
    machine.run("bin/setup", "--dev")

    assert [line.split()[-1] for line in machine.called("pip install")] == [
        "requirements.txt",
        "requirements-dev.txt",
    ]


def test_unknown_argument_is_refused(machine: Machine) -> None:
    done = machine.run("bin/setup", "--fast")

    assert (done.returncode, done.stderr) == (2, "bin/setup knows only --dev.\n")


def test_too_old_python_is_a_sentence(machine: Machine) -> None:
    machine.has("python3", PYTHON.format(too_old=1, has_venv="yes"))

    done = machine.run("bin/run")

    assert done.returncode == 2
    assert done.stderr == (
        "Python 3.11 or newer is needed, and here is Python 3.9.18. "
        "Another one can be named: PYTHON=/path/to/python bin/run\n"
    )


def test_newer_python_beside_a_too_old_one_is_found(machine: Machine) -> None:
    machine.has("python3", PYTHON.format(too_old=1, has_venv="yes"))
    machine.has("python3.12", PYTHON.format(too_old=0, has_venv="yes"))

    assert machine.run("bin/setup").returncode == 0


def test_no_python_is_a_sentence(machine: Machine) -> None:
    (machine.tools / "python3").unlink()

    done = machine.run("bin/setup")

    assert done.returncode == 2
    assert "here is no usable python3" in done.stderr


def test_missing_venv_module_is_installed_as_root(machine: Machine) -> None:
    machine.has("python3", PYTHON.format(too_old=0, has_venv="no"))
    be_root(machine)

    assert machine.run("bin/setup").returncode == 0
    assert [line.split()[-1] for line in machine.called("apt-get")] == ["update", "python3.11-venv"]


def test_missing_venv_module_stops_others_with_the_command(machine: Machine) -> None:
    machine.has("python3", PYTHON.format(too_old=0, has_venv="no"))
    machine.has("apt-get", APT)

    done = machine.run("bin/setup")

    assert done.returncode == 2
    assert "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends python3.11-venv'" in done.stderr
    assert machine.called("apt-get") == []


def test_missing_fonts_are_installed_as_root_after_an_update(machine: Machine) -> None:
    machine.has("fc-list", "#!/bin/bash\nexit 1")
    be_root(machine)

    done = machine.run("bin/setup")

    assert done.returncode == 0
    update, install = machine.called("apt-get")
    assert update == "apt-get -q update"
    assert install.endswith("fonts-inter fonts-noto-color-emoji")


def test_missing_fonts_stop_nobody(machine: Machine) -> None:
    machine.has("fc-list", "#!/bin/bash\nexit 1")
    machine.has("apt-get", APT)

    done = machine.run("bin/setup")

    assert done.returncode == 0
    assert "fonts-inter fonts-noto-color-emoji'" in done.stderr
    assert "Everything but the PDF works until then." in done.stderr


def test_machine_without_apt_is_told_the_packages(machine: Machine) -> None:
    machine.has("fc-list", "#!/bin/bash\nexit 1")

    done = machine.run("bin/setup")

    assert done.returncode == 0
    assert "This machine has no apt." in done.stderr


def test_run_sets_up_and_becomes_the_server(machine: Machine) -> None:
    done = machine.run("bin/run", "--what")

    assert done.returncode == 0
    assert machine.called()[-1] == "-m app.serve --what"


def test_run_passes_on_how_the_server_ended(machine: Machine) -> None:
    machine.run("bin/setup")
    python = machine.folder / ".venv" / "bin" / "python"
    python.write_text("#!/bin/bash\nexit 2\n")

    assert machine.run("bin/run").returncode == 2


def test_translations_are_compiled_only_when_newer(machine: Machine) -> None:
    folder = machine.folder / "app" / "translations" / "nn" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").touch()
    machine.run("bin/setup")
    assert len(machine.called("babel.messages.frontend")) == 1

    (folder / "messages.mo").touch()
    newer = (folder / "messages.po").stat().st_mtime + 1
    os.utime(folder / "messages.mo", (newer, newer))
    machine.run("bin/setup")

    assert machine.called("babel.messages.frontend") == []
