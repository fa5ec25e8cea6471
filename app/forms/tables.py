"""How many tables there are, and what each is called; which one takes in another."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from app.domain.seen import mark_of
from app.domain.tables import MOST_TABLES, TableWords, words_of
from app.forms.fields import Form, LineField, NumberField, RowsForm, at_most, between
from app.forms.fields import lazy as _
from app.models import Table


class TableCountForm(Form):
    count = NumberField(_("Antall bord"), [between(0, MOST_TABLES)])


def table_count_form_of(tables: list[Table]) -> TableCountForm:
    form = TableCountForm(count=len(tables))
    form.seen = mark_of(len(tables))
    return form


class TableWordsForm(Form):
    name = LineField(validators=[at_most(40)])
    host = LineField(validators=[at_most(60)])

    def __init__(self, number: int, values: Any = None, **kwargs: Any) -> None:
        super().__init__(values, prefix=f"table-{number}-", **kwargs)
        self.name.label.text = _("Navn på bord %(number)s", number=number)
        self.host.label.text = _("Bordvert ved bord %(number)s", number=number)


class TablesForm(RowsForm[TableWordsForm]):
    """One row for each table, by its number."""

    def words(self) -> dict[int, TableWords]:
        return {number: TableWords(**row.data) for number, row in self.rows.items()}


def tables_form(tables: list[Table], values: MultiDict[str, str] | None = None) -> TablesForm:
    """As posted, or as they are called now."""
    rows = {table.number: TableWordsForm(table.number, _posted(values, table.number), obj=table) for table in tables}
    return TablesForm(rows, mark_of(words_of(tables)) if values is None else values.get("seen", ""))


def _posted(values: MultiDict[str, str] | None, number: int) -> MultiDict[str, str] | None:
    """None where the form was drawn before there was such a table: then it is called what it is called."""
    return values if values and f"table-{number}-name" in values else None


def read_into(values: Mapping[str, str]) -> int:
    """The number of the table that takes in another; 0 for none."""
    number = values.get("into", "")
    return int(number) if number.isdecimal() and len(number) <= 3 else 0
