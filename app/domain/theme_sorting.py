"""Contributions are sorted into themes by a person: one contribution, all its themes at once."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _
from sqlalchemy import delete

from app.domain.errors import Refused
from app.domain.log import note
from app.domain.transaction import transaction
from app.extensions import db
from app.models import Account, Contribution, ContributionTheme
from app.queries.themes import roots_in, themes_of_contribution


def sort_contribution(
    contribution: Contribution, themes: Collection[int], account: Account | None, seen: Collection[int] | None = None
) -> list[int]:
    """It is in these themes (their ids), and in no other. Returns those that it was in, which put back undo it.

    `seen` are those that the account was shown; refused when somebody sorted it otherwise in between. Harmless where it
    stands so already. A theme that was merged meanwhile gives way to the one that stands for it.
    """
    conference_id = contribution.activity.conference_id
    with transaction(conference_id):
        before = [theme.id for theme in themes_of_contribution(contribution)]
        roots = roots_in(conference_id)
        if not roots.keys() >= set(themes):
            raise Refused(_("Noen andre har fjernet temaet i mellomtiden."))
        after = {roots[id].id for id in themes}
        if after == set(before):
            return before
        if contribution.merged_into_id is not None:
            raise Refused(_("Noen andre har slått det sammen med et annet i mellomtiden."))
        if contribution.is_hidden:
            raise Refused(_("Noen andre har skjult det i mellomtiden. Det ligger under Skjult."))
        if seen is not None and {roots[id].id for id in seen if id in roots} != set(before):
            raise Refused(_("Det er sortert i mellomtiden. Ingenting er endret."))
        for id in sorted(set(before) - after):
            family = [theme_id for theme_id, root in roots.items() if root.id == id]
            db.session.execute(
                delete(ContributionTheme).where(
                    ContributionTheme.contribution_id == contribution.id, ContributionTheme.theme_id.in_(family)
                )
            )
            note(conference_id, account, "unsort_contribution", contribution.id, f"{id} {roots[id].name}")
        for id in sorted(after - set(before)):
            db.session.add(ContributionTheme(contribution_id=contribution.id, theme_id=id))
            note(conference_id, account, "sort_contribution", contribution.id, f"{id} {roots[id].name}")
    return before
