"""What the record's actions and details are called on the page and in the file."""

from collections.abc import Callable
from typing import cast

from flask_babel import gettext, lazy_gettext, ngettext

from app.models import LogEntry

lazy = cast(Callable[..., str], lazy_gettext)
_ = lazy

ACTIONS: dict[str, str] = {
    # Contributions
    "publish_contribution": _("godkjente"),
    "hide_contribution": _("skjulte"),
    "return_to_waiting": _("la tilbake i køen"),
    "undo_decision": _("angret om"),
    "show_on_screen": _("viste på skjermen"),
    "clear_screen": _("tok av skjermen"),
    "edit_contribution": _("rettet teksten i"),
    "undo_edit": _("angret rettelsen i"),
    "redact_contribution": _("sladdet i"),
    "split_contribution": _("delte i to"),
    "undo_split": _("angret delingen av"),
    "merge_contribution": _("slo sammen"),
    "separate_contribution": _("tok ut av en sammenslåing"),
    "type_from_paper": _("skrev av fra papir"),
    "take_back_line": _("tok bort en linje fra papir"),
    "mark_answered": _("merket som besvart"),
    "mark_unanswered": _("merket som ikke besvart"),
    "sort_contribution": _("sorterte i tema"),
    "unsort_contribution": _("tok ut av tema"),
    # Themes
    "add_theme": _("la til temaet"),
    "change_theme": _("endret temaet"),
    "undo_theme_change": _("angret endringen av temaet"),
    "move_theme": _("flyttet temaet"),
    "remove_theme": _("fjernet temaet"),
    "restore_theme": _("hentet tilbake temaet"),
    "merge_theme": _("slo sammen temaet"),
    "separate_theme": _("tok ut av en sammenslåing temaet"),
    # The conference as a whole
    "start_rehearsal": _("begynte en øvelse på"),
    "end_rehearsal": _("avsluttet og slettet øvelsen på"),
    # The programme
    "add_activity": _("la til i programmet"),
    "change_activity": _("endret"),
    "move_activity": _("flyttet i programmet"),
    "remove_activity": _("fjernet fra programmet"),
    "restore_activity": _("hentet tilbake i programmet"),
    "open_activity": _("åpnet"),
    "close_activity": _("stengte"),
    "show_activity": _("viste"),
    "announce_closing": _("varslet stenging av"),
    "cancel_closing": _("trakk tilbake stengingen av"),
    "reopen_activity": _("gikk tilbake og åpnet igjen"),
    "hide_result": _("gikk tilbake og skjulte resultatet av"),
    "leave_activity": _("gikk tilbake fra"),
    "show_nudge": _("skrev til alle telefonene"),
    "remove_nudge": _("tok bort beskjeden fra telefonene"),
    "cover_screen": _("dekket til skjermen"),
    "uncover_screen": _("viste skjermen igjen"),
    "freeze_hall": _("holdt telefonene og skjermen stille"),
    "release_hall": _("slapp telefonene og skjermen fri"),
    "give_floor": _("ga ordet til neste i"),
    "pause_timer": _("stanset tida i"),
    "resume_timer": _("lot tida gå igjen i"),
    "extend_timer": _("endret tida i"),
    "draft_edition": _("laget et utkast til arkivet"),
    "discard_edition": _("forkastet et utkast til arkivet"),
    "freeze_edition": _("låste en utgave for arkivet"),
    "import_contributions": _("hentet inn papirnotater til"),
    # What kinds of activity have of their own
    "add_media": _("la film eller teksting til"),
    "remove_media": _("tok film eller teksting bort fra"),
    "restore_media": _("hentet film eller teksting tilbake til"),
    "delete_media": _("slettet film eller teksting fra"),
    "change_film": _("endret filmen i"),
    "change_options": _("endret alternativene i"),
    "change_priorities": _("endret prioriteringen"),
    "change_reactions": _("endret reaksjonene"),
    "count_answers": _("talte opp"),
    "let_all_tied_win": _("lot alle som sto likt vinne i"),
    "resolve_by_lot": _("førte inn loddtrekningen i"),
    "undo_resolution": _("angret avgjørelsen i"),
    "name_guiding_rules": _("gjorde vinnerne til leveregler fra"),
    "unname_guiding_rules": _("angret levereglene fra"),
    "reword_guiding_rule": _("skrev om en leveregel"),
    "add_item": _("la til et spørsmål i en undersøkelse"),
    "change_item": _("endret et spørsmål i en undersøkelse"),
    "move_item": _("flyttet et spørsmål i en undersøkelse"),
    "remove_item": _("fjernet et spørsmål fra en undersøkelse"),
    "restore_item": _("hentet tilbake et spørsmål i en undersøkelse"),
    "open_survey_link": _("åpnet lenken til"),
    "close_survey_link": _("stengte lenken til"),
    "set_survey_basis": _("sa hvem som er spurt i"),
    "survey_text_waiting": _("la tilbake et svar i"),
    "survey_text_published": _("godkjente et svar i"),
    "survey_text_hidden": _("skjulte et svar i"),
    "import_waves": _("hentet inn tidligere tall til"),
    "remove_wave": _("fjernet tidligere tall"),
    "restore_wave": _("hentet tilbake tidligere tall"),
    # The conference
    "create_conference": _("laget konferansen"),
    "describe_conference": _("endret innstillingene"),
    "set_target_groups": _("endret målgruppene"),
    "set_policy": _("byttet hva som skjer før andre ser et innspill"),
    "open_conference": _("åpnet konferansen"),
    "finish_conference": _("avsluttet konferansen"),
    "renew_screen_link": _("laget ny lenke til skjermen"),
    "make_slips": _("laget lapper med kode"),
    "let_slips_alone_in": _("lot bare lapper slippe inn"),
    "let_code_in": _("lot koden slippe inn igjen"),
    "write_summary_text": _("skrev i oppsummeringen"),
    "restore_summary_text": _("hentet fram en tidligere tekst i oppsummeringen"),
    "set_table_count": _("endret antall bord"),
    "name_tables": _("endret navn på bord eller bordverter"),
    "make_seating": _("laget en bordplan"),
    "undo_seating": _("tok bort en bordplan"),
    "add_seat": _("la til en plass i bordplanen"),
    "remove_seat": _("tok bort en plass i bordplanen"),
    "merge_tables": _("slo sammen to bord"),
    "separate_table": _("delte to bord igjen"),
    "publish_words": _("delte det prosjektgruppa har skrevet"),
    "unpublish_words": _("tok tilbake det prosjektgruppa har skrevet"),
    "pick_quote": _("valgte som sitat"),
    "put_back_quote": _("tok bort som sitat"),
    "add_follow_up": _("la til et råd i oppsummeringen"),
    "change_follow_up": _("endret et råd i oppsummeringen"),
    "remove_follow_up": _("fjernet et råd fra oppsummeringen"),
    "restore_follow_up": _("hentet tilbake et råd i oppsummeringen"),
    "share_summary": _("delte oppsummeringen"),
    "unshare_summary": _("sluttet å dele oppsummeringen"),
    "add_member": _("ga tilgang til"),
    "remove_member": _("tok tilgangen fra"),
    "restore_member": _("ga tilgangen tilbake til"),
}

