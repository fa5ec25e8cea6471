"""How many questions a survey's figures ask of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.domain.activities import open_activity
from app.extensions import db
from app.queries.survey_results import survey_result_of
from tests.conftest import Story
from tests.survey_story import SERVICES, answer, item, said, survey_in
from tests.votes import count_now


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)


def test_thirty_items_cost_as_many_queries_as_one(story: Story) -> None:
    counts = []
    for number in (1, 30):
        activity = survey_in(story, *[SERVICES] * number)
        open_activity(activity, story.bjorn)
        for n in range(6):
            every = [said(item(activity, place + 1), 1 + n, 6 - n) for place in range(number)]
            answer(activity, f"{n}", story.residents, *every)
        count_now(activity)
        db.session.expire_all()
        with counted_queries() as asked:
            assert len(survey_result_of(activity).items) == number
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12
