"""Light or dark is kept by a cookie that, over https, is for this host alone."""

import pytest
from msgspec import structs

from portal.settings import Settings
from portal.web import theme

EN_CLARO = Settings()
POR_HTTPS = structs.replace(EN_CLARO, url_publica="https://clientes.ejemplo.com.py")


@pytest.mark.parametrize("settings", [EN_CLARO, POR_HTTPS])
def test_what_is_kept_is_read_back(settings: Settings) -> None:
    kept = theme.cookie(settings, "oscuro")
    assert theme.chosen({kept.key: kept.value or ""}) == "oscuro"
    assert kept.max_age == 365 * 24 * 3600
    assert theme.cookie(settings, "sistema").max_age == 0


def test_over_https_the_browser_keeps_it_to_this_host() -> None:
    kept = theme.cookie(POR_HTTPS, "claro")
    assert (kept.key, kept.secure, kept.path, kept.domain) == ("__Host-tema", True, "/", None)
    assert kept.httponly
    assert kept.samesite == "lax"


@pytest.mark.parametrize("invented", ["", '"><script>', "CLARO"])
def test_what_is_no_theme_is_the_device_s(invented: str) -> None:
    assert theme.chosen({"tema": invented, "__Host-tema": invented}) == "sistema"
    assert theme.chosen({}) == "sistema"
