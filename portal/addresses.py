"""Who is at the other end, and how much of something each of them may have."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

# A person's line has a whole /64: by single addresses one line would have as many shares as it liked.
LINE = 64
# Each request asks three times for that of one and the same address.
LINES = 4096


@lru_cache(LINES)
def line_of(host: str) -> str:
    """The address by which a share is counted: an IPv6 line, an IPv4 address, or the text where it is neither."""
    address = _read(host)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, LINE), strict=False))
    return host if address is None else str(address)


def _read(host: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def in_networks(host: str, networks: Iterable[IPv4Network | IPv6Network]) -> bool:
    """Whether that address is in any of them; a text that is no address is in none."""
    address = _read(host)
    return address is not None and any(address in network for network in networks)


class Trusted:
    """The proxies that FORWARDED_ALLOW_IPS names: each speaks for many people, so it has no share of its own."""

    def __init__(self, names: str) -> None:
        parts = [part.strip() for part in names.split(",") if part.strip()]
        self._everybody = "*" in parts
        self._networks = [network for part in parts if (network := _network(part)) is not None]
        self._names = frozenset(parts)

    def __contains__(self, host: str) -> bool:
        if self._everybody or host in self._names:
            return True
        return in_networks(host, self._networks)


def _network(part: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(part, strict=False)
    except ValueError:
        return None


class Shares:
    """How much each address has of something of which none may have more than `share`; a trusted one has no limit."""

    def __init__(self, share: int, trusted: Trusted) -> None:
        self._share = share
        self._trusted = trusted
        self._taken: dict[str, int] = {}

    def fits(self, host: str, amount: int = 1) -> bool:
        """Whether it may have so much more."""
        return host in self._trusted or self._taken.get(line_of(host), 0) + amount <= self._share

    def take(self, host: str, amount: int = 1) -> None:
        line = line_of(host)
        self._taken[line] = self._taken.get(line, 0) + amount

    def give_back(self, host: str, amount: int = 1) -> None:
        """What was taken; an address that has nothing left is forgotten."""
        line = line_of(host)
        left = self._taken.get(line, 0) - amount
        if left > 0:
            self._taken[line] = left
        else:
            self._taken.pop(line, None)
