"""Every address of the app, asked by those whom it is not for.

What is open to anybody is a short explicit list. A new route that is not in it must turn away nobody's browser, David's
(who facilitates another conference) and, where only facilitators may go, Cecilie's and Astrid's.
"""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.conftest import Story

PUBLIC = {
    "static",
    "public.front",
    "public.health",
    "public.privacy",
    "public.accessibility",
    "account.sign_in",
    "account.create_sign_in",
    "account.sign_out",
    "public.slip",
    "public.use_slip",  # the code on the slip is the key
    "regions.show",  # the signed view in its address is the key
    "respondent.show",  # a survey's own link is the key, and is sent to anybody
    "respondent.create",
    "respondent.create_one",
}
OWN_ACCOUNT = {"account.conferences", "account.create_conference", "account.password", "account.change_password"}


def fill(rule: Rule, story: Story) -> str:
    """The rule's address with this conference's own numbers in it."""
    values: dict[str, object] = {
        "conference_id": story.conference.id,
        "activity_id": story.dialogue.id,
        "contribution_id": 1,
        "membership_id": 1,
        "account_id": story.cecilie.id,
        "code": story.conference.code,
        "screen_token": story.conference.screen_token,
        "token": "x",
        "link_token": "galt",
        "filename": "x",
        "form": "pdf",
    }
    address = rule.rule
    for converter, name in [(part, part.split(":")[-1]) for part in _parts(rule.rule)]:
        address = address.replace(f"<{converter}>", str(values.get(name, 1)))
    return address


def _parts(rule: str) -> list[str]:
    return [piece.split(">")[0] for piece in rule.split("<")[1:]]


def asked(client: FlaskClient, rule: Rule, story: Story) -> set[int]:
    """The statuses of every method the rule takes."""
    methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
    return {client.open(fill(rule, story), method=method).status_code for method in sorted(methods)}


def rules(app: Flask, *blueprints: str) -> list[Rule]:
    found = [rule for rule in app.url_map.iter_rules() if rule.endpoint.split(".")[0] in blueprints]
    assert found
    return found


def test_every_rule_belongs_to_an_audience(app: Flask) -> None:
    audiences = {"participant", "reader", "table", "screen", "facilitator", "project_team"}
    unknown = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in PUBLIC | OWN_ACCOUNT and rule.endpoint.split(".")[0] not in audiences
    ]

    assert unknown == []


def test_nobody_is_led_to_the_sign_in_page(app: Flask, story: Story, client: FlaskClient) -> None:
    for rule in rules(app, "facilitator", "project_team"):
        assert asked(client, rule, story) == {302}, rule.rule
        assert "/sign-in" in client.open(fill(rule, story), method=_a_method(rule)).headers["Location"]


def _a_method(rule: Rule) -> str:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})[0]


@pytest.mark.parametrize("who", ["as_david", "as_astrid"])
def test_another_conference_is_not_there(app: Flask, story: Story, who: str) -> None:
    expected = {404} if who == "as_david" else {302}
    for rule in rules(app, "facilitator", "project_team"):
        assert asked(getattr(story, who), rule, story) == expected, rule.rule


def test_the_project_team_does_not_facilitate(app: Flask, story: Story) -> None:
    for rule in rules(app, "facilitator"):
        assert asked(story.as_cecilie, rule, story) == {403}, rule.rule


def test_own_pages_need_a_sign_in(app: Flask, story: Story, client: FlaskClient) -> None:
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OWN_ACCOUNT:
            assert asked(client, rule, story) == {302}, rule.rule


def test_a_screen_with_a_wrong_link_is_not_there(app: Flask, story: Story, client: FlaskClient) -> None:
    for rule in rules(app, "screen"):
        address = fill(rule, story).replace(story.conference.screen_token, "galt")
        assert client.get(address).status_code == 404, rule.rule


def test_a_table_with_a_wrong_code_is_not_there(app: Flask, story: Story, client: FlaskClient) -> None:
    for rule in rules(app, "table"):
        assert asked(client, rule, story) == {404}, rule.rule


def test_a_survey_with_a_wrong_link_is_not_there(app: Flask, story: Story, client: FlaskClient) -> None:
    for rule in rules(app, "respondent"):
        assert asked(client, rule, story) == {404}, rule.rule


def test_a_summary_without_a_public_link_or_with_a_wrong_one_is_not_there(
    app: Flask, client: FlaskClient, story: Story
) -> None:
    for rule in rules(app, "reader"):
        assert client.get(fill(rule, story)).status_code == 404, rule.rule
        assert client.get(fill(rule, story).replace("/1", "/None")).status_code == 404, rule.rule


def test_whoever_has_not_joined_writes_nothing(app: Flask, story: Story, client: FlaskClient) -> None:
    for rule in rules(app, "participant"):
        if "POST" in (rule.methods or set()) and rule.endpoint != "participant.create":
            assert client.post(fill(rule, story)).status_code in (303, 401, 403), rule.rule


def test_a_post_from_another_site_is_refused_everywhere(app: Flask, story: Story) -> None:
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or set()):
            continue
        for headers in (
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "http://evil.example"},
            {"Origin": "null"},
            {"Origin": "http://["},
        ):
            answer = story.as_bjorn.post(fill(rule, story), headers=headers)
            assert answer.status_code in (403, 404), rule.rule  # 404: the guard speaks first


def test_a_post_from_our_own_page_is_not_refused(story: Story) -> None:
    for headers in (
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost"},
        {"Origin": "http://dialog.example"},
    ):
        answer = story.as_bjorn.post(
            f"/conferences/{story.conference.id}/policy", headers=headers, data={"policy": "show_at_once"}
        )
        assert answer.status_code in (200, 303), headers


def test_the_head_of_a_page_is_answered_as_the_page_is(app: Flask, story: Story) -> None:
    """Link checkers and the previews of messages ask for it."""
    for rule in rules(app, "participant"):
        if "GET" in (rule.methods or ()):
            address = fill(rule, story)
            assert story.as_astrid.head(address).status_code == story.as_astrid.get(address).status_code, rule.rule
