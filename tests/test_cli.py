"""The commands of whoever keeps the server."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.domain.accounts import account_with
from app.extensions import db
from app.models import Conference, Role
from app.queries.conferences import account_with_email, membership_of
from app.queries.contributions import StateCounts, state_counts_of
from tests.conftest import PASSWORD, Story

Run = Callable[..., Result]
NORWEGIAN = str(Path("tests/data/contributions-nb.tsv"))


@pytest.fixture
def run(app: Flask) -> Run:
    def running(*arguments: object) -> Result:
        return app.test_cli_runner().invoke(args=[str(argument) for argument in arguments])

    return running


def test_create_account_prints_a_password_that_works(run: Run, app: Flask) -> None:
    result = run("create-account", "Eva@solbakken.example", "Eva")
    password = result.output.strip().rsplit(" ", 1)[1]

    assert account_with("eva@solbakken.example", password) is not None
    again = run("create-account", "eva@solbakken.example", "Eva")
    assert (again.exit_code, "allerede en konto" in again.output) == (1, True)


def test_new_password_ends_the_old_one(run: Run, story: Story) -> None:
    result = run("new-password", story.bjorn.email)

    assert account_with(story.bjorn.email, result.output.strip().rsplit(" ", 1)[1]) == story.bjorn
    assert account_with(story.bjorn.email, PASSWORD) is None
    assert run("new-password", "ingen@solbakken.example").exit_code == 1


def test_add_member_gives_a_role(run: Run, story: Story) -> None:
    code = story.conference.code.lower()
    assert run("add-member", code, story.david.email, "--role", "project_team").exit_code == 0

    membership = membership_of(story.david, story.conference.id)
    assert membership is not None
    assert membership.role is Role.PROJECT_TEAM
    assert run("add-member", "XXXXXX", story.david.email).exit_code == 1


def test_seed_builds_the_demo(run: Run, story: Story) -> None:
    result = run("seed", story.david.email)

    david = account_with_email(story.david.email)
    assert david is not None
    demos = {each.title: each for each in db.session.query(Conference).filter_by(is_demo=True)}
    under_way, afterwards = demos["Prosjekt Dialog"], demos["Prosjekt Dialog, pilot"]
    assert result.output == f"Prosjekt Dialog: {under_way.code}\nProsjekt Dialog, pilot: {afterwards.code}\n"
    assert all(membership_of(david, each.id) for each in (under_way, afterwards))
    assert not under_way.is_finished
    assert afterwards.is_finished


def importing(run: Run, story: Story, *options: object) -> Result:
    fixed = ("--group", "Innbygger", "--kind", "input")
    return run("import-contributions", story.conference.code, story.dialogue.id, NORWEGIAN, *(options or fixed))


def test_import_stores_all_once(run: Run, story: Story) -> None:
    assert importing(run, story).output == "Rows: 122. Faulty: 0.\nStored: 122. There already: 0.\n"
    assert importing(run, story).output == "Rows: 122. Faulty: 0.\nStored: 0. There already: 122.\n"
    assert state_counts_of(story.conference.id) == StateCounts(waiting=122)


def test_a_dry_run_stores_nothing(run: Run, story: Story) -> None:
    result = importing(run, story, "--group", "Innbygger", "--kind", "input", "--dry-run")

    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "A dry run: nothing was stored.")
    assert state_counts_of(story.conference.id) == StateCounts()


def test_faulty_rows_hold_all_back(run: Run, story: Story, tmp_path: Path) -> None:
    file = tmp_path / "lapper.csv"
    file.write_text("målgruppe;type;tekst\nInnbyggere;råd;Svar\nMarsboere;råd;Svar\n", encoding="utf-8")
    arguments = ("import-contributions", story.conference.code, story.dialogue.id, file)
    result = run(*arguments)

    assert result.exit_code == 1
    assert "3: Ukjent målgruppe: «Marsboere»." in result.output
    assert state_counts_of(story.conference.id) == StateCounts()
    assert run(*arguments, "--skip-faulty", "--state", "published").exit_code == 0
    assert state_counts_of(story.conference.id) == StateCounts(published=1)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--kind", "input"), "Velg hvor teksten"),
        (("--group", "Marsboere", "--kind", "input"), "Ukjent målgruppe"),
        (("--text-column", "finnes ikke"), "There is no column finnes ikke."),
    ],
)
def test_import_says_what_is_missing(run: Run, story: Story, options: tuple[str, ...], words: str) -> None:
    result = importing(run, story, *options)

    assert result.exit_code == 1
    assert words in result.output


def test_import_names_the_dialogues_there_are(run: Run, story: Story) -> None:
    result = run("import-contributions", story.conference.code, 999, NORWEGIAN)

    assert result.exit_code == 1
    assert f"{story.dialogue.id} (Økt 1: Forventninger)" in result.output
