"""The summary's page: its numbers, its making, and the file that comes out."""

import fcntl
import re
import time
import uuid
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Config
from app.domain.contributions import hide_contribution, publish_contribution, submit_contribution
from app.domain.imports import ImportedRow, import_contributions
from app.models import Contribution, ContributionKind, ContributionState, HiddenReason
from app.report.gather import summary_content_of
from app.report.lock import being_made
from app.report.orders import PdfOrder
from app.report.progress import ProgressFile
from app.routes.downloads import file_name
from tests.conftest import Story

PATIENCE = 60


@pytest.fixture
def folder(config: Config, story: Story) -> Path:
    folder = config.instance_path / "summaries" / str(story.conference.id)
    folder.mkdir(parents=True)
    return folder


def address(story: Story, rest: str = "") -> str:
    return f"/conferences/{story.conference.id}/summary{rest}"


def page(client: FlaskClient, story: Story, rest: str = "") -> str:
    answer = client.get(address(story, rest))
    assert answer.status_code == 200
    return " ".join(answer.get_data(as_text=True).split())


def say(story: Story, text: str) -> Contribution:
    return submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, text, uuid.uuid4())


def wait_until_made(client: FlaskClient, story: Story, folder: Path) -> str:
    until = time.monotonic() + PATIENCE
    while "Last ned PDF" not in (shown := page(client, story, "/pdf/status")):
        assert "PDF-en ble ikke laget" not in shown
        assert time.monotonic() < until
        time.sleep(0.1)
    while being_made(folder) is not None:  # the process lives a moment longer than the document takes
        time.sleep(0.02)
    return shown


def test_it_says_in_numbers_what_will_be_in_it(story: Story) -> None:
    publish_contribution(say(story, "Dette er vist."), story.bjorn)
    hide_contribution(say(story, "SKJULT"), HiddenReason.UNCLEAR, story.bjorn)
    say(story, "VENTER")

    shown = page(story.as_cecilie, story)

    cells = re.findall(r'<td class="num">(.*?)</td>', shown)
    assert [re.sub("<[^>]+>", "", cell) for cell in cells] == [
        *("18", "1", "–for få til å vises"),  # one of one
        *("12", "0", "–for få til å vises"),
        *("30", "1", "1"),
        *("1", "0", "1", "1"),
        *("1", "0", "1", "1"),
    ]
    assert re.findall(r"<dd>([^<]*)</dd>", shown) == ["3", "1", "1", "1 (Uklart: 1)"]
    assert "1 venter på godkjenning og kommer ikke med." in shown
    assert ("SKJULT" in shown, "VENTER" in shown) == (False, False)


def test_it_is_made_fetched_kept_and_made_again(story: Story, folder: Path) -> None:
    publish_contribution(say(story, "Svar innen en uke."), story.bjorn)
    assert "Ingen PDF er laget ennå." in page(story.as_cecilie, story)

    started = story.as_cecilie.post(address(story, "/pdf"))
    assert (started.status_code, started.location) == (303, address(story, "#pdf-status"))
    assert story.as_cecilie.post(address(story, "/pdf")).status_code == 303  # twice makes one
    shown = wait_until_made(story.as_cecilie, story, folder)
    assert "hx-trigger" not in shown
    assert re.search(r"\d+ kB, laget ", shown)

    fetched = story.as_bjorn.get(address(story, "/pdf"))
    assert fetched.data.startswith(b"%PDF-")
    assert fetched.headers["Content-Type"] == "application/pdf"
    assert fetched.headers["Cache-Control"] == "no-store"
    assert (
        fetched.headers["Content-Disposition"] == 'attachment; filename="Oppsummering Prosjekt Dialog 2026-11-19.pdf"'
    )

    publish_contribution(say(story, "Noe nytt."), story.bjorn)
    changed = page(story.as_cecilie, story)
    assert "Noe har endret seg siden PDF-en ble laget." in changed
    assert ("Lag på nytt (PDF)" in changed, "Last ned den forrige" in changed) == (True, True)
    assert story.as_cecilie.get(address(story, "/pdf")).data == fetched.data


def test_while_it_is_made_the_page_asks_again_by_itself(story: Story, folder: Path) -> None:
    story.as_cecilie.post(address(story, "/pdf"))

    shown = page(story.as_cecilie, story)

    if "Last ned PDF" not in shown:  # a quick machine may be done
        assert f'hx-get="{address(story, "/pdf/status")}" hx-trigger="every 1s"' in shown
        assert f'<a href="{address(story)}" id="pdf-refresh">Oppdater</a>' in shown
    wait_until_made(story.as_cecilie, story, folder)


