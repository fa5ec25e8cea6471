"""The way in, as people type it and as a camera reads it."""

import re

import pytest
import zxingcpp
from PIL import Image

from app.qr import JoinAddress, qr_svg, terminal_qr

MODULE = 4


def picture_of(svg: str) -> Image.Image:
    """The code as a camera sees it: the dark path of the SVG on white."""
    side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
    picture = Image.new("L", (side, side), 255)
    dark = svg.partition('fill="#14252d"')[2]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", dark):
        picture.paste(0, (int(x), int(y), int(x) + int(length), int(y) + 1))
    return picture.resize((side * MODULE, side * MODULE))


@pytest.mark.parametrize("base_url", ["https://dialog.solbakken.example", "http://192.168.100.100:8000"])
def test_a_camera_reads_the_link(base_url: str) -> None:
    join = JoinAddress(base_url, "K7M4XR", "MZXW6YTB")

    assert zxingcpp.read_barcode(picture_of(qr_svg(join.link, "QR"))).text == f"{base_url}/j/K7M4XR?k=MZXW6YTB"


def test_people_type_it_without_the_scheme() -> None:
    join = JoinAddress("http://192.168.1.10:8000", "K7M4XR", "MZXW6YTB")

    assert join.host == "192.168.1.10:8000"
    assert join.text == "192.168.1.10:8000/j/K7M4XR"


def test_it_is_dark_on_white_with_a_quiet_zone_and_a_name() -> None:
    svg = qr_svg("https://dialog.example/j/K7M4XR", "<kode> & adresse")

    side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
    dark = re.findall(r"M(\d+) (\d+)h(\d+)", svg.partition('fill="#14252d"')[2])
    assert f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>' in svg
    assert min(int(x) for x, _, _ in dark) == 4
    assert max(int(x) + int(length) for x, _, length in dark) == side - 4
    assert "<title>&lt;kode&gt; &amp; adresse</title>" in svg


def test_the_terminal_shows_blocks() -> None:
    assert {*terminal_qr("https://dialog.example/j/K7M4XR")} <= {"█", "▀", "▄", " ", "\xa0", "\n"}
