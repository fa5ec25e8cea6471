"""The archive package: the summary with every contribution, the figures, and a list of what is in it, in one zip.

Only published texts, in both variants. An internal package holds the team's newest words, and the log besides.
docs/archive.md says what is what.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from app.report.cells import csv_of_rows
from app.report.codec import plain
from app.report.orders import ArchiveOrder
from app.report.schema import json_of
from app.report.wording import catalogue_of
from app.report.workbook import tables_of

FORMAT = "dialog-archive"
VERSION = 1
METADATA = "metadata.json"
LARGEST = 512 * 1024 * 1024
"""Of one file unpacked: a package that says more is none of ours."""
MEDIA_TYPES = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    about: str
    """What it is, in the conference's language."""
    data: bytes

    @property
    def listed(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "about": self.about,
            "media_type": MEDIA_TYPES[self.name.rpartition(".")[2]],
            "bytes": len(self.data),
            "sha256": hashlib.sha256(self.data).hexdigest(),
        }


def package_of(order: ArchiveOrder, pdf: bytes) -> bytes:
    """`pdf` is the summary as PDF/A. The same order and PDF give the same bytes."""
    files = list(_files(order, pdf))
    metadata = json.dumps(_metadata(order, files), ensure_ascii=False, indent=1).encode() + b"\n"
    made = order.content.made_at
    moment = made.timetuple()[:6] if made else (1980, 1, 1, 0, 0, 0)
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ((METADATA, metadata), *((file.name, file.data) for file in files)):
            archive.writestr(zipfile.ZipInfo(name, moment), data, zipfile.ZIP_DEFLATED)
    return package.getvalue()


def _files(order: ArchiveOrder, pdf: bytes) -> Iterator[_File]:
    content = order.content
    _ = catalogue_of(content.language).gettext
    yield _File("summary.pdf", _("Oppsummeringen, med alle råd og innspill som er vist"), pdf)
    said, *tables = tables_of(content)
    yield _File("contributions.csv", _("Alle råd og innspill som er vist"), csv_of_rows(said.with_head))
    yield _File("summary.json", _("Hele oppsummeringen, for andre programmer"), json_of(content))
    for number, table in enumerate(tables, start=1):
        yield _File(f"table-{number:02}.csv", table.name, csv_of_rows(table.with_head))
    if order.variant == "internal":
        head = ("at (UTC)", "account", "action", "subject", "detail")
        rows = ((line.at.isoformat(" "), line.account, line.action, line.subject, line.detail) for line in order.log)
        yield _File("log.csv", _("Loggen: hvilken konto som gjorde hva, og når"), csv_of_rows((head, *rows)))


def _metadata(order: ArchiveOrder, files: list[_File]) -> dict[str, Any]:
    content = order.content
    moderation = asdict(content.moderation)
    counts = {name: moderation[name] for name in ("received", "published", "waiting", "hidden", "edited")}
    return {
        "format": FORMAT,
        "version": VERSION,
        "edition": order.number,
        "variant": order.variant,
        **plain(order.label),
        "organiser": content.organiser,
        "conference": content.title,
        "held_on": content.held_on.isoformat(),
        "language": content.language,
        "made_at": content.made_at.isoformat() if content.made_at else None,
        "counts": counts | {"joined": content.joined, "contributed": content.contributed},
        "files": [file.listed for file in files],
    }


def metadata_of(package: bytes) -> dict[str, Any]:
    """Raises ValueError for what is no package of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            metadata = json.loads(_read(archive, METADATA))
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, RuntimeError) as fault:
        raise ValueError(f"no archive package: {fault}") from fault
    if not isinstance(metadata, dict) or metadata.get("format") != FORMAT:
        raise ValueError("no archive package: metadata.json is not ours")
    return metadata


def faults_in(package: bytes) -> list[str]:
    """What is not as metadata.json says; an empty list is a whole package. For people, in English."""
    try:
        metadata = metadata_of(package)
        listed = {str(file["name"]): str(file["sha256"]) for file in metadata["files"]}
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            names = archive.namelist()
            found = {name: hashlib.sha256(_read(archive, name)).hexdigest() for name in set(names) & set(listed)}
    except (zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError, OSError, RuntimeError) as fault:
        return [str(fault)]
    faults = [f"{name}: is missing" for name in sorted(listed.keys() - set(names))]
    faults += [f"{name}: is not listed" for name in sorted(set(names) - listed.keys() - {METADATA})]
    faults += [f"{name}: is there twice" for name in sorted({name for name in names if names.count(name) > 1})]
    faults += [f"{name}: is not what it was" for name in sorted(found) if found[name] != listed[name]]
    if metadata.get("version") != VERSION:
        faults.append(f"version {metadata.get('version')} is not known here")
    return faults


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > LARGEST:
        raise ValueError(f"{name}: is too large")
    return archive.read(name)
