"""A film in a browser: sent in slices over a bad line, played in parts, not begun anew by what happens meanwhile."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from app.domain.activities import ActivityPlan, add_activity, change_activity, open_activity
from app.domain.films import FilmPlan, change_film
from app.domain.media import store_file
from app.extensions import db
from app.models import Activity, ActivityKind, Conference, MediaRole
from app.models.film import CHUNK_BYTES
from app.queries.answers import answered_count_of
from tests.browser.conftest import LAPTOP, PROJECTOR, Browsers, join, sign_in, wait_for_state
from tests.browser.looking import axe_findings, has_sideways_scroll
from tests.browser.servers import Server, once, wait_until
from tests.films import CAPTIONS

# Two seconds of noise, so that it is more than one slice; no other program than the browser is needed for it.
MAKE_FILM = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
  const pen = canvas.getContext("2d");
  const noise = pen.createImageData(640, 360);
  const paint = setInterval(() => {
    for (let at = 0; at < noise.data.length; at += 65536) crypto.getRandomValues(noise.data.subarray(at, at + 65536));
    for (let at = 3; at < noise.data.length; at += 4) noise.data[at] = 255;
    pen.putImageData(noise, 0, 0);
  }, 50);
  const parts = [];
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm", videoBitsPerSecond: 8e6 });
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.start();
  await new Promise((done) => setTimeout(done, 3000));
  await new Promise((done) => { recorder.onstop = done; recorder.stop(); });
  clearInterval(paint);
  const reader = new FileReader();
  await new Promise((done) => { reader.onload = done; reader.readAsDataURL(new Blob(parts)); });
  return reader.result.split(",")[1];
}"""
PLAY = "async () => { const film = document.querySelector('video'); film.muted = true; await film.play(); }"
TIME = "() => document.querySelector('video').currentTime"


@pytest.fixture(scope="session")
def webm(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        page = chromium.new_page()
        (folder / "film.webm").write_bytes(base64.b64decode(page.evaluate(MAKE_FILM)))
        page.close()

    path = once(tmp_path_factory, "film", make) / "film.webm"
    assert path.stat().st_size > CHUNK_BYTES
    return path


def film_in(demo: Conference) -> Activity:
    return add_activity(demo, ActivityPlan(kind=ActivityKind.FILM, title="Filmen", minutes=5), None)


def open_film(demo: Conference, webm: Path) -> Activity:
    activity = film_in(demo)
    store_file(activity, MediaRole.VIDEO, "film.webm", webm.read_bytes(), None)
    store_file(activity, MediaRole.CAPTIONS, "tekst.vtt", CAPTIONS.encode(), None)
    change_film(activity, FilmPlan(transcript="Dette er de ti."), None)
    open_activity(activity, None)
    return activity


def send(page: Page, label: str, path: Path) -> None:
    page.get_by_label(label).set_input_files(path)
    page.locator("form[data-upload]", has=page.get_by_label(label)).get_by_role("button", name="Send fila").click()


def test_a_film_is_sent_over_a_line_that_fails_and_what_is_typed_beside_it_stays(
    server: Server, browsers: Browsers, demo: Conference, webm: Path
) -> None:
    activity = film_in(demo)
    page = browsers.open(LAPTOP)
    sign_in(page, server)
    page.goto(f"{server.url}/conferences/{demo.id}/programme/{activity.id}")
    page.get_by_label("Tekst på siden").fill("Ikke lagret ennå")
    sent: list[str] = []

    def fail_now_and_then(route: Route) -> None:
        sent.append(route.request.url.rsplit("/", 1)[1])
        if len(sent) in (2, 3):
            route.abort()
        else:
            route.continue_()

    page.route("**/uploads/*/*", fail_now_and_then)
    send(page, "Velg en film", webm)
    page.locator("#film-said").get_by_text("Fila er lagret.").wait_for(timeout=30_000)

    assert sent[:4] == ["0", "1", "1", "1"]
    assert page.get_by_label("Tekst på siden").input_value() == "Ikke lagret ennå"
    assert axe_findings(page) == []
    db.session.rollback()
    assert activity.film is not None
    assert activity.film.video is not None
    assert activity.film.video.size == webm.stat().st_size


def test_a_film_that_was_stopped_goes_on_from_there(
    server: Server, browsers: Browsers, demo: Conference, webm: Path
) -> None:
    activity = film_in(demo)
    page = browsers.open(LAPTOP)
    sign_in(page, server)
    page.goto(f"{server.url}/conferences/{demo.id}/programme/{activity.id}")
    waiting: list[Route] = []
    page.route("**/uploads/*/1", lambda route: waiting.append(route))
    send(page, "Velg en film", webm)
    wait_until(lambda: page.evaluate("() => true") and bool(waiting))
    page.get_by_role("button", name="Avbryt").and_(page.locator("[data-cancel]")).click()
    page.get_by_text("Stoppet. Det som er sendt, er tatt vare på").wait_for()
    page.unroute("**/uploads/*/1")
    page.reload()
    assert page.get_by_text("Ikke ferdig sendt: film.webm, 512 kB av").is_visible()
    again: list[str] = []
    page.on(
        "request", lambda request: again.append(request.url.rsplit("/", 1)[1]) if "/uploads/" in request.url else None
    )
    send(page, "Velg en film", webm)
    page.locator("#film-said").get_by_text("Fila er lagret.").wait_for(timeout=30_000)

    assert again[0] == "1"


def test_on_a_phone_it_plays_with_captions_and_goes_on_whatever_happens(
    server: Server, browsers: Browsers, demo: Conference, webm: Path
) -> None:
    activity = open_film(demo, webm)
    phone = browsers.open({"width": 320, "height": 700})
    join(phone, server, demo.code)
    wait_for_state(phone, "on")
    phone.evaluate(PLAY)
    phone.wait_for_function("() => document.querySelector('video').currentTime > 0.3")
    assert phone.evaluate("() => document.querySelector('video').textTracks[0].cues.length") == 2
    phone.evaluate("() => { window.film = document.querySelector('video'); }")
    phone.get_by_role("button", name="Jeg har sett den").click()
    phone.get_by_text("Du har sett den.").wait_for()
    assert phone.evaluate("() => document.activeElement.id") == "own-heading"
    plan = ActivityPlan(kind=ActivityKind.FILM, title="Filmen, med nytt navn", minutes=5)
    change_activity(activity, plan, None)  # even a region that changes
    phone.get_by_role("heading", name="Filmen, med nytt navn").wait_for()

    assert (
        phone.evaluate("() => window.film.isConnected && window.film.currentTime > 0.3 && window.film.played.length")
        == 1
    )
    assert axe_findings(phone) == []
    assert not has_sideways_scroll(phone)
    db.session.rollback()
    assert answered_count_of(activity) == 1
    phone.get_by_role("button", name="Angre").click()
    phone.get_by_role("button", name="Jeg har sett den").wait_for()


def test_in_the_hall_the_space_bar_starts_and_stops_it(
    server: Server, browsers: Browsers, demo: Conference, webm: Path
) -> None:
    open_film(demo, webm)
    screen = browsers.open(PROJECTOR)
    screen.goto(f"{server.url}/screen/{demo.screen_token}")
    screen.wait_for_function("() => document.querySelector('video').readyState >= 2")
    screen.keyboard.press(" ")
    screen.wait_for_function("() => document.querySelector('video').currentTime > 0.2")
    screen.keyboard.press(" ")

    assert screen.evaluate("() => document.querySelector('video').paused") is True
    assert axe_findings(screen) == []
