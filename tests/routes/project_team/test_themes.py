"""Themes on the desk: made, sorted into, undone, by facilitators and project teams alike."""

import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event

from app.domain.contributions import hide_contribution
from app.domain.theme_sorting import sort_contribution
from app.domain.themes import ThemePlan, add_theme, move_theme, order_of_themes, remove_theme
from app.extensions import db
from app.models import Contribution, HiddenReason
from app.queries.themes import themes_in, themes_of_contribution
from tests.conftest import Story
from tests.routes.project_team.conftest import Say, address, theme, words


def names(contribution: Contribution) -> list[str]:
    db.session.expire_all()
    return [each.name for each in themes_of_contribution(contribution)]


def bar(page: str) -> str:
    return words(page.split('<div id="bar" role="status">')[1].split("</section>")[0])


def card(page: str) -> str:
    found = re.search(r'id="card-text"[^>]*>(.*?)</p>', page)
    return found[1] if found else ""


def press_undo(browser: FlaskClient, page: str) -> str:
    form = re.search(r'<form method="post" action="([^"]+)">(.*?)</form>', page.split('<div id="bar"')[1], re.DOTALL)
    assert form
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[2]))
    return browser.post(form[1], data=fields, follow_redirects=True).text


def test_from_nothing_to_the_first_that_is_sorted(story: Story, say: Say) -> None:
    empty = story.as_bjorn.get(address(story)).text
    assert "Ingenting å sortere ennå." in empty
    assert "Seks til ti temaer" in empty
    said = say("Svar innen en uke.")

    page = story.as_bjorn.post(
        address(story),
        data={"name": "Svar ", "stems": "svar, uke\nsvar", "takes": "y", "at": said.id},
        follow_redirects=True,
    ).text
    assert (bar(page)[:16], names(said)) == ("Nytt tema: Svar ", ["Svar"])
    assert themes_in(story.conference.id)[0].stem_list == ["svar", "uke"]
    assert "Alt er sortert." in page


def test_the_oldest_comes_first_and_its_theme_is_suggested_with_the_words(story: Story, say: Say) -> None:
    theme(story, "Svar og forutsigbarhet", "svar", "uke")
    theme(story, "Én vei inn", "kontaktperson")
    say("Svar innen en uke.")
    say("Bra!")
    page = story.as_cecilie.get(address(story)).text

    assert card(page) == "Svar innen en uke."
    assert "2 av 2 gjenstår" in page
    keys = re.findall(r'<button class="tkey".*?</button>', page, re.DOTALL)
    assert [words(key) for key in keys] == [
        "1 Svar og forutsigbarhet Forslag: ordene «Svar» og «uke» 0",
        "2 Én vei inn 0",
    ]
    assert ["data-sug" in key for key in keys] == [True, False]


def test_what_is_like_a_sorted_one_is_suggested_there(story: Story, say: Say) -> None:
    language = theme(story, "Språk")
    sort_contribution(say("Skriv brevene slik at jeg forstår dem."), [language.id], story.bjorn)
    say("Skriv breva slik at eg forstår dei.")

    page = story.as_bjorn.get(address(story)).text
    assert "Forslag: ligner på «Skriv brevene slik at jeg forstår dem.»" in page


def test_sorted_undone_and_on_to_the_next(story: Story, say: Say) -> None:
    a = theme(story, "A")
    first, second = say("En."), say("To.")
    to_first = f"/conferences/{story.conference.id}/contributions/{first.id}/themes"

    page = story.as_cecilie.post(to_first, data={"theme": a.id, "seen": ""}, follow_redirects=True).text
    assert (bar(page), card(page), names(first)) == ("Lagt i A : «En.» Angre Z", second.text, ["A"])
    assert "1 av 2 gjenstår" in page
    page = press_undo(story.as_cecilie, page)
    assert (bar(page), card(page), names(first)) == ("Angret: «En.»", "En.", [])


