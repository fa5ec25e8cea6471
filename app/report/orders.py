"""What the files are made of that need more than the content. Light to import: the web side only writes orders."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.report import codec
from app.report.content import SummaryContent

TEMPLATE = Path(__file__).with_name("summary.docx")
"""The app's own; bin/word-template makes it."""


@dataclass(frozen=True, slots=True)
class WordOrder:
    content: SummaryContent
    template: str
    """Its path."""
    template_sha256: str

    @classmethod
    def of(cls, content: SummaryContent, template: Path | None = None) -> "WordOrder":
        path = template or TEMPLATE
        return cls(content, str(path), hashlib.sha256(path.read_bytes()).hexdigest())

    def to_json(self) -> str:
        return codec.to_json(self)

    def fingerprint(self) -> str:
        """Moves with the content and with the template."""
        return hashlib.sha256(f"{self.content.fingerprint()}{self.template_sha256}".encode()).hexdigest()
