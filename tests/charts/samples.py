"""Charts of the story and at the edges of what can happen, for the tests and for the gallery."""

from dataclasses import replace

from app.charts.bars import Bar, BarChart, Cut, Standing
from app.charts.distribution import Distribution, DistributionChart
from app.charts.dumbbell import Dumbbell, DumbbellChart, Levels
from app.charts.importance import ImportanceChart, Point
from app.charts.spread import Spread, SpreadChart, Support
from app.charts.values import Absence, Group

Chart = BarChart | DistributionChart | DumbbellChart | ImportanceChart | SpreadChart

HOSTILE = '<script>alert("1")</script> & «{{ 7 * 7 }}»'
LONG = (
    "Svar innen en uke, også når svaret er at dere trenger mer tid, og si fra hvem som har saken, så vi slipper å "
    "ringe sentralbordet tre ganger før noen vet hvem vi skal snakke med om byggesøknaden"
)
WORD = "Arbeidsmiljøundersøkelsesoppfølgingsgruppemedlemmene"
NAMES = ("Innbyggere", "Næringsliv", "Frivillige organisasjoner", "Ansatte", "Ledere", "Medvirkningsråd")
NAMES += ("Pårørende", "Barn og unge")
GROUPS = tuple(Group(mark, name) for mark, name in enumerate(NAMES, start=1))
RULES = (
    ("Løsningsorientert", 268, "Vi leter etter det som er mulig."),
    ("Kunnskapsrik", 231, "Vi kan faget vårt og deler det vi vet."),
    ("Tilgjengelig", 219, "Det er lett å få tak i oss og lett å forstå oss."),
    ("Pålitelig", 203, ""),
    ("Åpen", 96, ""),
    ("Involverende", 71, ""),
    ("Nytenkende", 58, ""),
    ("Synlig", 41, ""),
    ("Profesjonell", 29, ""),
    ("Positiv", 12, ""),
)
W, T, R = Standing.WON, Standing.TIED, Standing.REST
AREAS = (
    ("Tjenester", 91, 68),
    ("Evne til fornyelse", 79, 64),
    ("Forvaltning", 93, 62),
    ("Samfunnsrollen", 88, 66),
    ("Ledelse", 84, 59),
    ("Arbeidsmiljø", 82, 67),
)


def bar_chart(
    bars: tuple[Bar, ...], total: int | None = 412, title: str = "Våre tre leveregler", **more: object
) -> BarChart:
    return BarChart(title, "Leveregel", "Stemmer", bars, total, "Av dem som stemte", **more)  # type: ignore[arg-type]


def dumbbells(*rows: Dumbbell, title: str = "Forventning og erfaring på seks områder", **more: object) -> DumbbellChart:
    return DumbbellChart(title, "Område", rows, **more)  # type: ignore[arg-type]


VOTE = bar_chart(
    tuple(Bar(label, votes, W if note else R, note) for label, votes, note in RULES),
    cuts=(Cut(3, "16 stemmer skilte"),),
)
TIE = bar_chart(
    tuple(
        Bar(label, 211 if place in (2, 3) else votes, W if place < 2 else T if place < 4 else R)
        for place, (label, votes, _note) in enumerate(RULES)
    ),
    title="To er klare. Om den tredje står det likt.",
    cuts=(Cut(2, "Like mange stemmer. Det er ikke avgjort ennå.", is_open=True), Cut(4, "115 stemmer skilte")),
)
REVEAL = replace(VOTE, title="Avsløringen er halvveis", revealed=6)
TWENTY = bar_chart(
    tuple(
        Bar(f"{label} {half}".strip(), votes - 5 * len(half), W if note and not half else R)
        for half in ("", "II")
        for label, votes, note in RULES
    ),
    title="Tjue forslag",
    cuts=(Cut(3, "16 stemmer skilte"),),
)
NOBODY = bar_chart(tuple(Bar(label, 0) for label, _votes, _note in RULES[:3]), total=0, title="Ingen har stemt")
ONE = bar_chart((Bar("Den eneste", 1, W),), total=1, title="Ett forslag")
NONE = bar_chart((), title="Ingen forslag")
DOTS = bar_chart((Bar(LONG, 41), Bar(HOSTILE, 28), Bar(WORD, 12), Bar("Kort", 0)), total=None, title="Prikker på råd")
TURNOUT = bar_chart(
    (
        Bar("Innbyggere", 112, mark=1),
        Bar("Næringsliv", 52, mark=2),
        Bar("Frivillige organisasjoner", 0, mark=3),
        Bar("Ansatte", 99, mark=4),
        Bar("Ledere", Absence.TOO_FEW, mark=5),
        Bar("Medvirkningsråd", Absence.HELD_BACK, mark=6),
        Bar("Pårørende", Absence.NO_ANSWER, mark=7),
        Bar("Barn og unge", 21, mark=8),
    ),
    total=168,
    title="Støtte til Løsningsorientert i hver målgruppe",
)

SCALE = DistributionChart(
    "Hvordan oppleves kommunen?",
    "Påstand",
    "helt uenig",
    "helt enig",
    (
        Distribution("Vi har en god intern kommunikasjonskultur", (12, 20, 31, 24, 18, 16), 9),
        Distribution("Kommunen svarer når den har lovet det", (3, 8, 14, 30, 40, 25), 4),
        Distribution("Det er lett å finne fram til rett person", (40, 30, 20, 10, 5, 3)),
        Distribution("Ledere", Absence.TOO_FEW, mark=5),
        Distribution("Medvirkningsråd", Absence.HELD_BACK, mark=6),
        Distribution("Ingen svarte på denne", (0, 0, 0, 0, 0, 0), 2),
        Distribution("Alle er helt enige", (0, 0, 0, 0, 0, 14)),
        Distribution(LONG, (1, 1, 1, 4, 4, 4), 1, mark=1),
    ),
)
EMPTY_SCALE = DistributionChart("Ingen har svart", "Påstand", "uenig", "enig", (Distribution("En påstand", (0,) * 6),))

