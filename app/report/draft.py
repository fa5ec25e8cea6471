"""A first «Dette hørte vi», put together from what the summary holds already. A person makes it theirs."""

from collections.abc import Iterator

from app.report.content import ActivityPart, ResultPart, SummaryContent
from app.report.wording import catalogue_of

MOST_THEMES = 3


def draft_of(content: SummaryContent) -> str:
    """Simple Markdown in the summary's language; facts alone. Empty where nobody came and nothing was said."""
    return "\n\n".join(filter(None, (_who(content), _list(content), _rules(content))))


def _who(content: SummaryContent) -> str:
    _, ngettext = catalogue_of(content.language).gettext, catalogue_of(content.language).ngettext
    groups = sum(1 for group in content.groups if group.joined)
    said = ngettext("%(num)d råd eller innspill", "%(num)d råd og innspill", content.published)
    said %= {"num": content.published}
    if not content.joined:
        return _("Vi fikk %(said)s.") % {"said": said} if content.published else ""
    people = ngettext("%(n)s menneske", "%(n)s mennesker", content.joined) % {"n": content.joined}
    of = ngettext("%(n)s målgruppe", "%(n)s målgrupper", groups) % {"n": groups}
    return _("%(people)s fra %(groups)s kom. De ga oss %(said)s.") % {"people": people, "groups": of, "said": said}


def _list(content: SummaryContent) -> str:
    return "\n".join(
        f"- **{part.heading}** {' '.join(_about(part, content))}" for part in content.parts if _has_come(part)
    )


def _has_come(part: ActivityPart | ResultPart) -> bool:
    return isinstance(part, ResultPart) or part.published > 0


def _about(part: ActivityPart | ResultPart, content: SummaryContent) -> Iterator[str]:
    _, ngettext = catalogue_of(content.language).gettext, catalogue_of(content.language).ngettext
    if isinstance(part, ResultPart):
        yield part.lead
        return
    said = ngettext("%(num)d råd eller innspill", "%(num)d råd og innspill", part.published)
    yield said % {"num": part.published} + "."
    most = sorted(part.themes, key=lambda theme: -theme.count)[:MOST_THEMES]
    if most:
        yield _("Mest om %(themes)s.") % {"themes": ", ".join(f"{theme.name} ({theme.count})" for theme in most)}


def _rules(content: SummaryContent) -> str:
    _ = catalogue_of(content.language).gettext
    titles = ", ".join(rule.title for rule in content.rules)
    return _("Leveregler: %(rules)s.") % {"rules": titles} if titles else ""
