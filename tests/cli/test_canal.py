"""`portal canal`: what a company does without a browser."""

import re
from pathlib import Path

import pytest

from portal.repo.embedded.link import migration
from tests.cli.processes import portal

SECRETO = re.compile(r"CLIENT_ID=(ec-[0-9a-f]{16})\nCLIENT_SECRET=(espcli_[0-9A-Za-z]{49})\n")


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    migration.install(tmp_path / "espacio-clientes.sqlite3")
    return tmp_path


def _bien(carpeta: Path, *argumentos: str) -> str:
    hecho = portal(carpeta, "canal", *argumentos)
    assert hecho.returncode == 0, hecho.stderr
    return hecho.stdout


def test_a_channel_from_its_registration_to_its_revocation(carpeta: Path) -> None:
    assert _bien(carpeta, "registrar", "red-tres", "--nombre", "Red Tres") == "Registrado el canal red-tres.\n"
    _bien(carpeta, "limites", "red-tres", "--prefijo", "red-", "--redes", "192.0.2.7,10.0.0.0/8", "--por-minuto", "60")
    _bien(carpeta, "limites", "red-tres", "--por-minuto", "")
    assert _bien(carpeta, "listar").splitlines() == [
        "USUARIO\tESTADO\tNOMBRE\tPREFIJO\tREDES\tPOR_MINUTO\tPOR_HORA",
        "red-tres\tactivo\tRed Tres\tRED-\t192.0.2.7/32,10.0.0.0/8\t-\t-",
    ]
    hecha = SECRETO.fullmatch(
        _bien(carpeta, "credencial", "red-tres", "--nombre", "Cajas", "--alcance", "pago", "--hasta", "2099-12-31")
    )
    assert hecha
    cliente, viejo = hecha.groups()
    rotada = SECRETO.fullmatch(_bien(carpeta, "rotar", cliente))
    assert rotada
    assert rotada[1] == cliente
    _, *vivos = _bien(carpeta, "ver", "red-tres").splitlines()
    assert [fila.split("\t")[:4] for fila in vivos] == [[cliente, "Cajas", "pago", "activa"]] * 2
    numero = next(fila.split("\t")[5] for fila in vivos if fila.split("\t")[6] == viejo[-4:])
    assert _bien(carpeta, "retirar", cliente, numero) == f"Retirado el secreto {numero}.\n"
    assert _bien(carpeta, "revocar", cliente) == f"Revocada la credencial {cliente}.\n"
    (_, fila) = _bien(carpeta, "ver", "red-tres").splitlines()
    assert fila.split("\t")[3:] == ["revocada", "2100-01-01T03:00:00Z", "-", "-", "-"]


def test_what_is_wrong_is_one_sentence(carpeta: Path) -> None:
    for argumentos, frase in (
        (("ver", "nadie"), "No existe ese canal."),
        (("rotar", "ec-nada"), "No existe esa credencial."),
        (("credencial", "nadie", "--nombre", "x", "--alcance", "todo"), "El valor de alcance no vale"),
    ):
        hecho = portal(carpeta, "canal", *argumentos)
        assert hecho.returncode != 0
        assert frase in hecho.stderr
        assert "Traceback" not in hecho.stderr
