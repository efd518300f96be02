import gzip

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from portal.web import stylesheets
from portal.web.rendering import asset
from portal.web.stylesheets import built
from tests.conftest import Casa


@pytest.mark.parametrize("name", sorted(stylesheets.NAMES))
def test_it_is_served_whole_small_and_at_an_address_of_its_content(anonimo: TestClient[Litestar], name: str) -> None:
    served = anonimo.get(asset(name))
    assert served.status_code == 200
    assert served.headers["content-type"] == "text/css; charset=utf-8"
    assert served.content == built(name)
    assert "@import" not in served.text
    assert "\n" not in served.text.strip()
    assert len(gzip.compress(served.content, 9)) <= 8 * 1024


def test_in_development_a_change_is_seen_at_once(anonimo: TestClient[Litestar]) -> None:
    assert anonimo.get(asset("portal.css")).headers["cache-control"] == "no-cache"


def test_in_production_it_is_kept_for_ever_at_an_address_of_its_content(casa: Casa) -> None:
    casa.settings = structs.replace(casa.settings, environment="production", url_publica="https://testserver.local")
    with TestClient(casa.app(), base_url="https://testserver.local") as cliente:
        hoja = cliente.get("/static/portal.css")
    assert hoja.headers["cache-control"] == "max-age=31536000, public, immutable"
    assert hoja.content == built("portal.css")
