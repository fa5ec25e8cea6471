"""`flask …` commands for whoever keeps the server: accounts, demo, import."""

import hashlib
import sys
from collections.abc import Callable
from typing import BinaryIO, NoReturn, TypeVar

import click
from flask import Flask
from sqlalchemy import select

from app.demo import build_demo
from app.demo_afterwards import build_demo_afterwards
from app.domain.accounts import add_member, create_account, new_password, set_password
from app.domain.errors import Refused
from app.domain.imports import import_contributions
from app.extensions import db
from app.forms.cells import group_named
from app.forms.imports import Columns, ImportChoices, good_rows, guessed_choices, preview
from app.forms.sheets import Sheet, decode, read_sheet
from app.models import Account, Activity, Conference, ContributionKind, ContributionState, Role
from app.queries.activities import activity_of
from app.queries.editions import edition_with
from app.report.archive import faults_in, metadata_of

Result = TypeVar("Result")


def init_app(app: Flask) -> None:
    app.cli.add_command(create_account_command)
    app.cli.add_command(new_password_command)
    app.cli.add_command(add_member_command)
    app.cli.add_command(seed_command)
    app.cli.add_command(import_command)
    app.cli.add_command(verify_archive_command)


@click.command("create-account")
@click.argument("email")
@click.argument("name")
def create_account_command(email: str, name: str) -> None:
    """Make an account; its first password is printed once."""
    password = new_password()
    _or_exit(lambda: create_account(email, name, password))
    click.echo(f"{email}: {password}")


@click.command("new-password")
@click.argument("email")
def new_password_command(email: str) -> None:
    """Give an account a new password, printed once; it is signed out everywhere."""
    password = new_password()
    set_password(_account(email), password)
    click.echo(f"{email}: {password}")


@click.command("add-member")
@click.argument("code")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.FACILITATOR.value)
def add_member_command(code: str, email: str, role: str) -> None:
    """Give the account with EMAIL a role in the conference with the join code CODE."""
    conference = _conference(code)
    _or_exit(lambda: add_member(conference, _account(email), Role(role), None))


@click.command("seed")
@click.argument("email")
def seed_command(email: str) -> None:
    """Build the demo, under way and the week after, with the account EMAIL as its facilitator."""
    account = _account(email)
    for build in (build_demo, build_demo_afterwards):
        conference = build(account)
        click.echo(f"{conference.title}: {conference.code}")


@click.command("import-contributions")
@click.argument("code")
@click.argument("activity_id", type=int)
@click.argument("file", type=click.File("rb"))
@click.option("--text-column", help="The heading over the texts; else guessed.")
@click.option("--group", help="The target group of all rows.")
@click.option("--group-column", help="The heading over the target groups; else guessed.")
@click.option("--kind", type=click.Choice([kind.value for kind in ContributionKind]), help="The kind of all rows.")
@click.option("--kind-column", help="The heading over the kinds; else guessed.")
@click.option("--time-column", help="The heading over the times; else guessed.")
@click.option("--state", type=click.Choice(["waiting", "published"]), default="waiting", show_default=True)
@click.option("--skip-faulty", is_flag=True, help="Import the good rows although others are faulty.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and store nothing.")
def import_command(
    code: str, activity_id: int, file: BinaryIO, state: str, skip_faulty: bool, dry_run: bool, **chosen: str | None
) -> None:
    """Import contributions from a CSV or TSV FILE into the dialogue ACTIVITY_ID of the conference CODE."""
    conference = _conference(code)
    activity = activity_of(conference, activity_id)
    if activity is None:
        _exit(f"There is no activity {activity_id} in {conference.code}. It has: {_dialogues_of(conference)}.")
    sheet = _or_exit(lambda: read_sheet(decode(file.read())))
    columns = _or_exit(lambda: _columns(sheet, activity, **chosen))
    rows = preview(sheet, columns, activity)
    faulty = [row for row in rows if row.faults]
    for row in rows:
        for remark in row.faults + row.warnings:
            click.echo(f"{row.number}: {remark}", err=True)
    good = good_rows(rows)
    click.echo(f"Rows: {len(rows)}. Faulty: {len(faulty)}.")
    if faulty and not skip_faulty:
        _exit("Nothing was stored. Mend the rows, or use --skip-faulty.")
    if dry_run:
        click.echo("A dry run: nothing was stored.")
        return
    count = _or_exit(lambda: import_contributions(activity, good, ContributionState(state), None))
    click.echo(f"Stored: {count.stored}. There already: {count.known}.")


def _columns(
    sheet: Sheet,
    activity: Activity,
    *,
    text_column: str | None,
    group: str | None,
    group_column: str | None,
    kind: str | None,
    kind_column: str | None,
    time_column: str | None,
) -> Columns:
    guessed = guessed_choices(sheet, activity)
    fixed_group = group_named(group, activity.conference.target_groups) if group else None
    choices = ImportChoices(
        text=_chosen_column(sheet, text_column) or guessed.text,
        group=f"all:{fixed_group.mark}" if fixed_group else _chosen_column(sheet, group_column) or guessed.group,
        kind=f"all:{kind}" if kind else _chosen_column(sheet, kind_column) or guessed.kind,
        time=_chosen_column(sheet, time_column) or guessed.time,
    )
    return choices.columns(sheet, activity.conference)


def _chosen_column(sheet: Sheet, name: str | None) -> str | None:
    if name is None:
        return None
    if name not in sheet.header:
        _exit(f"There is no column {name}. The file has: {', '.join(sheet.header)}.")
    return f"column:{sheet.header.index(name)}"


def _dialogues_of(conference: Conference) -> str:
    return ", ".join(f"{each.id} ({each.title})" for each in conference.activities if each.is_dialogue)


def _account(email: str) -> Account:
    account = db.session.scalar(select(Account).where(Account.email == email.strip().lower()))
    return account or _exit(f"There is no account with the address {email}.")


def _conference(code: str) -> Conference:
    conference = db.session.scalar(select(Conference).where(Conference.code == code.strip().upper()))
    return conference or _exit(f"There is no conference with the code {code}.")


@click.command("verify-archive")
@click.argument("file", type=click.File("rb"))
def verify_archive_command(file: BinaryIO) -> None:
    """Say whether FILE, an archive package, is whole, and which frozen edition it is. Ends with 1 where it is none."""
    package = file.read()
    if faults := faults_in(package):
        _exit("\n".join(faults))
    metadata = metadata_of(package)
    sha256 = hashlib.sha256(package).hexdigest()
    click.echo(f"{len(metadata['files'])} files, all as listed. SHA-256 {sha256}")
    edition = edition_with(sha256)
    if edition is None:
        _exit("It is no edition that was frozen here: a draft, changed, or another server's.")
    click.echo(
        f"Edition {edition.number}, {edition.variant}, frozen {edition.frozen_at:%Y-%m-%d %H:%M} UTC: {edition.title}"
    )


def _or_exit(action: Callable[[], Result]) -> Result:
    try:
        return action()
    except Refused as refused:
        _exit(str(refused))


def _exit(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(1)
