"""What each row of a table becomes, or why it cannot."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import Refused
from app.forms.cells import group_named, kind_named, moment_of
from app.forms.imports import Columns, good_rows, guessed_choices, preview
from app.forms.sheets import decode, read_sheet
from app.models import ContributionKind, TargetGroup
from tests.conftest import Story

OSLO = ZoneInfo("Europe/Oslo")
DAY = date(2026, 11, 19)
GROUPS = [
    TargetGroup(mark=1, name="Innbyggere"),
    TargetGroup(mark=2, name="Frivillige organisasjoner"),
    TargetGroup(mark=3, name="Frivillige lag"),
]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("09.43", datetime(2026, 11, 19, 8, 43, tzinfo=UTC)),
        ("9:43", datetime(2026, 11, 19, 8, 43, tzinfo=UTC)),
        ("19.11.2026 09.43", datetime(2026, 11, 19, 8, 43, tzinfo=UTC)),
        ("19.11.2026 kl. 09.43", datetime(2026, 11, 19, 8, 43, tzinfo=UTC)),
        ("19.11.2026", datetime(2026, 11, 19, 11, 0, tzinfo=UTC)),
        ("2026-11-19T09:43", datetime(2026, 11, 19, 8, 43, tzinfo=UTC)),
        ("2026-11-19 09:43:10+00:00", datetime(2026, 11, 19, 9, 43, 10, tzinfo=UTC)),
        ("2026-11-19T09:43:10Z", datetime(2026, 11, 19, 9, 43, 10, tzinfo=UTC)),
        ("1518501496471", datetime(2018, 2, 13, 5, 58, 16, 471000, tzinfo=UTC)),
        ("1518501496", datetime(2018, 2, 13, 5, 58, 16, tzinfo=UTC)),
    ],
)
def test_times_as_people_and_machines_write_them(app: object, typed: str, expected: datetime) -> None:
    assert moment_of(typed, DAY, OSLO) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "Tue Feb 13 12:58:16 WIB 2018",
        "i går",
        "25.61",
        "19.11.2026 sent",
        "1899-01-01",
        "9999-12-31",
        "0001-01-01T00:00",
        "1",
        "9" * 13,
    ],
)
def test_times_that_cannot_be_read_or_be_true(app: object, typed: str) -> None:
    with pytest.raises(Refused):
        moment_of(typed, DAY, OSLO)


@pytest.mark.parametrize(
    ("typed", "mark"), [("innbyggere", 1), (" Innbygger ", 1), ("FRIVILLIGE LAG", 3), ("Frivillige  org", 2)]
)
def test_a_target_group_by_its_name_or_its_own_beginning(app: object, typed: str, mark: int) -> None:
    assert group_named(typed, GROUPS).mark == mark


@pytest.mark.parametrize("typed", ["", "Inn", "Frivillige", "Marsboere"])
def test_an_unknown_or_ambiguous_target_group(app: object, typed: str) -> None:
    with pytest.raises(Refused):
        group_named(typed, GROUPS)


@pytest.mark.parametrize(("typed", "kind"), [("Råd", "advice"), ("ADVICE ", "advice"), ("innspel", "input")])
def test_kinds_in_three_languages(app: object, typed: str, kind: str) -> None:
    assert kind_named(typed) == kind
    with pytest.raises(Refused):
        kind_named("spørsmål")


def test_the_122_norwegian_rows(story: Story) -> None:
    sheet = read_sheet(decode(Path("tests/data/contributions-nb.tsv").read_bytes()))
    choices = guessed_choices(sheet, story.dialogue)
    assert (choices.text, choices.group, choices.kind, choices.time) == ("column:5", "", "", "")
    columns = Columns(text=5, group=story.residents, kind=ContributionKind.INPUT)
    rows = preview(sheet, columns, story.dialogue)

    assert len(good_rows(rows)) == 122
    assert rows[0].text == "Bussen må gå oftere på kveldstid og i helgene"


@pytest.mark.parametrize(
    "header",
    [
        "målgruppe;type;tekst;tid",
        "målgruppe;slag;innspel;tidspunkt",
        "Target group;Kind;Text;Time",
        "GROUP;type;comment-body;timestamp",
    ],
)
def test_columns_are_guessed_in_three_languages(story: Story, header: str) -> None:
    choices = guessed_choices(read_sheet(f"{header}\na;b;c;d\n"), story.dialogue)

    assert (choices.group, choices.kind, choices.text, choices.time) == (
        "column:0",
        "column:1",
        "column:2",
        "column:3",
    )


def test_each_faulty_row_says_why_and_the_others_are_good(story: Story) -> None:
    story.dialogue.takes_input = False
    content = "\n".join(
        [
            "målgruppe;type;tekst;tid",
            "Innbyggere;råd;Svar innen en uke;09.43",
            "Marsboere;råd;Svar;09.43",
            "Innbyggere;råd; ;09.43",
            f"Innbyggere;råd;{'x' * 1001};",
            "Innbyggere;ønske;Svar;",
            "Innbyggere;innspill;Svar;",
            "Innbyggere;råd;Svar;snart",
            "Innbyggere;råd;Bl\ufffdb\ufffdr;",
            "Marsboere;ønske;;snart",
        ]
    )
    rows = preview(read_sheet(content), Columns(text=2, group=0, kind=1, time=3), story.dialogue)

    assert {row.number: row.faults for row in rows} == {
        2: [],
        3: ["Ukjent målgruppe: «Marsboere»."],
        4: ["Teksten er tom."],
        5: ["Teksten har 1001 tegn. Det er plass til 1000."],
        6: ["Ukjent type: «ønske». Skriv råd eller innspill."],
        7: ["Spørsmålet tar ikke imot innspill."],
        8: ["Tidspunktet kan ikke leses: «snart»."],
        9: ["Raden har tegn som var ødelagt da fila ble lagret (�)."],
        10: [
            "Teksten er tom.",
            "Ukjent målgruppe: «Marsboere».",
            "Ukjent type: «ønske». Skriv råd eller innspill.",
            "Tidspunktet kan ikke leses: «snart».",
        ],
    }
    assert [row.number for row in good_rows(rows)] == [2]


def test_what_may_be_personal_is_told_and_taken(story: Story) -> None:
    columns = Columns(text=0, group=story.residents, kind=ContributionKind.INPUT)
    rows = preview(read_sheet("tekst\nRing 99 99 99 99 om hallen\n"), columns, story.dialogue)

    assert rows[0].warnings == ["Kan være en personopplysning: 99 99 99 99"]
    assert len(good_rows(rows)) == 1


def test_a_time_without_a_zone_is_the_place_s_own_to_the_minute(story: Story) -> None:
    columns = Columns(text=0, group=story.residents, kind=ContributionKind.INPUT, time=1)
    rows = preview(read_sheet("tekst;tid\nSvar;19.06.2025 09.43\n"), columns, story.dialogue)

    assert rows[0].submitted_at == datetime(2025, 6, 19, 7, 43, tzinfo=UTC)
