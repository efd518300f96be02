"""The adapter against real servers: what each of their answers, and each of their silences, comes to."""

import asyncio
import ssl
from pathlib import Path

import pytest
from msgspec import structs

from portal.mail.smtp import Smtp
from portal.operations.portal.correo import NoEntregada
from portal.settings import Settings
from tests.certificates import hacer
from tests.mail.server import PASSWORD, USER, Buzon, scripted, serving

PARA = "ana@ejemplo.com"
MENSAJE = (
    f"From: avisos@ejemplo.com.py\r\nTo: {PARA}\r\nMessage-ID: <carta.1@ejemplo.com.py>\r\n\r\nHola.\r\n.punto\r\n"
).encode()
AJUSTES = Settings(smtp_host="127.0.0.1", smtp_remitente="avisos@ejemplo.com.py", smtp_tls="ninguno")
HASTA_DATA = (b"250 hola\r\n", b"250 ok\r\n", b"250 ok\r\n")


async def _enviar(puerto: int, ajustes: Settings = AJUSTES, *, paso_s: float = 20.0, entero_s: float = 30.0) -> None:
    await Smtp(structs.replace(ajustes, smtp_port=puerto), paso_s, entero_s).send(MENSAJE, PARA)


def _no_entregada(buzon: Buzon) -> NoEntregada:
    async def correr() -> None:
        async with serving(buzon) as puerto:
            await _enviar(puerto)

    with pytest.raises(NoEntregada) as negada:
        asyncio.run(correr())
    return negada.value


def test_a_message_arrives_as_it_was_written() -> None:
    buzon = Buzon()

    async def correr() -> None:
        async with serving(buzon) as puerto:
            await _enviar(puerto)

    asyncio.run(correr())
    (tomada,) = buzon.tomadas
    assert tomada["Message-ID"] == "<carta.1@ejemplo.com.py>"
    assert tomada.get_content().splitlines() == ["Hola.", ".punto"]


@pytest.mark.parametrize(
    ("buzon", "definitiva"),
    [
        (Buzon(rcpt="550 5.1.1 no such user"), True),
        (Buzon(rcpt="450 4.2.1 try later"), False),
        (Buzon(data="554 5.7.1 spam"), True),
        (Buzon(data="451 4.3.0 no room"), False),
        (Buzon(data="421 4.3.2 going down"), False),
    ],
    ids=["unknown address", "busy address", "refused message", "no room", "going down"],
)
def test_what_is_refused_says_whether_for_good(buzon: Buzon, definitiva: bool) -> None:
    negada = _no_entregada(buzon)
    assert negada.definitiva is definitiva
    assert negada.causa == (buzon.data if buzon.rcpt == "250 OK" else buzon.rcpt)
    assert buzon.tomadas == []


@pytest.mark.parametrize(
    ("saludo", "respuestas", "causa"),
    [
        (b"554 5.3.2 not today\r\n", (), "554 5.3.2 not today"),
        (b"421 too many\r\n", (), "421 too many"),
        (b"220 hola\r\n", (b"250 hola\r\n", b"530 5.7.0 sign in first\r\n", b"250 ok\r\n"), "530 5.7.0 sign in first"),
        (b"220 hola\r\n", (b"250 hola\r\n", b""), "127.0.0.1 cortó: puede haberla recibido"),
        (b"220 hola\r\n", (*HASTA_DATA, b"354 go on\r\n", b""), "127.0.0.1 cortó: puede haberla recibido"),
        (b"", (), "127.0.0.1 no respondió a tiempo"),
        (b"220 hola\r\n", (), "127.0.0.1 no respondió a tiempo"),
        (b"220 hola\r\n", (*HASTA_DATA, b"354 go on\r\n"), "127.0.0.1 no respondió a tiempo"),
    ],
    ids=["greets no", "busy", "sender refused", "drops", "drops after DATA", "mute", "hangs", "hangs after DATA"],
)
def test_what_a_server_does_is_told_and_may_be_tried_again(
    saludo: bytes, respuestas: tuple[bytes, ...], causa: str
) -> None:
    async def correr() -> None:
        async with scripted(saludo, *respuestas) as puerto:
            await _enviar(puerto, paso_s=0.3)

    with pytest.raises(NoEntregada) as negada:
        asyncio.run(correr())
    assert (negada.value.causa, negada.value.definitiva) == (causa, False)


