"""All that phones and screen show now, in every language and through every filter, to be kept as it is."""

from flask import current_app

from app.live.drawing import draw_view
from app.live.regions import REGIONS
from app.live.revisions import revision_of
from app.live.views import Audience, View
from app.models import Conference, FrozenRegion, Language


def regions_of_the_hall(conference: Conference) -> list[FrozenRegion]:
    """Drawn from what is committed; most of it has been drawn for this revision already."""
    revision = revision_of(conference.id)
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    kept: dict[tuple[str, str, str, str], FrozenRegion] = {}
    for view in _views_of(conference):
        drawn = draw_view(app, view, revision)
        for region in REGIONS[view.audience]:
            chosen = view.filter if region.is_filtered else ""
            if region.can_freeze:
                kept[view.audience, region.name, view.language, chosen] = FrozenRegion(
                    conference_id=conference.id,
                    audience=view.audience,
                    name=region.name,
                    language=view.language,
                    filter=chosen,
                    html=drawn[region.name],
                )
    return list(kept.values())


def _views_of(conference: Conference) -> list[View]:
    filters = ["", *(str(group.mark) for group in conference.target_groups)]
    phones = [
        View(conference.id, Audience.PARTICIPANT, language, chosen) for language in Language for chosen in filters
    ]
    return [*phones, View(conference.id, Audience.SCREEN, conference.language)]
