"""The summary's content set with Typst, a compiler in Rust, to compare with: what could be had outside Python."""

import json
import subprocess
import sys
from pathlib import Path
from shutil import copy
from typing import Any

from app.report.content import SummaryContent
from app.report.glyphs import AllLetters
from app.report.pages import pages_of

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
SOURCE = Path(__file__).with_name("summary.typ")
COMPILE = "import sys, typst; typst.compile('summary.typ', output='typst.pdf', pdf_standards=['ua-1'])"


def brought_to(folder: Path) -> bool:
    """Typst, pinned, in a directory of the bench's own. False where it cannot be had."""
    asked = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder, "-r", REQUIREMENTS]
    return subprocess.run(asked, check=False).returncode == 0


def lay_out(content: SummaryContent, folder: Path, limit: int) -> None:
    """As many texts as the app prints."""
    copy(SOURCE, folder)
    (folder / "content.json").write_text(json.dumps(_given(content, limit), ensure_ascii=False), encoding="utf-8")


def command(library: Path) -> list[str]:
    return [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(library)!r}); {COMPILE}"]


def _given(content: SummaryContent, limit: int) -> dict[str, Any]:
    pages = pages_of(content, AllLetters(), limit)
    marks = "".join(
        f'<g transform="translate({mark.x} {mark.y})" fill="{mark.colour}">{mark.shape}</g>'
        for mark in pages.cover.marks
    )
    side = pages.cover.side
    return {
        "heading": "Dette hørte vi",
        "title": pages.title.plain,
        "organiser": pages.organiser.plain,
        "field": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{marks}</svg>',
        "columns": ["Målgruppe", "Råd", "Innspill", "Til sammen"],
        "activities": [
            {
                "question": activity.heading.plain,
                "rows": [
                    {
                        "group": row.group.name.plain,
                        "advice": row.advice,
                        "input": row.input,
                        "texts": [
                            {"kind": kind, "text": text.unescape()}
                            for kind, texts in (("Råd", row.printed_advice), ("Innspill", row.printed_input))
                            for text, _people in texts
                        ],
                    }
                    for row in activity.rows
                ],
            }
            for activity in pages.activities
        ],
    }
