"""A printed slip: looked at, used once, and what is said of a wrong one and of one that is used."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.domain.code_slips import let_slips_alone_in, make_slips
from app.domain.conferences import ConferencePlan, TargetGroupPlan, create_conference, set_target_groups
from app.domain.tables import set_table_count
from app.extensions import db
from app.live.revisions import revision_of
from app.models import Participant
from app.qr import qr_svg, scan_link
from app.queries.code_slips import slip_with_code
from app.routes.join_codes import WRONG_CODES
from tests.conftest import Story
from tests.routes.screen.conftest import picture


def slip_of(story: Story) -> str:
    return make_slips(story.conference, story.businesses, 1, story.bjorn)[0]


def joined(story: Story) -> int:
    counted = select(func.count()).where(Participant.target_group_id == story.businesses.id)
    return db.session.scalar(counted) or 0


def test_looking_at_a_slip_uses_nothing_up(story: Story, client: FlaskClient) -> None:
    code = slip_of(story)
    page = client.get(f"/s/{code}")

    assert page.status_code == 200
    assert "Næringsliv" in page.text
    slip = slip_with_code(code)
    assert slip is not None
    assert not slip.is_used


def test_a_slip_leads_into_the_conference_as_its_group(story: Story, client: FlaskClient) -> None:
    code = slip_of(story)
    client.get(f"/s/{code}")
    course = revision_of(story.conference.id).course
    answer = client.post(f"/s/{code}")

    assert (answer.status_code, answer.location) == (303, f"/j/{story.conference.code}")
    assert "Målgruppe: Næringsliv" in client.get(answer.location).text
    assert joined(story) == 1
    # As any other who comes: what does not show who is here is not drawn anew for each of a hall.
    assert revision_of(story.conference.id).course == course


def test_pressing_twice_lets_one_in(app: Flask, story: Story, client: FlaskClient) -> None:
    code = slip_of(story)
    client.get(f"/s/{code}")
    door = client.get_cookie("slip", path="/s")
    assert door is not None
    for _press in range(2):
        client.set_cookie("slip", door.value, path="/s")
        assert client.post(f"/s/{code}").status_code == 303

    assert joined(story) == 1


def test_a_used_slip_says_so_to_the_next(app: Flask, story: Story, client: FlaskClient) -> None:
    code = slip_of(story)
    client.post(f"/s/{code}")
    another = app.test_client()
    for answer in (another.get(f"/s/{code}"), another.post(f"/s/{code}")):
        assert answer.status_code == 410
        assert "Denne lappen er brukt" in answer.text

    assert joined(story) == 1


def test_the_front_page_takes_the_code_of_a_slip_however_it_is_typed(story: Story, client: FlaskClient) -> None:
    code = slip_of(story)
    for typed in (code, code.lower(), f"{code[:5]} {code[5:]}"):
        answer = client.get("/", query_string={"code": typed})
        assert (answer.status_code, answer.location) == (303, f"/s/{code}")


def test_a_wrong_code_is_asked_for_again_and_guessing_is_held_back(story: Story, client: FlaskClient) -> None:
    page = client.get("/s/2345678923")
    assert page.status_code == 404
    assert 'value="2345678923"' in page.text
    for _guess in range(WRONG_CODES):
        client.get("/s/2345678924")

    assert client.get(f"/s/{slip_of(story)}").status_code == 429


def test_a_slip_waits_for_the_conference_to_open(story: Story, client: FlaskClient) -> None:
    code = slip_of(story)
    story.conference.opened_at = None
    db.session.commit()

    assert "Ta vare på lappen" in client.get(f"/s/{code}").text
    assert client.post(f"/s/{code}").status_code == 409
    assert joined(story) == 0


def test_the_sheet_shows_its_codes_once(app: Flask, story: Story) -> None:
    address = f"/conferences/{story.conference.id}/code-slips"
    sheet = story.as_bjorn.post(address, data={"group": 2, "count": 9})
    codes = re.findall(r'class="code">(\w{5}) (\w{5})<', sheet.text)

    assert sheet.status_code == 200
    assert len({first + last for first, last in codes}) == 9
    assert sheet.text.count('class="qr"') == 9
    assert qr_svg(scan_link("/s/", "".join(codes[0]), app.config["CONFIG"]), "QR-kode til lappen") in sheet.text
    assert sheet.headers["Cache-Control"].startswith("no-store")
    assert all(slip_with_code(first + last) for first, last in codes)
    assert "".join(codes[0]) not in story.as_bjorn.get(address).text.replace(" ", "")


def test_a_wrong_number_of_slips_is_refused(story: Story) -> None:
    address = f"/conferences/{story.conference.id}/code-slips"
    for data in ({"group": 2, "count": 0}, {"group": 2, "count": 201}, {"group": 8, "count": 5}):
        assert story.as_bjorn.post(address, data=data).status_code == 422


def test_the_project_team_prints_no_slips(story: Story) -> None:
    address = f"/conferences/{story.conference.id}/code-slips"
    assert story.as_cecilie.post(address, data={"group": 2, "count": 1}).status_code == 403
    assert story.as_david.post(address, data={"group": 2, "count": 1}).status_code == 404


def test_where_slips_alone_let_people_in_a_used_one_leads_to_no_second_vote(story: Story, client: FlaskClient) -> None:
    door, desk = f"/j/{story.conference.code}", f"/conferences/{story.conference.id}/code-slips"
    early = story.as_bjorn.post(f"{desk}/door-closing")
    assert (early.status_code, "Lag lapper først" in early.text) == (422, True)
    code, drawn = slip_of(story), client.get(door).text
    assert "Hvem svarer du som?" in drawn
    closed = story.as_bjorn.post(f"{desk}/door-closing", follow_redirects=True)
    assert "Bare lapper slipper inn" in closed.text
    client.post(f"/s/{code}")
    assert "Målgruppe: Næringsliv" in client.get(door).text
    changed = client.post(f"{door}/target-group", data={"group": "1"})
    assert (changed.status_code, "står på lappen" in changed.text) == (422, True)

    stranger = client.application.test_client()
    assert "Her trenger du en lapp" in stranger.get(door).text
    joining = stranger.post(f"{door}/participants", data={"group": "2"})
    assert (joining.status_code, joined(story)) == (422, 1)
    story.as_bjorn.post(f"{desk}/door-opening")
    assert stranger.post(f"{door}/participants", data={"group": "2"}).status_code == 303
    assert joined(story) == 2


def test_where_slips_alone_let_people_in_nothing_sends_anybody_to_the_door_by_the_code(story: Story) -> None:
    desk, spoken = f"/conferences/{story.conference.id}", story.conference.spoken_code
    set_table_count(story.conference, 2, story.bjorn)
    shown = (f"/screen/{story.conference.screen_token}", f"{desk}/poster", desk, f"{desk}/tables/cards")
    assert [spoken in story.as_bjorn.get(address).text for address in shown] == [True, True, True, False]
    slip_of(story)
    story.as_bjorn.post(f"{desk}/code-slips/door-closing")

    screen, poster, room, cards = (story.as_bjorn.get(address).text for address in shown)
    assert "koden på lappen din" in screen
    assert "Skann QR-koden på lappen du har fått" in poster
    assert "Bare lapper slipper inn" in room
    assert "skanne lappen din først" in cards
    for page in (screen, poster, room):
        assert spoken not in page
        assert "QR-kode til" not in page


def test_a_hall_with_slips_alone_is_told_of_them_before_it_opens_and_while_it_waits(story: Story) -> None:
    hall = story.elsewhere
    make_slips(hall, hall.target_groups[0], 1, story.david)
    let_slips_alone_in(hall, True, story.david)
    waiting = picture(hall)
    assert "Hver lapp slipper inn én person." in waiting
    assert (hall.spoken_code in waiting, "QR-kode til" in waiting) == (False, False)

    coming = create_conference(ConferencePlan(title="Ny", held_on=hall.held_on), story.david)
    set_target_groups(coming, [TargetGroupPlan(mark=1, name="Alle")], story.david)
    make_slips(coming, coming.target_groups[0], 1, story.david)
    let_slips_alone_in(coming, True, story.david)
    assert "Lappen din slipper deg inn når vi åpner." in picture(coming)
    assert "Alle med en lapp kan bli med." in story.as_david.get(f"/conferences/{coming.id}").text
