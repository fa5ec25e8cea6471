"""How a person comes in, and changes target group or language."""

from flask_babel import lazy_gettext as _
from sqlalchemy import bindparam, select, update

from app.domain.errors import Refused
from app.domain.transaction import transaction
from app.extensions import db
from app.live.revisions import Move
from app.models import Conference, Language, Participant, Priority, Reaction, TargetGroup, ThemePriority
from app.models.participant import new_participant_token, token_hash
from app.queries.tables import table_of


def join_conference(
    conference: Conference,
    group: TargetGroup,
    language: Language,
    token: str | None = None,
    table: int | None = None,
    *,
    has_slip: bool = False,
) -> tuple[Participant, str]:
    """Lets a new person in. Returns the participant and the token, which only the phone's cookie keeps.

    `token` is what the phone was given at the door: whoever presses twice there is still one person. `table` is the
    number of the one whose card led there; one that is not in use is left out, since it must not keep anybody outside.
    """
    token = token or new_participant_token()
    given = {"conference": conference.id, "group": group.id, "hash": token_hash(token)}
    with transaction(conference.id, Move.ARRIVAL):
        anew = db.session.execute(_ANEW, given).one_or_none()
        _check_admits(conference, group)
        participant: Participant | None = anew[-1] if anew else None
        if participant is None:
            if conference.slips_only_at and not has_slip:
                raise Refused(_("Her slipper bare lapper med engangskode inn."))
            at = None if table is None else table_of(conference, table)
            participant = Participant(
                conference_id=conference.id,
                target_group_id=group.id,
                token_hash=token_hash(token),
                language=language,
                table_id=None if at is None else at.id,
            )
            db.session.add(participant)
    return participant, token


# What is checked under the lock, and whoever came with this token before, in one go: a hall comes in at once.
_ANEW = (
    select(Conference, TargetGroup, Participant)
    .join(TargetGroup, TargetGroup.conference_id == Conference.id)
    .outerjoin(
        Participant, (Participant.conference_id == Conference.id) & (Participant.token_hash == bindparam("hash"))
    )
    .where(Conference.id == bindparam("conference"), TargetGroup.id == bindparam("group"))
    .execution_options(populate_existing=True)
)


def change_target_group(participant: Participant, group: TargetGroup) -> None:
    """From now on they answer as this group. What they said before keeps the group they said it as.

    So does what has been counted, or the difference to the next look would tell what they answered; reactions and dots
    that nobody has counted yet go along.
    """
    with transaction(participant.conference_id):
        _check_admits(participant.conference, group)
        if participant.conference.slips_only_at and group.id != participant.target_group_id:
            raise Refused(_("Du svarer som den målgruppa som står på lappen."))
        participant.target_group_id = group.id
        uncounted = [activity.id for activity in participant.conference.activities if not activity.is_counted]
        for answer in (Reaction, Priority, ThemePriority):
            db.session.execute(
                update(answer)
                .where(answer.participant_id == participant.id, answer.activity_id.in_(uncounted))
                .values(target_group_id=group.id)
            )


def _check_admits(conference: Conference, group: TargetGroup) -> None:
    if not conference.is_open:
        raise Refused(_("Konferansen tar ikke imot deltakere nå."))
    if group.conference_id != conference.id:
        raise Refused(_("Velg en av målgruppene i lista."))
