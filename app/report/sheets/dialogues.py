"""A dialogue as rows: every published text, with whose target group's it is and what it is."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.models import Activity, ContributionKind, Origin
from app.queries.contribution_reports import all_published
from app.queries.dialogues import DialogueResult
from app.queries.themes import themes_in
from app.report.voices import printed


def rows_of(activity: Activity, _result: DialogueResult) -> Iterator[list[str]]:
    """Oldest first. Without times: next to who spoke when in the hall they would tell whose it is."""
    kinds = {ContributionKind.ADVICE: _("Råd"), ContributionKind.INPUT: _("Innspill")}
    origins = {Origin.PHONE: _("Telefon"), Origin.TABLE: _("Bord"), Origin.PAPER: _("Papir")}
    groups = {group.id: group.name for group in activity.conference.target_groups}
    themes = {theme.id: theme.name for theme in themes_in(activity.conference_id)}
    head = [_("Spørsmål"), _("Målgruppe"), _("Type"), _("Kom inn på"), _("Tekst"), _("Sagt av")]
    yield [*head, _("Tema")] if themes else head
    for said in all_published(activity.conference_id):
        if said.activity_id == activity.id:
            people = str(said.said_by or "")
            yield [
                activity.heading,
                groups[said.target_group_id],
                kinds[said.kind],
                origins[said.origin],
                printed(said),
                people,
                *([", ".join(themes[id] for _place, id in said.themes)] if themes else []),
            ]
