"""What an edition of the summary is filed under, as it is typed."""

from wtforms import DateField, RadioField
from wtforms.validators import InputRequired

from app.domain.editions import EditionPlan
from app.forms.conferences import DATES
from app.forms.fields import Form, LineField, at_most, choices, needed
from app.forms.fields import lazy as _
from app.models import EditionVariant
from app.models.edition import CODE_LIMIT, LINE_LIMIT


class EditionForm(Form):
    title = LineField(_("Tittel"), [needed(_("Skriv en tittel.")), at_most(LINE_LIMIT)])
    document_type = LineField(_("Dokumenttype"), [needed(_("Skriv en dokumenttype.")), at_most(CODE_LIMIT)])
    document_date = DateField(_("Dokumentdato"), [InputRequired(_("Skriv datoen."))], format=DATES)
    case_number = LineField(_("Saksnummer"), [at_most(CODE_LIMIT)])
    access_code = LineField(_("Tilgangskode"), [at_most(CODE_LIMIT)])
    legal_basis = LineField(_("Hjemmel"), [at_most(LINE_LIMIT)])
    variant = RadioField(
        _("Hvem pakken er for"),
        choices=choices(
            [
                (EditionVariant.PUBLIC, _("Offentlig: det som er vist, og tallene")),
                (
                    EditionVariant.INTERNAL,
                    _("Intern: også det dere har skrevet siden, og loggen over hvem som gjorde hva"),
                ),
            ]
        ),
        default=EditionVariant.PUBLIC,
    )

    def plan(self) -> EditionPlan:
        """After validate()."""
        return EditionPlan(
            variant=EditionVariant(self.variant.data),
            title=self.title.data or "",
            document_type=self.document_type.data or "",
            document_date=self.document_date.data,  # type: ignore[arg-type]  # InputRequired
            case_number=self.case_number.data or "",
            access_code=self.access_code.data or "",
            legal_basis=self.legal_basis.data or "",
        )
