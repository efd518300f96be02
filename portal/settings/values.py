"""What a setting's value may be, one question each: pure, on texts."""

import ipaddress
import json
import re
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import msgspec

from portal.texts.named import Saying, datos

# Whether it holds, and what to say where it does not.
Demand: TypeAlias = tuple[bool, Saying]

NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)
CONTACT = re.compile(r"mailto:[^@\s]+@[^@\s]+|https://[^/\s]+\S*|tel:\+?[0-9-]+", re.ASCII)
QUOTES = ("'", '"')
VARIETY = 8
LISTS = (tuple[str, ...], tuple[int, ...])
FORMS: dict[Any, str] = {
    tuple[str, ...]: "lista",
    tuple[int, ...]: "numeros",
    Decimal: "decimal",
    bool: "si-o-no",
}
ADDRESS = re.compile(r"\(ADDRESS=((?:\([^()]*\))+)\)", re.IGNORECASE)
PART = re.compile(r"\((PROTOCOL|HOST)=([^()]*)\)", re.IGNORECASE)


def read(text: str, kind: Any) -> object:
    """The value that a variable's text stands for. Raises ValueError with the form it must have, a case
    of `forma-de-ajuste`."""
    try:
        if kind in LISTS:
            return msgspec.convert(json.loads(text), kind)
        return Decimal(text) if kind is Decimal else msgspec.convert(text, kind, strict=False)
    except (msgspec.ValidationError, ValueError, InvalidOperation) as error:
        raise ValueError(FORMS.get(kind, "entero")) from error


def one_of(name: str, value: str, choices: tuple[str, ...]) -> Demand:
    """A setting that is one of a few words."""
    return value in choices, Saying("ajuste-de-otros", datos(nombre=name, posibles=", ".join(choices)))


def unquoted(text: str) -> str:
    """Without the quotes around it, which `docker --env-file` hands over with the value."""
    clean = text.strip()
    around = clean[:1]
    return clean[1:-1] if len(clean) > 1 and around in QUOTES and clean.endswith(around) else clean


def is_origin(text: str) -> bool:
    """Scheme, host and perhaps a port: what a browser sends as Origin."""
    try:
        parts = urlsplit(text)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return False
    name = parts.hostname or ""
    if ":" in name:
        name = f"[{name}]" if is_address(name) else ""
    elif not NAME.fullmatch(name):
        return False
    return bool(name) and text in (f"http://{name}{port}", f"https://{name}{port}")


def is_address(name: str) -> bool:
    """An IP instead of a name. No name ends in a number: browsers read those as addresses too (https://1, 0x7f.1)."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return re.search(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\.?$", name, re.IGNORECASE) is not None
    return True


def is_loopback(name: str) -> bool:
    """Our own machine, by name or address."""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name.casefold() == "localhost"


def is_monotonous(key: str) -> bool:
    """Few characters, the same ones over and over, or a run of the alphabet: long, and guessed at once."""
    if len(set(key)) < VARIETY:
        return True
    if any(key == (key[:n] * len(key))[: len(key)] for n in range(1, len(key) // 2 + 1)):
        return True
    steps = [abs(ord(one) - ord(other)) for one, other in pairwise(key)]
    return sum(step <= 1 for step in steps) * 2 > len(steps)


def are_proxies(text: str) -> bool:
    """Addresses and networks, at least one, and together not everybody."""
    try:
        networks = [ipaddress.ip_network(each.strip()) for each in text.split(",")]
    except ValueError:
        return False
    four = ipaddress.collapse_addresses(each for each in networks if isinstance(each, ipaddress.IPv4Network))
    six = ipaddress.collapse_addresses(each for each in networks if isinstance(each, ipaddress.IPv6Network))
    return all(each.prefixlen for each in four) and all(each.prefixlen for each in six)


def is_in_clear(dsn: str) -> bool:
    """Whether a connect string reaches a host elsewhere without TLS; one that names no host is taken for such."""
    flat = re.sub(r"\s", "", dsn)
    if "(" in flat:
        addresses = [
            {name.upper(): value for name, value in PART.findall(address)} for address in ADDRESS.findall(flat) or [""]
        ]
        return not all(
            parts.get("PROTOCOL", "").lower() == "tcps" or is_loopback(parts.get("HOST", "")) for parts in addresses
        )
    scheme, _, rest = flat.rpartition("://")
    return scheme.lower() != "tcps" and not all(is_loopback(_host(each)) for each in rest.partition("/")[0].split(","))


def _host(place: str) -> str:
    return place[1:].partition("]")[0] if place.startswith("[") else place.partition(":")[0]
