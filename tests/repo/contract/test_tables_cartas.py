"""The outbox, function by function."""

from datetime import timedelta

from msgspec import structs

from portal.repo.protocol import Repo, Transaccion
from portal.repo.tables.access import enlaces, usuarios
from portal.repo.tables.mail import cartas
from portal.structs.cartas import Carta, ClaseDeCarta, Envio, EstadoDeCarta
from portal.structs.enlaces import TipoDeEnlace
from tests import datos
from tests.repo.contract.conftest import Con

AHORA = datos.AHORA
MINUTO = timedelta(minutes=1)
CARTA = Carta(
    clase=ClaseDeCarta.EQUIPO_NUEVO,
    para="ñandú@ejemplo.com.py",
    suceso="equipo:1",
    datos={"equipo": "Firefox «de casa»", "hora": ""},
)


async def _unica(tx: Transaccion) -> Envio:
    (envio,) = await cartas.pendientes(tx.sql, AHORA + 1000 * MINUTO, 9)
    return envio


async def _encolar(repo: Repo, *cuales: Carta) -> None:
    async def hacer(tx: Transaccion) -> None:
        for carta in cuales:
            await cartas.encolar(tx.sql, AHORA, carta)
        await tx.confirmar()

    await repo.write(hacer)


def test_a_carta_comes_back_as_it_was_queued(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        usuario = await repo.read(lambda tx: usuarios.por_nombre(tx.sql, datos.AL_DIA))
        numero = usuario.id if usuario else None
        plena = structs.replace(CARTA, suceso="equipo:2", usuario_id=numero, vence=AHORA + MINUTO)
        await _encolar(repo, CARTA, plena)

        async def leer(tx: Transaccion) -> None:
            una, otra = sorted(await cartas.pendientes(tx.sql, AHORA, 9), key=lambda envio: envio.id)
            for envio, carta in ((una, CARTA), (otra, plena)):
                assert structs.asdict(envio) == structs.asdict(carta) | {
                    "id": envio.id,
                    "estado": EstadoDeCarta.PENDIENTE,
                    "creada": AHORA,
                    "proxima": AHORA,
                    "intentos": 0,
                    "terminada": None,
                    "causa": "",
                }

        await repo.read(leer)

    con(cuerpo)


def test_of_one_event_there_is_one_carta(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        await _encolar(repo, CARTA, structs.replace(CARTA, para="otra@ejemplo.com"))
        await _encolar(repo, structs.replace(CARTA, para="otra@ejemplo.com"))

        async def leer(tx: Transaccion) -> None:
            assert (await _unica(tx)).para == CARTA.para

        await repo.read(leer)

    con(cuerpo)


def test_whose_time_has_come_is_taken_by_one(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        await _encolar(repo, CARTA, structs.replace(CARTA, suceso="equipo:2"))

        async def hacer(tx: Transaccion) -> None:
            (primera,) = await cartas.pendientes(tx.sql, AHORA, 1)
            assert await cartas.tomar(tx.sql, primera, AHORA + MINUTO)
            assert not await cartas.tomar(tx.sql, primera, AHORA + MINUTO)
            (segunda,) = await cartas.pendientes(tx.sql, AHORA, 9)
            assert segunda.suceso != primera.suceso
            assert await cartas.pendientes(tx.sql, AHORA - MINUTO, 9) == []
            assert [envio.intentos for envio in await cartas.pendientes(tx.sql, AHORA + MINUTO, 9)] == [0, 1]

        await repo.write(hacer)

    con(cuerpo)


def test_a_try_that_came_to_nothing_is_put_off(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        await _encolar(repo, CARTA)

        async def hacer(tx: Transaccion) -> None:
            vista = await _unica(tx)
            assert await cartas.tomar(tx.sql, vista, AHORA + MINUTO)
            assert not await cartas.postergar(tx.sql, vista, AHORA + MINUTO, "de otro")
            tomada = structs.replace(vista, intentos=1)
            assert await cartas.postergar(tx.sql, tomada, AHORA + 5 * MINUTO, "450 " + "ñ" * 600)
            despues = await _unica(tx)
            assert (despues.proxima, despues.causa[:6], despues.datos) == (AHORA + 5 * MINUTO, "450 ññ", CARTA.datos)

        await repo.write(hacer)

    con(cuerpo)


def test_one_that_ended_keeps_no_data_and_is_not_tried_again(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        await _encolar(repo, CARTA)

        async def hacer(tx: Transaccion) -> None:
            vista = await _unica(tx)
            assert await cartas.tomar(tx.sql, vista, AHORA + MINUTO)
            tomada = structs.replace(vista, intentos=1)
            assert not await cartas.terminar(tx.sql, vista, EstadoDeCarta.ENVIADA, AHORA)
            assert await cartas.terminar(tx.sql, tomada, EstadoDeCarta.ENVIADA, AHORA)
            assert not await cartas.terminar(tx.sql, tomada, EstadoDeCarta.FALLIDA, AHORA, "550")
            assert not await cartas.reanudar(tx.sql, tomada.id, {}, AHORA)
            assert not await cartas.tomar(tx.sql, tomada, AHORA)
            assert not await cartas.postergar(tx.sql, tomada, AHORA, "tarde")
            assert await cartas.pendientes(tx.sql, AHORA + 1000 * MINUTO, 9) == []
            (fila,) = await tx.sql.todas("SELECT estado, datos FROM portal_carta")
            assert fila == {"estado": "ENVIADA", "datos": None}

        await repo.write(hacer)

    con(cuerpo)


def test_the_oldest_of_a_state_are_forgotten(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        await _encolar(repo, *(structs.replace(CARTA, suceso=f"equipo:{n}") for n in range(3)))

        async def hacer(tx: Transaccion) -> None:
            assert await cartas.olvidar(tx.sql, EstadoDeCarta.PENDIENTE, AHORA, 9) == 0
            assert await cartas.olvidar(tx.sql, EstadoDeCarta.ENVIADA, AHORA + MINUTO, 9) == 0
            assert await cartas.olvidar(tx.sql, EstadoDeCarta.PENDIENTE, AHORA + MINUTO, 2) == 2
            assert (await _unica(tx)).suceso == "equipo:2"

        await repo.write(hacer)

    con(cuerpo)


def test_what_somebody_without_an_account_was_sent_is_found_by_documento(con: Con[None]) -> None:
    huella = "a" * 64
    invita = structs.replace(CARTA, clase=ClaseDeCarta.INVITACION, suceso=f"{TipoDeEnlace.INVITACION}:{huella[:32]}")

    async def cuerpo(repo: Repo) -> None:
        await _encolar(repo, CARTA, invita)

        async def hacer(tx: Transaccion) -> None:
            await enlaces.crear(
                tx.sql, AHORA, tipo=TipoDeEnlace.INVITACION, huella=huella, vence=AHORA + MINUTO, documento="7000009"
            )
            hallada = await cartas.de_sin_cuenta(tx.sql, "7000009", 9)
            assert [envio.clase for envio in hallada] == [invita.clase]
            assert await cartas.de_sin_cuenta(tx.sql, "7000008", 9) == []

        await repo.write(hacer)

    con(cuerpo)
