"""A form that was overtaken: what was typed stays, and beside it stands what somebody else has saved meanwhile."""

from typing import Any

from wtforms import BooleanField, DateField, Field, RadioField, SelectField, TimeField

from app.forms.fields import Form, RowsForm
from app.forms.fields import lazy as _


def tell_stored(form: Form | RowsForm[Any], stored: Form | RowsForm[Any]) -> None:
    """Beside each field that says something else than what is stored. From now on that counts as seen."""
    for field, now in zip(form, stored, strict=True):
        if (field.data or None) != (now.data or None):  # an empty row is typed as nothing, and stored not at all
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
