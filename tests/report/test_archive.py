"""The archive package: whole, as it says itself, and noticed when it is not."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pikepdf
import pytest
from pikepdf.pdfa import validate_written

from app.report import codec
from app.report.archive import METADATA, faults_in, metadata_of, package_of
from app.report.content import Language, ResultPart, SummaryContent
from app.report.document import html_of
from app.report.orders import ArchiveLabel, ArchiveOrder, LogLine, Variant
from app.report.pdf import pdf_of
from app.report.workbook import tables_of
from tests.charts.samples import GAPS, SCALE, SUPPORT, VOTE

Make = Callable[..., SummaryContent]
LABEL = ArchiveLabel("Oppsummering", "Oppsummering", date(2026, 11, 24), "26/1234", "UO", "Offl. § 14")
LOG = (LogLine(datetime(2026, 11, 19, 8, tzinfo=UTC), "Bjørn", "publish_contribution", 7, "=1+1"),)


def order_of(content: SummaryContent, variant: Variant = "public", log: tuple[LogLine, ...] = ()) -> ArchiveOrder:
    return ArchiveOrder("a" * 32, 3, variant, LABEL, content, log)


@pytest.fixture(scope="module")
def content(make: Make) -> SummaryContent:
    vote = ResultPart(2, "Avstemning", "Regler", "Hvilke?", "Alle.", (VOTE, SUPPORT, GAPS, SCALE))  # type: ignore[arg-type]
    return make(results=(vote,))


@pytest.fixture(scope="module")
def package(content: SummaryContent) -> bytes:
    return package_of(order_of(content), b"%PDF-")


def files_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(package: bytes, **files: bytes | None) -> bytes:
    """With other files in it; None takes one away. Dots in names are written `__`."""
    kept = files_of(package) | {name.replace("__", "."): data for name, data in files.items()}
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as archive:
        for name, data in kept.items():
            if data is not None:
                archive.writestr(name, data)
    return again.getvalue()


def test_it_holds_what_it_lists(content: SummaryContent, package: bytes) -> None:
    files, metadata = files_of(package), metadata_of(package)

    assert faults_in(package) == []
    assert [METADATA, *(file["name"] for file in metadata["files"])] == list(files)
    for file in metadata["files"]:
        assert (file["bytes"], file["sha256"]) == (
            len(files[file["name"]]),
            hashlib.sha256(files[file["name"]]).hexdigest(),
        )
    about = {file["name"]: file["about"] for file in metadata["files"]}
    assert [about[name] for name in about if name.startswith("table-")] == [t.name for t in tables_of(content)[1:]]
    assert json.loads(files["summary.json"])["summary"]["title"] == "Prosjekt Dialog"
    rows = list(csv.reader(io.StringIO(files["contributions.csv"].decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == 1 + content.published


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", ["Oppsummeringen, med alle råd og innspill som er vist", "Alle råd og innspill som er vist"]),
        ("nn", ["Oppsummeringa, med alle råd og innspel som er viste", "Alle råd og innspel som er viste"]),
        ("en", ["The summary, with every piece of advice and input shown", "All advice and input shown"]),
    ],
)
def test_each_file_says_what_it_is(content: SummaryContent, language: Language, said: list[str]) -> None:
    files = metadata_of(package_of(order_of(replace(content, language=language), "internal", LOG), b"%PDF-"))["files"]
    assert [file["about"] for file in files[:2]] == said
    assert files[-1]["name"] == "log.csv"
    assert all(file["about"] for file in files)


def test_it_says_what_it_is_filed_under(content: SummaryContent, package: bytes) -> None:
    metadata = metadata_of(package)

    assert {name: metadata[name] for name in ("edition", "variant", "title", "case_number", "document_type")} == {
        "edition": 3,
        "variant": "public",
        "title": "Oppsummering",
        "case_number": "26/1234",
        "document_type": "Oppsummering",
    }
    assert (metadata["document_date"], metadata["access_code"], metadata["legal_basis"]) == (
        "2026-11-24",
        "UO",
        "Offl. § 14",
    )
    assert metadata["counts"]["published"] == content.published
    assert metadata["counts"]["hidden"] == content.moderation.hidden


def test_the_log_is_in_an_internal_one_alone(content: SummaryContent) -> None:
    internal = package_of(order_of(content, "internal", LOG), b"%PDF-")

    assert "log.csv" not in files_of(package_of(order_of(content, "public", LOG), b"%PDF-"))
    assert files_of(internal)["log.csv"].decode("utf-8-sig").splitlines() == [
        "at (UTC);account;action;subject;detail",
        "2026-11-19 08:00:00+00:00;Bjørn;publish_contribution;7;'=1+1",
    ]


def test_the_same_order_gives_the_same_bytes(content: SummaryContent, package: bytes) -> None:
    assert package_of(order_of(content), b"%PDF-") == package
    assert codec.from_json(ArchiveOrder, order_of(content).to_json()) == order_of(content)


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"summary__pdf": b"%PDF-x"}, "summary.pdf: is not what it was"),
        ({"summary__pdf": None}, "summary.pdf: is missing"),
        ({"more__txt": b""}, "more.txt: is not listed"),
        ({"metadata__json": None}, "no archive package"),
        ({"metadata__json": b"{}"}, "no archive package"),
        ({"metadata__json": b"[]"}, "no archive package"),
        ({"metadata__json": b'{"format": "dialog-archive"}'}, "files"),
        ({"metadata__json": b'{"format": "dialog-archive", "files": [1]}'}, ""),
    ],
)
def test_whatever_was_changed_is_noticed(package: bytes, files: dict[str, bytes | None], fault: str) -> None:
    faults = faults_in(changed(package, **files))

    assert faults
    assert fault in faults[0]


@pytest.mark.parametrize("bad", [b"", b"PK", b"%PDF-", b"\x00" * 5000])
def test_what_is_no_package_is_said_to_be_none(bad: bytes) -> None:
    assert faults_in(bad)


def test_half_a_package_is_none(package: bytes) -> None:
    assert faults_in(package[: len(package) // 2])
    assert faults_in(package[:200] + bytes([package[200] ^ 1]) + package[201:])


def test_a_name_that_is_there_twice_is_noticed(package: bytes) -> None:
    again = io.BytesIO(package)
    with zipfile.ZipFile(again, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("summary.json", b"{}")

    assert "summary.json: is there twice" in faults_in(again.getvalue())


# WeasyPrint leaves the colour profile that it embeds open.
LEFT_OPEN = "ignore:Exception ignored in. <_io.FileIO .*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning"

# What the validator, an allowlist, does not know of: the A of 2a, and the schema that goes with the mark of PDF/UA.
UNKNOWN = ("pdfaExtension", "pdfaSchema", "pdfaProperty", "pdfuaid:part", "pdfaid:conformance is 'A', expected 'B'")


@pytest.mark.filterwarnings(LEFT_OPEN)
@pytest.mark.parametrize("sample", ["demo", "hostile", "charts"])
def test_the_pdf_is_for_archives_and_for_everybody(
    sample: str, samples: dict[str, SummaryContent], content: SummaryContent
) -> None:
    pdf = pdf_of(html_of((samples | {"charts": content})[sample], limit=5000), is_for_archive=True)

    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("2", "A", "1")
        assert opened.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert bool(opened.Root.MarkInfo.Marked)
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        assert "/Encrypt" not in opened.trailer
        assert "/AF" not in opened.Root
    violations = [
        found.message for found in validate_written(io.BytesIO(pdf), "2b").findings if found.kind == "violation"
    ]
    assert [message for message in violations if not any(name in message for name in UNKNOWN)] == []


def test_the_validator_would_have_found_something(content: SummaryContent) -> None:
    ordinary = pdf_of(html_of(content))

    assert not validate_written(io.BytesIO(ordinary), "2b").passed
    rules = [
        found.message for found in validate_written(io.BytesIO(ordinary), "2b").findings if found.kind == "violation"
    ]
    assert any(not any(name in message for name in UNKNOWN) for message in rules)


def test_every_contribution_is_in_it_whatever_paper_holds(make: Make) -> None:
    content = make(groups=2, advice=tuple(f"Råd nummer {number}." for number in range(500)), inputs=())
    few = html_of(content, limit=1500)
    everything = html_of(content, limit=content.published)

    assert few.count("Råd nummer") == 1500
    assert everything.count("Råd nummer") == content.published == 2000


def test_a_summary_that_was_never_made_has_no_time(content: SummaryContent) -> None:
    package = package_of(order_of(replace(content, made_at=None)), b"%PDF-")

    assert (faults_in(package), metadata_of(package)["made_at"]) == ([], None)
