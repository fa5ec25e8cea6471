"""The summary as a page for everybody who has the link."""

import fcntl
import io
import os
import re
import subprocess
import time
import uuid
from html import unescape
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from app.config import Config
from app.domain.conferences import ConferencePlan, describe_conference, finish_conference
from app.domain.contributions import hide_contribution, publish_contribution, submit_contribution
from app.domain.summary_links import share_summary, unshare_summary
from app.domain.summary_texts import write_summary_text
from app.extensions import db
from app.models import Contribution, ContributionKind, HiddenReason, Language, LogEntry
from app.models.conference import Conference
from app.models.summary_text import HEARD
from app.queries.summary_texts import public_words_of
from app.report.gather import summary_content_of
from app.report.orders import PdfOrder
from app.report.progress import ProgressFile
from app.routes import summary_files
from app.routes.reader import summary
from tests.conftest import Story


def say(story: Story, text: str) -> Contribution:
    return submit_contribution(story.astrid, story.dialogue, ContributionKind.ADVICE, text, uuid.uuid4())


def address(story: Story, rest: str = "") -> str:
    return f"/summary/{story.conference.summary_token}{rest}"


@pytest.fixture
def shared(story: Story) -> Story:
    share_summary(story.conference, story.cecilie)
    return story


def settings_page(story: Story) -> str:
    return story.as_cecilie.get(f"/conferences/{story.conference.id}/summary").text


def test_anybody_reads_what_is_published_and_nothing_else(shared: Story, client: FlaskClient) -> None:
    publish_contribution(say(shared, "Svar <b>innen</b> en uke."), shared.bjorn)
    hide_contribution(say(shared, "HEMMELIG-SKJULT"), HiddenReason.UNCLEAR, shared.bjorn)
    say(shared, "HEMMELIG-VENTER")

    answer = client.get(address(shared))

    assert answer.status_code == 200
    assert "Svar &lt;b&gt;innen&lt;/b&gt; en uke." in answer.text
    assert "HEMMELIG" not in answer.text
    assert shared.conference.code not in answer.text
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert re.findall(r"<(script|iframe|form)\b", answer.text) == []


