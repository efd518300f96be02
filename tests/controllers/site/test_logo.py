import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.imports.logo import leer
from portal.operations.desk import empresas
from tests.company import LLENA, dibujo
from tests.conftest import Casa

LOGO = leer(dibujo("JPEG"))


@pytest.fixture(autouse=True)
def con_logo(casa: Casa) -> None:
    jefa = casa.actor("jefa")
    casa.operar(lambda portal: empresas.cambiar(portal, jefa, LLENA, "Logo nuevo", logo=LOGO))


def test_it_is_served_as_what_it_is_to_anybody_and_kept(anonimo: TestClient[Litestar]) -> None:
    servido = anonimo.get(f"/empresa/logo/{LOGO.huella}")
    assert (servido.status_code, servido.content) == (200, LOGO.bytes)
    assert servido.headers["content-type"] == "image/jpeg"
    assert servido.headers["x-content-type-options"] == "nosniff"
    assert servido.headers["cache-control"] == "max-age=31536000, public, immutable"
    assert "set-cookie" not in servido.headers


def test_another_is_not_there(anonimo: TestClient[Litestar]) -> None:
    for cual in ("0" * 64, "x", "%00", "..%2f..%2fetc"):
        assert anonimo.get(f"/empresa/logo/{cual}").status_code in (400, 404)
