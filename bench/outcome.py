"""How a bench says what came out: its options, a table, bars, one line of JSON, and a text file under kept/."""

import argparse
import json
import statistics
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import machine

RESULTS = Path(__file__).parent / "kept"


def options(description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small, within 60 seconds; says less")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a bar falls short")
    parser.add_argument("--keep", action="store_true", help="keep what is printed under bench/kept/")
    return parser


def median(values: Iterable[float]) -> float:
    return statistics.median(list(values) or [float("nan")])


def percentile(values: Sequence[float], share: int) -> float:
    """Of sorted values; the nearest rank."""
    return values[max(0, -(-len(values) * share // 100) - 1)] if values else float("nan")


@dataclass
class Outcome:
    """Says as it goes, and keeps it."""

    name: str
    figures: dict[str, Any] = field(default_factory=dict)
    bars: list[dict[str, Any]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    loads: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.say(f"bench/{self.name}, {self.started:%Y-%m-%d %H.%M} UTC, {' '.join(sys.argv[1:]) or 'in full'}")
        self.say(machine.description())
        self.note_load()

    def say(self, line: str = "") -> None:
        print(line, flush=True)
        self.said.append(line)

    def whisper(self, line: str) -> None:
        """How far it has come; not kept."""
        print(f"  … {line}", file=sys.stderr, flush=True)

    def note_load(self) -> None:
        self.loads.append(round(machine.load(), 2))

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        cells = [list(heads), *[[_shown(cell) for cell in row] for row in rows]]
        widths = [max(len(row[place]) for row in cells) for place in range(len(heads))]
        self.say()
        for row in cells:
            first, *rest = zip(row, widths, strict=True)
            self.say("  ".join([first[0].ljust(first[1]), *[cell.rjust(width) for cell, width in rest]]).rstrip())

    def at_most(self, what: str, value: float, bar: float) -> None:
        self._bar(what, value, bar, "≤", value <= bar)

    def at_least(self, what: str, value: float, bar: float) -> None:
        self._bar(what, value, bar, "≥", value >= bar)

    def _bar(self, what: str, value: float, bar: float, sign: str, is_held: bool) -> None:
        self.bars.append(
            {"what": what, "value": round(value, 4), "sign": sign, "bar": round(bar, 4), "held": bool(is_held)}
        )

    def finish(self, asked: argparse.Namespace) -> int:
        """Prints bars and JSON. Returns the exit code."""
        self.note_load()
        self.say()
        for bar in self.bars:
            held = "held" if bar["held"] else "SHORT"
            self.say(f"{held:5}  {bar['what']}: {_shown(bar['value'])} {bar['sign']} {_shown(bar['bar'])}")
        seconds = (datetime.now(UTC) - self.started).total_seconds()
        self.say(f"Load average before, during and after: {', '.join(map(str, self.loads))}; took {seconds:.0f} s.")
        short = [bar["what"] for bar in self.bars if not bar["held"]]
        whole = {
            "bench": self.name,
            "quick": asked.quick,
            "started": self.started.isoformat(timespec="seconds"),
            "seconds": round(seconds),
            "machine": machine.description(),
            "load": self.loads,
            "figures": self.figures,
            "bars": self.bars,
            "short": short,
        }
        self.say(json.dumps(whole, ensure_ascii=False))
        if asked.keep:
            RESULTS.mkdir(exist_ok=True)
            path = RESULTS / f"{self.name}-{self.started:%Y-%m-%d-%H%M}.txt"
            path.write_text("\n".join(self.said) + "\n", encoding="utf-8")
            print(f"kept as {path.name} in {RESULTS.name}/", file=sys.stderr)
        return 1 if asked.check and short else 0


def _shown(value: Any) -> str:
    if not isinstance(value, float):
        return "–" if value is None else str(value)
    if value != value:  # nothing was measured
        return "–"
    size = abs(value)
    return (
        f"{value:.0f}"
        if size >= 100
        else f"{value:.1f}"
        if size >= 10
        else f"{value:.2f}"
        if size >= 0.1
        else f"{value:.4f}"
    )
