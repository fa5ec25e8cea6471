"""Numbers as a language writes them. Babel knows it too, but takes 20 µs a number, and a chart has a hundred."""

from dataclasses import dataclass
from math import floor

MINUS = "−"
NO_BREAK = "\N{NO-BREAK SPACE}"
WORDS = {
    "nb": ("én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
    "nn": ("éin", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}


@dataclass(frozen=True, slots=True)
class Numerals:
    language: str
    """nb, nn or en."""

    def number(self, value: float, decimals: int = 0) -> str:
        """Half is rounded away from zero, as people do it: 2.5 → 3, −2.5 → −3."""
        steps = floor(abs(value) * 10**decimals + 0.5 + 1e-9)
        whole, part = divmod(steps, 10**decimals)
        text = f"{whole:,}" if self._is_english else f"{whole:,}".replace(",", NO_BREAK)
        if decimals:
            text += f"{'.' if self._is_english else ','}{part:0{decimals}}"
        return MINUS + text if value < 0 and steps else text

    def words(self, count: int) -> str:
        """As a sentence has them: two to twelve in words, more in figures."""
        words = WORDS.get(self.language, WORDS["nb"])
        return words[count - 1] if 0 < count <= len(words) else self.number(count)

    def signed(self, value: float, decimals: int = 0) -> str:
        """+3, 0, −12."""
        text = self.number(value, decimals)
        return "+" + text if value > 0 and text != self.number(0, decimals) else text

    def percent(self, part: int, whole: int) -> str:
        """Of 0 nothing is 0 %."""
        share = (200 * part + whole) // (2 * whole) if whole else 0
        return f"{share}%" if self._is_english else f"{share}{NO_BREAK}%"

    def spoken(self, value: float, decimals: int = 0) -> str:
        """For ears: some screen readers pass over the sign. The word is the same in all three languages."""
        return self.number(value, decimals).replace(MINUS, "minus ")

    @property
    def _is_english(self) -> bool:
        return self.language == "en"
