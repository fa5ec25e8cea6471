"""What was written in a survey: into the results, or kept out of them. Nothing is final."""

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Activity, SurveyAnswer, TextState


def decide_text(activity: Activity, text_id: str, state: TextState, account: Account | None) -> SurveyAnswer:
    """Refused for a text that is gone or was written anew since it was read: nobody publishes what nobody has read."""
    with transaction(activity.conference_id):
        answer = db.session.scalar(
            select(SurveyAnswer).where(SurveyAnswer.activity_id == activity.id, SurveyAnswer.text_id == text_id)
        )
        if answer is None:
            raise Refused(_("Den som skrev det, har endret eller tatt bort teksten. Les lista på nytt."))
        if answer.text_state is not state:
            answer.text_state = state
            # Neither which text nor whose: the log has a time, and a time beside it would tell.
            note(activity.conference_id, account, f"survey_text_{state}", activity.id)
    return answer