def test_a_text_that_is_hidden_is_gone_at_once(shared: Story, client: FlaskClient) -> None:
    said = say(shared, "Dette angrer vi på.")
    publish_contribution(said, shared.bjorn)
    before = client.get(address(shared))
    assert "Dette angrer vi på." in before.text

    hide_contribution(said, HiddenReason.PERSONAL_DATA, shared.bjorn)

    after = client.get(address(shared), headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Dette angrer vi på." not in after.text
    assert after.headers["Cache-Control"] == "no-cache"


def test_it_is_drawn_once_for_all_until_something_changes(
    shared: Story, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    draw = summary._draw
    monkeypatch.setattr(summary, "_draw", lambda token, revision: drawn.append(revision) or draw(token, revision))
    first = client.get(address(shared))
    for _reader in range(5):
        assert client.get(address(shared)).data == first.data
    assert client.get(address(shared), headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert len(drawn) == 1

    publish_contribution(say(shared, "Noe nytt."), shared.bjorn)

    assert "Noe nytt." in client.get(address(shared)).text
    assert len(drawn) == 2
    assert not summary._turns  # no lock stays for each conference that was ever read


def test_a_link_that_was_taken_back_is_no_link(shared: Story, client: FlaskClient) -> None:
    old = address(shared)
    assert client.get(old).status_code == client.get(f"{old}/picture.png").status_code == 200

    unshare_summary(shared.conference, shared.cecilie)

    assert client.get(old).status_code == client.get(f"{old}/picture.png").status_code == 404
    share_summary(shared.conference, shared.cecilie)
    assert client.get(old).status_code == 404
    assert client.get(address(shared)).status_code == 200


def test_sharing_twice_keeps_the_link_and_is_noted_once(shared: Story) -> None:
    before = shared.conference.summary_token
    share_summary(shared.conference, shared.bjorn)

    assert shared.conference.summary_token == before
    assert len(before or "") >= 22
    assert db.session.query(LogEntry).filter_by(action="share_summary").count() == 1


def test_the_team_makes_the_link_and_takes_it_back(story: Story, client: FlaskClient) -> None:
    assert "Lag åpen lenke" in settings_page(story)
    story.as_cecilie.post(f"/conferences/{story.conference.id}/summary/link")
    link = f"http://dialog.example{address(story)}"
    assert link in settings_page(story)
    page = client.get(address(story)).text
    (text,) = re.findall(r'data-copy="([^"]+)"', settings_page(story))
    title, description, last = unescape(text).split("\n")
    assert (f'og:title" content="{title}"' in page, f'og:description" content="{description}"' in page) == (True, True)
    assert last == link
    assert f'href="{address(story, "/picture.png")}" download' in settings_page(story)

    story.as_bjorn.post(f"/conferences/{story.conference.id}/summary/link/removal")

    assert link not in settings_page(story)


@pytest.mark.parametrize("rest", ["/link", "/link/removal"])
def test_nobody_else_makes_or_takes_it(shared: Story, client: FlaskClient, rest: str) -> None:
    before = shared.conference.summary_token
    asked = [
        who.post(f"/conferences/{shared.conference.id}/summary{rest}").status_code
        for who in (client, shared.as_astrid, shared.as_david)
    ]

    assert asked == [302, 302, 404]
    db.session.expire_all()
    assert db.session.get_one(Conference, shared.conference.id).summary_token == before


def test_it_speaks_the_conferences_language_to_everybody(shared: Story, client: FlaskClient) -> None:
    plan = ConferencePlan(
        title="Project", organiser="", place="", held_on=shared.conference.held_on,
        starts_at=shared.conference.starts_at, purpose="", language=Language.ENGLISH,
    )  # fmt: skip
    describe_conference(shared.conference, plan, shared.bjorn)

    answer = client.get(f"{address(shared)}?lang=nn", headers={"Accept-Language": "nb"})

    assert '<html lang="en"' in answer.text
    assert "What we heard" in answer.text
    assert client.get(address(shared)).data == answer.data


def test_where_it_is_shared_it_has_a_picture_and_two_sentences_from_our_own_host(
    shared: Story, client: FlaskClient
) -> None:
    publish_contribution(say(shared, "Svar innen en uke."), shared.bjorn)
    page = client.get(address(shared)).text
    about = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page))

    assert about["og:title"] == "Dette hørte vi: Prosjekt Dialog"
    assert unescape(about["og:description"]) == about["description"]
    assert about["description"] == "1 menneske fra 1 målgruppe kom. De ga 1 råd og 0 innspill."
    assert about["og:url"] == f"http://dialog.example{address(shared)}"
    assert about["og:image"] == f"http://dialog.example{address(shared)}/picture.png"
    answer = client.get(address(shared, "/picture.png"))
    assert answer.headers["Content-Type"] == "image/png"
    with Image.open(io.BytesIO(answer.data)) as image:
        assert image.size == (1200, 630)
        assert len(image.convert("RGB").getcolors(1200 * 630)) > 3  # ground, letters, the mark of the one who came


def test_nobody_in_it_is_the_one_who_asked_first(app: Flask, shared: Story, client: FlaskClient) -> None:
    assert shared.as_cecilie.get(address(shared)).data == client.get(address(shared)).data


def test_the_pdf_for_everybody_has_what_was_shared_when_the_day_is_over(
    shared: Story, config: Config, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_contribution(say(shared, "Svar innen en uke."), shared.bjorn)
    first = write_summary_text(shared.conference, HEARD, "Dette er delt.", "", shared.cecilie).version
    assert client.get(address(shared, "/pdf")).status_code == 404
    finish_conference(shared.conference, shared.bjorn)
    shared.as_cecilie.post(f"/conferences/{shared.conference.id}/summary/publication")
    write_summary_text(shared.conference, HEARD, "HEMMELIG UTKAST", first.mark, shared.cecilie)
    assert f'href="{address(shared, "/pdf")}"' in client.get(address(shared)).text
    assert f'href="{address(shared, "/pdf")}"' in shared.as_astrid.get(f"/j/{shared.conference.code}").text

    until = time.monotonic() + 60
    while (answer := client.get(address(shared, "/pdf"))).status_code == 202:
        assert "PDF-en lages nå." in answer.text
        assert time.monotonic() < until
        time.sleep(0.1)

    assert answer.mimetype == "application/pdf"
    text = subprocess.run(["pdftotext", "-", "-"], input=answer.data, capture_output=True, check=True).stdout.decode()
    assert "Dette er delt." in text
    assert "HEMMELIG" not in text
    gathered: list[Conference] = []
    monkeypatch.setattr(summary_files, "summary_content_of", lambda conference, _words: gathered.append(conference))
    assert client.get(address(shared, "/pdf")).data == answer.data  # what is unchanged is not gathered again
    assert gathered == []

    public = config.instance_path / "summaries" / str(shared.conference.id) / "public"
    assert [path.suffix for path in public.glob("*.pdf")] == [".pdf"]
    shared.as_cecilie.post(f"/conferences/{shared.conference.id}/summary/link/removal")
    assert not public.exists()


def test_words_that_are_taken_back_stop_the_making_of_the_pdf_with_them(shared: Story, config: Config) -> None:
    finish_conference(shared.conference, shared.bjorn)
    write_summary_text(shared.conference, HEARD, "Dette angrer vi på.", "", shared.cecilie)
    folder = config.instance_path / "summaries" / str(shared.conference.id) / "public"
    folder.parent.mkdir(parents=True)
    with (folder.parents[1] / "queue").open("w") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        shared.as_cecilie.post(f"/conferences/{shared.conference.id}/summary/publication")
        (order,) = folder.glob("*.json")
        assert "Dette angrer vi" in order.read_text()

        shared.as_cecilie.post(f"/conferences/{shared.conference.id}/summary/publication/removal")

        (other,) = folder.glob("*.json")  # the one without them waits in its place
        assert "Dette angrer vi" not in other.read_text()
        shared.as_cecilie.post(f"/conferences/{shared.conference.id}/summary/link/removal")
        assert not folder.exists()


def test_a_pdf_that_could_not_be_made_is_made_again_when_somebody_asks_after_a_while(
    shared: Story, config: Config, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish_conference(shared.conference, shared.bjorn)
    begun: list[Path] = []
    monkeypatch.setattr("app.routes.summary_files.start_summary", lambda folder, *_, **__: begun.append(folder))
    folder = config.instance_path / "summaries" / str(shared.conference.id) / "public"
    folder.mkdir(parents=True)
    content = summary_content_of(shared.conference, public_words_of(shared.conference))
    ProgressFile(folder / f"{PdfOrder(content).fingerprint()}.progress").fail("timeout")

    failed = client.get(address(shared, "/pdf?again=1"))
    at_once = client.post(address(shared, "/pdf"))

    assert "PDF-en ble ikke laget." in failed.text
    assert f'method="post" action="{address(shared, "/pdf")}"' in failed.text
    assert (at_once.status_code, "Det ble nettopp prøvd." in at_once.text, begun) == (422, True, [])
    (progress,) = folder.glob("*.progress")
    os.utime(progress, (time.time() - 61, time.time() - 61))
    again = client.post(address(shared, "/pdf"))
    assert (again.status_code, again.location, begun) == (303, address(shared, "/pdf"), [folder])


def test_one_that_is_drawn_slowly_holds_up_no_other(app: Flask, shared: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    share_summary(shared.elsewhere, shared.david)
    theirs, own = f"/summary/{shared.elsewhere.summary_token}", shared.conference.summary_token
    answers: list[int] = []
    draw = summary._draw

    def ask_elsewhere() -> None:
        with app.app_context():
            answers.append(app.test_client().get(theirs).status_code)

    asking = Thread(target=ask_elsewhere)

    def slowly(token: str, revision: int) -> summary.Drawn:
        if token == own:
            asking.start()
            asking.join(timeout=10)
            assert answers == [200]
        return draw(token, revision)

    monkeypatch.setattr(summary, "_draw", slowly)
    assert app.test_client().get(address(shared)).status_code == 200
    asking.join()
