import json
import os
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from portal.settings import CLAVE_DE_EJEMPLO, AjusteInvalido, cargar
from portal.settings.keyring import LIFE, Keyring, SigningKey, is_weak, read, rotated, write
from tests import datos

AHORA = datos.AHORA
HORA = timedelta(hours=1)
BUENA = "x9Kw-4fQz_71LmTn0RsVc2Hj8UyKe6Ad"


def _key(kid: str, **changes: object) -> dict[str, object]:
    return {"kid": kid, "alg": "HS256", "clave": BUENA, "desde": "2026-11-23T13:00:00Z"} | changes


def _written(folder: Path, *keys: dict[str, object]) -> Path:
    file = folder / "claves.json"
    file.write_text(json.dumps({"claves": keys}), "utf-8")
    return file


def test_a_new_key_signs_later_and_those_before_it_end_with_their_last_token() -> None:
    first = rotated(Keyring(), AHORA, "HS256", after=HORA)
    assert first.secret_key_hasta == AHORA + HORA + LIFE
    (one,) = first.claves
    assert (one.desde, one.hasta, is_weak(one.clave), len(one.clave) >= 64) == (AHORA + HORA, None, False, True)
    second = rotated(first, AHORA + 2 * HORA, "HS512", after=HORA)
    assert [(key.kid, key.alg, key.hasta) for key in second.claves] == [
        (one.kid, "HS256", AHORA + 3 * HORA + LIFE),
        (second.claves[1].kid, "HS512", None),
    ]
    # Nothing gives SECRET_KEY more time than it had.
    assert second.secret_key_hasta == first.secret_key_hasta
    third = rotated(second, AHORA + 2 * LIFE, "HS256", after=HORA)
    assert [key.kid for key in third.claves][:1] == [second.claves[1].kid]


def test_a_key_that_leaked_ends_at_once_with_all_others() -> None:
    ring = rotated(rotated(Keyring(), AHORA, "HS256", after=HORA), AHORA, "HS256", after=timedelta(0))
    (new,) = ring.claves
    assert (new.desde, ring.secret_key_hasta) == (AHORA, AHORA)
    assert new.counts(AHORA)


def test_it_is_read_as_it_was_written_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "claves.json"
    assert read(file) == Keyring()
    ring = rotated(Keyring(), AHORA, "HS256", after=HORA)
    for _ in range(2):
        write(file, ring)
        assert read(file) == ring
    assert os.listdir(tmp_path) == ["claves.json"]  # noqa: PTH208 - names
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert ring.claves[0].clave not in repr(ring)


def test_what_cannot_be_written_leaves_what_was(tmp_path: Path) -> None:
    taken = tmp_path / "claves.json"
    taken.mkdir()
    (taken / "x").touch()
    with pytest.raises(OSError, match="claves"):
        write(taken, Keyring())
    assert [each.name for each in tmp_path.iterdir()] == ["claves.json"]


@pytest.mark.parametrize(
    "keys",
    [
        (_key("a"), _key("a")),
        (_key("0"),),
        (_key("a", alg="none"),),
        (_key("a", alg="RS256"),),
        (_key("a", desde="2026-11-23T13:00:00"),),
        (_key("a", otra=1),),
        ({"kid": "a"},),
    ],
)
def test_what_is_no_ring_stops_the_start(tmp_path: Path, keys: tuple[dict[str, object], ...]) -> None:
    with pytest.raises(AjusteInvalido, match="ARCHIVO_DE_CLAVES no se puede leer"):
        cargar({"ARCHIVO_DE_CLAVES": str(_written(tmp_path, *keys))})


def test_a_file_that_is_no_text_stops_the_start_and_one_to_come_does_not(tmp_path: Path) -> None:
    assert cargar({"ARCHIVO_DE_CLAVES": str(tmp_path / "nada.json")}).archivo_de_claves
    (tmp_path / "mal.json").write_bytes(b"\xff{")
    for mal in (tmp_path / "mal.json", tmp_path):
        with pytest.raises(AjusteInvalido, match="ARCHIVO_DE_CLAVES no se puede leer"):
            cargar({"ARCHIVO_DE_CLAVES": str(mal)})


@pytest.mark.parametrize("weak", ["x9Kw-4fQ", "a" * 64, "0123456789" * 4, CLAVE_DE_EJEMPLO])
def test_production_refuses_in_the_ring_what_it_refuses_outside(tmp_path: Path, weak: str) -> None:
    file = str(_written(tmp_path, _key("a"), _key("b", clave=weak)))
    assert cargar({"ARCHIVO_DE_CLAVES": file}).archivo_de_claves == file
    with pytest.raises(AjusteInvalido) as refused:
        cargar({"ARCHIVO_DE_CLAVES": file, "ENVIRONMENT": "production"})
    assert "ARCHIVO_DE_CLAVES tiene una clave corta, de ejemplo o que se adivina" in str(refused.value)
    assert weak not in str(refused.value)
    with pytest.raises(AjusteInvalido) as refused:
        cargar({"ARCHIVO_DE_CLAVES": str(_written(tmp_path, _key("a"))), "ENVIRONMENT": "production"})
    assert "ARCHIVO_DE_CLAVES" not in str(refused.value)


def test_until_when_a_key_counts() -> None:
    key = SigningKey(kid="a", alg="HS256", clave=BUENA, desde=AHORA)
    assert key.counts(AHORA + 1000 * LIFE)
    ended = SigningKey(kid="a", alg="HS256", clave=BUENA, desde=AHORA, hasta=AHORA + HORA)
    assert (ended.counts(AHORA), ended.counts(AHORA + HORA)) == (True, False)
