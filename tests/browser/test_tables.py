"""The table's device in a real browser: the draft outlives a reload, and the question is followed."""

import re

from tests.browser.conftest import LAPTOP, Browsers, sign_in
from tests.browser.looking import axe_findings, has_sideways_scroll
from tests.browser.servers import Server


def test_a_host_writes_for_the_table_and_the_question_closes_meanwhile(server: Server, browsers: Browsers) -> None:
    desk = browsers.open(LAPTOP)
    sign_in(desk, server)
    desk.goto(server.url + "/conferences/1/tables/cards")
    first, second = [re.sub(r"\s", "", code) for code in desk.locator(".card .code").all_inner_texts()[:2]]

    device = browsers.open({"width": 320, "height": 640}, color_scheme="dark")
    device.goto(f"{server.url}/t/{first}")
    assert axe_findings(device) == []
    device.get_by_role("link", name="Skriv for bordet").click()
    device.get_by_label("Det bordet er enig om").fill("Én kontaktperson fra idé til tillatelse.")
    device.get_by_label("Mindretallets syn").fill("To av oss vil heller ha et nettskjema.")
    device.reload()
    assert device.get_by_label("Det bordet er enig om").input_value() == "Én kontaktperson fra idé til tillatelse."
    device.get_by_role("button", name="Les opp for bordet").click()
    device.get_by_role("heading", name="Stemmer dette?").wait_for()
    assert axe_findings(device) == []
    second_device = browsers.open(LAPTOP)
    second_device.goto(f"{server.url}/t/{first}/contributions")
    second_device.get_by_label("Det bordet er enig om").fill("Noe vi holder på med")
    device.get_by_role("button", name="Ja, det stemmer. Send").click()
    device.get_by_text("Sendt for bordet.").wait_for()
    assert device.get_by_label("Det bordet er enig om").input_value() == ""
    second_device.locator("#sent").get_by_text("Én kontaktperson fra idé til tillatelse.").wait_for()
    assert second_device.get_by_label("Det bordet er enig om").input_value() == "Noe vi holder på med"
    second_device.get_by_label("Blant de tre viktigste").check()
    assert axe_findings(device) == []
    assert not has_sideways_scroll(device)
    desk.goto(server.url + "/conferences/1?state=waiting-t1")
    desk.get_by_text("bord 1, formulert av bordet").first.wait_for()

    desk.get_by_role("button", name="Godkjenn", exact=True).first.click()
    second_device.locator("#sent").get_by_text("Vist for alle").wait_for()
    assert second_device.get_by_label("Blant de tre viktigste").is_checked()  # though it is not saved yet

    writing = browsers.open({"width": 320, "height": 640})
    writing.goto(f"{server.url}/t/{second}/contributions")
    writing.get_by_label("Det bordet er enig om").fill("Midt i en setning")
    desk.request.post(f"{server.url}/conferences/1/activities/4/closing", headers={"Origin": server.url})
    device.get_by_role("heading", name="Bordet skriver ikke nå").wait_for()
    writing.get_by_text("Spørsmålet er stengt eller byttet.").wait_for()
    assert writing.get_by_label("Det bordet er enig om").input_value() == "Midt i en setning"
    assert axe_findings(writing) == []

    press = f"{server.url}/conferences/1/activities/16"
    desk.request.post(f"{press}/opening", headers={"Origin": server.url})
    device.locator("#table-dots").click()
    device.get_by_role("button", name="Sett prikk").first.click()
    device.get_by_role("button", name="Send prikkene").focus()
    desk.request.post(f"{press}/closing", headers={"Origin": server.url})
    device.get_by_text("Prioriteringen er stengt. Prikkene under er ikke sendt.").wait_for()
    assert device.get_by_role("button", name=re.compile("Send prikkene|Vis flere")).count() == 0
    assert device.evaluate("document.activeElement.innerText") == "Gå til det som gjelder nå"
    desk.request.post(f"{press}/opening", headers={"Origin": server.url})
    device.get_by_role("button", name="Send prikkene").wait_for()
    assert not device.locator("#moved").is_visible()
    assert device.get_by_text("2 av 3 prikker igjen").is_visible()
