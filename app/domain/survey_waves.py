"""Earlier surveys, as the figures that are left of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.seen import check_in_programme
from app.domain.surveys import survey_of
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, ActivityKind, Aspect, Comparability, SurveyWave, WaveFigure, utc_now


@dataclass(frozen=True, kw_only=True)
class EarlierFigure:
    """One row of a file that can become a figure."""

    item_id: int
    aspect: Aspect
    target_group_id: int | None = None
    answered: int | None = None
    mean: float | None = None
    positive: float | None = None
    comparability: Comparability = Comparability.SAME
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class EarlierWave:
    label: str
    year: int
    figures: tuple[EarlierFigure, ...]


def import_waves(activity: Activity, waves: Sequence[EarlierWave], account: Account | None) -> None:
    """Stores all or none. Refused when one with that name is here, or a row fits no item or group of this survey."""
    with transaction(activity.conference_id):
        check_in_programme(activity, ActivityKind.SURVEY)
        survey = survey_of(activity)
        aspects = {item.id: item.aspects for item in survey.items}
        groups = {None, *(group.id for group in activity.conference.target_groups)}
        here = {wave.label.casefold() for wave in survey.waves}
        for wave in waves:
            if wave.label.casefold() in here:
                raise Refused(_("Målingen «%(label)s» er her fra før. Fjern den først.", label=wave.label))
            for figure in wave.figures:
                if figure.aspect not in aspects.get(figure.item_id, ()) or figure.target_group_id not in groups:
                    raise Refused(_("Noen rader passer ikke til spørsmålene lenger. Se over dem, og prøv igjen."))
            db.session.add(
                SurveyWave(
                    activity_id=activity.id,
                    label=wave.label,
                    year=wave.year,
                    figures=[WaveFigure(**vars(figure)) for figure in wave.figures],
                )
            )
        db.session.flush()
        db.session.expire(survey, ["waves"])
        note(activity.conference_id, account, "import_waves", activity.id, str(len(waves)))


def remove_wave(wave: SurveyWave, account: Account | None) -> None:
    """Takes it out of every comparison; restore_wave brings it back."""
    activity = wave.survey.activity
    with transaction(activity.conference_id):
        if wave.removed_at is None:
            wave.removed_at = utc_now()
            note(activity.conference_id, account, "remove_wave", wave.id)
            db.session.flush()
            db.session.expire(wave.survey, ["waves"])


def restore_wave(wave: SurveyWave, account: Account | None) -> None:
    """Refused where another with its name has come meanwhile."""
    activity = wave.survey.activity
    with transaction(activity.conference_id):
        if wave.removed_at is None:
            return
        twin = select(SurveyWave).where(
            SurveyWave.activity_id == activity.id, SurveyWave.label == wave.label, SurveyWave.removed_at.is_(None)
        )
        if db.session.scalar(twin) is not None:
            raise Refused(_("Målingen «%(label)s» er her fra før. Fjern den først.", label=wave.label))
        wave.removed_at = None
        note(activity.conference_id, account, "restore_wave", wave.id)
        db.session.flush()
        db.session.expire(wave.survey, ["waves"])