def test_several_at_once_and_moved_later(story: Story, say: Say) -> None:
    a, b, c = theme(story, "A"), theme(story, "B"), theme(story, "C")
    said = say("En.")
    to_it = f"/conferences/{story.conference.id}/contributions/{said.id}/themes"
    assert 'type="checkbox" name="theme"' in story.as_bjorn.get(address(story, "?several=1")).text

    story.as_bjorn.post(to_it, data={"theme": [a.id, b.id], "seen": ""})
    assert names(said) == ["A", "B"]
    page = story.as_bjorn.get(address(story, f"?at={said.id}")).text
    assert re.findall(r'value="(\d+)" checked', page) == [str(a.id), str(b.id)]
    story.as_bjorn.post(to_it, data={"theme": f"{b.id} {c.id}", "seen": f"{a.id} {b.id}"})
    assert names(said) == ["B", "C"]


def test_skipped_comes_again_when_the_others_are_done(story: Story, say: Say) -> None:
    theme(story, "A")
    first, second = say("En."), say("To.")

    assert card(story.as_bjorn.get(address(story, f"?after={first.id}")).text) == "To."
    assert card(story.as_bjorn.get(address(story, f"?after={second.id}")).text) == "En."


def test_a_stale_page_overwrites_nothing(story: Story, say: Say) -> None:
    a, b = theme(story, "A"), theme(story, "B")
    said = say("En.")
    sort_contribution(said, [a.id], story.bjorn)
    to_it = f"/conferences/{story.conference.id}/contributions/{said.id}/themes"

    answer = story.as_cecilie.post(to_it, data={"theme": b.id, "seen": ""})
    assert (answer.status_code, names(said)) == (422, ["A"])
    assert bar(answer.text) == "Det er sortert i mellomtiden. Ingenting er endret."
    hide_contribution(said, HiddenReason.UNCLEAR, story.bjorn)
    assert story.as_cecilie.post(to_it, data={"theme": b.id}).status_code == 422


def test_name_and_words_are_changed_and_the_fault_is_told_beside_what_was_typed(story: Story) -> None:
    changed = theme(story, "Svar", "svar")
    theme(story, "Språk")
    to_it = address(story, f"/{changed.id}")

    for name in ("", "Språk", "x" * 61):
        answer = story.as_bjorn.post(to_it, data={"name": name, "stems": "uke", "pile": changed.id, "panel": "edit"})
        assert answer.status_code == 422
        assert "Dette må rettes" in answer.text or "alt et tema" in answer.text
        assert ">\nuke</textarea>" in answer.text
    page = story.as_bjorn.post(to_it, data={"name": "Svar i tide", "stems": "uke", "seen": ""}, follow_redirects=True)
    assert bar(page.text) == "Endret: Svar i tide Angre Z"
    press_undo(story.as_bjorn, page.text)
    db.session.expire_all()
    assert (changed.name, changed.stem_list) == ("Svar", ["svar"])


def test_every_other_press_can_be_undone(story: Story) -> None:
    a, b = theme(story, "A"), theme(story, "B")
    presses = (
        (f"/{b.id}/place", {"place": 1, "seen": order_of_themes(story.conference.id)}, "Flyttet: B Angre Z"),
        (f"/{a.id}/merge", {"into": b.id}, "Slått sammen: A Angre Z"),
        (f"/{b.id}/removal", {}, "Fjernet: B Angre Z"),
    )
    for more, fields, told in presses:
        page = story.as_bjorn.post(address(story, more), data=fields, follow_redirects=True).text
        assert bar(page) == told
        assert bar(press_undo(story.as_bjorn, page)).startswith(("Angret:", "Flyttet:"))
        db.session.expire_all()
        assert [each.name for each in themes_in(story.conference.id)] == ["A", "B"]


