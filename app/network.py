"""Which address of this machine the phones in the hall can reach. Asks the kernel only; nothing is sent."""

import fcntl
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import ip_address

# An address for documentation (RFC 5737): the kernel picks the route that would lead there.
FAR_AWAY = ("192.0.2.1", 9)
SIOCGIFADDR = 0x8915  # Linux: which IPv4 address has this interface?
VIRTUAL_INTERFACES = ("lo", "docker", "br-", "veth", "virbr")


def lan_address() -> str:
    """This machine's own IPv4 address on the local network; 127.0.0.1 if it has none."""
    for candidate in _addresses():
        address = ip_address(candidate)
        if not (address.is_loopback or address.is_unspecified or address.is_link_local):
            return candidate
    return "127.0.0.1"


def _addresses() -> Iterator[str]:
    """The best guess first."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        with suppress(OSError):  # no default route: a switch or an access point without internet
            probe.connect(FAR_AWAY)
            yield probe.getsockname()[0]
        for _, name in socket.if_nameindex():
            if not name.startswith(VIRTUAL_INTERFACES):
                with suppress(OSError):  # the interface is down or has no IPv4
                    yield _address_of(name, probe)
    with suppress(OSError):
        yield from socket.gethostbyname_ex(socket.gethostname())[2]


def _address_of(interface: str, probe: socket.socket) -> str:
    answer = fcntl.ioctl(probe, SIOCGIFADDR, struct.pack("256s", interface.encode()))
    return socket.inet_ntoa(answer[20:24])
