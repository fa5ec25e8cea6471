"""The summary as tables, one for each sheet of the spreadsheet: contributions, results, participation, rules, about."""

import re
from collections.abc import Iterator

from babel import Locale

from app.report import prose
from app.report.blocks import Paragraph, method_of
from app.report.cells import Cell, Row
from app.report.content import ActivityPart, ResultPart, SummaryContent
from app.report.figures import records_of
from app.report.tables import Column, Holds, Table, table_of_records
from app.report.wording import LOCALES, catalogue_of

LONGEST_NAME = 31  # what Excel takes
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def tables_of(content: SummaryContent) -> list[Table]:
    """Raises NumbersDisagree. Every name is one that a sheet may have, and there once."""
    _ = catalogue_of(content.language).gettext
    tables = [contributions_of(content)]
    for part in content.results:
        name = f"{part.place} {part.kind}"
        records = [record for chart in part.charts for record in records_of(chart, content.language)]
        tables += [table_of_records(name, records)] if records else []
        tables += [_texts(_("%(name)s, tekster") % {"name": name}, part)] if part.texts else []
    tables.append(_participation(content))
    tables += _themes(content)
    tables += _follow_ups(content)
    if content.rules:
        columns = (Column(_("Leveregel")), Column(_("Setning"), Holds.TEXT))
        tables.append(Table(_("Leveregler"), columns, tuple((rule.title, rule.sentence) for rule in content.rules)))
    tables += _written(content)
    tables.append(_about(content))
    return list(_with_sheet_names(tables))


def contributions_of(content: SummaryContent) -> Table:
    """Every published contribution: of each question, group by group, oldest first."""
    _ = catalogue_of(content.language).gettext
    has_themes = any(part.themes for part in content.activities)
    columns: tuple[Column, ...] = (
        Column(_("Nr."), Holds.COUNT),
        Column(_("Spørsmål"), Holds.TEXT),
        Column(_("Målgruppe")),
        Column(_("Type")),
        Column(_("Tekst"), Holds.TEXT),
        Column(_("Sagt av"), Holds.COUNT),
    )
    columns += (Column(_("Tema"), Holds.TEXT),) if has_themes else ()
    said = (row for part in content.activities for row in _said(content, part, _("Råd"), _("Innspill")))
    rows = tuple(row if has_themes else row[:-1] for row in said)
    return Table(_("Råd og innspill"), columns, rows)


def _said(content: SummaryContent, part: ActivityPart, advice: str, inputs: str) -> Iterator[Row]:
    for group in content.groups:
        said = part.part_of(group.position)
        for kind, texts, by, themes in (
            (advice, said.advice, said.advice_by, said.advice_themes),
            (inputs, said.input, said.input_by, said.input_themes),
        ):
            beside = zip(texts, by or [1] * len(texts), themes or [()] * len(texts), strict=True)
            for text, people, numbers in beside:
                names = ", ".join(part.themes[number - 1].name for number in numbers)
                yield part.number, part.question, group.name, kind, text, people or None, names


def _texts(name: str, part: ResultPart) -> Table:
    return Table(name, (Column(part.texts_heading, Holds.TEXT),), tuple((text,) for text in part.texts))


def _participation(content: SummaryContent) -> Table:
    _ = catalogue_of(content.language).gettext
    columns = (
        Column(_("Målgruppe")),
        *(Column(head, Holds.COUNT) for head in (_("Plasser"), _("Kom"), _("Har bidratt"), _("Råd"), _("Innspill"))),
    )
    rows = []
    for group in content.groups:
        parts = [part.part_of(group.position) for part in content.activities]
        said = sum(len(part.advice) for part in parts), sum(len(part.input) for part in parts)
        people = _("for få") if group.contributed is None else group.contributed
        rows.append((group.name, group.planned, group.joined, people, *said))
    return Table(_("Hvem som kom"), columns, tuple(rows))


def _themes(content: SummaryContent) -> Iterator[Table]:
    """A row for each theme in each question, with a column for each target group."""
    _ = catalogue_of(content.language).gettext
    rows: list[Row] = []
    for part in content.activities:
        for theme in part.themes:
            counts = {group.position: group.count for group in theme.by_group}
            said = "\n".join(quote.text for quote in theme.quotes)
            groups = (counts.get(group.position, _("for få")) for group in content.groups)
            rows.append(
                (part.number, part.question, theme.name, theme.count, *groups, prose.plain(theme.essence), said)
            )
    columns = (
        Column(_("Nr."), Holds.COUNT),
        Column(_("Spørsmål"), Holds.TEXT),
        Column(_("Tema")),
        Column(_("Alle"), Holds.COUNT),
        *(Column(group.name, Holds.COUNT) for group in content.groups),
        Column(_("Essens"), Holds.TEXT),
        Column(_("Sitater"), Holds.TEXT),
    )
    if rows:
        yield Table(_("Temaer"), columns, tuple(rows))


