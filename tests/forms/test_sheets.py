"""Tables out of files, as spreadsheets save them."""

import pytest

from app.domain.errors import Refused
from app.forms.sheets import LARGEST_BYTES, Sheet, SheetRow, decode, read_sheet


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_each_delimiter_with_and_without_a_byte_order_mark(app: object, delimiter: str, mark: bytes) -> None:
    data = mark + "målgruppe;tekst\nAnsatte;Ærlig svar\n".replace(";", delimiter).encode()
    sheet = read_sheet(decode(data))

    assert sheet.header == ["målgruppe", "tekst"]
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ["Ansatte", "Ærlig svar"])]


def test_line_breaks_delimiters_and_quotes_inside_quotes(app: object) -> None:
    sheet = read_sheet('gruppe;tekst\r\nAnsatte;"Første linje\r\nandre; med ""hermetegn"""\r\nLedere;Neste\r\n')

    assert [row.cells[1] for row in sheet.rows] == ['Første linje\r\nandre; med "hermetegn"', "Neste"]
    assert [row.number for row in sheet.rows] == [2, 3]


def test_empty_rows_are_left_out_and_still_counted(app: object) -> None:
    assert [row.number for row in read_sheet("tekst\nÉn\n\n  \nTo\n").rows] == [2, 5]


def test_empty_rows_above_the_headings_are_left_out_too(app: object) -> None:
    sheet = read_sheet("\r\n ; \r\nmålgruppe;tekst\r\nLedere;Hei\r\n")

    assert sheet == Sheet(["målgruppe", "tekst"], [SheetRow(4, ["Ledere", "Hei"])], 2)


def test_a_short_row_has_empty_cells_and_a_long_one_unnamed_columns(app: object) -> None:
    sheet = read_sheet("a,b\n1\n1,2,3\n")

    assert sheet.header == ["a", "b", "Kolonne 3"]
    assert sheet.rows[0].cell(1) == ""


def test_without_headings_the_first_row_is_a_row(app: object) -> None:
    sheet = read_sheet("Én\nTo\n", has_header=False)

    assert sheet.header == ["Kolonne 1"]
    assert [(row.number, row.cells) for row in sheet.rows] == [(1, ["Én"]), (2, ["To"])]


@pytest.mark.parametrize("charset", ["latin-1", "cp1252", "mac-roman"])
def test_a_file_that_is_no_utf8_is_refused_and_told_how_to_save_it(app: object, charset: str) -> None:
    with pytest.raises(Refused, match="CSV UTF-8"):
        decode("målgruppe;tekst\nAnsatte;Blåbær\n".encode(charset))


@pytest.mark.parametrize("data", ["tekst\nHei\n".encode("utf-16"), b"PK\x03\x04\x00\x00", b"x" * (LARGEST_BYTES + 1)])
def test_what_is_no_text_or_too_large_is_refused(app: object, data: bytes) -> None:
    with pytest.raises(Refused):
        decode(data)


@pytest.mark.parametrize("content", ["", "\n\n", "tekst\n", "tekst\n" + "x\n" * 5001, "tekst\n" + "x" * 200_000])
def test_nothing_too_much_and_what_cannot_be_read_is_refused(app: object, content: str) -> None:
    with pytest.raises(Refused):
        read_sheet(content)


def test_a_table_that_is_far_too_wide_is_refused(app: object) -> None:
    assert len(read_sheet("a" + ";" * 99 + "\nx\n").header) == 100
    with pytest.raises(Refused, match="kolonner"):
        read_sheet("a" + ";" * 100 + "\nx\n")
