"""A connect string and its addresses, in the forms that tnsnames.ora, a wallet and Easy Connect have for them."""

import re

import oracledb
import pytest

from portal.repo.oracle.link.descriptor import with_one_address
from portal.repo.oracle.repo import OracleRepo
from portal.settings import AjusteInvalido, Settings

SERVICE = "(CONNECT_DATA=(SERVICE_NAME=portal))"
WALLET = "(SECURITY=(SSL_SERVER_DN_MATCH=yes)(MY_WALLET_DIRECTORY=/wallet))"


def _address(host: str, protocol: str = "tcp") -> str:
    return f"(ADDRESS=(PROTOCOL={protocol})(HOST={host})(PORT=1521))"


ONE, TWO, THREE = map(_address, ("one", "two", "three"))
FORMS = {
    f"(DESCRIPTION={ONE}{SERVICE})": ["one portal"],
    f"(DESCRIPTION={ONE}{TWO}{SERVICE})": ["one portal", "two portal"],
    f"(DESCRIPTION=(ADDRESS_LIST={ONE}{TWO}){SERVICE})": ["one portal", "two portal"],
    f"(DESCRIPTION=(ADDRESS_LIST={ONE}{TWO})(ADDRESS_LIST={THREE}){SERVICE})": [
        *("one portal", "two portal", "three portal")
    ],
    f"(DESCRIPTION_LIST=(LOAD_BALANCE=off)(DESCRIPTION={ONE}{TWO}{SERVICE})"
    f"(DESCRIPTION={THREE}(CONNECT_DATA=(SERVICE_NAME=otro))))": ["one portal", "two portal", "three otro"],
    f"( description =\n ( address_list =\n  {ONE.lower()}\n  ( address = ( host = two ) ( port = 1521 ) "
    f"( protocol = tcp ) ) )\n ( connect_data = ( service_name = portal ) ) )": ["one portal", "two portal"],
    "one,two:1521;three/portal": ["one portal", "two portal", "three portal"],
    "tcps://one,two:1522/portal?wallet_location=/wallet": ["one portal", "two portal"],
    # A way through all of them, which is not taken apart.
    f"(DESCRIPTION=(SOURCE_ROUTE=yes){ONE}{TWO}{SERVICE})": ["one,two portal"],
    # Whatever a quoted value has inside.
    f'(DESCRIPTION={ONE}{SERVICE}(SECURITY=(SSL_SERVER_CERT_DN="CN=(one), O=empresa")))': ["one portal"],
}


def _read(dsn: str) -> oracledb.ConnectParams:
    params = oracledb.ConnectParams()
    params.parse_connect_string(dsn)
    return params


def _leads(dsn: str) -> str:
    params = _read(dsn)
    return f"{params.host if isinstance(params.host, str) else ','.join(params.host)} {params.service_name}"


@pytest.mark.parametrize(("dsn", "leads"), FORMS.items())
def test_each_address_has_a_connect_string_of_its_own(dsn: str, leads: list[str]) -> None:
    assert [_leads(each) for each in with_one_address(dsn)] == leads


def test_what_a_wallet_needs_stays_with_each_address() -> None:
    both = _address("one", "tcps") + _address("two", "tcps")
    for each in map(_read, with_one_address(f"(DESCRIPTION=(ADDRESS_LIST={both}){SERVICE}{WALLET})")):
        assert (each.protocol, each.wallet_location, each.ssl_server_dn_match) == ("tcps", "/wallet", True)


def test_addresses_that_share_the_load_take_turns_to_be_the_first() -> None:
    dsn = f"(DESCRIPTION=(ADDRESS_LIST=(LOAD_BALANCE=on){ONE}{TWO}){SERVICE})"
    assert {tuple(map(_leads, with_one_address(dsn))) for _ in range(100)} == {
        ("one portal", "two portal"),
        ("two portal", "one portal"),
    }


@pytest.mark.parametrize(
    ("dsn", "why"),
    [
        ("portal_high", "DPY-4027"),
        (f"(DESCRIPTION={SERVICE})", "DPY-2049"),
        (f"(DESCRIPTION=(ADDRESS=(PROTOCOL=ipc)(KEY=portal)){SERVICE})", "DPY-4021"),
        ("(DESCRIPTION", "DPY-4017"),
    ],
)
def test_one_that_the_driver_does_not_take_is_refused_before_anything_is_asked(dsn: str, why: str) -> None:
    with pytest.raises(AjusteInvalido, match=re.escape("DB_DSN no se entiende")) as refused:
        OracleRepo(Settings(db_dsn=dsn, db_user="portal", db_password="x"))
    assert why in str(refused.value)