def test_while_another_file_is_made_it_waits_and_says_so_and_can_be_cancelled(story: Story, folder: Path) -> None:
    queue = (folder.parent / "queue").open("w")
    fcntl.flock(queue, fcntl.LOCK_EX)
    story.as_cecilie.post(address(story, "/light"))

    waiting = page(story.as_cecilie, story)
    assert "Venter på tur. Serveren lager én fil om gangen …" in waiting
    assert "Avbryt (lys forside)</button>" in waiting
    assert "Lag oppsummering (PDF)" in waiting  # each stands for itself
    cancelled = story.as_cecilie.post(address(story, "/light/cancellation"))
    assert (cancelled.status_code, cancelled.location) == (303, address(story, "#light-status"))

    assert being_made(folder / "light") is None
    shown = page(story.as_cecilie, story)
    assert "PDF-en med lys forside ble avbrutt. Ingenting er gått tapt." in shown
    assert "Lag med lys forside</button>" in shown
    assert {path.suffix for path in (folder / "light").iterdir()} == {
        "",
        ".log",
        ".progress",
    }  # nothing of what they said
    assert story.as_cecilie.post(address(story, "/light/cancellation")).status_code == 303  # twice
    queue.close()


@pytest.mark.parametrize("reason", ["timeout", "memory", "fonts", "numbers", "accessibility", "content", "error"])
def test_a_failure_is_said_in_words_and_can_be_tried_again(story: Story, folder: Path, reason: str) -> None:
    fingerprint = PdfOrder(summary_content_of(story.conference)).fingerprint()
    ProgressFile(folder / f"{fingerprint}.progress").fail(reason, "HEMMELIG")  # type: ignore[arg-type]

    shown = page(story.as_cecilie, story)

    assert "PDF-en ble ikke laget." in shown
    assert "Prøv igjen</button>" in shown
    assert "HEMMELIG" not in shown
    story.as_cecilie.post(address(story, "/pdf"))
    wait_until_made(story.as_cecilie, story, folder)


def test_without_a_pdf_the_download_leads_back_to_the_page(story: Story) -> None:
    answer = story.as_cecilie.get(address(story, "/pdf"))

    assert (answer.status_code, answer.location) == (303, address(story))


@pytest.mark.parametrize(
    ("method", "rest"),
    [("GET", ""), ("POST", "/pdf"), ("GET", "/pdf/status"), ("GET", "/pdf"), ("POST", "/pdf/cancellation")],
)
def test_nobody_else_comes_in(story: Story, client: FlaskClient, folder: Path, method: str, rest: str) -> None:
    (folder / "a.pdf").write_bytes(b"%PDF-HEMMELIG")

    asked = [who.open(address(story, rest), method=method) for who in (client, story.as_astrid, story.as_david)]

    assert [answer.status_code for answer in asked] == [302, 302, 404]
    assert all("HEMMELIG" not in answer.get_data(as_text=True) for answer in asked)
    assert sorted(path.name for path in folder.iterdir()) == ["a.pdf"]


def test_a_post_from_another_site_makes_nothing(story: Story, folder: Path) -> None:
    answer = story.as_cecilie.post(address(story, "/pdf"), headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Prosjekt Dialog", "Oppsummering Prosjekt Dialog 2026-11-19.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j', "Oppsummering abcdefghij 2026-11-19.pdf"),
        ("To\r\nlinjer\x00 og \u202e snudd", "Oppsummering Tolinjer og snudd 2026-11-19.pdf"),
        ("Å" * 300, f"Oppsummering {'Å' * 87} 2026-11-19.pdf"),
        ("../../etc/passwd", "Oppsummering ....etcpasswd 2026-11-19.pdf"),
    ],
)
def test_the_file_name_suits_every_file_system(app: Flask, title: str, name: str) -> None:
    with app.test_request_context():
        assert file_name(title, date(2026, 11, 19)) == name


def test_reasons_are_said_in_the_readers_language(story: Story) -> None:
    hide_contribution(say(story, "SKJULT"), HiddenReason.UNCLEAR, story.bjorn)
    story.as_cecilie.get("/conferences?lang=en")

    assert "1 (Unclear: 1)" in page(story.as_cecilie, story)


def test_what_came_on_paper_and_what_was_shown_at_once_is_counted(story: Story) -> None:
    row = ImportedRow(number=2, target_group_id=story.residents.id, kind=ContributionKind.INPUT, text="Fra en lapp.")
    import_contributions(story.dialogue, [row], ContributionState.PUBLISHED, story.bjorn)

    shown = page(story.as_cecilie, story)

    assert "<dt>Av dem på papir</dt><dd>1</dd>" in shown
    assert "<dt>Av dem vist med en gang</dt><dd>1</dd>" in shown
