"""Passwords in one form, whichever device typed them."""

import asyncio
import io
import unicodedata

import pytest
from argon2 import PasswordHasher

from portal import passwords
from portal.cli.usuario import primera_linea
from portal.errors import DatoInvalido
from portal.inputs.password import LARGO_MAXIMO
from portal.operations.access import ingreso
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.structs.usuarios import Usuario
from tests import datos
from tests.conftest import Casa

NFC = "contraseña ñandú"
NFD = unicodedata.normalize("NFD", NFC)
VIEJO = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


def test_the_same_keys_on_another_device_are_the_same_password() -> None:
    async def cuerpo() -> list[bool]:
        cifrada = await passwords.cifrar(NFD)
        return [(await passwords.verificar(cifrada, tecleada)).coincide for tecleada in (NFC, NFD, NFC.upper(), "")]

    assert asyncio.run(cuerpo()) == [True, True, False, False]


def test_a_hash_made_before_still_serves_and_is_made_anew() -> None:
    async def cuerpo() -> tuple[bool, bool, bool]:
        antes = VIEJO.hash(NFD)
        cotejo = await passwords.verificar(antes, NFD)
        assert cotejo.renovada is not None
        despues = await passwords.verificar(cotejo.renovada, NFC)
        return cotejo.coincide, despues.coincide, despues.renovada is None

    assert asyncio.run(cuerpo()) == (True, True, True)


def test_weaker_parameters_are_made_anew_too() -> None:
    cotejo = asyncio.run(passwords.verificar(VIEJO.hash("una clave larga"), "una clave larga"))
    assert cotejo.coincide
    assert cotejo.renovada is not None
    assert asyncio.run(passwords.verificar(cotejo.renovada, "una clave larga")).renovada is None


def test_a_long_password_is_not_cut_to_one_that_matches() -> None:
    larga = "x" * LARGO_MAXIMO
    cifrada = asyncio.run(passwords.cifrar(larga))
    assert asyncio.run(passwords.verificar(cifrada, larga)).coincide
    assert not asyncio.run(passwords.verificar(cifrada, larga + "x")).coincide


def test_signing_in_at_once_with_a_hash_of_before_renews_it_and_refuses_nobody(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> str:
        async def hacer(tx: Transaccion) -> Usuario:
            hallado = await usuarios.por_nombre(tx.sql, datos.AL_DIA)
            assert hallado is not None
            await usuarios.cambiar_clave(tx.sql, hallado.id, VIEJO.hash(NFD))
            await tx.confirmar()
            return hallado

        hallado = await portal.repo.write(hacer)
        entradas = (
            ingreso.entrar(portal, datos.AL_DIA, NFD, puerta="pagina", agente="", ip=f"10.0.0.{nro}")
            for nro in range(3)
        )
        await asyncio.gather(*entradas)
        await ingreso.entrar(portal, datos.AL_DIA, NFC, puerta="pagina", agente="", ip="10.0.0.9")
        renovado = await portal.repo.read(lambda tx: usuarios.por_id(tx.sql, hallado.id))
        assert renovado is not None
        return renovado.clave

    assert "m=19456" in casa.operar(cuerpo)


@pytest.mark.parametrize(
    "crudo",
    [
        NFC.encode() + b"\n",
        NFC.encode(),
        b"\xef\xbb\xbf" + NFC.encode() + b"\r\n",
        b"\xff\xfe" + f"{NFC}\r\notra".encode("utf-16-le"),
        b"\xfe\xff" + f"{NFC}\n".encode("utf-16-be"),
    ],
)
def test_a_mark_of_order_is_no_part_of_a_password(crudo: bytes) -> None:
    assert primera_linea(io.BytesIO(crudo)) == NFC


def test_a_letter_that_holds_a_line_end_s_byte_is_whole() -> None:
    assert primera_linea(io.BytesIO(b"\xff\xfe" + "cla\u010ave\n".encode("utf-16-le"))) == "cla\u010ave"


def test_letters_in_another_set_are_told() -> None:
    with pytest.raises(DatoInvalido, match="UTF-8"):
        primera_linea(io.BytesIO("contraseña".encode("cp1252")))
