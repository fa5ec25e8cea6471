"""What the forms share: fields that clean what was typed, and WTForms' own messages in our words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from flask_babel import lazy_gettext
from wtforms import Field, IntegerField, StringField, TextAreaField
from wtforms import Form as WtForm
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, Length, NumberRange, StopValidation

from app.forms.contributions import clean_text

lazy = cast(Callable[..., str], lazy_gettext)
"""Words that are chosen when they are shown; to WTForms, whose types know only `str`, as good as that."""
_ = lazy


def clean_line(text: str) -> str:
    """Text as a contribution is cleaned, in one line."""
    return " ".join(clean_text(text).split())


class LineField(StringField):
    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = clean_line(valuelist[0]) if valuelist else ""


class TextField(TextAreaField):
    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = clean_text(valuelist[0]) if valuelist else ""


class NumberField(IntegerField):
    """A whole number; nothing typed is `empty`."""

    def __init__(self, label: str = "", validators: Any = None, empty: int = 0, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.empty = empty

    def pre_validate(self, _form: Any) -> None:
        """What is no number is told so, and no more."""
        if self.process_errors:
            raise StopValidation

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = self.empty
        else:
            super().process_formdata(valuelist)


def choices(pairs: Iterable[tuple[Any, str]]) -> list[Any]:
    """Values with their words, as WTForms 3.3 wants them (its type stubs are older)."""
    return [SelectChoice(value, label) for value, label in pairs]


def needed(sentence: str) -> DataRequired:
    return DataRequired(sentence)


def at_most(count: int) -> Length:
    return Length(max=count, message=_("Bruk høyst %(max)d tegn."))


def between(least: int, most: int) -> NumberRange:
    return NumberRange(least, most, _("Skriv et tall fra %(min)s til %(max)s."))


class _Words:
    """WTForms speaks English; these are the sentences that our forms can come to say."""

    def gettext(self, string: str) -> str:
        match string:
            case "Not a valid integer value.":
                return str(_("Skriv et helt tall."))
            case "Not a valid date value.":
                return str(_("Skriv datoen slik: 19.11.2026."))
            case "Not a valid time value.":
                return str(_("Skriv klokkeslettet slik: 08.30."))
            case "Not a valid choice." | "Invalid Choice: could not coerce.":
                return str(_("Velg en av mulighetene."))
            case "This field is required.":
                return str(_("Dette må fylles ut."))
            case _:
                return string

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)


class Form(WtForm):
    seen: str
    """The mark of what an edit was drawn from (domain/seen.py); of a form that edits nothing, empty."""
    refused: str = ""
    """A rule's sentence about the whole of it."""

    class Meta:
        def get_translations(self, _form: WtForm) -> _Words:
            return _Words()

    def __init__(self, values: Any = None, **kwargs: Any) -> None:
        super().__init__(values, **kwargs)
        self.seen = values.get("seen", "") if values else ""


Row = TypeVar("Row", bound=Form)


@dataclass
class RowsForm(Generic[Row]):
    """Several rows that are saved together, by what they are recognised by."""

    rows: dict[int, Row]
    seen: str
    refused: str = ""
    """As of a Form."""

    def validate(self) -> bool:
        return not [row for row in self.rows.values() if not row.validate()]

    def __iter__(self) -> Iterator[Field]:
        return (field for row in self.rows.values() for field in row)
