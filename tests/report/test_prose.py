"""Simple Markdown: a few elements, and everything else stays the letters that it is."""

import pytest

from app.report.prose import plain, prose


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("", ""),
        ("   \n\n", ""),
        ("Ett avsnitt.\n\nEtt til.", "<p>Ett avsnitt.</p>\n<p>Ett til.</p>"),
        ("Linje\nlinje", "<p>Linje<br>linje</p>"),
        ("**Sterkt** og *svakt*.", "<p><b>Sterkt</b> og <em>svakt</em>.</p>"),
        ("- en\n- to", "<ul><li>en</li><li>to</li></ul>"),
        ("1. en\n2. to\n\nSlutt", "<ol><li>en</li><li>to</li></ol>\n<p>Slutt</p>"),
        ("- en\n  - inni", "<ul><li>en</li><li>inni</li></ul>"),
        ("## Mellomtittel", "<p><b>Mellomtittel</b></p>"),
        ("<b onclick=x>a</b>", "<p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>"),
        ("[lenke](javascript:alert(1))", "<p>[lenke](javascript:alert(1))</p>"),
        ("![bilde](x)", "<p>![bilde](x)</p>"),
        ("    kode", "<p>kode</p>"),
        ("a & b < c\u202e", "<p>a &amp; b &lt; c</p>"),
        ("5 * 3 * 2", "<p>5 * 3 * 2</p>"),
    ],
)
def test_prose(typed: str, drawn: str) -> None:
    assert prose(typed) == drawn


def test_plain_has_no_marks() -> None:
    assert plain("# Svar\n\n**Folk** vil:\n\n- ha svar\n- <b>nå</b>") == "Svar\nFolk vil:\n– ha svar\n– <b>nå</b>"


def test_a_text_made_to_be_slow_is_not() -> None:
    assert len(prose("*" * 5000 + "a" + "_" * 4999)) > 9000
    assert "- - a" in prose("- " * 4000 + "a")
