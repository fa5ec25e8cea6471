"""Time and memory of a summary in its own process: python bench/summary/render.py [TEXTS …]"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from app.report.content import ActivityPart, GroupPart
from app.report.jobs import RENDERER
from tests.report.conftest import NAMES, QUESTIONS, make_content

WORDS = [
    "kommunen",
    "svar",
    "møte",
    "saken",
    "vi",
    "dere",
    "unge",
    "eldre",
    "buss",
    "skole",
    "plan",
    "tidlig",
    "spørre",
    "være",
    "med",
    "bygda",
    "trygg",
]


def texts(count: int, chance: random.Random) -> list[str]:
    return [" ".join(chance.choices(WORDS, k=chance.randint(8, 32))) + "." for _ in range(count)]


def measure(count: int) -> None:
    chance = random.Random(count)
    cells = 5 * len(NAMES) * 2
    shares = [texts(count // cells + (place < count % cells), chance) for place in range(cells)]
    activities = tuple(
        ActivityPart(
            number,
            "",
            QUESTIONS[number % 2],
            tuple(GroupPart(position, tuple(shares.pop()), tuple(shares.pop())) for position in range(1, 9)),
            contributed=50,
        )
        for number in range(1, 6)
    )
    empty = make_content(groups=8, joined=10, advice=(), inputs=())
    moderation = replace(empty.moderation, received=count + 5, published=count, phone=count)
    content = replace(empty, activities=activities, moderation=moderation)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("content.json", "progress.json", "summary.pdf")]
        paths[0].write_text(content.to_json())
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-P", str(RENDERER), *map(str, paths)], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        result = {"texts": count, "wall_s": round(time.perf_counter() - start, 1), "cpu_s": round(cpu, 1)}
        print(json.dumps(result | {"peak_mb": after.ru_maxrss // 1024, "pdf_kb": paths[2].stat().st_size // 1024}))


if __name__ == "__main__":
    for texts_wanted in map(int, sys.argv[1:] or ("100", "500", "1500", "2000")):
        measure(texts_wanted)