_DETAILS: dict[tuple[str, str], str] = {
    ("hide_contribution", "personal_data"): _("Personopplysning"),
    ("hide_contribution", "about_one_person"): _("Gjelder én person"),
    ("hide_contribution", "offensive"): _("Krenkende"),
    ("hide_contribution", "off_topic"): _("Hører ikke til her"),
    ("hide_contribution", "unclear"): _("Uklart"),
    ("publish_contribution", "together"): _("med «Godkjenn alle uten merknad»"),
    ("publish_contribution", "merged"): _("ved sammenslåing"),
    ("publish_contribution", "split"): _("ved deling"),
    ("undo_decision", "waiting"): _("venter igjen"),
    ("undo_decision", "published"): _("vises igjen"),
    ("undo_decision", "hidden"): _("skjult igjen"),
    ("close_activity", "by_itself"): _("av seg selv, som varslet"),
    ("cover_screen", "break"): _("pausebilde"),
    ("cover_screen", "blackout"): _("mørk"),
    ("set_policy", "approve_first"): _("Godkjenn først"),
    ("set_policy", "show_at_once"): _("Vis straks"),
    **{(action, "facilitator"): _("Prosessleder") for action in ("add_member", "remove_member", "restore_member")},
    **{(action, "project_team"): _("Prosjektgruppe") for action in ("add_member", "remove_member", "restore_member")},
}


def action_words(entry: LogEntry) -> str:
    """What was done, as it stands between who did it and what it was done to. An unknown action says its own name."""
    return str(ACTIONS.get(entry.action, entry.action.replace("_", " ")))


def detail_words(entry: LogEntry) -> str:
    """Why, or how many; empty where the detail is for the program alone."""
    if entry.action == "redact_contribution":
        return ngettext("%(num)d ord", "%(num)d ord", int(entry.detail or 0))
    if entry.action == "show_nudge":
        return f"«{entry.detail}»"
    if entry.action == "extend_timer":
        return gettext("%(minutes)s min", minutes=f"{int(entry.detail or 0):+d}")
    if entry.action == "give_floor":
        return gettext("nummer %(number)s", number=entry.detail) if entry.detail != "0" else gettext("ingen ennå")
    if entry.action == "make_seating":
        return ngettext("%(num)d plass", "%(num)d plasser", int(entry.detail or 0))
    if entry.action in ("add_seat", "remove_seat"):
        return gettext("plass %(number)s", number=entry.detail)
    if entry.action in ("type_from_paper", "take_back_line"):
        return gettext("skjema nr. %(number)s", number=entry.detail)
    if entry.action in ("merge_tables", "separate_table", "set_table_count"):
        return " → ".join(entry.detail.split())
    if entry.action == "import_contributions":
        return gettext("%(count)s stykker", count=entry.detail.split(" ")[0])
    if entry.action in ("sort_contribution", "unsort_contribution"):
        return entry.detail.partition(" ")[2]
    if entry.action == "merge_theme":
        return gettext("med «%(name)s»", name=entry.detail)
    if entry.action == "change_theme":
        return gettext("før: «%(name)s»", name=entry.detail)
    return str(_DETAILS.get((entry.action, entry.detail), ""))
