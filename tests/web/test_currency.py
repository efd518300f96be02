"""The currency of the debts is kept by a cookie that, over https, is for this host alone."""

import pytest
from msgspec import structs

from portal.settings import Settings
from portal.web import currency

EN_CLARO = Settings()
POR_HTTPS = structs.replace(EN_CLARO, url_publica="https://clientes.ejemplo.com.py")


@pytest.mark.parametrize("settings", [EN_CLARO, POR_HTTPS])
def test_what_is_kept_is_read_back(settings: Settings) -> None:
    kept = currency.cookie(settings, 2)
    assert currency.chosen({kept.key: kept.value or ""}) == 2
    assert kept.max_age == 365 * 24 * 3600


def test_over_https_the_browser_keeps_it_to_this_host() -> None:
    kept = currency.cookie(POR_HTTPS, 1)
    assert (kept.key, kept.secure, kept.path, kept.domain) == ("__Host-moneda", True, "/", None)
    assert (kept.httponly, kept.samesite) == (True, "lax")


@pytest.mark.parametrize("invented", ["", "7", "1 ", "\u0661"])
def test_what_is_no_currency_is_no_choice(invented: str) -> None:
    assert currency.chosen({"moneda": invented, "__Host-moneda": invented}) is None
    assert currency.chosen({}) is None
