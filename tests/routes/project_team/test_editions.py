"""Editions for the archive: drafted, made, looked at, frozen for good."""

import hashlib
import io
import re
import time
import uuid
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Config
from app.domain.contributions import hide_contribution, publish_contribution, submit_contribution
from app.domain.editions import EditionPlan, discard_edition, draft_edition, freeze_edition
from app.domain.errors import Refused
from app.domain.summary_texts import publish_words, write_summary_text
from app.extensions import db
from app.models import Contribution, ContributionKind, Edition, EditionVariant, HiddenReason, LogEntry, utc_now
from app.models.edition import CHUNK_BYTES
from app.models.summary_text import HEARD
from app.queries.editions import editions_of, package_of_edition
from app.report.archive import metadata_of
from app.report.lock import being_made
from app.report.orders import ArchiveOrder
from app.routes.project_team import editions
from tests.conftest import Story

PATIENCE = 120
TYPED = {
    "title": "Dette hørte vi",
    "document_type": "Rapport",
    "document_date": "2026-11-24",
    "case_number": "26/1234",
    "access_code": "",
    "legal_basis": "",
    "variant": "public",
}
PLAN = EditionPlan(
    variant=EditionVariant.PUBLIC, title="Dette hørte vi", document_type="Rapport", document_date=utc_now().date()
)


def address(story: Story, rest: str = "") -> str:
    return f"/conferences/{story.conference.id}/summary/editions{rest}"


def say(story: Story, text: str) -> Contribution:
    return submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, text, uuid.uuid4())


def folder_of(config: Config, edition: Edition) -> Path:
    return config.instance_path / "summaries" / str(edition.conference_id) / "editions" / edition.key


def made(story: Story, config: Config, **typed: str) -> Edition:
    """Drafted through the page, and its package is there."""
    answer = story.as_cecilie.post(address(story), data=TYPED | typed)
    assert answer.status_code == 303, answer.text
    [edition, *_older] = editions_of(story.conference)
    until = time.monotonic() + PATIENCE
    while "hx-trigger" in story.as_cecilie.get(address(story, f"/{edition.id}/status")).text:
        assert time.monotonic() < until
        time.sleep(0.2)
    while being_made(folder_of(config, edition)) is not None:
        time.sleep(0.02)
    return edition


def files_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_is_drafted_looked_at_frozen_and_verified(app: Flask, story: Story, config: Config, tmp_path: Path) -> None:
    publish_contribution(say(story, "Svar innen en uke."), story.bjorn)
    hide_contribution(say(story, "HEMMELIG"), HiddenReason.UNCLEAR, story.bjorn)
    edition = made(story, config)
    draft = story.as_bjorn.get(address(story, f"/{edition.id}/package"))
    assert draft.headers["Content-Disposition"].endswith('2026-11-19.1.zip"')
    metadata = metadata_of(draft.data)
    assert (metadata["edition"], metadata["case_number"], metadata["counts"]["hidden"]) == (1, "26/1234", 1)
    assert files_of(draft.data)["summary.pdf"].startswith(b"%PDF-")
    (tmp_path / "p.zip").write_bytes(draft.data)
    verify = ["verify-archive", str(tmp_path / "p.zip")]
    assert "no edition that was frozen here" in app.test_cli_runner().invoke(args=verify).output

    frozen = story.as_cecilie.post(address(story, f"/{edition.id}/freezing"))

    assert frozen.status_code == 303
    publish_contribution(say(story, "Noe nytt."), story.bjorn)
    assert not folder_of(config, edition).exists()
    page = story.as_bjorn.get(address(story)).text
    assert hashlib.sha256(draft.data).hexdigest() in page
    assert story.as_bjorn.get(address(story, f"/{edition.id}/package")).data == draft.data
    result = app.test_cli_runner().invoke(args=verify)
    assert (result.exit_code, "Edition 1, public" in result.output) == (0, True)
    (tmp_path / "p.zip").write_bytes(draft.data + b"x")
    assert app.test_cli_runner().invoke(args=verify).exit_code == 1


def test_an_internal_one_has_the_log_and_its_basis_and_no_hidden_text(story: Story, config: Config) -> None:
    publish_contribution(say(story, "Svar innen en uke."), story.bjorn)
    hide_contribution(say(story, "HEMMELIG"), HiddenReason.UNCLEAR, story.bjorn)

    edition = made(story, config, variant="internal", access_code="UO", legal_basis="Offl. § 14")

    files = files_of(story.as_bjorn.get(address(story, f"/{edition.id}/package")).data)
    assert "publish_contribution" in files["log.csv"].decode("utf-8-sig")
    assert "Bjørn" in files["log.csv"].decode("utf-8-sig")
    assert not any(b"HEMMELIG" in content for content in files.values())


