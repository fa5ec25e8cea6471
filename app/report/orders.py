"""What the files are made of that need more than the content. Light to import: the web side only writes orders."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from app.report import codec
from app.report.content import SummaryContent

TEMPLATE = Path(__file__).with_name("summary.docx")
"""The app's own; bin/word-template makes it."""


Cover = Literal["dark", "light", "press"]
"""The light one is for office printers. The press's is the dark one, with 3 mm beyond the edge, to be cut away."""


@dataclass(frozen=True, slots=True)
class PdfOrder:
    content: SummaryContent
    cover: Cover = "dark"

    def to_json(self) -> str:
        return codec.to_json(self)

    def fingerprint(self) -> str:
        return hashlib.sha256(f"{self.content.fingerprint()}{self.cover}".encode()).hexdigest()


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


Variant = Literal["public", "internal"]


@dataclass(frozen=True, slots=True)
class ArchiveLabel:
    """What the archive files it under; written by the project team."""

    title: str
    document_type: str
    document_date: date
    case_number: str = ""
    access_code: str = ""  # of the archive's own list; empty: open to everybody
    legal_basis: str = ""  # of the access code


@dataclass(frozen=True, slots=True)
class LogLine:
    """Who of the signed-in did what. Never a text that somebody wrote."""

    at: datetime
    account: str
    action: str
    subject: int | None
    detail: str


@dataclass(frozen=True, slots=True)
class ArchiveOrder:
    key: str
    """Of the edition, so that what is made can be found again."""
    number: int
    """Of the edition."""
    variant: Variant
    label: ArchiveLabel
    content: SummaryContent
    log: tuple[LogLine, ...] = ()
    """In an internal package alone."""

    def to_json(self) -> str:
        return codec.to_json(self)

    def fingerprint(self) -> str:
        return self.key