def test_an_order_that_a_colleague_changed_is_shown_before_a_theme_moves(story: Story) -> None:
    a, b, _c = (theme(story, name) for name in "ABC")
    panel = address(story, f"?pile={a.id}&panel=edit")
    fields = {"place": 2, "pile": a.id, "panel": "edit", "seen": seen_in(story.as_bjorn.get(panel).text)}
    move_theme(b, 3, story.david)
    refused = story.as_bjorn.post(address(story, f"/{a.id}/place"), data=fields)

    assert refused.status_code == 422
    assert "Rekkefølgen er endret i mellomtiden." in bar(refused.text)
    assert [each.name for each in themes_in(story.conference.id)] == ["A", "C", "B"]
    fields["seen"] = seen_in(refused.text)
    page = story.as_bjorn.post(address(story, f"/{a.id}/place"), data=fields, follow_redirects=True).text
    assert [each.name for each in themes_in(story.conference.id)] == ["C", "A", "B"]
    move_theme(b, 1, story.david)
    assert "Rekkefølgen er endret" in press_undo(story.as_bjorn, page)
    assert [each.name for each in themes_in(story.conference.id)] == ["B", "C", "A"]


def seen_in(page: str) -> str:
    return re.findall(r'name="seen" value="(\w+)"', page.split("/place")[1])[0]


def rows_of_log(story: Story) -> list[str]:
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}/log").text
    return re.findall(r'<tr id="entry-\d+">(.*?)</tr>', page, re.DOTALL)


def log_of(story: Story) -> list[str]:
    return [words(row.split("</td>", 1)[1]) for row in rows_of_log(story)]


def test_from_the_log_everything_is_taken_back(story: Story, say: Say) -> None:
    a, b = theme(story, "A"), theme(story, "B")
    said = say("En.")
    sort_contribution(said, [a.id, b.id], story.bjorn)
    remove_theme(a, story.bjorn)
    log = f"/conferences/{story.conference.id}/log"

    assert log_of(story)[:3] == [
        "Bjørn fjernet temaet A Angre",
        "Bjørn sorterte i tema Innbyggere «En.» B Angre",
        "Bjørn sorterte i tema Innbyggere «En.» A",  # something else was done with its themes since
    ]
    for told in ("fjernet temaet A", "sorterte i tema Innbyggere «En.» B"):
        row = next(row for row in rows_of_log(story) if told in words(row))
        action = re.search(r'action="([^"]+)"', row)
        assert action
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', row))
        referrer = {"Referer": "http://localhost" + log}
        page = story.as_bjorn.post(action[1], data=fields, headers=referrer, follow_redirects=True).text
        assert "Angret." in page
        assert "Hvem som gjorde hva" in page
    assert names(said) == ["A"]
    assert "Bjørn;tok ut av tema;" in story.as_bjorn.get(f"{log}.csv").text


def test_the_page_costs_as_much_with_thirty_as_with_one(story: Story, say: Say) -> None:
    a = theme(story, "A", "tanke")
    sort_contribution(say("Tanke."), [a.id], story.bjorn)

    def questions() -> int:
        asked: list[str] = []

        def note(*call: Any) -> None:
            asked.append(call[2])

        event.listen(db.engine, "before_cursor_execute", note)
        story.as_bjorn.get(address(story))
        event.remove(db.engine, "before_cursor_execute", note)
        return len(asked)

    say("Hva som helst.")
    few = questions()
    for number in range(30):
        said = say(f"Annet nummer {number}.")
        if number % 2:
            sort_contribution(said, [a.id], story.bjorn)
    assert 0 < questions() <= few


def test_a_theme_of_another_conference_is_not_there(story: Story) -> None:
    there = add_theme(story.elsewhere, ThemePlan("Der"), story.david)

    for more in (f"/{there.id}", f"/{there.id}/removal", f"/{there.id}/place"):
        assert story.as_bjorn.post(address(story, more), data={"name": "x"}).status_code == 404
    here = theme(story, "Her")
    assert story.as_bjorn.post(address(story, f"/{here.id}/merge"), data={"into": there.id}).status_code == 404
