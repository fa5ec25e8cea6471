"""Everything there is to see of a conference: each region of each audience, each page and file that anybody can get."""

import re
from collections.abc import Iterator
from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient

from app.domain.summary_links import share_summary
from app.domain.summary_texts import publish_words
from app.domain.tables import set_table_count
from app.extensions import db
from app.live.drawing import draw_region, drawings
from app.live.regions import REGIONS
from app.live.revisions import revision_of
from app.live.views import View
from app.models import Activity, Contribution, Language
from app.queries.tables import tables_of
from app.report.gather import summary_content_of
from app.report.schema import json_of
from app.report.workbook import tables_of as sheets_of
from tests.conftest import Story

Seen = dict[str, bytes]
"""By what it is: the name of a region or an address, and who looks."""

NOISE = re.compile(
    rb"\d{4}-\d\d-\d\dT[\d:.+-]+Z?|\b\d\d[.:]\d\d\b"  # moments
    rb'|(?<="/live/)[^"]+|(?<="/regions/)[^"]+'  # signed, with the time
    rb'|(?<=data-mark=")[0-9a-f]{12}|(?<=name="client_key" value=")[0-9a-f-]+'  # made of the time, or by chance
)
"""What two plays of the same hall differ in."""

ELSEWHERE = {
    "static",
    "public.health",
    "participant.films.media",
    "project_team.media",
    "screen.media",
    "facilitator.stream",
    "participant.stream",
    "screen.stream",
    "table.stream",
    "regions.show",  # the regions, which are drawn here by themselves
    "project_team.spreadsheet",  # packed with the time; its sheets are looked at
    "project_team.file",  # made of the JSON alone, in a process of its own
    "project_team.file_status",
    "reader.pdf",
    "project_team.edition_package",
    "project_team.edition_status",
    "reader.picture",
    "screen.test_picture",
}
"""Addresses that tell nothing of the answers, or nothing that is not looked at here."""


def make_ready(story: Story) -> None:
    """So that there is a table and a public page to look at."""
    set_table_count(story.conference, 1, story.bjorn)
    share_summary(story.conference, story.bjorn)
    publish_words(story.conference, story.bjorn)


def regions(story: Story) -> Seen:
    """As phones, screen, control room and tables get them while it goes on."""
    conference_id = story.conference.id
    drawings.forget_all()
    revision = revision_of(conference_id)
    seen = {
        f"{audience}: {region.name}": draw_region(region.name, View(conference_id, audience, Language.BOKMAL), revision)
        for audience, regions in REGIONS.items()
        for region in regions
    }
    return {name: NOISE.sub(b"", drawn) for name, drawn in seen.items()}


def figures(story: Story, activity: Activity) -> Seen:
    """The page and the file of the result, as both roles get them."""
    page = f"/conferences/{story.conference.id}/results/{activity.id}"
    return {
        f"{who}: {address}": _read(client, address)
        for who, client in (("Bjørn", story.as_bjorn), ("Cecilie", story.as_cecilie))
        for address in (page, f"{page}/csv")
    }


def papers(story: Story) -> Seen:
    """What PDF, Word and the archive are made of, and the spreadsheet."""
    content = replace(summary_content_of(story.conference), made_at=None)
    sheets = [list(sheet.rows) for sheet in sheets_of(content)]
    return {"JSON": json_of(content), "spreadsheet": repr(sheets).encode()}


def everything(story: Story, activity: Activity, app: Flask) -> Seen:
    """Every address there is."""
    seen = {}
    for who, client, address in addresses(story, activity, app):
        seen[f"{who}: {address}"] = _read(client, address)
    return seen


def addresses(story: Story, activity: Activity, app: Flask) -> Iterator[tuple[str, FlaskClient, str]]:
    """All that can be read, each by whoever may. Astrid takes part and answers nothing."""
    for rule in app.url_map.iter_rules():
        audience = rule.endpoint.split(".")[0]
        if "GET" not in (rule.methods or set()) or rule.endpoint in ELSEWHERE:
            continue
        who, client = {
            "facilitator": ("Bjørn", story.as_bjorn),
            "account": ("Bjørn", story.as_bjorn),
            "project_team": ("Cecilie", story.as_cecilie),
        }.get(audience, ("Astrid", story.as_astrid))
        yield who, client, _filled(rule.rule, story, activity)
        if audience == "project_team":
            yield "Bjørn", story.as_bjorn, _filled(rule.rule, story, activity)


def _filled(rule: str, story: Story, activity: Activity) -> str:
    conference = story.conference
    contribution = db.session.query(Contribution).order_by(Contribution.id).first()
    values: dict[str, object] = {
        "conference_id": conference.id,
        "activity_id": activity.id,
        "contribution_id": contribution.id if contribution else 1,
        "item_id": activity.survey.items[0].id if activity.survey and activity.survey.items else 1,
        "code": conference.code,
        "screen_token": conference.screen_token,
        "table_code": tables_of(conference)[0].code,
        "summary_token": conference.summary_token,
        "link_token": activity.survey.link_token if activity.survey and activity.survey.link_token else "none",
        "name": "heard",
    }
    return re.sub(r"<(?:[^:>]*:)?(\w+)>", lambda found: str(values[found.group(1)]), rule)


def _read(client: FlaskClient, address: str) -> bytes:
    answer = client.get(address)
    return NOISE.sub(b"", str(answer.status_code).encode() + answer.data)
