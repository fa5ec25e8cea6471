"""Captions, as WebVTT has them: read far enough to know that they follow the film. Pure functions.

https://www.w3.org/TR/webvtt1/#file-structure, but for the settings behind the times, which a browser forgives.
"""

import re

from flask_babel import lazy_gettext as _

from app.domain.errors import Refused

TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMES = re.compile(rf"[ \t]*{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t].*)?")
NO_CUES = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t]|$)")


def check_captions(data: bytes) -> None:
    """Refused, with the number of the line, for what is not WebVTT in UTF-8 with cues that have text, in order."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("Tekstingen er ikke lagret i UTF-8. Lagre den på nytt i UTF-8, og prøv igjen.")) from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        if re.search(r"\d{2}:\d{2},\d{3} -->", text):
            raise Refused(_("Dette er SubRip (.srt). Lagre tekstingen som WebVTT (.vtt), og prøv igjen."))
        raise Refused(_("Tekstingen er ikke WebVTT: Første linje må være WEBVTT."))
    last, count = 0, 0
    for number, block in _blocks(lines):
        times_at = next((at for at, line in enumerate(block[:2]) if "-->" in line), None)
        if times_at is None:
            if NO_CUES.match(block[0]):
                continue
            raise _fault(number, _("Her skulle det stått når teksten vises, slik: 00:01.000 --> 00:04.000"))
        starts = _start_of(block[times_at], number + times_at)
        if starts < last:
            raise _fault(number + times_at, _("Tidene går bakover."))
        if not any(line.strip() for line in block[times_at + 1 :]):
            raise _fault(number + times_at, _("Her er en tid uten tekst."))
        last, count = starts, count + 1
    if not count:
        raise Refused(_("Tekstingen er tom: Den har ingen tekst som vises."))


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """What stands between empty lines after the head, with the number of its first line."""
    blocks: list[tuple[int, list[str]]] = []
    is_in_block = True  # the head goes on to the first empty line
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            is_in_block = False
        elif is_in_block and blocks:
            blocks[-1][1].append(line)
        elif not is_in_block:
            blocks.append((number, [line]))
            is_in_block = True
    return blocks


def _start_of(line: str, number: int) -> int:
    """In milliseconds."""
    times = TIMES.fullmatch(line)
    if times is None:
        raise _fault(number, _("Tiden er ikke skrevet slik: 00:01.000 --> 00:04.000"))
    starts, ends = (_milliseconds(*times.groups()[at : at + 4]) for at in (0, 4))
    if starts >= ends:
        raise _fault(number, _("Teksten slutter før den begynner."))
    return starts


def _milliseconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)


def _fault(number: int, what: object) -> Refused:
    return Refused(_("Tekstingen, linje %(number)s: %(what)s", number=number, what=what))