def test_who_greets_late_is_waited_for_and_who_drips_is_left() -> None:
    """Each step is in time, and all together are not."""

    async def tarde() -> None:
        async with scripted(b"220 hola\r\n", *HASTA_DATA, b"354 go on\r\n", b"", late_s=0.2) as puerto:
            await _enviar(puerto, paso_s=20)

    with pytest.raises(NoEntregada, match="cortó"):
        asyncio.run(tarde())

    async def gotea() -> None:
        async with scripted(b"220-hola\r\n", late_s=0.2) as puerto:
            await _enviar(puerto, paso_s=60, entero_s=0.5)

    with pytest.raises(NoEntregada, match="no respondió a tiempo"):
        asyncio.run(gotea())


def test_a_server_that_is_not_there() -> None:
    async def correr() -> None:
        async with serving(Buzon()) as puerto:
            pass
        await _enviar(puerto)

    with pytest.raises(NoEntregada, match=r"No hay conexión con 127\.0\.0\.1"):
        asyncio.run(correr())


@pytest.fixture
def certificado(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's, which the machine trusts."""
    publico, llave = hacer()
    (tmp_path / "c.pem").write_bytes(publico)
    (tmp_path / "k.pem").write_bytes(llave)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "c.pem"))
    contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    contexto.load_cert_chain(tmp_path / "c.pem", tmp_path / "k.pem")
    return contexto


@pytest.mark.parametrize("modo", ["starttls", "tls"])
def test_it_goes_encrypted_and_with_its_password(certificado: ssl.SSLContext, modo: str) -> None:
    buzon = Buzon(en_claro=True)
    ajustes = structs.replace(AJUSTES, smtp_tls=modo, smtp_user=USER.decode(), smtp_password=PASSWORD.decode())

    async def correr() -> None:
        async with serving(buzon, tls=certificado, starttls=modo == "starttls", auth=modo == "starttls") as puerto:
            await _enviar(puerto, ajustes if modo == "starttls" else structs.replace(AJUSTES, smtp_tls=modo))

    asyncio.run(correr())
    assert len(buzon.tomadas) == 1
    assert modo == "tls" or not buzon.en_claro


def test_a_wrong_password_may_be_mended(certificado: ssl.SSLContext) -> None:
    ajustes = structs.replace(AJUSTES, smtp_tls="starttls", smtp_user="portal", smtp_password="otra")

    async def correr() -> None:
        async with serving(Buzon(), tls=certificado, starttls=True, auth=True) as puerto:
            await _enviar(puerto, ajustes)

    with pytest.raises(NoEntregada, match="535") as negada:
        asyncio.run(correr())
    assert not negada.value.definitiva


def test_it_is_never_less_encrypted_than_it_was_asked_for(certificado: ssl.SSLContext, tmp_path: Path) -> None:
    """A server without STARTTLS gets nothing, nor does one that nobody vouches for."""
    ajustes = structs.replace(AJUSTES, smtp_tls="starttls")
    buzon = Buzon()

    async def sin_tls() -> None:
        async with serving(buzon) as puerto:
            await _enviar(puerto, ajustes)

    with pytest.raises(NoEntregada, match="no sabe hacer lo que se le pide"):
        asyncio.run(sin_tls())

    async def de_otro() -> None:
        (tmp_path / "c.pem").write_bytes(hacer()[0])
        async with serving(buzon, tls=certificado, starttls=True) as puerto:
            await _enviar(puerto, ajustes)

    with pytest.raises(NoEntregada, match="no es segura"):
        asyncio.run(de_otro())
    assert buzon.tomadas == []
