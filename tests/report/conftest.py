"""The story of the summary's tests: Prosjekt Dialog in Solbakken, drawn once a content and language."""

import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path

import pikepdf
import pytest

from app.report.content import (
    ActivityPart,
    GroupLine,
    GroupPart,
    Language,
    SummaryContent,
)
from app.report.document import html_of
from app.report.moderation import Moderation, ReasonCount
from app.report.pdf import pdf_of
from tests.conftest import Story
from tests.report.outputs import Outputs, outputs_of

Draw = Callable[[SummaryContent], Path]
Make = Callable[..., SummaryContent]

NAMES = ("Innbyggere", "Næringsliv", "Frivillige organisasjoner", "Ansatte", "Ledere", "Medvirkningsråd")
NAMES += ("Pårørende", "Barn og unge")
QUESTIONS = ("Hva forventer du av kommunen når du tar kontakt?", "Hva skal til for at du stoler på kommunen?")
ADVICE = (
    "Svar innen en uke, også når svaret er at dere trenger mer tid.",
    "Én kontaktperson fra idé til tillatelse.",
)
NO_MODERATION = Moderation(0, 0, 0, 0)
INPUT = (
    "Jeg ringte tre ganger før noen visste hvem som hadde saken.",
    "Avdelingsmøtet er stedet der vi tør å si fra.",
)


@pytest.fixture(scope="session")
def make() -> Make:
    return make_content


def make_content(
    groups: int = 3,
    joined: int = 10,
    planned: int | None = 12,
    advice: tuple[str, ...] = ADVICE,
    inputs: tuple[str, ...] = INPUT,
    language: Language = "nb",
    **changes: object,
) -> SummaryContent:
    """Every group says the same in each of two activities, so that the sums are easy to know."""
    parts = tuple(GroupPart(position, advice, inputs) for position in range(1, groups + 1) if advice or inputs)
    said = (len(advice) + len(inputs)) * len(parts) * len(QUESTIONS)
    activities = tuple(
        ActivityPart(number, f"Økt {number}", question, parts, contributed=min(7, joined) * groups)
        for number, question in enumerate(QUESTIONS, start=1)
    )
    fields: dict[str, object] = {
        "title": "Prosjekt Dialog",
        "organiser": "Solbakken kommune",
        "place": "Solbakken kulturhus",
        "held_on": date(2026, 11, 19),
        "starts_at": time(8, 30),
        "purpose": "Rådene brukes i omdømmestrategien.\nKommunestyret bestemmer i mars.",
        "language": language,
        "code": "KX7M2P",
        "is_demo": True,
        "demo_note": "Demo. Innspill, deltakere og tall er oppdiktet.",
        "groups": tuple(
            GroupLine(position, NAMES[position - 1], planned, joined, min(7, joined))
            for position in range(1, groups + 1)
        ),
        "activities": activities,
        "moderation": Moderation(
            received=said + 5,
            published=said,
            waiting=2,
            hidden=3,
            hidden_reasons=(ReasonCount("Personopplysninger", 2), ReasonCount("Uklart", 1)),
            approved=said,
            phone=said,
        ),
        "made_at": datetime(2026, 11, 24, 10, 15),  # noqa: DTZ001  # the wall clock of the conference
    }
    return SummaryContent(**(fields | changes))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def draw(tmp_path_factory: pytest.TempPathFactory) -> Draw:
    """The path of the content's PDF. What WeasyPrint warned of lies beside it as `.log`."""
    folder = tmp_path_factory.mktemp("summaries")

    def drawn(content: SummaryContent) -> Path:
        path = folder / f"{content.fingerprint()}.pdf"
        if not path.exists():
            listener = logging.FileHandler(path.with_suffix(".log"))
            listener.setLevel(logging.WARNING)
            logging.getLogger("weasyprint").addHandler(listener)
            path.write_bytes(pdf_of(html_of(content)))
            logging.getLogger("weasyprint").removeHandler(listener)
            listener.close()
        return path

    return drawn


HOSTILE = (
    "=1+1 og @SUM(A1) og <script>alert(1)</script> & {{ 7 * 7 }}",
    "Bjelle\x07, null\x00, \u202eomvendt\u202c, bredde\u200bløs, myk\u00adbindestrek, \ufeffmerke",
    "Emoji 👍🏽 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇳🇴 ❤️ 1️⃣ ved siden av tallet 2026",
    "中文 日本語 العربية עברית \U000f0000",
    "Davvisámegiella: čđŋšŧž ČĐŊŠŦŽ, og Z̸̡̢̧̛̛̗̘̙̜͇͈͉",
    "A" * 1000,
    "Første linje\r\n\r\n\r\n\r\nAndre linje\u2028Tredje",
    "   ",
)


@pytest.fixture(scope="session")
def hostile_texts() -> tuple[str, ...]:
    return HOSTILE


@pytest.fixture(scope="session")
def samples() -> dict[str, SummaryContent]:
    """Contents as unlike each other as they come, each in a language of its own."""
    return {
        "demo": make_content(groups=6),
        "hostile": make_content(
            groups=8,
            advice=HOSTILE,
            language="nn",
            title="Dialog 👍 <b>&",
            organiser="Kommune\u202e",
            place="",
            starts_at=None,
        ),
        "empty": make_content(groups=2, joined=0, advice=(), inputs=(), language="en"),
        "nothing": make_content(
            groups=0, advice=(), inputs=(), activities=(), purpose="", made_at=None, moderation=NO_MODERATION
        ),
        "large": make_content(groups=4, joined=150, planned=180, language="en"),
    }


@pytest.fixture(params=["demo", "hostile", "empty", "nothing", "large"])
def drawn(
    request: pytest.FixtureRequest, draw: Draw, samples: dict[str, SummaryContent]
) -> Iterator[tuple[SummaryContent, pikepdf.Pdf]]:
    content = samples[request.param]
    with pikepdf.open(draw(content)) as pdf:
        yield content, pdf


@pytest.fixture
def outputs(story: Story) -> Outputs:
    return outputs_of(story)
