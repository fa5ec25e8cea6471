"""Tables: how many there are, what they are called, who says that they sit there, and two that become one."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.seen import stands_already, stored_plan
from app.domain.transaction import transaction
from app.domain.turns import pass_floor_on
from app.extensions import db
from app.models import Account, Conference, Participant, Table, utc_now
from app.queries.tables import all_tables_of, table_of, tables_of

MOST_TABLES = 200


@dataclass(frozen=True)
class TableWords:
    """What stands on a table's card beside its number."""

    name: str
    host: str


def set_table_count(conference: Conference, count: int, account: Account | None, seen: str | None = None) -> None:
    """Tables 1 to `count`. Those beyond are put away with their names and codes, and come back when there are more.

    `seen` as in domain/seen.py.
    """
    with transaction(conference.id):
        if not 0 <= count <= MOST_TABLES:
            raise Refused(_("Skriv et tall fra %(min)s til %(max)s.", min=0, max=MOST_TABLES))
        tables = {table.number: table for table in all_tables_of(conference)}
        stored = sum(table.removed_at is None for table in tables.values())
        if stands_already(stored, count, seen, _("Antallet bord er endret av en annen mens du skrev.")):
            return
        for number in range(1, max(count, *tables, 0) + 1):
            table = tables.get(number)
            if table is None:
                db.session.add(Table(conference_id=conference.id, number=number))
            elif number > count:
                table.removed_at = table.removed_at or utc_now()
                table.merged_into_id = None
            else:
                table.removed_at = None
        for table in tables.values():  # nobody sits at a table that is put away
            if any(table.merged_into_id == other.id for other in tables.values() if other.removed_at):
                table.merged_into_id = None
        pass_floor_on(conference)
        note(conference.id, account, "set_table_count", conference.id, str(count))


def words_of(tables: list[Table]) -> dict[int, TableWords]:
    return {table.number: stored_plan(TableWords, table) for table in tables}


def name_tables(
    conference: Conference, words: dict[int, TableWords], account: Account | None, seen: str | None = None
) -> None:
    """`words` by the table's number; a table that is not in it keeps its own. `seen` as in domain/seen.py."""
    with transaction(conference.id):
        tables = tables_of(conference)
        stored = words_of(tables)
        wanted = stored | {number: words[number] for number in stored.keys() & words.keys()}
        if stands_already(stored, wanted, seen, _("Bordene er endret av en annen mens du skrev.")):
            return
        for table in tables:
            table.name, table.host = wanted[table.number].name, wanted[table.number].host
        note(conference.id, account, "name_tables", conference.id)


def merge_tables(table: Table, into: Table, account: Account | None) -> None:
    """From now on the people of `table` sit at `into`. Refused where one of the two has moved already."""
    with transaction(table.conference_id):
        if table.id == into.id or into.conference_id != table.conference_id:
            raise Refused(_("Velg et annet bord å slå det sammen med."))
        if table.merged_into_id == into.id:
            return
        if any(each.removed_at or each.merged_into_id for each in (table, into)):
            raise Refused(_("Noen andre har flyttet det ene bordet i mellomtiden. Se over, og prøv igjen."))
        conference = conference_of(table)
        for other in all_tables_of(conference):
            if other.merged_into_id == table.id:
                other.merged_into_id = into.id
        table.merged_into_id = into.id
        pass_floor_on(conference)
        note(table.conference_id, account, "merge_tables", table.id, f"{table.number} {into.number}")


def separate_table(table: Table, account: Account | None) -> None:
    """Its people sit there by themselves again. Harmless the second time."""
    with transaction(table.conference_id):
        if table.merged_into_id is not None:
            table.merged_into_id = None
            note(table.conference_id, account, "separate_table", table.id, str(table.number))


def check_in_use(table: Table) -> None:
    if table.removed_at:
        raise Refused(_("Bordet er tatt bort og kan ikke sende. Spør den som leder konferansen hvor dere skal skrive."))


def sit_at(participant: Participant, number: int | None) -> None:
    """Where the person says that they sit now; None: nowhere. Refused for a table that is not in use here."""
    with transaction(participant.conference_id):
        table = None if number is None else table_of(participant.conference, number)
        if number is not None and table is None:
            raise Refused(_("Velg et av bordene i lista."))
        participant.table_id = None if table is None else table.id


def conference_of(table: Table) -> Conference:
    return db.session.get_one(Conference, table.conference_id)
