"""One's own password."""

from flask import Flask

from app.domain.accounts import account_with
from tests.conftest import PASSWORD, Story, signed_in

NEW = "kaffe bord vindu skog"


def form(old: str = PASSWORD, new: str = NEW, again: str = NEW) -> dict[str, str]:
    return {"old": old, "new": new, "again": again}


def test_a_new_password_signs_out_elsewhere_and_goes_on_here(app: Flask, story: Story) -> None:
    elsewhere = signed_in(app, story.bjorn)
    answer = story.as_bjorn.post("/password", data=form())

    assert (answer.status_code, answer.headers["Location"]) == (303, "/conferences")
    assert account_with(story.bjorn.email, NEW) == story.bjorn
    assert story.as_bjorn.get("/conferences").status_code == 200
    assert elsewhere.get("/conferences").status_code == 302


def test_it_is_refused_with_the_wrong_old_one(story: Story) -> None:
    answer = story.as_bjorn.post("/password", data=form(old="noe annet enn det"))

    assert answer.status_code == 422
    assert "Det gamle passordet stemmer ikke." in answer.text
    assert account_with(story.bjorn.email, PASSWORD) == story.bjorn


def test_it_is_refused_when_too_short_or_not_the_same_twice(story: Story) -> None:
    assert "minst 12 tegn" in story.as_bjorn.post("/password", data=form(new="kort", again="kort")).text
    assert "ikke like" in story.as_bjorn.post("/password", data=form(again="noe annet enn det")).text
    assert account_with(story.bjorn.email, PASSWORD) == story.bjorn


def test_no_password_is_ever_sent_back(story: Story) -> None:
    answer = story.as_bjorn.post("/password", data=form(again="noe annet enn det"))

    assert PASSWORD not in answer.text
    assert NEW not in answer.text


def test_guessing_the_old_one_is_limited(story: Story) -> None:
    statuses = [story.as_bjorn.post("/password", data=form(old=f"gjetning {n}")).status_code for n in range(9)]

    assert statuses == [422] * 8 + [429]
