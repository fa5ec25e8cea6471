"""The summary in Word: ordered, made in a process of its own, fetched."""

import io
import time
import uuid

import docx
import pytest
from flask.testing import FlaskClient

from app.config import Config
from app.domain.contributions import hide_contribution, publish_contribution, submit_contribution
from app.models import Contribution, ContributionKind, HiddenReason
from app.report.lock import being_made
from tests.conftest import Story

PATIENCE = 60


def address(story: Story, rest: str = "") -> str:
    return f"/conferences/{story.conference.id}/summary{rest}"


def say(story: Story, text: str) -> Contribution:
    return submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, text, uuid.uuid4())


def wait_until_made(client: FlaskClient, story: Story, config: Config) -> str:
    until = time.monotonic() + PATIENCE
    while "hx-trigger" in (shown := client.get(address(story, "/word/status")).text):
        assert time.monotonic() < until
        time.sleep(0.1)
    while being_made(config.instance_path / "summaries" / str(story.conference.id) / "word") is not None:
        time.sleep(0.02)
    return shown


def test_it_is_made_and_fetched(story: Story, config: Config) -> None:
    publish_contribution(say(story, "Svar innen en uke."), story.bjorn)
    hide_contribution(say(story, "HEMMELIG"), HiddenReason.UNCLEAR, story.bjorn)
    page = story.as_cecilie.get(address(story)).text
    assert "Ingen Word-fil er laget ennå." in page

    started = story.as_cecilie.post(address(story, "/word"))
    assert (started.status_code, started.location) == (303, address(story, "#word-status"))
    shown = wait_until_made(story.as_cecilie, story, config)

    assert "Last ned Word-fil" in shown
    fetched = story.as_bjorn.get(address(story, "/word"))
    assert fetched.headers["Content-Disposition"].endswith('Prosjekt Dialog 2026-11-19.docx"')
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(fetched.data)).paragraphs)
    assert "Svar innen en uke." in text
    assert "HEMMELIG" not in text
    assert "Ingen PDF er laget ennå." in story.as_cecilie.get(address(story)).text  # each stands for itself


def test_the_municipalitys_own_template_is_used_and_a_mistake_in_it_is_said(story: Story, config: Config) -> None:
    own = docx.Document()
    own.add_paragraph("Fra Solbakken: {{ titel }}")
    own.save(str(config.instance_path / "word-template.docx"))
    story.as_cecilie.post(address(story, "/word"))
    shown = wait_until_made(story.as_cecilie, story, config)
    assert "Word-fila ble ikke laget. Malen har en feil." in shown

    own.paragraphs[0].text = "Fra Solbakken: {{ title }}"
    own.save(str(config.instance_path / "word-template.docx"))
    story.as_cecilie.post(address(story, "/word"))
    assert "Last ned Word-fil" in wait_until_made(story.as_cecilie, story, config)

    fetched = docx.Document(io.BytesIO(story.as_cecilie.get(address(story, "/word")).data))
    assert [paragraph.text for paragraph in fetched.paragraphs] == ["Fra Solbakken: Prosjekt Dialog"]


def test_without_a_file_the_download_leads_back_to_the_page(story: Story) -> None:
    answer = story.as_cecilie.get(address(story, "/word"))

    assert (answer.status_code, answer.location) == (303, address(story))


@pytest.mark.parametrize(("method", "rest"), [("POST", "/word"), ("GET", "/word"), ("GET", "/word/status")])
def test_nobody_else_comes_in(story: Story, client: FlaskClient, config: Config, method: str, rest: str) -> None:
    asked = [who.open(address(story, rest), method=method) for who in (client, story.as_astrid, story.as_david)]

    assert [answer.status_code for answer in asked] == [302, 302, 404]
    assert not (config.instance_path / "summaries").exists()
