"""Earlier surveys: all or nothing, and undone."""

from dataclasses import replace

import pytest

from app.domain.errors import Refused
from app.domain.survey_waves import EarlierFigure, EarlierWave, import_waves, remove_wave, restore_wave
from app.models import Activity, Aspect, Comparability
from tests.conftest import Story
from tests.survey_story import INTERNAL, SERVICES, item, survey_in


@pytest.fixture
def survey(story: Story) -> Activity:
    return survey_in(story, SERVICES, INTERNAL)


def wave_of(activity: Activity, label: str = "2012") -> EarlierWave:
    figure = EarlierFigure(
        item_id=item(activity, 2).id,
        aspect=Aspect.EXPERIENCE,
        positive=0.28,
        comparability=Comparability.LIMITED,
        reason="Annen skala",
    )
    return EarlierWave(label=label, year=2012, figures=(figure,))


def labels(activity: Activity) -> list[str]:
    assert activity.survey is not None
    return [wave.label for wave in activity.survey.waves]


def test_waves_come_go_and_come_back(story: Story, survey: Activity) -> None:
    import_waves(survey, [wave_of(survey), wave_of(survey, "2016")], story.bjorn)
    assert survey.survey is not None
    first = survey.survey.waves[0]
    remove_wave(first, story.bjorn)
    remove_wave(first, story.bjorn)
    removed = labels(survey)
    restore_wave(first, story.bjorn)
    restore_wave(first, story.bjorn)

    assert (removed, labels(survey)) == (["2016"], ["2012", "2016"])
    assert first.figures[0].positive == 0.28


def test_a_wave_that_is_here_is_not_stored_twice_nor_anything_beside_it(story: Story, survey: Activity) -> None:
    import_waves(survey, [wave_of(survey)], story.bjorn)

    with pytest.raises(Refused, match="«2012» er her fra før"):
        import_waves(survey, [wave_of(survey, "2016"), wave_of(survey)], story.bjorn)
    assert labels(survey) == ["2012"]


def test_a_removed_wave_does_not_come_back_beside_its_twin(story: Story, survey: Activity) -> None:
    import_waves(survey, [wave_of(survey)], story.bjorn)
    assert survey.survey is not None
    first = survey.survey.waves[0]
    remove_wave(first, story.bjorn)
    import_waves(survey, [wave_of(survey)], story.bjorn)

    with pytest.raises(Refused, match="fra før"):
        restore_wave(first, story.bjorn)
    assert labels(survey) == ["2012"]


def test_a_figure_that_fits_nothing_here_is_refused(story: Story, survey: Activity) -> None:
    other = survey_in(story, SERVICES)
    whole = wave_of(survey)
    [figure] = whole.figures
    for bad in (
        replace(figure, item_id=item(other).id),
        replace(figure, aspect=Aspect.EXPECTATION),
        replace(figure, target_group_id=story.elsewhere.target_groups[0].id),
    ):
        with pytest.raises(Refused, match="passer ikke"):
            import_waves(survey, [replace(whole, figures=(figure, bad))], story.bjorn)
    assert labels(survey) == []
