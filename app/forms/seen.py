"""A form is saved, or says why not: what was typed stays, and beside it what somebody else has saved meanwhile."""

from collections.abc import Callable
from typing import Any

from wtforms import BooleanField, DateField, Field, RadioField, SelectField, TimeField

from app.domain.errors import Refused
from app.domain.seen import Overtaken
from app.forms.fields import Form, RowsForm
from app.forms.fields import lazy as _

AnyForm = Form | RowsForm[Any]


def saves(form: AnyForm, save: Callable[[], object], as_stored: Callable[[], AnyForm]) -> bool:
    """Whether what was typed is in order, and `save` has stored it. `as_stored` draws the form from what stands now."""
    if not form.validate():
        return False
    try:
        save()
    except Overtaken as overtaken:
        form.refused = str(overtaken)
        _tell_stored(form, as_stored())
    except Refused as refused:
        form.refused = str(refused)
    return not form.refused


def _tell_stored(form: AnyForm, stored: AnyForm) -> None:
    """Beside each field that says something else than what is stored. From now on that counts as seen."""
    present = {field.name: field for field in stored}  # a row may have come or gone meanwhile
    for field in form:
        now = present.get(field.name)
        # An empty row is typed as nothing, and stored not at all.
        if now is not None and (field.data or None) != (now.data or None):
            field.errors = [*field.errors, _words_of(now)]
    form.seen = stored.seen


def _words_of(field: Field) -> str:
    if isinstance(field, BooleanField):
        return _("Nå er det krysset av.") if field.data else _("Nå er det ikke krysset av.")
    if isinstance(field, (RadioField, SelectField)):
        text = next((label for _value, label, chosen, _attributes in field.iter_choices() if chosen), "")
    elif isinstance(field, (DateField, TimeField)) and field.data:
        text = field.data.strftime(field.format[1])
    else:
        text = str(field.data) if field.data is not None else ""
    return _("Nå står det «%(text)s».", text=text) if text else _("Nå står det ingenting.")
