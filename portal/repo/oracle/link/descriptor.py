"""Where a connect string leads: one for each of its addresses, taken apart as the driver itself reads it."""

import random
import re

import oracledb

from portal.settings import AjusteInvalido
from portal.texts.named import Saying, datos

DESCRIPTION = re.compile(r"\(DESCRIPTION=.*?(?=\(DESCRIPTION=|$)")
ADDRESS = re.compile(r"\(ADDRESS=(?:\([^()]*\))+\)")
# Its addresses are a way that goes through all of them, not one or another.
CHAIN = "(SOURCE_ROUTE=ON)"
BALANCED = "(LOAD_BALANCE=ON)"


def with_one_address(dsn: str) -> list[str]:
    """The connect strings to try, one after another: the driver tries all addresses of one within a single limit, and a
    first one that stays silent would use all of it up. Raises AjusteInvalido for what the driver does not take."""
    whole = understood(dsn)
    if len(ADDRESS.findall(whole)) == 1 or CHAIN in whole:
        return [dsn]
    several = whole.removeprefix("(DESCRIPTION_LIST=")
    descriptions = DESCRIPTION.findall(whole if several == whole else several[:-1])
    return [understood(each) for description in descriptions for each in _by_address(description)]


def _by_address(description: str) -> list[str]:
    addresses = list(ADDRESS.finditer(description))
    if BALANCED in description:
        random.shuffle(addresses)
    return [_with_only(kept.start(), description) for kept in addresses]


def _with_only(start: int, description: str) -> str:
    return ADDRESS.sub(lambda found: found[0] if found.start() == start else "", description)


def understood(dsn: str) -> str:
    """The same as the driver writes it, whatever form it had. Raises AjusteInvalido."""
    params = oracledb.ConnectParams()
    try:
        params.parse_connect_string(dsn)
    except oracledb.Error as error:
        raise AjusteInvalido(Saying("dsn-que-no-se-entiende", datos(dicho=str(error).splitlines()[0]))) from error
    return str(params.get_connect_string())