GAPS = dumbbells(
    *(
        Dumbbell(label, Levels(wanted, got, got - wanted), remark="størst avstand" if label == "Forvaltning" else "")
        for label, wanted, got in AREAS
    ),
    Dumbbell("På tvers: tillit", Levels(95, 63, -32), is_apart=True),
)
GAPS_BY_GROUP = dumbbells(
    Dumbbell("Innbyggere", Levels(91, 68, -23, 168), mark=1),
    Dumbbell("Næringsliv", Levels(79.4, 82, 3, 71, is_certain=False), mark=2),
    Dumbbell("Frivillige organisasjoner", Levels(70, 70, 0, 64), mark=3),
    Dumbbell("Ansatte", Levels(72, 70.5, -1.5, 99, is_certain=False), mark=4),
    Dumbbell("Ledere", Absence.TOO_FEW, mark=5),
    Dumbbell("Medvirkningsråd", Absence.HELD_BACK, mark=6),
    Dumbbell("Pårørende", Absence.NO_ANSWER, mark=7),
    Dumbbell("Barn og unge", Levels(60, 100, 40, 10), mark=8),
    title="Tjenester, sett fra hver målgruppe",
)
GAPS_ON_SIX = dumbbells(
    Dumbbell(LONG, Levels(5.25, 3.9, -1.35, 1148)),
    Dumbbell(HOSTILE, Levels(6, 1, -5, 12)),
    Dumbbell(WORD, Levels(1, 6, 5, 12)),
    low=1,
    high=6,
    decimals=1,
    title="På skalaen fra 1 til 6",
)
IMPORTANCE = ImportanceChart(
    "Hva bør bli bedre først?", "Område", tuple(Point(*area) for area in (*AREAS, ("På tvers: tillit", 95, 63)))
)
CROWD = ImportanceChart(
    "Førti spørsmål",
    "Spørsmål",
    tuple(
        Point(f"Spørsmål {n} om {WORD if n == 3 else 'kommunen'}", 70 + n * 7 % 23, 50 + n * 11 % 31) for n in range(40)
    ),
    left_out=(("Ledelse", Absence.TOO_FEW),),
)
SAME = ImportanceChart("Alle på samme sted", "Område", tuple(Point(label, 80, 60) for label, _w, _g in AREAS))
NOWHERE = ImportanceChart("Ingen tall", "Område", ())


def support(*parts: int | Absence) -> tuple[Support | Absence, ...]:
    wholes = (168, 71, 64, 99, 12, 9, 40, 7)
    return tuple(
        part if isinstance(part, Absence) else Support(part, whole) for part, whole in zip(parts, wholes, strict=False)
    )


SUPPORT = SpreadChart(
    "Hvem støttet hva",
    "Leveregel",
    GROUPS[:6],
    (
        Spread("Løsningsorientert", support(112, 52, 37, 61, Absence.TOO_FEW, Absence.HELD_BACK)),
        Spread("Kunnskapsrik", support(91, 34, 35, 66, Absence.TOO_FEW, Absence.HELD_BACK)),
        Spread("Tilgjengelig", support(103, 0, 38, 99, Absence.TOO_FEW, Absence.NO_ANSWER)),
    ),
)
EIGHT = SpreadChart(
    "Her er gruppene ulike",
    "Innspill",
    GROUPS,
    (
        Spread(LONG, support(12, 60, 30, 20, 12, 0, 20, 7)),
        Spread(HOSTILE, support(168, 0, 64, 0, 12, 1, 39, Absence.NO_ANSWER)),
        Spread("Færre møter", support(80, 40, Absence.WITHHELD, 50, Absence.WITHHELD, Absence.LEAST, 20, Absence.MOST)),
    ),
)
ALONE = SpreadChart("Én gruppe, ingen svar", "Innspill", (GROUPS[7],), (Spread("Mer lys", (Support(0, 0),)),))

SAMPLES: dict[str, tuple[str, Chart]] = {
    "vote": ("bars", VOTE),
    "tie": ("bars", TIE),
    "reveal": ("bars", REVEAL),
    "twenty": ("bars", TWENTY),
    "nobody": ("bars", NOBODY),
    "one": ("bars", ONE),
    "none": ("bars", NONE),
    "dots": ("bars", DOTS),
    "turnout": ("bars", TURNOUT),
    "scale": ("distribution", SCALE),
    "empty_scale": ("distribution", EMPTY_SCALE),
    "gaps": ("dumbbell", GAPS),
    "gaps_by_group": ("dumbbell", GAPS_BY_GROUP),
    "gaps_on_six": ("dumbbell", GAPS_ON_SIX),
    "importance": ("importance", IMPORTANCE),
    "crowd": ("importance", CROWD),
    "same": ("importance", SAME),
    "nowhere": ("importance", NOWHERE),
    "support": ("spread", SUPPORT),
    "eight": ("spread", EIGHT),
    "alone": ("spread", ALONE),
}
"""By name: the macro, which is called as its file, and what it draws."""
