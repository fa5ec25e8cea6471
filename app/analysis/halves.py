"""Where a text that holds two thoughts is best parted."""

import re

_ENDS = re.compile(r"(?<=[.!?…])[\s]+(?=\S)|\n+")


def halves_of(text: str) -> tuple[str, str]:
    """Parted at the end of the sentence that is nearest the middle; the second is empty where there is no such end."""
    ends = [match.span() for match in _ENDS.finditer(text)]
    if not ends:
        return text, ""
    start, end = min(ends, key=lambda span: abs(span[0] - (len(text) - span[1])))
    return text[:start], text[end:]
