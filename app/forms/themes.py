"""A theme's name and word stems as an organiser types them, and into which themes something is sorted."""

import re

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField

from app.domain.themes import ThemePlan
from app.forms.fields import Form, LineField, TextField, at_most, clean_line, needed
from app.forms.fields import lazy as _
from app.models import Theme
from app.models.theme import MOST_THEMES, NAME_LIMIT, STEMS_LIMIT


class ThemeForm(Form):
    name = LineField(_("Navn"), [needed(_("Skriv hva temaet heter.")), at_most(NAME_LIMIT)])
    stems = TextField(_("Ord som hører til"), [at_most(STEMS_LIMIT)])
    takes = BooleanField(_("Legg det som vises nå, i temaet"))

    def plan(self) -> ThemePlan:
        return ThemePlan(self.name.data or "", _stems(self.stems.data or ""))


def theme_form_of(theme: Theme) -> ThemeForm:
    return ThemeForm(data={"name": theme.name, "stems": ", ".join(theme.stem_list)})


def _stems(typed: str) -> tuple[str, ...]:
    """Between commas or line breaks, each once."""
    stems = (clean_line(piece) for piece in re.split(r"[,;\n]", typed))
    return tuple({stem.casefold(): stem for stem in stems if stem}.values())


def chosen_themes(form: MultiDict[str, str]) -> list[int]:
    """Ids, of themes that there may or may not be."""
    return _ids(" ".join(form.getlist("theme")))


def seen_themes(form: MultiDict[str, str]) -> list[int] | None:
    """Those that the page showed; None where it says nothing of them."""
    return _ids(form["seen"]) if "seen" in form else None


def _ids(text: str) -> list[int]:
    return [int(id) for id in re.findall(r"\d{1,12}", text)[:MOST_THEMES]]
