"""The way in: its address, and its QR code as SVG for pages and posters or as text for the terminal.

Dark on white always, whatever the page's colours: many phones cannot read it the other way round.
"""

import base64
import hmac
import io
from dataclasses import dataclass
from functools import lru_cache

import qrcode
from flask_babel import gettext as _
from markupsafe import Markup

from app.config import Config, public_base_url

QUIET_ZONE = 4
"""Modules of white around the code, as the standard asks."""
SCAN_KEY = "k"
"""The link's parameter, and the cookie, that says it was scanned or followed, not guessed (routes/join_codes.py)."""
SCAN_KEY_BYTES = 5


@dataclass(frozen=True)
class JoinAddress:
    """How people find a conference: from the configured address, never from the host of a request."""

    base_url: str
    code: str
    key: str

    @classmethod
    def of(cls, code: str, config: Config) -> "JoinAddress":
        return cls(public_base_url(config), code, scan_key(code, config))

    @property
    def link(self) -> str:
        """What the QR code holds."""
        return f"{self.base_url}/j/{self.code}?{SCAN_KEY}={self.key}"

    @property
    def host(self) -> str:
        """What people type before the code: no scheme, since every browser adds it."""
        return self.base_url.partition("://")[2]

    @property
    def text(self) -> str:
        """The address as it is read aloud or typed."""
        return f"{self.host}/j/{self.code}"

    @property
    def qr(self) -> Markup:
        """The code as `<svg class="qr">`, with the address for those who cannot see it."""
        return qr_svg(self.link, _("QR-kode til %(address)s", address=self.text))


def scan_link(path: str, code: str, config: Config) -> str:
    """What the QR code on a table's card or on a slip holds. `path` is what stands before the code."""
    return f"{public_base_url(config)}{path}{code}?{SCAN_KEY}={scan_key(code, config)}"


def is_scan_key(key: str, code: str, config: Config) -> bool:
    """Whether the link with this code was made here, by whoever knows the server's secret."""
    return hmac.compare_digest(key.encode(), scan_key(code, config).encode())


def scan_key(code: str, config: Config) -> str:
    """Eight letters and digits."""
    known = hmac.digest(config.secret_key.encode(), b"scan " + code.encode(), "sha256")
    return base64.b32encode(known[:SCAN_KEY_BYTES]).decode()


def _matrix(text: str) -> list[list[bool]]:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make()
    return code.get_matrix()


@lru_cache(maxsize=64)
def qr_svg(text: str, title: str) -> Markup:
    """An `<svg class="qr">` that scales; no style, readable as `title` to a screen reader."""
    matrix = _matrix(text)
    size = len(matrix)
    runs = "".join(f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(matrix) for x, length in _runs(row))
    return Markup(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" shape-rendering="crispEdges"><title>{1}</title>'
        '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#14252d" d="{2}"/></svg>'
    ).format(size, title, runs)


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """(start, length) of each stretch of dark modules."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs


def terminal_qr(text: str) -> str:
    """Two modules a character, for a terminal with a dark or a light ground."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_L, border=2)
    code.add_data(text)
    out = io.StringIO()
    code.print_ascii(out=out, invert=True)
    return out.getvalue()