def _follow_ups(content: SummaryContent) -> Iterator[Table]:
    _ = catalogue_of(content.language).gettext
    states = {"planned": _("Planlagt"), "under_way": _("I gang"), "done": _("Gjort"), "not_now": _("Ikke nå")}
    rows = tuple(
        (part.number, each.theme, each.advice, each.priority, states[each.state], each.action, each.owner, due)
        for part in content.activities
        for each in part.follow_ups
        for due in [each.due_on.isoformat() if each.due_on else ""]
    )
    columns = (
        Column(_("Nr."), Holds.COUNT),
        Column(_("Tema")),
        Column(_("Råd"), Holds.TEXT),
        Column(_("Prioritet"), Holds.COUNT),
        Column(_("Status")),
        Column(_("Hva som skjer"), Holds.TEXT),
        Column(_("Ansvarlig")),
        Column(_("Frist")),
    )
    if rows:
        yield Table(_("Hva skjer nå"), columns, rows)


def _written(content: SummaryContent) -> Iterator[Table]:
    """What the team wrote, without its marks."""
    _ = catalogue_of(content.language).gettext
    rows = [(_("Dette hørte vi"), "", prose.plain(content.heard))] if content.heard else []
    for part in content.parts:
        rows += [(_("Våre ord"), part.heading, prose.plain(part.words))] if part.words else []
        if isinstance(part, ActivityPart) and part.disagreement:
            rows.append((_("Det dere ikke ble enige om"), part.heading, prose.plain(part.disagreement)))
    if rows:
        columns = (Column(_("Del")), Column(_("Om"), Holds.TEXT), Column(_("Tekst"), Holds.TEXT))
        yield Table(_("Det vi skriver"), columns, tuple(rows))


def _about(content: SummaryContent) -> Table:
    _ = catalogue_of(content.language).gettext
    columns = (Column(_("Om")), Column(_("Innhold"), Holds.TEXT))
    return Table(_("Om oppsummeringen"), columns, (*_facts(content), *_results_told(content), *_method(content)))


def _facts(content: SummaryContent) -> Iterator[tuple[str, Cell]]:
    _ = catalogue_of(content.language).gettext
    fewest = sorted({chart.fewest for part in content.results for chart in part.charts})
    yield _("Tittel"), content.title
    yield _("Arrangør"), content.organiser
    yield _("Sted"), content.place
    yield _("Dato"), content.held_on.isoformat()
    yield _("Formål"), content.purpose
    yield _("Språk"), Locale.parse(LOCALES[content.language]).language_name
    yield _("Laget"), content.made_at.isoformat(" ", "minutes") if content.made_at else None
    yield _("Kom"), content.joined
    yield _("Har bidratt"), content.contributed
    yield _("Råd og innspill som kom inn"), content.moderation.received
    yield _("Vist"), content.moderation.published
    yield _("Venter"), content.moderation.waiting
    yield _("Skjult"), content.moderation.hidden
    for reason in content.moderation.hidden_reasons:
        yield _("Skjult: %(reason)s") % {"reason": reason.label}, reason.count
    if fewest:
        yield _("Færre svar enn dette vises ikke (k)"), ", ".join(map(str, fewest))


def _results_told(content: SummaryContent) -> Iterator[tuple[str, str]]:
    for part in content.results:
        yield (
            f"{part.place} {part.kind}: {part.heading}",
            "\n".join(
                (
                    part.lead,
                    *(f"«{each.text}» {each.told}" for each in (*part.findings, *part.supported)),
                    *part.sentences,
                )
            ),
        )


def _method(content: SummaryContent) -> Iterator[tuple[str, str]]:
    """The page about the method, word for word as it is printed."""
    heading = ""
    for block in method_of(content):
        if not isinstance(block, Paragraph):
            continue
        if block.style in ("heading", "subheading"):
            heading = block.text
        elif heading:
            yield heading, block.text


def _with_sheet_names(tables: list[Table]) -> Iterator[Table]:
    taken: set[str] = set()
    for table in tables:
        clean = " ".join(FORBIDDEN_IN_NAMES.sub(" ", table.name).split()) or "–"
        name, number = clean[:LONGEST_NAME].rstrip(), 2
        while name.casefold() in taken:
            ending = f" ({number})"
            name, number = clean[: LONGEST_NAME - len(ending)].rstrip() + ending, number + 1
        taken.add(name.casefold())
        yield Table(name, table.columns, table.rows)
