"""A table places its dots together, from its device: as many as a person, in one target group's voice."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused
from app.domain.priorities import prioritise
from app.domain.tables import check_in_use, conference_of
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Activity, Table, TargetGroup
from app.models.participant import new_participant_token, token_hash
from app.queries.tables import device_of


def prioritise_for_table(table: Table, activity: Activity, group: TargetGroup | None, dots: Mapping[int, int]) -> None:
    """In place of the table's dots before. Refused as a person's are, and for what the table wrote itself.

    Two at once: the second waits for the lock, and then finds the device that the first stored.
    """
    with transaction(activity.conference_id):
        check_in_use(table)
        if group is None or group.conference_id != table.conference_id:
            raise Refused(_("Velg en av målgruppene i lista."))
        if table.merged_into_id:
            raise Refused(_("Dette bordet er slått sammen med et annet. Sett prikkene der."))
        device = device_of(table)
        if device not in db.session:
            device.target_group_id, device.language = group.id, conference_of(table).language
            device.token_hash = token_hash(new_participant_token())  # nobody holds it
            db.session.add(device)
            db.session.flush()
        if device.target_group_id != group.id:  # of this round alone: in another the table spoke as somebody else
            device.target_group_id = group.id
        prioritise(device, activity, dots)
