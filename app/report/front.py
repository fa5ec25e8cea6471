"""The words of the cover on paper, cut so that nothing lies over anything else, whatever names the app has taken.

What is cut stands whole inside. Of a title, place or target group as wide as they come, the cover has the beginning.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.charts.lettering import cut_to, lines_needed
from app.report.glyphs import Glyphs

WIDTH = 493  # points: 174 mm
NAMES, PURPOSE, GROUPS = 15, 10.5, 9.5  # points of the letters
SMALL_NAMES, SMALL_GROUPS = 11, 8  # where the names are long
MOST_NAMES, MOST_GROUPS, MOST_OF_ALL = 3, 3, 5  # lines; of all: names and purpose
MOST_SMALL_WHOSE, MOST_SMALL_WHEN, MOST_SMALL_GROUPS = 4, 3, 5
BEFORE_PLACE = "Dialogkonferansen 30. november 2026, kl. 08.30, "  # as wide as what stands before it
BEFORE_GROUPS = "400 kom. Hver form står for omtrent 10 av dem. "


@dataclass(frozen=True, slots=True)
class Front:
    is_full: bool
    """The names are so long that they stand smaller, and leave no room for the purpose."""
    whose: Markup
    place: Markup
    groups: Markup
    """Those that came, as a sentence."""
    purpose: Markup | None
    """None where there is none, or no room: it stands on page 2 then."""


def front_of(
    whose: Sequence[Markup], place: Markup, groups: Iterable[Markup], purpose: Markup | None, glyphs: Glyphs
) -> Front:
    """Of texts that the fonts have been asked about. `groups` are the names of those that came."""
    names = ", ".join(filter(None, (name.striptags() for name in whose)))
    where = BEFORE_PLACE + place.striptags()
    came = BEFORE_GROUPS + ", ".join(name.striptags() for name in groups) + "."
    name_lines = lines_needed(names, WIDTH, NAMES) + lines_needed(where, WIDTH, NAMES)
    is_full = name_lines > MOST_NAMES or lines_needed(came, WIDTH, GROUPS) > MOST_GROUPS
    if is_full:
        names = cut_to(names, WIDTH, SMALL_NAMES, MOST_SMALL_WHOSE)
        where = cut_to(where, WIDTH, SMALL_NAMES, MOST_SMALL_WHEN)
        came = cut_to(came, WIDTH, SMALL_GROUPS, MOST_SMALL_GROUPS)
    lines = (Markup(line).striptags() for line in (purpose or "").split("\n"))  # noqa: S704 - escaped before it came here
    all_lines = name_lines + sum(lines_needed(line, WIDTH, PURPOSE) for line in lines)
    return Front(
        is_full=is_full,
        whose=glyphs.line(names),
        place=glyphs.line(where[len(BEFORE_PLACE) :]),
        groups=glyphs.line(came[len(BEFORE_GROUPS) :]),
        purpose=None if is_full or all_lines > MOST_OF_ALL else purpose,
    )
