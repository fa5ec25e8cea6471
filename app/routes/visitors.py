"""What a request says about where it comes from, read with care: anybody can write anything there."""

from ipaddress import ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from flask import request

LARGEST_POST = 64 * 1024
"""Bytes that somebody who has not signed in may post; a thought has 1,000 characters."""
HOME_NETWORK = 64
"""Bits of an IPv6 address that the provider gives; the rest a machine chooses for itself, as often as it likes."""


def place() -> str:
    """The address to count guesses by: one household's or one hall's. Empty where the server tells none."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return request.remote_addr or ""
    if address.version == 6 and address.ipv4_mapped is None:
        return str(ip_network((address, HOME_NETWORK), strict=False))
    return str(address)


def page_before() -> SplitResult:
    """The address of the page that the request came from; empty parts where none is told, or a garbled one."""
    try:
        return urlsplit(request.referrer or "")
    except ValueError:
        return urlsplit("")
