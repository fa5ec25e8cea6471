"""The page of tables, and the cards that are printed from it."""

from flask import Flask

from app.domain.tables import TableWords, name_tables, set_table_count
from app.qr import qr_svg, scan_link
from app.queries.tables import tables_of
from tests.conftest import Story
from tests.routes.facilitator.conftest import drawn_from


def post(story: Story, path: str, **data: str) -> str:
    at = f"/conferences/{story.conference.id}/tables"
    address = f"{at}/{path}"
    if path == "count":
        data["seen"] = drawn_from(story.as_bjorn, at, address)
    return story.as_bjorn.post(address, data=data, follow_redirects=True).text


def test_from_no_tables_to_named_ones(story: Story) -> None:
    assert "Konferansen har ingen bord ennå." in story.as_bjorn.get(f"/conferences/{story.conference.id}/tables").text

    assert "Antall bord er lagret." in post(story, "count", count="3")
    at = f"/conferences/{story.conference.id}/tables"
    seen = drawn_from(story.as_bjorn, at, f"{at}/names")
    page = post(story, "names", seen=seen, **{"table-2-name": "Vinduet", "table-2-host": "Servicetorget"})

    assert 'value="Vinduet"' in page
    assert [(table.name, table.host) for table in tables_of(story.conference)] == [
        ("", ""),
        ("Vinduet", "Servicetorget"),
        ("", ""),
    ]


def test_a_table_that_came_while_names_were_typed_keeps_its_own(story: Story) -> None:
    set_table_count(story.conference, 2, story.bjorn)
    name_tables(story.conference, {2: TableWords("Vinduet", "Nora")}, story.bjorn)
    set_table_count(story.conference, 1, story.bjorn)
    at = f"/conferences/{story.conference.id}/tables"
    seen = drawn_from(story.as_bjorn, at, f"{at}/names")
    set_table_count(story.conference, 2, story.david)
    typed = {"table-1-name": "Døra", "table-1-host": ""}
    refused = post(story, "names", seen=seen, **typed)

    assert 'value="Døra"' in refused
    assert 'value="Vinduet"' in refused
    assert "Nå står det «Vinduet»." not in refused

    seen = drawn_from(story.as_bjorn, at, f"{at}/names")
    assert 'value="Vinduet"' in post(story, "names", seen=seen, **typed)


def test_a_count_or_a_name_that_cannot_be_is_said(story: Story) -> None:
    assert "Skriv et tall fra 0 til 200." in post(story, "count", count="999")
    post(story, "count", count="1")
    assert "Bruk høyst 40 tegn." in post(story, "names", **{"table-1-name": "x" * 41})


def test_two_become_one_and_are_parted_from_the_same_page(story: Story) -> None:
    post(story, "count", count="3")
    page = post(story, "3/merge", into="1")
    assert "Bord 3 sitter nå ved bord 1." in page
    assert "Angre" in page

    assert "Bord 3 står for seg selv igjen." in post(story, "3/separation")
    assert "et annet bord" in post(story, "3/merge", into="3")


def test_the_cards_have_a_code_for_each_table_that_is_used(app: Flask, story: Story) -> None:
    post(story, "count", count="3")
    post(story, "3/merge", into="1")
    one, two, three = tables_of(story.conference)
    page = story.as_bjorn.get(f"/conferences/{story.conference.id}/tables/cards").text

    assert one.spoken_code in page
    assert two.spoken_code in page
    assert three.spoken_code not in page
    assert page.count('<svg class="qr"') == 2
    assert qr_svg(scan_link("/t/", one.code, app.config["CONFIG"]), "QR-kode til bord 1") in page
    assert "dialog.example" in page
