"""A dialogue as rows: every published text, with whose target group's it is and what it is."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.models import Activity, ContributionKind, Origin
from app.queries.contribution_reports import all_published
from app.queries.dialogues import DialogueResult


def rows_of(activity: Activity, _result: DialogueResult) -> Iterator[list[str]]:
    """Oldest first. Without times: next to who spoke when in the hall they would tell whose it is."""
    kinds = {ContributionKind.ADVICE: _("Råd"), ContributionKind.INPUT: _("Innspill")}
    origins = {Origin.PHONE: _("Telefon"), Origin.TABLE: _("Bord"), Origin.PAPER: _("Papir")}
    groups = {group.id: group.name for group in activity.conference.target_groups}
    yield [_("Spørsmål"), _("Målgruppe"), _("Type"), _("Kom inn på"), _("Tekst"), _("Sagt av")]
    for said in all_published(activity.conference_id):
        if said.activity_id == activity.id:
            people = str(said.said_by or "")
            yield [
                activity.heading,
                groups[said.target_group_id],
                kinds[said.kind],
                origins[said.origin],
                said.text,
                people,
            ]
