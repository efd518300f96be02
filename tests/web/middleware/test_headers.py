"""What every answer carries, whatever it is of and whoever gave it."""

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

from tests.conftest import PAGINA, Casa

ASKED = {
    "a page": ("GET", "/ingreso", b""),
    "a redirect": ("GET", "/deudas", b""),
    "a file": ("GET", "/static/portal.js", b""),
    "the API": ("GET", "/pagos", b""),
    "health": ("GET", "/salud", b""),
    "nothing": ("GET", "/no-existe", b""),
    "another method": ("PUT", "/ayuda", b""),
    "too long an address": ("GET", "/" + "a" * 5_000, b""),
    "too much": ("POST", "/token", b"a" * 70_000),
    "robots": ("GET", "/robots.txt", b""),
    "the API's page": ("GET", "/docs", b""),
}
KEPT = {"/static/portal.js", "/robots.txt"}


@pytest.mark.parametrize("which", ASKED)
def test_every_answer_carries_them(anonimo: TestClient[Litestar], which: str) -> None:
    method, path, body = ASKED[which]
    answer = anonimo.request(method, path, content=body, headers=PAGINA, follow_redirects=False)
    policy = dict(each.strip().partition(" ")[::2] for each in answer.headers["content-security-policy"].split(";"))
    assert [policy[name] for name in ("default-src", "base-uri", "frame-ancestors")] == ["'none'"] * 3
    assert policy["form-action"] == "'self'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    if path not in KEPT:
        assert answer.headers["cache-control"] == "no-store, private"
    assert "server" not in answer.headers


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/ingreso", "text/html; charset=utf-8"),
        ("/static/portal.js", "text/javascript; charset=utf-8"),
        ("/static/portal.css", "text/css; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/docs", "text/html; charset=utf-8"),
        ("/openapi.json", "application/json"),
        ("/pagos", "application/problem+json"),
        ("/static/favicon.svg", "image/svg+xml"),
    ],
)
def test_a_text_says_its_letters(anonimo: TestClient[Litestar], path: str, kind: str) -> None:
    assert anonimo.get(path).headers["content-type"] == kind


@pytest.mark.parametrize("folder", ["/static", "/static/", "/static/docs", "/static/docs/", "/.git/config", "/.git/"])
def test_no_folder_is_listed(anonimo: TestClient[Litestar], folder: str) -> None:
    assert anonimo.get(folder).status_code == 404


def test_trace_is_refused_everywhere(casa: Casa, anonimo: TestClient[Litestar]) -> None:
    for route in casa.app().routes:
        assert isinstance(route, HTTPRoute)
        if "{" not in route.path:
            answer = anonimo.request("TRACE", route.path, headers={"x-own": "something"})
            assert answer.status_code == 405, route.path
            assert "something" not in answer.text