def test_a_public_one_says_what_everybody_may_read_and_an_internal_one_what_the_team_has_written(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders: list[ArchiveOrder] = []
    monkeypatch.setattr(editions, "start_summary", lambda _folder, order, *_: orders.append(order))

    def heard(variant: str) -> str:
        story.as_cecilie.post(address(story), data=TYPED | {"variant": variant})
        return orders[-1].content.heard

    first = write_summary_text(story.conference, HEARD, "Folk vil ha svar.", "", story.cecilie).version
    assert "Det er ikke delt ennå, så en offentlig pakke er uten." in story.as_cecilie.get(address(story)).text
    assert (heard("public"), heard("internal")) == ("", "Folk vil ha svar.")
    publish_words(story.conference, story.cecilie)
    write_summary_text(story.conference, HEARD, "Et utkast.", first.mark, story.cecilie)
    assert "Det er ikke delt ennå" not in story.as_cecilie.get(address(story)).text
    assert (heard("public"), heard("internal")) == ("Folk vil ha svar.", "Et utkast.")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Skriv en tittel."),
        ({"document_date": "x"}, "Skriv datoen slik"),
        ({"variant": "all"}, "Velg en av mulighetene."),
        ({"case_number": "x" * 41}, "Bruk høyst 40 tegn."),
        ({"variant": "internal", "access_code": "UO"}, "En tilgangskode trenger en hjemmel."),
        ({"access_code": "UO", "legal_basis": "Offl. § 14"}, "En offentlig pakke har ingen tilgangskode."),
    ],
)
def test_what_cannot_be_filed_is_refused_and_what_was_typed_is_still_there(
    story: Story, typed: dict[str, str], sentence: str
) -> None:
    answer = story.as_cecilie.post(address(story), data=TYPED | {"document_type": "Min egen type"} | typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Min egen type" in answer.text
    assert list(editions_of(story.conference)) == []


def test_a_frozen_edition_is_neither_changed_nor_thrown_away(story: Story) -> None:
    edition = draft_edition(story.conference, PLAN, story.cecilie)
    package = bytes(range(256)) * (CHUNK_BYTES // 128)
    freeze_edition(edition, package, story.cecilie)
    before = edition.frozen_at
    freeze_edition(edition, package, story.bjorn)  # once more is harmless

    with pytest.raises(Refused, match="fryst"):
        freeze_edition(edition, package + b"x", story.bjorn)
    with pytest.raises(Refused, match="fryst"):
        discard_edition(edition, story.bjorn)
    assert story.as_cecilie.post(address(story, f"/{edition.id}/removal")).status_code == 422
    db.session.expire_all()
    assert package_of_edition(edition) == package
    assert (edition.size, edition.frozen_at) == (len(package), before)
    entries = [entry.detail for entry in db.session.query(LogEntry).filter_by(action="freeze_edition")]
    assert entries == [f"1 {hashlib.sha256(package).hexdigest()}"]


def test_a_number_is_used_once_and_a_draft_that_was_thrown_away_is_gone(story: Story, config: Config) -> None:
    first = draft_edition(story.conference, PLAN, story.cecilie)
    folder_of(config, first).mkdir(parents=True)
    (folder_of(config, first) / f"{first.key}.zip").write_bytes(b"PK")
    assert story.as_cecilie.post(address(story, f"/{first.id}/removal")).status_code == 303
    second = draft_edition(story.conference, PLAN, story.cecilie)

    assert not folder_of(config, first).exists()
    assert second.number == 2
    assert [edition.number for edition in editions_of(story.conference)] == [2]
    with pytest.raises(Refused, match="forkastet"):
        freeze_edition(first, b"x", story.cecilie)


def test_what_is_not_made_or_not_whole_is_not_frozen(story: Story, config: Config) -> None:
    edition = draft_edition(story.conference, PLAN, story.cecilie)
    folder_of(config, edition).mkdir(parents=True)
    assert story.as_cecilie.get(address(story, f"/{edition.id}/package")).status_code == 404
    for broken in (None, b"PK nothing"):
        if broken:
            (folder_of(config, edition) / f"{edition.key}.zip").write_bytes(broken)
        answer = story.as_cecilie.post(address(story, f"/{edition.id}/freezing"))
        assert answer.status_code == 422
        assert "Pakken er ikke hel." in answer.text
    db.session.expire_all()
    assert not edition.is_frozen
    assert "Pakken ble ikke laget." in re.sub(r"\s+", " ", answer.text) or "Pakken er klar" in answer.text


@pytest.mark.parametrize(
    ("method", "rest"),
    [
        ("GET", ""),
        ("POST", ""),
        ("GET", "/1/status"),
        ("GET", "/1/package"),
        ("POST", "/1/freezing"),
        ("POST", "/1/removal"),
    ],
)
def test_nobody_else_comes_in(story: Story, client: FlaskClient, method: str, rest: str) -> None:
    draft_edition(story.conference, PLAN, story.cecilie)
    asked = [who.open(address(story, rest), method=method) for who in (client, story.as_astrid, story.as_david)]

    assert [answer.status_code for answer in asked] == [302, 302, 404]
    db.session.expire_all()
    assert [(edition.is_frozen, edition.discarded_at) for edition in editions_of(story.conference)] == [(False, None)]


def test_another_conferences_edition_is_not_here(story: Story) -> None:
    theirs = draft_edition(story.elsewhere, PLAN, story.david)

    assert story.as_cecilie.get(address(story, f"/{theirs.id}/package")).status_code == 404
    assert story.as_cecilie.post(address(story, f"/{theirs.id}/removal")).status_code == 404
