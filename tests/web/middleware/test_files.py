"""A file travels as small as it can be, in each form with its own mark."""

import gzip
from pathlib import Path

import brotli
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.web.middleware.files import accepted

STATIC = Path(__file__).parents[3] / "portal" / "static"
HTMX = "/static/htmx-4.0.1.min.js"


def test_it_comes_at_the_best_quality_there_is(anonimo: TestClient[Litestar]) -> None:
    whole = (STATIC / Path(HTMX).name).read_bytes()
    for coding, best in (("br", brotli.compress(whole, quality=11)), ("gzip", gzip.compress(whole, 9, mtime=0))):
        for _ in range(2):
            answer = anonimo.get(HTMX, headers={"accept-encoding": coding})
            assert answer.content == whole
            assert answer.headers["content-encoding"] == coding
            assert answer.headers["vary"] == "Accept-Encoding"
            assert answer.num_bytes_downloaded == int(answer.headers["content-length"]) == len(best)


def test_each_form_has_its_mark_and_is_not_sent_twice(anonimo: TestClient[Litestar]) -> None:
    marks = {
        coding: anonimo.get(HTMX, headers={"accept-encoding": coding}).headers["etag"]
        for coding in ("br", "gzip", "identity")
    }
    assert len(set(marks.values())) == 3
    for coding, mark in marks.items():
        again = anonimo.get(HTMX, headers={"accept-encoding": coding, "if-none-match": mark})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == mark
        assert "immutable" in again.headers["cache-control"]
        assert "content-length" not in again.headers
    other = anonimo.get(HTMX, headers={"accept-encoding": "br", "if-none-match": marks["gzip"]})
    assert other.status_code == 200


def test_a_picture_is_left_as_it_is(anonimo: TestClient[Litestar]) -> None:
    icon = anonimo.get("/static/favicon.ico", headers={"accept-encoding": "br"})
    assert "content-encoding" not in icon.headers
    assert icon.content == (STATIC / "favicon.ico").read_bytes()


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("BR", "br"),
        ("gzip ; q=0.000", ""),
        ("brotli, x-gzip", ""),
        ("", ""),
    ],
)
def test_who_asks_says_how(header: str, coding: str) -> None:
    assert accepted(header) == coding
