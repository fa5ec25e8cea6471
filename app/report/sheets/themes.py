"""Which themes each target group spoke of, as rows."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.queries.theme_groups import ThemeTable
from app.report.cells import Row


def theme_rows(table: ThemeTable) -> Iterator[Row]:
    """A group that is too small to be told apart has a word in its cells, not a number."""
    hidden = _("for få")
    yield [_("Tema"), *(group.name for group in table.groups), _("I alt")]
    for row in table.rows:
        cells = [row.groups.get(group.id, hidden) for group in table.groups]
        yield [row.theme.name if row.theme else _("Uten tema"), *cells, row.total]
    yield [_("Mennesker"), *(table.people.get(group.id, hidden) for group in table.groups), None]
