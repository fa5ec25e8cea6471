"""A table that people sit at."""

import pytest

from app.domain.tables import set_table_count
from app.models import Table
from app.queries.tables import tables_of
from tests.conftest import Story


@pytest.fixture
def table(story: Story) -> Table:
    set_table_count(story.conference, 2, story.bjorn)
    return tables_of(story.conference)[0]
