"""Signing in, a new password, a new member."""

from wtforms import PasswordField, RadioField, ValidationError
from wtforms.fields import EmailField

from app.domain.accounts import LONGEST_PASSWORD, SHORTEST_PASSWORD
from app.forms.fields import Form, LineField, at_most, choices, clean_line, needed
from app.forms.fields import lazy as _
from app.models import Role

ROLES = [(Role.FACILITATOR, _("Prosessleder")), (Role.PROJECT_TEAM, _("Prosjektgruppe"))]


class AddressField(EmailField):
    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = clean_line(valuelist[0]).lower() if valuelist else ""


class SignInForm(Form):
    email = AddressField(_("E-post"), [needed(_("Skriv e-postadressen din.")), at_most(254)])
    password = PasswordField(_("Passord"), [needed(_("Skriv passordet ditt."))])


class PasswordForm(Form):
    old = PasswordField(_("Passordet du har nå"), [needed(_("Skriv passordet du har nå."))])
    new = PasswordField(_("Nytt passord"), [needed(_("Skriv det nye passordet."))])
    again = PasswordField(_("Nytt passord en gang til"), [needed(_("Skriv det nye passordet en gang til."))])

    def validate_new(self, field: PasswordField) -> None:
        if len(field.data or "") < SHORTEST_PASSWORD:
            raise ValidationError(_("Passordet må ha minst %(count)s tegn.", count=SHORTEST_PASSWORD))
        if len(field.data or "") > LONGEST_PASSWORD:
            raise ValidationError(_("Passordet kan ha høyst %(count)s tegn.", count=LONGEST_PASSWORD))

    def validate_again(self, field: PasswordField) -> None:
        if field.data != self.new.data:
            raise ValidationError(_("De to nye passordene er ikke like."))


class MemberForm(Form):
    """`name` is needed only for somebody without an account; the route asks for it then."""

    email = AddressField(_("E-post"), [needed(_("Skriv e-postadressen.")), at_most(254)])
    name = LineField(_("Navn"), [at_most(120)])
    role = RadioField(_("Rolle"), choices=choices(ROLES), coerce=Role, default=Role.FACILITATOR)

    def validate_email(self, field: AddressField) -> None:
        address = field.data or ""
        local, _at, host = address.partition("@")
        if not (local and host) or " " in address or "@" in host:
            raise ValidationError(_("Skriv en hel e-postadresse, for eksempel kari@kommunen.no."))


class RoleForm(Form):
    role = RadioField(_("Rolle"), choices=choices(ROLES), coerce=Role)
